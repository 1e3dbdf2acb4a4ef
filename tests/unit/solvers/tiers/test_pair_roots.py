from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from gametheory.solvers.tiers.pair_roots import Box, PairRoots, Surface

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray


def surface(degree: tuple[int, int], *factors: tuple[float, float, float], error: float = 0.0) -> Surface:
    """Return the product of lines ``a + b x + c y`` as a polynomial of at least their number in degree."""
    rows, columns = (np.linspace(0, 1, 2 * number + 1) for number in degree)
    values = np.ones((len(rows), len(columns)))
    for start, across, up in factors:
        values = values * (start + across * rows[:, None] + up * columns[None, :])
    return Surface(fitted(values, degree), error)


def fitted(values: FloatArray, degree: tuple[int, int]) -> FloatArray:
    """Return Bernstein coefficients of the polynomial with these values on a grid."""
    for axis, number in enumerate(degree):
        points = np.linspace(0, 1, values.shape[axis])[:, None]
        ways = np.array(
            [float(np.prod([(number - k) / (k + 1) for k in range(chosen)])) for chosen in range(number + 1)]
        )
        basis = ways * points ** np.arange(number + 1) * (1 - points) ** (number - np.arange(number + 1))
        values = np.moveaxis(np.linalg.lstsq(basis, np.moveaxis(values, axis, 0), rcond=None)[0], 0, axis)
    return values


def found(first: Surface, second: Surface) -> tuple[list[tuple[float, float]], PairRoots]:
    """Return the middles of the boxes in order, and the search."""
    search = PairRoots(first, second, lambda: None)
    boxes = search.all()
    return sorted((round((b.left + b.right) / 2, 6), round((b.low + b.high) / 2, 6)) for b in boxes), search


def test_roots_that_were_planted_are_found() -> None:
    first = surface((5, 4), (-0.3, 1, 0), (-0.8, 1, 0), error=1e-12)
    second = surface((4, 5), (-0.25, 0, 1), (-0.6, 0.1, 1), error=1e-12)
    roots, search = found(first, second)
    assert roots == [(0.3, 0.25), (0.3, 0.57), (0.8, 0.25), (0.8, 0.52)]
    assert search.unresolved == []


def test_roots_where_boxes_are_cut_are_found_once() -> None:
    roots, search = found(surface((6, 6), (-0.5, 1, 0)), surface((6, 6), (-0.5, 0, 1), (-1.2, 1, 1)))
    assert roots == [(0.5, 0.5), (0.5, 0.7)]
    assert search.unresolved == []


def test_boxes_are_narrow_where_roots_are_simple() -> None:
    (box,) = PairRoots(surface((9, 8), (-0.4, 1, 0.2)), surface((8, 9), (-0.3, -0.1, 1)), lambda: None).all()
    assert max(box.right - box.left, box.high - box.low) < 1e-8
    assert box.holds(Box(*(0.4 - 0.2 * 0.34 / 1.02,) * 2, *(0.34 / 1.02,) * 2))


def test_nothing_is_found_where_nothing_is() -> None:
    roots, search = found(surface((3, 3), (0.1, 1, 1)), surface((3, 3), (-0.5, 1, 0)))
    assert (roots, search.unresolved) == ([], [])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (surface((2, 2), (-0.5, 1, 0), (-0.5, 1, 0)), surface((2, 2), (-0.3, 0, 1))),
        (surface((2, 2), (-0.5, 1, 0)), surface((2, 2), (-0.5, 1, 0))),
    ],
)
def test_roots_that_touch_or_make_a_line_are_left_open(first: Surface, second: Surface) -> None:
    roots, search = found(first, second)
    assert search.unresolved
    assert not roots


def test_surfaces_over_parts_have_the_values_of_the_whole() -> None:
    whole = surface((4, 3), (-0.3, 1, 0.5), (1, -0.5, 2))
    part = whole.over(Box(0.25, 0.5, 0.125, 1.0))
    corner = whole.over(Box(0.5, 0.5, 0.125, 0.125)).coefficients[0, 0]
    assert abs(part.coefficients[-1, 0] - corner) <= 2 * part.error
    assert abs(corner - (-0.3 + 0.5 + 0.0625) * (1 - 0.25 + 0.25)) < 1e-13
    assert whole.center()[0] == pytest.approx((-0.3 + 0.75) * 1.75)
