from __future__ import annotations

import gc

import pytest

from gametheory.solvers.garbage import SELDOM, seldom_collected


def test_thresholds_return_also_after_an_error() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyError, match="lost"), seldom_collected():
        assert gc.get_threshold() == (SELDOM, *before[1:])
        raise KeyError("lost")
    assert gc.get_threshold() == before
