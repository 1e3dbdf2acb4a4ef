"""Reading a profile of the user's own: YAML or JSON shaped like ``strategies`` in a solution."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.structure import has_perfect_recall
from gametheory.analysis.trees.reach import undefined_infosets, undefined_sentence
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.garbage import kept
from gametheory.core.names import MAX_LENGTH, enumerate_names, nearest, nearest_name
from gametheory.core.profiles import BehaviorProfile, MixedProfile, certain
from gametheory.core.rationals import MAX_DIGITS, brief_fraction, parse_fraction
from gametheory.core.state_graph import whole
from gametheory.core.strategic_form import to_normal_form
from gametheory.io.number_text import parse_number
from gametheory.io.prescan import Content
from gametheory.io.reading import Reading
from gametheory.io.yaml_nodes import Mapping, Node, Scalar, Sequence, kind_of, read_nodes

if TYPE_CHECKING:
    from collections.abc import Collection

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Profile, Strategy
    from gametheory.core.source import Game

MAX_PROBABILITY = 100_000
"""Characters of a probability: solvers give longer numbers than game files hold."""
_LONG_FRACTION = re.compile(rf"(?=.{{{MAX_DIGITS + 1},{MAX_PROBABILITY}}}\Z)\d+(/0*[1-9]\d*)?", re.ASCII)


def read_profile(data: bytes | str, game: Game, path: str) -> Profile:
    """Return the profile in a text: ``{player: {action: probability}}``, in trees with information sets between.

    A single action's name stands for playing it for certain; actions left out get 0; in trees ``null`` or a set left
    out is undefined. Where somebody lacks perfect recall, strategies may also be over whole plans, ``h1=L; h2=R``. The
    mapping may stand under ``strategies`` in an equilibrium, or in a solution with one equilibrium.

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
        If the text is not YAML, is too large, or is not in the shape of a profile; all mistakes are told at once.
    InconsistentGameFileError
        If it does not fit the game, or is undefined at an information set that play or the deviation of a single other
        player reaches.
    UnsupportedGameError
        If strategies are over whole plans of a tree that has too many of them.
    """
    with kept():
        document = read_nodes(data, path, Content.PROFILE)
        reading = Reading(document.source, None, list(document.mistakes))
        strategies = _strategies_of(reading, document.root, {player.key for player in game.players})
        if isinstance(game, ExtensiveFormGame) and _are_over_plans(strategies, game):
            game = to_normal_form(game).game
        if isinstance(game, ExtensiveFormGame):
            return _read_behavior(reading, strategies, game)
        return _read_mixed(reading, strategies, whole(game))


def _strategies_of(reading: Reading, root: Node, players: Collection[str]) -> Mapping:
    """Return the strategies themselves, also where they stand in an equilibrium or in a solution with one."""
    found = root
    if isinstance(root, Mapping) and not any(key.text in players for key in root.keys):
        if root.get("gametheory") is not None:
            reading.malformed(root, "expected a profile, got a game file; name the game first, then the profile")
            reading.stop()
        found = _strategies_within(_only_equilibrium(reading, root.get("equilibria") or root))
    if not isinstance(found, Mapping):
        reading.malformed(found, f"expected a profile, a mapping of players to strategies, got {kind_of(found)}")
        reading.stop()
    return found


def _only_equilibrium(reading: Reading, node: Node) -> Node:
    """Return the equilibrium of a list that holds one, and any other node as it is."""
    if not isinstance(node, Sequence):
        return node
    if len(node.items) != 1:
        reading.malformed(node, f"expected one equilibrium, got a solution with {len(node.items)}; copy one of them")
        reading.stop()
    return node.items[0]


def _strategies_within(node: Node) -> Node:
    """Return what stands under ``strategies``, or the node itself where nothing does."""
    inner = node.get("strategies") if isinstance(node, Mapping) else None
    return node if inner is None else inner


def _are_over_plans(strategies: Mapping, tree: ExtensiveFormGame) -> bool:
    """Whether strategies are over whole plans, as solutions give them where somebody lacks perfect recall.

    The name of a plan begins with that of an information set and ``=``; the name of a set itself is not one of a plan.
    """
    if has_perfect_recall(tree):
        return False
    infosets = {infoset.key for infoset in tree.infosets}
    longest = max(map(len, infosets))
    names = [key.text for value in strategies.values if isinstance(value, Mapping) for key in value.keys]
    names += [value.text for value in strategies.values if isinstance(value, Scalar)]
    starts = (name[:end] for name in names for end, sign in enumerate(name[: longest + 1]) if sign == "=")
    return infosets.isdisjoint(names) and not infosets.isdisjoint(starts)


def _read_mixed(reading: Reading, strategies: Mapping, game: NormalFormGame) -> MixedProfile:
    """Return the profile of a normal form, or raise all mistakes."""
    players = [player.key for player in game.players]
    nodes = _by_player(reading, strategies, players, players)
    read = [
        _strategy(reading, nodes[player.key], actions, f"player {_shown(player.key)}") if player.key in nodes else None
        for player, actions in zip(game.players, game.actions, strict=True)
    ]
    if reading.num_mistakes:
        reading.stop()
    return MixedProfile(game, tuple(strategy for strategy in read if strategy is not None))


def _read_behavior(reading: Reading, strategies: Mapping, tree: ExtensiveFormGame) -> BehaviorProfile:
    """Return the profile of a tree, or raise all mistakes."""
    positions = {player.key: tree.player_infosets(index) for index, player in enumerate(tree.players)}
    nodes = _by_player(reading, strategies, positions, {key for key, infosets in positions.items() if infosets})
    listed: list[Strategy | None] = [None] * len(tree.infosets)
    places: dict[int, Node] = {}
    for player, node in nodes.items():
        infosets = {tree.infosets[index].key: index for index in positions[player]}
        places.update(dict.fromkeys(positions[player], node))
        if isinstance(node, Scalar) and node.is_empty:
            continue
        mapping = reading.mapping(node, f"information sets of player {_shown(player)}")
        for key, value in mapping.items() if mapping is not None else ():
            if not _is_known(reading, key, infosets, f"an information set of player {_shown(player)}"):
                continue
            index = infosets[key.text]
            places[index] = value
            if not (isinstance(value, Scalar) and value.is_empty):
                where = f"information set {_shown(key.text)} of player {_shown(player)}"
                listed[index] = _strategy(reading, value, tree.infosets[index].actions, where)
    if reading.num_mistakes:
        reading.stop()
    profile = BehaviorProfile(tree, tuple(listed))
    _refuse_undefined(reading, profile, places)
    return profile


def _refuse_undefined(reading: Reading, profile: BehaviorProfile, places: dict[int, Node]) -> None:
    """Raise a mistake for each information set that would have to be defined."""
    for infoset, deviator in undefined_infosets(profile).items():
        reading.inconsistent(places[infoset], undefined_sentence(profile.game, infoset, deviator))
    if reading.num_mistakes:
        reading.stop()


def _by_player(
    reading: Reading, strategies: Mapping, players: Collection[str], needed: Collection[str]
) -> dict[str, Node]:
    """Return what is written for each player; unknown players are told, and those who are needed and left out."""
    found = {}
    misspelled = set()
    for key, value in strategies.items():
        if _is_known(reading, key, players, "the key of a player"):
            found[key.text] = value
        else:
            misspelled.add(nearest_name(key.text, players))
    missing = [player for player in players if player in needed and player not in found and player not in misspelled]
    if missing:
        reading.inconsistent(strategies, f"expected a strategy of every player, got none of {enumerate_names(missing)}")
    return found


def _is_known(reading: Reading, key: Scalar, names: Collection[str], what: str) -> bool:
    """Return whether a text is one of the names, and tell where it is not."""
    if key.text in names:
        return True
    got = f"{_shown(key.text)}{nearest(key.text, names)}"
    reading.inconsistent(key, f"expected {what} ({enumerate_names(names)}), got {got}")
    return False


def _strategy(reading: Reading, node: Node, actions: tuple[str, ...], where: str) -> Strategy | None:
    """Return the probabilities of actions, or None and mistakes; an action's name alone means it is certain."""
    before = reading.num_mistakes
    what = f"an action of {where}"
    if isinstance(node, Scalar) and not node.is_empty:
        return certain(actions.index(node.text), len(actions)) if _is_known(reading, node, actions, what) else None
    if not isinstance(node, Mapping):
        reading.malformed(
            node, f"expected an action of {where}, or a mapping of actions to probabilities, got {kind_of(node)}"
        )
        return None
    probabilities = {}
    for key, value in node.items():
        if _is_known(reading, key, actions, what):
            probabilities[key.text] = _probability(reading, value, key.text)
    if node.has_duplicates or reading.num_mistakes > before:
        return None
    strategy = tuple(probabilities.get(action) or Fraction(0) for action in actions)
    total = sum(strategy)
    if total == 1:
        return strategy
    change = f"add {brief_fraction(1 - total)}" if total < 1 else f"take {brief_fraction(total - 1)} away"
    reading.inconsistent(
        node, f"expected probabilities of {where} to sum to 1, got {brief_fraction(Fraction(total))}; {change}"
    )
    return None


def _probability(reading: Reading, node: Node, action: str) -> Fraction | None:
    """Return a probability, or None and a mistake."""
    what = f"probability of {_shown(action)}"
    text = reading.text(node, what, "a number")
    if text is None:
        return None
    try:
        value = parse_fraction(text) if _LONG_FRACTION.fullmatch(text) else Fraction(parse_number(text))
    except ValueError as error:
        reading.malformed(node, f"{error} as {what}")
        return None
    if not 0 <= value <= 1:
        reading.inconsistent(node, f"expected a number from 0 to 1 as {what}, got {brief_fraction(value)}")
        return None
    return value


def _shown(name: str) -> str:
    """Return a name in quotes, the beginning of a long one."""
    return repr(name[:MAX_LENGTH])
