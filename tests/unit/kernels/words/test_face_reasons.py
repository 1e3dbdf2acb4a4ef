"""Few reasons for what a row says; labels 0 to 4."""

from __future__ import annotations

import numpy as np

from gametheory.kernels.words.face_reasons import Reasons, write_reasons
from gametheory.kernels.words.rounded_faces import NUM_COLUMNS, RoundedFace


def fixed_face(entries: list[list[float]], basic: list[int], nonbasic: list[int]) -> RoundedFace:
    """A face of which all nonbasic variables are fixed."""
    return RoundedFace(
        np.array(entries),
        np.array(basic, dtype=np.int32),
        np.array([-1, *nonbasic], dtype=np.int32),
        np.array([len(basic), 1]),
    )


def reasons_for(face: RoundedFace, sign: int) -> set[int]:
    """Labels that the first row needs to say that its variable is positive (sign 1), or zero (-1)."""
    memory = [RoundedFace(*(array.copy() for array in face)) for _ in range(2)]
    reasons = Reasons(memory[0], memory[1], np.zeros(5, np.int64))
    assert write_reasons(reasons, face, 0, sign) > 0
    assert reasons.face.basic[0] == face.basic[0]
    first = int(reasons.face.size[NUM_COLUMNS])
    left = zip(reasons.face.nonbasic[first:].tolist(), reasons.face.entries[0, first:].tolist(), strict=True)
    return {label for label, entry in left if sign * entry > 0}


def test_a_variable_that_grows_too_little_is_no_reason() -> None:
    # x0 = 2 - x2 - x3 + x4, and x1 = 1 - x2 holds x2 down: only x3 can bring x0 to zero
    face = fixed_face([[2.0, 1.0, 1.0, -1.0], [1.0, 1.0, 0.0, 0.0]], [0, 1], [2, 3, 4])
    assert reasons_for(face, 1) == {3}


def test_of_two_that_are_enough_together_the_one_fixed_last_goes() -> None:
    # x0 = 3 - 2 x2 - 2 x3 with x2, x3 <= 1: one of them can be free
    face = fixed_face([[3.0, 2.0, 2.0], [1.0, 1.0, 0.0], [1.0, 0.0, 1.0]], [0, 1, 4], [3, 2])
    assert reasons_for(face, 1) == {2}


def test_reasons_for_zero() -> None:
    # x0 = x2 + x3, where x1 = -x2 keeps x2 at zero
    face = fixed_face([[0.0, -1.0, -1.0], [0.0, 1.0, 0.0]], [0, 1], [2, 3])
    assert reasons_for(face, -1) == {3}
