"""Proofs that variables are positive: x + y - z = 2, so x is at least 2 where y is zero."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.words.face_proofs import (
    Implications,
    Known,
    Polyhedron,
    apply_implications,
    is_positive,
    is_zero,
    mark_zero,
)
from gametheory.kernels.words.face_states import INSIDE, OUTSIDE, TIGHT
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


def test_weights_are_outside_and_slacks_tight() -> None:
    seen = known(0, 0, 0)
    for label in range(3):
        assert not is_zero(seen, label)
        mark_zero(seen, label)
        assert is_zero(seen, label)
    assert seen.states.tolist() == [OUTSIDE, OUTSIDE, TIGHT]


def test_implications_chain_on_their_side() -> None:
    words = {"needed": [[0b001], [0b010], [0b000]], "implied": [[0b010], [0b100], [0b111]]}
    needed, implied = (np.array(words[name], dtype=np.uint64) for name in ("needed", "implied"))
    implications = Implications(np.array([0, 0, 1]), needed, implied, np.zeros(1, np.uint64))
    seen = known(0, 0, 0)
    apply_implications(implications, 3, seen)
    assert seen.states.tolist() == [0, 0, 0]
    seen = known(OUTSIDE, 0, 0)
    apply_implications(implications, 1, seen)
    assert seen.states.tolist() == [OUTSIDE, OUTSIDE, 0]
    apply_implications(implications, 3, seen)
    assert seen.states.tolist() == [OUTSIDE, OUTSIDE, TIGHT]
