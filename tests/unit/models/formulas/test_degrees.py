from __future__ import annotations

import pytest

from gametheory.models.formulas.degrees import Degrees, degrees
from gametheory.models.formulas.parser import parse_formula
from gametheory.models.formulas.syntax import Attribute, Name


def of_leaf(leaf: Name | Attribute) -> Degrees:
    return {leaf.name: (1, 0)} if isinstance(leaf, Name) else {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", {}),
        ("a == 'X'", {}),
        ("-a * a * b", {"a": (2, 0), "b": (1, 0)}),
        ("a / b", {"a": (1, 0), "b": (0, 1)}),
        ("1 / a + 1 / (1 + a)", {"a": (1, 2)}),
        ("a - 2", {"a": (1, 0)}),
        ("(a ** 64) ** 64", {"a": (4096, 0)}),
        ("a ** -3", {"a": (0, 3)}),
        ("a ** 0.5", {"a": (64, 64)}),
        ("a ** -0.5", {"a": (64, 64)}),
        ("a ** m.x", {"a": (64, 64)}),
        ("2 ** a", {"a": (1, 0)}),
        ("a * a if b < a ** 3 else 1", {"a": (3, 0), "b": (1, 0)}),
        ("min(a, a ** 2) and a", {"a": (2, 0)}),
    ],
)
def test_bounds(text: str, expected: Degrees) -> None:
    assert degrees(parse_formula(text).root, of_leaf) == expected
