"""Chance that nobody sees before it chooses: payoffs are their means over what it does."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from gametheory.models.formulas.operations import Operation
from gametheory.models.formulas.syntax import shares
from gametheory.models.mistakes import Mistakes
from gametheory.models.positions import moves_position
from gametheory.models.probabilities import ChanceMove, chance_move
from gametheory.models.scopes import NOT_PLAYED
from gametheory.models.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gametheory.models.definitions import StageDefinition
    from gametheory.models.formulas.syntax import Formula
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
        Makes the scope of a probability, with chance stages before it by name and position.

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
        scope_with: Callable[[Mapping[str, int]], Scope],
    ) -> None:
        self._workshop = workshop
        self._moves: list[ChanceMove] = []
        self._num_outcomes = tuple(len(stage.chance) for stage in stages)
        self.references: dict[str, int] = {}
        for stage in stages:
            scope = scope_with(self.references)
            number = workshop.add_position(moves_position(stage.name, stage.chance, constants, workshop.mistakes))
            branches = {branch.name: branch for branch in stage.chance}
            self._moves.append(chance_move(stage.name, branches, workshop, scope, place=stage.place))
            for branch in stage.chance:
                if branch.probability is not None and self._reads_shares(branch.probability):
                    sentence = f"expected a probability without share(...) at stage {stage.name!r}, got one with it"
                    workshop.mistakes.add(sentence, branch.place)
            self.references[stage.name] = number

    @property
    def num_outcomes(self) -> int:
        """In how many ways chance can go at most."""
        return prod(self._num_outcomes)

    def mean(self, template: Template) -> MeanTemplate:
        """Return a formula as its mean over what chance does."""
        return MeanTemplate(template, self._moves, self._workshop)

    def check(self, parameters: Mapping[str, Fraction], num_actions: Sequence[int], path: str) -> None:
        """Raise InconsistentGameFileError unless probabilities are right wherever single players move.

        Parameters
        ----------
        parameters
            Values by name.
        num_actions
            Of each player; 1 for tiers, whose moves probabilities cannot depend on.
        path
            The file's name, for the sentences of errors.
        """
        if not self._moves:
            return
        mistakes = Mistakes()
        unread = dict.fromkeys(self._workshop.tape.parameters, Fraction(0))
        values = Values(self._workshop.tape, {**unread, **parameters}, mistakes)
        for profile in product(*(range(number) for number in num_actions)):
            for position, move in enumerate(self._moves):
                earlier = product(*(range(number) for number in self._num_outcomes[:position]))
                for outcomes in earlier:
                    history = [*profile, *outcomes, *[NOT_PLAYED] * (len(self._moves) - position)]
                    move.probabilities(history, values, mistakes, lambda: "")
        mistakes.raise_if_any(path)

    def _reads_shares(self, formula: Formula) -> bool:
        library = self._workshop.library
        used = [formula, *(library.definitions[name].formula for name in library.closure([formula]))]
        return any(True for part in used for _ in shares(part.root))


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

    def __init__(self, template: Template, moves: Sequence[ChanceMove], workshop: Workshop) -> None:
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
        total = tape.zero
        for outcome, weight in enumerate(self._moves[len(outcomes)].registers(whole, tape)):
            if tape.value(weight) != 0:
                term = tape.emit(Operation.MULTIPLY, weight, self._mean(history, (*outcomes, outcome)))
                total = tape.emit(Operation.ADD, total, term)
        return total
