"""Undominated mixed strategies and their faces."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations

import pytest

from gametheory import SolverError
from gametheory.analysis.dominance import undominated_faces
from gametheory.analysis.dominance.undominated_faces import UndominatedFaces, domination
from gametheory.linear_program import LinearProgramResult, LinearProgramStatus

MIDDLE = [[4, 0, 1], [0, 4, 1], [3, 3, 1]]


def beat() -> None:
    """Nobody wants to stop."""


def unit(action: int, size: int) -> tuple[Fraction, ...]:
    return tuple(Fraction(index == action) for index in range(size))


def test_maximal_undominated_faces() -> None:
    faces = UndominatedFaces(MIDDLE, beat)
    supports = [frozenset({0}), frozenset({1}), frozenset({2})]
    assert faces.maximal(supports) == [(0, 2), (1, 2)]
    assert faces.maximal([frozenset({0, 1}), frozenset({2})]) == [(1,)]
    assert faces.maximal([frozenset({0, 1})]) == []


@pytest.mark.parametrize("seed", range(60))
def test_maximal_faces_by_trying_all_groups(seed: int) -> None:
    rng = random.Random(seed)
    table = [[rng.randint(0, 3) for _ in range(rng.randint(3, 3))] for _ in range(5)]
    supports = [frozenset(rng.sample(range(5), rng.randint(1, 2))) for _ in range(5)]
    groups = [group for size in range(1, 6) for group in combinations(range(5), size)]
    good = {
        group
        for group in groups
        if domination(table, [unit(a, 5) for a in sorted(frozenset().union(*(supports[p] for p in group)))]).belief
    }
    maximal = sorted(group for group in good if not any(set(group) < set(other) for other in good))
    assert UndominatedFaces(table, beat).maximal(supports) == maximal


def test_wrong_answer_of_a_linear_program_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = LinearProgramResult(LinearProgramStatus.OPTIMAL, Fraction(1), (Fraction(1), Fraction(0), Fraction(1)), ())
    monkeypatch.setattr(undominated_faces, "solve_linear_program", lambda program, *, heartbeat: wrong)
    with pytest.raises(SolverError, match="weak dominance"):
        domination([[1, 0], [0, 1]], [unit(1, 2)])
