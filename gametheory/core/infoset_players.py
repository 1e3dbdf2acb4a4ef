"""Trees in which each information set of a player is a player of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gametheory.core.players import Player
from gametheory.errors import UnsupportedGameError

if TYPE_CHECKING:
    from gametheory.core.extensive_form import ExtensiveFormGame


def infosets_as_players(tree: ExtensiveFormGame) -> ExtensiveFormGame:
    """Return the tree in which each information set of a player is a player of its own, paid like its owner.

    Players are in the order of the information sets; each is called ``player/infoset``, by key and by label.

    Raises
    ------
    UnsupportedGameError
        If nobody moves.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> builder = TreeBuilder(["solo"])
    >>> for value, node in enumerate(builder.move(0, "solo", ["L", "R"], infoset="first")):
    ...     leaves = builder.move(node, "solo", ["l", "r"], infoset=f"after {value}")
    >>> [player.key for player in infosets_as_players(builder.build()).players]
    ['solo/first', 'solo/after 0', 'solo/after 1']
    """
    movers = [index for index, infoset in enumerate(tree.infosets) if not infoset.is_chance]
    if not movers:
        raise UnsupportedGameError("the agent form needs somebody who moves, got a tree without information sets")
    agent_of = {infoset: agent for agent, infoset in enumerate(movers)}
    owners = [tree.infosets[infoset].player for infoset in movers]
    agents = []
    for infoset, owner in zip(movers, owners, strict=True):
        key, player = tree.infosets[infoset].key, tree.players[owner]
        agents.append(Player(f"{player.key}/{key}", f"{player.label}/{key}"))
    return replace(
        tree,
        players=tuple(agents),
        infosets=tuple(
            replace(infoset, player=agent_of[index]) if index in agent_of else infoset
            for index, infoset in enumerate(tree.infosets)
        ),
        outcome_payoffs=tree.outcome_payoffs[:, owners].copy(),
    )
