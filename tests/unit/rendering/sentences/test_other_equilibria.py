"""Equilibria beside the leading one."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from gametheory import MixedProfile, NormalFormGame, Solution, TreeBuilder, solve
from gametheory.rendering.sentences.other_equilibria import difference_sentence, other_passages, outcome_groups
from unit.rendering.told_games import as_equilibrium, one_line, solved


def told(solution: Solution) -> list[str]:
    assert solution.leading is not None
    groups = outcome_groups(solution, solution.leading)
    return [one_line([passage.opening, *passage.items]) for passage in other_passages(solution, groups, "")]


def test_equilibria_are_grouped_by_play() -> None:
    assert outcome_groups(solved("beer_quiche"), 0) == [[0, 1], [2, 3]]
    assert outcome_groups(solved("beer_quiche"), 2) == [[2, 3], [0, 1]]


def test_only_the_first_ones_of_a_long_list_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gametheory.rendering.sentences.other_equilibria.MAX_COMPARED", 1)
    assert outcome_groups(solved("beer_quiche"), 0) == [[0, 1]]
    assert told(solved("beer_quiche"))[-1] == (
        "2 more are in the list of equilibria. Subgame perfect among them: equilibria 3 and 4."
    )


def test_what_ends_differently_is_named() -> None:
    assert difference_sentence(solved("beer_quiche"), [[0, 1], [2, 3]]) == "Equilibria 3 and 4 end differently."
    assert difference_sentence(solved("outside_option"), [[1, 0], [2]]) == "Equilibrium 3 ends differently."
    assert difference_sentence(solved("beer_quiche"), [[0, 1]]) == ""
    assert difference_sentence(solved("hawk_dove"), [[0], [1], [2]]) == ""


def test_one_equilibrium_with_the_same_play_is_told_by_what_differs() -> None:
    assert told(solved("beer_quiche"))[0] == (
        "Equilibrium 2 has the play and payoffs of equilibrium 1. Never put to the test: at “fight” after “Quiche”, "
        "the bully would choose “Duel” and “Leave” with probability 50 % each."
    )


def test_a_component_with_the_same_play_is_told_at_once() -> None:
    assert told(solved("overlooked_entrant", "nash")) == [
        "Equilibria 2 and 3 have the play and payoffs of equilibrium 1. They differ only in what is never put to the "
        "test. Subgame perfect among them: equilibrium 3. Not subgame perfect, each told with the first subgame in "
        "which it fails: Equilibrium 2: after “Strong”, “Enter head-on” and “Disregard”, the incumbent would gain 0.16 "
        "by changing."
    ]


def test_where_all_fail_alike_they_are_not_listed() -> None:
    (paragraph,) = [text for text in told(solved("choose_one_of_two", "nash")) if text.startswith("Equilibria 8 to 10")]
    assert paragraph.endswith(
        "None of them is subgame perfect: after “Demand exclusivity”, the top seller would gain 0.69 to 3.2 by "
        "changing."
    )


def matching_with_a_copied_row() -> Solution:
    """Six actions each, of which one has to be matched; the row player has the first of them twice."""
    matched = [[int(row == column) for column in range(6)] for row in (0, *range(6))]
    names = [["copy", *"abcdef"], list("uvwxyz")]
    return solve(NormalFormGame.zero_sum(matched, actions=names))


def test_mixtures_too_long_to_be_told_are_not_taken_for_one_another() -> None:
    solution = matching_with_a_copied_row()
    assert [sum(map(bool, found.profile.strategies[0])) for found in solution.equilibria] == [6, 6]
    assert outcome_groups(solution, 0) == [[0], [1]]
    assert told(solution) == [
        "Equilibrium 2. Player 1 and Player 2 each choose one of 6 actions by lot. On average, Player 1 gets 0.167 "
        "(1/6) and Player 2 -0.167 (-1/6). It reads like equilibrium 1 here; `gametheory solve` lists both in full."
    ]


def test_payoffs_that_are_rounded_alike_are_not_taken_for_one_another() -> None:
    near = Fraction(100_001, 100_000)
    game = NormalFormGame.from_bimatrix([[1, 0], [0, near]], [[1, 0], [0, 1]])
    mixtures = [["1/2", "1/2"], ["50001/100000", "49999/100000"]]
    profiles = [MixedProfile(game, [mixture, ["1/2", "1/2"]]) for mixture in mixtures]
    equilibria = tuple(map(as_equilibrium, profiles))
    solution = solve(game).replace(equilibria=equilibria)
    assert outcome_groups(solution, 0) == [[0], [1]]
    same_play = (equilibria[0], replace(equilibria[0], payoffs=(Fraction(1, 2), near)))
    assert outcome_groups(solution.replace(equilibria=same_play), 0) == [[0], [1]]


def test_play_that_parts_after_many_decisions_is_not_the_same() -> None:
    """Ann is asked thirty times; in the last of them she does not mind."""
    builder = TreeBuilder({"ann": "Ann"})
    node = 0
    for number in range(30):
        stop, node = builder.move(node, "ann", ["Stop", "Go"], infoset=f"turn {number}")
        builder.payoffs(stop, [3 if number == 29 else 0])
    builder.payoffs(node, [3])
    solution = solve(builder.build(), "subgame_perfect")
    assert len(solution.equilibria) == 2
    assert outcome_groups(solution, 0) == [[0], [1]]
    assert told(solution)[0].endswith("It reads like equilibrium 1 here; `gametheory solve` lists both in full.")
