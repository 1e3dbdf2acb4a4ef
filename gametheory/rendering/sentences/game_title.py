"""The title of a game, with the parameters that were set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.source import GameStory
from gametheory.rendering.sentences.numbers import payoff_text

if TYPE_CHECKING:
    from gametheory.core.source import GameSource


def title_at(title: str, source: GameSource | None) -> str:
    """Return the title with the values that are not the source's own.

    Parameters
    ----------
    title
        Of the game; may be empty.
    source
        What the game was made from, or None.

    Examples
    --------
    >>> from gametheory import load
    >>> title_at("Choose one of two", load("choose_one_of_two").with_values(reported="0.7"))
    'Choose one of two at reported = 0.7'
    """
    if not isinstance(source, GameStory) or not source.changed_parameters:
        return title
    changed = source.changed_parameters
    return (
        f"{title or 'Untitled game'} at {', '.join(f'{key} = {payoff_text(value)}' for key, value in changed.items())}"
    )
