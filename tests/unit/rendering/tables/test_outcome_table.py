"""Ends of play and profiles as rows."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import NormalFormGame, load, solve
from gametheory.rendering.tables import outcome_table as module
from gametheory.rendering.tables.outcome_table import outcome_table


def test_a_tree_has_a_row_for_each_end() -> None:
    table, total = outcome_table(solve(load("choose_one_of_two")))
    assert table.columns == ("path of play", "in the leading equilibrium", "Amazon gets", "Top seller gets")
    assert len(table.rows) == total == 9
    likely = {row[0]: row[1:] for row in table.rows if row[1] != "never"}
    assert likely == {
        "Demand exclusivity, Leave Temu, Reported, Return to Temu, Deny the demand": ("2/5 (40 %)", "3.58", "6.6"),
        "Demand exclusivity, Leave Temu, Quiet": ("3/5 (60 %)", "4.48", "6"),
    }


def test_a_normal_form_has_a_row_for_each_profile() -> None:
    game = NormalFormGame.from_bimatrix([[3, 0], [1, 2]], [[1, 0], [0, 4]], actions=[["T", "B"], ["L", "R"]])
    table, total = outcome_table(solve(game))
    assert table.columns == ("Player 1", "Player 2", "in the leading equilibrium", "Player 1 gets", "Player 2 gets")
    assert table.rows[1] == ("T", "R", "never", "0", "0")
    assert table.rows[3] == ("B", "R", "certain", "2", "4")
    assert total == 4


def test_mixed_profiles_have_products_of_probabilities() -> None:
    table, _ = outcome_table(solve(load("price_monitoring")))
    assert table.rows[0][:2] == ("Monitor", "Undercut on Temu")
    assert table.rows[0][2].startswith("6400/43763 (14.6 %)")


def test_without_equilibrium_no_column_says_how_likely() -> None:
    table, _ = outcome_table(solve(load("matching_pennies"), "pure"))
    assert table.columns == ("Matcher", "Mismatcher", "Matcher gets", "Mismatcher gets")
    table, _ = outcome_table(solve(load("trust_game")).replace(equilibria=(), leading=None))
    assert table.columns[1] == "Buyer gets"


def test_long_tables_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ROWS", 3)
    table, total = outcome_table(solve(NormalFormGame(np.zeros((2, 4, 3), dtype=np.int64))))
    assert (len(table.rows), total) == (3, 12)


def test_distributions_tell_how_likely_each_profile_is() -> None:
    table, total = outcome_table(solve(load("chicken"), "correlated"))
    assert total == len(table.rows) == 4
    assert table.columns[:3] == ("First driver", "Second driver", "in the leading equilibrium")
    assert [row[2] for row in table.rows] == ["1/2 (50 %)", "1/4 (25 %)", "1/4 (25 %)", "never"]


@pytest.mark.parametrize("concept", ["correlated", "stackelberg"])
def test_plans_of_a_tree_have_no_share_at_its_ends(concept: str) -> None:
    table, total = outcome_table(solve(load("trust_game"), concept))
    assert (table.columns, total) == (("path of play", "Buyer gets", "Seller gets"), 3)


def test_commitments_have_the_shares_of_their_profile() -> None:
    game = NormalFormGame.from_bimatrix([[2, 4], [1, 3]], [[1, 0], [0, 1]], actions=[["T", "B"], ["L", "R"]])
    table, _ = outcome_table(solve(game, "stackelberg"))
    assert [row[2] for row in table.rows] == ["never", "1/2 (50 %)", "never", "1/2 (50 %)"]
