"""What the moves of the parameters do to one player."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from gametheory.core.solution import Solution
    from gametheory.studies.parameter_ends import ParameterEnd, ParameterEnds


@dataclass(frozen=True, slots=True)
class PlayerEffect:
    """What a parameter does to one player when it moves to the ends of its range.

    Parameters
    ----------
    row
        The game at both ends.
    player
        Index of the player.
    base
        The player's payoff at the base.
    """

    row: ParameterEnds
    player: int
    base: Fraction

    def payoff(self, end: ParameterEnd) -> Fraction | None:
        """Return the player's payoff at an end; None where there is none."""
        return None if end.payoffs is None else end.payoffs[self.player]

    @property
    def width(self) -> Fraction:
        """Distance between the lowest and the highest payoff of base and ends."""
        values = [self.base, *(value for end in self.row.ends if (value := self.payoff(end)) is not None)]
        return max(values) - min(values)

    @property
    def is_any(self) -> bool:
        """Whether a payoff or the leading equilibrium changes, or an end has no answer."""
        return self.width > 0 or any(end.changes or end.payoffs is None for end in self.row.ends)

    def payoffs(self) -> Iterator[Fraction]:
        """Yield the player's payoffs at ends and beside changes."""
        for end in self.row.ends:
            value = self.payoff(end)
            if value is not None:
                yield value
            yield from (change.payoffs[self.player] for change in end.changes)


def player_effects(rows: Sequence[ParameterEnds], solution: Solution, player: int) -> list[PlayerEffect]:
    """Return what each parameter does to a player, the widest effect first.

    Parameters
    ----------
    rows
        What ``parameter_ends`` found.
    solution
        The base, which must have a leading equilibrium.
    player
        Index of the player.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> from gametheory.studies.parameter_ends import parameter_ends
    >>> model = load("inspection_game")
    >>> solution = solve(model)
    >>> effects = player_effects(parameter_ends(model, solution), solution, 0)
    >>> [(effect.row.parameter.name, str(effect.width)) for effect in effects][:2]
    [('wage', '7'), ('effort', '5')]
    """
    base = solution.equilibria[solution.leading or 0].payoffs[player]
    return sorted((PlayerEffect(row, player, base) for row in rows), key=lambda effect: -effect.width)
