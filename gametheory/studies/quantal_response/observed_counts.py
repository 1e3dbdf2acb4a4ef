"""Observed choices, checked against the game."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Integral
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from gametheory.core.names import enumerate_names, nearest
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.path import choices_of
from gametheory.errors import InvalidParameterError

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray
    from gametheory.core.extensive_form import ExtensiveFormGame

Counts: TypeAlias = "Mapping[str, Mapping[str, Any]]"
"""``{player: {action: count}}``, in trees ``{player: {information set: {action: count}}}``."""


def observed_counts(game: NormalFormGame | ExtensiveFormGame, counts: Counts) -> FloatArray:
    """Return how often each action was observed, in the order of the log probabilities of a path.

    Parameters
    ----------
    game
        A normal form or a tree.
    counts
        Whole numbers by player and action, in trees by player, information set and action; what is left out is 0.

    Raises
    ------
    InvalidParameterError
        If a name is unknown, a number is not whole or negative, or nothing was observed.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.zero_sum([[1, 2]], players=["row", "column"], actions=[["T"], ["L", "R"]])
    >>> observed_counts(game, {"column": {"R": 7}}).tolist()
    [0.0, 0.0, 7.0]
    """
    if not isinstance(counts, Mapping):
        raise InvalidParameterError(f"expected counts by player and action, got {counts!r}")
    places = _places(game)
    depth = 2 if isinstance(game, NormalFormGame) else 3
    found = np.zeros(len(places))
    for names, value in _leaves(counts, ()):
        position = places.get(names)
        if position is None:
            raise InvalidParameterError(_unknown(game, names, list(places), depth))
        if isinstance(value, bool) or not isinstance(value, Integral) or value < 0:
            raise InvalidParameterError(
                f"expected a whole number of observations, at least 0, of {' '.join(map(repr, names))}, got {value!r}"
            )
        found[position] = int(value)
    if not found.any():
        raise InvalidParameterError("expected at least one observed choice, got none")
    return found


def _places(game: NormalFormGame | ExtensiveFormGame) -> dict[tuple[str, ...], int]:
    """Return the position of each action by the names of player, information set and action."""
    places: dict[tuple[str, ...], int] = {}
    for player, infoset, actions in choices_of(game):
        owner = game.players[player].key
        where = () if isinstance(game, NormalFormGame) else (game.infosets[infoset].key,)
        for action in actions:
            places[owner, *where, action] = len(places)
    return places


def _leaves(counts: Mapping[str, Any], names: tuple[str, ...]) -> list[tuple[tuple[str, ...], Any]]:
    """Return what stands in mappings of mappings, each with the names that lead to it."""
    found = []
    for name, value in counts.items():
        if isinstance(value, Mapping):
            found += _leaves(value, (*names, str(name)))
        else:
            found.append(((*names, str(name)), value))
    return found


def _unknown(
    game: NormalFormGame | ExtensiveFormGame, names: tuple[str, ...], known: list[tuple[str, ...]], depth: int
) -> str:
    """Return the sentence about names that lead to no action."""
    words = ("player", "action") if depth == 2 else ("player", "information set", "action")
    for position, word in enumerate(words):
        fitting = {place[position] for place in known if place[:position] == names[:position]}
        if position >= len(names):
            return f"expected {word} names under {' '.join(map(repr, names))}, got a number; give counts by {word}"
        if names[position] not in fitting:
            shown = enumerate_names(sorted(fitting))
            return f"expected {word} {shown}, got {names[position]!r}{nearest(names[position], fitting)}"
    return f"expected counts by {', '.join(words)} in {game.title!r}, got names {' '.join(map(repr, names))}"
