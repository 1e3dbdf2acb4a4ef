from __future__ import annotations

import math
from fractions import Fraction

import pytest

from gametheory import Coverage, NormalFormGame, UnsupportedGameError, solve
from gametheory.core.solution import Solution
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.core.tiered_game import Deviation
from unit.models.tier_files import adoption, crowding, tier_game


def on_temu(solution: Solution) -> list[Fraction]:
    """Return the probability of the second action in each equilibrium, the middle where it is enclosed."""
    return [equilibrium["shop"]["Temu"] for equilibrium in solution.equilibria]


def test_two_sellers_have_the_mixture_of_the_two_by_two_game() -> None:
    solution = solve(adoption(2), "symmetric")
    game = NormalFormGame(
        [
            [[Fraction(5, 4), Fraction(3, 4)], [Fraction(1, 2), 1]],
            [[Fraction(5, 4), Fraction(1, 2)], [Fraction(3, 4), 1]],
        ]
    )
    mixed = [equilibrium for equilibrium in solve(game).equilibria if not equilibrium.play.is_pure]
    assert on_temu(solution) == [0, mixed[0]["1"]["2"], 1]
    assert (solution.coverage, solution.arithmetic) == (Coverage.ALL, "exact")


def test_mixtures_of_small_tiers_are_exact_where_rational() -> None:
    solution = solve(adoption(30), "symmetric")
    assert on_temu(solution) == [0, Fraction(73, 116), 1]
    assert solution.equilibria[1].max_regret == 0


@pytest.mark.parametrize("count", [301, 302, 5_000, 1_000_000])
def test_large_tiers_are_enclosed_around_the_known_mixture(count: int) -> None:
    # the gain 2 k / N - 5 / 4 + 1 / N at k others is linear, so its mean is 0 where k has this mean
    expected = Fraction(5 * count - 4, 8) / (count - 1)
    solution = solve(adoption(count), "symmetric")
    (mixed,) = [e.play for e in solution.equilibria if not e.play.is_pure]
    assert isinstance(mixed, SymmetricProfile)
    low, high = mixed.strategies[0][1]
    assert low <= expected <= high
    assert high - low < Fraction(1, 10**9)
    assert solution.coverage is Coverage.ALL
    assert solution.arithmetic == ("exact" if count == 301 else "interval")


def test_a_jump_has_its_mixture_too() -> None:
    formula = '0 if shop == "Amazon" else (1/5 - share(shop, "Temu") / 10 - (1 if share(shop, "Temu") > 3/5 else 0))'
    game = tier_game({"shop": (40_000, ["Amazon", "Temu"])}, {"shop": formula})
    (share,) = on_temu(solve(game, "symmetric"))
    trials, gains = 39_999, (0.14, -0.86)
    at_most = 0.5 * (
        1 + math.erf((24_000 - trials * float(share)) / math.sqrt(2 * trials * float(share * (1 - share))))
    )
    assert gains[0] * at_most + gains[1] * (1 - at_most) == pytest.approx(0, abs=5e-3)


def test_third_actions_and_others_are_judged() -> None:
    actions = ["Amazon", "Temu", "Both"]
    formula = 'share(shop, "Amazon") if shop == "Amazon" else (share(shop, "Temu") if shop == "Temu" else 2/5)'
    low = solve(tier_game({"shop": (50, actions)}, {"shop": formula}), "symmetric")
    high = solve(tier_game({"shop": (50, actions)}, {"shop": formula.replace("2/5", "3/5")}), "symmetric")
    assert any(e["shop"]["Amazon"] == e["shop"]["Temu"] == Fraction(1, 2) for e in low.equilibria)
    assert not any(e["shop"]["Amazon"] == e["shop"]["Temu"] == Fraction(1, 2) for e in high.equilibria)
    assert low.coverage is Coverage.PARTIAL
    assert "shop mix three or more of 'Amazon', 'Temu', 'Both'" in low.unresolved[-1]


def test_single_players_answer_the_mixture() -> None:
    players = {"store": (0, ["Low", "High"]), "shop": (400, ["Amazon", "Temu"])}
    company = '(1/4 + share(shop, "Amazon")) if shop == "Amazon" else share(shop, "Temu")'
    payoffs = {"store": '1/2 if store == "Low" else share(shop, "Temu")', "shop": company}
    mixed = [e for e in solve(tier_game(players, payoffs), "symmetric").equilibria if not e.play.is_pure]
    assert [dict(e["store"]) for e in mixed] == [{"Low": 0, "High": 1}]


def test_an_indifferent_tier_is_named() -> None:
    solution = solve(tier_game({"shop": (5, ["Amazon", "Temu"])}, {"shop": "1"}), "symmetric")
    assert solution.coverage is Coverage.PARTIAL
    assert "may be indifferent between 'Amazon' and 'Temu'" in solution.unresolved[0]


def test_mean_gains_at_the_mixture_vanish() -> None:
    game = crowding(25)
    (share,) = on_temu(solve(game, "symmetric"))
    gains = [game.gain(Deviation(0, 0, 1), ((25 - k, k),)) for k in range(25)]
    mean = sum(g * math.comb(24, k) * share**k * (1 - share) ** (24 - k) for k, g in enumerate(gains))
    assert abs(mean) < Fraction(1, 10**9)


def test_single_players_games_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="for a game of tiers, got concept 'symmetric' for a normal form"):
        solve(NormalFormGame.zero_sum([[1, 2], [3, 0]]), "symmetric", method="tier_symmetric")


def test_several_mixtures_of_a_large_tier_are_proved() -> None:
    bent = '(share(shop, "Temu") - 1/5) * (share(shop, "Temu") - 1/2) * (4/5 - share(shop, "Temu"))'
    game = tier_game({"shop": (200_000, ["Amazon", "Temu"])}, {"shop": f'0 if shop == "Amazon" else {bent}'})
    solution = solve(game, "symmetric")
    assert [float(share) for share in on_temu(solution)] == pytest.approx([0.2, 0.5, 0.8], abs=1e-4)
    assert [equilibrium.max_regret for equilibrium in solution.equilibria] == [0, 0, 0]
