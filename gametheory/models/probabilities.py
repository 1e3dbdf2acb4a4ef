"""Probabilities of a chance move: formulas, one of which may be the rest."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.models.formulas.operations import Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gametheory.models.definitions import BranchDefinition, ChanceBranch
    from gametheory.models.formulas.tape import Tape
    from gametheory.models.mistakes import Mistakes
    from gametheory.models.places import Place
    from gametheory.models.scopes import Scope
    from gametheory.models.templates import History, Template, Workshop
    from gametheory.models.values import Values


@dataclass(frozen=True, slots=True)
class ChanceMove:
    """A chance move with its formulas made ready.

    Parameters
    ----------
    name
        How mistakes call it.
    branches
        Names in order.
    templates
        One for each branch; None is the rest.
    place
        Where the move stands.
    """

    name: str
    branches: tuple[str, ...]
    templates: tuple[Template | None, ...]
    place: Place

    @property
    def positions(self) -> frozenset[int]:
        """Positions at which a move may matter for the probabilities."""
        return frozenset().union(*(template.positions for template in self.templates if template is not None))

    def probabilities(
        self, history: History, values: Values, mistakes: Mistakes, where: Callable[[], str]
    ) -> tuple[Fraction, ...] | None:
        """Return the probabilities after a history, or note why there are none and return None."""
        given: list[Fraction | None] = []
        for template in self.templates:
            if template is None:
                given.append(None)
            else:
                value = values.value(template.register(history), where, template.formula.place)
                if value is None:
                    return None
                given.append(value)
        rest = 1 - sum((value for value in given if value is not None), Fraction())
        if self._mistake(given, rest):
            circumstances = [f"at chance node {self.name!r}", where(), self._with_parameters(history, values)]
            mistakes.add(self._mistake(given, rest, " ".join(filter(None, circumstances))), self.place)
            return None
        return tuple(rest if value is None else value for value in given)

    def registers(self, history: History, tape: Tape) -> tuple[int, ...]:
        """Return the registers of the probabilities after a history; the rest is what the others leave of 1."""
        given = [None if template is None else template.register(history) for template in self.templates]
        total = tape.zero
        for register in given:
            if register is not None:
                total = tape.emit(Operation.ADD, total, register)
        rest = tape.emit(Operation.SUBTRACT, tape.one, total)
        return tuple(rest if register is None else register for register in given)

    def _mistake(self, given: list[Fraction | None], rest: Fraction, at: str = "") -> str:
        """Return what is wrong with the numbers, and where; nothing where they are right."""
        for branch, value in zip(self.branches, given, strict=True):
            if value is not None and value < 0:
                return f"expected probabilities of at least 0 {at}, got {value} for {branch!r}"
        expected = f"expected probabilities {at} to sum to 1, got {1 - rest}"
        if rest < 0:
            return f"{expected}; take {-rest} away"
        if rest > 0 and None not in given:
            return f"{expected}; add {rest} or write one of them as 'rest'"
        return ""

    def _with_parameters(self, history: History, values: Values) -> str:
        texts = [values.with_parameters(template.register(history)) for template in self.templates if template]
        names = dict.fromkeys(part for text in texts for part in text.removeprefix("with ").split(", ") if part)
        return f"with {', '.join(names)}" if names else ""


def chance_move(
    name: str,
    branches: Mapping[str, BranchDefinition | ChanceBranch],
    workshop: Workshop,
    scope: Scope,
    *,
    place: Place,
) -> ChanceMove:
    """Return a chance move; note wrong names and more than one rest."""
    rests = [branch for branch in branches.values() if branch.probability is None]
    for branch in rests[1:]:
        workshop.mistakes.add(f"expected one branch of chance node {name!r} as 'rest', got another one", branch.place)
    templates = tuple(
        None if branch.probability is None else workshop.template(branch.probability, scope)
        for branch in branches.values()
    )
    return ChanceMove(name, tuple(branches), templates, place)
