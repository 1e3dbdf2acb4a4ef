"""Colors from light to dark in equal steps."""

from __future__ import annotations

from itertools import pairwise

from gametheory.rendering.pictures.color_scale import NUM_LEVELS, scale_color


def luminance(color: str) -> float:
    """Relative luminance, as the rules for contrast on web pages define it."""
    shares = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_level_is_darker_than_the_one_before() -> None:
    grays = [luminance(scale_color(level)) for level in range(NUM_LEVELS)]
    assert len({scale_color(level) for level in range(NUM_LEVELS)}) == NUM_LEVELS
    assert all(later < earlier for earlier, later in pairwise(grays))
    assert (grays[0] + 0.05) / (grays[-1] + 0.05) > 12


def test_steps_look_alike() -> None:
    roots = [luminance(scale_color(level)) ** (1 / 3) for level in range(NUM_LEVELS)]
    steps = [earlier - later for earlier, later in pairwise(roots)]
    assert max(steps) < 1.5 * min(steps)
