from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory.solvers.many_players.group_tables import GroupTables
from unit.solvers.many_players.shops import face_of, seller_and_shops


@pytest.mark.parametrize("seed", range(4))
def test_tables_over_simplices_and_at_points(seed: int) -> None:
    game = seller_and_shops(seed)
    face = face_of(game, ((0, 2), (0, 1)))
    assert len(face.equations) == 2
    tables = GroupTables(face)
    corners = (np.array([[1.0, 0.0], [0.5, 0.5]]), np.array([[0.25, 0.75], [0.5, 0.5]]))
    values = tables.over(corners).reshape(len(face.gains), -1)
    equations = face.equations
    for share in (Fraction(0), Fraction(1, 3), Fraction(1)):
        lots = [[1 - share / 2, share / 2], [Fraction(1, 4) * (1 + share), Fraction(1, 4) * (3 - share)]]
        exact = np.array(list(map(float, face.gains_at(lots, equations))))
        at_point, slopes = tables.equations_at([np.array(own, dtype=float) for own in lots])
        assert at_point == pytest.approx(exact, abs=1e-12)
        assert (values.min(axis=1)[:2] - 1e-12 <= exact).all()
        assert (exact <= values.max(axis=1)[:2] + 1e-12).all()
        moved = [[lots[0][0] - Fraction(1, 10**6), lots[0][1] + Fraction(1, 10**6)], lots[1]]
        changed = np.array(list(map(float, face.gains_at(moved, equations))))
        assert (changed - exact) * 10**6 == pytest.approx(slopes[:, 0], abs=1e-4)
