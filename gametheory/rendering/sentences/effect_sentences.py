"""What the moves of the parameters do to a player, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.rendering.sentences.numbers import payoff_text
from gametheory.rendering.sentences.wording import counted, joined
from gametheory.studies.player_effects import player_effects

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction

    from gametheory.core.solution import Solution
    from gametheory.studies.parameter_ends import ParameterEnd, ParameterEnds, SupportChange
    from gametheory.studies.player_effects import PlayerEffect
    from gametheory.studies.reached_play import ReachedPlay

MAX_CHOICES = 6
"""Choices on the way of play that are named."""
MAX_ACTIONS = 4
"""Actions of a mixture that are named."""
MORE_CHANGES = ", and again beyond"
"""Said where more changes were seen than are located."""


def effect_sentences(rows: Sequence[ParameterEnds], solution: Solution, player: int, unit: str = "") -> list[str]:
    """Return what the tornado chart of one player shows, for readers who do not see it: the widest effects first.

    Parameters
    ----------
    rows, solution, player, unit
        As for ``tornado_picture``.
    """
    return [_sentence(effect, unit) for effect in player_effects(rows, solution, player) if effect.is_any]


def _sentence(effect: PlayerEffect, unit: str) -> str:
    """Return payoffs at both ends, where the leading equilibrium changes and what is then played."""
    said = []
    for end in effect.row.ends:
        value = effect.payoff(end)
        said.append(f"{'no answer' if value is None else payoff_text(value)} at {payoff_text(end.value)}")
    ways = [_way_text(end) for end in effect.row.ends if end.changes]
    change = f"; the equilibrium changes {'; '.join(ways)}" if ways else ""
    return f"{effect.row.parameter.name}: {' and '.join(said)}{f' ({unit})' if unit else ''}{change}."


def _way_text(end: ParameterEnd) -> str:
    """Return the changes on the way to an end: ``towards 0 at ≈0.518 (then Stay on both) and at ...``."""
    places = [f"at {change_text(change, end)} (then {play_text(change.play)})" for change in end.changes]
    return f"towards {payoff_text(end.value)} {' and '.join(places)}{MORE_CHANGES if end.has_more_changes else ''}"


def change_text(change: SupportChange, end: ParameterEnd, written: Callable[[Fraction], str] = payoff_text) -> str:
    """Return about where the leading equilibrium changes.

    Returns
    -------
    str
        Two values where it is not known narrowly. ``<`` or ``>`` where the values beyond the change are those at the
        end itself: about 0 would read as no change.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory.studies.parameter_ends import ParameterEnd, SupportChange
    >>> change = SupportChange(Fraction(1, 1000), Fraction(0), ())
    >>> change_text(change, ParameterEnd(Fraction(0))), change_text(change, ParameterEnd(Fraction(-1)))
    ('<0.001', '≈0')
    """
    if not change.is_narrow:
        return f"{written(change.unchanged)} to {written(change.changed)}"
    if change.changed == end.value:
        return f"{'<' if end.value < change.unchanged else '>'}{written(change.unchanged).removeprefix('≈')}"
    return f"≈{written(change.middle).removeprefix('≈')}"


def play_text(play: ReachedPlay | None) -> str:
    """Return the actions that are played, without their probabilities.

    Players are named where one game's actions might be taken for another player's.

    Examples
    --------
    >>> from gametheory.studies.reached_play import ReachedChoice
    >>> play_text((ReachedChoice("Firm", ("Enter",)), ReachedChoice("Rival", ("Fight", "Yield"))))
    'Enter, Fight or Yield'
    >>> play_text((ReachedChoice("Firm", ("Enter",)), ReachedChoice("Rival", ("Enter",))))
    'Firm: Enter, Rival: Enter'
    """
    if play is None:
        return "no equilibrium"
    if not play:
        return "no choice is reached"
    owners = {(action, choice.player) for choice in play for action in choice.actions}
    is_unclear = len({action for action, _ in owners}) < len(owners)
    told = [
        f"{f'{choice.player}: ' if is_unclear else ''}{_actions_text(choice.actions)}" for choice in play[:MAX_CHOICES]
    ]
    return ", ".join([*told, *(["…"] if len(play) > MAX_CHOICES else [])])


def _actions_text(actions: Sequence[str]) -> str:
    """Return one action, or some of those between which a player mixes."""
    more = len(actions) - MAX_ACTIONS
    return joined([*actions[:MAX_ACTIONS], *([counted(more, "other", "others")] if more > 0 else [])], "or")
