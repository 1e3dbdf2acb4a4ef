from __future__ import annotations

import numpy as np
import pytest

from gametheory import NormalFormGame, load, solve
from gametheory.rendering.sentences import symmetry_sentences
from gametheory.rendering.sentences.symmetry_sentences import (
    payoff_structure_sentences,
    symmetric_equilibria_sentences,
)


def crowd(powers: tuple[int, int, int]) -> NormalFormGame:
    """Each player is paid by its own action, and by how many others do as it does."""
    numbers = np.indices((2, 2, 2))
    same = [sum(numbers[other] == numbers[player] for other in range(3)) for player in range(3)]
    return NormalFormGame([(number + 1) ** power * 5 for number, power in zip(same, powers, strict=True)])


def test_symmetric_and_anonymous_and_neither() -> None:
    assert list(payoff_structure_sentences(crowd((3, 3, 3)))) == ["Symmetric: the players can change places."]
    assert list(payoff_structure_sentences(crowd((2, 3, 4)))) == [
        "Anonymous: of the others' actions only matters how many of them choose which."
    ]
    random = NormalFormGame(np.random.default_rng(1).integers(0, 99, (3, 2, 2, 2)))
    assert list(payoff_structure_sentences(random)) == []


def test_part_of_the_players_and_sums_over_pairs() -> None:
    assert list(payoff_structure_sentences(crowd((1, 1, 0)))) == [
        "Player 1 and Player 2 can change places.",
        "Polymatrix: each player's payoff is a sum over the others of what the two of them choose.",
        "Anonymous: of the others' actions only matters how many of them choose which.",
    ]


def test_equilibria_in_which_players_play_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    chicken = load("chicken")
    (told,) = symmetric_equilibria_sentences(solve(chicken))
    assert told.endswith("can change places; they play alike in equilibrium 2.")
    (told,) = symmetric_equilibria_sentences(solve(chicken, "pure"))
    assert told.endswith("they play alike in none that is listed.")
    monkeypatch.setattr(symmetry_sentences, "MOST_NUMBERS", 0)
    (told,) = symmetric_equilibria_sentences(solve(chicken))
    assert told.endswith("they play alike in 1 of the 3 that are listed.")
    prisoners = crowd((1, 1, 1))
    (told,) = symmetric_equilibria_sentences(solve(prisoners, "pure"))
    assert told.endswith("they play alike in all of them.")


def test_nothing_to_say() -> None:
    assert list(symmetric_equilibria_sentences(solve(load("selten_horse"), "pure"))) == []
    assert list(symmetric_equilibria_sentences(solve(load("prisoners_dilemma")))) == []
    assert list(symmetric_equilibria_sentences(solve(load("battle_of_the_sexes")))) == []


def test_large_games_are_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    solution = solve(load("chicken"))
    monkeypatch.setattr(symmetry_sentences, "MOST_ENTRIES", 7)
    assert list(symmetric_equilibria_sentences(solution)) == []
    assert list(payoff_structure_sentences(crowd((3, 3, 3)))) == []
