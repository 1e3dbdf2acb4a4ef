from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from gametheory import draw, solve
from gametheory.io.solution_json import solution_to_json
from gametheory.io.solution_schema import solution_schema
from gametheory.rendering.sentences.game_description import describe, structure_sentences
from gametheory.rendering.sentences.led_tier_sentences import led_profile
from gametheory.rendering.tables.count_table import count_table
from unit.models.led_tier_files import FILE, led_game, led_model, watched_game


def test_explanations_tell_what_would_be_done_elsewhere() -> None:
    told = " ".join(solve(led_model()).explain().split())
    assert "Amazon and Temu move in this order, and the top sellers see it before they choose." in told
    assert "After “Demand” Temu chooses “Subsidize”." in told
    assert "After “Demand” and “Wait” the top sellers all choose “Leave”." in told
    assert "Amazon at “Allow” gets 6 and would get 5 at “Demand”, after which Temu chooses “Subsidize” and" in told
    assert "One of the top sellers at “Stay” gets 0.5 and would get 0 at “Leave”." in told
    assert "Equilibrium 1: Amazon chooses “Demand”; Temu chooses “Wait”; the top sellers all choose “Leave”." in told


def test_long_answers_are_cut_in_words() -> None:
    answers = ", ".join(f"A{number}: {{paid: {number}}}" for number in range(20))
    text = FILE.replace("{Subsidize: {paid: 1}, Wait: {paid: 0}}", f"{{{answers}}}")
    solution = solve(led_model(text))
    told = " ".join(solution.explain().split())
    assert "After 28 more histories: see the JSON." in told
    assert any("and 28 more" in cell for row in count_table(solution, first=1).rows for cell in row)


def test_tables_tell_branches_with_their_payoffs() -> None:
    rows = count_table(solve(led_game()), first=1).rows
    assert [row[2] for row in rows[:3]] == ["Demand", "Wait", "Leave 20"]
    assert ("", "Top sellers", "after Allow, Subsidize: Stay 20", "1.5", "") in rows
    assert ("", "Temu", "after Allow: Wait", "", "") in rows


def test_json_holds_the_whole_plan() -> None:
    written = solution_to_json(solve(led_model()))
    Draft202012Validator(solution_schema()).validate(written)
    assert (written["game"]["form"], written["game"]["leaders"]) == ("extensive", ["amazon", "temu"])
    first = written["equilibria"][0]
    assert first["counts"] == {"top": {"Leave": 20, "Stay": 0}}
    assert {"after": {"amazon": "Allow"}, "player": "temu", "action": "Wait"} in first["moves"]
    assert first["branches"][3] == {
        "after": {"amazon": "Allow", "temu": "Wait"}, "counts": {"top": {"Leave": 0, "Stay": 20}},
    }  # fmt: skip
    assert first["is_subgame_perfect"] is True


def test_descriptions_tell_who_moves_first() -> None:
    (sentence,) = structure_sentences(led_game())
    assert sentence.startswith("Extensive form with one tier of identical sellers: Amazon and Temu move first (4 hist")
    assert "Top sellers" in describe(led_model(), is_terminal=False)


def test_pictures_show_what_sellers_gain_after_the_moves_that_are_made() -> None:
    game = led_game()
    solution = solve(game)
    pictures = [draw(game, solution, index).svg for index in (0, 1)]
    assert pictures[0] != pictures[1]
    assert all("Top sellers: what one seller gains" in picture for picture in pictures)


def test_other_plays_are_no_plans() -> None:
    with pytest.raises(TypeError, match="expected a plan of leaders and tiers, got 'both'"):
        led_profile("both")


def test_lots_in_branches_are_told_shown_and_written() -> None:
    solution = solve(watched_game())
    told = " ".join(solution.explain().split())
    assert "Shop each draw by the same lot: “Amazon” 50 % and “Temu” 50 %." in told
    assert "After “Allow” shop all choose “Amazon” and guard all choose “Work”." in told
    assert "Store at “Demand” gets 0.5 and would get 0 at “Allow”, after which shop all choose “Amazon”" in told
    assert [row[2] for row in count_table(solution).rows[:5]] == [
        "Demand", "Amazon 1/2, Temu 1/2", "Idle", "after Allow: Amazon", "after Allow: Work"
    ]  # fmt: skip
    written = solution_to_json(solution)
    assert written["equilibria"][0]["moves"] == [{"after": {}, "player": "store", "action": "Demand"}]
    assert written["equilibria"][0]["branches"][0]["strategies"]["shop"] == {"Amazon": "1/2", "Temu": "1/2"}
    assert list(Draft202012Validator(solution_schema()).iter_errors(written)) == []
