from __future__ import annotations

from gametheory import solve
from gametheory.rendering.tables.count_table import count_table, exact_count_table
from unit.models.tier_files import adoption, crowding, tier_game, two_alike


def test_counts_and_single_players_stand_in_rows() -> None:
    players = {"store": (0, ["Open", "Closed"]), "shop": (12, ["Amazon", "Temu"])}
    formula = '(1 - 2 * share(shop, "Amazon")) if shop == "Amazon" else (1 - share(shop, "Temu"))'
    table = count_table(solve(tier_game(players, {"store": 'store == "Open"', "shop": formula}), "pure"))
    assert table.columns == ("#", "player", "choose", "payoff each", "best deviation")
    assert table.rows == (("1", "store", "Open", "1", "gains 0"), ("", "shop", "Amazon 4, Temu 8", "1/3", "gains 0"))


def test_boxes_are_ranges() -> None:
    solution = solve(tier_game({"shop": (10**6, ["A", "B"])}, {"shop": "1/10"}), "pure")
    assert count_table(solution).rows[0][2] == "A 0 to 1,000,000, B 0 to 1,000,000"
    assert exact_count_table(solution).rows[1] == ("1", "shop", "B", "0", "1000000", "1/10")


def test_probabilities_stand_in_the_place_of_counts() -> None:
    solution = solve(adoption(30), "symmetric")
    assert [row[2] for row in count_table(solution).rows] == ["Amazon", "Amazon 43/116, Temu 73/116", "Temu"]
    assert exact_count_table(solution).rows[3][:5] == ("2", "shop", "Temu", "73/116", "73/116")
    assert len(count_table(solution, first=1).rows) == 1
    assert len(count_table(solve(crowding(4), "pure")).rows) == 1


def test_tiers_that_are_alike_have_totals() -> None:
    rows = count_table(solve(two_alike(3, 5), "pure")).rows
    assert rows[0][2] == "Amazon 0 to 3, Temu 0 to 3"
    assert rows[1][2] == "Amazon 1 to 4, Temu 1 to 4; with small in all Amazon 4, Temu 4"
