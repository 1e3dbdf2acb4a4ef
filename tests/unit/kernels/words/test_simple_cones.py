from __future__ import annotations

import numpy as np

from gametheory.kernels.words.refined_rays import Equations
from gametheory.kernels.words.simple_cones import MINUS, PLUS, UNKNOWN, ZERO, ConeRays, Row, num_cut_edges, write_signs


def orthant(coordinates: list[list[float]]) -> ConeRays:
    """Three rays, each a neighbor of the others."""
    return ConeRays(
        coordinates=np.array(coordinates),
        rests=np.zeros((3, 3)),
        errors=np.full(3, 2.0**-98),
        tight=np.array([[0b110], [0b101], [0b011]], np.uint64),
        chosen=np.array([[1, 2], [0, 2], [0, 1]], np.int32),
        neighbors=np.array([[1, 2], [0, 2], [0, 1]], np.int32),
        signs=np.full(3, PLUS, np.int8),
        origins=np.zeros((3, 2), np.int32),
    )


def row(entries: list[float], *implications: int) -> Row:
    needed = np.array([[implication] for implication in implications], np.uint64).reshape(len(implications), 1)
    return Row(3, np.array(entries), np.zeros(3), needed)


def equations() -> Equations:
    memory = np.empty((3, 3)), np.empty((3, 6)), np.empty(3), np.empty(3, np.int32)
    return Equations(np.zeros((1, 3)), np.zeros((1, 3)), *memory)


def test_signs_and_edges() -> None:
    rays = orthant([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    assert write_signs(rays, row([1.0, -0.5, 0.0]), equations(), (0, 3)) == 0
    assert rays.signs.tolist() == [PLUS, MINUS, ZERO]
    assert num_cut_edges(rays, MINUS, 0, 3) == 1
    assert num_cut_edges(rays, ZERO, 0, 3) == 0


def test_a_product_that_seems_zero_is_asked_for_until_it_is_implied() -> None:
    rays = orthant([[1.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    assert write_signs(rays, row([1.0, -1.0, 1.0]), equations(), (0, 3)) == 1
    assert rays.signs.tolist() == [UNKNOWN, MINUS, PLUS]
    assert write_signs(rays, row([1.0, -1.0, 1.0], 0b110), equations(), (0, 3)) == 0
    assert rays.signs.tolist() == [ZERO, MINUS, PLUS]
