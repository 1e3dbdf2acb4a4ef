"""Payoff formulas cut into terms that add up, so that each can fall due as soon as its moves are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.models.formulas.operations import ZERO
from gametheory.models.formulas.syntax import (
    Attribute,
    Chain,
    Conditional,
    Formula,
    LabelTest,
    Name,
    Number,
    Unary,
    leaves,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.models.formulas.syntax import Node
    from gametheory.models.library import Library
    from gametheory.models.scopes import Scope

MOST_TERMS = 5_000
"""Terms into which one formula is cut; a longer one stays whole."""
MOST_LEVELS = 100
"""Levels of sums within sums, definitions included, that are cut; a deeper formula stays whole."""


def additive_terms(formula: Formula, scope: Scope) -> tuple[Formula, ...]:
    """Return formulas whose values add up to a formula's value, each with as few moves as the way it is written shows.

    Sums are cut, also under a minus sign, a factor or divisor that reads no move, a condition that reads no move, and
    within definitions. Whatever else reads moves stays whole, such as a product or the maximum of two moves.

    Parameters
    ----------
    formula
        Checked.
    scope
        What its names mean.

    Examples
    --------
    >>> from gametheory.models.formulas import parse_formula
    >>> from gametheory.models.library import Library
    >>> from gametheory.models.mistakes import Mistakes
    >>> from gametheory.models.scopes import Scope
    >>> scope = Scope(Library((), (), Mistakes()))
    >>> terms = additive_terms(parse_formula("3 * (first.size - second.size) + first.size * second.size"), scope)
    >>> [sorted({leaf.owner.name for leaf in leaves(term.root)}) for term in terms]
    [['first'], ['second'], ['first', 'second']]
    """
    try:
        roots = _Cutter(scope).terms(formula.root)
    except _TooLongError:
        return (formula,)
    if len(roots) == 1:
        return (formula,)
    return tuple(Formula(formula.text, root, formula.place) for root in roots)


class _TooLongError(Exception):
    """A formula with more terms or levels than are cut."""


class _Cutter:
    """Cuts the formulas of one scope."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._library: Library = scope.library
        self._num_terms = 0
        self._level = 0
        self._is_reading: dict[str, bool] = {}

    def terms(self, node: Node) -> list[Node]:
        """Return the terms of a node; a node that cannot be cut is its only one."""
        self._level += 1
        if self._level > MOST_LEVELS:
            raise _TooLongError
        found = self._cut(node)
        self._level -= 1
        self._num_terms += len(found)
        if self._num_terms > MOST_TERMS:
            raise _TooLongError
        return found

    def _cut(self, node: Node) -> list[Node]:
        match node:
            case Unary(operator="-"):
                return [Unary("-", term, node.place) for term in self.terms(node.operand)]
            case Chain(rest=((("+" | "-"), _), *_)):
                return self._cut_sum(node)
            case Chain(rest=((("*" | "/"), _), *_)):
                return self._cut_product(node)
            case Conditional() if not self._reads_moves(node.condition):
                nothing = Number(ZERO, node.place)
                kept = [Conditional(node.condition, term, nothing, node.place) for term in self.terms(node.consequent)]
                other = [
                    Conditional(node.condition, nothing, term, node.place) for term in self.terms(node.alternative)
                ]
                return [*kept, *other]
            case Name() if node.name in self._library.definitions:
                terms = self.terms(self._library.definitions[node.name].formula.root)
                return terms if len(terms) > 1 else [node]
            case _:
                return [node]

    def _cut_sum(self, node: Chain) -> list[Node]:
        found = list(self.terms(node.first))
        for (operator, operand), place in zip(node.rest, node.places, strict=True):
            cut = self.terms(operand)
            found += cut if operator == "+" else [Unary("-", term, place) for term in cut]
        return found

    def _cut_product(self, node: Chain) -> list[Node]:
        """Multiply out, if one factor reads moves and none of the divisors does."""
        factors = [node.first, *(operand for _, operand in node.rest)]
        reading = [number for number, factor in enumerate(factors) if self._reads_moves(factor)]
        if len(reading) != 1 or (reading[0] and node.rest[reading[0] - 1][0] == "/"):
            return [node]
        terms = self.terms(factors[reading[0]])
        if len(terms) == 1:
            return [node]
        return [_with_factor(node, factors, reading[0], term) for term in terms]

    def _reads_moves(self, node: Node) -> bool:
        """Whether a value can depend on what was done."""
        return any(self._is_move(leaf) for leaf in leaves(node))

    def _is_move(self, leaf: Name | Attribute | LabelTest) -> bool:
        """Whether a name means a move, or a definition that reads one."""
        if isinstance(leaf, LabelTest):
            return not self._scope.is_index_test(leaf)
        if isinstance(leaf, Attribute):
            return True
        definition = self._library.definitions.get(leaf.name)
        if definition is None:
            return False
        if leaf.name not in self._is_reading:
            parts = [
                definition,
                *(self._library.definitions[name] for name in self._library.closure([definition.formula])),
            ]
            own = [leaf for part in parts for leaf in leaves(part.formula.root) if not isinstance(leaf, Name)]
            self._is_reading[leaf.name] = any(self._is_move(leaf) for leaf in own)
        return self._is_reading[leaf.name]


def _with_factor(node: Chain, factors: Sequence[Node], number: int, factor: Node) -> Chain:
    """Return a product with another factor in one place."""
    if number == 0:
        return Chain(factor, node.rest, node.places)
    rest = [
        (operator, factor if position == number else factors[position])
        for position, (operator, _) in enumerate(node.rest, 1)
    ]
    return Chain(node.first, tuple(rest), node.places)
