from __future__ import annotations

from fractions import Fraction

import numpy as np

from gametheory import NormalFormGame
from gametheory.analysis.payoff_structure.exchangeability import exchangeable_groups
from gametheory.solvers.many_players.group_tables import GroupTables
from gametheory.solvers.many_players.symmetric_faces import SymmetricFace
from gametheory.solvers.many_players.symmetric_roots import SymmetricNewton


def face_of(game: NormalFormGame, supports: tuple[tuple[int, ...], ...]) -> SymmetricFace:
    groups = exchangeable_groups(game)
    return SymmetricFace(game, groups, supports, [range(game.num_actions[group.players[0]]) for group in groups])


def test_newton_recognizes_fractions() -> None:
    """The corner game 4, 6, 12 of two players: probabilities are as 1/4 to 1/6 to 1/12."""
    game = NormalFormGame.from_bimatrix(np.diag([4, 6, 12]), np.diag([4, 6, 12]))
    face = face_of(game, ((0, 1, 2),))
    newton = SymmetricNewton(face, GroupTables(face), lambda: None)
    start = newton.float_root([np.array([0.4, 0.3, 0.3])])
    assert start is not None
    found = newton.settled(start)
    assert found is not None
    assert found.is_exact
    assert found.lots == [[Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]]


def test_newton_runs_away() -> None:
    flat = NormalFormGame.from_bimatrix([[1, 0, 2], [1, 0, 3], [0, 1, 1]], [[1, 1, 0], [0, 0, 1], [2, 3, 1]])
    face = face_of(flat, ((0, 1, 2),))
    newton = SymmetricNewton(face, GroupTables(face), lambda: None)
    assert face.is_empty or newton.float_root([np.array([0.4, 0.3, 0.3])]) is None
