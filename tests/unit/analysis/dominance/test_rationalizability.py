"""Rationalizable actions: every one with a belief, every other with a dominator."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import NormalFormGame, TreeBuilder
from gametheory.analysis.dominance import dominance
from gametheory.analysis.dominance.dominance import Elimination, is_dominated_by
from gametheory.analysis.dominance.elimination import verify
from gametheory.analysis.dominance.rationalizability import (
    Justification,
    best_reply_proof,
    is_justified,
    rationalizable,
)

MIXED = NormalFormGame.from_bimatrix([[4, 0], [0, 4], [1, 1], [2, 2]], [[1, 0], [0, 1], [1, 1], [0, 2]])


@pytest.mark.parametrize("entries", [1, 10**9])
@given(seed=st.integers(0, 10_000))
def test_everything_is_proved(seed: int, entries: int) -> None:
    rng = np.random.default_rng(seed)
    shape = tuple(rng.integers(1, 5, size=rng.integers(1, 4)).tolist())
    game = NormalFormGame(rng.integers(0, 7, size=(len(shape), *shape)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dominance, "PROPOSAL_ENTRIES", entries)
        found = rationalizable(game)
    assert verify(found.reduction)
    assert [(proof.player, proof.action) for proof in found.justifications] == [
        (player, action) for player, actions in enumerate(found.kept) for action in actions
    ]
    assert all(is_justified(game, proof, found.kept) for proof in found.justifications)


@given(seed=st.integers(0, 10_000))
def test_a_belief_or_a_dominator(seed: int) -> None:
    rng = np.random.default_rng(seed)
    game = NormalFormGame(rng.integers(0, 9, size=(2, 6, 3)))
    for action in range(6):
        proof = best_reply_proof(game, 0, action)
        if isinstance(proof, Justification):
            assert is_justified(game, proof)
        else:
            assert is_dominated_by(game, proof)


def test_pearces_argument_needs_correlated_beliefs() -> None:
    # Player 3's matrix by the actions of 1 and 2: in the third, best only if they are correlated as in (0, 0), (1, 1)
    tables = [np.zeros((2, 2, 3), dtype=int) for _ in range(3)]
    tables[2][0, 0] = [9, 0, 6]
    tables[2][1, 1] = [0, 9, 6]
    tables[2][0, 1] = tables[2][1, 0] = [9, 9, 0]
    found = rationalizable(NormalFormGame(tables))
    assert found.kept == ((0, 1), (0, 1), (0, 1, 2))
    assert [actions for actions, _ in found.justifications[-1].belief] == [(0, 0), (1, 1)]


def test_actions_are_asked_about_by_name_among_those_that_remain() -> None:
    assert isinstance(best_reply_proof(MIXED, "1", "3"), Elimination)
    proof = best_reply_proof(MIXED, 0, 2, kept=((0, 2), (0, 1)))
    assert isinstance(proof, Justification)
    assert proof.belief == (((1,), Fraction(1)),)
    with pytest.raises(KeyError, match="no action 7; Player 1 has 4"):
        best_reply_proof(MIXED, 0, 7)
    with pytest.raises(KeyError, match="no action 'Z'"):
        best_reply_proof(MIXED, 0, "Z")


def test_trees_and_single_players() -> None:
    builder = TreeBuilder(["one"])
    for end, payoff in zip(builder.move(0, "one", ["L", "M", "R"]), (0, 7, 3), strict=True):
        builder.payoffs(end, [payoff])
    found = rationalizable(builder.build())
    assert found.kept == ((1,),)
    assert found.justifications == (Justification(0, 1, (((), Fraction(1)),)),)


def test_wrong_beliefs_are_seen() -> None:
    right = best_reply_proof(MIXED, 0, 3)
    assert isinstance(right, Justification)
    assert is_justified(MIXED, right)
    half = Fraction(1, 2)
    for belief in (
        (((0,), Fraction(1)),),
        (((0,), half),),
        (((0,), Fraction(3, 2)), ((1,), -half)),
    ):
        assert not is_justified(MIXED, dataclasses.replace(right, belief=belief))
    assert not is_justified(MIXED, right, ((0, 1, 2), (0, 1)))
    assert not is_justified(MIXED, right, ((0, 1, 2, 3), (1,)))
