from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.errors import InconsistentGameFileError
from gametheory.models.formulas.exact import ExactReader
from gametheory.models.library import Library
from gametheory.models.mistakes import Mistakes
from gametheory.models.scopes import NOT_PLAYED, Position, Scope
from gametheory.models.templates import Workshop, last_played
from unit.models.descriptions import definitions, formula, parameters


def workshop_of(**names: str) -> tuple[Workshop, Scope]:
    mistakes = Mistakes()
    library = Library(parameters(fee="1/10"), definitions(**names), mistakes)
    workshop = Workshop(library, mistakes)
    constants = Scope(library)
    for name in ("first", "second"):
        moves = ({"x": formula("fee")}, {"x": formula("2")})
        workshop.add_position(Position(name, ("Low", "High"), moves, constants))
    return workshop, Scope(library, {("first", None): (0,), ("player", None): (0, 1)}, index="t", index_value="3")


def value(text: str, history: tuple[int, int], **names: str) -> Fraction:
    workshop, scope = workshop_of(**names)
    register = workshop.template(formula(text), scope).register(history)
    workshop.mistakes.raise_if_any("a.yaml")
    return ExactReader(workshop.tape, [Fraction(1, 10)]).value(register)


@pytest.mark.parametrize(
    ("text", "history", "expected"),
    [
        ("first.x", (0, 0), Fraction(1, 10)),
        ("first.x", (1, 0), 2),
        ("first.x", (NOT_PLAYED, 1), 0),
        ("first == 'High'", (1, 0), 1),
        ("first != 'High'", (NOT_PLAYED, 0), 1),
        ("player.x", (0, 1), 2),
        ("player.x", (1, NOT_PLAYED), 2),
        ("player == 'Low'", (NOT_PLAYED, NOT_PLAYED), 0),
        ("t ** 2", (0, 0), 9),
        ("t == '3'", (0, 0), 1),
        ("a", (1, 0), 5),
    ],
)
def test_values_after_histories(text: str, history: tuple[int, int], expected: Fraction | int) -> None:
    assert value(text, history, a="b + 1", b="first.x * 2") == expected


def test_equal_histories_are_instantiated_once() -> None:
    workshop, scope = workshop_of(a="fee ** 2")
    template = workshop.template(formula("first.x * a"), scope)
    before = template.register((0, 0))
    size = len(workshop.tape.instructions)
    assert template.register((0, 1)) == before
    assert len(workshop.tape.instructions) == size
    assert (template.references, template.positions) == (((0,),), frozenset({0}))


def test_definitions_pass_on_what_they_depend_on() -> None:
    workshop, scope = workshop_of(a="b", b="player.x")
    assert workshop.template(formula("a"), scope).positions == {0, 1}
    assert workshop.names_owner(formula("a"), "player")
    assert not workshop.names_owner(formula("fee"), "player")
    assert workshop.used_definitions() == {"a", "b"}


@pytest.mark.parametrize("text", ["(fee ** 64) ** 64", "a ** 64", "(first.x ** 64) ** 64"])
def test_degrees_are_bounded_through_definitions_and_attributes(text: str) -> None:
    with pytest.raises(InconsistentGameFileError, match="degree at most 1,000 in 'fee', got 4,096"):
        value(text, (0, 0), a="fee ** 64")


def test_degree_of_a_whole_formula() -> None:
    assert value("(fee ** 25) ** 4 + t * first.x", (1, 0)) == Fraction(1, 10) ** 100 + 6


def test_circular_definitions_are_not_followed() -> None:
    workshop, scope = workshop_of(a="a + first.x")
    workshop.template(formula("a * first.x"), scope)
    with pytest.raises(InconsistentGameFileError, match="'a' uses itself"):
        workshop.mistakes.raise_if_any("a.yaml")


def test_unused_formulas_must_be_right_somewhere() -> None:
    workshop, scope = workshop_of()
    bare = Scope(workshop.library)
    workshop.check_somewhere(formula("first.x"), [bare, scope])
    workshop.check_somewhere(formula("first.x"), [])
    assert len(workshop.mistakes) == 0
    workshop.check_somewhere(formula("first.x + q"), [bare, scope])
    assert len(workshop.mistakes) == 2


def test_last_played() -> None:
    assert last_played((0, 2), (1, 0, NOT_PLAYED)) == (0, 1)
    assert last_played((), (1,)) is None
