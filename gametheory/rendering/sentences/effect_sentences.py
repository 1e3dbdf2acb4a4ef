"""What the moves of the parameters do to a player, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.rendering.sentences.numbers import payoff_text
from gametheory.studies.player_effects import player_effects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.solution import Solution
    from gametheory.studies.parameter_ends import ParameterEnd, ParameterEnds
    from gametheory.studies.player_effects import PlayerEffect


def effect_sentences(rows: Sequence[ParameterEnds], solution: Solution, player: int, unit: str = "") -> list[str]:
    """Return what the tornado chart of one player shows, for readers who do not see it: the widest effects first.

    Parameters
    ----------
    rows, solution, player, unit
        As for ``tornado_picture``.
    """
    return [_sentence(effect, unit) for effect in player_effects(rows, solution, player) if effect.is_any]


def _sentence(effect: PlayerEffect, unit: str) -> str:
    """Return payoffs at both ends and where the leading equilibrium changes."""
    said = []
    for end in effect.row.ends:
        value = effect.payoff(end)
        said.append(f"{'no answer' if value is None else payoff_text(value)} at {payoff_text(end.value)}")
    places = [place for end in effect.row.ends if (place := _changed_at(end))]
    change = f"; the equilibrium changes at {' and at '.join(places)}" if places else ""
    return f"{effect.row.parameter.name}: {' and '.join(said)}{f' ({unit})' if unit else ''}{change}."


def _changed_at(end: ParameterEnd) -> str:
    """Return about where the leading equilibrium changes on the way to an end, or two values if that is not known."""
    if end.change is None:
        return ""
    if not end.is_searched:
        return f"{payoff_text(end.change.unchanged)} to {payoff_text(end.change.changed)}"
    return f"≈{payoff_text(end.change.middle).removeprefix('≈')}"
