"""Dominated actions and their proofs."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import NormalFormGame
from gametheory.analysis.dominance import dominance
from gametheory.analysis.dominance.dominance import DominanceSearch, Elimination, dominated_actions, is_dominated_by

HALF = Fraction(1, 2)


def dominated_by_brute_force(game: NormalFormGame, *, is_strict: bool) -> set[tuple[int, int]]:
    """Pure dominance by the definition."""
    found = set()
    for player, size in enumerate(game.num_actions):
        others = [range(count) for index, count in enumerate(game.num_actions) if index != player]
        for action, better in itertools.permutations(range(size), 2):
            gains = []
            for rest in itertools.product(*others):
                at, to = list(rest), list(rest)
                at.insert(player, action)
                to.insert(player, better)
                gains.append(game.payoff(player, to) - game.payoff(player, at))
            if min(gains) > 0 or (not is_strict and min(gains) >= 0 and max(gains) > 0):
                found.add((player, action))
    return found


@pytest.mark.parametrize("is_strict", [True, False])
@given(seed=st.integers(0, 10_000), kind=st.sampled_from(["int", "float", "fraction", "huge"]))
def test_pure_dominance_follows_its_definition(seed: int, kind: str, is_strict: bool) -> None:
    rng = np.random.default_rng(seed)
    shape = tuple(rng.integers(1, 5, size=rng.integers(1, 4)).tolist())
    payoffs = rng.integers(0, 4, size=(len(shape), *shape))
    if kind == "float":
        payoffs = payoffs / 4
    elif kind != "int":
        payoffs = payoffs.astype(object) * (Fraction(1, 3) if kind == "fraction" else 10**40)
    game = NormalFormGame(payoffs)
    found = dominated_actions(game, is_strict=is_strict, by_mixed=False)
    assert {(e.player, e.action) for e in found} == dominated_by_brute_force(game, is_strict=is_strict)
    gone = {(e.player, e.action) for e in found}
    for elimination in found:
        assert elimination.is_by_pure
        assert is_dominated_by(game, elimination)
        assert (elimination.player, elimination.dominator.index(1)) not in gone


@pytest.mark.parametrize("is_strict", [True, False])
@given(seed=st.integers(0, 10_000))
def test_mixed_dominators_are_proofs(seed: int, is_strict: bool) -> None:
    rng = np.random.default_rng(seed)
    game = NormalFormGame(rng.integers(0, 5, size=(2, 5, 3)))
    pure = dominated_actions(game, is_strict=is_strict, by_mixed=False)
    found = dominated_actions(game, is_strict=is_strict)
    assert {(e.player, e.action) for e in pure} <= {(e.player, e.action) for e in found}
    assert all(is_dominated_by(game, elimination) for elimination in found)
    assert all(elimination.is_strict == is_strict for elimination in found)


def test_mixed_dominator_of_the_classic_game() -> None:
    game = NormalFormGame.from_bimatrix([[4, 0], [0, 4], [1, 1]], [[1, 0], [0, 1], [1, 1]])
    assert dominated_actions(game) == (Elimination(0, 2, (HALF, HALF, Fraction(0)), True),)
    assert dominated_actions(game, by_mixed=False) == ()


def test_only_remaining_actions_count() -> None:
    game = NormalFormGame.from_bimatrix([[4, 0], [0, 4], [1, 1]], [[1, 0], [0, 1], [1, 1]])
    assert dominated_actions(game, kept=((1, 2), (0, 1))) == ()
    (found,) = dominated_actions(game, kept=((1, 2), (1,)))
    assert (found.player, found.action, found.dominator) == (0, 2, (0, 1, 0))


def test_wrong_proofs_are_seen() -> None:
    game = NormalFormGame.from_bimatrix([[4, 0], [0, 4], [1, 1]], [[1, 0], [0, 1], [1, 1]])
    nothing = Fraction(0)
    right = Elimination(0, 2, (HALF, HALF, nothing), True)
    assert is_dominated_by(game, right)
    assert not is_dominated_by(game, right, kept=((0, 2), (0, 1)))
    assert not is_dominated_by(game, Elimination(0, 2, (Fraction(4, 5), Fraction(1, 5), nothing), True))
    assert not is_dominated_by(game, Elimination(0, 2, (HALF, nothing, HALF), True))
    assert not is_dominated_by(game, Elimination(0, 2, (HALF, Fraction(1, 3), nothing), True))
    assert not is_dominated_by(game, Elimination(0, 2, (Fraction(3, 2), -HALF, nothing), True))
    twins = NormalFormGame.from_bimatrix([[1, 2], [1, 2]], [[0, 0], [0, 0]])
    assert not is_dominated_by(twins, Elimination(0, 0, (nothing, Fraction(1)), False))


@given(seed=st.integers(0, 10_000))
def test_search_keeps_up_with_eliminations(seed: int) -> None:
    rng = np.random.default_rng(seed)
    game = NormalFormGame(rng.integers(0, 3, size=(3, 4, 3, 4)))
    is_strict = bool(rng.integers(2))
    searches = [DominanceSearch(game, player, is_strict=is_strict, by_mixed=False) for player in range(3)]
    kept = tuple(tuple(range(size)) for size in game.num_actions)
    for _ in range(4):
        kept = tuple(
            tuple(sorted(rng.permutation(actions)[: max(1, len(actions) - rng.integers(0, 3))].tolist()))
            for actions in kept
        )
        for search in searches:
            search.restrict(kept)
        found = [elimination for search in searches for elimination in search.dominated()]
        expected = dominated_actions(game.restrict(kept), is_strict=is_strict, by_mixed=False)
        assert [(e.player, e.action) for e in found] == [(e.player, kept[e.player][e.action]) for e in expected]


@pytest.mark.parametrize("is_strict", [True, False])
@settings(max_examples=20)
@given(seed=st.integers(0, 10_000))
def test_proposals_in_floats_do_not_change_what_is_dominated(seed: int, is_strict: bool) -> None:
    rng = np.random.default_rng(seed)
    payoffs = rng.integers(0, 6, size=(2, 8, 5))
    game = NormalFormGame(payoffs / 7 if seed % 2 else payoffs)
    expected = dominated_actions(game, is_strict=is_strict)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dominance, "PROPOSAL_ENTRIES", 1)
        found = dominated_actions(game, is_strict=is_strict)
    assert [(e.player, e.action) for e in found] == [(e.player, e.action) for e in expected]
    assert all(is_dominated_by(game, elimination) for elimination in found)


def test_dominators_in_layers() -> None:
    # traveler's dilemma: only weights that shrink from one claim to the next lower ones dominate the highest claim
    claims = np.arange(2, 32)
    row = np.minimum(claims[:, None], claims) + 2 * np.sign(claims - claims[:, None])
    game = NormalFormGame([row, row.T])
    first, second = dominated_actions(game)
    assert (first.player, first.action, second.player, second.action) == (0, 29, 1, 29)
    assert is_dominated_by(game, first)
    assert sum(weight > 0 for weight in first.dominator) > 10


def test_beliefs_make_remaining_actions_best_replies() -> None:
    game = NormalFormGame.from_bimatrix([[4, 0], [0, 4], [3, 3]], [[1, 0], [0, 1], [1, 1]])
    search = DominanceSearch(game, 0, is_strict=True, by_mixed=True)
    assert search.dominated() == []
    assert [search.belief(action) for action in range(2)] == [{0: 1}, {1: 1}]
    assert Fraction(1, 4) <= search.belief(2)[0] <= Fraction(3, 4)
    assert sum(search.belief(2).values()) == 1


def test_the_heartbeat_is_heard_within_linear_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dominance, "PROPOSAL_ENTRIES", 10**9)
    game = NormalFormGame(np.random.default_rng(4).integers(0, 10**6, (2, 25, 25)))
    beats: list[int] = []
    search = DominanceSearch(game, 0, is_strict=True, by_mixed=True, heartbeat=lambda: beats.append(1))
    beats.clear()
    search.dominated()
    assert len(beats) > 2 * 25
