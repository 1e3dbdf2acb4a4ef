from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.analysis.payoff_structure.decomposition import is_anonymous, is_polymatrix


def polymatrix_payoffs(sizes: tuple[int, ...], seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    payoffs = np.zeros((len(sizes), *sizes), dtype=np.int64)
    for player, own in enumerate(sizes):
        for other, size in enumerate(sizes):
            if other != player:
                shape = [1] * len(sizes)
                shape[player], shape[other] = own, size
                pair = rng.integers(-9, 9, (own, size))
                payoffs[player] += (pair if player < other else pair.T).reshape(shape)
    return payoffs


@pytest.mark.parametrize("kind", ["int", "float", "fraction", "large"])
def test_sums_over_pairs(kind: str) -> None:
    payoffs = polymatrix_payoffs((2, 3, 2, 4), seed=3)
    change = {
        "int": lambda table: table,
        "float": lambda table: table / 4,
        "fraction": lambda table: table * Fraction(1, 7),
        "large": lambda table: table * 10**16 + 2**61,
    }[kind]
    assert is_polymatrix(NormalFormGame(change(payoffs)))


@pytest.mark.parametrize("place", [(0, 1, 2, 1, 3), (3, 1, 1, 0, 0), (2, 0, 0, 0, 0), (1, 1, 2, 1, 3)])
def test_one_changed_payoff(place: tuple[int, ...]) -> None:
    payoffs = polymatrix_payoffs((2, 3, 2, 4), seed=4)
    payoffs[place] += 1
    assert not is_polymatrix(NormalFormGame(payoffs))


def test_a_change_off_the_corners() -> None:
    payoffs = polymatrix_payoffs((3, 3, 3), seed=5)
    payoffs[1, 2, 2, 2] += 1
    assert not is_polymatrix(NormalFormGame(payoffs))


def test_two_players_are_a_pair() -> None:
    assert is_polymatrix(NormalFormGame.from_bimatrix([[5, 1], [2, 0]], [[0, 3], [4, 9]]))


def test_players_without_a_choice_add_a_constant() -> None:
    payoffs = np.random.default_rng(1).integers(0, 9, (3, 2, 1, 3))
    payoffs[1] = 4
    assert is_polymatrix(NormalFormGame(payoffs))


def anonymous_payoffs() -> np.ndarray:
    """Each player has its own table by own action and by how many others choose the second action."""
    tables = np.random.default_rng(2).integers(0, 99, (4, 2, 4))
    payoffs = np.zeros((4, 2, 2, 2, 2), dtype=np.int64)
    for profile in np.ndindex(2, 2, 2, 2):
        for player, own in enumerate(profile):
            payoffs[(player, *profile)] = tables[player, own, sum(profile) - own]
    return payoffs


def test_counts_of_others() -> None:
    payoffs = anonymous_payoffs()
    assert is_anonymous(NormalFormGame(payoffs))
    assert is_anonymous(NormalFormGame(payoffs * Fraction(2, 3)))
    assert not is_polymatrix(NormalFormGame(payoffs))
    payoffs[2, 1, 1, 1, 1] += 1
    assert is_anonymous(NormalFormGame(payoffs))
    payoffs[2, 1, 1, 1, 0] += 1
    assert not is_anonymous(NormalFormGame(payoffs))


def test_actions_are_matched_by_name() -> None:
    payoffs = anonymous_payoffs()[:, :, ::-1]
    names = [["in", "out"], ["out", "in"], ["in", "out"], ["in", "out"]]
    assert is_anonymous(NormalFormGame(payoffs, actions=names))
    assert not is_anonymous(NormalFormGame(payoffs))


def test_different_numbers_of_actions() -> None:
    assert not is_anonymous(NormalFormGame(np.zeros((2, 2, 3), dtype=np.int64)))


@pytest.mark.parametrize("judged", [is_polymatrix, is_anonymous])
def test_heartbeat_can_stop_it(judged: object) -> None:
    def stop() -> None:
        raise KeyboardInterrupt("enough")

    with pytest.raises(KeyboardInterrupt, match="enough"):
        judged(NormalFormGame(anonymous_payoffs()), heartbeat=stop)  # type: ignore[operator]
