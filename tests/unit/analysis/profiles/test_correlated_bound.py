from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import NormalFormGame
from gametheory.analysis.profiles.correlated_bound import PayoffBound, is_proved

THIRD = Fraction(1, 3)
GAME = NormalFormGame.from_bimatrix([[6, 2, 1], [7, 0, 0]], [[6, 7, 0], [2, 0, "1/3"]])
ONES = (Fraction(1), Fraction(1))
PRICES = {(0, 0, 1): Fraction(3, 4), (1, 0, 1): Fraction(3, 4)}


def test_a_bound_holds_at_every_profile_or_is_refused() -> None:
    assert is_proved(GAME, PayoffBound(ONES, PRICES, Fraction(21, 2)))
    assert not is_proved(GAME, PayoffBound(ONES, PRICES, Fraction(21, 2) - Fraction(1, 10**9)))


def test_negative_prices_prove_nothing() -> None:
    assert not is_proved(GAME, PayoffBound(ONES, {(0, 1, 0): Fraction(-1)}, Fraction(1000)))


def test_without_prices_the_bound_is_the_largest_sum() -> None:
    assert is_proved(GAME, PayoffBound((Fraction(0), Fraction(3)), {}, Fraction(21)))
    assert not is_proved(GAME, PayoffBound((Fraction(0), Fraction(3)), {}, Fraction(20)))


def test_a_deviation_without_recommendation_counts_everywhere() -> None:
    coarse = PayoffBound(ONES, {(0, None, 1): Fraction(3, 4), (1, None, 1): Fraction(3, 4)}, Fraction(21, 2))
    assert coarse.is_coarse
    assert not PayoffBound(ONES, PRICES, Fraction(0)).is_coarse
    game = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]])
    assert is_proved(game, coarse)


def test_a_long_proof_can_be_stopped() -> None:
    def stop() -> None:
        raise TimeoutError("enough")

    with pytest.raises(TimeoutError, match="enough"):
        is_proved(GAME, PayoffBound(ONES, PRICES, Fraction(21, 2)), heartbeat=stop)
