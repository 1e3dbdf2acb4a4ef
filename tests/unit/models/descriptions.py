"""Short ways to write descriptions of models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from gametheory.errors import InconsistentGameFileError
from gametheory.models.definitions import (
    ActionDefinition,
    ChanceBranch,
    Definition,
    FormulaPayoffs,
    ModelDescription,
    NormalFormDefinition,
    Parameter,
    Place,
    PlayerDefinition,
    RepeatDefinition,
    StagedDefinition,
    StageDefinition,
    TreeDefinition,
)
from gametheory.models.formulas import Formula, parse_formula
from gametheory.models.library import Library
from gametheory.models.mistakes import Mistakes
from gametheory.models.scopes import Scope
from gametheory.models.templates import Template, Workshop

Moves = Mapping[str, Mapping[str, str]]


def formula(text: str, line: int = 0) -> Formula:
    """A formula whose first character stands in column 1 of a line."""
    return parse_formula(text, lambda offset: Place(line, offset + 1 if line else 0))


def actions(moves: Moves) -> tuple[ActionDefinition, ...]:
    return tuple(
        ActionDefinition(name, {key: formula(text) for key, text in attributes.items()})
        for name, attributes in moves.items()
    )


def payoffs(**texts: str) -> FormulaPayoffs:
    return FormulaPayoffs({key: formula(text) for key, text in texts.items()}, Place(99, 1))


def players(*keys: str) -> tuple[PlayerDefinition, ...]:
    return tuple(PlayerDefinition(key, key.title(), Place(90, 1)) for key in keys)


def parameters(**values: str) -> tuple[Parameter, ...]:
    return tuple(Parameter(name, Fraction(value), assumption="given") for name, value in values.items())


def definitions(**texts: str) -> tuple[Definition, ...]:
    return tuple(
        Definition(name, formula(text, line), Place(line, 1)) for line, (name, text) in enumerate(texts.items(), 10)
    )


def normal_form(moves: Mapping[str, Moves], **texts: str) -> NormalFormDefinition:
    return NormalFormDefinition({key: actions(own) for key, own in moves.items()}, payoffs(**texts), Place(80, 1))


def described(
    keys: Sequence[str],
    body: NormalFormDefinition | StagedDefinition | TreeDefinition,
    *,
    numbers: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> ModelDescription:
    return ModelDescription(
        players(*keys), body, parameters=parameters(**numbers or {}), definitions=definitions(**names or {})
    )


def stage(name: str, player: str, moves: Moves | Sequence[str], **options: str | Sequence[str]) -> StageDefinition:
    """A stage of a player; options are when, observes and forgets."""
    own = moves if isinstance(moves, Mapping) else {move: {} for move in moves}
    when = options.get("when")
    observes = options.get("observes")
    return StageDefinition(
        name,
        player,
        actions(own),
        when=formula(str(when)) if when is not None else None,
        observes=tuple(observes) if observes is not None else None,
        forgets=tuple(options.get("forgets", ())),
        place=Place(70, 1),
    )


def chance_stage(name: str, branches: Mapping[str, str | None], when: str | None = None) -> StageDefinition:
    """A chance stage whose branches have the attribute ``number``, counted from 1."""
    return StageDefinition(
        name,
        chance=tuple(
            ChanceBranch(branch, None if text is None else formula(text), {"number": formula(str(number))})
            for number, (branch, text) in enumerate(branches.items(), 1)
        ),
        when=None if when is None else formula(when),
        place=Place(71, 1),
    )


def staged(*stages: StageDefinition | RepeatDefinition, **texts: str) -> StagedDefinition:
    return StagedDefinition(stages, payoffs(**texts) if texts else None, Place(60, 1))


def in_scope(text: str, scope: Scope | None = None, **names: str) -> tuple[Template, Workshop, Mistakes]:
    """A template of a formula over definitions and the parameter ``fee``."""
    mistakes = Mistakes()
    library = Library(parameters(fee="1/10"), definitions(**names), mistakes)
    workshop = Workshop(library, mistakes)
    return workshop.template(formula(text, 1), scope or Scope(library)), workshop, mistakes


def told(mistakes: Mistakes) -> list[str]:
    """Return what was noted, with places, in the order of the places."""
    try:
        mistakes.raise_if_any("m")
    except InconsistentGameFileError as error:
        return [f"{mistake.line}:{mistake.column}: {mistake.message}" for mistake in error.mistakes]
    return []
