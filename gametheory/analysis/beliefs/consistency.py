"""Are the beliefs of an assessment consistent? Decided exactly, with the mistakes that give them or the contradiction.

An assessment is consistent if it is the limit of completely mixed profiles and their beliefs by Bayes' rule (Kreps and
Wilson 1982). It is enough to look at profiles in which each action of probability 0 is taken with a probability
``coefficient * epsilon ** rank``: the nodes that a belief holds possible are then those of least total rank in their
information set, and their odds are those of the coefficients (Perea, Jansen and Peters 1997). Ranks are a matter of
linear inequalities, coefficients one of linear equations in their logarithms; the two do not meet.

A move of chance of probability 0 counts as less likely than any mistakes of players together.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from gametheory.analysis.beliefs.multiplicative_systems import solve_products
from gametheory.analysis.beliefs.tremble_ranks import RankRow, solve_ranks
from gametheory.analysis.beliefs.trembles import Mistake, is_of_chance
from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.profiles.action_payoffs import integer_weights
from gametheory.analysis.trees.reach import exact_choices
from gametheory.core.assessments import BayesFailure, BeliefConflict, Consistency, Odds, PowerProduct, Tremble
from gametheory.errors import SolverError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.trees.reach import Choices
    from gametheory.core.assessments import Assessment
    from gametheory.core.extensive_form import ExtensiveFormGame


def judge_consistency(assessment: Assessment, heartbeat: Heartbeat = no_heartbeat) -> Consistency:
    """Return whether the beliefs of an assessment are consistent, with the proof.

    Parameters
    ----------
    assessment
        Of a tree with perfect recall; floats count as their exact binary values, scaled to sum to 1.
    heartbeat
        Called regularly, so that a caller can stop a long proof by raising an exception.

    Returns
    -------
    Consistency
        With the ranks and coefficients of mistakes that give the beliefs; or with the places where Bayes' rule is
        broken; or with odds of nodes whose product is one thing by belief and another in every completely mixed
        profile.

    Raises
    ------
    SolverError
        If a proof fails its own check.

    Notes
    -----
    Exact: one linear program in rationals for the ranks, one elimination for the coefficients. Coefficients may be
    irrational and are told as products of powers.

    References
    ----------
    kreps1982sequential, appendix; perea1997.

    Examples
    --------
    Selten's horse: the third player may not think that the second has moved down where it is the first who did.

    >>> from gametheory import load, solve
    >>> from gametheory.core.assessments import Assessment
    >>> solution = solve(load("selten_horse"), "pure")
    >>> profile = solution.equilibria[0].profile
    >>> judge_consistency(Assessment(profile, [[1], [1], ["1/4", "3/4"]])).is_consistent
    True
    """
    tree = assessment.game
    choices = exact_choices(tree, assessment.profile, heartbeat)
    believed = _Believed(tree, choices, exact_beliefs(assessment), heartbeat)
    failures = tuple(believed.bayes_failures())
    if failures:
        return Consistency(bayes_failures=failures)
    ratios = believed.ratios()
    ranks = solve_ranks([RankRow(ratio.powers, is_tie=ratio.value > 0) for ratio in ratios], heartbeat)
    if ranks.conflict:
        return Consistency(conflict=_conflict(ratios, ranks.conflict))
    ties = [ratio for ratio in ratios if ratio.value]
    coefficients = solve_products([ratio.powers for ratio in ties], [ratio.value for ratio in ties])
    if not coefficients.is_solved:
        return Consistency(conflict=_conflict(ties, coefficients.conflict))
    values = {mistake: coefficients.values.get(mistake, PowerProduct()) for mistake in believed.mistakes()}
    chance_rank = 1 + max(ranks.ranks.values(), default=1) * (len(values) + 1)
    trembles = tuple(
        _tremble(tree, mistake, ranks.ranks.get(mistake, chance_rank if is_of_chance(mistake) else 1), coefficient)
        for mistake, coefficient in sorted(values.items())
    )
    _check(ratios, trembles)
    return Consistency(trembles=trembles)


def exact_beliefs(assessment: Assessment) -> tuple[tuple[Fraction, ...], ...]:
    """Return the beliefs at each information set as fractions; nothing at those of chance."""
    exact = []
    for belief in assessment.beliefs:
        weights, total = integer_weights(belief or ())
        exact.append(tuple(Fraction(weight, total) for weight in weights))
    return tuple(exact)


def _tremble(tree: ExtensiveFormGame, mistake: Mistake, rank: int, coefficient: PowerProduct) -> Tremble:
    """Return a mistake with its probability."""
    place, action = mistake
    if is_of_chance(mistake):
        return Tremble(tree.infoset.item(~place), action, ~place, rank, coefficient)
    return Tremble(place, action, None, rank, coefficient)


@dataclass(frozen=True, slots=True)
class _Ratio:
    """What a belief says of the odds of a node against another one that it holds possible.

    ``powers`` are those of the mistakes in the odds; ``value`` is what their coefficients have to multiply to, 0 where
    the belief excludes the first node; ``share`` is the part of the odds that does not depend on mistakes.
    """

    infoset: int
    node: int
    other: int
    powers: Mapping[Mistake, int]
    value: Fraction
    share: Fraction


class _Believed:
    """The beliefs of an assessment beside the ways to the nodes."""

    def __init__(
        self,
        tree: ExtensiveFormGame,
        choices: Choices,
        beliefs: Sequence[Sequence[Fraction]],
        heartbeat: Heartbeat,
    ) -> None:
        self._tree = tree
        self._choices = choices
        self._beliefs = beliefs
        self._heartbeat = heartbeat

    def mistakes(self) -> list[Mistake]:
        """Return all actions of probability 0 in order, those of chance by node."""
        found = []
        for index, infoset in enumerate(self._tree.infosets):
            taken = self._choices[index] or {}
            places = [~node for node in self._tree.infoset_nodes(index)] if infoset.is_chance else [index]
            found += [
                (place, action) for place in places for action in range(infoset.num_actions) if action not in taken
            ]
        return found

    def _way(self, node: int) -> tuple[frozenset[Mistake], Fraction]:
        """Return the mistakes on the way to a node, and the product of the other probabilities there."""
        self._heartbeat()
        mistakes, share = set(), Fraction(1)
        while node:
            before, action = self._tree.parent.item(node), self._tree.parent_action.item(node)
            infoset = self._tree.infoset.item(before)
            probability = (self._choices[infoset] or {}).get(action)
            if probability is None:
                mistakes.add((~before if self._tree.infosets[infoset].is_chance else infoset, action))
            else:
                share *= probability
            node = before
        return frozenset(mistakes), share

    def _reached(self, infoset: int) -> list[Fraction]:
        """Return the probability of each node of an information set."""
        ways = map(self._way, self._tree.infoset_nodes(infoset))
        return [Fraction(0) if mistakes else share for mistakes, share in ways]

    def bayes_failures(self) -> Iterator[BayesFailure]:
        """Yield the information sets on the way of play whose belief is not that of Bayes' rule."""
        for index, belief in enumerate(self._beliefs):
            weights = self._reached(index) if len(belief) > 1 else []
            total = sum(weights, Fraction(0))
            if total:
                expected = tuple(weight / total for weight in weights)
                if expected != tuple(belief):
                    yield BayesFailure(index, expected)

    def ratios(self) -> list[_Ratio]:
        """Return what the beliefs say off the way of play: each node against the first that is held possible."""
        found = []
        for index, belief in enumerate(self._beliefs):
            if len(belief) < 2 or any(self._reached(index)):
                continue
            nodes = self._tree.infoset_nodes(index)
            base = next(position for position, weight in enumerate(belief) if weight)
            for position, node in enumerate(nodes):
                if position != base:
                    odds = belief[position] / belief[base]
                    found.append(self._ratio(index, node, nodes[base], odds))
        return found

    def _ratio(self, infoset: int, node: int, other: int, odds: Fraction) -> _Ratio:
        (mistakes, share), (others, other_share) = self._way(node), self._way(other)
        powers = dict.fromkeys(sorted(mistakes - others), 1) | dict.fromkeys(sorted(others - mistakes), -1)
        relative = share / other_share
        return _Ratio(infoset, node, other, powers, odds / relative, relative)


def _check(ratios: Sequence[_Ratio], trembles: Sequence[Tremble]) -> None:
    """Raise SolverError unless mistakes give the odds that are believed, exactly."""
    ranks: dict[Mistake, int] = {}
    exponents: dict[Mistake, Mapping[int, Fraction]] = {}
    for tremble in trembles:
        place = tremble.infoset if tremble.node is None else ~tremble.node
        ranks[place, tremble.action] = tremble.rank
        exponents[place, tremble.action] = dict(tremble.coefficient.powers)
    for ratio in ratios:
        rarer = sum(power * ranks[mistake] for mistake, power in ratio.powers.items())
        is_right = rarer > 0 if ratio.value == 0 else rarer == 0
        if ratio.value:
            product = [
                (base, times * power) for name, power in ratio.powers.items() for base, times in exponents[name].items()
            ]
            is_right = is_right and _is_product(product, ratio.value)
        if not is_right or min(ranks.values(), default=1) < 1:
            raise SolverError("a proof that beliefs are consistent fails its check: a mistake of the program")


def _is_product(powers: Sequence[tuple[int, Fraction]], value: Fraction) -> bool:
    """Return whether a product of powers is a rational number: to a common whole power both are compared exactly."""
    degree = lcm(*(exponent.denominator for _, exponent in powers))
    product = Fraction(1)
    for base, exponent in powers:
        product *= Fraction(base) ** int(exponent * degree)
    return product == Fraction(value**degree)


def _conflict(ratios: Sequence[_Ratio], weights: Sequence[Fraction | int]) -> BeliefConflict:
    """Return the contradiction in odds taken to these powers, after checking that it is one.

    Raises
    ------
    SolverError
        If it is none.
    """
    scale = lcm(*(Fraction(weight).denominator for weight in weights))
    odds: list[Odds] = []
    powers: dict[Mistake, int] = {}
    believed, least = Fraction(1), Fraction(1)
    for ratio, weight in zip(ratios, weights, strict=True):
        times = int(weight * scale)
        if not times:
            continue
        node, other = (ratio.node, ratio.other) if times > 0 else (ratio.other, ratio.node)
        odds.append(Odds(ratio.infoset, node, other, abs(times)))
        believed *= (ratio.value * ratio.share) ** times
        least *= ratio.share**times
        for mistake, power in ratio.powers.items():
            powers[mistake] = powers.get(mistake, 0) + times * power
    left = {mistake: power for mistake, power in powers.items() if power}
    if not _is_contradiction(left, believed, least):
        raise SolverError("a proof that beliefs are inconsistent fails its check: a mistake of the program")
    return BeliefConflict(tuple(odds), believed, least, is_exact=not left)


def _is_contradiction(left: Mapping[Mistake, int], believed: Fraction, least: Fraction) -> bool:
    """Return whether a product of odds cannot be as believed, where these powers of mistakes are left in it.

    Mistakes become rare, so powers of at most 0 keep the product from falling. One of chance is rarer than all of
    players together: a negative power of it outweighs as large positive ones of theirs.
    """
    of_chance = [power for mistake, power in left.items() if is_of_chance(mistake)]
    of_players = [power for mistake, power in left.items() if not is_of_chance(mistake)]
    if max(of_chance, default=0) > 0 or max(of_players, default=0) + sum(of_chance) > 0:
        return False
    return believed == 0 or bool(left) or believed != least
