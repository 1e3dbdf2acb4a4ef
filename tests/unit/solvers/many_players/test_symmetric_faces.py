from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import NormalFormGame
from gametheory.solvers.many_players.mean_payoffs import mean_payoffs
from unit.solvers.many_players.shops import face_of, seller_and_shops


@pytest.mark.parametrize("seed", range(3))
def test_gains_are_those_of_the_profile(seed: int) -> None:
    game = seller_and_shops(seed)
    face = face_of(game, ((0, 2), (0, 1)))
    lots = [[Fraction(1, 4), Fraction(3, 4)], [Fraction(2, 5), Fraction(3, 5)]]
    profile = face.profile(lots)
    assert profile["4"] == {"in": Fraction(2, 5), "out": Fraction(3, 5)}
    payoffs = mean_payoffs(game, profile.strategies, lambda: None)
    expected = [payoffs[0][2] - payoffs[0][0], payoffs[1][1] - payoffs[1][0]]
    units = [int(abs(gain.table).max()) for gain in face.equations]
    found = [value * unit for value, unit in zip(face.gains_at(lots, face.equations), units, strict=True)]
    assert not face.is_empty
    assert found == expected


def test_a_polynomial_is_the_gain() -> None:
    face = face_of(seller_and_shops(1), ((1,), (0, 1)))
    assert not face.is_empty
    assert len(face.gains) == 3
    for weight in (Fraction(1, 3), Fraction(4, 5)):
        lots = [[Fraction(1)], [1 - weight, weight]]
        for gain in face.gains:
            unit = int(abs(gain.table).max())
            assert face.polynomial(gain)(weight) == face.gains_at(lots, [gain])[0] * unit


def test_signs_decide() -> None:
    game = NormalFormGame.from_bimatrix([[3, 3], [1, 3]], [[3, 1], [3, 3]])
    assert face_of(game, ((0, 1),)).is_empty
    pure = face_of(game, ((0,),))
    assert not pure.is_empty
    assert not pure.gains


def test_description() -> None:
    face = face_of(seller_and_shops(1), ((0, 2), (1,)))
    assert face.description == "Player 1 plays x and z, Player 2 and Player 3 and Player 4 play out"
