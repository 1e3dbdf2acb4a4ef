from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from gametheory.models.formulas.exact import ExactReader, FormulaValueError
from gametheory.models.formulas.intervals import IntervalReader
from gametheory.models.formulas.operations import Operation
from gametheory.models.formulas.tape import Tape

_BINARY = (
    Operation.ADD, Operation.SUBTRACT, Operation.MULTIPLY, Operation.DIVIDE, Operation.MINIMUM, Operation.MAXIMUM,
    Operation.LESS, Operation.LESS_EQUAL, Operation.EQUAL, Operation.NOT_EQUAL, Operation.AND, Operation.OR,
)  # fmt: skip


def random_tape(rng: random.Random) -> tuple[Tape, int]:
    tape = Tape(["x", "y"])
    made = [tape.parameter("x"), tape.parameter("y"), tape.constant(Fraction(rng.randint(-9, 9), 10))]
    for _ in range(8):
        first, second, third = (rng.choice(made) for _ in range(3))
        kind = rng.random()
        if kind < 0.15:
            made.append(tape.emit(Operation.SELECT, first, second, third))
        elif kind < 0.3:
            made.append(tape.emit(rng.choice([Operation.NEGATE, Operation.ABSOLUTE, Operation.NOT]), first))
        elif kind < 0.4:
            made.append(tape.emit(Operation.POWER, first, tape.constant(Fraction(rng.randint(2, 3)))))
        else:
            made.append(tape.emit(rng.choice(_BINARY), first, second))
    return tape, made[-1]


@pytest.mark.parametrize("seed", range(150))
def test_bounds_hold_exact_values_and_slopes_exact_differences(seed: int) -> None:
    rng = random.Random(seed)
    tape, register = random_tape(rng)
    low = np.array([[rng.randint(-6, 6) / 2] for _ in range(2)])
    high = low + np.array([[rng.randint(0, 4) / 2] for _ in range(2)])
    reader = IntervalReader(tape, [register])
    bounds, slopes = reader.enclose(low, high), reader.slopes(low, high)
    points = []
    for _ in range(6):
        at = [Fraction(rng.randint(int(2 * a), int(2 * b)), 2) for a, b in zip(low[:, 0], high[:, 0], strict=True)]
        try:
            points.append((at, ExactReader(tape, at).value(register)))
        except FormulaValueError:
            assert np.isnan(bounds[0][0, 0]) or np.isnan(bounds[1][0, 0])
    for _, value in points:
        assert not (Fraction(float(bounds[0][0, 0])) > value if np.isfinite(bounds[0][0, 0]) else False)
        assert not (Fraction(float(bounds[1][0, 0])) < value if np.isfinite(bounds[1][0, 0]) else False)
    if not np.isfinite([*slopes[0].ravel(), *slopes[1].ravel()]).all():
        return
    for at, value in points:
        for to, other in points:
            steps = [float(b - a) for a, b in zip(at, to, strict=True)]
            most = sum(max(s * m for m in (slopes[0][0, i, 0], slopes[1][0, i, 0])) for i, s in enumerate(steps))
            assert float(other - value) <= most + 1e-9


def test_a_jump_is_steep_only_in_what_its_condition_depends_on() -> None:
    tape = Tape(["x", "y"])
    is_large = tape.emit(Operation.LESS, tape.one, tape.parameter("x"))
    value = tape.emit(Operation.SELECT, is_large, tape.parameter("y"), tape.zero)
    low, high = IntervalReader(tape, [value]).slopes(np.array([[0.0], [2.0]]), np.array([[3.0], [4.0]]))
    assert (low[0, 0, 0], high[0, 0, 0]) == (-np.inf, np.inf)
    assert (low[0, 1, 0], high[0, 1, 0]) == (0.0, 1.0)


def test_slopes_that_do_not_change_are_kept() -> None:
    tape = Tape(["x"])
    value = tape.emit(Operation.MULTIPLY, tape.constant(Fraction(3)), tape.parameter("x"))
    reader = IntervalReader(tape, [value])
    wide = np.array([[0.0, 5.0]])
    assert reader.slopes(wide, wide + 1)[0].tolist() == [[[3.0, 3.0]]]
    assert reader.slopes(wide[:, :1], wide[:, :1])[1].tolist() == [[[3.0]]]
