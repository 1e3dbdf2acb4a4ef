"""Trees as networkx graphs with what a picture shows beyond the game: totals of plays, and what a profile does."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.trees.reach import reach_probabilities
from gametheory.core.graph import to_networkx
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.pure_plans import pure_plans

if TYPE_CHECKING:
    import networkx as nx

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import MixedProfile, Probability


def to_picture_graph(game: ExtensiveFormGame, profile: BehaviorProfile | MixedProfile | None = None) -> nx.DiGraph[int]:
    """Return the graph of ``core.graph.to_networkx`` with the attributes that drawing needs.

    Parameters
    ----------
    game
        The tree.
    profile
        What players do: a behavior profile of the tree, or a mixed profile over its pure plans (named as
        ``core.strategic_form.to_normal_form`` names them). None leaves the choices open.

    Returns
    -------
    networkx.DiGraph
        In addition: terminals have ``total``, the payoffs of the play, one for each player. With a profile every node
        has ``reach``, the probability that play gets there, and every edge that a player chooses has ``choice``, the
        probability of the action there, or None where the profile says nothing.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> builder = TreeBuilder(["buyer", "seller"])
    >>> trust, refuse = builder.move(0, "buyer", ["Trust", "Not"], infoset="trust")
    >>> builder.payoffs(0, [-1, 0])
    >>> builder.payoffs(refuse, [3, 5])
    >>> game = builder.build()
    >>> graph = to_picture_graph(game, BehaviorProfile(game, [["1/4", "3/4"]]))
    >>> graph.nodes[2]["total"], graph.nodes[2]["reach"]
    ((Fraction(2, 1), Fraction(5, 1)), Fraction(3, 4))
    """
    graph = to_networkx(game)
    totals = [game.path_payoffs(player) for player in range(game.num_players)]
    for node in game.terminals:
        graph.nodes[node]["total"] = tuple(Fraction(int(paid.values[node]), paid.denominator) for paid in totals)
    if isinstance(profile, BehaviorProfile):
        _add_behavior(graph, game, profile)
    elif profile is not None:
        _add_mixture(graph, game, profile)
    return graph


def _add_behavior(graph: nx.DiGraph[int], game: ExtensiveFormGame, profile: BehaviorProfile) -> None:
    """Add the choices of a behavior profile."""
    for node, reach in enumerate(reach_probabilities(game, profile)):
        graph.nodes[node]["reach"] = reach
    for node, children in enumerate(game.child_lists):
        if children and not game.infosets[game.infoset[node]].is_chance:
            strategy = profile.strategies[game.infoset[node]]
            for action, child in enumerate(children):
                graph.edges[node, child]["choice"] = None if strategy is None else strategy[action]


def _add_mixture(graph: nx.DiGraph[int], game: ExtensiveFormGame, profile: MixedProfile) -> None:
    """Add what a mixture of pure plans does: each branch has the share of the plans that come to its node."""
    plans = {
        player: {plan.name(game): dict(zip(plan.infosets, plan.actions, strict=True)) for plan in listed}
        for player, listed in ((index, pure_plans(game, index)) for index in range(game.num_players))
    }
    weights = [
        [
            (plans[player].get(name, {}), probability)
            for name, probability in zip(profile.game.actions[player], profile.strategies[player], strict=True)
            if probability
        ]
        for player in range(game.num_players)
    ]
    graph.nodes[0]["reach"] = Fraction(1)
    following = {0: weights}
    for node, children in enumerate(game.child_lists):
        arrived = following.pop(node)
        index = int(game.infoset[node])
        for action, child in enumerate(children):
            edge, player = graph.edges[node, child], game.infosets[index].player
            following[child] = arrived
            probability: Probability | None = edge.get("probability")
            if probability is None:
                kept = [(plan, weight) for plan, weight in arrived[player] if plan.get(index) == action]
                following[child] = [*arrived[:player], kept, *arrived[player + 1 :]]
                total = sum(weight for _, weight in arrived[player])
                probability = edge["choice"] = sum(weight for _, weight in kept) / total if total else None
            graph.nodes[child]["reach"] = 0 if probability is None else graph.nodes[node]["reach"] * probability
