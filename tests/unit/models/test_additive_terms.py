from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.models import additive_terms as module
from gametheory.models.additive_terms import additive_terms
from gametheory.models.formulas.exact import ExactReader
from gametheory.models.formulas.syntax import Attribute, leaves
from gametheory.models.library import Library
from gametheory.models.mistakes import Mistakes
from gametheory.models.positions import moves_position
from gametheory.models.scopes import Scope
from gametheory.models.templates import Workshop
from unit.models.descriptions import actions, definitions, formula, parameters

NAMES = {
    "profit": "entry.x * 3 - reply.x",
    "both": "entry.x * reply.x",
    "rate": "fee / 2",
    "twice": "profit + profit",
}


def cut(text: str, index_value: str = "US") -> tuple[list[list[str]], Fraction, Fraction]:
    """The stages that each term reads, the formula's value after one history, and the sum of the terms' values."""
    mistakes = Mistakes()
    library = Library(parameters(fee="1/7"), definitions(**NAMES), mistakes)
    workshop = Workshop(library, mistakes)
    moves = actions({"L": {"x": "2"}, "R": {"x": "5"}})
    references = {}
    for number, name in enumerate(["entry", "reply"]):
        workshop.add_position(moves_position(name, moves, Scope(library), mistakes))
        references[name, None] = (number,)
    scope = Scope(library, references, {}, "market", index_value)
    whole = formula(text)
    terms = additive_terms(whole, scope)
    templates = [workshop.template(term, scope) for term in [whole, *terms]]
    registers = [template.register((0, 1)) for template in templates]
    reader = ExactReader(workshop.tape, [Fraction(1, 7)])
    first, *rest = (reader.value(register) for register in registers)
    reads = [
        sorted({["entry", "reply"][reference[0]] for reference in template.references}) for template in templates[1:]
    ]
    assert len(mistakes) == 0
    return reads, first, sum(rest, Fraction(0))


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("entry.x", [["entry"]]),
        ("entry.x - reply.x + fee", [["entry"], ["reply"], []]),
        ("-(entry.x - reply.x)", [["entry"], ["reply"]]),
        ("fee * (entry.x - reply.x) / 3", [["entry"], ["reply"]]),
        ("rate * (entry.x - reply.x) * rate", [["entry"], ["reply"]]),
        ("3 / (entry.x + reply.x)", [["entry", "reply"]]),
        ("entry.x * (entry.x + reply.x)", [["entry", "reply"]]),
        ("entry.x * reply.x + reply.x", [["entry", "reply"], ["reply"]]),
        ("profit", [["entry"], ["reply"]]),
        ("both - 2 * profit", [["entry", "reply"], ["entry"], ["reply"]]),
        ("max(entry.x, reply.x) + entry.x", [["entry", "reply"], ["entry"]]),
        ("(entry.x + reply.x) ** 2", [["entry", "reply"]]),
        ("(entry.x + reply.x) if fee > 0 else (reply.x - 1)", [["entry"], ["reply"], ["reply"], []]),
        ("(entry.x + reply.x) if market == 'US' else reply.x", [["entry"], ["reply"], ["reply"]]),
        ("(entry.x + 1) if reply.x > 2 else entry.x", [["entry", "reply"]]),
        ("(entry == 'L') + (reply == 'R')", [["entry"], ["reply"]]),
    ],
)
def test_terms(text: str, reads: list[list[str]]) -> None:
    found, value, total = cut(text)
    assert found == reads
    assert value == total


def test_the_branch_not_taken_is_never_evaluated() -> None:
    _, value, total = cut("(entry.x + 1 / (reply.x - 5)) if fee > 1 else (entry.x + reply.x)")
    assert value == total == 7


def test_long_and_deep_formulas_stay_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    scope = Scope(Library((), definitions(**{f"d{n}": f"d{n + 1} + d{n + 1}" for n in range(30)}), Mistakes()))
    whole = formula("d0 + entry.x")
    assert additive_terms(whole, scope) == (whole,)
    monkeypatch.setattr(module, "MOST_LEVELS", 2)
    nested = formula("entry.x + (reply.x - (entry.x + 2))")
    assert additive_terms(nested, Scope(Library((), (), Mistakes()))) == (nested,)
    assert sum(isinstance(leaf, Attribute) for leaf in leaves(nested.root)) == 3
