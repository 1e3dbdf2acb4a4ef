"""Bounds in floats, compared with the exact judge."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory import InvalidProfileError, MixedProfile, NormalFormGame, judge
from gametheory.analysis.float_certificate import float_certificate
from gametheory.core.rationals import to_fraction


def assert_bounds(game: NormalFormGame, profile: MixedProfile, relative: float) -> None:
    exact, rounded = judge(game, profile), float_certificate(game, profile)
    for player, (true, bound) in enumerate(zip(exact.replies, rounded.replies, strict=True)):
        spread = to_fraction(game.payoffs[player].max()) - to_fraction(game.payoffs[player].min())
        assert bound.payoff <= true.payoff
        assert bound.best_payoff >= true.best_payoff
        assert all(high >= value for high, value in zip(bound.action_payoffs, true.action_payoffs, strict=True))
        assert true.regret <= bound.regret <= true.regret + Fraction(relative) * spread + Fraction(2) ** -900


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("scale", "shift"), [(1.0, 0.0), (1e-12, 0.0), (1e10, 1e9), (1.0, 1e9), (1e-290, 0.0)])
def test_bounds_hold_and_are_near_in_any_units(seed: int, scale: float, shift: float) -> None:
    rng = np.random.default_rng(seed)
    shape = tuple(rng.integers(1, 30, size=2).tolist())
    game = NormalFormGame(rng.normal(size=(2, *shape)) * scale + shift)
    strategies = [rng.dirichlet(np.full(size, 0.3)).tolist() for size in shape]
    assert_bounds(game, MixedProfile(game, strategies), 1e-12)


def test_three_players_integers_and_fractions() -> None:
    rng = np.random.default_rng(7)
    integers = NormalFormGame(rng.integers(-9, 10, size=(3, 2, 4, 3)))
    profile = MixedProfile(integers, [["1/3", "2/3"], ["1/7", 0, "2/7", "4/7"], [0, "1/2", "1/2"]])
    assert_bounds(integers, profile, 1e-13)
    thirds = NormalFormGame([[[Fraction(1, 3), Fraction(2, 7)]], [[Fraction(1, 9), Fraction(-1, 11)]]])
    assert_bounds(thirds, MixedProfile(thirds, [[1], ["1/5", "4/5"]]), 1e-12)


def test_integers_beyond_floats_count_their_rounding() -> None:
    game = NormalFormGame([[[2**62 + 1, 2**62]], [[0, 1]]])
    profile = MixedProfile(game, [[1], ["1/2", "1/2"]])
    assert float_certificate(game, profile).replies[0].payoff <= judge(game, profile).replies[0].payoff


def test_probabilities_of_floats_are_scaled_as_the_judge_does() -> None:
    game = NormalFormGame.zero_sum([[1.0, -2.0], [-0.5, 3.0]])
    assert_bounds(game, MixedProfile(game, [[0.1 + 0.2, 0.7], [1 / 3, 2 / 3 + 1e-10]]), 1e-12)


def test_huge_payoffs_are_judged_exactly() -> None:
    game = NormalFormGame.zero_sum([[1e307, -1e307], [-1e307, 1e307]])
    profile = MixedProfile(game, [["1/2", "1/2"], ["1/2", "1/2"]])
    assert float_certificate(game, profile) == judge(game, profile)


def test_foreign_profiles_are_refused_and_the_heartbeat_is_heard() -> None:
    game = NormalFormGame.zero_sum([[1, 2], [3, 0]])
    other = NormalFormGame.zero_sum([[1, 2, 3]])
    with pytest.raises(InvalidProfileError, match="expected strategies over"):
        float_certificate(game, MixedProfile(other, [[1], [1, 0, 0]]))
    beats: list[int] = []
    float_certificate(game, MixedProfile(game, [[1, 0], [1, 0]]), heartbeat=lambda: beats.append(1))
    assert len(beats) >= 2 * game.num_players
