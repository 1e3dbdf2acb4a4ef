from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.analysis.payoff_structure.exchangeability import exchangeable_groups

STAG = [[4, 0], [3, 2]]


def test_symmetric_game_is_one_group() -> None:
    (group,) = exchangeable_groups(NormalFormGame.from_bimatrix(STAG, np.transpose(STAG)))
    assert group.players == (0, 1)
    assert group.actions == ((0, 1), (0, 1))


def test_actions_are_matched_by_name_before_order() -> None:
    column = np.transpose(STAG)[:, ::-1]
    row = np.array(STAG)[:, ::-1]
    game = NormalFormGame.from_bimatrix(row, column, actions=[["Stag", "Hare"], ["Hare", "Stag"]])
    (group,) = exchangeable_groups(game)
    assert group.actions == ((0, 1), (1, 0))


def test_actions_of_other_names_are_matched_by_order() -> None:
    game = NormalFormGame.from_bimatrix(STAG, np.transpose(STAG), actions=[["a", "b"], ["c", "d"]])
    assert [group.players for group in exchangeable_groups(game)] == [(0, 1)]


def test_order_is_tried_where_names_fail() -> None:
    game = NormalFormGame.from_bimatrix(STAG, np.transpose(STAG), actions=[["a", "b"], ["b", "a"]])
    (group,) = exchangeable_groups(game)
    assert group.actions == ((0, 1), (0, 1))


def test_players_in_other_units_cannot_change_places() -> None:
    game = NormalFormGame.from_bimatrix(STAG, 10 * np.transpose(STAG))
    assert [group.players for group in exchangeable_groups(game)] == [(0,), (1,)]


def test_a_third_player_must_not_notice() -> None:
    def pays_both(first: int, second: int, third: int) -> list[int]:
        return [first + second + third, first + second + third, 2 * first + second]

    table = np.array([[[pays_both(a, b, c) for c in range(2)] for b in range(2)] for a in range(2)])
    assert len(exchangeable_groups(NormalFormGame(np.moveaxis(table, -1, 0)))) == 3


@pytest.mark.parametrize("kind", [np.int64, np.float64, object])
def test_group_within_a_larger_game(kind: type) -> None:
    rng = np.random.default_rng(5)
    outsider = rng.integers(0, 9, (2, 3, 3))
    outsider += outsider.swapaxes(1, 2)
    insider = rng.integers(0, 9, (2, 3, 3))
    payoffs = np.array([insider.transpose(1, 0, 2), outsider.transpose(1, 0, 2), insider.transpose(2, 0, 1)])
    shaped = np.empty((3, 3, 2, 3), dtype=kind)
    shaped[:] = payoffs
    if kind is object:
        shaped = np.vectorize(lambda value: Fraction(int(value), 7), otypes=[object])(shaped)
    assert [group.players for group in exchangeable_groups(NormalFormGame(shaped))] == [(0, 2), (1,)]
    changed = shaped.copy()
    changed[1, 2, 1, 0] += 1
    assert len(exchangeable_groups(NormalFormGame(changed))) == 3


def test_heartbeat_can_stop_it() -> None:
    def stop() -> None:
        raise KeyboardInterrupt("enough")

    with pytest.raises(KeyboardInterrupt, match="enough"):
        exchangeable_groups(NormalFormGame.from_bimatrix(STAG, STAG), heartbeat=stop)
