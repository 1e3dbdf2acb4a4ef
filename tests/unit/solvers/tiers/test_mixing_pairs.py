from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from gametheory import Coverage, NormalFormGame, solve
from gametheory.core.tiered_game import TieredGame
from gametheory.models.model import GameModel
from gametheory.solvers.tiers.mixing_pairs import MixingPairs
from unit.models.tier_files import random_formula, tier_game

CHASE = {
    "buyer": 'share(seller, "Temu") - 1/3 - share(buyer, "Temu") / 5 if buyer == "Temu" else 0',
    "seller": '1/2 - share(buyer, "Temu") if seller == "Temu" else 0',
}


def chase(buyers: int, sellers: int) -> GameModel | TieredGame:
    """Return the game in which buyers follow sellers, who keep away from them."""
    actions = ["Amazon", "Temu"]
    return tier_game({"buyer": (buyers, actions), "seller": (sellers, actions)}, CHASE)


def test_both_tiers_mix_at_probabilities_that_are_exact() -> None:
    solution = solve(chase(12, 9), "symmetric")
    (found,) = solution.equilibria
    assert found["buyer"]["Temu"] == Fraction(1, 2)
    assert found["seller"]["Temu"] == Fraction(1, 3) + (Fraction(11, 2) + 1) / 12 / 5
    assert (solution.coverage, solution.arithmetic, found.max_regret) == (Coverage.ALL, "exact", 0)


def test_large_tiers_are_enclosed() -> None:
    solution = solve(chase(120, 100), "symmetric")
    (found,) = solution.equilibria
    assert abs(found["buyer"]["Temu"] - Fraction(1, 2)) < Fraction(1, 10**8)
    assert abs(found["seller"]["Temu"] - Fraction(1, 3) - (Fraction(119, 2) + 1) / 120 / 5) < Fraction(1, 10**8)
    assert (solution.coverage, solution.arithmetic, found.max_regret) == (Coverage.ALL, "interval", 0)


def test_tiers_that_split_in_too_many_ways_are_named() -> None:
    solution = solve(chase(1_000, 900), "symmetric")
    assert solution.coverage is Coverage.PARTIAL
    assert "both buyer and seller mix were not looked for: they can split in more than 65,536" in solution.unresolved[0]


def test_lines_of_equilibria_are_left_open_by_name() -> None:
    game = tier_game(
        {"one": (3, ["A", "B"]), "two": (4, ["A", "B"])},
        {key: f'(share(two, "B") - share(one, "B")) * 0 if {key} == "B" else 0' for key in ("one", "two")},
    )
    pairs = MixingPairs(game.to_game(), [(0, 1), (0, 1)], lambda: None)  # type: ignore[arg-type]
    assert not list(pairs.equilibria())
    assert "whether one mix 'A' and 'B' while two mix 'A' and 'B'" in pairs.unresolved[0]


def each_seller_alone(game: TieredGame) -> NormalFormGame:
    """Return the game in which every seller is a player."""
    owners = [tier for tier, count in enumerate(game.counts) for _ in range(count)]
    shape = (2,) * len(owners)
    table = np.empty((len(owners), *shape), dtype=object)
    for profile in np.ndindex(*shape):
        counts = tuple(
            tuple(sum(a == b and owner == tier for a, owner in zip(profile, owners, strict=True)) for b in (0, 1))
            for tier in range(len(game.counts))
        )
        for player, owner in enumerate(owners):
            table[(player, *profile)] = game.payoff(owner, profile[player], counts)
    return NormalFormGame(table)


@pytest.mark.parametrize("seed", range(12))
def test_small_tiers_have_the_symmetric_equilibria_of_the_game_of_all_sellers(seed: int) -> None:
    rng = random.Random(seed)
    tiers = {"one": (2, ["A", "B"]), "two": (2, ["A", "B"])}
    formulas = {
        key: f'{random_formula(rng, tiers, 2)} + {rng.randint(-9, 9)}/17 if {key} == "B" else {rng.randint(-9, 9)}/13'
        for key in tiers
    }
    source = tier_game(tiers, formulas)
    game = source.to_game()
    assert isinstance(game, TieredGame)
    solution = solve(source, "symmetric")
    whole = solve(each_seller_alone(game), "nash")
    assert Coverage.PARTIAL not in {solution.coverage, whole.coverage}
    wanted = set()
    for equilibrium in whole.equilibria:
        shares = [round(float(next(reversed(equilibrium[str(p)].values()))), 6) for p in ("1", "2", "3", "4")]
        if shares[0] == shares[1] and shares[2] == shares[3]:
            wanted.add((shares[0], shares[2]))
    assert {tuple(round(float(e[key]["B"]), 6) for key in tiers) for e in solution.equilibria} == wanted
