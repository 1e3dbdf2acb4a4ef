"""A game of stages played at given values, its payoffs and probabilities kept as registers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.models.formulas.operations import Operation
from gametheory.models.stage_play import StagePlay

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from gametheory.models.formulas.tape import Tape
    from gametheory.models.mistakes import Mistakes
    from gametheory.models.stage_play import Moves, Payoffs, StagePlan
    from gametheory.models.templates import Template
    from gametheory.models.values import Values


class StageFormulas(StagePlay):
    """Says what falls due after histories in registers of the tape, whose first one holds 0.

    Parameters
    ----------
    plans, values, mistakes
        As for `StagePlay`; the values decide which stages are reached.
    tape
        Where sums are emitted.

    Attributes
    ----------
    conditions
        For each condition of a stage that depends on parameters, its truth at the values.
    chance
        For each information set that was asked for, in that order, the registers of its probabilities; None where a
        player moves.
    """

    def __init__(self, plans: Sequence[StagePlan], values: Values, mistakes: Mistakes, tape: Tape) -> None:
        super().__init__(plans, values, mistakes)
        self._tape = tape
        self.conditions: dict[int, bool] = {}
        self.chance: list[tuple[int, ...] | None] = []

    def is_reached(self, position: int, history: Moves) -> bool:
        """Whether a stage is reached after a history at the values."""
        reached = super().is_reached(position, history)
        when = self.plans[position].when
        if when is not None:
            register = when.register(history)
            if self._tape.value(register) is None:
                self.conditions[register] = reached
        return reached

    def payoffs(self, templates: Sequence[Template | None], history: Moves) -> Payoffs:
        """Return the registers of what some formulas pay after a history."""
        return tuple(self._tape.zero if template is None else template.register(history) for template in templates)

    def added(self, first: Payoffs, second: Payoffs) -> Payoffs:
        """Return the registers of sums, player by player."""
        if not first or not second:
            return first or second
        pairs = zip(first, second, strict=True)
        return tuple(self._tape.emit(Operation.ADD, int(left), int(right)) for left, right in pairs)

    def probabilities(self, position: int, history: Moves) -> tuple[Fraction, ...] | None:
        """Return the probabilities at the values, and keep their registers."""
        chance = self.plans[position].chance
        self.chance.append(None if chance is None else chance.registers(history, self._tape))
        return super().probabilities(position, history)
