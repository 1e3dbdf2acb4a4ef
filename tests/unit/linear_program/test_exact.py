"""Exact linear programs: every answer with a proof, every false proof refused."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from gametheory.linear_program import (
    LinearProgram,
    LinearProgramStatus,
    Relation,
    exact,
    solve_linear_program,
    verify,
)

AT_MOST, EQUAL, AT_LEAST = Relation


def random_program(seed: int) -> LinearProgram:
    rng = random.Random(seed)
    num_rows, num_variables, largest = rng.randint(0, 7), rng.randint(0, 7), rng.choice([1, 2, 10])
    denominators = rng.choice([[1], [1, 2, 3]])

    def entries(count: int) -> list[Fraction]:
        return [
            Fraction(rng.randint(-largest, largest) * (rng.random() < 0.8), rng.choice(denominators))
            for _ in range(count)
        ]

    relations = [rng.choice(list(Relation)) for _ in range(num_rows)]
    rows = [entries(num_variables) for _ in range(num_rows)]
    return LinearProgram(entries(num_variables), rows, relations, entries(num_rows))


def matching_program(size: int, seed: int = 0) -> LinearProgram:
    """Value of a zero-sum game for the row player; payoffs are positive."""
    rng = random.Random(seed)
    columns = [[rng.randint(1, 100) for _ in range(size)] for _ in range(size)]
    rows = [[*column, -1] for column in columns] + [[1] * size + [0]]
    return LinearProgram([0] * size + [1], rows, [AT_LEAST] * size + [EQUAL], [0] * size + [1])


@pytest.mark.parametrize("seed", range(300))
def test_every_answer_is_proved(seed: int) -> None:
    problem = random_program(seed)
    assert verify(problem, solve_linear_program(problem))


def test_random_programs_end_in_every_way() -> None:
    assert {solve_linear_program(random_program(seed)).status for seed in range(60)} == set(LinearProgramStatus)


@pytest.mark.parametrize("seed", range(60))
def test_proposed_bases_do_not_change_the_answer(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = random_program(seed)
    expected = solve_linear_program(problem)
    monkeypatch.setattr(exact, "HIGHS_ENTRIES", 1)
    result = solve_linear_program(problem)
    assert (result.status, result.value) == (expected.status, expected.value)
    assert verify(problem, result)


def test_wrong_proposals_only_cost_time(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = matching_program(6)
    expected = solve_linear_program(problem)
    monkeypatch.setattr(exact, "HIGHS_ENTRIES", 1)
    for seed in range(20):
        rng = random.Random(seed)
        proposal = rng.sample(range(14), 7)
        monkeypatch.setattr(exact, "_highs_basis", lambda *_, proposal=proposal: proposal)
        result = solve_linear_program(problem)
        assert result.value == expected.value
        assert verify(problem, result)


def test_larger_programs_start_from_a_floating_basis() -> None:
    problem = matching_program(45)
    result = solve_linear_program(problem)
    assert result.status is LinearProgramStatus.OPTIMAL
    assert verify(problem, result)


def test_numbers_beyond_floats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, "HIGHS_ENTRIES", 1)
    huge = 10**400
    problem = LinearProgram([1, 1], [[huge, 1], [1, huge]], [AT_MOST, AT_MOST], [huge + 1, huge + 1])
    result = solve_linear_program(problem)
    assert result.value == 2
    assert result.point == (Fraction(1), Fraction(1))


def test_cycling_example_of_beale_ends() -> None:
    rows: list[list[int | Fraction]] = [
        [Fraction(1, 4), -8, -1, 9],
        [Fraction(1, 2), -12, Fraction(-1, 2), 3],
        [0, 0, 1, 0],
    ]
    problem = LinearProgram([Fraction(3, 4), -20, Fraction(1, 2), -6], rows, [AT_MOST] * 3, [0, 0, 1])
    result = solve_linear_program(problem)
    assert result.value == Fraction(5, 4)
    assert verify(problem, result)


def test_row_dominated_by_a_mixture() -> None:
    # Rows (4, 0), (0, 4) against (1, 1): some mixture is better by 1 everywhere.
    problem = LinearProgram([0, 0, 1], [[4, 0, -1], [0, 4, -1], [1, 1, 0]], [AT_LEAST] * 2 + [EQUAL], [1, 1, 1])
    result = solve_linear_program(problem)
    assert result.value == 1
    assert result.point[:2] == (Fraction(1, 2), Fraction(1, 2))


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (LinearProgram([], [], [], []), LinearProgramStatus.OPTIMAL),
        (LinearProgram([], [[]], [EQUAL], [3]), LinearProgramStatus.INFEASIBLE),
        (LinearProgram([2], [], [], []), LinearProgramStatus.UNBOUNDED),
        (LinearProgram([1, 0], [[1, -1]], [AT_MOST], [2]), LinearProgramStatus.UNBOUNDED),
        (LinearProgram([1], [[1], [2]], [EQUAL, EQUAL], [1, 2]), LinearProgramStatus.OPTIMAL),
        (LinearProgram([1], [[1], [2]], [EQUAL, EQUAL], [1, 3]), LinearProgramStatus.INFEASIBLE),
        (LinearProgram([1, 1], [[1, 1], [1, 1]], [AT_MOST, AT_LEAST], [2, 3]), LinearProgramStatus.INFEASIBLE),
        (LinearProgram([-1, -2], [[1, 1], [1, 1]], [AT_MOST, AT_LEAST], [3, 3]), LinearProgramStatus.OPTIMAL),
    ],
)
def test_small_and_odd_programs(problem: LinearProgram, status: LinearProgramStatus) -> None:
    result = solve_linear_program(problem)
    assert result.status is status
    assert verify(problem, result)


def test_units_of_a_row_do_not_change_the_answer() -> None:
    problem = matching_program(5)
    scaled_rows = [[Fraction(10**20, 3) * entry for entry in row] for row in problem.rows]
    scaled = replace(problem, rows=scaled_rows, bounds=[Fraction(10**20, 3) * bound for bound in problem.bounds])
    assert solve_linear_program(scaled).point == solve_linear_program(problem).point


BOUNDED = LinearProgram([3, 5], [[2, 4], [0, 1]], [AT_MOST, AT_LEAST], [14, 1])
EMPTY = LinearProgram([1], [[1], [1]], [AT_MOST, AT_LEAST], [1, 2])
OPEN = LinearProgram([1, 1], [[1, -1]], [AT_MOST], [2])


@pytest.mark.parametrize(
    ("problem", "changes"),
    [
        (BOUNDED, {"value": Fraction(99)}),
        (BOUNDED, {"point": (Fraction(-1), Fraction(2))}),
        (BOUNDED, {"point": (Fraction(5),)}),
        (BOUNDED, {"point": (Fraction(7), Fraction(0))}),
        (BOUNDED, {"point": (Fraction(7), Fraction(1))}),
        (BOUNDED, {"multipliers": (Fraction(0), Fraction(0))}),
        (BOUNDED, {"multipliers": (Fraction(3, 2), Fraction(1))}),
        (BOUNDED, {"multipliers": (Fraction(-1), Fraction(-1))}),
        (BOUNDED, {"multipliers": ()}),
        (EMPTY, {"multipliers": (Fraction(1), Fraction(-2))}),
        (EMPTY, {"multipliers": (Fraction(0), Fraction(0))}),
        (EMPTY, {"status": LinearProgramStatus.OPTIMAL}),
        (OPEN, {"ray": (Fraction(0), Fraction(0))}),
        (OPEN, {"ray": (Fraction(1), Fraction(0))}),
        (OPEN, {"point": (Fraction(3), Fraction(0))}),
    ],
)
def test_false_proofs_are_refused(problem: LinearProgram, changes: dict[str, Any]) -> None:
    result = solve_linear_program(problem)
    assert verify(problem, result)
    forged = replace(result, **changes)
    assert not verify(problem, forged)


def test_lengths_are_checked() -> None:
    with pytest.raises(ValueError, match="expected one relation and one bound for each row, got 1 rows, 2 relations"):
        LinearProgram([1], [[1]], [AT_MOST, EQUAL], [3])
    with pytest.raises(ValueError, match="expected 2 coefficients, one for each variable, got 1 in row 1"):
        LinearProgram([1, 2], [[1, 2], [1]], [AT_MOST, EQUAL], [3, 4])


def test_a_heartbeat_stops_it() -> None:
    beats: list[int] = []

    def stop() -> None:
        beats.append(1)
        if len(beats) == 3:
            raise TimeoutError("enough")

    problem = LinearProgram([3, 5, 4], [[2, 4, 1], [0, 1, 5], [3, 0, 1]], [AT_MOST] * 3, [14, 6, 9])
    heard = solve_linear_program(problem, heartbeat=lambda: beats.append(1))
    assert heard == solve_linear_program(problem)
    assert len(beats) >= 2
    beats.clear()
    with pytest.raises(TimeoutError, match="enough"):
        solve_linear_program(matching_program(8), heartbeat=stop)
    assert len(beats) == 3
