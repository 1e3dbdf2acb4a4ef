"""What a calibration aims at: an outcome that is to be an equilibrium, or numbers that were observed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.names import enumerate_names, nearest
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import to_fraction
from gametheory.core.tiered_game import TieredGame
from gametheory.errors import InvalidGameError, InvalidParameterError, UnsupportedGameError

if TYPE_CHECKING:
    from gametheory.core.source import Game

OUTCOMES = ("profile", "support", "path")
OBSERVATIONS = ("payoffs", "probability", "counts")
EXPECTED = "expected as target one of 'profile', 'support' and 'path', or some of 'payoffs', 'probability' and 'counts'"


@dataclass(frozen=True, slots=True)
class OutcomeTarget:
    """An outcome that is to be an equilibrium.

    Parameters
    ----------
    text
        In words.
    profile
        What is played in a normal form, where it is told exactly.
    support
        For each player the actions that are played.
    path
        The actions from the beginning to the end of play.
    """

    text: str
    profile: MixedProfile | None = None
    support: Mapping[str, frozenset[str]] | None = None
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """A number that was observed.

    Parameters
    ----------
    kind
        One of ``OBSERVATIONS``.
    player, infoset, action
        What it belongs to; of normal forms the information set is empty, of payoffs the action too.
    value
        The number.
    """

    kind: str
    player: str
    infoset: str
    action: str
    value: float


def read_targets(game: Game, targets: Mapping[str, Any]) -> OutcomeTarget | tuple[Observation, ...]:
    """Return what a calibration aims at.

    Raises
    ------
    InvalidParameterError
        If it names what the game does not have, or is no target.
    UnsupportedGameError
        If a target is for another kind of game.
    """
    if not isinstance(targets, Mapping) or not targets:
        raise InvalidParameterError(f"{EXPECTED}, got {targets!r}")
    for name in targets:
        if name not in (*OUTCOMES, *OBSERVATIONS):
            raise InvalidParameterError(f"{EXPECTED}, got {name!r}{nearest(name, (*OUTCOMES, *OBSERVATIONS))}")
    outcomes = [name for name in targets if name in OUTCOMES]
    if outcomes and len(targets) > 1:
        raise InvalidParameterError(f"{EXPECTED}, got {', '.join(map(repr, targets))} together")
    if outcomes:
        return _outcome(game, outcomes[0], targets[outcomes[0]])
    found = [
        observation for kind, values in targets.items() for observation in _observations(game, kind, _mapping(values))
    ]
    if not found:
        raise InvalidParameterError(f"{EXPECTED}, got no numbers")
    return tuple(found)


def _outcome(game: Game, kind: str, given: Any) -> OutcomeTarget:
    """Return an outcome."""
    if kind == "path":
        return _path(game, given)
    if not isinstance(game, NormalFormGame | TieredGame):
        raise UnsupportedGameError(f"target {kind!r} needs a game in which all choose at once; of others give a 'path'")
    named = _mapping(given)
    labels = {player.key: player.label for player in game.players}
    _check_names(named, labels, "player")
    if kind == "support":
        support = {key: _support(game, key, actions) for key, actions in named.items()}
        text = "; ".join(f"{labels[key]}: {' + '.join(sorted(actions))}" for key, actions in support.items())
        if (
            isinstance(game, NormalFormGame)
            and all(len(actions) == 1 for actions in support.values())
            and len(support) == game.num_players
        ):
            pure = {key: next(iter(actions)) for key, actions in support.items()}
            return OutcomeTarget(text, _profile(game, pure), support)
        return OutcomeTarget(text, support=support)
    if isinstance(game, TieredGame):
        raise UnsupportedGameError("target 'profile' is decided without tiers; give a 'support', which is searched for")
    missing = [player.key for player in game.players if player.key not in named]
    if missing:
        raise InvalidParameterError(
            f"expected a strategy of each player in 'profile', got none of {missing[0]!r}; where only some are known "
            "give a 'support'"
        )
    profile = _profile(game, named)
    told = (f"{labels[key]}: {_strategy_text(strategy)}" for key, strategy in named.items())
    return OutcomeTarget("; ".join(told), profile)


def _path(game: Game, given: Any) -> OutcomeTarget:
    """Return the outcome along a path; through a normal form it is a profile."""
    if isinstance(given, str) or not isinstance(given, Sequence) or not given:
        raise InvalidParameterError(f"expected 'path' as a list of actions, got {given!r}")
    path = tuple(map(str, given))
    if isinstance(game, ExtensiveFormGame):
        _check_path(game, path)
        return OutcomeTarget(" > ".join(path), path=path)
    if not isinstance(game, NormalFormGame):
        raise UnsupportedGameError("target 'path' needs a normal form or a tree that can be written out")
    if len(path) != game.num_players:
        raise InvalidParameterError(f"expected {game.num_players} actions in 'path', got {len(path)}")
    return _outcome(game, "profile", {player.key: action for player, action in zip(game.players, path, strict=True)})


def _check_path(tree: ExtensiveFormGame, path: Sequence[str]) -> None:
    """Check that a path leads from the first node of a tree to an end of play.

    Raises
    ------
    InvalidParameterError
        If it does not; the actions that can follow are told.
    """
    node = 0
    for step in (*path, None):
        children = tree.children(node)
        if not children and step is None:
            return
        actions = tree.infosets[int(tree.infoset[node])].actions if children else ()
        if step not in actions:
            following = f"one of {enumerate_names(actions, 10)}" if actions else "the end of play"
            got = "the end" if step is None else repr(step)
            raise InvalidParameterError(f"expected {following} in 'path' after {_after(path, step)}, got {got}")
        node = children[actions.index(step)]


def _after(path: Sequence[str], step: str | None) -> str:
    """Return what stands before a step, for errors."""
    before = path if step is None else path[: list(path).index(step)]
    return repr(before[-1]) if before else "the beginning"


def _strategy_text(strategy: Any) -> str:
    if isinstance(strategy, Mapping):
        return " + ".join(f"{action} {_number(share, action)}" for action, share in strategy.items())
    return str(strategy)


def _profile(game: NormalFormGame, named: Mapping[str, Any]) -> MixedProfile:
    """Return what is played, from one action for each player or its probabilities by action."""
    strategies = []
    for player, actions in zip(game.players, game.actions, strict=True):
        given = named[player.key]
        shares = given if isinstance(given, Mapping) else {str(given): 1}
        _check_names(shares, actions, "action")
        numbers = [_number(shares.get(action, 0), action) for action in actions]
        if sum(numbers) != 1 or min(numbers) < 0:
            raise InvalidParameterError(
                f"expected probabilities of {player.key!r} that sum to 1, got {sum(numbers)}; give all of them, exactly"
            )
        strategies.append(tuple(numbers))
    return MixedProfile(game, tuple(strategies))


def _support(game: NormalFormGame | TieredGame, key: str, actions: Any) -> frozenset[str]:
    """Return the actions that a player plays."""
    listed = [actions] if isinstance(actions, str) else list(actions)
    _check_names(listed, game.actions[game.player_index(key)], "action")
    if not listed:
        raise InvalidParameterError(f"expected actions of {key!r} in 'support', got none")
    return frozenset(listed)


def _observations(game: Game, kind: str, values: Mapping[str, Any]) -> list[Observation]:
    """Return the numbers of a kind."""
    keys = [player.key for player in game.players]
    _check_names(values, keys, "player")
    found = []
    for key, given in values.items():
        if kind == "payoffs":
            found.append(Observation(kind, key, "", "", float(_number(given, key))))
            continue
        for infoset, actions in _by_infoset(game, key, _mapping(given)).items():
            for action, value in actions.items():
                number = _number(value, action)
                if number < 0 or (kind == "probability" and number > 1):
                    what = "a probability" if kind == "probability" else "a count of at least 0"
                    raise InvalidParameterError(f"expected {what} of {action!r}, got {value!r}")
                found.append(Observation(kind, key, infoset, action, float(number)))
            if kind == "counts" and not sum(_number(value, action) for action, value in actions.items()):
                raise InvalidParameterError(f"expected counts of {key!r} that are not all 0")
    return found


def _by_infoset(game: Game, key: str, given: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return numbers by information set and action; that of a normal form is empty."""
    if isinstance(game, NormalFormGame | TieredGame):
        _check_names(given, game.actions[game.player_index(key)], "action")
        return {"": given}
    infosets = {
        infoset.key: infoset.actions
        for infoset in getattr(game, "infosets", ())
        if not infoset.is_chance and game.players[infoset.player].key == key
    }
    _check_names(given, infosets, "information set")
    for infoset, actions in given.items():
        _check_names(_mapping(actions), infosets[infoset], "action")
    return dict(given)


def _mapping(given: Any) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise InvalidParameterError(f"expected a target by names, such as {{'amazon': ...}}, got {given!r}")
    return given


def _check_names(given: Any, known: Any, what: str) -> None:
    """Check that all names are known.

    Raises
    ------
    InvalidParameterError
        If one is not.
    """
    for name in given:
        if name not in known:
            hint = nearest(str(name), list(known)) or f"; there are {enumerate_names(list(known))}"
            raise InvalidParameterError(f"unknown {what} {name!r}{hint}")


def _number(value: Any, what: str) -> Fraction:
    """Return an exact number.

    Raises
    ------
    InvalidParameterError
        If it is none, or not finite.
    """
    try:
        number = Fraction(value.strip()) if isinstance(value, str) else to_fraction(value)
        if not math.isfinite(float(number)):
            raise OverflowError
    except (InvalidGameError, ValueError, ZeroDivisionError, OverflowError):
        raise InvalidParameterError(f"expected a number for {what!r}, got {value!r}") from None
    return number
