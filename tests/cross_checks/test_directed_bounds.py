"""Bounds that the search of boxes rounds outward: some of them, a million by a command.

``python -m benchmarks.n_players_oracle bounds``
"""

from __future__ import annotations

from cross_checks.directed_bounds import compare

NUM_EXPRESSIONS = 20_000


def test_bounds_hold_what_they_bound() -> None:
    compared = compare(NUM_EXPRESSIONS, 1)
    assert compared.corners + compared.profiles >= NUM_EXPRESSIONS
    assert compared.profiles > 1000
    assert compared.outside == 0
    assert compared.nearest > 0


def test_without_room_for_rounding_some_bounds_would_be_wrong() -> None:
    compared = compare(2_000, 2, told=0.0)
    assert compared.outside > 100
