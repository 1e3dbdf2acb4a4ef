"""What actions pay, against plain sums."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from gametheory import (
    MixedProfile,
    NormalFormGame,
)
from gametheory.analysis.profile_payoffs import expected_payoffs
from gametheory.analysis.profiles.action_payoffs import action_payoffs

HALF = Fraction(1, 2)


def test_smallest_integer_does_not_overflow() -> None:
    game = NormalFormGame.zero_sum(np.array([[-(2**63), 5]]))
    assert expected_payoffs(game, MixedProfile(game, [[1], [1, 0]])) == (-(2**63), 2**63)


def test_weights_beyond_64_bits_of_payoffs_that_are_all_0() -> None:
    weights = [Fraction(1, 3**45), 1 - Fraction(1, 3**45)]
    game = NormalFormGame(np.stack([np.zeros((2, 2, 2), dtype=np.int64), *np.ones((2, 2, 2, 2), dtype=np.int64)]))
    assert expected_payoffs(game, MixedProfile(game, [weights, weights, weights])) == (0, 1, 1)


def test_action_payoffs_leave_out_what_others_never_do() -> None:
    game = NormalFormGame.from_bimatrix([[4, 0, 3], [1, 2, 5]], [[1, 6, 2], [3, 0, 4]])
    profile = MixedProfile(game, [["1/3", "2/3"], [0, HALF, HALF]])
    assert action_payoffs(game, profile, 0) == (Fraction(3, 2), Fraction(7, 2))
    assert action_payoffs(game, profile, 1) == (Fraction(7, 3), 2, Fraction(10, 3))


def test_many_certificates_stay_in_small_integers() -> None:
    rng = np.random.default_rng(1)
    game = NormalFormGame(rng.integers(-100, 100, size=(2, 16, 16)))
    profile = MixedProfile(game, [[Fraction(1, 16)] * 16, [Fraction(k + 1, 136) for k in range(16)]])
    expected = Fraction(int((game.payoffs[0].sum(axis=0) * np.arange(1, 17)).sum()), 16 * 136)
    assert expected_payoffs(game, profile)[0] == expected
