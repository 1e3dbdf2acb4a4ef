"""Subgame perfection of profiles, also of those that leave choices undefined."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gametheory.analysis.heartbeat import no_heartbeat, with_heartbeat
from gametheory.analysis.trees.own_histories import meets_a_set_twice, own_histories
from gametheory.analysis.trees.payoff_sets import PayoffSet, convex_hull, point_set
from gametheory.analysis.trees.perfect_information import is_everything_seen, single_deviation_gains
from gametheory.analysis.trees.reach import exact_choices
from gametheory.analysis.trees.stage_completions import StageProgram
from gametheory.analysis.trees.stages import as_game, stages, subgame_starts
from gametheory.analysis.trees.tree_certificate import judge_choices
from gametheory.analysis.trees.undominated_play import undominated_payoffs
from gametheory.core.certificate import SubgameFailure
from gametheory.core.infosets import CHANCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.trees.payoff_sets import Payoffs
    from gametheory.analysis.trees.reach import Choices
    from gametheory.analysis.trees.stages import Stage
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import BehaviorProfile


MAX_STAGE_PLANS = 10_000
"""Most combinations of choices within a stage for which iterated dominance narrows down what it can pay."""


@dataclass(frozen=True, slots=True)
class SubgamePerfection:
    """Whether a profile is subgame perfect.

    Parameters
    ----------
    verdict
        True: the profile is, with the right choices where it is undefined. False: no such choices make it so. None:
        not decided.
    failures
        The subgames that fail, in preorder; what leads to a failing subgame with open choices is not looked at.
    """

    verdict: bool | None
    failures: tuple[SubgameFailure, ...] = ()


@dataclass(frozen=True, slots=True)
class _Continuation:
    """What a subgame can pay.

    Parameters
    ----------
    payoffs
        The set of payoffs of its subgame-perfect completions, or one that contains it; None where there are none.
    is_exact
        Whether every member of the set is attained.
    is_certain
        Whether there is a completion for sure.
    is_open
        Whether no choice in the whole subgame is given.
    """

    payoffs: PayoffSet | None
    is_exact: bool = True
    is_certain: bool = True
    is_open: bool = False


class _Judged(NamedTuple):
    """A subgame that was judged; equal numbers stand for what makes no difference to what leads there."""

    number: int
    continuation: _Continuation
    failures: tuple[SubgameFailure, ...]


def judge_subgame_perfection(
    tree: ExtensiveFormGame, profile: BehaviorProfile, *, heartbeat: Heartbeat | None = None
) -> SubgamePerfection:
    """Return whether a profile is an equilibrium in every subgame, for some choices where it is undefined.

    Parameters
    ----------
    tree
        Any tree.
    profile
        A behavior profile. Floats keep their exact binary value and are judged exactly.
    heartbeat
        Called every few milliseconds of work, so that a caller can stop a long proof by raising an exception.

    Raises
    ------
    InvalidProfileError
        If the profile does not fit the tree.
    UnsupportedGameError
        If a player without perfect recall has too many pure plans to try.

    Notes
    -----
    Exact. Complete profiles are always decided, in time linear in the number of nodes. Undefined information sets are
    filled in from the last subgames to the first, ties and mixtures included, by linear programs in rationals. Not
    decided (None) can be: open choices of several players within one stage, an open choice whose payoff depends on
    ties later on, and open choices without perfect recall.

    Examples
    --------
    >>> from gametheory import BehaviorProfile, TreeBuilder
    >>> builder = TreeBuilder(["buyer", "seller"])
    >>> trust, refuse = builder.move(0, "buyer", ["Trust", "Not"], infoset="trust")
    >>> honor, abuse = builder.move(trust, "seller", ["Honor", "Abuse"], infoset="trusted")
    >>> builder.payoffs(honor, [1, 1])
    >>> builder.payoffs(abuse, [-1, 4])
    >>> tree = builder.build()
    >>> judge_subgame_perfection(tree, BehaviorProfile(tree, [[0, 1], ["1/3", "2/3"]]))
    SubgamePerfection(verdict=False, failures=(SubgameFailure(node=1, player=1, gain=Fraction(1, 1)),))
    >>> judge_subgame_perfection(tree, BehaviorProfile(tree, [[0, 1], None])).verdict
    True
    """
    return SubgameJudge(tree, heartbeat=heartbeat).judge(profile)


class SubgameJudge:
    """Judges profiles of one tree: a subgame that is played alike in several of them is judged once.

    Parameters
    ----------
    tree
        Any tree.
    heartbeat
        Called every few milliseconds of work, so that a caller can stop a long proof by raising an exception.

    Attributes
    ----------
    num_judged_nodes
        Nodes of the stages that were judged so far, those met again not counted.
    """

    def __init__(self, tree: ExtensiveFormGame, *, heartbeat: Heartbeat | None = None) -> None:
        self.num_judged_nodes = 0
        self._tree = tree
        self._heartbeat = heartbeat or no_heartbeat
        self._known: dict[tuple[int, ...], _Judged] = {}
        self._numbers: dict[object, int] = {}
        self._terminals: dict[int, _Judged] = {}

    def judge(self, profile: BehaviorProfile) -> SubgamePerfection:
        """Return what ``judge_subgame_perfection`` does."""
        return self.judge_choices(profile, exact_choices(self._tree, profile, self._heartbeat))

    def judge_choices(self, profile: BehaviorProfile, choices: Choices) -> SubgamePerfection:
        """Return the verdict on a profile of the tree of which ``exact_choices`` is known."""
        given = [chosen for chosen in choices if chosen is not None]
        if len(given) == len(choices) and self._is_everything_seen:
            gains = [SubgameFailure(*gain) for gain in single_deviation_gains(self._tree, given, self._heartbeat)]
            return SubgamePerfection(not gains, tuple(gains))
        numbers = [self._number(strategy) for strategy in profile.strategies]
        found: dict[int, _Judged] = {}
        failures: list[SubgameFailure] = []
        for stage in with_heartbeat(self._stages, self._heartbeat):
            ends = [found.get(node) or self._terminal(node) for node in stage.ends]
            key = (stage.start, *(numbers[infoset] for infoset in stage.infosets), *(end.number for end in ends))
            judged = self._known.get(key)
            if judged is None:
                judged = self._known[key] = self._judged(stage, choices, [end.continuation for end in ends])
            found[stage.start] = judged
            failures += judged.failures
        if failures:
            return SubgamePerfection(False, tuple(sorted(failures, key=lambda failure: failure.node)))
        return SubgamePerfection(True if found[0].continuation.is_certain else None)

    @cached_property
    def has_subgames(self) -> bool:
        """Whether a subgame starts below the root."""
        return len(subgame_starts(self._tree, self._heartbeat)) > 1

    @cached_property
    def _is_everything_seen(self) -> bool:
        return is_everything_seen(self._tree)

    @cached_property
    def _stages(self) -> tuple[Stage, ...]:
        """The stages, from the last to the first."""
        return stages(self._tree, self._heartbeat)[::-1]

    @cached_property
    def _has_recall(self) -> bool:
        players = range(self._tree.num_players)
        return all(own_histories(self._tree, player, self._heartbeat).has_recall for player in players)

    def _number(self, thing: object) -> int:
        """Return the same number for what is equal."""
        return self._numbers.setdefault(thing, len(self._numbers))

    def _terminal(self, node: int) -> _Judged:
        """Return what an end of play pays; payoffs on the way there are always counted."""
        if node not in self._terminals:
            payoffs = [self._tree.path_payoffs(player) for player in range(self._tree.num_players)]
            point = [Fraction(table.values.item(node), table.denominator) for table in payoffs]
            self._terminals[node] = self._numbered(_Continuation(point_set(point), is_open=True))
        return self._terminals[node]

    def _judged(self, stage: Stage, choices: Choices, ends: Sequence[_Continuation]) -> _Judged:
        """Judge a stage whose next subgames have been judged."""
        self._heartbeat()
        self.num_judged_nodes += len(stage.nodes)
        if stage.ends == (stage.start,):
            return self._numbered(ends[0])
        if any(end.payoffs is None for end in ends):
            return self._numbered(_Continuation(None, is_certain=False))
        verdict = _StageVerdict(self._tree, stage, choices, has_recall=self._has_recall, heartbeat=self._heartbeat)
        continuation = verdict.continuation(ends)
        return self._numbered(continuation, tuple(verdict.failures))

    def _numbered(self, continuation: _Continuation, failures: tuple[SubgameFailure, ...] = ()) -> _Judged:
        """Return a judged subgame; what else pays the same as surely has the same number."""
        found = continuation.payoffs
        content = (
            None
            if found is None
            else (
                tuple(frozenset(terms.items()) for terms in found.payoffs),
                tuple((frozenset(condition.terms.items()), condition.is_equality) for condition in found.conditions),
            )
        )
        number = self._number((continuation.is_exact, continuation.is_certain, continuation.is_open, content))
        return _Judged(number, continuation, failures)


class _StageVerdict:
    """A stage of which the next subgames have been judged."""

    def __init__(
        self, tree: ExtensiveFormGame, stage: Stage, choices: Choices, *, has_recall: bool, heartbeat: Heartbeat
    ) -> None:
        self._tree = tree
        self._stage = stage
        self._heartbeat = heartbeat
        self._has_recall = has_recall
        self._choices: dict[int, dict[int, Fraction] | None] = {
            infoset: {0: Fraction(1)}
            if choices[infoset] is None and tree.infosets[infoset].num_actions == 1
            else choices[infoset]
            for infoset in stage.infosets
        }
        self.failures: list[SubgameFailure] = []

    @property
    def _is_whole_game(self) -> bool:
        """Whether no stage comes before this one, so that nobody asks what exactly it pays."""
        return self._stage.start == 0

    def continuation(self, ends: Sequence[_Continuation]) -> _Continuation:
        """Return what the subgame of the stage can pay, where each of the next ones can pay something."""
        stage = self._stage
        movers = [infoset for infoset in stage.infosets if not self._tree.infosets[infoset].is_chance]
        open_sets = [infoset for infoset in movers if self._choices[infoset] is None]
        is_open = len(open_sets) == len(movers) and all(end.is_open for end in ends)
        is_certain = all(end.is_certain for end in ends)
        sets = [end.payoffs for end in ends if end.payoffs is not None]
        points = [found.point for found in sets if found.point is not None]
        if len(points) == len(sets) and len(stage.nodes) == 1 + len(ends):
            return _Continuation(self._single_choice(points), True, is_certain, is_open)
        if len(points) == len(sets) and not open_sets:
            return _Continuation(self._judged(points), True, is_certain, is_open)
        chosen = self._only_choice()
        if chosen is not None:
            return self._kept(ends, chosen, is_certain=is_certain, is_open=is_open)
        if not self._has_recall or len({self._tree.infosets[infoset].player for infoset in open_sets}) > 1:
            is_free = len(open_sets) == len(movers) and len(points) == len(sets)
            bound = self._bound(sets, points if is_free else ())
            return _Continuation(bound, bound.point is not None, is_open and self._has_recall, is_open)
        return self._completed(ends, is_certain=is_certain, is_open=is_open)

    def _single_choice(self, points: Sequence[Payoffs]) -> PayoffSet:
        """Return what a stage pays in which somebody chooses once."""
        stage = self._stage
        infoset = self._tree.infoset.item(stage.start)
        player = self._tree.infosets[infoset].player
        chosen = self._choices[infoset]
        if chosen is None:
            best = max(point[player] for point in points)
            return convex_hull(point_set(point) for point in points if point[player] == best)
        actions = self._tree.parent_action[list(stage.ends)].tolist()
        weighted = [(chosen[action], point) for action, point in zip(actions, points, strict=True) if action in chosen]
        payoffs = [
            sum((weight * point[index] for weight, point in weighted), Fraction(0)) if len(weighted) > 1 else only
            for index, only in enumerate(weighted[0][1])
        ]
        if player != CHANCE:
            self._note(player, max(point[player] for point in points) - payoffs[player])
        return point_set(payoffs)

    def _only_choice(self) -> int | None:
        """Return which end follows where the stage is one choice of a player, taken for certain; None elsewhere."""
        stage = self._stage
        chosen = self._choices[stage.infosets[0]]
        is_single = len(stage.nodes) == 1 + len(stage.ends)
        if not is_single or chosen is None or len(chosen) > 1 or self._tree.infosets[stage.infosets[0]].is_chance:
            return None
        actions: list[int] = self._tree.parent_action[list(stage.ends)].tolist()
        return actions.index(next(iter(chosen)))

    def _kept(self, ends: Sequence[_Continuation], chosen: int, *, is_certain: bool, is_open: bool) -> _Continuation:
        """Return what of a chosen end is no worse for the player who chooses than each other end at its worst."""
        player = self._tree.infosets[self._stage.infosets[0]].player
        sets = [end.payoffs for end in ends if end.payoffs is not None]
        ranges = [found.payoff_range(player, self._heartbeat) for found in sets]
        least = max(lowest for lowest, _ in ranges)
        lowest, highest = ranges[chosen]
        if highest < least:
            self._note(player, least - highest)
            return _Continuation(None, is_certain=False)
        kept = sets[chosen] if lowest == least else sets[chosen].at_least(player, least)
        if lowest != least and not self._is_whole_game:
            kept = kept.simplified(self._heartbeat)
        is_exact = all(end.is_exact for end in ends)
        return _Continuation(kept, is_exact, is_open or (is_exact and is_certain), is_open)

    def _judged(self, points: Sequence[Payoffs]) -> PayoffSet:
        """Return what a stage pays in which everything is given."""
        choices = tuple(self._choices[infoset] for infoset in self._stage.infosets)
        certificate = judge_choices(as_game(self._tree, self._stage, points), choices, self._heartbeat)
        for reply in certificate.replies:
            self._note(reply.player, reply.regret)
        return point_set(certificate.payoffs)

    def _bound(self, sets: Sequence[PayoffSet], points: Sequence[Payoffs]) -> PayoffSet:
        """Return a set that holds what a stage pays in which everything, with points, or much is open."""
        if self._is_whole_game:
            return sets[0]
        return self._undominated(points) if points else convex_hull(sets)

    def _undominated(self, points: Sequence[Payoffs]) -> PayoffSet:
        """Return a set in which a stage pays where everything is open: less than all mixtures if it is small enough."""
        game = as_game(self._tree, self._stage, points)
        num_plans = math.prod(infoset.num_actions for infoset in game.infosets if not infoset.is_chance)
        # who meets an information set twice can get what no mixture of plans gives
        is_mixture = not any(meets_a_set_twice(game, player) for player in range(game.num_players))
        if num_plans <= MAX_STAGE_PLANS and is_mixture:
            points = undominated_payoffs(game, self._heartbeat)
        return convex_hull(map(point_set, points))

    def _completed(self, ends: Sequence[_Continuation], *, is_certain: bool, is_open: bool) -> _Continuation:
        """Return what a stage pays in which one player's choices are open, or the next subgames pay this or that."""
        sets = [end.payoffs for end in ends if end.payoffs is not None]
        frame = as_game(self._tree, self._stage, [[Fraction(0)] * self._tree.num_players] * len(ends))
        choices = tuple(self._choices[infoset] for infoset in self._stage.infosets)
        program = StageProgram(frame, choices, sets, self._heartbeat)
        found = program.solve()
        if found.payoffs is None:
            self._note(found.player, found.gain)
            return _Continuation(None, is_certain=False)
        is_exact = found.is_exact and all(
            end.is_exact for number, end in enumerate(ends) if program.is_relevant(number)
        )
        # with perfect recall a subgame in which nothing is given has a subgame-perfect equilibrium, whatever it pays
        payoffs = found.payoffs if self._is_whole_game else found.payoffs.simplified(self._heartbeat)
        return _Continuation(payoffs, is_exact, is_open or (is_exact and is_certain), is_open)

    def _note(self, player: int, gain: Fraction) -> None:
        """Remember that a player gains by deviating in the stage, if so."""
        if gain > 0:
            self.failures.append(SubgameFailure(self._stage.start, player, gain))
