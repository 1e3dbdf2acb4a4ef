"""A game of stages played at given values: which stages are reached, what falls due, what chance does."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.models.scopes import NOT_PLAYED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.models.mistakes import Mistakes
    from gametheory.models.probabilities import ChanceMove
    from gametheory.models.templates import Template
    from gametheory.models.unrolling import PlayedStage
    from gametheory.models.values import Values

Moves: TypeAlias = "tuple[int, ...]"
"""For each position the move made there, or ``NOT_PLAYED``."""
Payoffs: TypeAlias = "tuple[Fraction | int, ...]"
"""One a player, a number or where formulas are kept a register; empty payoffs are zero."""


@dataclass(frozen=True, slots=True)
class StagePlan:
    """A stage with its formulas made ready.

    Parameters
    ----------
    stage
        Where it stands in the order of play.
    player
        Index of the mover; None where chance moves or nobody.
    moves
        Names of the moves; empty at a stage that only pays.
    when
        Whether the stage is reached; None is always.
    observed
        Positions whose moves tell information sets apart (for chance: on which the probabilities depend).
    chance
        The probabilities of a chance stage.
    payoffs
        One a player or None; empty where the stage pays nothing.
    is_due_after
        Whether the payoffs fall due after the stage's own move.
    """

    stage: PlayedStage
    player: int | None
    moves: tuple[str, ...]
    when: Template | None
    observed: tuple[int, ...]
    chance: ChanceMove | None
    payoffs: tuple[Template | None, ...]
    is_due_after: bool


class StagePlay:
    """Reads the formulas of stages after histories.

    Parameters
    ----------
    plans
        The stages in the order of play.
    values
        Reads the formulas.
    mistakes
        Where formulas without a value and wrong probabilities are noted.
    """

    def __init__(self, plans: Sequence[StagePlan], values: Values, mistakes: Mistakes) -> None:
        self.plans = plans
        self._values = values
        self._mistakes = mistakes

    @property
    def start(self) -> Moves:
        """The history before the first move."""
        return (NOT_PLAYED,) * len(self.plans)

    def is_reached(self, position: int, history: Moves) -> bool:
        """Whether a stage is reached after a history; not where its condition has no value."""
        when = self.plans[position].when
        if when is None:
            return True
        return bool(self._values.value(when.register(history), lambda: self.story(history), when.formula.place))

    def payoffs(self, templates: Sequence[Template | None], history: Moves) -> Payoffs:
        """Return what some formulas pay after a history; a formula without a value is noted and pays 0."""
        payoffs = []
        for template in templates:
            value = None
            if template is not None:
                register = template.register(history)
                value = self._values.value(register, lambda: self.story(history), template.formula.place)
            payoffs.append(Fraction() if value is None else value)
        return tuple(payoffs)

    def added(self, first: Payoffs, second: Payoffs) -> Payoffs:
        """Add payoffs player by player."""
        return sum_of(first, second)

    def probabilities(self, position: int, history: Moves) -> tuple[Fraction, ...] | None:
        """Return the probabilities at a chance stage; None, and a mistake, where they are wrong."""
        chance = self.plans[position].chance
        if chance is None:
            return None
        return chance.probabilities(history, self._values, self._mistakes, lambda: self.story(history))

    def story(self, history: Moves) -> str:
        """Return the moves of a history as text."""
        moves = [plan.moves[move] for plan, move in zip(self.plans, history, strict=True) if move != NOT_PLAYED]
        return f"after {', '.join(moves)}" if moves else ""


def after_move(history: Moves, position: int, move: int) -> Moves:
    """Return a history with one more move."""
    return (*history[:position], move, *history[position + 1 :])


def sum_of(first: Payoffs, second: Payoffs) -> Payoffs:
    """Add payoffs player by player; empty payoffs are zero."""
    if not first or not second:
        return first or second
    return tuple(left + right for left, right in zip(first, second, strict=True))
