"""Chance that nobody sees before it chooses: payoffs are their means over what it does."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from gametheory.models.formulas.operations import Operation
from gametheory.models.mistakes import Mistakes
from gametheory.models.positions import moves_position
from gametheory.models.probabilities import ChanceMove, chance_move
from gametheory.models.scopes import NOT_PLAYED
from gametheory.models.tier_course import refuse_shares
from gametheory.models.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gametheory.models.definitions import StageDefinition
    from gametheory.models.due_payoffs import SummedTemplate
    from gametheory.models.scopes import Scope
    from gametheory.models.templates import History, Template, Workshop


class UnseenChance:
    """Chance stages of a game of tiers, in order, each known to those that follow it alone.

    Parameters
    ----------
    stages
        What the file says of them.
    workshop
        Takes the positions and formulas, those of the players being there; mistakes are noted in its collection.
    constants
        What names in attributes mean.
    scope_with
        Makes the scope of formulas at a stage, with unseen chance before it by name and position.

    Attributes
    ----------
    references
        The chance stages by name and position.
    """

    def __init__(
        self,
        stages: Sequence[StageDefinition],
        workshop: Workshop,
        constants: Scope,
        scope_with: Callable[[StageDefinition, Mapping[str, int]], Scope],
    ) -> None:
        self._workshop = workshop
        self._moves: list[UnseenMove] = []
        self._num_outcomes = tuple(len(stage.chance) for stage in stages)
        self.references: dict[str, int] = {}
        for stage in stages:
            scope = scope_with(stage, dict(self.references))
            when = None if stage.when is None else workshop.template(stage.when, scope)
            number = workshop.add_position(moves_position(stage.name, stage.chance, constants, workshop.mistakes))
            branches = {branch.name: branch for branch in stage.chance}
            self._moves.append(UnseenMove(when, chance_move(stage.name, branches, workshop, scope, place=stage.place)))
            if stage.when is not None:
                refuse_shares(stage.when, "a condition", stage, workshop)
            for branch in stage.chance:
                if branch.probability is not None:
                    refuse_shares(branch.probability, "a probability", stage, workshop)
            self.references[stage.name] = number

    @property
    def num_outcomes(self) -> int:
        """In how many ways chance can go at most."""
        return prod(self._num_outcomes)

    def mean(self, template: Template | SummedTemplate) -> MeanTemplate:
        """Return a formula as its mean over what chance does."""
        return MeanTemplate(template, self._moves, self._workshop)

    def check(self, parameters: Mapping[str, Fraction], histories: Iterable[History], path: str) -> None:
        """Raise InconsistentGameFileError unless probabilities are right wherever chance moves.

        Parameters
        ----------
        parameters
            Values by name.
        histories
            What has been done by position, tiers aside, whose moves probabilities cannot depend on.
        path
            The file's name, for the sentences of errors.
        """
        if not self._moves:
            return
        mistakes = Mistakes()
        unread = dict.fromkeys(self._workshop.tape.parameters, Fraction(0))
        values = Values(self._workshop.tape, {**unread, **parameters}, mistakes)
        for known in histories:
            for position, (when, move) in enumerate(self._moves):
                earlier = product(*(range(number) for number in self._num_outcomes[:position]))
                for outcomes in earlier:
                    history = [*known, *outcomes, *[NOT_PLAYED] * (len(self._moves) - position)]
                    if when is None or values.value(when.register(history), str, when.formula.place):
                        move.probabilities(history, values, mistakes, str)
        mistakes.raise_if_any(path)


class UnseenMove(NamedTuple):
    """A move of chance that nobody sees.

    Parameters
    ----------
    when
        The stage is skipped where this is 0; None is never.
    chance
        Its outcomes and probabilities.
    """

    when: Template | None
    chance: ChanceMove


class MeanTemplate:
    """A formula whose register, after a history of players' moves, is its mean over what chance does then.

    Parameters
    ----------
    template
        The formula.
    moves
        What chance does, in order; its positions follow those of the players.
    workshop
        Holds the tape.
    """

    def __init__(self, template: Template | SummedTemplate, moves: Sequence[UnseenMove], workshop: Workshop) -> None:
        self._template = template
        self._moves = tuple(moves)
        self._workshop = workshop
        self.formula = template.formula

    def register(self, history: History) -> int:
        """Return the register of the mean after a history."""
        return self._mean(list(history), ())

    def _mean(self, history: list[int], outcomes: tuple[int, ...]) -> int:
        """Return the register of the mean once chance has done some of its moves."""
        whole = [*history, *outcomes, *[NOT_PLAYED] * (len(self._moves) - len(outcomes))]
        if len(outcomes) == len(self._moves):
            return self._template.register(whole)
        tape = self._workshop.tape
        when, chance = self._moves[len(outcomes)]
        total = tape.zero
        for outcome, weight in enumerate(chance.registers(whole, tape)):
            if tape.value(weight) != 0:
                term = tape.emit(Operation.MULTIPLY, weight, self._mean(history, (*outcomes, outcome)))
                total = tape.emit(Operation.ADD, total, term)
        if when is None:
            return total
        return tape.emit(Operation.SELECT, when.register(whole), total, self._mean(history, (*outcomes, NOT_PLAYED)))
