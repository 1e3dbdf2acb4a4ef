from __future__ import annotations

import pytest

from gametheory.models.formulas.folding import fold
from gametheory.models.formulas.operations import Operation
from gametheory.models.formulas.parser import parse_formula
from gametheory.models.formulas.syntax import Attribute, LabelTest
from gametheory.models.formulas.tape import Tape


class Fixed:
    """Names are parameters, every attribute is 1, every move is "Yes"."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape

    def name_register(self, name: str) -> int:
        return self._tape.parameter(name)

    def attribute_register(self, attribute: Attribute) -> int:
        assert attribute.attribute == "x"
        return self._tape.one

    def is_label(self, test: LabelTest) -> bool:
        return test.label == "Yes"


def folded(text: str) -> tuple[Tape, int]:
    tape = Tape(["a", "b"])
    return tape, fold(parse_formula(text).root, tape, Fixed(tape))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("a > b", "b < a"),
        ("a >= b", "b <= a"),
        ("m.x * a", "a"),
        ("a if m == 'Yes' else b", "a"),
        ("a if m != 'Yes' else b", "b"),
        ("(a if m == 'No' else b) + 0", "b"),
        ("a + b * a", "b * a + a"),
    ],
)
def test_texts_that_mean_the_same_share_a_register(text: str, same: str) -> None:
    tape = Tape(["a", "b"])
    assert fold(parse_formula(text).root, tape, Fixed(tape)) == fold(parse_formula(same).root, tape, Fixed(tape))


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("a - b", Operation.SUBTRACT),
        ("a and b", Operation.AND),
        ("a or b", Operation.OR),
        ("not a", Operation.NOT),
        ("-a", Operation.NEGATE),
        ("a ** b", Operation.POWER),
        ("a == b", Operation.EQUAL),
        ("a if b else 2", Operation.SELECT),
        ("max(a, 1, b)", Operation.MAXIMUM),
        ("abs(a)", Operation.ABSOLUTE),
    ],
)
def test_last_operation(text: str, operation: Operation) -> None:
    tape, register = folded(text)
    assert tape.instructions[register][0] == operation
