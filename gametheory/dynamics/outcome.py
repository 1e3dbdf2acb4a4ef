"""What a run of play has come to: a point, a cycle, or nothing that can be told yet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.profiles import MixedProfile
from gametheory.dynamics.cycles import growing_cycle, returning_cycle
from gametheory.dynamics.deviations import regrets
from gametheory.dynamics.playable import payoff_ranges
from gametheory.tolerances import PLAY_MOVEMENT, PLAY_REGRET

if TYPE_CHECKING:
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.dynamics.playable import Strategies
    from gametheory.dynamics.recording import ActionProfile, Record

FEWEST_TIMES = 50
"""Recorded times that a run needs before anything is said about where it tends."""


class OutcomeKind(StrEnum):
    """What a run has come to.

    ``converged``: at rest, and nobody gains more than a hundredth of its range of payoffs; ``cycles``: it comes back to
    where it was, again and again; ``resting``: at rest where somebody would gain; ``unsettled``: none of these can be
    said after so many steps.
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
        sentence = (
            f"All play together is within {regret:.2g} of a correlated equilibrium: nobody would have earned more than "
            f"that share of its range of payoffs by another action wherever it played one."
        )
        return replace(self, sentence=f"{self.sentence} {sentence}", correlated_regret=regret)


def outcome_at_end(game: NormalFormGame, shares: Record, *, can_rest: bool = True, is_flow: bool = False) -> Outcome:
    """Return what a recorded run has come to, judged by its second half.

    Parameters
    ----------
    game
        The game that was played.
    shares
        The record, with shares for every player.
    can_rest
        Whether the dynamics can stay for ever where somebody would gain.
    is_flow
        Whether shares flow without chance, at equal times, so that a return means a cycle.
    """
    end = end_of(game, shares.last)
    movement = _movement(shares)
    relative = relative_regret(game, end.regrets)
    if movement <= PLAY_MOVEMENT:
        moved = f"no share changed{f' by more than {movement:.2g}' if movement else ''} over the second half of the run"
        if relative <= PLAY_REGRET:
            return replace(end, kind=OutcomeKind.CONVERGED, sentence=_converged(end, moved), movement=movement)
        if can_rest:
            sentence = f"It rests off equilibrium: {moved}, but {gain_text(game, end.regrets)}."
            return replace(end, kind=OutcomeKind.RESTING, sentence=sentence, movement=movement)
        sentence = (
            f"It is not settled: {moved}, but {gain_text(game, end.regrets)}; what would grow there is too rare to "
            f"be told from absent."
        )
        return replace(end, sentence=sentence, movement=movement)
    cycling = _cycle(game, end, shares, is_flow=is_flow)
    if cycling is not None:
        return replace(cycling, movement=movement)
    return replace(end, sentence=_unsettled(game, end, movement), movement=movement)


def end_of(game: NormalFormGame, strategies: Strategies) -> Outcome:
    """Return an outcome that says nothing yet, with the shares at the end and the regrets there."""
    profile = MixedProfile(game, tuple(tuple(shares.tolist()) for shares in strategies))
    return Outcome(OutcomeKind.UNSETTLED, "", profile, regrets(game, strategies), np.inf)


def profile_text(game: NormalFormGame, actions: ActionProfile) -> str:
    """Return the names of one action for each player: ``(Top, Left)``."""
    names = (labels[action] for labels, action in zip(game.actions, actions, strict=True))
    return f"({', '.join(names)})"


def cycle_text(game: NormalFormGame, cycle: tuple[ActionProfile, ...], most: int = 8) -> str:
    """Return the profiles of a cycle in order, the middle of a long one left out."""
    names = [profile_text(game, actions) for actions in cycle]
    return ", ".join(names if len(names) <= most else [*names[: most - 1], "...", names[-1]])


def _movement(shares: Record) -> float:
    """Return the largest change of a share over the second half; infinite where few times were recorded."""
    late = shares.times >= shares.times[-1] / 2
    if np.count_nonzero(late) < FEWEST_TIMES / 2:
        return np.inf
    return max(float(np.abs(table[late] - table[-1]).max()) for table in shares.strategies)


def relative_regret(game: NormalFormGame, gains: tuple[float, ...]) -> float:
    """Return the largest gain of a player relative to the range of its payoffs."""
    return max(gain / spread if spread else 0.0 for gain, spread in zip(gains, payoff_ranges(game), strict=True))


def gain_text(game: NormalFormGame, gains: tuple[float, ...]) -> str:
    """Return who would gain most, and how much, or that nobody would."""
    player = int(np.argmax(gains))
    if not gains[player]:
        return "nobody would gain by its best reply"
    return f"{game.players[player].label} would gain {gains[player]:.4g} by its best reply"


def _converged(end: Outcome, moved: str) -> str:
    gain = f"nobody would gain more than {end.max_regret:.2g}" if end.max_regret else "nobody would gain"
    return f"It has converged: {moved}, and {gain} by its best reply."


def _unsettled(game: NormalFormGame, end: Outcome, movement: float) -> str:
    if np.isinf(movement):
        return f"It is not settled: the run is too short to tell; {gain_text(game, end.regrets)}."
    return (
        f"It is not settled: a share changed by {movement:.2g} over the second half of the run; "
        f"{gain_text(game, end.regrets)}."
    )


def _cycle(game: NormalFormGame, end: Outcome, shares: Record, *, is_flow: bool) -> Outcome | None:
    """Return the outcome of a run that cycles, or None."""
    if shares.spells:
        cycle = growing_cycle(shares.spells)
        if cycle is None:
            return None
        sentence = (
            f"It cycles: play goes round {cycle_text(game, cycle)}, and each spell lasts about the same share of all "
            f"steps before it, so that the frequencies never come to rest."
        )
        return replace(end, kind=OutcomeKind.CYCLES, sentence=sentence, cycle=cycle)
    period = returning_cycle(shares.times, np.hstack(shares.strategies)) if is_flow else None
    if period is None:
        return None
    sentence = f"It cycles: the shares come back to where they were every {period:.3g} units of time."
    return replace(end, kind=OutcomeKind.CYCLES, sentence=sentence, period=period)
