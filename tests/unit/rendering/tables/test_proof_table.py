"""The certificate as rows."""

from __future__ import annotations

import pytest

from gametheory import NormalFormGame, load, solve
from gametheory.rendering.tables.proof_table import OPEN, UNKNOWN, proof_table
from rendering.sample_games import absent_minded_driver


def test_normal_forms_compare_every_action() -> None:
    game = NormalFormGame.from_bimatrix([[3, 0], [1, 2]], [[1, 0], [0, 4]], actions=[["T", "B"], ["L", "R"]])
    table = proof_table(solve(game))
    assert table.columns == ("player", "action", "played", "gives", "loses")
    assert table.rows == (
        ("Player 1", "T", "never", "0", "2"),
        ("Player 1", "B", "certain", "2", "0"),
        ("Player 2", "L", "never", "0", "4"),
        ("Player 2", "R", "certain", "4", "0"),
    )


def test_trees_compare_every_action_at_every_information_set() -> None:
    table = proof_table(solve(load("choose_one_of_two")))
    assert ("Top seller", "homing", "certain", "Stay on both", "never", "5.7152", "0.5248") in table.rows
    assert ("Top seller", "homing", "certain", "Leave Temu", "certain", "6.24", "0") in table.rows
    assert ("Amazon", "punish", "never", "Suspend", "certain", UNKNOWN, "") in table.rows
    assert min(table.groups) == 2


def test_choices_that_the_own_choice_excludes_are_left_open() -> None:
    solution = solve(load("overlooked_entrant"), "nash")
    rows = [row for row in proof_table(solution).rows if row[4] == OPEN]
    assert [row[1:4] for row in rows] == [
        ("regret: Enter head-on", "never", "Answer late"),
        ("regret: Enter head-on", "never", "Live with it"),
    ]


def test_plans_of_a_player_who_forgets_have_one_row_for_each_player() -> None:
    solution = solve(absent_minded_driver())
    table = proof_table(solution)
    assert table.columns == ("player", "gets", "best payoff of any plan", "gain")
    assert [row[3] for row in table.rows] == ["0"] * solution.game.num_players


@pytest.mark.parametrize("game", ["chicken", "trust_game"])
@pytest.mark.parametrize("concept", ["correlated", "coarse_correlated"])
def test_distributions_have_one_row_for_each_player(game: str, concept: str) -> None:
    solution = solve(load(game), concept)
    table = proof_table(solution)
    assert table.columns == ("player", "gets", "gets at best by disobeying", "gain")
    assert [row[0] for row in table.rows] == [player.label for player in solution.game.players]
    assert [row[3] for row in table.rows] == ["0", "0"]
    assert all(row[1] == row[2] for row in table.rows)


def test_commitments_show_what_the_leader_is_bound_not_to_play() -> None:
    game = NormalFormGame.from_bimatrix([[2, 4], [1, 3]], [[1, 0], [0, 1]], actions=[["T", "B"], ["L", "R"]])
    assert proof_table(solve(game, "stackelberg")).rows == (
        ("Player 1", "T", "1/2 (50 %)", "4", "0"),
        ("Player 1", "B", "1/2 (50 %)", "3", "1"),
        ("Player 2", "L", "never", "0.5", "0"),
        ("Player 2", "R", "certain", "0.5", "0"),
    )
    table = proof_table(solve(load("trust_game"), "stackelberg"))
    assert table.columns == ("player", "gets", "best payoff of any plan", "gain")
    assert [row[0] for row in table.rows] == ["Buyer", "Seller"]
