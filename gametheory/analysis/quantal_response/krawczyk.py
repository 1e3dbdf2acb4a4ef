"""Exactly one solution of equations in a small box: Krawczyk's operator in floats, with rounding errors counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from gametheory.core.rationals import FLOAT_BITS

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray

ROUNDING = 2.0**-FLOAT_BITS
"""Largest relative error of one rounding to float64."""
MOST_INFLATIONS = 12
"""How often a box is widened to hold its own image."""
INFLATION = 1.5
"""How much it is widened."""
SMALLEST = 1e-300
"""Half the width of a box at least, so that it has an inside."""


class LocalEquations(Protocol):
    """N equations in N unknowns around one point."""

    def system(self) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
        """Return values and derivatives at the point, ``[N]`` and ``[N, N]``, each with its doubt."""
        ...

    def bend(self, box: FloatArray) -> FloatArray:
        """Return how much derivatives change at most in a box around the point, times the box; shape ``[N]``."""
        ...


def proved_box(equations: LocalEquations) -> FloatArray | None:
    """Return half the widths of a box around the point in which exactly one solution lies; None if none was proved.

    Parameters
    ----------
    equations
        The equations.

    Notes
    -----
    With an approximate inverse B of the derivatives D, ``x - B F(x)`` maps the box into its inside if ``|B F|`` plus
    ``|I - B D| box`` plus ``|B|`` times what derivatives change by lie within it; it then contracts there.

    References
    ----------
    krawczyk1969.

    Examples
    --------
    The square root of 2 near 1.4142:

    >>> class Square:
    ...     def system(self):
    ...         return np.array([1.4142**2 - 2]), np.array([1e-15]), np.array([[2 * 1.4142]]), np.array([[1e-15]])
    ...     def bend(self, box):
    ...         return 2 * box * box
    >>> bool(1.3e-5 < proved_box(Square())[0] < 3e-5)
    True
    """
    values, errors, derivatives, doubts = equations.system()
    try:
        inverse = np.linalg.inv(derivatives)
    except np.linalg.LinAlgError:
        return None
    if not np.isfinite(inverse).all():
        return None
    size = len(values)
    sizes = np.abs(inverse)
    moved = np.abs(inverse @ values) + sizes @ (errors + 2.0 * size * ROUNDING * np.abs(values))
    left = np.abs(np.eye(size) - inverse @ derivatives)
    left += sizes @ (doubts + 4.0 * size * ROUNDING * np.abs(derivatives)) + 4.0 * size * ROUNDING * np.eye(size)
    box = 2.0 * moved + SMALLEST
    for _ in range(MOST_INFLATIONS):
        with np.errstate(over="ignore", invalid="ignore"):
            image = (moved + left @ box + sizes @ equations.bend(box)) * (1.0 + 8.0 * size * ROUNDING)
        if not np.isfinite(image).all():
            return None
        if (image < box).all():
            return np.asarray(box)
        box = INFLATION * image + SMALLEST
    return None
