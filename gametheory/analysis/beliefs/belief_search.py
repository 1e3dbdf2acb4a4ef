"""Beliefs that support a profile: mistakes from which consistent beliefs follow that make every choice best.

Where several information sets ask for something, each has to be content with some of the nodes that mistakes lead to
first. For each such pattern of possible nodes the ranks of mistakes are a linear program, the odds within patterns are
another one, and coefficients that give these odds are sought in whole numbers (`multiplicative_systems`). Only the
last step can leave a question open: where odds at different information sets depend on each other in products.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from gametheory.analysis.beliefs.belief_programs import (
    BeliefProgram,
    least_weight,
    mean_point,
    supports_some_belief,
    weight_ranges,
)
from gametheory.analysis.beliefs.multiplicative_systems import solve_products
from gametheory.analysis.beliefs.shared_odds import odds_powers, shared_odds_of
from gametheory.analysis.beliefs.tremble_paths import mistaken_paths
from gametheory.analysis.beliefs.tremble_ranks import RankRow, solve_ranks
from gametheory.analysis.beliefs.unreached_beliefs import Demand, best_actions, node_classes
from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.trees.planned_play import plan_of, planned_payoffs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.analysis.beliefs.belief_programs import BeliefCondition
    from gametheory.analysis.beliefs.tremble_beliefs import Trembles
    from gametheory.analysis.beliefs.trembles import Mistake
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import BehaviorProfile

MOST_PATTERNS = 4_096
"""Patterns of possible nodes at several information sets that are tried."""
MOST_CLASSES = 12
"""Classes of nodes of one information set whose subsets are tried."""


class Reason(Enum):
    """Why no consistent beliefs support a choice."""

    REACHED = auto()
    DETERMINED = auto()
    ALWAYS_WORSE = auto()
    NO_BELIEF = auto()
    EXCLUDED_NODES = auto()
    TOGETHER = auto()


@dataclass(frozen=True, slots=True)
class CredibilityFailure:
    """A choice that no consistent belief supports.

    Parameters
    ----------
    reason
        REACHED: play comes there, and another action is better. DETERMINED: play does not come there, but there is only
        one consistent belief. ALWAYS_WORSE: one other action is better at every node. NO_BELIEF: no belief makes it
        best. EXCLUDED_NODES: some belief does, but only one in nodes that are infinitely less likely than others.
        TOGETHER: each of several information sets finds a belief, but not all of them together.
    infosets
        Where; several for TOGETHER only.
    action
        The action that is taken there, the first of several.
    better
        A better action: in expectation, or at every node; -1 where it depends on the node.
    gain
        By how much it is better, given the belief (REACHED, DETERMINED) or at least, whatever the node; else 0.
    nodes
        EXCLUDED_NODES: nodes of which one at least would have to be believed in. REACHED and DETERMINED: a node that
        would have to be likelier than it is, if there are several and some belief makes the choice best.
    needed
        The least probability that these nodes would need together.
    """

    reason: Reason
    infosets: tuple[int, ...]
    action: int
    better: int = -1
    gain: Fraction = Fraction(0)
    nodes: tuple[int, ...] = ()
    needed: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class BeliefSearch:
    """What a search for supporting beliefs came to.

    Parameters
    ----------
    trembles
        Mistakes from which supporting beliefs follow; None where none were found.
    failure
        Why there are none, told at the last information set that shows it; None where they were found, and where the
        question stayed open.
    open_infosets
        Where the question stayed open.
    """

    trembles: Trembles | None = None
    failure: CredibilityFailure | None = None
    open_infosets: tuple[int, ...] = ()

    @property
    def is_supported(self) -> bool:
        """Whether supporting beliefs were found."""
        return self.trembles is not None

    @property
    def is_refused(self) -> bool:
        """Whether there are none."""
        return self.failure is not None


def search_beliefs(profile: BehaviorProfile, heartbeat: Heartbeat = no_heartbeat) -> BeliefSearch:
    """Return mistakes that give consistent beliefs under which a complete profile is sequentially rational.

    Parameters
    ----------
    profile
        A profile of a tree with perfect recall, defined at every information set.
    heartbeat
        Called regularly.

    Returns
    -------
    BeliefSearch
        Where every information set can be content by itself, beliefs are in the middle of what supports its choice;
        where any belief does, mistakes are equally likely.

    Notes
    -----
    With consistent beliefs it suffices that no deviation at a single information set pays (Hendon, Jacobsen and Sloth
    1996). Exact; undecided questions are told as such.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> sensible, silly = (found.profile for found in solve(load("selten_horse"), "pure").equilibria)
    >>> search_beliefs(sensible).failure is None, search_beliefs(silly).failure.reason.name
    (True, 'DETERMINED')
    """
    asked = [(demand, values) for demand, values in _demands(profile, heartbeat) if not demand.is_met_anyway]
    for demand, values in reversed(asked):
        failure = _failure(profile.game, demand, values, heartbeat)
        if failure is not None:
            return BeliefSearch(failure=failure)
    return _Patterns([demand for demand, _ in asked], heartbeat).search()


def unsupported_choices(profile: BehaviorProfile, heartbeat: Heartbeat = no_heartbeat) -> Iterator[CredibilityFailure]:
    """Yield why choices are supported by no consistent belief, one information set at a time, in the game's order.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> sensible, silly = (found.profile for found in solve(load("selten_horse"), "pure").equilibria)
    >>> [(failure.reason.name, str(failure.gain)) for failure in unsupported_choices(sensible)]
    []
    >>> [(failure.reason.name, str(failure.gain)) for failure in unsupported_choices(silly)]
    [('DETERMINED', '3')]
    """
    for demand, values in _demands(profile, heartbeat):
        failure = None if demand.is_met_anyway else _failure(profile.game, demand, values, heartbeat)
        if failure is not None:
            yield failure


def belief_demands(profile: BehaviorProfile, heartbeat: Heartbeat = no_heartbeat) -> Iterator[Demand]:
    """Yield what is asked of the beliefs at each information set of a complete profile, in the game's order."""
    return (demand for demand, _ in _demands(profile, heartbeat))


def _demands(profile: BehaviorProfile, heartbeat: Heartbeat) -> Iterator[tuple[Demand, Sequence[Fraction]]]:
    """Yield what is asked of the beliefs at each information set, and its player's payoffs from each node on."""
    tree = profile.game
    plan = plan_of(profile)
    paths = mistaken_paths(tree, plan, heartbeat)
    values = [planned_payoffs(tree, plan, player) for player in range(tree.num_players)]
    for index, infoset in enumerate(tree.infosets):
        heartbeat()
        if not infoset.is_chance:
            own = values[infoset.player]
            yield Demand(index, tuple(plan[index]), tuple(node_classes(tree, index, paths, own))), own


def _failure(
    tree: ExtensiveFormGame, demand: Demand, values: Sequence[Fraction], heartbeat: Heartbeat
) -> CredibilityFailure | None:
    """Return why no consistent belief supports the choice at one information set, if none does."""
    place, rows = (demand.infoset,), [found.payoffs for found in demand.classes]
    if len(rows) > 1 and supports_some_belief(rows, demand.chosen):
        return None
    heartbeat()
    chosen, better, gain = demand.chosen[0], -1, Fraction(0)
    if len(rows) == 1:
        chosen, better = min(demand.chosen, key=lambda action: rows[0][action]), best_actions(rows[0])[0]
        gain = rows[0][better] - rows[0][chosen]
    possible = {node for found in demand.classes for node in found.nodes}
    nodes = tree.infoset_nodes(demand.infoset)
    everywhere = [[values[child] for child in tree.child_lists[node]] for node in nodes]
    if len(rows) == 1 and (len(possible) == len(nodes) or not demand.classes[0].mistakes):
        reason = Reason.DETERMINED if demand.classes[0].mistakes else Reason.REACHED
        held = dict(zip(demand.classes[0].nodes, demand.classes[0].shares, strict=True))
        weights = [held.get(node, Fraction(0)) / demand.classes[0].share for node in nodes]
        short = _too_unlikely(everywhere, demand.chosen, weights)
        needs = () if short is None else (nodes[short[0]],)
        return CredibilityFailure(reason, place, chosen, better, gain, needs, short[1] if short else Fraction(0))
    excluded = [position for position, node in enumerate(nodes) if node not in possible]
    needed = least_weight(everywhere, demand.chosen, excluded)
    if needed is not None:
        places = tuple(nodes[position] for position in excluded)
        return CredibilityFailure(Reason.EXCLUDED_NODES, place, chosen, better, gain, places, needed)
    least = {action: min(row[action] - row[chosen] for row in everywhere) for action in range(len(rows[0]))}
    better = max(least, key=lambda action: least[action])
    if least[better] > 0:
        return CredibilityFailure(Reason.ALWAYS_WORSE, place, chosen, better, least[better])
    return CredibilityFailure(Reason.NO_BELIEF, place, chosen)


def _too_unlikely(
    payoffs: Sequence[Sequence[Fraction]], chosen: Sequence[int], held: Sequence[Fraction]
) -> tuple[int, Fraction] | None:
    """Return the case that would have to be likelier than it is held if actions are to be best, and how likely.

    None where no belief makes them best, and where no single case has to be.
    """
    if len(held) == 1 or not supports_some_belief(payoffs, chosen):
        return None
    lows = [low for low, _ in weight_ranges(payoffs, chosen)]
    short = max(range(len(held)), key=lambda case: lows[case] - held[case])
    return (short, lows[short]) if lows[short] > held[short] else None


class _Patterns:
    """The search over patterns: for each information set the classes of nodes that are held possible."""

    def __init__(self, demands: Sequence[Demand], heartbeat: Heartbeat) -> None:
        self._demands = demands
        self._heartbeat = heartbeat
        self._num_tried = 0
        self._is_open = False

    def search(self) -> BeliefSearch:
        """Return the first pattern that works, the largest sets first."""
        infosets = tuple(demand.infoset for demand in self._demands)
        for pattern in self._consistent_patterns(()):
            found = self._trembles(pattern)
            if found is not None:
                return BeliefSearch(found)
        if self._is_open:
            return BeliefSearch(open_infosets=infosets)
        return BeliefSearch(failure=CredibilityFailure(Reason.TOGETHER, infosets, self._demands[0].chosen[0]))

    def _consistent_patterns(self, pattern: tuple[Demand, ...]) -> Iterator[tuple[Demand, ...]]:
        """Yield completions of a pattern for which there are ranks."""
        if len(pattern) == len(self._demands):
            yield pattern
            return
        for part in self._parts(self._demands[len(pattern)]):
            self._num_tried += 1
            if self._num_tried > MOST_PATTERNS:
                self._is_open = True
                return
            longer = (*pattern, part)
            if not solve_ranks(self._rank_rows(longer), self._heartbeat).conflict:
                yield from self._consistent_patterns(longer)

    def _parts(self, demand: Demand) -> Iterator[Demand]:
        """Yield the demand on parts of its classes that may all be held possible together, the largest first."""
        weights = self._weights(demand)
        largest = [found for found, weight in zip(demand.classes, weights or (), strict=True) if weight]
        if len(largest) > MOST_CLASSES:
            self._is_open = True
        smallest = len(largest) if len(largest) > MOST_CLASSES else 1
        for size in range(len(largest), smallest - 1, -1):
            for classes in combinations(largest, size):
                part = Demand(demand.infoset, demand.chosen, classes)
                weights = self._weights(part)
                if weights is not None and all(weights):
                    yield part

    def _points(self, conditions: Sequence[BeliefCondition], size: int) -> list[tuple[Fraction, ...]]:
        return BeliefProgram(conditions, size, size, self._heartbeat).extreme_points()

    def _weights(self, demand: Demand) -> tuple[Fraction, ...] | None:
        size = len(demand.classes)
        points = self._points(demand.conditions(range(size)), size)
        return mean_point(points) if points else None

    def _rank_rows(self, pattern: Sequence[Demand]) -> list[RankRow]:
        """Return the comparisons by which just these classes are the least rare of their information sets."""
        rows = []
        for part, whole in zip(pattern, self._demands, strict=False):
            base, possible = part.classes[0], {found.mistakes for found in part.classes}
            rows += [
                RankRow(odds_powers(found, base), is_tie=found.mistakes in possible)
                for found in whole.classes
                if found.mistakes != base.mistakes
            ]
        return rows

    def _trembles(self, pattern: Sequence[Demand]) -> Trembles | None:
        """Return mistakes that give odds within the pattern under which its choices are best."""
        ranks = solve_ranks(self._rank_rows(pattern), self._heartbeat).ranks
        odds: list[_FixedOdds] = []
        for shared in shared_odds_of(pattern):
            points = self._points(shared.conditions, len(shared.units))
            weights = mean_point(points) if points else ()
            if not weights or not all(weights):
                return None
            for part, variables in shared.members:
                monomials = [weights[variable] / shared.units[variable] for variable in variables]
                odds += [
                    _FixedOdds(odds_powers(found, part.classes[0]), monomial / monomials[0], len(points) == 1)
                    for found, monomial in zip(part.classes[1:], monomials[1:], strict=True)
                ]
        solved = solve_products([fixed.powers for fixed in odds], [fixed.value for fixed in odds])
        if not solved.is_solved:
            is_refuted = all(fixed.is_only for fixed, times in zip(odds, solved.conflict, strict=True) if times)
            self._is_open = self._is_open or not is_refuted
            return None
        coefficients = {mistake: value.rational for mistake, value in solved.values.items()}
        if None in coefficients.values():
            self._is_open = True
            return None
        known = {mistake: value for mistake, value in coefficients.items() if value is not None}
        return {mistake: (ranks.get(mistake, 1), known.get(mistake, Fraction(1))) for mistake in (*ranks, *known)}


class _FixedOdds(NamedTuple):
    """What a product of mistakes has to be; ``is_only`` where no other value would do."""

    powers: dict[Mistake, int]
    value: Fraction
    is_only: bool
