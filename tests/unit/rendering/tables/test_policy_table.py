"""Policies side by side as a table with sentences."""

from __future__ import annotations

from io import StringIO

from gametheory import Limits, load
from gametheory.rendering.tables.policy_table import policy_heading, policy_sentences, policy_table
from gametheory.studies.policies.policies import compare

COORDINATION = """gametheory: 1
form: normal
players: [row, column]
actions: {row: [Top, Bottom], column: [Left, Right]}
payoffs: [[[3, 1], [0, 0]], [[0, 0], [1, 5]]]
policies: {no_top: {label: No top, remove: {row: [Top]}}}
"""


def test_one_row_for_each_game() -> None:
    found = compare(load("choose_one_of_two"), ["no_exclusivity"])
    table = policy_table(found)
    assert table.columns[:5] == ("policy", "equilibria", "played", "Amazon", "Top seller")
    assert table.rows[1] == ("Ban on exclusivity", "1", "Allow both", "3.9", "7.2", "2.5", "10", "11.1")
    assert policy_heading(found) == "Choose one of two: policies, subgame perfect (million USD a year)"
    assert policy_sentences(found) == (
        "Ban on exclusivity: more for Top seller (by 0.96), consumers (by 2), sales on Temu (by 8) and all players "
        "(by 0.74); less for Amazon (by 0.22).",
        "Coverage of all 2 games: all.",
    )


def test_intervals_where_equilibria_differ() -> None:
    model = load(StringIO(COORDINATION))
    found = compare(model, select="row")
    assert policy_table(found).rows[0][3:5] == ("3 (0.75 to 3)", "1 (0.833 to 5)")
    sentences = policy_sentences(found)
    assert sentences[0] == (
        "No top: by the equilibrium as much or more for column (by up to 4.17) and all players (by up to 4.42); "
        "either way, by the equilibrium, for row."
    )
    assert "the best one for row; brackets hold the interval" in sentences[1]
    none = policy_table(compare(model, select="payoff_dominant")).rows[0]
    assert (none[2], none[3]) == ("none selected", "0.75 to 3")


def test_a_search_that_was_cut_short_is_told() -> None:
    found = compare(load("seventy_five_equilibria"), [], limits=Limits(time=0))
    assert policy_table(found).rows[0][1] == "0 found"
    assert policy_table(found).rows[0][3] == "none"
    assert "the time limit was reached" in policy_sentences(found)[-1]
