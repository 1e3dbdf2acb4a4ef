"""Thresholds as formulas of all parameters, found by sympy and checked by substitution."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.tree_arrays import TERMINAL
from gametheory.errors import GameTheoryError
from gametheory.kernels.bordered_minors import bordered_minors
from gametheory.polynomials import Polynomial, RealRoot, between
from gametheory.studies.thresholds.symbolic_reading import SymbolicReader
from gametheory.studies.thresholds.thresholds import thresholds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from gametheory.models.game_formulas import GameFormulas
    from gametheory.studies.thresholds.threshold_records import Threshold, Thresholds

NUM_CHECKS = 3
"""Random values of the other parameters at which a formula is checked."""
MOST_TRIALS = 12
"""Random values that are tried, those included at which the threshold leaves the range."""
LARGEST_MINOR = 4
"""Rows of the largest minor that is looked at in symbols."""
MOST_TERMS = 20
"""Terms of the longest quadratic equation that is solved."""
LONGEST = 600
"""Characters of the longest solution that is told."""
MOVE = Fraction(1, 40)
"""How far the other parameters are moved at most, as a share of their values."""


@dataclass(frozen=True, slots=True)
class ClosedForm:
    """A threshold in terms of the other parameters.

    Parameters
    ----------
    equation
        A polynomial in the parameters that is 0 at the threshold.
    solution
        The parameter in terms of the others; empty where there is no short one.
    num_checks
        Random values of the others at which the threshold was seen to solve the equation; 0 where it depends on none.
    """

    equation: str
    solution: str
    num_checks: int


def closed_form(
    found: Thresholds, threshold: Threshold, *, kept: Collection[str] | None = None, seed: int = 0
) -> ClosedForm | None:
    """Return a threshold as a formula of the other parameters; None where none is short and passes the checks.

    Parameters
    ----------
    found, threshold
        A search and one of its thresholds.
    kept
        Names of the other parameters that stay symbols, the rest being the model's numbers; None for all.
    seed
        Of the random values at which formulas are checked.

    Examples
    --------
    >>> from gametheory import load
    >>> found = thresholds(load("inspection_game"), "wage")
    >>> form = closed_form(found, found.thresholds[0])
    >>> form.equation, form.solution
    ('effort - wage = 0', 'effort')
    """
    if not isinstance(threshold.value, RealRoot) or found.model.arithmetic != "exact":
        return None
    below = [value for value in _borders(found) if value < threshold.value]
    sample = between(max([RealRoot.rational(found.low), *below]), threshold.value)
    model = found.model.with_values(**{found.parameter: sample})
    formulas = model.formulas()
    names = None if kept is None else {found.parameter, *kept}
    question = _Question(found, threshold.value, SymbolicReader(formulas.tape, model.parameter_values, names))
    seen: set[str] = set()
    for expression in _candidates(formulas, question.reader, threshold):
        for factor in question.vanishing(expression):
            if str(factor) not in seen:
                seen.add(str(factor))
                num_checks = question.num_checks(factor, np.random.default_rng(seed))
                if num_checks is not None:
                    return question.told(factor, num_checks)
    return None


def _borders(found: Thresholds) -> list[RealRoot]:
    """Return the values at which the regime or a formula changes."""
    return [value for value in (*found.values, *found.breakpoints) if isinstance(value, RealRoot)]


def _candidates(formulas: GameFormulas, reader: SymbolicReader, threshold: Threshold) -> Iterator[Any]:
    """Yield expressions one of which may be 0 at the threshold because the regime changes there."""
    if isinstance(formulas.game, ExtensiveFormGame):
        yield from _choices(formulas, reader, threshold)
        return
    payoffs = formulas.payoffs
    for player in range(len(payoffs)):
        table = np.moveaxis(payoffs[player], player, -1)
        for others in np.ndindex(*table.shape[:-1]):
            for first, second in combinations(table[others].tolist(), 2):
                if first != second:
                    yield reader.expression(first) - reader.expression(second)
    if len(payoffs) == 2:
        yield from _minors(payoffs, reader)


def _minors(payoffs: Any, reader: SymbolicReader) -> Iterator[Any]:
    """Yield the larger bordered minors of both players."""
    for player in range(2):
        opponent = payoffs[1 - player] if player == 0 else payoffs[0].T
        entries = [[reader.expression(int(register)) for register in row] for row in opponent]
        rows, columns = len(entries), len(entries[0])
        for size in range(2, min(rows, columns - 1, LARGEST_MINOR) + 1):
            for chosen, tied in product(combinations(range(rows), size), combinations(range(columns), size + 1)):
                square = [[entries[row][column] for column in tied] for row in chosen]
                whole = (1 << size) - 1, (1 << (size + 1)) - 1
                yield bordered_minors(square, _one(), tick=None)[whole]


def _one() -> Any:
    import sympy

    return sympy.Integer(1)


def _choices(formulas: GameFormulas, reader: SymbolicReader, threshold: Threshold) -> Iterator[Any]:
    """Yield what the tied actions of a tree pay to the player who changes, the last information sets first."""
    tree = cast("ExtensiveFormGame", formulas.game)
    ways = [
        {(key, infoset): actions for key, infoset, actions in support}
        for regime in (threshold.before, threshold.after)
        for component in regime or ()
        for support in component
    ]
    for number in range(len(tree.infosets) - 1, -1, -1):
        infoset = tree.infosets[number]
        if infoset.is_chance:
            continue
        name = tree.players[infoset.player].key, infoset.key
        nodes = tree.infoset_nodes(number)
        if len(nodes) > 1:
            continue
        for first, second in combinations(ways, 2):
            if first.get(name) != second.get(name):
                worths = [
                    _worth(formulas, reader, _child(tree, nodes[0], way[name][0]), player=infoset.player, way=way)
                    for way in (first, second)
                ]
                yield worths[0] - worths[1]


def _child(tree: ExtensiveFormGame, node: int, action: str) -> int:
    """Return the node to which an action leads."""
    infoset = tree.infosets[int(tree.infoset[node])]
    return int(tree.child_lists[node][infoset.actions.index(action)])


def _worth(formulas: GameFormulas, reader: SymbolicReader, node: int, *, player: int, way: Mapping[Any, Any]) -> Any:
    """Return what a player gets from a node on where all play in a given way."""
    tree = cast("ExtensiveFormGame", formulas.game)
    total: Any = 0
    waiting: list[tuple[int, Any]] = [(node, 1)]
    while waiting:
        here, weight = waiting.pop()
        total += weight * reader.expression(int(formulas.payoffs[player, here]))
        number = int(tree.infoset[here])
        if number == TERMINAL:
            continue
        shares = formulas.probabilities[number]
        if shares is None:
            infoset = tree.infosets[number]
            action = way[tree.players[infoset.player].key, infoset.key][0]
            waiting.append((_child(tree, here, action), weight))
        else:
            children = tree.child_lists[here]
            waiting += [
                (child, weight * reader.expression(int(share))) for child, share in zip(children, shares, strict=True)
            ]
    return total


@dataclass(frozen=True, slots=True)
class _Question:
    """A threshold that is looked for among expressions."""

    found: Thresholds
    root: RealRoot
    reader: SymbolicReader

    def vanishing(self, expression: Any) -> list[Any]:
        """Return the factors of an expression's numerator that vary with the parameter and are 0 at the threshold."""
        import sympy

        whole = sympy.together(expression)
        if not self._is_zero(sympy.fraction(whole)[0]):
            return []
        numerator = sympy.fraction(sympy.cancel(whole))[0]
        return [factor for factor, _ in sympy.factor_list(numerator)[1] if self._is_zero(factor)]

    def num_checks(self, factor: Any, draw: np.random.Generator) -> int | None:
        """Return at how many random values a root of a factor is a threshold; None where it is none at one of them.

        The other parameters are moved a little, so that the threshold stays the same one. Where the factor depends on
        none of them, nothing can be drawn: it is 0 at the threshold.
        """
        found, symbols = self.found, self.reader.symbols
        names = [name for name in symbols if name != found.parameter and symbols[name] in factor.free_symbols]
        if not names:
            return 0
        passed = 0
        for _ in range(MOST_TRIALS):
            moves = {name: 1 + MOVE * int(draw.integers(-99, 100)) / 99 for name in names}
            moved = {name: found.model.parameter_values[name] * move for name, move in moves.items()}
            try:
                model = found.model.with_values(**moved)
                other = thresholds(model, found.parameter, within=(found.low, found.high), concept=found.concept)
            except GameTheoryError:
                continue
            polynomial = self._on_line(factor, model.parameter_values)
            if not any(isinstance(value, RealRoot) and value.sign_of(polynomial) == 0 for value in other.values):
                return None
            passed += 1
            if passed == NUM_CHECKS:
                break
        return passed or None

    def told(self, factor: Any, num_checks: int) -> ClosedForm:
        """Return a factor as an equation, solved where it is of degree 1 or short and of degree 2."""
        import sympy

        symbol = self.reader.symbols[self.found.parameter]
        degree = sympy.Poly(factor, symbol).degree()
        solution = ""
        if degree == 1 or (degree == 2 and len(sympy.Add.make_args(factor)) <= MOST_TERMS):
            values = self.found.model.parameter_values
            numbers = {other: float(values[name]) for name, other in self.reader.symbols.items()}
            solutions = sympy.solve(factor, symbol)
            nearest = min(solutions, key=lambda solved: abs(complex(solved.subs(numbers)) - float(self.root)))
            solution = str(sympy.factor(nearest))
        return ClosedForm(f"{factor} = 0", solution if len(solution) <= LONGEST else "", num_checks)

    def _is_zero(self, expression: Any) -> bool:
        """Whether a polynomial is 0 at the threshold, the other parameters as in the model, but not everywhere."""
        polynomial = self._on_line(expression, self.found.model.parameter_values)
        return bool(polynomial) and self.root.sign_of(polynomial) == 0

    def _on_line(self, expression: Any, values: Mapping[str, Fraction]) -> Polynomial:
        """Return an expression as a polynomial of one parameter, the others as given."""
        import sympy

        others = {
            symbol: sympy.Rational(values[name].numerator, values[name].denominator)
            for name, symbol in self.reader.symbols.items()
            if name != self.found.parameter
        }
        polynomial = sympy.Poly(expression.subs(others), self.reader.symbols[self.found.parameter])
        return Polynomial([Fraction(int(term.p), int(term.q)) for term in reversed(polynomial.all_coeffs())])
