from __future__ import annotations

import random
from fractions import Fraction

import pytest

from gametheory import solve
from gametheory.analysis.tiers.limit_distance import FiniteTier, LimitDistance
from gametheory.core.count_profile import CountProfile
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.core.tiered_game import TieredGame
from unit.models.tier_files import adoption, crowding, tier_game

NOTHING = (None, None)


def share_game(count: int, formula: str) -> TieredGame:
    """Return the game in which the second action pays a formula of its share x, the first one nothing."""
    paid = formula.replace("x", 'share(shop, "B")')
    return tier_game({"shop": (count, ["A", "B"])}, {"shop": f'({paid}) if shop == "B" else 0'})


def nearest_counts(game: TieredGame, share: Fraction) -> Fraction:
    """Return how far the nearest equilibrium in counts is."""
    plays = [equilibrium.play for equilibrium in solve(game, "pure").equilibria]
    ends = [end for play in plays if isinstance(play, CountProfile) for end in play.ranges[0][1]]
    return min(abs(Fraction(end, game.counts[0]) - share) for end in ends)


def nearest_symmetric(game: TieredGame, share: Fraction) -> Fraction:
    """Return how far the nearest symmetric equilibrium is."""
    plays = [equilibrium.play for equilibrium in solve(game, "symmetric").equilibria]
    return min(abs(sum(play.strategies[0][1]) / 2 - share) for play in plays if isinstance(play, SymmetricProfile))


@pytest.mark.parametrize("count", [1_000, 50_000])
@pytest.mark.parametrize("seed", range(4))
def test_equilibria_of_the_finite_game_are_within_what_is_proved(count: int, seed: int) -> None:
    rng = random.Random(seed)
    root = Fraction(rng.randint(30, 70), 100)
    game = share_game(count, f"({root} - x) * (1 + {rng.randint(0, 9)}/10 * x)")
    found = FiniteTier(game, 0, (0,)).from_roots([(root, root)])[0]
    assert found.order == "1/N"
    assert found.counts is not None
    assert nearest_counts(game, root) <= found.counts < 5 / count
    assert found.symmetric is not None
    assert nearest_symmetric(game, root) <= found.symmetric + 1e-9


def test_bounds_fall_as_one_over_the_count() -> None:
    root = Fraction(5, 8)
    few, many = (FiniteTier(adoption(count), 0, (0,)).from_roots([(root, root)])[0] for count in (10_000, 1_000_000))
    assert few.symmetric is not None
    assert many.symmetric is not None
    assert 50 < few.symmetric / many.symmetric < 200


def test_no_counts_are_near_where_sellers_tip() -> None:
    found = FiniteTier(adoption(1_000), 0, (0,)).from_roots([(Fraction(5, 8), Fraction(5, 8))])[0]
    assert found.counts is None
    assert found.symmetric is not None


@pytest.mark.parametrize("count", [400, 5_000])
@pytest.mark.parametrize("high", [1, 7])
def test_at_a_jump_symmetric_equilibria_are_farther_than_counts(count: int, high: int) -> None:
    jump = Fraction(3, 10)
    game = share_game(count, f"({high} if x < 3/10 else -1)")
    found = FiniteTier(game, 0, (0,)).from_jump((jump, jump))
    assert found.order == "1/sqrt(N)"
    assert found.counts is not None
    assert nearest_counts(game, jump) <= found.counts < 9 / count
    assert found.symmetric is not None
    assert nearest_symmetric(game, jump) <= found.symmetric < 1.5 / count**0.5
    rising = FiniteTier(share_game(count, f"(-{high} if x < 3/10 else 1)"), 0, (0,)).from_jump((jump, jump))
    assert rising.counts is None
    assert rising.symmetric is not None


def test_everybody_at_one_action_stays_there_or_nothing_is_known() -> None:
    finite = FiniteTier(adoption(100), 0, (0,))
    assert finite.from_end(is_last=False) == finite.from_end(is_last=True) == LimitDistance(0.0, 0.0, "0")
    assert FiniteTier(crowding(100), 0, (0,)).from_end(is_last=True) == LimitDistance(None, None, "0")


@pytest.mark.parametrize("formula", ["x - x", "(x - 1/2) ** 2", "(1/2 - x) if x < 1/2 else 2 * (1/2 - x) - 1"])
def test_nothing_is_claimed_where_slopes_do_not_prove_it(formula: str) -> None:
    half = Fraction(1, 2)
    found = FiniteTier(share_game(1_000, formula), 0, (0,)).from_roots([(half, half)])[0]
    assert (found.counts, found.symmetric) == NOTHING


def test_few_sellers_prove_little() -> None:
    half = (Fraction(1, 2), Fraction(1, 2))
    few = FiniteTier(share_game(5, "1/2 - x"), 0, (0,)).from_roots([half])[0]
    assert few.symmetric is None
    jumping = FiniteTier(share_game(5, "1 if x < 1/2 else -1"), 0, (0,)).from_jump(half)
    assert (jumping.counts, jumping.symmetric) == NOTHING


def test_jumps_that_do_not_cross_zero_prove_nothing() -> None:
    half = (Fraction(1, 2), Fraction(1, 2))
    found = FiniteTier(share_game(1_000, "2 if x < 1/2 else 1"), 0, (0,)).from_jump(half)
    assert (found.counts, found.symmetric) == NOTHING


def test_single_players_must_stay_near_the_limit() -> None:
    players = {"store": (0, ["Low", "High"]), "shop": (1_000, ["A", "B"])}
    shops = 'share(shop, "A") - 1/2 if shop == "B" else 0'
    half = (Fraction(1, 2), Fraction(1, 2))
    indifferent = {"store": 'share(shop, "A") if store == "High" else 1/2', "shop": shops}
    unknown = FiniteTier(tier_game(players, indifferent), 1, (1, 0)).from_roots([half])[0]
    assert (unknown.counts, unknown.symmetric) == NOTHING
    content = {"store": 'share(shop, "A") if store == "High" else 0', "shop": shops}
    found = FiniteTier(tier_game(players, content), 1, (1, 0)).from_roots([half])[0]
    assert found.counts is not None


def test_bounds_are_rounded_up() -> None:
    assert LimitDistance(0.0123401, 0.00019, "1/N") == LimitDistance(0.013, 0.00019, "1/N")
