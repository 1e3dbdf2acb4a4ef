"""Whole explanations: what a strategist reads, for one, several, infinitely many and no equilibria."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gametheory import NormalFormGame, Solution, solve
from gametheory.rendering.explain import MAX_OTHERS, WIDTH, explain_solution, payoff_unit
from unit.rendering.told_games import forgetful, one_line, shipped, solved


def paragraphs(solution: Solution) -> list[str]:
    """Paragraphs, each as one line."""
    return [one_line(paragraph) for paragraph in explain_solution(solution).split("\n\n")]


def test_trust_game() -> None:
    assert paragraphs(solved("trust_game"))[:5] == [
        "Trust",
        "There is one subgame-perfect equilibrium, and no other.",
        "Buyer chooses “Not” at “trust”. Buyer gets 0 and Seller gets 0.",
        "Why nobody wants to change: - Buyer at “trust”: “Trust” would give -1 rather than 0, a loss of 1.",
        "What is never put to the test: - At “honor” Seller would choose “Abuse”, and would stand by it: “Honor” would "
        "give 1 less.",
    ]


def test_several_equilibria_with_the_same_play() -> None:
    told = paragraphs(solved("trust_game", "nash"))
    assert told[2].startswith(
        "Equilibrium 2 is told in full: of 2 equilibria it is subgame perfect. Buyer chooses “Not”"
    )
    assert told[5] == (
        "Equilibrium 1. Play and payoffs are those of equilibrium 2. Never put to the test: at “honor” Seller would "
        "choose “Honor” with probability 50 % and “Abuse” with probability 50 %. It is not subgame perfect: in the "
        "subgame after “Trust”, Seller would gain 0.5 by changing."
    )
    assert (
        told[6] == "Component 1 joins equilibria 1 and 2. What varies in it: Seller's “Honor” at “honor” (0 % to 50 %)."
    )


def test_price_monitoring() -> None:
    told = paragraphs(solved("price_monitoring"))
    assert told[1] == "There is one Nash equilibrium, and no other."
    assert told[2].startswith("Amazon chooses “Monitor” with probability 44.9 % and “Ignore” with probability 55.1 %; ")
    assert "with “Undercut on Temu” more often, Amazon would prefer “Monitor”." in told[3]
    assert told[4] == "Top seller never chooses “Delist”: “Keep parity” pays more whatever the other does."
    assert told[5].startswith("Beside the story: ")
    assert told[6] == (
        "Proof: nobody can gain by deviating alone from any listed equilibrium, computed apart from the solver in "
        "rational arithmetic."
    )


def test_choose_one_of_two() -> None:
    told = one_line(explain_solution(solved("choose_one_of_two")))
    assert "Then Amazon chooses “Deny the demand” at “enforce” (play gets there with probability 40 %)." in told
    assert "Top seller at “comeback”: once there, “Stay away” would give 6 rather than 6.6" in told
    assert "At “punish” Amazon would choose “Suspend”, and would stand by it: “Let go” would give 0.147" in told


def test_matching_pennies_has_no_pure_equilibrium() -> None:
    assert paragraphs(solved("matching_pennies", "pure")) == [
        "Matching pennies",
        "There is no Nash equilibrium in pure strategies.",
    ]


def test_von_stengel_degenerate() -> None:
    told = paragraphs(solved("von_stengel_degenerate"))
    assert told[1] == (
        "There are infinitely many Nash equilibria, in 2 connected components: 3 extreme ones, and certain mixtures of "
        "them."
    )
    assert told[2].startswith("Equilibrium 1 is told in full: of 3 equilibria it is pure. Row player chooses “Top”; ")
    assert told[4].startswith(
        "Equilibrium 2. Row player chooses “Top”; Column player chooses “Left” with probability 66.7"
    )
    assert (
        told[6] == "Component 1 joins equilibria 1 and 2. What varies in it: Column player's “Left” (66.7 % to 100 %)."
    )


def test_players_that_forget() -> None:
    told = paragraphs(forgetful())
    assert told[1] == (
        "There is one Nash equilibrium, and no other. Pair forgets at 'second' what it chose at 'first' (L or R). "
        "So strategies are whole plans here, settled or drawn by lot before play begins."
    )
    assert "Guard: “guess=l” and “guess=r” are equally good, -5/3 each" in told[3]


def test_new_play_is_told_with_what_upholds_it() -> None:
    told = paragraphs(solved("beer_quiche"))
    third = next(paragraph for paragraph in told if paragraph.startswith("Equilibrium 3."))
    assert third.endswith("Never put to the test: at “fight: Beer” Bully would choose “Duel”.")


def test_the_reading_speaks_of_the_file_s_own_values() -> None:
    own = paragraphs(solved("price_monitoring"))[5]
    changed = paragraphs(solve(shipped("price_monitoring").with_values(temu_sales=9)))
    assert own.replace("Beside the story: ", "At the file's own values: ") in changed
    assert not any(paragraph.startswith("Beside the story") for paragraph in changed)


def test_undecided_subgame_perfection_is_told() -> None:
    found = solved("trust_game", "nash")
    undecided = tuple(replace(equilibrium, is_subgame_perfect=None) for equilibrium in found.equilibria)
    told = paragraphs(found.replace(equilibria=undecided))
    assert "Whether equilibrium 2 is subgame perfect was not decided." in told
    assert any(paragraph.endswith("Whether it is subgame perfect was not decided.") for paragraph in told)


def test_long_lists_are_cut() -> None:
    told = paragraphs(solved("seventy_five_equilibria"))
    assert f"{75 - 1 - MAX_OTHERS} more are in the list of equilibria." in told
    assert sum(paragraph.startswith("Equilibrium ") for paragraph in told) == 1 + MAX_OTHERS


def test_one_more_is_singular() -> None:
    assert "One more is in the list of equilibria." in paragraphs(solved("ultimatum", most=MAX_OTHERS + 2))


def test_the_only_one_listed_of_several_is_named_so() -> None:
    told = paragraphs(solved("hawk_dove", most=1))
    assert told[2].startswith("Equilibrium 1 is told in full: it is the only equilibrium listed. First animal")


def test_lines_break_neither_numbers_nor_names() -> None:
    for name in ("beer_quiche", "semi_managed_recruitment", "choose_one_of_two"):
        lines = explain_solution(solved(name, "nash")).splitlines()
        assert max(map(len, lines)) <= WIDTH
        assert not any(line.lstrip().startswith("%") or line.endswith("-") for line in lines)
        assert "\N{NO-BREAK SPACE}" not in "".join(lines)


def test_units_stand_once_in_a_sentence() -> None:
    model = shipped("trust_game")
    counted = replace(model, description=replace(model.description, unit="points"))
    told = paragraphs(solve(counted))
    assert payoff_unit(solve(counted)) == "points"
    assert told[2].endswith("Buyer gets 0 and Seller gets 0 points.")
    assert told[3].endswith("“Trust” would give -1 rather than 0 points, a loss of 1.")
    assert told[4].endswith("“Honor” would give 1 points less.")
    assert payoff_unit(solve(model.to_game())) == ""


def test_mixtures_can_dominate() -> None:
    game = NormalFormGame.from_bimatrix(
        [[4, 0], [0, 4], [1, 1]],
        [[1, 2], [3, 1], [5, 0]],
        players={"row": "Row", "column": "Column"},
        actions=[["Top", "Middle", "Bottom"], ["Left", "Right"]],
    )
    told = paragraphs(solve(game))
    assert told[0] == "Untitled game"
    (dominance,) = [paragraph for paragraph in told if paragraph.startswith("Row never chooses “Bottom”: the mixture ")]
    assert dominance.endswith(" Middle pays more whatever the other does.")


def test_three_players_have_others() -> None:
    game = NormalFormGame([[[[3, 3], [3, 3]], [[1, 2], [2, 1]]]] * 3, actions=[["T", "B"], ["L", "R"], ["l", "r"]])
    told = paragraphs(solve(game, "pure"))
    assert any("“T” pays more whatever the others do." in paragraph for paragraph in told)


def test_dominance_is_not_looked_for_in_large_games(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gametheory.rendering.dominance_sentences.MAX_DOMINANCE", 5)
    assert not any("never chooses" in paragraph for paragraph in paragraphs(solved("price_monitoring")))
