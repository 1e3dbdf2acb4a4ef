"""Formulas with parts replaced."""

from __future__ import annotations

from fractions import Fraction

from gametheory.models.formulas.parser import parse_formula
from gametheory.models.formulas.rewriting import rewritten
from gametheory.models.formulas.syntax import Name, Node, Number, leaves

EVERYTHING = "-x + 2 * x ** 2 - max(x, 3) if x < 1 and not (x == y) else abs(x) / (1 if y else x)"


def number_for_x(node: Node) -> Node | None:
    return Number(Fraction(5), node.place) if isinstance(node, Name) and node.name == "x" else None


def test_every_kind_of_part_is_reached() -> None:
    formula = parse_formula(EVERYTHING)
    changed = rewritten(formula, number_for_x)
    assert {leaf.name for leaf in leaves(formula.root) if isinstance(leaf, Name)} == {"x", "y"}
    assert [leaf.name for leaf in leaves(changed.root) if isinstance(leaf, Name)] == ["y", "y"]


def test_a_formula_without_such_parts_stays_itself() -> None:
    formula = parse_formula("3 * y + min(y, 2)")
    assert rewritten(formula, number_for_x) is formula
