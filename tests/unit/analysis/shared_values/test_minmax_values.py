"""Security values and minmax threats, against their definitions."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import NormalFormGame, TreeBuilder
from gametheory.analysis.shared_values.minmax_values import maxmin, minmax
from gametheory.errors import InvalidParameterError


def random_game(seed: int, kind: str) -> NormalFormGame:
    rng = np.random.default_rng(seed)
    shape = tuple(rng.integers(1, 4, size=rng.integers(1, 4)).tolist())
    payoffs = rng.integers(-5, 6, size=(len(shape), *shape))
    if kind == "float":
        return NormalFormGame(payoffs / 4)
    return NormalFormGame(payoffs.astype(object) * Fraction(1, 3) if kind == "fraction" else payoffs)


def payoff_table(game: NormalFormGame, player: int) -> dict[tuple[int, ...], list[Fraction]]:
    """By the others' actions what each own action pays."""
    sizes = [range(size) for index, size in enumerate(game.num_actions) if index != player]
    return {
        others: [
            game.payoff(player, (*others[:player], own, *others[player:])) for own in range(game.num_actions[player])
        ]
        for others in itertools.product(*sizes)
    }


@pytest.mark.parametrize("kind", ["int", "float", "fraction"])
@given(seed=st.integers(0, 10_000))
def test_values_are_secured_and_threats_hold(seed: int, kind: str) -> None:
    game = random_game(seed, kind)
    for player in range(game.num_players):
        table = payoff_table(game, player)
        secure, held = maxmin(game, player), minmax(game, player)
        assert sum(secure.strategy) == 1
        assert min(secure.strategy) >= 0
        payoffs = [sum(p * pay for p, pay in zip(secure.strategy, row, strict=True)) for row in table.values()]
        assert min(payoffs) == secure.value == held.lower
        assert sum(weight for _, weight in held.threat) == 1
        against = [sum(w * table[actions][own] for actions, w in held.threat) for own in range(len(secure.strategy))]
        assert max(against) == held.lower
        assert max(table[held.pure_threat]) == min(max(row) for row in table.values()) >= held.upper >= held.lower
        assert (held.value is None) == (held.lower < held.upper)
        pure = maxmin(game, player, is_pure=True)
        own = [min(row[action] for row in table.values()) for action in range(len(pure.strategy))]
        assert pure.value == max(own) == own[pure.strategy.index(1)] <= secure.value


def test_two_players_have_one_minmax_value() -> None:
    game = NormalFormGame.from_bimatrix([[4, 1], [0, 3]], [[1, 2], [5, 0]], players=["row", "column"])
    assert minmax(game, "column").value == maxmin(game, "column").value == Fraction(5, 3)
    assert minmax(game, "row").value == 2


def test_units_scale_the_value_alone() -> None:
    payoffs = np.array([[4, 1, 2], [0, 3, 2]], dtype=object)
    plain = maxmin(NormalFormGame.zero_sum(payoffs), 0)
    scaled = maxmin(NormalFormGame.zero_sum(payoffs * 10**20 - 10**30), 0)
    assert scaled.strategy == plain.strategy
    assert scaled.value == plain.value * 10**20 - 10**30


def test_three_players_have_bounds() -> None:
    # player 3 gets -1 where the first two agree on either action, in a way that it has to guess
    table = np.zeros((2, 2, 2), dtype=int)
    table[0, 0, 0] = table[1, 1, 1] = -1
    game = NormalFormGame([table, table, table])
    held = minmax(game, 2)
    assert (held.lower, held.upper, held.value) == (Fraction(-1, 2), 0, None)
    assert held.threat == (((0, 0), Fraction(1, 2)), ((1, 1), Fraction(1, 2)))


def test_trees_and_single_players() -> None:
    builder = TreeBuilder(["one"])
    for end, payoff in zip(builder.move(0, "one", ["L", "M", "R"]), (0, 7, 3), strict=True):
        builder.payoffs(end, [payoff])
    tree = builder.build()
    assert maxmin(tree, "one").strategy == (0, 1, 0)
    assert minmax(tree, "one").value == 7
    assert minmax(tree, "one").pure_threat == ()


def test_a_constant_game_is_secured_by_the_first_action() -> None:
    secure = maxmin(NormalFormGame.zero_sum([[2, 2], [2, 2]]), 0)
    assert (secure.value, secure.strategy) == (2, (1, 0))


def test_a_heartbeat_stops_it() -> None:
    def stop() -> None:
        raise TimeoutError("enough")

    game = NormalFormGame.zero_sum([[4, 1], [0, 3]])
    for call in (maxmin, minmax):
        with pytest.raises(TimeoutError, match="enough"):
            call(game, 0, heartbeat=stop)


@pytest.mark.parametrize("player", [5, -1, "third", True])
def test_players_that_do_not_exist_are_refused(player: str | int) -> None:
    game = NormalFormGame.from_bimatrix([[4, 1], [0, 3]], [[1, 2], [5, 0]], players=["row", "column"])
    for call in (maxmin, minmax):
        with pytest.raises(InvalidParameterError, match=f"'row', 'column' or its index from 0 to 1, got {player!r}"):
            call(game, player)
