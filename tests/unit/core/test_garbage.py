from __future__ import annotations

import gc

import pytest

from gametheory.core.garbage import SELDOM, seldom_collected


def test_thresholds_return_also_after_an_error() -> None:
    before = gc.get_threshold()
    seen = []

    def run() -> None:
        with seldom_collected():
            seen.append(gc.get_threshold())
            raise KeyError("lost")

    with pytest.raises(KeyError, match="lost"):
        run()
    assert seen == [(SELDOM, *before[1:])]
    assert gc.get_threshold() == before
