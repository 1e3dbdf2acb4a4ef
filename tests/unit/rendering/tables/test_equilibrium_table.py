"""Which table an equilibrium gets: by what is played in it."""

from __future__ import annotations

import pytest

from gametheory import NormalFormGame, solve
from gametheory.rendering.tables.equilibrium_table import equilibrium_table, probability_table
from gametheory.rendering.tables.text_table import to_plain
from unit.rendering.told_games import forgetful, shipped, solved


def test_distributions_have_a_row_for_each_profile() -> None:
    table = equilibrium_table(solve(shipped("chicken"), "correlated"))
    assert table.columns == ("#", "First driver", "Second driver", "probability")
    assert table.rows[0] == ("1", "Give way", "Give way", "1/2")


def test_distributions_over_plans_of_a_tree_do_too() -> None:
    table = equilibrium_table(solve(shipped("trust_game"), "correlated"))
    assert table.columns == ("#", "Buyer", "Seller", "probability")
    assert {row[1] for row in table.rows[:-1]} == {"trust=Not"}
    assert table.rows[-1][1:] == ("gets 0", "gets 0", "best deviation gains 0")


def test_commitments_begin_with_who_is_bound() -> None:
    table = equilibrium_table(solve(shipped("chicken"), "stackelberg", options={"leader": "second"}))
    assert [row[1] for row in table.rows] == ["Second driver", "First driver"]
    assert [row[4] for row in table.rows] == ["is bound", "gains 0"]


def test_tables_of_several_are_cut() -> None:
    several = solve(shipped("chicken"), "correlated", method="correlated_vertices")
    assert len(several.equilibria) == 5
    assert [row[0] for row in equilibrium_table(several, first=2).rows if row[0]] == ["1", "2"]
    assert [row[0] for row in equilibrium_table(several).rows if row[0]] == ["1", "2", "3", "4", "5"]


def test_answers_in_floats_tell_what_can_be_gained() -> None:
    game = NormalFormGame.zero_sum([[3, -1, 2], [-2, 4, 1]], players=["row", "column"])
    plain = to_plain(equilibrium_table(solve(game, method="interior_point")))
    assert plain.splitlines()[2].startswith("1  row     1 ")
    assert plain.count("gains ") == 2


def test_probabilities_of_distributions_are_in_full() -> None:
    table = probability_table(solve(shipped("chicken"), "correlated"))
    assert table.columns == ("equilibrium", "first", "second", "probability", "payoff_first", "payoff_second")
    assert table.rows[2] == ("1", "Dare", "Give way", "1/4", "21/4", "21/4")


def test_probabilities_of_commitments_are_those_of_their_profile() -> None:
    game = NormalFormGame.from_bimatrix(
        [[2, 4], [1, 3]], [[1, 0], [0, 1]], players=["row", "column"], actions=[["T", "B"], ["L", "R"]]
    )
    assert probability_table(solve(game, "stackelberg")).rows == (
        ("1", "row", "", "T", "1/2", "7/2"),
        ("1", "row", "", "B", "1/2", "7/2"),
        ("1", "column", "", "L", "0", "1/2"),
        ("1", "column", "", "R", "1", "1/2"),
    )


def test_beliefs_stand_beside_probabilities() -> None:
    table = probability_table(solved("beer_quiche", "sequential"))
    assert table.columns == ("equilibrium", "player", "infoset", "action", "node", "probability", "payoff")
    first = [row for row in table.rows if row[0] == "1" and row[1] == "bully"]
    beliefs = [row for row in first if row[4]]
    assert [(row[3], row[4]) for row in beliefs] == [("", "Strong"), ("", "Weak")] * 2
    assert ("1", "bully", beliefs[0][2], "", "Strong", "9/10", beliefs[0][-1]) in beliefs
    assert {row[4] for row in first if row[3]} == {""}


def test_probabilities_of_whole_plans_have_no_information_set() -> None:
    rows = probability_table(forgetful()).rows
    assert {row[2] for row in rows} == {""}
    assert ("1", "pair", "", "first=L; second=x", "1/3") in {row[:5] for row in rows}


@pytest.mark.parametrize("concept", ["nash", "pure", "subgame_perfect"])
def test_every_probability_stands_once(concept: str) -> None:
    rows = probability_table(solved("centipede", concept)).rows
    assert len(rows) > 0
    assert len({row[:4] for row in rows}) == len(rows)
