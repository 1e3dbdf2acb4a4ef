"""Payoffs of a game with tiers that fall due at stages and at its end, added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gametheory.models.formulas.operations import Operation
from gametheory.models.scopes import NOT_PLAYED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.models.formulas.syntax import Formula
    from gametheory.models.templates import History, Template, Workshop
    from gametheory.models.unseen_chance import MeanTemplate


class DuePayoff(NamedTuple):
    """A payoff that falls due at a stage.

    Parameters
    ----------
    when
        The stage is skipped where this is 0; None is never.
    amount
        The payoff.
    """

    when: Template | None
    amount: Template


class SummedTemplate:
    """What a player is paid in all, after everybody has moved.

    Parameters
    ----------
    parts
        At least one.
    workshop
        Holds the tape.
    """

    def __init__(self, parts: Sequence[DuePayoff], workshop: Workshop) -> None:
        self._parts = tuple(parts)
        self._tape = workshop.tape
        self.formula: Formula = parts[-1].amount.formula

    def register(self, history: History) -> int:
        """Return the register of the sum after a history."""
        tape, total = self._tape, self._tape.zero
        for when, amount in self._parts:
            register = amount.register(history)
            if when is not None:
                register = tape.emit(Operation.SELECT, when.register(history), register, tape.zero)
            total = tape.emit(Operation.ADD, total, register)
        return total


class TemplateAfter:
    """A payoff after chance that all have seen has moved.

    Parameters
    ----------
    template
        The payoff.
    num_moves
        Number of moves of each player; an action beyond them means that the player's stage is skipped.
    outcomes
        What chance did, stage by stage.
    """

    def __init__(self, template: MeanTemplate, num_moves: Sequence[int], outcomes: Sequence[int]) -> None:
        self._template = template
        self._num_moves = tuple(num_moves)
        self._outcomes = tuple(outcomes)
        self.formula = template.formula

    def register(self, history: History) -> int:
        """Return the register after everybody's moves."""
        played = (
            NOT_PLAYED if action >= number else action for action, number in zip(history, self._num_moves, strict=True)
        )
        return self._template.register([*played, *self._outcomes])
