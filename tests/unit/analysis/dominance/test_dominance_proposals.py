"""Proposals in floats: what they answer is proved, and what they leave open is left to programs in rationals."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory.analysis.dominance.dominance_proposals import DominanceProposals
from gametheory.analysis.dominance.dominating_mixtures import dominating_mixture


def advantages_over(payoffs: np.ndarray, action: int, actions: list[int], columns: list[int]) -> np.ndarray:
    others = [other for other in actions if other != action]
    table: np.ndarray = payoffs[np.ix_(others, columns)] - payoffs[action, columns]
    return table


@pytest.mark.parametrize(("factor", "shift"), [(1, 0), (2**70, -(2**90)), (1, 10**12)])
@pytest.mark.parametrize("is_strict", [True, False])
@settings(max_examples=20)
@given(seed=st.integers(0, 10_000))
def test_answers_are_proofs_and_verdicts_are_right(seed: int, is_strict: bool, factor: int, shift: int) -> None:
    rng = np.random.default_rng(seed)
    num_actions, num_columns = rng.integers(3, 9), rng.integers(1, 7)
    small = rng.integers(0, 10, size=(num_actions, num_columns))
    payoffs = small.astype(object) * factor + shift
    proposals = DominanceProposals(payoffs)
    actions, columns = list(range(num_actions)), list(range(num_columns))
    for _ in range(2):
        for action in actions:
            if len(actions) < 2:
                break
            answer = proposals.answer(action, is_strict=is_strict)
            table = advantages_over(payoffs, action, actions, columns)
            is_dominated = bool(dominating_mixture(table, is_strict=is_strict).weights)
            if answer is None:
                continue
            assert bool(answer.weights) == is_dominated
            if answer.weights:
                assert sum(answer.weights) == 1
                assert {other for other, weight in enumerate(answer.weights) if weight} <= set(actions) - {action}
                gains = np.array(answer.weights, dtype=object) @ payoffs - payoffs[action]
                assert min(gains[columns]) > 0
            else:
                assert sum(answer.belief) == 1
                assert set(answer.witness) <= set(columns)
                losses = payoffs[np.ix_(actions, answer.witness)] @ np.array(answer.belief, dtype=object)
                own = losses[actions.index(action)]
                rivals = [loss for other, loss in zip(actions, losses, strict=True) if other != action]
                assert max(rivals) < own or (is_strict and max(rivals) == own)
        actions = sorted(rng.permutation(actions)[: max(2, len(actions) - 2)].tolist())
        columns = sorted(rng.permutation(columns)[: max(1, len(columns) - 2)].tolist())
        proposals.restrict(np.array(actions), np.array(columns))


def test_most_questions_are_answered() -> None:
    payoffs = np.random.default_rng(1).integers(0, 101, (60, 60))
    proposals = DominanceProposals(payoffs)
    answers = [proposals.answer(action, is_strict=True) for action in range(60)]
    assert all(answer is not None and answer.belief for answer in answers)
    # the mean of ten actions, less a little, is dominated
    payoffs[0] = payoffs[1:11].sum(axis=0) // 10 - 1
    answer = DominanceProposals(payoffs).answer(0, is_strict=True)
    assert answer is not None
    assert answer.weights


def test_one_dominated_action_after_the_other() -> None:
    rng = np.random.default_rng(6)
    leaders = rng.integers(0, 1001, (12, 40))
    followers = [leaders[rng.permutation(12)[:3]].sum(axis=0) // 3 - rng.integers(1, 40, 40) for _ in range(20)]
    # best to no pure profile, but to a mixture of the first two
    compromise = leaders.min(axis=0) // 2
    leaders[:2, :2] = [[1000, 0], [0, 1000]]
    leaders[2:, :2] = 0
    compromise[:2] = 600
    payoffs = np.array([*leaders, *followers, compromise])
    proposals = DominanceProposals(payoffs)
    for action in range(12, 33):
        answer = proposals.answer(action, is_strict=True)
        exact = dominating_mixture(advantages_over(payoffs, action, list(range(33)), list(range(40))), is_strict=True)
        assert answer is not None
        assert bool(answer.weights) == bool(exact.weights)
        if answer.weights:
            assert min(np.array(answer.weights, dtype=object) @ payoffs - payoffs[action]) > 0
            proposals.forget(action)
    assert answer is not None
    assert set(answer.witness) >= {0, 1}


def test_simple_mixtures_have_simple_weights() -> None:
    answer = DominanceProposals(np.array([[4, 0], [0, 4], [1, 1]])).answer(2, is_strict=True)
    assert answer is not None
    assert answer.weights == (Fraction(1, 2), Fraction(1, 2), 0)


def test_ties_are_left_open() -> None:
    # the last row is the mean of the others: neither dominated nor the only best reply to anything
    payoffs = np.array([[4, 0], [0, 4], [2, 2]])
    assert DominanceProposals(payoffs).answer(2, is_strict=False) is None
    tie = DominanceProposals(payoffs).answer(2, is_strict=True)
    assert tie is not None
    assert tie.belief == (Fraction(1, 2), Fraction(1, 2))


def test_margins_that_floats_cannot_tell_are_left_open() -> None:
    # dominated by the last digit of thirty
    payoffs = np.array([[10**30, 0], [0, 10**30], [10**30 // 2 - 1, 10**30 // 2 - 1]], dtype=object)
    answer = DominanceProposals(payoffs).answer(2, is_strict=True)
    assert answer is None or answer.weights


def test_actions_alone_and_forgotten_ones() -> None:
    proposals = DominanceProposals(np.array([[4, 0], [0, 4], [1, 1]]))
    proposals.forget(1)
    answer = proposals.answer(2, is_strict=True)
    assert answer is not None
    assert answer.witness == (1,)
    proposals.forget(0)
    assert proposals.answer(2, is_strict=True) is None


def test_a_heartbeat_stops_it() -> None:
    def stop() -> None:
        raise TimeoutError("enough")

    with pytest.raises(TimeoutError, match="enough"):
        DominanceProposals(np.array([[4, 0], [0, 4], [1, 1]])).answer(2, is_strict=True, heartbeat=stop)
