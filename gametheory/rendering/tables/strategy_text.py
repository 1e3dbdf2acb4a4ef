"""What is played at one place, as the text of a table cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.rendering.sentences.numbers import fraction_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.core.profiles import Probability

EXCLUDED = "(excluded by its own choice)"
"""Shown at an information set at which the profile says nothing."""


def strategy_text(probabilities: Mapping[str, Probability] | None) -> str:
    """Return what is played: an action's name, or names with probabilities."""
    if probabilities is None:
        return EXCLUDED
    played = {action: probability for action, probability in probabilities.items() if probability}
    if len(played) == 1:
        return next(iter(played))
    return ", ".join(f"{action} {fraction_text(probability)}" for action, probability in played.items())
