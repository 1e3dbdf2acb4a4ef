from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gametheory.solvers.tiers.mixing_roots import MixingRoots

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray


def around(low: FloatArray, high: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return bounds on (k/n - 1/4)(k/n - 3/5) at n = 1,000."""
    first, second = low / 1000, high / 1000
    inside = np.clip(0.425, first, second)
    values = [(end - 0.25) * (end - 0.6) for end in (first, second, inside)]
    return np.minimum.reduce(values) - 1e-15, np.maximum.reduce(values) + 1e-15


def test_both_roots_of_a_bent_gain_are_isolated() -> None:
    searching = MixingRoots(1_000, around, lambda: None)
    found = searching.all()
    assert searching.unresolved == []
    # the mean of k^2 / n^2 is p^2 + p (1 - p) / n
    expected = np.sort(np.roots([1 - 1e-3, 1e-3 - 0.85, 0.15]))
    assert [float((low + high) / 2) for low, high in found] == pytest.approx(expected.tolist(), abs=1e-9)
    assert all(high - low < Fraction(1, 10**8) for low, high in found)


def test_a_gain_without_a_change_of_sign_has_no_root() -> None:
    def gain(low: FloatArray, high: FloatArray) -> tuple[FloatArray, FloatArray]:
        return 1 + low / 1000, 1 + high / 1000

    searching = MixingRoots(1_000, gain, lambda: None)
    assert (searching.all(), searching.unresolved) == ([], [])
