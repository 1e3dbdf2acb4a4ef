"""Small pieces of sentences."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import TreeBuilder
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.rendering.sentences.wording import (
    Passage,
    amount_text,
    counted,
    is_mixture,
    joined,
    listed,
    mixture_text,
    node_text,
    opening_text,
    passage_of,
    sentence_text,
)


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_lists(words: list[str], text: str) -> None:
    assert joined(words, "or") == text


def test_counts() -> None:
    assert [counted(number, "end", "ends") for number in (0, 1, 2000)] == ["0 ends", "one end", "2,000 ends"]


def test_sentences_begin_large_and_end_with_a_stop() -> None:
    assert [sentence_text(clause) for clause in ("nothing", "All is said.", "")] == ["Nothing.", "All is said.", "."]


def test_amounts_bear_their_unit() -> None:
    assert amount_text(Fraction(-1, 4), "points") == "-0.25 points"
    assert amount_text(Fraction(3), "") == "3"


def test_mixtures() -> None:
    assert mixture_text({"Up": Fraction(0), "Down": Fraction(1)}) == "“Down”"
    assert mixture_text({"Up": Fraction(1, 3), "Mid": Fraction(0), "Down": Fraction(2, 3)}) == (
        "“Up” with probability 1/3 (33.3 %) and “Down” with 2/3 (66.7 %)"
    )
    assert mixture_text({"H": Fraction(1, 2), "T": Fraction(1, 2)}) == "“H” and “T” with probability 50 % each"
    assert mixture_text({str(number): Fraction(1, 6) for number in range(6)}) == "one of 6 actions by lot"


def test_what_is_sure_is_no_mixture() -> None:
    assert not is_mixture([Fraction(0), Fraction(1)])
    assert is_mixture([Fraction(1, 3), Fraction(2, 3)])


def test_openings_name_the_unit() -> None:
    assert opening_text("Why", "points") == "Why (amounts in points):"
    assert opening_text("Why", "") == "Why:"


def test_paragraphs_with_lists() -> None:
    assert listed("Why:", ["One.", "Two."]) == [Passage("Why:", ("One.", "Two."))]
    assert listed("Why:", []) == []


def test_paragraphs_hold_what_is_not_empty() -> None:
    assert passage_of(["One.", "", "Two."]) == [Passage("One. Two.")]
    assert passage_of([""]) == []


def tree() -> ExtensiveFormGame:
    """A tree with named, unnamed, and equally named information sets."""
    builder = TreeBuilder(["ann", "bob"])
    left, right = builder.move(0, "ann", ["L", "R"])
    for node in builder.move(left, "bob", ["l", "r"], infoset="reply"):
        builder.move(node, "ann", ["x", "y"])
    for node in builder.move(right, "bob", ["l", "r"], infoset="other", label="reply"):
        builder.move(node, "ann", ["x", "y"], infoset="last", label="")
    return builder.build()


def test_nodes_are_told_by_the_moves_before_them() -> None:
    game = tree()
    assert node_text(game, 0) == "at the start"
    deepest = max(game.infoset_nodes(game.infoset_index("ann", "last")))
    assert node_text(game, int(deepest)) == "after “R” and “r”"
