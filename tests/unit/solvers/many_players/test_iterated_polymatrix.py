"""One equilibrium of many players: the end of a path through polymatrix games."""

from __future__ import annotations

from gametheory.solvers.many_players.iterated_polymatrix import search
from unit.solvers.many_players.single_searches import OneEquilibriumTests, proved, random_game


class TestIteratedPolymatrix(OneEquilibriumTests):
    search = staticmethod(search)
    name = "iterated_polymatrix"


def test_pivots_are_counted() -> None:
    _, conclusion = proved(search, random_game((3, 3, 3), "opposed", 0))
    assert conclusion.statistics["pivots"] >= 1
