"""Outcomes of trees: shared, in the order of their numbers; what stands under 0."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.core.extensive_form import NO_OUTCOME, ExtensiveFormGame
from gametheory.errors import InconsistentGameFileError
from gametheory.io.gambit.efg_outcomes import OutcomeList
from gametheory.io.gambit.efg_reader import read_efg
from gametheory.io.gambit.head import ReadGame
from gametheory.io.gambit.tokens import Remarks
from unit.io.gambit.sources import HEAD, source

MOVE = 'p "" 1 1 "" { "l" "m" "r" } 0\n'


def read(nodes: str) -> tuple[ReadGame, ExtensiveFormGame]:
    """What is read of these nodes, and the tree."""
    found = read_efg(source(HEAD + nodes))
    assert isinstance(found.given.game, ExtensiveFormGame)
    return found, found.given.game


def test_a_new_list_is_empty() -> None:
    outcomes = OutcomeList(source(""), 2, Remarks(source("")))
    assert outcomes.zeros == (0, 0)
    assert outcomes.in_order() == ([], (), [])


def test_outcomes_stand_in_the_order_of_their_numbers() -> None:
    _, game = read(MOVE + 't "" 9 "late" { 1, 1/3 }\nt "" 2 "early" { 3 4, }\nt "" 9\n')
    assert game.outcome_labels == ("early", "late")
    assert game.outcome.tolist() == [NO_OUTCOME, 1, 0, 1]
    assert game.outcome_payoffs.tolist() == [[3, 4], [1, Fraction(1, 3)]]


def test_outcomes_stand_at_inner_nodes_and_are_repeated_in_other_words() -> None:
    _, game = read('p "" 1 1 "" { "l" } 1 "" { 1/2 -1 }\nt "" 1 "" { 0.5, -1. }\n')
    assert game.outcome.tolist() == [0, 0]
    assert game.path_payoffs(1).values.tolist() == [-1, -2]


@pytest.mark.parametrize("again", ['"" { 1, 3 }', '"x" { 1, 2 }', '"x"'])
def test_outcomes_that_disagree_are_refused(again: str) -> None:
    with pytest.raises(InconsistentGameFileError, match="f:6:6: expected outcome 4 as it stood before, got another"):
        read(MOVE + f't "" 4 "" {{ 1, 2 }}\nt "" 4 {again}\n')


def test_payoffs_under_the_number_that_means_none() -> None:
    found, game = read(MOVE + 't "" 0 "" { 0, 0.0 }\nt "" 0 "" { 5, 6 }\nt "" 1 "" { 1, 2 }\n')
    assert game.outcome.tolist() == [NO_OUTCOME, NO_OUTCOME, 1, 0]
    assert game.outcome_payoffs.tolist() == [[1, 2], [5, 6]]
    start = "expected no label and no payoffs of outcome 0, which is none, got some; "
    assert [(remark.line, remark.message) for remark in found.remarks] == [
        (5, f"{start}read as none"),
        (6, f"{start}read as an outcome of its own"),
    ]


def test_a_label_under_the_number_that_means_none_is_kept() -> None:
    _, game = read('t "" 0 "draw"\n')
    assert game.outcome_labels == ("draw",)
    assert game.outcome_payoffs.tolist() == [[0, 0]]


def test_thousands_are_no_payoffs() -> None:
    with pytest.raises(InconsistentGameFileError, match="one for each player, got 3; a comma ends a payoff"):
        read('t "" 1 "" { 1,000, 2 }\n')
    with pytest.raises(InconsistentGameFileError, match=r"one for each player, got 1$"):
        read('t "" 1 "" { 1 }\n')
