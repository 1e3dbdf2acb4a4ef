from __future__ import annotations

import pytest

from gametheory import NormalFormGame, solve
from gametheory.rendering.tables import distribution_table as tables
from gametheory.rendering.tables.distribution_table import (
    commitment_table,
    distribution_probability_table,
    distribution_table,
)
from gametheory.rendering.tables.text_table import to_plain
from gametheory.solvers.mediation.stackelberg import StackelbergOptions

CHICKEN = NormalFormGame.from_bimatrix(
    [[6, 2], [7, 0]], [[6, 7], [2, 0]], players={"row": "Row", "column": "Column"}, actions=[["Swerve", "Straight"]] * 2
)
LEADERSHIP = NormalFormGame.from_bimatrix([[2, 4], [1, 3]], [[1, 0], [0, 1]], actions=[["T", "B"], ["L", "R"]])


def test_profiles_and_payoffs() -> None:
    assert to_plain(distribution_table(solve(CHICKEN, "correlated"))).splitlines() == [
        "#  Row        Column     probability",
        "-  ---------  ---------  ----------------------",
        "1  Swerve     Swerve     1/2",
        "   Swerve     Straight   1/4",
        "   Straight   Swerve     1/4",
        "   gets 5.25  gets 5.25  best deviation gains 0",
    ]


def test_several_equilibria_are_groups_of_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    solution = solve(CHICKEN, "correlated", method="correlated_vertices")
    monkeypatch.setattr(tables, "MAX_PROFILES", 2)
    table = distribution_table(solution, first=2)
    assert [row[0] for row in table.rows if row[0]] == ["1", "2"]
    assert table.groups == {4}
    assert ("", "(1 more)", "", "1/4") in table.rows


def test_every_probability_in_full() -> None:
    table = distribution_probability_table(solve(CHICKEN, "correlated"))
    assert table.columns == ("equilibrium", "row", "column", "probability", "payoff_row", "payoff_column")
    assert table.rows[1] == ("1", "Swerve", "Straight", "1/4", "21/4", "21/4")


def test_commitments_begin_with_the_leader() -> None:
    solution = solve(LEADERSHIP, "stackelberg", options=StackelbergOptions("2"))
    assert commitment_table(solution).rows == (
        ("1", "Player 2", "L", "1", "is bound"),
        ("", "Player 1", "T", "2", "gains 0"),
    )
    weak = solve(LEADERSHIP, "stackelberg", options=StackelbergOptions(tie="weak"))
    assert commitment_table(weak).rows[0] == ("1", "Player 1", "near T 1/2, B 1/2", "3.5", "is bound")


def test_other_solutions_have_no_rows() -> None:
    nash = solve(CHICKEN, "nash")
    assert distribution_table(nash).rows == distribution_probability_table(nash).rows == ()
    assert commitment_table(nash).rows == ()
