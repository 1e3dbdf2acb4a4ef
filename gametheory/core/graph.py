"""Trees as networkx graphs, without loss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.rationals import to_fraction, to_payoff_array
from gametheory.core.tree_arrays import NO_ACTION, NO_OUTCOME, NO_PARENT, TERMINAL

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(game: ExtensiveFormGame) -> nx.DiGraph[int]:
    """Return the tree as a directed graph from which ``from_networkx`` makes an equal game.

    Returns
    -------
    networkx.DiGraph
        Nodes are the node indices, with ``label``; where somebody moves ``infoset`` (index), ``player`` (key, or
        ``chance``) and ``infoset_key``; where payoffs fall due ``outcome`` (index), ``outcome_label`` and ``payoffs``
        (player key to Fraction). Edges carry ``action`` and, after chance, ``probability``. The graph itself carries
        ``title``, ``comment``, ``players``, ``infosets``, ``outcome_labels`` and ``outcome_payoffs``.
    """
    import networkx as nx

    graph = nx.DiGraph(
        title=game.title,
        comment=game.comment,
        players=game.players,
        infosets=game.infosets,
        outcome_labels=game.outcome_labels,
        outcome_payoffs=tuple(tuple(to_fraction(value) for value in row) for row in game.outcome_payoffs.tolist()),
    )
    for node in range(game.num_nodes):
        graph.add_node(node, **_node_attributes(game, node))
    for node, children in enumerate(game.child_lists):
        if children:
            infoset = game.infosets[game.infoset[node]]
            for action, child in enumerate(children):
                graph.add_edge(node, child, action=infoset.actions[action])
                if infoset.probabilities is not None:
                    graph.edges[node, child]["probability"] = infoset.probabilities[action]
    return graph


def _node_attributes(game: ExtensiveFormGame, node: int) -> dict[str, Any]:
    """Return what a node's drawing needs to know."""
    attributes: dict[str, Any] = {"label": game.node_labels[node]}
    if game.infoset[node] != TERMINAL:
        infoset = game.infosets[game.infoset[node]]
        player = "chance" if infoset.is_chance else game.players[infoset.player].key
        attributes |= {"infoset": int(game.infoset[node]), "player": player, "infoset_key": infoset.key}
    if game.outcome[node] != NO_OUTCOME:
        outcome = int(game.outcome[node])
        row = game.outcome_payoffs[outcome].tolist()
        payoffs = {player.key: to_fraction(value) for player, value in zip(game.players, row, strict=True)}
        attributes |= {"outcome": outcome, "outcome_label": game.outcome_labels[outcome], "payoffs": payoffs}
    return attributes


def from_networkx(graph: nx.DiGraph[int]) -> ExtensiveFormGame:
    """Return the game that ``to_networkx`` turned into this graph."""
    num_nodes = graph.number_of_nodes()
    infosets = graph.graph["infosets"]
    infoset = [graph.nodes[node].get("infoset", TERMINAL) for node in range(num_nodes)]
    parent = np.full(num_nodes, NO_PARENT, dtype=np.int32)
    parent_action = np.full(num_nodes, NO_ACTION, dtype=np.int32)
    for before, after, action in graph.edges(data="action"):
        parent[after] = before
        parent_action[after] = infosets[infoset[before]].actions.index(action)
    num_players = len(graph.graph["players"])
    payoffs = graph.graph["outcome_payoffs"]
    return ExtensiveFormGame(
        players=graph.graph["players"],
        infosets=infosets,
        parent=parent,
        parent_action=parent_action,
        infoset=np.array(infoset, dtype=np.int32),
        outcome=np.array([graph.nodes[node].get("outcome", NO_OUTCOME) for node in range(num_nodes)], dtype=np.int32),
        node_labels=tuple(graph.nodes[node]["label"] for node in range(num_nodes)),
        outcome_labels=graph.graph["outcome_labels"],
        outcome_payoffs=to_payoff_array(payoffs) if payoffs else np.zeros((0, num_players), dtype=np.int64),
        title=graph.graph["title"],
        comment=graph.graph["comment"],
    )
