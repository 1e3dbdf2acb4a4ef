"""Mixtures that a support and ties determine."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.errors import UnsupportedGameError
from gametheory.polynomials import LocalSigns, Polynomial, RealRoot
from gametheory.studies.lines.played_once import ALWAYS, PlayedOnce, ReplyTable


def test_plays_without_the_player_count_too() -> None:
    # the reply pays 2x with the first action, and costs 1 whatever is done
    table = ReplyTable((0, 1), {0: (Polynomial(), Polynomial([0, 2])), ALWAYS: (Polynomial([1]), Polynomial())})
    mixtures = PlayedOnce([(0, 1)], [table])
    low, high = (
        mixtures.vertices_near(LocalSigns(RealRoot.rational(value))) for value in (Fraction(1, 3), Fraction(3))
    )
    assert [tuple(vertex) for vertex in low] == [(1, 1), (2, 1)]
    assert [tuple(vertex) for vertex in high] == [(1, 2), (2, 1), (3, 3)]
    mixed = list(high.values())[2]
    assert [mixed.weights[action](Fraction(3)) / mixed.common(Fraction(3)) for action in (0, 1)] == [
        Fraction(1, 6),
        Fraction(5, 6),
    ]


def test_at_a_tie_more_is_best() -> None:
    table = ReplyTable((0, 1), {0: (Polynomial([3]), Polynomial([0, 1])), 1: (Polynomial([1]), Polynomial())})
    signs = LocalSigns(RealRoot.rational(Fraction(3)), is_point=True)
    assert [tuple(vertex) for vertex in PlayedOnce([(0, 1)], [table]).vertices_near(signs)] == [(1, 3), (2, 1)]


def test_two_ties_determine_two_information_sets() -> None:
    one = Polynomial([1])
    first = ReplyTable((0, 1), {0: (Polynomial([2]), Polynomial()), 2: (Polynomial(), one)})
    second = ReplyTable((2, 3), {1: (one, Polynomial()), 3: (Polynomial(), Polynomial([3]))})
    vertices = PlayedOnce([(0, 1), (2, 3)], [first, second]).vertices_near(LocalSigns(RealRoot.rational(Fraction(0))))
    (mixed,) = (mixture for vertex, mixture in vertices.items() if tuple(vertex) == (15, 15))
    # 2x = y and 1 - x = 3 (1 - y)
    assert [mixed.weights[action](Fraction(0)) / mixed.common(Fraction(0)) for action in (0, 2)] == [
        Fraction(2, 5),
        Fraction(4, 5),
    ]


@pytest.mark.parametrize(
    ("groups", "columns", "sentence"),
    [
        ([range(3 * place, 3 * place + 3) for place in range(6)], 2, "supports with ties"),
        ([range(6)], 6, "at most 4 free probabilities"),
    ],
)
def test_what_is_too_large_is_refused(groups: list[range], columns: int, sentence: str) -> None:
    rows = {
        action: tuple(Polynomial([action * column % 5]) for column in range(columns))
        for group in groups
        for action in group
    }
    tables = [ReplyTable(tuple(range(columns)), rows)]
    with pytest.raises(UnsupportedGameError, match=sentence):
        PlayedOnce(groups, tables)
