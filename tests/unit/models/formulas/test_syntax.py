from __future__ import annotations

from fractions import Fraction

from gametheory.models.formulas.parser import parse_formula
from gametheory.models.formulas.syntax import Attribute, LabelTest, Name, constant, leaves
from gametheory.models.places import Place


def test_leaves_come_in_the_order_of_the_text() -> None:
    text = "a + -b.x * c if not (d == 'X') else max(e, f ** g) if h < i else 2"
    names = [leaf.name if isinstance(leaf, Name) else leaf.owner.name for leaf in leaves(parse_formula(text).root)]
    assert names == ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
    kinds = {type(leaf) for leaf in leaves(parse_formula(text).root)}
    assert kinds == {Name, Attribute, LabelTest}


def test_constant_is_a_number_at_its_place() -> None:
    formula = constant(Fraction(-1, 3), Place(4, 2))
    assert (formula.text, formula.root.place, formula.place) == ("-1/3", Place(4, 2), Place(4, 2))


def test_chain_begins_with_its_first_operand() -> None:
    assert parse_formula("a + b", lambda offset: Place(1, 5 + offset)).root.place == Place(1, 5)
