"""Subgame perfection of profiles, also of those that leave choices undefined."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.own_histories import meets_a_set_twice, own_histories
from gametheory.analysis.payoff_sets import PayoffSet, convex_hull, point_set
from gametheory.analysis.perfect_information import is_everything_seen, single_deviation_gains
from gametheory.analysis.reach import exact_choices
from gametheory.analysis.stage_completions import StageProgram
from gametheory.analysis.stages import as_game, stages
from gametheory.analysis.tree_certificate import judge_choices
from gametheory.analysis.undominated_play import undominated_payoffs
from gametheory.core.certificate import SubgameFailure
from gametheory.core.infosets import CHANCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.payoff_sets import Payoffs
    from gametheory.analysis.reach import Choices
    from gametheory.analysis.stages import Stage
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
    heard = heartbeat or no_heartbeat
    choices = exact_choices(tree, profile, heard)
    given = [chosen for chosen in choices if chosen is not None]
    if len(given) == len(choices) and is_everything_seen(tree):
        gains = [SubgameFailure(*gain) for gain in single_deviation_gains(tree, given, heard)]
        return SubgamePerfection(not gains, tuple(gains))
    search = _Search(tree, choices, heard)
    for stage in reversed(stages(tree, heard)):
        search.add(stage)
    if search.failures:
        return SubgamePerfection(False, tuple(sorted(search.failures, key=lambda failure: failure.node)))
    return SubgamePerfection(True if search.continuations[0].is_certain else None)


class _Search:
    """The subgames met so far, from the last to the first."""

    def __init__(self, tree: ExtensiveFormGame, choices: Choices, heartbeat: Heartbeat) -> None:
        self._tree = tree
        self._heartbeat = heartbeat
        self._choices = tuple(
            {0: Fraction(1)} if chosen is None and infoset.num_actions == 1 else chosen
            for infoset, chosen in zip(tree.infosets, choices, strict=True)
        )
        self._has_recall = all(own_histories(tree, player, heartbeat).has_recall for player in range(tree.num_players))
        self.continuations: dict[int, _Continuation] = {}
        self.failures: list[SubgameFailure] = []

    def add(self, stage: Stage) -> None:
        """Judge a stage whose next subgames have been judged."""
        self._heartbeat()
        ends = [self._end(node) for node in stage.ends]
        if stage.ends == (stage.start,):
            found = ends[0]
        elif any(end.payoffs is None for end in ends):
            found = _Continuation(None, is_certain=False)
        else:
            found = self._continuation(stage, ends)
        self.continuations[stage.start] = found

    def _end(self, node: int) -> _Continuation:
        """Return what an end of a stage pays; payoffs on the way there are always counted."""
        if node in self.continuations:
            return self.continuations[node]
        payoffs = [self._tree.path_payoffs(player) for player in range(self._tree.num_players)]
        point = [Fraction(table.values.item(node), table.denominator) for table in payoffs]
        return _Continuation(point_set(point), is_open=True)

    def _continuation(self, stage: Stage, ends: Sequence[_Continuation]) -> _Continuation:
        """Return what the subgame of a stage can pay, where each of the next ones can pay something."""
        movers = [infoset for infoset in stage.infosets if not self._tree.infosets[infoset].is_chance]
        open_sets = [infoset for infoset in movers if self._choices[infoset] is None]
        is_open = len(open_sets) == len(movers) and all(end.is_open for end in ends)
        is_certain = all(end.is_certain for end in ends)
        sets = [end.payoffs for end in ends if end.payoffs is not None]
        points = [found.point for found in sets if found.point is not None]
        if len(points) == len(sets) and len(stage.nodes) == 1 + len(ends):
            return _Continuation(self._single_choice(stage, points), True, is_certain, is_open)
        if len(points) == len(sets) and not open_sets:
            return _Continuation(self._judged(stage, points), True, is_certain, is_open)
        if not self._has_recall or len({self._tree.infosets[infoset].player for infoset in open_sets}) > 1:
            is_free = len(open_sets) == len(movers) and len(points) == len(sets)
            bound = self._undominated(stage, points) if is_free else convex_hull(sets)
            return _Continuation(bound, bound.point is not None, is_open and self._has_recall, is_open)
        return self._completed(stage, ends, is_certain=is_certain, is_open=is_open)

    def _single_choice(self, stage: Stage, points: Sequence[Payoffs]) -> PayoffSet:
        """Return what a stage pays in which somebody chooses once."""
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
            self._note(stage, player, max(point[player] for point in points) - payoffs[player])
        return point_set(payoffs)

    def _judged(self, stage: Stage, points: Sequence[Payoffs]) -> PayoffSet:
        """Return what a stage pays in which everything is given."""
        choices = tuple(self._choices[infoset] for infoset in stage.infosets)
        certificate = judge_choices(as_game(self._tree, stage, points), choices, self._heartbeat)
        for reply in certificate.replies:
            self._note(stage, reply.player, reply.regret)
        return point_set(certificate.payoffs)

    def _undominated(self, stage: Stage, points: Sequence[Payoffs]) -> PayoffSet:
        """Return a set in which a stage pays where everything is open: less than all mixtures if it is small enough."""
        game = as_game(self._tree, stage, points)
        num_plans = math.prod(infoset.num_actions for infoset in game.infosets if not infoset.is_chance)
        # who meets an information set twice can get what no mixture of plans gives
        is_mixture = not any(meets_a_set_twice(game, player) for player in range(game.num_players))
        if num_plans <= MAX_STAGE_PLANS and is_mixture:
            points = undominated_payoffs(game, self._heartbeat)
        return convex_hull(map(point_set, points))

    def _completed(
        self, stage: Stage, ends: Sequence[_Continuation], *, is_certain: bool, is_open: bool
    ) -> _Continuation:
        """Return what a stage pays in which one player's choices are open, or the next subgames pay this or that."""
        sets = [end.payoffs for end in ends if end.payoffs is not None]
        frame = as_game(self._tree, stage, [[Fraction(0)] * self._tree.num_players] * len(ends))
        choices = tuple(self._choices[infoset] for infoset in stage.infosets)
        program = StageProgram(frame, choices, sets, self._heartbeat)
        found = program.solve()
        if found.payoffs is None:
            self._note(stage, found.player, found.gain)
            return _Continuation(None, is_certain=False)
        is_exact = found.is_exact and all(
            end.is_exact for number, end in enumerate(ends) if program.is_relevant(number)
        )
        # with perfect recall a subgame in which nothing is given has a subgame-perfect equilibrium, whatever it pays
        return _Continuation(found.payoffs, is_exact, is_open or (is_exact and is_certain), is_open)

    def _note(self, stage: Stage, player: int, gain: Fraction) -> None:
        """Remember that a player gains by deviating in a stage, if so."""
        if gain > 0:
            self.failures.append(SubgameFailure(stage.start, player, gain))
