"""Mistakes of players and of chance."""

from __future__ import annotations

from gametheory.analysis.beliefs.trembles import is_of_chance


def test_chance_errs_by_node() -> None:
    assert is_of_chance((~0, 1))
    assert not is_of_chance((0, 1))
