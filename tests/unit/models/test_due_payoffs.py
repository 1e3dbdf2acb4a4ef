from __future__ import annotations

from fractions import Fraction

from gametheory.models.due_payoffs import DuePayoff, SummedTemplate, TemplateAfter
from gametheory.models.formulas.exact import ExactReader
from gametheory.models.formulas.parser import parse_formula
from gametheory.models.library import Library
from gametheory.models.mistakes import Mistakes
from gametheory.models.scopes import NOT_PLAYED, Position, Scope
from gametheory.models.templates import Workshop
from gametheory.models.unseen_chance import MeanTemplate


def summed() -> tuple[SummedTemplate, Workshop]:
    """Return 5 where the second move is b, and 2 or 3 by the first move, added up."""
    workshop = Workshop(Library((), (), Mistakes()), Mistakes())
    constants = Scope(workshop.library)
    for name in ("one", "two"):
        workshop.add_position(Position(name, ("a", "b"), ({}, {}), constants))
    scope = Scope(workshop.library, {("one", None): (0,), ("two", None): (1,)})
    when, five, last = (
        workshop.template(parse_formula(text), scope) for text in ("two == 'b'", "5", "2 + (one == 'b')")
    )
    return SummedTemplate([DuePayoff(when, five), DuePayoff(None, last)], workshop), workshop


def test_what_falls_due_at_stages_adds_up() -> None:
    template, workshop = summed()
    reader = ExactReader(workshop.tape, [])
    paid = [[reader.value(template.register((one, two))) for two in (0, 1)] for one in (0, 1)]
    assert paid == [[2, 7], [3, 8]]
    assert reader.value(template.register((NOT_PLAYED, 1))) == 7


def test_actions_beyond_the_moves_of_a_stage_are_none() -> None:
    template, workshop = summed()
    after = TemplateAfter(MeanTemplate(template, (), workshop), [2], [1])
    reader = ExactReader(workshop.tape, [])
    assert [reader.value(after.register((action,))) for action in range(3)] == [Fraction(7), 8, 7]
    assert after.formula is template.formula
