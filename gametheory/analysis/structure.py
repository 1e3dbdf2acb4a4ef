"""What kind of game it is: memory, information, subgames, sums and symmetry."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.normal_form import NormalFormGame
from gametheory.core.pure_plans import last_own_choices
from gametheory.core.rationals import INT64_LIMIT, to_fraction
from gametheory.core.state_graph import whole
from gametheory.core.tree_arrays import TERMINAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gametheory.array_types import PayoffArray
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.source import Game


@dataclass(frozen=True, slots=True)
class ForgetfulInfoset:
    """An information set at which its player has forgotten something.

    Parameters
    ----------
    infoset
        Index of the information set.
    reason
        What is forgotten, in words.
    """

    infoset: int
    reason: str


def forgetful_infosets(tree: ExtensiveFormGame) -> tuple[ForgetfulInfoset, ...]:
    """Return the information sets at which a player no longer tells apart its own earlier choices, in preorder.

    A set that only follows a forgetful one, and forgets nothing more, is not listed.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> builder = TreeBuilder(["driver", "owner"])
    >>> left, right = builder.move(0, "driver", ["left", "right"], infoset="start")
    >>> ends = [builder.move(node, "driver", ["stay", "go"], infoset="later") for node in (left, right)]
    >>> forgetful_infosets(builder.build())[0].reason
    "driver forgets at 'later' what it chose at 'start' (left or right)"
    """
    found = []
    for player in range(tree.num_players):
        for infoset, choices in last_own_choices(tree, player).items():
            if len(choices) > 1:
                found.append(ForgetfulInfoset(infoset, _reason(tree, infoset, choices)))
    return tuple(sorted(found, key=lambda forgetful: forgetful.infoset))


def _reason(tree: ExtensiveFormGame, infoset: int, choices: tuple[tuple[int, int] | None, ...]) -> str:
    """Return what the player does not tell apart."""
    here = tree.infosets[infoset]
    label = tree.players[here.player].label
    made = [choice for choice in choices if choice is not None]
    before = list(dict.fromkeys(earlier for earlier, _ in made))
    if infoset in before:
        return f"{label} forgets at {here.key!r} whether it has already chosen there"
    names = " or ".join(repr(tree.infosets[earlier].key) for earlier in before)
    if len(made) < len(choices):
        return f"{label} forgets at {here.key!r} whether it has chosen at {names}"
    if len(before) > 1:
        return f"{label} forgets at {here.key!r} which of {names} it has come through"
    actions = " or ".join(tree.infosets[before[0]].actions[action] for _, action in made)
    return f"{label} forgets at {here.key!r} what it chose at {names} ({actions})"


def has_perfect_recall(tree: ExtensiveFormGame, player: int | None = None) -> bool:
    """Return whether a player (None: every player) always remembers its own information sets and choices."""
    players = range(tree.num_players) if player is None else (player,)
    return all(len(choices) == 1 for index in players for choices in last_own_choices(tree, index).values())


def has_perfect_information(tree: ExtensiveFormGame) -> bool:
    """Return whether every player always knows exactly what has happened: each information set is a single node."""
    return all(infoset.is_chance or len(tree.infoset_nodes(index)) == 1 for index, infoset in enumerate(tree.infosets))


def names_of_several_players(tree: ExtensiveFormGame) -> tuple[str, ...]:
    """Return the names under which different players have an information set of one node and the same actions.

    Such nodes look as if they were meant to be one information set, which belongs to one player.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> builder = TreeBuilder(["entrant", "incumbent"])
    >>> high, low = builder.chance(0, {"high": "1/3", "low": "2/3"})
    >>> ends = builder.move(high, "incumbent", ["fight", "share"], infoset="reply")
    >>> ends = builder.move(low, "entrant", ["fight", "share"], infoset="reply")
    >>> names_of_several_players(builder.build())
    ('reply',)
    """
    owners: dict[tuple[str, tuple[str, ...]], set[int]] = {}
    for index, infoset in enumerate(tree.infosets):
        if not infoset.is_chance and len(tree.infoset_nodes(index)) == 1:
            owners.setdefault((infoset.key, infoset.actions), set()).add(infoset.player)
    return tuple(name for (name, _), players in owners.items() if len(players) > 1)


def subgame_roots(tree: ExtensiveFormGame) -> tuple[int, ...]:
    """Return the nodes that start a subgame, in preorder, the root among them.

    A node of a player or of chance starts one where it is known to its player and no information set of a player has
    nodes both below it and elsewhere. Linear in the number of nodes.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> builder = TreeBuilder(["entrant", "incumbent"])
    >>> out, enter = builder.move(0, "entrant", ["Out", "In"])
    >>> for node in builder.move(enter, "entrant", ["small", "large"]):
    ...     ends = builder.move(node, "incumbent", ["fight", "share"], infoset="reply")
    >>> subgame_roots(builder.build())
    (0, 2)
    """
    infosets, sizes, parents = tree.infoset.tolist(), tree.subtree_size.tolist(), tree.parent.tolist()
    spans = [(nodes[0], nodes[-1]) for nodes in map(tree.infoset_nodes, range(len(tree.infosets)))]
    lowest, highest = list(range(tree.num_nodes)), list(range(tree.num_nodes))
    roots = []
    for node in range(tree.num_nodes - 1, -1, -1):
        infoset = infosets[node]
        if infoset != TERMINAL and not tree.infosets[infoset].is_chance:
            lowest[node], highest[node] = min(lowest[node], spans[infoset][0]), max(highest[node], spans[infoset][1])
        if node and (before := parents[node]) >= 0:
            lowest[before], highest[before] = min(lowest[before], lowest[node]), max(highest[before], highest[node])
        if infoset == TERMINAL:
            continue
        is_known = tree.infosets[infoset].is_chance or spans[infoset][0] == spans[infoset][1]
        if is_known and lowest[node] == node and highest[node] < node + sizes[node]:
            roots.append(node)
    if not roots or roots[-1] != 0:
        roots.append(0)
    return tuple(reversed(roots))


def constant_sum(game: Game) -> Fraction | None:
    """Return what the players' payoffs always add up to, or None where the sum varies.

    In a tree the payoffs of every play count, those of probability 0 too.

    Examples
    --------
    >>> constant_sum(NormalFormGame.from_bimatrix([[7, 2], [4, 6]], [[3, 8], [6, 4]]))
    Fraction(10, 1)
    """
    if isinstance(game, NormalFormGame):
        if game.payoffs.dtype == np.int64:
            return _constant_integer_sum(game.payoffs)
        if game.num_players == 2 and np.array_equal(game.payoffs[0], -game.payoffs[1]):
            return Fraction(0)
        return _common_value(
            sum(map(to_fraction, profile))
            for profile in zip(*(table.ravel().tolist() for table in game.payoffs), strict=True)
        )
    tree = whole(game)
    payoffs = [tree.path_payoffs(player) for player in range(tree.num_players)]
    return _common_value(
        sum(Fraction(table.values.item(node), table.denominator) for table in payoffs) for node in tree.terminals
    )


def _constant_integer_sum(payoffs: PayoffArray) -> Fraction | None:
    """Return the common sum over players of an array of int64."""
    largest = max(abs(int(payoffs.min())), abs(int(payoffs.max())))
    sums = (payoffs if largest * len(payoffs) < INT64_LIMIT else payoffs.astype(object)).sum(axis=0)
    first = sums.item(0)
    return Fraction(first) if (sums == first).all() else None


def _common_value(values: Iterable[Fraction | int]) -> Fraction | None:
    """Return the value that all share, or None as soon as one differs."""
    remaining = iter(values)
    first = next(remaining)
    return Fraction(first) if all(value == first for value in remaining) else None


def is_constant_sum(game: Game) -> bool:
    """Return whether the players' payoffs always add up to the same number."""
    return constant_sum(game) is not None


def is_zero_sum(game: Game) -> bool:
    """Return whether the players' payoffs always add up to 0."""
    return constant_sum(game) == 0


def is_symmetric(game: NormalFormGame) -> bool:
    """Return whether exchanging any two players changes nothing, actions matched by their position.

    Their names do not matter. A game that is symmetric only after renumbering a player's actions is not recognized.

    Examples
    --------
    >>> is_symmetric(NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]]))
    True
    """
    if len(set(game.num_actions)) > 1:
        return False
    for player in range(game.num_players - 1):
        exchanged = list(range(game.num_players))
        exchanged[player], exchanged[player + 1] = player + 1, player
        if not np.array_equal(game.payoffs[exchanged].swapaxes(player + 1, player + 2), game.payoffs):
            return False
    return True
