from __future__ import annotations

from fractions import Fraction

from gametheory import NormalFormGame
from gametheory.analysis.payoff_structure.exchangeability import exchangeable_groups
from gametheory.solvers.many_players.symmetric_faces import SymmetricFace
from gametheory.solvers.many_players.symmetric_sets import corners, line_points, symmetric_continuum


def line(first: int, second: int) -> SymmetricFace:
    """Two actions that pay 2 whatever the other does, and a third that pays one thing against each of them."""
    row = [[2, 2, 0], [2, 2, 0], [first, second, -9]]
    game = NormalFormGame.from_bimatrix(row, [list(column) for column in zip(*row, strict=True)])
    return SymmetricFace(game, exchangeable_groups(game), ((0, 1),), [(0, 1, 2)])


def test_an_interval() -> None:
    """The third action gains 2p - 4(1 - p), for p of the first: nothing up to p = 2/3."""
    inner, alone = line_points(line(4, -2), lambda: None)
    assert len(inner) == 1
    assert Fraction(1, 3) < inner[0] < 1
    assert not alone


def test_the_other_end() -> None:
    inner, _ = line_points(line(-1, 3), lambda: None)
    assert len(inner) == 1
    assert 0 < inner[0] < Fraction(3, 4)


def test_corners() -> None:
    assert [profile.strategies[1] for profile in corners(line(4, -2))] == [(1, 0, 0), (0, 1, 0)]


def test_conditions() -> None:
    continuum = symmetric_continuum(line(4, -2), (0,))
    assert continuum.conditions[0].terms == ((Fraction(1), ((1, 0),)), (Fraction(-2), ((1, 1),)))
    assert not continuum.conditions[0].is_equation
    assert [condition.is_equation for condition in continuum.conditions[1:]] == [True, True]
    assert (continuum.free, continuum.equilibria, continuum.is_linear) == ((0, 1), (0,), False)
