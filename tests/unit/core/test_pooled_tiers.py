from __future__ import annotations

from gametheory.core.count_profile import CountProfile, PooledCounts
from gametheory.core.pooled_tiers import PooledTiers
from unit.models.tier_files import adoption, two_alike

FOUR_EACH = PooledCounts((0, 1), ((4, 4), (4, 4)))


def test_tiers_that_are_alike_stand_together() -> None:
    game = two_alike(3, 5)
    pooled = PooledTiers(game)
    assert pooled.groups == ((0, 1),)
    assert pooled.game.counts == (8, 1)
    assert pooled.game.num_actions == (2, 1)
    assert pooled.game.payoff(0, 1, ((5, 3), (1,))) == game.payoff("small", 1, ((1, 2), (4, 1)))
    assert pooled.game.payoff(0, 0, ((5, 3), (1,))) == game.payoff("large", 0, ((3, 0), (2, 3)))


def test_counts_are_spread_over_the_tiers_and_gathered_again() -> None:
    pooled = PooledTiers(two_alike(3, 5))
    together = CountProfile.of_counts(pooled.game, ((4, 4), (1,)))
    spread = pooled.spread(together)
    assert spread.ranges == (((0, 3), (0, 3)), ((1, 4), (1, 4)))
    assert spread.pools == (FOUR_EACH,)
    assert set(spread.vectors()) == {((own, 3 - own), (4 - own, 1 + own)) for own in range(4)}
    assert pooled.gathered(spread) == together


def test_what_leaves_nothing_open_has_no_pools() -> None:
    pooled = PooledTiers(two_alike(3, 5))
    everybody = CountProfile.of_counts(pooled.game, ((0, 8), (1,)))
    spread = pooled.spread(everybody)
    assert spread.pools == ()
    assert spread.lead == ((0, 3), (0, 5))
    assert pooled.gathered(spread) == everybody
    anybody = pooled.spread(CountProfile(pooled.game, (((0, 8), (0, 8)), ((1, 1),))))
    assert anybody.pools == ()
    assert anybody.num_vectors == 24


def test_a_game_without_such_tiers_is_left_alone() -> None:
    game = adoption(5)
    pooled = PooledTiers(game)
    assert pooled.game is game
    profile = CountProfile.of_counts(game, ((2, 3),))
    assert pooled.spread(profile) is profile
