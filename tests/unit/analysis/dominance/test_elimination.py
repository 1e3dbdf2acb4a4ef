"""Iterated elimination, its order and its proofs."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import NormalFormGame, TreeBuilder, eliminate
from gametheory.analysis.dominance.dominance import dominated_actions
from gametheory.analysis.dominance.elimination import Reduction, Round, verify
from gametheory.core.solution import Progress


@pytest.mark.parametrize("is_strict", [True, False])
@pytest.mark.parametrize("by_mixed", [True, False])
@given(seed=st.integers(0, 10_000))
def test_ends_where_nothing_is_dominated(seed: int, by_mixed: bool, is_strict: bool) -> None:
    rng = np.random.default_rng(seed)
    shape = tuple(rng.integers(1, 5, size=rng.integers(1, 4)).tolist())
    game = NormalFormGame(rng.integers(-3, 4, size=(len(shape), *shape)))
    reduction = eliminate(game, is_strict=is_strict, by_mixed=by_mixed)
    assert verify(reduction)
    assert dominated_actions(reduction.game, is_strict=is_strict, by_mixed=by_mixed) == ()
    assert sum(map(len, reduction.kept)) + reduction.num_eliminated == sum(game.num_actions)
    assert reduction.original is game
    assert (reduction.is_strict, reduction.by_mixed, reduction.form) == (is_strict, by_mixed, None)


@given(seed=st.integers(0, 10_000))
def test_every_round_takes_all_that_is_dominated(seed: int) -> None:
    game = NormalFormGame(np.random.default_rng(seed).integers(-3, 4, size=(2, 4, 4)))
    reduction = eliminate(game)
    kept = tuple(tuple(range(size)) for size in game.num_actions)
    for listed in reduction.rounds:
        expected = {(e.player, e.action) for e in dominated_actions(game, kept=kept)}
        assert {(e.player, e.action) for e in listed.eliminated} == expected
        kept = tuple(tuple(a for a in actions if (player, a) not in expected) for player, actions in enumerate(kept))


@given(seed=st.integers(0, 10_000))
def test_strict_elimination_does_not_depend_on_the_order_of_actions(seed: int) -> None:
    rng = np.random.default_rng(seed)
    game = NormalFormGame(rng.integers(-3, 4, size=(2, 4, 5)))
    order = [rng.permutation(size).tolist() for size in game.num_actions]
    kept = eliminate(game.restrict(order)).kept
    again = tuple(tuple(sorted(order[player][a] for a in actions)) for player, actions in enumerate(kept))
    assert again == eliminate(game).kept


def test_guessing_games_are_solved_in_many_rounds() -> None:
    numbers = np.arange(60)
    row = -((numbers[:, None] - numbers[None, :] + 1) ** 2)
    heard: list[Progress] = []
    reduction = eliminate(NormalFormGame.from_bimatrix(row, row.T), by_mixed=False, progress=heard.append)
    assert reduction.is_solved
    assert reduction.kept == ((0,), (0,))
    assert len(reduction.rounds) == 59
    assert heard[-1] == Progress(59, None, 118)
    assert verify(reduction)


def test_undominated_game_is_returned_itself() -> None:
    game = NormalFormGame.zero_sum([[1, -1], [-1, 1]])
    reduction = eliminate(game)
    assert reduction.game is game
    assert reduction.rounds == ()
    assert not reduction.is_solved


def test_weak_elimination_takes_all_players_at_once() -> None:
    game = NormalFormGame.from_bimatrix([[0, 0], [0, 1]], [[0, 0], [0, 1]])
    assert eliminate(game).rounds == ()
    assert eliminate(game, is_strict=False).kept == ((1,), (1,))


def test_duplicates_stay() -> None:
    game = NormalFormGame.from_bimatrix([[2, 0], [2, 0], [0, 1]], [[1, 0], [1, 0], [0, 2]])
    assert eliminate(game).rounds == ()
    assert eliminate(game, is_strict=False).rounds == ()


def test_witnesses_survive_rounds_and_fall_with_their_columns() -> None:
    # The third row is safe while both first columns stand; the third column protects nothing but dies first.
    row = [[4, 0, 0, 0], [0, 4, 0, 0], [3, 3, 0, 0], [9, 0, 0, 1]]
    column = [[5, 5, 1, 0], [5, 5, 1, 0], [5, 5, 1, 0], [5, 0, 1, 7]]
    reduction = eliminate(NormalFormGame.from_bimatrix(row, column))
    assert verify(reduction)
    assert 2 in reduction.kept[0]


def test_tree_is_reduced_in_its_normal_form() -> None:
    builder = TreeBuilder(["buyer", "seller"])
    trust, _ = builder.move(0, "buyer", ["Trust", "Not"], infoset="trust")
    honor, abuse = builder.move(trust, "seller", ["Honor", "Abuse"], infoset="trusted")
    builder.payoffs(honor, [1, 1])
    builder.payoffs(abuse, [-1, 2])
    tree = builder.build()
    assert eliminate(tree).rounds == ()
    reduction = eliminate(tree, is_strict=False)
    assert reduction.form is not None
    assert reduction.form.tree is tree
    assert reduction.game.actions == (("trust=Not",), ("trusted=Abuse",))
    assert [e.player for listed in reduction.rounds for e in listed.eliminated] == [1, 0]


def test_false_reductions_are_seen() -> None:
    game = NormalFormGame.from_bimatrix([[4, 0], [0, 4], [1, 1]], [[1, 0], [0, 1], [1, 1]])
    reduction = eliminate(game)
    (elimination,) = reduction.rounds[0].eliminated
    assert verify(reduction)
    wrong = Round((dataclasses.replace(elimination, action=1),))
    assert not verify(dataclasses.replace(reduction, rounds=(wrong,)))
    assert not verify(dataclasses.replace(reduction, rounds=()))
    assert not verify(dataclasses.replace(reduction, game=game))
    assert isinstance(reduction, Reduction)


def test_the_conversion_of_a_tree_is_heard() -> None:
    builder = TreeBuilder(["one"])
    for end, payoff in zip(builder.move(0, "one", ["L", "M", "R"]), (7, 0, 3), strict=True):
        builder.payoffs(end, [payoff])

    def stop(progress: Progress) -> None:
        assert progress == Progress(0, None, 0)
        raise TimeoutError("enough")

    with pytest.raises(TimeoutError, match="enough"):
        eliminate(builder.build(), progress=stop)
