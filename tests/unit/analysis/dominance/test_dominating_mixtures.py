"""Mixtures that dominate, against the whole linear program solved at once."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.analysis.dominance.dominating_mixtures import dominating_mixture, layered_mixture
from gametheory.linear_program import LinearProgram, Relation, solve_linear_program


def is_dominated(advantages: np.ndarray, *, is_strict: bool) -> bool:
    """One linear program with every row and column."""
    others, columns = advantages.shape
    table = advantages.tolist()
    if is_strict:
        rows = [[1, *(-table[other][column] for other in range(others))] for column in range(columns)]
        rows.append([0] + [1] * others)
        objective = [1] + [0] * others
    else:
        rows = [[-table[other][column] for other in range(others)] for column in range(columns)]
        rows.append([1] * others)
        objective = [sum(row) for row in table]
    bounds = [0] * columns + [1]
    value = solve_linear_program(LinearProgram(objective, rows, [Relation.AT_MOST] * len(rows), bounds)).value
    return bool(value)


@pytest.mark.parametrize("factor", [1, 2**61, 2**70])
@pytest.mark.parametrize("is_strict", [True, False])
@given(seed=st.integers(0, 10_000))
def test_same_verdict_as_the_whole_program(seed: int, is_strict: bool, factor: int) -> None:
    rng = np.random.default_rng(seed)
    small = rng.integers(-2, 4, size=rng.integers(1, 6, size=2))
    advantages = small if factor == 1 else small.astype(object) * factor
    answer = dominating_mixture(advantages, is_strict=is_strict)
    assert bool(answer.weights) == is_dominated(small, is_strict=is_strict)
    if answer.weights:
        gains = np.array(answer.weights) @ small.astype(object)
        assert sum(answer.weights) == 1
        assert min(answer.weights) >= 0
        assert all(gains > 0) if is_strict else all(gains >= 0) and any(gains > 0)
        assert answer.witness == ()
    elif is_strict:
        # no mixture is better in every one of these columns
        assert answer.witness
        assert sum(answer.belief) == 1
        assert max(small[:, list(answer.witness)].astype(object) @ np.array(answer.belief, dtype=object)) <= 0
        assert not is_dominated(small[:, list(answer.witness)], is_strict=True)


@given(seed=st.integers(0, 10_000))
def test_layers_are_proofs(seed: int) -> None:
    rng = np.random.default_rng(seed)
    advantages = rng.integers(-3, 3, size=rng.integers(1, 6, size=2))
    # a staircase of actions that are never worse in what the one before leaves open
    for row, column in zip(range(len(advantages)), range(advantages.shape[1]), strict=False):
        advantages[row, column] = rng.integers(1, 3)
        advantages[row, column + 1 :] = rng.integers(0, 2, size=advantages.shape[1] - column - 1)
    weights = layered_mixture(advantages)
    if weights:
        assert sum(weights) == 1
        assert min(weights) >= 0
        assert min(np.array(weights, dtype=object) @ advantages) > 0
    if advantages.shape[0] >= advantages.shape[1]:
        assert weights


def test_halves() -> None:
    assert dominating_mixture(np.array([[3, -1], [-1, 3]]), is_strict=True).weights == (Fraction(1, 2), Fraction(1, 2))


def test_copy_of_the_action_does_not_dominate_weakly() -> None:
    assert dominating_mixture(np.zeros((2, 3), dtype=np.int64), is_strict=False).weights == ()


@pytest.mark.parametrize("is_strict", [True, False])
def test_a_heartbeat_stops_it(is_strict: bool) -> None:
    advantages = np.random.default_rng(3).integers(-100, 120, (20, 20))
    beats: list[int] = []

    def stop() -> None:
        beats.append(1)
        if len(beats) == 12:
            raise TimeoutError("enough")

    with pytest.raises(TimeoutError, match="enough"):
        dominating_mixture(advantages, is_strict=is_strict, heartbeat=stop)
