from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import Coverage, UnsupportedGameError, load, solve
from gametheory.analysis.tiers.led_symmetric_certificate import judge_led_symmetric
from gametheory.core.led_symmetric_profile import LedSymmetricProfile
from gametheory.core.led_tiered_game import LedTieredGame
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.tiers import tier_stages
from gametheory.solvers.watch import Watch
from unit.models.led_tier_files import FILE, led_game, random_led_game, watched_game


def solved(game: LedTieredGame, num_listed: int = 100) -> tuple[list[LedSymmetricProfile], Conclusion]:
    """Return the symmetric plans of a game, and what is said of them."""
    running = tier_stages.search(Problem(game, "symmetric", Watch(None, None), num_listed=num_listed))
    found = []
    while True:
        try:
            play = next(running)
        except StopIteration as end:
            return found, end.value
        assert isinstance(play, LedSymmetricProfile)
        found.append(play)


def test_sellers_mix_in_a_branch_and_leaders_foresee_it() -> None:
    game = load("choose_one_of_two_tiers").to_game()
    assert isinstance(game, LedTieredGame)
    found, conclusion = solved(game)
    assert [play["amazon"]["Demand exclusivity"] for play in found] == [1, 0, 1]
    assert [float(play["top"]["Stay on both"]) for play in found] == pytest.approx([0, 1, 0.280584], abs=1e-6)
    assert conclusion.unresolved == (
        "equilibria that are not subgame perfect, which rest on threats, were not looked for",
    )
    assert (conclusion.coverage, conclusion.arithmetic) == (Coverage.PARTIAL, "interval")
    proofs = [judge_led_symmetric(play) for play in found]
    assert all(proof.max_regret == 0 for proof in proofs)
    assert [float(proof.payoffs[0]) for proof in proofs] == pytest.approx([89, 78, 84.6229], abs=1e-4)


@pytest.mark.parametrize("seed", range(25))
def test_every_plan_of_a_random_game_is_proved(seed: int) -> None:
    found, conclusion = solved(random_led_game(seed))
    assert found or conclusion.unresolved
    assert all(judge_led_symmetric(play).max_regret == 0 for play in found)
    assert len(set(map(repr, found))) == len(found)


def test_many_ways_to_choose_are_reduced_to_what_is_best_for_sellers(monkeypatch: pytest.MonkeyPatch) -> None:
    text = FILE.replace("homing.temu * (1/2 + answer.paid - demand.on * (2 - share(top, \"Stay\")))",
                        "homing.temu * (share(top, \"Stay\") - 1/2)")  # fmt: skip
    everything, _ = solved(led_game(text))
    assert len(everything) > 50
    monkeypatch.setattr(tier_stages, "MOST_SELECTIONS", 5)
    found, conclusion = solved(led_game(text))
    assert {play["top"]["Stay"] for play in found} == {Fraction(1)}
    assert "81 ways to choose one equilibrium in every branch" in conclusion.unresolved[0]


def test_a_long_list_is_cut_and_says_so() -> None:
    found, conclusion = solved(led_game(), num_listed=0)
    assert found == []
    assert "the list was cut at 0 equilibria" in conclusion.unresolved[-2]


def test_a_branch_without_an_equilibrium_by_counts_is_played_by_lots() -> None:
    game = watched_game('1 if share(shop, "Temu") == 1/2 else -1')
    solution = solve(game)
    assert solution.concept == "subgame_perfect"
    assert solution.coverage is Coverage.PARTIAL
    assert "after Store: 'Demand' there is no equilibrium by counts, which is proved" in solution.unresolved[0]
    demanded = [found for found in solution.equilibria if found["store"]["Demand"] == 1]
    assert demanded
    assert all(found.max_regret == 0 and found.is_subgame_perfect for found in solution.equilibria)
    assert float(demanded[0]["shop"]["Temu"]) == pytest.approx(0.5, abs=0.02)
    assert demanded[0]["guard"]["Idle"] == 1
    assert solve(watched_game("-1")).equilibria[0].kind == "counts"


def test_both_tiers_may_mix_in_a_branch() -> None:
    (found, *_) = solve(watched_game('1 if share(shop, "Temu") > 1/4 else -1')).equilibria
    assert isinstance(found.play, LedSymmetricProfile)
    branch = found.play.branch((0,))
    assert 0 < branch["shop"]["Temu"] < 1
    assert 0 < branch["guard"]["Work"] < 1
    assert found.max_regret == 0


def test_a_branch_without_any_such_equilibrium_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gametheory.solvers.tiers.mixing_pairs.MOST_CELLS", 100)
    game = watched_game('1 if share(shop, "Temu") > 1/4 else -1')
    with pytest.raises(
        UnsupportedGameError, match="or a symmetric one in which at most two tiers mix, in every branch"
    ):
        solve(game)
