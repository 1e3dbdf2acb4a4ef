"""Proofs of what a face in floats seems to say: that a variable is positive on all of it.

A row of a face is a combination of the first equations. Its coefficients are computed anew from these, with a bound of
all rounding errors; as every variable is bounded, a row whose constant is larger than all that the others can add up
to proves its variable to be positive, whatever the floats on the way were. That a variable is zero cannot be
seen in floats: such rows are proved in integers elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gametheory.kernels.compiled import compiled
from gametheory.kernels.words.face_clauses import NO_BITS, add_bit, is_zero
from gametheory.kernels.words.rounded_faces import NEARLY_ZERO

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gametheory.kernels.words.face_clauses import Known
    from gametheory.kernels.words.rounded_faces import RoundedFace

UNIT = 2.0**-52
"""Twice the relative error of one operation."""


class Polyhedron(NamedTuple):
    """The first equations of one side, in units of typical sizes.

    Parameters
    ----------
    entries
        ``[row, column]``, each right to a few units in the last place.
    basic, nonbasic
        Variable of each row and of each column; column 0 has none.
    row_of
        For each label its row; -1 for nonbasic ones.
    bounds
        For each label a number that its variable does not exceed.
    combination, coefficients, errors
        Memory for a combination of the rows, for its coefficients and what bounds their errors.
    needed
        Memory for a bit mask of labels.
    """

    entries: NDArray[np.float64]
    basic: NDArray[np.int32]
    nonbasic: NDArray[np.int32]
    row_of: NDArray[np.int64]
    bounds: NDArray[np.float64]
    combination: NDArray[np.float64]
    coefficients: NDArray[np.float64]
    errors: NDArray[np.float64]
    needed: NDArray[np.uint64]


@compiled
def write_combination(face: RoundedFace, row: int, polyhedron: Polyhedron) -> None:
    """Write of which of the first equations a row is made."""
    combination = polyhedron.combination
    for index in range(len(combination)):
        combination[index] = 0.0
    for column in range(1, len(face.nonbasic)):
        index = polyhedron.row_of[face.nonbasic[column]]
        if index >= 0:
            combination[index] = face.entries[row, column]
    index = polyhedron.row_of[face.basic[row]]
    if index >= 0:
        combination[index] = 1.0


@compiled
def is_positive(face: RoundedFace, row: int, polyhedron: Polyhedron, known: Known) -> bool:
    """Whether a row's variable is proved to be positive where some variables are zero that are known to be.

    These are written down as needed, with the row's variable itself: all of them cannot be zero.
    """
    write_combination(face, row, polyhedron)
    _write_coefficients(polyhedron)
    variable = face.basic[row]
    return _is_proved(polyhedron, variable, known, NEARLY_ZERO) or _is_proved(polyhedron, variable, known, 0.0)


@compiled
def _is_proved(polyhedron: Polyhedron, variable: int, known: Known, least: float) -> bool:
    """Whether the coefficients prove it; needed are variables whose coefficients are above the least."""
    combination, coefficients, errors = polyhedron.combination, polyhedron.coefficients, polyhedron.errors
    num_columns, needed = len(coefficients), polyhedron.needed
    for word in range(len(needed)):
        needed[word] = NO_BITS
    add_bit(needed, variable)
    error = UNIT * (len(combination) + 16)
    left = coefficients[0] - error * errors[0]
    size = abs(coefficients[0]) + errors[0]
    for index in range(1, num_columns + len(combination)):
        if index < num_columns:
            label = polyhedron.nonbasic[index]
            coefficient = coefficients[index] + error * errors[index]
        else:
            label = polyhedron.basic[index - num_columns]
            coefficient = combination[index - num_columns]
        if coefficient <= 0.0 or label == variable:
            continue
        if coefficient > least and is_zero(known, label):
            add_bit(needed, label)
            continue
        most = coefficient * polyhedron.bounds[label]
        left -= most
        size += most
    return bool(left > UNIT * (len(combination) + num_columns + 16) * size)


@compiled
def _write_coefficients(polyhedron: Polyhedron) -> None:
    """Write the coefficients of the combination, and the sums of the sizes of what they are made of."""
    combination, coefficients, errors = polyhedron.combination, polyhedron.coefficients, polyhedron.errors
    for column in range(len(coefficients)):
        coefficients[column], errors[column] = 0.0, 0.0
    for index in range(len(combination)):
        factor = combination[index]
        if factor == 0.0:
            continue
        for column in range(len(coefficients)):
            term = factor * polyhedron.entries[index, column]
            coefficients[column] += term
            errors[column] += abs(term)
