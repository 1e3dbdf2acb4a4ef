"""Reading a profile of the user's own: YAML or JSON shaped like ``strategies`` in a solution."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gametheory.analysis.structure import has_perfect_recall
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.core.rationals import MAX_DIGITS, parse_fraction
from gametheory.core.strategic_form import to_normal_form
from gametheory.errors import (
    FileMistake,
    InconsistentGameFileError,
    InvalidGameError,
    InvalidProfileError,
    MalformedGameFileError,
)
from gametheory.io.yaml_nodes import Mapping, Node, Scalar, kind_of, read_nodes

if TYPE_CHECKING:
    from fractions import Fraction

    from gametheory.core.solution import Profile
    from gametheory.core.source import Game

MAX_PROBABILITY = 100_000
"""Characters of a probability: solvers give longer numbers than game files hold."""
_LONG_FRACTION = re.compile(rf"(?=.{{{MAX_DIGITS + 1},{MAX_PROBABILITY}}}\Z)\d+(/0*[1-9]\d*)?", re.ASCII)


def read_profile(data: bytes | str, game: Game, path: str) -> Profile:
    """Return the profile in a text: ``{player: {action: probability}}``, in trees with information sets between.

    A single action's name stands for playing it for certain; actions left out get 0; in trees ``null`` or a set left
    out is undefined. Where somebody lacks perfect recall, strategies may also be over whole plans, ``h1=L; h2=R``.

    Parameters
    ----------
    data
        YAML or JSON.
    game
        The game that the strategies are for.
    path
        Name of the text for errors.

    Raises
    ------
    MalformedGameFileError
        If the text is not YAML, or a key stands twice.
    InconsistentGameFileError
        If it does not fit the game.
    """
    document = read_nodes(data, path)
    if document.mistakes:
        raise MalformedGameFileError(document.mistakes, path)
    root = document.root
    try:
        if not isinstance(root, Mapping):
            raise InvalidProfileError(f"expected a mapping of players to strategies, got {kind_of(root)}")
        strategies: Any = {key.text: _plain(value) for key, value in _strategies_of(root).items()}
        if isinstance(game, ExtensiveFormGame) and _are_over_plans(strategies, game):
            game = to_normal_form(game).game
        if isinstance(game, ExtensiveFormGame):
            return BehaviorProfile.from_mapping(game, {key: _sets(key, value) for key, value in strategies.items()})
        return MixedProfile.from_mapping(game, {key: _certain(value) for key, value in strategies.items()})
    except (InvalidProfileError, InvalidGameError) as error:
        raise InconsistentGameFileError([FileMistake(str(error))], path) from error


def _strategies_of(root: Mapping) -> Mapping:
    """Return the strategies themselves, also where they stand in an equilibrium as ``solve`` prints it."""
    if root.get("equilibria") is not None:
        raise InvalidProfileError("expected the strategies of one equilibrium, got a whole solution; copy one of them")
    inner = root.get("strategies")
    return inner if isinstance(inner, Mapping) else root


def _are_over_plans(strategies: dict[str, Any], tree: ExtensiveFormGame) -> bool:
    """Whether strategies are over whole plans, as solutions give them where somebody lacks perfect recall."""
    infosets = {infoset.key for infoset in tree.infosets}
    names = [name for value in strategies.values() if isinstance(value, dict) for name in value]
    return not has_perfect_recall(tree) and bool(names) and infosets.isdisjoint(names)


def _plain(node: Node) -> Any:
    """Return a node as nested mappings of text; nothing and ``null`` are None."""
    if isinstance(node, Scalar):
        return None if node.is_empty else node.text
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.items()}
    raise InvalidProfileError(f"expected a mapping or an action's name, got {kind_of(node)}")


def _sets(player: str, strategies: Any) -> dict[str, Any]:
    """Return a player's strategies by information set."""
    if strategies is None:
        return {}
    if not isinstance(strategies, dict):
        raise InvalidProfileError(f"expected information sets for {player!r}, got {strategies!r}")
    return {infoset: None if value is None else _certain(value) for infoset, value in strategies.items()}


def _certain(strategy: Any) -> dict[str, Any]:
    """Return probabilities; an action's name alone means that action for certain."""
    if isinstance(strategy, str):
        return {strategy: 1}
    if not isinstance(strategy, dict) or any(not isinstance(value, str) for value in strategy.values()):
        raise InvalidProfileError(f"expected an action or a mapping of actions to probabilities, got {strategy!r}")
    return {action: _probability(value) for action, value in strategy.items()}


def _probability(text: str) -> str | Fraction:
    """Return a probability that only solvers write as its value, and any other text as it is."""
    return parse_fraction(text) if _LONG_FRACTION.fullmatch(text) else text
