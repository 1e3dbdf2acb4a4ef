from __future__ import annotations

import numpy as np
import pytest

from gametheory.analysis.quantal_response.krawczyk import proved_box


class Cubic:
    """x**3 = 2 around a point; its slope is wrong by a share."""

    def __init__(self, point: float, wrong: float = 0.0) -> None:
        self.point, self.wrong = point, wrong

    def system(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        slope = 3 * self.point**2
        return (
            np.array([self.point**3 - 2]),
            np.array([1e-15]),
            np.array([[slope]]),
            np.array([[slope * self.wrong]]),
        )

    def bend(self, box: np.ndarray) -> np.ndarray:
        return 6 * self.point * box * box + 3 * box**3


@pytest.mark.parametrize("distance", [0.0, 1e-12, 1e-6, 1e-2, -1e-2])
def test_the_box_holds_the_root(distance: float) -> None:
    box = proved_box(Cubic(2 ** (1 / 3) + distance))
    assert box is not None
    assert abs(distance) <= box[0] <= 4 * abs(distance) + 1e-14


def test_nothing_is_proved_far_away_or_with_wrong_slopes() -> None:
    assert proved_box(Cubic(0.4)) is None
    assert proved_box(Cubic(1.26, wrong=1.5)) is None
    assert proved_box(Cubic(0.0)) is None
    assert proved_box(Cubic(np.nan)) is None
