"""What a run of play has come to: a point, a cycle, or nothing that can be told yet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.profiles import MixedProfile
from gametheory.dynamics import outcome_sentences as sentences
from gametheory.dynamics.cycles import growing_cycle, returning_cycle
from gametheory.dynamics.deviations import regrets
from gametheory.dynamics.rest import has_ties, is_near_equilibrium, is_slowing_down, is_too_rare, without_what_dies_out
from gametheory.tolerances import FLOW_REGRET, PLAY_MOVEMENT, PLAY_REGRET

if TYPE_CHECKING:
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.dynamics.playable import Strategies
    from gametheory.dynamics.recording import ActionProfile, Record
    from gametheory.dynamics.rest import Rates

FEWEST_TIMES = 50
"""Recorded times that a run needs before anything is said about where it tends."""
MOST_TIES_SOUGHT = 500
"""Recorded times, roughly, at which a cycle of beliefs is searched for ties."""
MOST_TIES = 0.05
"""The share of these at which somebody may have several best replies: beliefs may meet a tie when they cross it."""


class OutcomeKind(StrEnum):
    """What a run has come to.

    ``converged``: at rest, and nobody would gain more than a hundredth of what is at stake there; ``cycles``: it comes
    back to where it was, again and again; ``resting``: at rest where somebody would gain; ``unsettled``: none of these
    can be said after so many steps.
    """

    CONVERGED = "converged"
    CYCLES = "cycles"
    RESTING = "resting"
    UNSETTLED = "unsettled"


@dataclass(frozen=True)
class Outcome:
    """What a run has come to, and the numbers behind it.

    Parameters
    ----------
    kind
        ``converged``, ``cycles``, ``resting`` or ``unsettled``.
    sentence
        The same in words.
    profile
        The shares at the end.
    regrets
        What each player would gain there by its best reply, in its own units.
    movement
        The largest change of a share over the second half of the run; infinite where the run is too short to tell.
    cycle
        For cycles of played profiles: one round of them, as action indices. Otherwise empty.
    period
        For cycles that return after equal times: that time. None otherwise.
    correlated_regret
        For regret matching: what any player could at most have gained on average by playing another action whenever it
        played one, relative to its range of payoffs; 0 in a correlated equilibrium. None otherwise.
    """

    kind: OutcomeKind
    sentence: str
    profile: MixedProfile = field(repr=False)
    regrets: tuple[float, ...]
    movement: float
    cycle: tuple[ActionProfile, ...] = ()
    period: float | None = None
    correlated_regret: float | None = None

    @property
    def max_regret(self) -> float:
        """The largest gain of a player by changing alone at the end."""
        return max(self.regrets)

    def with_correlated_regret(self, regret: float) -> Outcome:
        """Return the outcome that also says how far all play was from a correlated equilibrium."""
        sentence = f"{self.sentence} {sentences.correlated_play(regret)}"
        return replace(self, sentence=sentence, correlated_regret=regret)


def outcome_at_end(
    game: NormalFormGame, shares: Record, *, can_rest: bool = False, rates: Rates | None = None
) -> Outcome:
    """Return what a recorded run has come to, judged by its second half.

    Parameters
    ----------
    game
        The game that was played.
    shares
        The record, with shares for every player.
    can_rest
        Whether the dynamics can stay for ever where somebody would gain. A flow always can where what would gain was
        absent at the start.
    rates
        Of shares that flow without chance, at equal times, so that a return means a cycle: how fast they change. None
        for other dynamics.
    """
    end = replace(end_of(game, shares.last), movement=_movement(shares))
    if end.movement <= PLAY_MOVEMENT:
        if rates is not None:
            return _flow_at_rest(game, end, shares, rates)
        return _at_rest(game, end, shares, can_rest=can_rest)
    cycling = _cycle(game, end, shares, is_flow=rates is not None)
    return replace(end, sentence=sentences.motion(game, end.movement, end.regrets)) if cycling is None else cycling


def end_of(game: NormalFormGame, strategies: Strategies) -> Outcome:
    """Return an outcome that says nothing yet, with the shares at the end and the regrets there."""
    profile = MixedProfile(game, tuple(tuple(shares.tolist()) for shares in strategies))
    return Outcome(OutcomeKind.UNSETTLED, "", profile, regrets(game, strategies), np.inf)


def _movement(shares: Record) -> float:
    """Return the largest change of a share over the second half; infinite where few times were recorded."""
    late = shares.times >= shares.times[-1] / 2
    if np.count_nonzero(late) < FEWEST_TIMES / 2:
        return np.inf
    return max(float(np.abs(table[late] - table[-1]).max()) for table in shares.strategies)


def _at_rest(game: NormalFormGame, end: Outcome, shares: Record, *, can_rest: bool) -> Outcome:
    """Return the outcome of a run, not of a flow, in which hardly anything moves any more."""
    if _is_at_equilibrium(game, shares, PLAY_REGRET):
        return replace(end, kind=OutcomeKind.CONVERGED, sentence=sentences.rest(end.movement, end.max_regret))
    if can_rest:
        sentence = sentences.rest_off_equilibrium(game, end.movement, end.regrets)
        return replace(end, kind=OutcomeKind.RESTING, sentence=sentence)
    return replace(end, sentence=sentences.slow_motion(game, end.movement, end.regrets))


def _flow_at_rest(game: NormalFormGame, end: Outcome, shares: Record, rates: Rates) -> Outcome:
    """Return the outcome of a flow that hardly moves any more."""
    if not is_slowing_down(rates, shares):
        return replace(end, sentence=sentences.slow_drift(game, end.movement, end.regrets))
    if _is_at_equilibrium(game, shares, FLOW_REGRET):
        return replace(end, kind=OutcomeKind.CONVERGED, sentence=sentences.rest(end.movement, end.max_regret))
    present = [table[0] > 0 for table in shares.strategies]
    if is_near_equilibrium(game, shares.last, present, tolerance=FLOW_REGRET):
        sentence = sentences.rest_off_equilibrium(game, end.movement, end.regrets)
        return replace(end, kind=OutcomeKind.RESTING, sentence=sentence)
    tell = sentences.slow_start if is_too_rare(game, shares.last) else sentences.slow_motion
    return replace(end, sentence=tell(game, end.movement, end.regrets))


def _is_at_equilibrium(game: NormalFormGame, shares: Record, tolerance: float) -> bool:
    """Return whether nobody would gain much at the end, nor once what dies out will have gone."""
    ends = (shares.last, without_what_dies_out(shares))
    return all(is_near_equilibrium(game, strategies, tolerance=tolerance) for strategies in ends)


def _cycle(game: NormalFormGame, end: Outcome, shares: Record, *, is_flow: bool) -> Outcome | None:
    """Return the outcome of a run that cycles, or None."""
    if shares.spells:
        cycle = growing_cycle(shares.spells)
        if cycle is None or _is_drawn_at_ties(game, shares):
            return None
        return replace(end, kind=OutcomeKind.CYCLES, sentence=sentences.growing_spells(game, cycle), cycle=cycle)
    times, strategies = shares.unthinned
    period = returning_cycle(times, np.hstack(strategies)) if is_flow else None
    if period is None:
        return None
    return replace(end, kind=OutcomeKind.CYCLES, sentence=sentences.orbit(period), period=period)


def _is_drawn_at_ties(game: NormalFormGame, shares: Record) -> bool:
    """Return whether some player had several best replies more than now and then, in the second half of a run."""
    late = (shares.times >= shares.times[-1] / 2).nonzero()[0]
    rows = late[:: len(late) // MOST_TIES_SOUGHT + 1]
    num_ties = sum(has_ties(game, [table[row] for table in shares.strategies]) for row in rows)
    return num_ties > MOST_TIES * len(rows)
