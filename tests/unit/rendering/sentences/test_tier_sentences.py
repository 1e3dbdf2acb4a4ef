from __future__ import annotations

from gametheory import solve
from gametheory.rendering.sentences.game_description import structure_sentences
from gametheory.rendering.tables.solution_tables import solution_sentences
from unit.models.tier_files import adoption, crowding, tier_game, two_alike


def test_a_split_is_told_with_shares_and_reasons() -> None:
    told = " ".join(solve(crowding(12), "pure").explain().split())
    assert "Shop split: 4 choose “Amazon” (33.33 %) and 8 choose “Temu” (66.67 %)." in told
    assert "Payoffs are shop 0.333 (1/3) a seller." in told
    assert "One of shop at “Amazon” gets 0.333 and would get 0.25 at “Temu”." in told


def test_other_equilibria_are_told_shortly() -> None:
    told = " ".join(solve(adoption(12), "symmetric").explain().split())
    assert "Equilibrium 1 is told in full" in told
    assert "Equilibrium 2: shop each draw by the same lot: “Amazon” 36.36 % and “Temu” 63.64 %." in told
    assert "Equilibrium 3: shop all choose “Temu”." in told


def test_families_and_ties_are_told() -> None:
    game = tier_game({"shop": (10**6, ["A", "B"])}, {"shop": "1/10"})
    solution = solve(game, "pure")
    told = " ".join(solution.explain().split())
    assert "Shop split: 0 to 1,000,000 choose “A” and 0 to 1,000,000 choose “B”." in told
    assert "gets 0.1 and would get the same at “B”" in told
    assert solution_sentences(solution, shown=1)[0] == (
        "1,000,001 pure equilibria by counts, in one family, by tier_counts."
    )


def test_completeness_and_distance_are_told() -> None:
    assert "every other count vector was ruled out" in " ".join(solution_sentences(solve(adoption(9), "pure"), shown=2))
    assert "concept 'symmetric' looks for mixed ones" in " ".join(solution_sentences(solve(adoption(9)), shown=2))
    limit = solution_sentences(solve(crowding(1_000), "large_population"), shown=1)
    assert "Distance in shares from 1,000 sellers, proved: at most 0.0027 to a symmetric equilibrium" in " ".join(limit)


def test_size_is_told() -> None:
    players = {"store": (0, ["Open"]), "shop": (12, ["Amazon", "Temu"])}
    (sentence,) = structure_sentences(tier_game(players, {"store": "0", "shop": "0"}))
    assert "one tier of identical sellers beside one single player" in sentence
    assert "(13 ways to spread)" in sentence


def test_totals_of_tiers_that_are_alike_are_told() -> None:
    told = " ".join(solve(two_alike(3, 5), "pure").explain().split())
    assert (
        "Small split: 0 to 3 choose “Amazon” and 0 to 3 choose “Temu”, with large in all 4 choose “Amazon” (50 %) and "
        "4 choose “Temu” (50 %)." in told
    )
