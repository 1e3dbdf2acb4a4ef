"""Proofs of what a face in floats seems to say: that a variable is positive on all of it, or zero.

A row of a face is a combination of the first equations. Its coefficients are computed anew from these, with a bound of
all rounding errors; as every variable is bounded, a row whose constant is larger than all that the others can add up
to proves its variable to be positive, whatever the floats on the way were. That a variable is zero cannot be
seen in floats: such rows are proved in integers elsewhere, and kept as implications.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gametheory.kernels.compiled import compiled
from gametheory.kernels.words.face_states import INSIDE, OUTSIDE, TIGHT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.kernels.words.rounded_faces import RoundedFace

WORD_BITS = 64
NO_BITS, ONE = np.uint64(0), np.uint64(1)

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
    """

    entries: NDArray[np.float64]
    basic: NDArray[np.int32]
    nonbasic: NDArray[np.int32]
    row_of: NDArray[np.int64]
    bounds: NDArray[np.float64]
    combination: NDArray[np.float64]
    coefficients: NDArray[np.float64]
    errors: NDArray[np.float64]


class Implications(NamedTuple):
    """Implications: where all of some variables are zero, others are.

    Parameters
    ----------
    side
        For each the polyhedron.
    needed, implied
        ``[implication, word]``: bit masks of labels, 64 to a word.
    zero
        Memory for such a bit mask.
    """

    side: NDArray[np.int64]
    needed: NDArray[np.uint64]
    implied: NDArray[np.uint64]
    zero: NDArray[np.uint64]


class Known(NamedTuple):
    """What is decided or proved, seen from one side.

    Parameters
    ----------
    states
        For each label.
    sides
        For each label its player's side.
    side
        Whose polyhedron is looked at.
    """

    states: NDArray[np.uint8]
    sides: NDArray[np.int64]
    side: int


@compiled
def is_zero(known: Known, label: int) -> bool:
    """Whether the variable of a label is zero by what is decided or proved."""
    zero = OUTSIDE if known.sides[label] == known.side else INSIDE | TIGHT
    return bool(known.states[label] & zero != 0)


@compiled
def mark_zero(known: Known, label: int) -> None:
    """Write down that the variable of a label is zero: a weight is outside then, a slack tight."""
    known.states[label] |= OUTSIDE if known.sides[label] == known.side else TIGHT


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
    """Whether a row's variable is proved to be positive wherever those known to be zero are."""
    write_combination(face, row, polyhedron)
    _write_coefficients(polyhedron)
    combination, coefficients, errors = polyhedron.combination, polyhedron.coefficients, polyhedron.errors
    num_columns, variable = len(coefficients), face.basic[row]
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
        if coefficient > 0.0 and label != variable and not is_zero(known, label):
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


@compiled
def apply_implications(implications: Implications, number: int, known: Known) -> None:
    """Decide what follows on one side from the first of some implications."""
    zero, num_labels = implications.zero, len(known.states)
    for word in range(len(zero)):
        zero[word] = NO_BITS
    for label in range(num_labels):
        if is_zero(known, label):
            zero[label // WORD_BITS] |= ONE << np.uint64(label % WORD_BITS)
    for index in range(number):
        if implications.side[index] == known.side:
            _apply(implications, index)
    for label in range(num_labels):
        if zero[label // WORD_BITS] >> np.uint64(label % WORD_BITS) & ONE and not is_zero(known, label):
            mark_zero(known, label)


@compiled
def _apply(implications: Implications, index: int) -> None:
    """Add what an implication implies to what is zero, if all is that it needs."""
    zero, missing = implications.zero, NO_BITS
    for word in range(len(zero)):
        missing |= implications.needed[index, word] & ~zero[word]
    if missing == NO_BITS:
        for word in range(len(zero)):
            zero[word] |= implications.implied[index, word]
