"""The compiled search from Python: slices, growing memory, words, and what is left over."""

from __future__ import annotations

import random

import pytest

from gametheory.kernels.best_response_polyhedron import best_response_polyhedron
from gametheory.kernels.words import search as label_tree_search
from gametheory.kernels.words.label_tree import UNDECIDED
from gametheory.kernels.words.search import LabelTreeSearch, Rest, words_of
from unit.kernels.searches import integer_pairs, searched

Matrix = list[list[int]]


def random_game(seed: int, shape: tuple[int, int], most: int) -> list[Matrix]:
    rng = random.Random(seed)
    return [[[rng.randint(0, most) for _ in range(shape[1])] for _ in range(shape[0])] for _ in range(2)]


def search_of(row_payoffs: Matrix, column_payoffs: Matrix) -> LabelTreeSearch:
    rows, columns = range(len(row_payoffs)), range(len(row_payoffs), len(row_payoffs) + len(row_payoffs[0]))
    first = best_response_polyhedron(column_payoffs, rows, columns)
    second = best_response_polyhedron(list(zip(*row_payoffs, strict=True)), columns, rows)
    return LabelTreeSearch((first.tableau, second.tableau), (rows, columns), (first.scales, second.scales))


@pytest.mark.parametrize(("most_words", "arithmetic"), [(1, "int64"), (2, "int128"), (4, "int256"), (15, "int320")])
@pytest.mark.parametrize("seed", range(3))
def test_every_width_climbs_to_integers(
    monkeypatch: pytest.MonkeyPatch, seed: int, most_words: int, arithmetic: str
) -> None:
    monkeypatch.setattr(label_tree_search, "MOST_WORDS", most_words)
    for bits in (1, 6, 13, 21, 33, 90):
        game = random_game(seed, (6, 7), 2**bits)
        found, record = searched(*game, 0)
        assert len(set(found)) == len(found)
        assert set(found) == set(integer_pairs(*game))
        assert record.num_nodes > 0
        assert record.num_pivots > 0
        if bits == 1:
            assert record.arithmetic == "int64"
        if bits == 90:
            assert (record.arithmetic == "integers") == (most_words < 15)
            assert most_words < 15 or int(record.arithmetic[3:]) >= int(arithmetic[3:])


@pytest.mark.parametrize("most", [1, 2])
def test_degenerate_nodes_are_left_over_without_loss(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    # powers of two make long numbers early: many nodes of both stages are handed over
    monkeypatch.setattr(label_tree_search, "MOST_WORDS", 2)
    num_left_over = 0
    for seed in range(40):
        game = random_game(seed, (5, 6), most)
        game[0] = [[payoff << 45 * (place % 3) for place, payoff in enumerate(row)] for row in game[0]]
        found, record = searched(*game, 0)
        assert len(set(found)) == len(found)
        assert set(found) == set(integer_pairs(*game))
        num_left_over += record.arithmetic == "integers"
    assert num_left_over > 5


@pytest.mark.parametrize("budget", [1, 500])
def test_slices_and_growing_memory_lose_nothing(monkeypatch: pytest.MonkeyPatch, budget: int) -> None:
    game = random_game(5, (7, 7), 2**20)
    whole = searched(*game, 0)[0]
    monkeypatch.setattr(label_tree_search, "SLICE", budget)
    monkeypatch.setattr(label_tree_search, "FIRST_NODES", 2)
    monkeypatch.setattr(label_tree_search, "COPY_SLICE", 1)
    monkeypatch.setattr(label_tree_search, "OUTPUT_WORDS", 1)
    items = list(search_of(*game).run())
    assert sum(item is None for item in items) > 20
    assert sum(item is not None for item in items) == len(whole)
    assert searched(*game, 0)[0] == whole


def test_left_over_nodes_tell_their_decisions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(label_tree_search, "MOST_WORDS", 2)
    search = search_of(*random_game(1, (4, 5), 2**100))
    first = next(search.run())
    assert isinstance(first, Rest)
    assert (first.is_lower, len(first.states), first.lower_states) == (False, 9, (0,) * 9)
    assert UNDECIDED in first.states
    assert search.arithmetic == "integers"


def test_many_equilibria() -> None:
    identity = [[int(row == column) for column in range(10)] for row in range(10)]
    found, record = searched(identity, identity, 0)
    assert (len(found), len(set(found)), record.arithmetic) == (1023, 1023, "int64")


def test_words() -> None:
    assert [words_of(number) for number in (0, 2**63 - 1, 2**63, 2**127)] == [1, 1, 2, 3]
