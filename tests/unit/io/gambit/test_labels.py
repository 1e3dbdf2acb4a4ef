"""Labels made unique."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from gametheory.core.players import Player
from gametheory.io.gambit.labels import FreeNames, misnamed, original_label, to_players, unique_names

LABELS = st.lists(st.sampled_from(["", "1", "2", "a", "a (2)", "2 (2)", "b"]), max_size=8)


@given(LABELS)
def test_names_are_different_and_labels_that_are_names_stay(labels: list[str]) -> None:
    names = unique_names(labels)
    assert len(set(names)) == len(names) == len(labels)
    assert "" not in names
    wrong = set(misnamed(labels))
    for index, (label, name) in enumerate(zip(labels, names, strict=True)):
        assert (label == name) == (index not in wrong)


def test_many_copies_are_named_quickly() -> None:
    start = time.process_time()
    assert unique_names(["x"] * 50_000)[-1] == "x (50000)"
    assert time.process_time() - start < 2


def test_taken_names_are_passed_over() -> None:
    free = FreeNames(["x", "x (2)"])
    assert [free.take("x"), free.take("x"), free.take("y")] == ["x (3)", "x (4)", "y"]


def test_players_keep_what_the_file_called_them() -> None:
    players = to_players(["Seller", "", "Seller"])
    assert [player.key for player in players] == ["Seller", "2", "Seller (2)"]
    assert [player.label for player in players] == ["Seller", "Player 2", "Seller (2)"]
    assert [original_label(player) for player in players] == ["Seller", "", "Seller"]
    assert players[1] == Player("2", "Player 2")
    assert original_label(Player("x", "The x")) == "The x"
