"""What a run of play has come to, in words."""

from __future__ import annotations

from decimal import ROUND_CEILING, Context
from typing import TYPE_CHECKING

import numpy as np

from gametheory.tolerances import CYCLE_RETURN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.dynamics.recording import ActionProfile

MOST_IN_CYCLE = 8
"""Profiles of a cycle that are named; of longer ones the first and the last."""
BOUND_DIGITS = 2
"""Digits of a number that something does not exceed, rounded up."""
ROUNDING_DIGITS = 12
"""Digits after which a number is the rounding error of its computation, which is not rounded up."""


def pure_rest(game: NormalFormGame, actions: ActionProfile) -> str:
    """Say that best replies are at rest at a profile."""
    return f"It has converged: at {profile_text(game, actions)} nobody would gain, a pure equilibrium."


def rest(movement: float, max_regret: float) -> str:
    """Say that nothing moves where nobody gains more than some amount."""
    gain = f"nobody would gain more than {bound_text(max_regret)}" if max_regret else "nobody would gain"
    return f"It has converged: {_stillness(movement)}, and {gain} by its best reply."


def rest_off_equilibrium(game: NormalFormGame, movement: float, regrets: Sequence[float]) -> str:
    """Say that nothing moves although somebody would gain."""
    return f"It rests off equilibrium: {_stillness(movement)}, but {_gain(game, regrets)}."


def slow_start(game: NormalFormGame, movement: float, regrets: Sequence[float]) -> str:
    """Say that nothing moves yet, where what earns more is there and must grow at last."""
    return (
        f"It is not settled: {_stillness(movement)}, but {_gain(game, regrets)}; what would grow there is too rare to "
        f"be told from absent."
    )


def slow_motion(game: NormalFormGame, movement: float, regrets: Sequence[float]) -> str:
    """Say that shares hardly move although somebody would gain, where play cannot rest."""
    return f"It is not settled: {_stillness(movement)}, but {_gain(game, regrets)}."


def slow_drift(game: NormalFormGame, movement: float, regrets: Sequence[float]) -> str:
    """Say that shares hardly move, but move on no slower than before."""
    return f"It is not settled: {_stillness(movement)}, but they are not coming to a stop; {_gain(game, regrets)}."


def motion(game: NormalFormGame, movement: float, regrets: Sequence[float]) -> str:
    """Say that shares move, or that a run is too short to tell."""
    if np.isinf(movement):
        reason = "the run is too short to tell"
    else:
        reason = f"a share changed by {movement:.2g} over the second half of the run"
    return f"It is not settled: {reason}; {_gain(game, regrets)}."


def no_return() -> str:
    """Say that best replies have neither rested nor repeated."""
    return "It is not settled: play neither rested nor came back to a profile so far."


def profile_cycle(game: NormalFormGame, cycle: Sequence[ActionProfile]) -> str:
    """Say through which profiles best replies go round for ever."""
    return f"It cycles through {len(cycle)} profiles: {cycle_text(game, cycle)}, and again."


def growing_spells(game: NormalFormGame, cycle: Sequence[ActionProfile]) -> str:
    """Say that beliefs go round because every spell of play lasts longer than the one before."""
    return (
        f"It cycles: play goes round {cycle_text(game, cycle)}, and each spell lasts about the same share of all "
        f"steps before it; while that goes on, the frequencies do not come to rest."
    )


def orbit(period: float) -> str:
    """Say that shares come back after equal times."""
    return (
        f"It cycles: every {period:.3g} units of time the shares come back to where they were, within "
        f"{100 * CYCLE_RETURN:g} % of the width of their orbit."
    )


def takeover(action: str, length: str) -> str:
    """Say which action has taken over a population where nothing else would earn more, and how long it took."""
    return f"It has converged: {action!r} has taken over after {length}, and no other action would earn more there."


def takeover_off_equilibrium(game: NormalFormGame, action: str, length: str, regrets: Sequence[float]) -> str:
    """Say which action has taken over a population although another would earn more."""
    return (
        f"It rests off equilibrium: {action!r} has taken over after {length}; {_gain(game, regrets)}, but nobody is "
        f"left to copy."
    )


def no_takeover(game: NormalFormGame, regrets: Sequence[float]) -> str:
    """Say that a population is still of several kinds."""
    return f"It is not settled: no action has taken over; {_gain(game, regrets)}."


def correlated_play(regret: float) -> str:
    """Say how far all play together was from a correlated equilibrium, relative to the ranges of payoffs."""
    return (
        f"All play together is within {bound_text(regret)} of a correlated equilibrium: nobody would have earned more "
        f"than that share of its range of payoffs by another action wherever it played one."
    )


def bound_text(number: float) -> str:
    """Return a number that something does not exceed, in two digits, rounded up.

    Examples
    --------
    >>> bound_text(0.0171), bound_text(0.25), bound_text(9991.0)
    ('0.018', '0.25', '1e+04')
    """
    rounded = Context(prec=BOUND_DIGITS, rounding=ROUND_CEILING).create_decimal(f"{number:.{ROUNDING_DIGITS}g}")
    return f"{float(rounded):.{BOUND_DIGITS}g}"


def profile_text(game: NormalFormGame, actions: ActionProfile) -> str:
    """Return the names of one action for each player: ``(Top, Left)``."""
    names = (labels[action] for labels, action in zip(game.actions, actions, strict=True))
    return f"({', '.join(names)})"


def cycle_text(game: NormalFormGame, cycle: Sequence[ActionProfile]) -> str:
    """Return the profiles of a cycle in order, the middle of a long one left out."""
    names = [profile_text(game, actions) for actions in cycle]
    return ", ".join(names if len(names) <= MOST_IN_CYCLE else [*names[: MOST_IN_CYCLE - 1], "...", names[-1]])


def _stillness(movement: float) -> str:
    """Say that no share changed by more than some amount."""
    return (
        f"no share changed{f' by more than {bound_text(movement)}' if movement else ''} over the second half of the run"
    )


def _gain(game: NormalFormGame, regrets: Sequence[float]) -> str:
    """Say who would gain most, and how much, or that nobody would."""
    player = int(np.argmax(regrets))
    if not regrets[player]:
        return "nobody would gain by its best reply"
    return f"{game.players[player].label} would gain {regrets[player]:.4g} by its best reply"
