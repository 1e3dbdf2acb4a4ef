"""Arrays of a workplace."""

from __future__ import annotations

import numpy as np

from gametheory.kernels.boxes.arrays import HEIGHT, STRIDE, UPPER, new_findings, new_stack, new_workplace


def test_a_workplace_begins_with_all_profiles() -> None:
    work = new_workplace((2, 3, 2), np.arange(36.0).reshape(3, 12), np.zeros(3))
    assert work.sizes[STRIDE, :3].tolist() == [6, 2, 1]
    assert work.weights[UPPER].tolist() == [1.0] * 7
    assert work.scales[HEIGHT].tolist() == [11.0, 23.0, 35.0]
    assert work.slopes.shape == (4, 8)


def test_rooms() -> None:
    assert new_stack(3, 5).bounds.shape == (3, 2, 5)
    assert new_findings(3, 5).bounds.shape == (3, 4, 5)
