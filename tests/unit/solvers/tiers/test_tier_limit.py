from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import Coverage, UnsupportedGameError, solve
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.rendering.tables.solution_tables import solution_sentences
from unit.models.tier_files import adoption, crowding, tier_game


def test_shares_of_the_limit_do_not_depend_on_the_count() -> None:
    for count in (10, 100_000):
        solution = solve(adoption(count), "large_population")
        assert [equilibrium["shop"]["Temu"] for equilibrium in solution.equilibria] == [0, Fraction(5, 8), 1]
        assert (solution.coverage, solution.arithmetic) == (Coverage.ALL, "exact")
        assert all(equilibrium.max_regret == 0 for equilibrium in solution.equilibria)


def test_the_distance_to_equilibria_of_the_finite_game_is_proved() -> None:
    game = crowding(1000)
    solution = solve(game, "large_population")
    assert [equilibrium["shop"]["Temu"] for equilibrium in solution.equilibria] == [Fraction(2, 3)]
    distance, of_counts = (Fraction(solution.statistics[key]) for key in ("distance", "distance_counts"))
    (counts,) = solve(game, "pure").equilibria
    assert abs(counts["shop"]["Temu"] - Fraction(2, 3)) <= of_counts <= Fraction(3, 1000)
    (mixed,) = solve(game, "symmetric").equilibria
    assert abs(mixed["shop"]["Temu"] - Fraction(2, 3)) <= distance <= Fraction(3, 1000)
    assert solution.statistics["distance_order"] == "1/N"
    assert solution.statistics["distance_unproved"] == 0


def test_where_no_distance_is_proved_that_is_counted() -> None:
    formula = 'max(0, share(shop, "Temu") - 1/2) if shop == "Temu" else 0'
    solution = solve(tier_game({"shop": (1000, ["Amazon", "Temu"])}, {"shop": formula}), "large_population")
    assert [equilibrium["shop"]["Temu"] for equilibrium in solution.equilibria] == [0, Fraction(1, 2), 1]
    assert solution.statistics["distance_unproved"] == 1
    assert "Of 1 no distance from 1,000 sellers is proved." in " ".join(solution_sentences(solution, shown=1))


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        (
            "0",
            "indifferent at all shares, of which only ends are listed, where the share of shop at 'Temu' is between 0",
        ),
        ('max(0, share(shop, "Temu") - 1/2) if shop == "Temu" else 0', "is between 0 and 0.5"),
        ('(share(shop, "Temu") - 1/3) ** 2 if shop == "Temu" else 0', "is 0.333333 was not decided"),
    ],
)
def test_shares_along_which_nobody_gains_are_told(formula: str, told: str) -> None:
    solution = solve(tier_game({"shop": (1000, ["Amazon", "Temu"])}, {"shop": formula}), "large_population")
    assert solution.coverage is Coverage.PARTIAL
    assert told in solution.unresolved[0]


def test_irrational_shares_are_enclosed() -> None:
    game = tier_game(
        {"shop": (50, ["Amazon", "Temu"])}, {"shop": '1/2 if shop == "Amazon" else share(shop, "Temu") ** 2'}
    )
    solution = solve(game, "large_population")
    (play,) = [e.play for e in solution.equilibria if not e.play.is_pure]
    assert isinstance(play, SymmetricProfile)
    low, high = play.strategies[0][1]
    assert 2 * low**2 < 1 < 2 * high**2
    assert solution.arithmetic == "interval"


def test_a_jump_across_zero_is_no_equilibrium_of_the_limit() -> None:
    formula = '0 if shop == "Amazon" else (1 if share(shop, "Temu") < 3/10 else -1)'
    solution = solve(tier_game({"shop": (100, ["Amazon", "Temu"])}, {"shop": formula}), "large_population")
    assert solution.equilibria == ()
    assert solution.coverage is Coverage.PARTIAL
    assert "jumps across 0 where the share of shop at 'Temu' is 0.3" in solution.unresolved[0]
    assert "100 sellers have an equilibrium in counts within 0.07" in solution.unresolved[0]
    assert "which is proved" in solution.unresolved[0]


def test_single_players_choose_with_the_shares() -> None:
    players = {"store": (0, ["Low", "High"]), "shop": (400, ["Amazon", "Temu"])}
    company = '(1/4 + share(shop, "Amazon")) if shop == "Amazon" else share(shop, "Temu")'
    payoffs = {"store": '1/2 if store == "Low" else share(shop, "Temu")', "shop": company}
    found = solve(tier_game(players, payoffs), "large_population").equilibria
    assert [(e["store"]["High"], e["shop"]["Temu"]) for e in found] == [(1, Fraction(5, 8)), (1, 1), (0, 0)] or [
        (e["store"]["High"], e["shop"]["Temu"]) for e in found
    ] == [(0, 0), (1, Fraction(5, 8)), (1, 1)]


def test_several_choosing_tiers_are_refused() -> None:
    game = tier_game({"shop": (5, ["A", "B", "C"])}, {"shop": "1"})
    with pytest.raises(UnsupportedGameError, match=r"one tier with a choice of two actions, got shop \(3 actions\)"):
        solve(game, "large_population")
