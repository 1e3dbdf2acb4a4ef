from __future__ import annotations

from fractions import Fraction

from gametheory.kernels.cone_vertices import ConeVertices
from gametheory.kernels.tight_points import Inequalities
from gametheory.kernels.words.cone_rays import tight_sets
from gametheory.solvers.trees.corner_points import CornerPoints


def test_points_in_order() -> None:
    rows = [[1, -2, 0], [3, 0, -1]]
    cone = ConeVertices(Inequalities(rows), tight_sets(rows, lambda: None), [[0, 1, 0], [0, 0, 1]], 1)
    points = CornerPoints(cone)
    half = Fraction(1, 2)
    assert list(points) == [(half, 3), (half, 0), (0, 3), (0, 0)]
    assert points[1:3] == ((half, 0), (0, 3))
    assert (len(points), points.first_differences) == (4, (1, 0, 1))
    assert points.lowest([0, 1])[1].bit_count() == 2
    assert len(points.spread()) == 2
