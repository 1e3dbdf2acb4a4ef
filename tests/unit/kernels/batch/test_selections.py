from __future__ import annotations

import numpy as np
import pytest

from gametheory.kernels.batch.selections import (
    BEST_OF_COLUMN_PLAYER,
    BEST_OF_ROW_PLAYER,
    FIRST,
    NO_ROW,
    PAYOFF_DOMINANT,
    select_rows,
)

PAYOFFS = [(3, 1), (1, 3), (2, 2), (4, 4), (4, 5), (4 + 1e-14, 4), (1, 1)]
ENDS = [3, 3, 6, 7]


@pytest.mark.parametrize(
    ("rule", "rows"),
    [
        (FIRST, [0, NO_ROW, 3, 6]),
        (BEST_OF_ROW_PLAYER, [0, NO_ROW, 3, 6]),
        (BEST_OF_COLUMN_PLAYER, [1, NO_ROW, 4, 6]),
        (PAYOFF_DOMINANT, [NO_ROW, NO_ROW, 4, 6]),
    ],
)
def test_rules(rule: int, rows: list[int]) -> None:
    numbers = np.array([[0.5, 0.5, 1.0, *payoffs] for payoffs in PAYOFFS])
    selected = np.empty(4, dtype=np.int64)
    select_rows(np.array(ENDS), numbers, rule, selected)
    assert selected.tolist() == rows
