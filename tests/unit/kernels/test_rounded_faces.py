from __future__ import annotations

import random

import pytest

from gametheory.kernels import integer_tableau
from gametheory.kernels.face_tree import OPERATIONS
from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau, without_zeros
from gametheory.kernels.rounded_faces import (
    copied,
    distances,
    positive_variables,
    rounded_face,
    zero_fixed,
    zeros_dropped,
)
from unit.kernels.running import result_of

ONES = [1] * 12


def random_tableau(rng: random.Random) -> IntegerTableau:
    rows = [[rng.choice([0, 1, 3, 5]), *(rng.randint(-3, 3) for _ in range(5))] for _ in range(4)]
    return IntegerTableau(rows, [0, 1, 2, 3], [NO_VARIABLE, 4, 5, 6, 7, 8], 1)


@pytest.mark.parametrize("seed", range(40))
def test_floats_say_what_integers_prove(seed: int) -> None:
    rng = random.Random(f"rounded faces {seed}")
    tableau = random_tableau(rng)
    zero = sum(1 << variable for variable in rng.sample(range(9), 3))
    exact = result_of(OPERATIONS.restricted(tableau, zero))
    rounded = result_of(zero_fixed(rounded_face(tableau, ONES), zero))
    assert (rounded is None) == (exact is None)
    if exact is None or rounded is None:
        return
    kept = {*exact.basic, *exact.nonbasic[1:]}
    assert kept == {*rounded.basic, *rounded.nonbasic} - {NO_VARIABLE}
    known = rounded_face(exact, ONES)
    assert positive_variables(known) == integer_tableau.positive_variables(exact)
    assert zeros_dropped(known)[1] == without_zeros(exact)[1]


def test_typical_sizes_are_units() -> None:
    tableau = IntegerTableau([[6, 4]], [0], [NO_VARIABLE, 1], 2)
    assert rounded_face(tableau, [3, 10]).entries.tolist() == [[1.0, 20 / 3]]
    assert distances(rounded_face(tableau, [3, 10])) == {0: pytest.approx(3 / 20)}


def test_a_copy_can_be_changed() -> None:
    face = rounded_face(IntegerTableau([[6, 4]], [0], [NO_VARIABLE, 1], 2), [1, 1])
    other = copied(face)
    assert result_of(zero_fixed(other, 0b01)) is other
    assert face.entries.tolist() == [[3.0, 2.0]]
    assert other.entries.tolist() == [[1.5, 0.0]]
