"""Proofs that variables are positive: x + y - z = 2, so x is at least 2 where y is zero."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.words.face_clauses import Known
from gametheory.kernels.words.face_proofs import Polyhedron, is_positive
from gametheory.kernels.words.face_states import INSIDE, OUTSIDE
from gametheory.kernels.words.rounded_faces import RoundedFace

SIDES = np.array([0, 0, 1])


def polyhedron(bound: float, constant: float = 2.0) -> Polyhedron:
    return Polyhedron(
        entries=np.array([[constant, 1.0, -1.0]]),
        basic=np.array([0], dtype=np.int32),
        nonbasic=np.array([-1, 1, 2], dtype=np.int32),
        row_of=np.array([0, -1, -1]),
        bounds=np.array([bound, bound, bound]),
        combination=np.zeros(1),
        coefficients=np.zeros(3),
        errors=np.zeros(3),
        needed=np.zeros(1, np.uint64),
    )


def known(*states: int) -> Known:
    return Known(np.array(states, dtype=np.uint8), SIDES, 0)


def is_proved(bound: float, *states: int, constant: float = 2.0) -> bool:
    first = polyhedron(bound, constant)
    # what the face itself says does not count
    face = RoundedFace(np.array([[9.0, -9.0, -9.0]]), first.basic, first.nonbasic, np.array([1, 3]))
    return is_positive(face, 0, first, known(*states))


def test_bounds_decide() -> None:
    assert is_proved(1.5, 0, 0, 0)
    assert not is_proved(2.0, 0, 0, 0)


def test_decisions_help() -> None:
    assert is_proved(100.0, 0, OUTSIDE, 0)
    assert not is_proved(100.0, 0, INSIDE, 0)


@pytest.mark.parametrize("constant", [0.0, -1.0])
def test_zero_is_not_positive(constant: float) -> None:
    assert not is_proved(1.0, 0, OUTSIDE, 0, constant=constant)


def test_a_constant_within_rounding_errors_proves_nothing() -> None:
    assert not is_proved(1.0, 0, 0, 0, constant=1.0 + 1e-15)
    assert is_proved(1.0, 0, 0, 0, constant=1.0 + 1e-12)


@pytest.mark.parametrize(
    ("states", "needed"), [((0, OUTSIDE, 0), 0b011), ((0, OUTSIDE, INSIDE), 0b011), ((0, 0, 0), 0b001)]
)
def test_what_a_proof_needs(states: tuple[int, ...], needed: int) -> None:
    first = polyhedron(1.5)
    face = RoundedFace(first.entries, first.basic, first.nonbasic, np.array([1, 3]))
    assert is_positive(face, 0, first, known(*states))
    assert first.needed.tolist() == [needed]
