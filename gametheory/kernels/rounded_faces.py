"""Faces of polyhedra in floats, to look ahead in a search: what they say steers it, and proves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.integer_tableau import CONSTANT_COLUMN, NO_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from numpy.typing import NDArray

    from gametheory.kernels.integer_tableau import IntegerTableau

NEARLY_ZERO = 1e-9
"""Entries are taken for zero up to this, where variables are measured in their typical sizes."""
MOST_PIVOTS = 40
"""Pivots after which a variable is let be."""


@dataclass(slots=True)
class RoundedFace:
    """Linear equations solved for the basic variables, all in units of their typical sizes.

    Parameters
    ----------
    entries
        ``[row, column]``, column 0 the constants; rows and columns that are dropped say nothing.
    basic, nonbasic
        Variable of each row and column; ``NO_VARIABLE`` where it is dropped, and for column 0.
    """

    entries: NDArray[np.float64]
    basic: list[int]
    nonbasic: list[int]


def rounded_face(tableau: IntegerTableau, scales: Sequence[int]) -> RoundedFace:
    """Face in floats.

    Parameters
    ----------
    tableau
        Equations of the face.
    scales
        Typical size of each variable.

    Returns
    -------
    RoundedFace
        The same equations.

    Examples
    --------
    Variable 0 is ``2 - 8 / 4`` times variable 1; typical sizes are 4 and 1:

    >>> from gametheory.kernels.integer_tableau import IntegerTableau
    >>> rounded_face(IntegerTableau([[8, 8]], [0], [NO_VARIABLE, 1], 4), [4, 1]).entries.tolist()
    [[0.5, 0.5]]
    """
    denominator = tableau.denominator
    entries = np.array([[entry / denominator for entry in row] for row in tableau.rows])
    entries = entries.reshape(len(tableau.rows), len(tableau.nonbasic))
    entries[:, 1:] *= np.array([float(scales[variable]) for variable in tableau.nonbasic[1:]])
    entries /= np.array([float(scales[variable]) for variable in tableau.basic])[:, None]
    return RoundedFace(entries, tableau.basic.copy(), tableau.nonbasic.copy())


def copied(face: RoundedFace) -> RoundedFace:
    """Return a copy that can be changed."""
    return RoundedFace(face.entries.copy(), face.basic.copy(), face.nonbasic.copy())


def zero_fixed(face: RoundedFace, zero: int) -> Generator[None, None, RoundedFace | None]:
    """Restrict a face to where the variables of a bit mask are zero, in place; None if that seems empty."""
    yield from ()
    for column in range(1, len(face.nonbasic)):
        variable = face.nonbasic[column]
        if variable >= 0 and zero >> variable & 1:
            _drop_column(face, column)
    for variable in [variable for variable in face.basic if variable >= 0 and zero >> variable & 1]:
        if not _is_lowered(face, variable):
            return None
    return face


def _is_lowered(face: RoundedFace, variable: int) -> bool:
    """Lower a variable to zero, and drop it; False if it stays positive (primal simplex)."""
    for _ in range(MOST_PIVOTS):
        if variable not in face.basic:  # it left on the way of another
            _drop_column(face, face.nonbasic.index(variable))
            return True
        row = face.basic.index(variable)
        entries = face.entries[row]
        if entries[CONSTANT_COLUMN] <= NEARLY_ZERO:
            column = 1 + int(np.argmax(np.abs(entries[1:]))) if len(entries) > 1 else 0
            if not column or abs(entries[column]) <= NEARLY_ZERO:
                _drop_row(face, row)
                return True
            leaving = row
        else:
            column = 1 + int(np.argmax(entries[1:])) if len(entries) > 1 else 0
            if not column or entries[column] <= NEARLY_ZERO:
                return False
            leaving = _leaving_row(face, column, row)
        _pivot(face, leaving, column)
        if leaving == row:
            _drop_column(face, column)
            return True
    _drop_row(face, face.basic.index(variable))
    return True


def _leaving_row(face: RoundedFace, column: int, preferred: int) -> int:
    """Row whose variable first reaches zero as that of a column grows; of a tie the preferred."""
    steps = np.full(len(face.basic), np.inf)
    grown = face.entries[:, column]
    np.divide(face.entries[:, CONSTANT_COLUMN], grown, out=steps, where=grown > NEARLY_ZERO)
    best = int(steps.argmin())
    return preferred if steps[preferred] <= steps[best] + NEARLY_ZERO else best


def _pivot(face: RoundedFace, row: int, column: int) -> None:
    entries = face.entries
    factors = entries[:, column].copy()
    element = factors[row]
    factors[row] = 0.0
    entries[:, column] = 0.0
    pivotal = entries[row]
    pivotal[column] = 1.0
    pivotal /= element
    entries -= np.outer(factors, pivotal)
    face.basic[row], face.nonbasic[column] = face.nonbasic[column], face.basic[row]


def _drop_column(face: RoundedFace, column: int) -> None:
    face.entries[:, column] = 0.0
    face.nonbasic[column] = NO_VARIABLE


def _drop_row(face: RoundedFace, row: int) -> None:
    face.entries[row] = 0.0
    face.entries[row, CONSTANT_COLUMN] = 1.0
    face.basic[row] = NO_VARIABLE


def zeros_dropped(face: RoundedFace) -> tuple[RoundedFace, int]:
    """Drop variables that single rows show to be zero, in place; and the bit mask of them."""
    dropped = 0
    while True:
        is_zero = (face.entries[:, CONSTANT_COLUMN] <= NEARLY_ZERO) & (face.entries.min(axis=1) >= -NEARLY_ZERO)
        rows = np.flatnonzero(is_zero).tolist()
        if not rows:
            return face, dropped
        dropped |= _mask(face.basic[row] for row in rows)
        columns = [index + 1 for index in np.flatnonzero((face.entries[rows, 1:] > NEARLY_ZERO).any(axis=0)).tolist()]
        dropped |= _mask(face.nonbasic[column] for column in columns)
        for row in rows:
            _drop_row(face, row)
        for column in columns:
            _drop_column(face, column)
        if not columns:
            return face, dropped


def positive_variables(face: RoundedFace) -> int:
    """Bit mask of the variables that single rows show to be positive everywhere."""
    is_positive = (face.entries[:, CONSTANT_COLUMN] > NEARLY_ZERO) & (
        face.entries[:, 1:].max(axis=1, initial=0.0) <= NEARLY_ZERO
    )
    return _mask(face.basic[row] for row in np.flatnonzero(is_positive).tolist())


def _mask(variables: Iterable[int]) -> int:
    return sum(1 << variable for variable in variables if variable >= 0)


def distances(face: RoundedFace) -> dict[int, float]:
    """How far, at least, some nonbasic variable must grow for each basic variable to reach zero; not told where 0."""
    steepest = face.entries[:, 1:].max(axis=1, initial=0.0)
    steps = np.zeros(len(face.basic))
    np.divide(face.entries[:, CONSTANT_COLUMN], steepest, out=steps, where=steepest > NEARLY_ZERO)
    return dict(zip(face.basic, steps.tolist(), strict=True))
