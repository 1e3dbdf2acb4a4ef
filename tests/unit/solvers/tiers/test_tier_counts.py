from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest

from gametheory import Coverage, Limits, NormalFormGame, Termination, UnsupportedGameError, solve
from gametheory.core.count_profile import CountProfile
from gametheory.core.solution import Solution
from gametheory.core.tiered_game import Counts, Deviation
from gametheory.solvers.tiers.tier_counts import joined
from unit.models.tier_files import (
    alike_tiers,
    counted_equilibria,
    crowding,
    random_formula,
    random_tiers,
    tier_game,
    two_alike,
)


def vectors(solution: Solution) -> list[Counts]:
    """Return every count vector of a solution."""
    plays = [equilibrium.play for equilibrium in solution.equilibria]
    return [counts for play in plays if isinstance(play, CountProfile) for counts in play.vectors()]


@pytest.mark.parametrize("seed", range(40))
def test_random_games_have_the_equilibria_that_counting_finds(seed: int) -> None:
    game = random_tiers(seed)
    solution = solve(game, "pure")
    found = vectors(solution)
    assert len(found) == len(set(found)) == solution.num_extreme
    assert set(found) == counted_equilibria(game)
    assert solution.coverage is Coverage.ALL
    assert all(equilibrium.max_regret == 0 for equilibrium in solution.equilibria)


@pytest.mark.parametrize("seed", range(6))
def test_small_tiers_agree_with_the_game_of_single_players(seed: int) -> None:
    rng = random.Random(seed)
    first, second, third = (rng.randint(-4, 4) for _ in range(3))
    formula = f'{first} * share(shop, "A") + {second}/3 if shop == "A" else {third} * share(shop, "B") ** 2'
    game = tier_game({"shop": (3, ["A", "B"])}, {"shop": formula})
    payoffs = np.empty((3, 2, 2, 2), dtype=object)
    for profile in product(range(2), repeat=3):
        for player in range(3):
            payoffs[player, *profile] = game.payoff(0, profile[player], (((profile.count(0), profile.count(1)),)))
    solution = solve(NormalFormGame(payoffs), "pure")
    single = [tuple(strategy.index(1) for strategy in e.profile.strategies if strategy) for e in solution.equilibria]
    assert {((profile.count(0), profile.count(1)),) for profile in single} == set(vectors(solve(game, "pure")))


def test_no_pure_equilibrium_is_proved_and_nash_then_mixes() -> None:
    game = tier_game(
        {"shop": (2, ["A", "B"]), "store": (0, ["X", "Y"])},
        {
            "shop": '(1 if store == "X" else -1) if shop == "A" else 0',
            "store": '(share(shop, "B") if store == "X" else share(shop, "A"))',
        },
    )
    solution = solve(game, "pure")
    assert (solution.equilibria, solution.coverage) == ((), Coverage.ALL)
    assert counted_equilibria(game) == set()
    mixed = solve(game)
    assert mixed.method == "tier_symmetric"
    assert any("no pure equilibrium" in sentence for sentence in mixed.unresolved)


def test_nash_is_pure_equilibria_by_counts() -> None:
    solution = solve(crowding(12))
    assert (solution.method, solution.coverage) == ("tier_counts", Coverage.ALL_PURE)
    assert vectors(solution) == [((4, 8),)]


def test_families_are_boxes_and_are_not_listed_one_by_one() -> None:
    players = {"shop": (10**6, ["A", "B"]), "maker": (50, ["A", "B"])}
    solution = solve(tier_game(players, {"shop": "1/10", "maker": 'share(maker, "A") * (maker == "A")'}), "pure")
    assert [repr(equilibrium.play) for equilibrium in solution.equilibria] == [
        "<CountProfile 0..1,000,000, 0..1,000,000 | 50, 0>"
    ]
    assert solution.num_extreme == 10**6 + 1


def test_a_huge_answer_is_cut_and_says_so() -> None:
    players = {key: (400, ["Out", "In"]) for key in ("one", "two", "three")}
    total = " + ".join(f'share({key}, "In")' for key in players)
    weights = enumerate(players, 1)
    payoffs = {key: f'{weight} * (3/2 - ({total})) if {key} == "In" else 0' for weight, key in weights}
    solution = solve(tier_game(players, payoffs), "pure", limits=Limits(equilibria=100))
    assert (solution.coverage, solution.termination) == (Coverage.PARTIAL, Termination.COUNT_REACHED)
    assert len(solution.equilibria) == 100
    assert "families of equilibria in counts, and there are more" in solution.unresolved[0]


def test_time_limits_keep_what_was_found() -> None:
    players = {key: (100_000, ["Out", "In"]) for key in ("one", "two", "three")}
    total = " + ".join(f'share({key}, "In")' for key in players)
    payoffs = {key: f'(3/2 - ({total})) if {key} == "In" else 0' for key in players}
    solution = solve(tier_game(players, payoffs), "pure", limits=Limits(time=0.0))
    assert solution.termination is Termination.TIME_LIMIT
    assert solution.coverage is Coverage.PARTIAL


def test_single_players_games_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="game of tiers"):
        solve(NormalFormGame.zero_sum([[1, 2], [3, 0]]), method="tier_counts")


def test_boxes_side_by_side_are_joined() -> None:
    two = [(((0, 2), (3, 5)), ((1, 1),)), (((3, 5), (0, 2)), ((1, 1),))]
    assert joined(two, (5, 1)) == [(((0, 5), (0, 5)), ((1, 1),))]
    apart = [(((0, 1), (4, 5)),), (((3, 5), (0, 2)),)]
    assert joined(apart, (5,)) == apart
    assert joined([], (5,)) == []


def test_gains_at_equilibria_are_not_positive_next_to_the_border() -> None:
    (counts,) = vectors(solve(crowding(999_999), "pure"))
    game = crowding(999_999)
    assert counts == ((333_333, 666_666),)
    assert game.gain(Deviation(0, 0, 1), counts) <= 0
    assert game.gain(Deviation(0, 1, 0), counts) <= 0


@pytest.mark.parametrize("seed", range(30))
def test_tiers_that_are_alike_have_the_equilibria_that_counting_finds(seed: int) -> None:
    game = alike_tiers(seed)
    solution = solve(game, "pure")
    found = vectors(solution)
    assert len(found) == len(set(found))
    assert solution.num_extreme in {None, len(found)}
    assert set(found) == counted_equilibria(game)
    assert solution.coverage is Coverage.ALL
    assert all(equilibrium.max_regret == 0 for equilibrium in solution.equilibria)


def test_splits_of_tiers_that_are_alike_are_one_line() -> None:
    game = two_alike(300_000, 500_000)
    (found,) = solve(game, "pure").equilibria
    assert isinstance(found.play, CountProfile)
    assert found.play.pools[0].totals == ((400_000, 400_000), (400_000, 400_000))
    assert found.play.num_vectors == 300_001
    assert found.certificate.is_equilibrium


@pytest.mark.parametrize("seed", range(6))
def test_boxes_of_three_actions_are_cut_and_decided_as_counting_does(seed: int) -> None:
    rng = random.Random(seed)
    tiers = {"first": (rng.randint(15, 20), ["A", "B", "C"]), "second": (rng.randint(4, 7), ["A", "B"])}
    payoffs = {
        key: " + ".join(f'(({random_formula(rng, tiers, 2)}) if {key} == "{action}" else 0)' for action in actions)
        for key, (_, actions) in tiers.items()
    }
    game = tier_game(tiers, payoffs)
    found = vectors(solve(game, "pure"))
    assert len(found) == len(set(found))
    assert set(found) == counted_equilibria(game)
