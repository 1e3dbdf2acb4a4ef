from __future__ import annotations

import gc

import pytest

from gametheory.core.garbage import SELDOM, kept, seldom_collected


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


def test_what_is_kept_is_not_looked_at() -> None:
    with kept():
        assert not gc.isenabled()
        made = [[number] for number in range(5_000)]
        with kept():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.get_count()[0] < len(made)
    assert gc.get_freeze_count() == 0


def test_collection_returns_after_an_error() -> None:
    def fail() -> None:
        with kept():
            raise KeyError("lost")

    with pytest.raises(KeyError, match="lost"):
        fail()
    assert gc.isenabled()


def test_what_a_program_froze_stays_frozen() -> None:
    gc.freeze()
    try:
        with kept():
            frozen = gc.get_freeze_count()
        assert gc.get_freeze_count() == frozen > 0
    finally:
        gc.unfreeze()
