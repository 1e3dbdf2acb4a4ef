"""Equilibria beside the leading one."""

from __future__ import annotations

import pytest

from gametheory import Solution
from gametheory.rendering.sentences.other_equilibria import difference_sentence, other_paragraphs, outcome_groups
from unit.rendering.told_games import one_line, solved


def told(solution: Solution) -> list[str]:
    assert solution.leading is not None
    groups = outcome_groups(solution, solution.leading, "")
    return [one_line(paragraph) for paragraph in other_paragraphs(solution, groups, "")]


def test_equilibria_are_grouped_by_play() -> None:
    assert outcome_groups(solved("beer_quiche"), 0, "") == [[0, 1], [2, 3]]
    assert outcome_groups(solved("beer_quiche"), 2, "") == [[2, 3], [0, 1]]


def test_only_the_first_ones_of_a_long_list_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gametheory.rendering.sentences.other_equilibria.MAX_COMPARED", 1)
    assert outcome_groups(solved("beer_quiche"), 0, "") == [[0, 1]]
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
    assert told(solved("overlooked_entrant")) == [
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
