"""Whole explanations: what a strategist reads, for one, several, infinitely many and no equilibria."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gametheory import NormalFormGame, Solution, UnsupportedGameError, solve
from gametheory.rendering.explain import WIDTH, explain_solution, explanation, payoff_unit
from gametheory.rendering.sentences.other_equilibria import MAX_OUTCOMES
from unit.rendering.told_games import forgetful, one_line, shipped, solved


def paragraphs(solution: Solution) -> list[str]:
    """Paragraphs, each as one line."""
    return [one_line(paragraph) for paragraph in explain_solution(solution).split("\n\n")]


def test_an_explanation_has_parts_for_any_writer() -> None:
    told = explanation(solved("price_monitoring"))
    assert told.heading == "Price monitoring"
    assert told.passages[0].opening == "There is one Nash equilibrium, and no other."
    assert told.passages[2].opening == "Why nobody wants to change (amounts in million USD a year):"
    assert told.passages[2].items[0].startswith("Amazon: ")
    assert told.reading.startswith("Beside the story: ")
    assert told.proof.startswith("Proof: nobody can gain by deviating alone ")
    assert told.rounding == "Long numbers are rounded here; `gametheory solve` prints them exactly."
    empty = explanation(solved("matching_pennies", "pure"))
    assert (len(empty.passages), empty.reading, empty.proof, empty.rounding) == (1, "", "", "")


def test_trust_game() -> None:
    assert paragraphs(solved("trust_game"))[:5] == [
        "Trust",
        "There is one subgame-perfect equilibrium, and no other.",
        "The buyer chooses “Not”. Both get 0.",
        "Why nobody wants to change: - The buyer at “trust”: “Trust” would bring 1 less (-1 instead of 0).",
        "What is never put to the test: - At “honor”, the seller would choose “Abuse” and stand by it: “Honor” would "
        "bring 1 less.",
    ]


def test_several_equilibria_with_the_same_play() -> None:
    told = paragraphs(solved("trust_game", "nash"))
    assert told[2].startswith(
        "Equilibrium 2 is told in full: of 2 equilibria it is subgame perfect. The buyer chooses “Not”"
    )
    assert told[5] == (
        "Equilibrium 1 has the play and payoffs of equilibrium 2. Never put to the test: at “honor”, the seller would "
        "choose “Honor” and “Abuse” with probability 50 % each. It is not subgame perfect: after “Trust”, the seller "
        "would gain 0.5 by changing."
    )
    assert told[6] == (
        "Component 1 joins equilibria 1 and 2. What varies in it: - At “honor”, the seller chooses “Honor” with "
        "probability 0 % to 50 %."
    )


def test_price_monitoring() -> None:
    told = paragraphs(solved("price_monitoring"))
    assert told[1] == "There is one Nash equilibrium, and no other."
    assert told[2].startswith(
        "Amazon chooses “Monitor” with probability 48/107 (44.9 %) and “Ignore” with 59/107 (55.1 %); "
    )
    assert "with “Undercut on Temu” more often, Amazon would prefer “Monitor”." in told[3]
    assert told[4] == (
        "What nobody would choose, round by round: - Whatever the other does, “Keep parity” pays the top seller more "
        "than “Delist”."
    )
    assert told[5].startswith("Beside the story: ")
    assert told[6] == (
        "Proof: nobody can gain by deviating alone from any listed equilibrium, computed apart from the solver in "
        "rational arithmetic. Long numbers are rounded here; `gametheory solve` prints them exactly."
    )


def test_choose_one_of_two() -> None:
    told = one_line(explain_solution(solved("choose_one_of_two")))
    assert "If “Reported”, the top seller chooses “Return to Temu”, then Amazon “Deny the demand”." in told
    assert "Why nobody wants to change (amounts in million USD a year): - Amazon at “demand”: " in told
    assert "At “punish”, Amazon would choose “Suspend” and stand by it: “Let go” would bring 0.147 less." in told


def test_other_outcomes_are_announced_and_chance_is_told_once() -> None:
    told = paragraphs(solved("choose_one_of_two", "nash"))
    assert "subgame perfect. Equilibria 1, 2, 4, 5 and 7 to 10 end differently. First, Amazon" in told[2]
    assert sum("chance decides" in paragraph for paragraph in told) == 1


def test_signals_are_told() -> None:
    assert paragraphs(solved("beer_quiche"))[3] == (
        "What each signal tells: - At “fight” after “Beer”, the bully puts the chance of “Strong” at 90 %, as before: "
        "the signal tells nothing."
    )


def test_three_who_choose_at_once() -> None:
    told = paragraphs(solved("public_good"))
    assert "All three choose without seeing what the others do. The first neighbor and " in told[2]
    assert told[3].startswith("Why nobody wants to change while the others keep to this: - The first neighbor: ")


def test_matching_pennies_has_no_pure_equilibrium() -> None:
    assert paragraphs(solved("matching_pennies", "pure")) == [
        "Matching pennies",
        "There is no pure equilibrium.",
    ]


def test_von_stengel_degenerate() -> None:
    told = paragraphs(solved("von_stengel_degenerate"))
    assert told[1] == (
        "There are infinitely many Nash equilibria, in 2 connected components: 3 extreme ones, and certain mixtures of "
        "them."
    )
    assert told[2].startswith(
        "Equilibrium 1 is told in full: of 3 equilibria it is pure. The row player chooses “Top”; "
    )
    assert told[4].startswith(
        "Equilibrium 2. The row player chooses “Top”; the column player chooses “Left” with probability 2/3 (66.7 %) "
    )
    assert told[6] == (
        "Component 1 joins equilibria 1 and 2. Its index is 0: a small change of payoffs may make it vanish. What "
        "varies in it: - The column player chooses “Left” with probability 2/3 (66.7 %) to 100 %."
    )


def test_players_that_forget() -> None:
    told = paragraphs(forgetful())
    assert told[1] == (
        "There is one Nash equilibrium, and no other. Pair forgets at 'second' what it chose at 'first' (L or R). "
        "So strategies are whole plans here, settled or drawn by lot before play begins."
    )
    assert "Guard: “guess=l” and “guess=r” bring the same, -1.67, so mixing" in told[3]


def test_new_play_is_told_with_what_upholds_it() -> None:
    told = paragraphs(solved("beer_quiche"))
    third = next(paragraph for paragraph in told if paragraph.startswith("Equilibrium 3."))
    assert third.endswith("Never put to the test: at “fight” after “Beer”, the bully would choose “Duel”.")


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
    assert not any("None of them" in paragraph for paragraph in told)
    assert any(paragraph.endswith("Whether it is subgame perfect was not decided.") for paragraph in told)


def test_long_lists_are_cut() -> None:
    told = paragraphs(solved("seventy_five_equilibria"))
    assert f"{75 - 1 - MAX_OUTCOMES} more are in the list of equilibria." in told
    assert sum(paragraph.startswith("Equilibrium ") for paragraph in told) == 1 + MAX_OUTCOMES


def test_of_each_equilibrium_that_is_not_subgame_perfect_it_is_told_where_it_fails() -> None:
    solution = solve(shipped("semi_managed_recruitment"), "nash", method="pure_enumeration")
    (told,) = (
        paragraph for paragraph in explain_solution(solution).split("\n\n") if paragraph.startswith("Equilibria 17 to")
    )
    opening, *items = told.split("\n  - ")
    assert one_line(opening) == (
        "Equilibria 17 to 19 and 21 to 32 have the play and payoffs of equilibrium 20. They differ only in what is "
        "never put to the test. Not subgame perfect, each told with the first subgame in which it fails:"
    )
    assert len(items) == 4
    assert one_line(items[0]) == (
        "Equilibria 25 to 32: after “Fully managed”, the top seller would gain 0.16 million USD a year by changing."
    )
    assert one_line(items[2]).startswith("Equilibria 19 and 24: after “Thin semi-managed”, the top seller would gain ")
    assert one_line(items[2]).endswith("0.11 to 0.2895 million USD a year by changing.")


def test_the_only_one_listed_of_several_is_named_so() -> None:
    told = paragraphs(solved("hawk_dove", most=1))
    assert told[2].startswith("Equilibrium 1 is told in full: it is the only equilibrium listed. The first animal")


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
    assert told[2].endswith("Both get 0 points.")
    assert told[3].startswith("Why nobody wants to change (amounts in points): ")
    assert told[4].startswith("What is never put to the test (amounts in points): ")
    assert sum(paragraph.count("points") for paragraph in told[2:5]) == 3
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
    (dominance,) = [paragraph for paragraph in told if paragraph.startswith("What nobody would choose")]
    assert "Whatever the other does, a mixture of “Top” (" in dominance
    assert " pays Row more than “Bottom”." in dominance


def test_three_players_have_others() -> None:
    game = NormalFormGame([[[[3, 3], [3, 3]], [[1, 2], [2, 1]]]] * 3, actions=[["T", "B"], ["L", "R"], ["l", "r"]])
    told = paragraphs(solve(game, "pure"))
    assert any("Whatever the others do, “T” pays Player 1 more than “B”." in paragraph for paragraph in told)


def test_dominance_is_not_looked_for_in_large_games(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gametheory.rendering.sentences.dominance_sentences.MAX_DOMINANCE", 5)
    assert not any("What nobody would choose" in paragraph for paragraph in paragraphs(solved("price_monitoring")))


OTHER_WORDS = {
    "correlated": ("A mediator draws", "whatever it is told, nobody can gain by doing something else"),
    "coarse_correlated": ("agrees to follow it before it hears its own part", "nobody can gain by choosing for itself"),
    "stackelberg": ("commits itself to", "the follower cannot gain by another answer"),
}


@pytest.mark.parametrize("game", ["chicken", "trust_game"])
@pytest.mark.parametrize("concept", OTHER_WORDS)
def test_what_is_no_nash_equilibrium_is_told_in_its_own_words(game: str, concept: str) -> None:
    solution = solve(shipped(game), concept)
    told = one_line(explain_solution(solution))
    for words in OTHER_WORDS[concept]:
        assert words in told
    assert "nobody can gain by deviating alone" not in told
    assert "Why nobody wants to change" not in told


@pytest.mark.parametrize("concept", ["perfect", "proper", "strict", "essential", "payoff_dominant"])
def test_refinements_are_told_like_nash_equilibria(concept: str) -> None:
    solution = solve(shipped("chicken"), concept)
    told = one_line(explain_solution(solution))
    assert "Why nobody wants to change" in told
    assert "Proof: nobody can gain by deviating alone from any listed equilibrium" in told


def test_trees_leave_refinements_to_normal_forms() -> None:
    with pytest.raises(UnsupportedGameError, match="'perfect' needs a normal form, got a tree"):
        solve(shipped("trust_game"), "perfect")
