"""What studies are given: a game whose parameters can vary."""

from __future__ import annotations

from gametheory.errors import UnsupportedGameError
from gametheory.models.model import GameModel


def check_model(given: object) -> None:
    """Check that a study is given a model.

    Raises
    ------
    UnsupportedGameError
        If it is given anything else, such as the name of a file or a game of numbers.

    Examples
    --------
    >>> check_model("game")
    Traceback (most recent call last):
    gametheory.errors.UnsupportedGameError: expected a model with parameters, got 'game'; gametheory.load reads files
    """
    if not isinstance(given, GameModel):
        raise UnsupportedGameError(f"expected a model with parameters, got {given!r}; gametheory.load reads files")
