from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from gametheory.models.formulas import arrays
from gametheory.models.formulas.arrays import NO_FAILURE, ArrayReader
from gametheory.models.formulas.exact import ExactReader, FormulaValueError
from gametheory.models.formulas.operations import Operation
from gametheory.models.formulas.tape import Tape
from unit.models.descriptions import in_scope

BINARY = [
    Operation.ADD,
    Operation.SUBTRACT,
    Operation.MULTIPLY,
    Operation.DIVIDE,
    Operation.MINIMUM,
    Operation.MAXIMUM,
    Operation.EQUAL,
    Operation.NOT_EQUAL,
    Operation.LESS,
    Operation.LESS_EQUAL,
    Operation.AND,
    Operation.OR,
]
UNARY = [Operation.NEGATE, Operation.ABSOLUTE, Operation.NOT, Operation.SQUARE_ROOT, Operation.LOGARITHM]
NAMES = ["x", "y", "z"]
LARGEST = Fraction(10**12)


def random_tape(rng: random.Random) -> tuple[Tape, list[int]]:
    tape = Tape(NAMES)
    registers = [tape.parameter(name) for name in NAMES]
    registers += [tape.constant(Fraction(rng.randint(-6, 6), rng.choice([1, 2, 3, 10]))) for _ in range(3)]
    for _ in range(rng.randint(2, 20)):
        draw = rng.random()
        if draw < 0.7:
            registers.append(tape.emit(rng.choice(BINARY), *rng.choices(registers, k=2)))
        elif draw < 0.8:
            registers.append(tape.emit(rng.choice(UNARY), rng.choice(registers)))
        elif draw < 0.9:
            exponent = tape.constant(Fraction(rng.choice([-2, -1, 0, 2, 3])))
            registers.append(tape.emit(Operation.POWER, rng.choice(registers), exponent))
        else:
            registers.append(tape.emit(Operation.SELECT, *rng.choices(registers, k=3)))
    return tape, registers[-rng.randint(1, 4) :]


def exact(reader: ExactReader, register: int) -> Fraction | None:
    try:
        return reader.value(register)
    except FormulaValueError:
        return None


@pytest.mark.parametrize("seed", range(150))
def test_arrays_give_what_exact_reading_gives(seed: int) -> None:
    rng = random.Random(seed)
    tape, registers = random_tape(rng)
    points = {name: np.array([rng.choice([0, 1, 2, 0.5, rng.uniform(-3, 3)]) for _ in range(30)]) for name in NAMES}
    fixed = {"z": Fraction(points["z"][0])} if rng.random() < 0.5 else {}
    if fixed:
        points["z"] = np.full(30, points["z"][0])
    found = ArrayReader(tape, registers, fixed).read({n: points[n] for n in NAMES if n not in fixed})
    compared = 0
    for point in range(30):
        reader = ExactReader(tape, [Fraction(points[name][point]) for name in NAMES])
        wanted = [exact(reader, register) for register in registers]
        sizes = [abs(value) for value in reader._values.values()]
        if found.doubtful[point] or max(sizes) > LARGEST:
            continue
        compared += 1
        assert (found.failed[point] == NO_FAILURE) == (None not in wanted)
        for value, number in zip(found.values[:, point], wanted, strict=True):
            assert np.isnan(value) == (number is None)
            if number is not None:
                # a difference of large numbers keeps their error, and a division by a small one enlarges it
                smallest = min((size for size in sizes if size), default=Fraction(1))
                assert abs(Fraction(value) - number) <= Fraction(1, 10**12) * max(sizes) / min(1, smallest)
    assert compared or found.doubtful.sum() > 20


def test_most_points_are_free_of_doubt() -> None:
    rng = random.Random(7)
    doubtful = 0
    for _ in range(50):
        tape, registers = random_tape(rng)
        points = {name: np.array([rng.uniform(0.1, 3) for _ in range(40)]) for name in NAMES}
        doubtful += int(ArrayReader(tape, registers, {}).read(points).doubtful.sum())
    assert doubtful < 500


def read(text: str, fees: list[float]) -> arrays.ArrayValues:
    template, workshop, _ = in_scope(text)
    return ArrayReader(workshop.tape, [template.register(())], {}).read({"fee": np.array(fees)})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 / fee if fee else 5", [5.0, 2.0, -0.5]),
        ("fee and 1 / fee", [0.0, 1.0, 1.0]),
        ("fee == 0 or 1 / fee > 1", [1.0, 1.0, 0.0]),
        ("log(fee) if fee > 0 else -fee", [0.0, np.log(0.5), 2.0]),
        ("9 ** 9 ** 9 if fee > 7 else min(fee, 1 / 4)", [0.0, 0.25, -2.0]),
        ("fee ** 3 if not fee == 0 else 7", [7.0, 0.125, -8.0]),
        ("2", [2.0, 2.0, 2.0]),
        ("fee", [0.0, 0.5, -2.0]),
    ],
)
def test_the_branch_not_taken_leaves_no_trace(text: str, expected: list[float]) -> None:
    found = read(text, [0.0, 0.5, -2.0])
    assert found.values[0].tolist() == expected
    assert (found.failed == NO_FAILURE).all()


@pytest.mark.parametrize(
    ("text", "missing", "operation"),
    [
        ("1 / fee", [0], Operation.DIVIDE),
        ("2 - log(fee)", [0, 2], Operation.LOGARITHM),
        ("sqrt(fee) + 1", [2], Operation.SQUARE_ROOT),
        ("exp(1000 * fee)", [1], Operation.EXPONENTIAL),
        ("0 * (1 / fee)", [0], Operation.DIVIDE),
        ("(1 / fee) ** 0", [0], Operation.DIVIDE),
        ("(1 / fee) < 3", [0], Operation.DIVIDE),
        ("3 if 1 / fee else 4", [0], Operation.DIVIDE),
        ("fee == 0 and 1 / fee", [0], Operation.DIVIDE),
        ("2 ** fee", [1], Operation.POWER),
        ("fee ** -1", [0], Operation.POWER),
        ("1 / 0 + fee", [0, 1, 2], Operation.DIVIDE),
        ("fee if 1 / 0 else 2", [0, 1, 2], Operation.DIVIDE),
    ],
)
def test_a_missing_value_is_marked_with_its_instruction(text: str, missing: list[int], operation: Operation) -> None:
    template, workshop, _ = in_scope(text)
    found = ArrayReader(workshop.tape, [template.register(())], {}).read({"fee": np.array([0.0, 0.75, -2.0])})
    assert np.flatnonzero(np.isnan(found.values[0])).tolist() == missing
    for point in np.flatnonzero(np.isnan(found.values[0])):
        assert workshop.tape.instructions[found.failed[point]][0] == operation


def test_exponents_that_vary_are_whole() -> None:
    assert read("2 ** fee", [3.0, -1.0, 0.0]).values[0].tolist() == [8.0, 0.5, 1.0]
    assert np.isnan(read("2 ** fee", [0.5, 65.0]).values[0]).all()


def test_truth_near_a_tie_is_doubtful() -> None:
    found = read("1 if fee * 3 < 9 / 10 else 0", [0.1, 0.3, np.nextafter(0.3, 1), 0.5])
    assert found.doubtful.tolist() == [False, True, True, False]
    assert not read("fee * 3 - 9 / 10", [0.3]).doubtful.any()
    assert read("1 / (fee - 3 / 10)", [0.3, 0.4]).doubtful.tolist() == [True, False]


def test_fixed_numbers_are_rounded_once() -> None:
    tape = Tape(["x", "y"])
    total = tape.parameter("x")
    for _ in range(9):
        total = tape.emit(Operation.ADD, total, tape.parameter("x"))
    found = ArrayReader(tape, [total, tape.parameter("y"), total], {"x": Fraction(1, 10)}).read({"y": np.zeros(2)})
    assert found.values.tolist() == [[1.0, 1.0], [0.0, 0.0], [1.0, 1.0]]


def test_points_do_not_depend_on_their_neighbors(monkeypatch: pytest.MonkeyPatch) -> None:
    template, workshop, _ = in_scope("exp(fee) * 3 - sqrt(fee) / (fee - 1) ** 5 + log(fee)")
    reader = ArrayReader(workshop.tape, [template.register(())], {})
    fees = np.random.default_rng(4).uniform(0.01, 5, 1001)
    whole = reader.read({"fee": fees})
    monkeypatch.setattr(arrays, "LANES", 7)
    assert np.array_equal(reader.read({"fee": fees}).values, whole.values)
    assert np.array_equal(reader.read({"fee": fees[500:503]}).values, whole.values[:, 500:503])


def test_no_points_and_no_inputs() -> None:
    assert read("fee + 1", []).values.shape == (1, 0)
    tape = Tape(["x"])
    assert ArrayReader(tape, [tape.one], {"x": Fraction(2)}).read({}).values.tolist() == [[1.0]]


@pytest.mark.parametrize("seed", range(40))
def test_error_bounds_hold(seed: int) -> None:
    rng = random.Random(1000 + seed)
    tape, registers = random_tape(rng)
    exact_points = {name: [Fraction(rng.randint(1, 30), rng.choice([3, 7, 10])) for _ in range(20)] for name in NAMES}
    points = {name: np.array([float(value) for value in values]) for name, values in exact_points.items()}
    reader = ArrayReader(tape, registers, {})
    found, bounds = reader.read(points), reader.error_bounds(points)
    assert bounds.shape == found.values.shape
    for point in range(20):
        if found.doubtful[point] or found.failed[point] != NO_FAILURE:
            continue
        exact_reader = ExactReader(tape, [exact_points[name][point] for name in NAMES])
        for row, register in enumerate(registers):
            off = abs(exact_reader.value(register) - Fraction(found.values[row, point]))
            assert off <= bounds[row, point] * (1 + 1e-6) + 1e-300
