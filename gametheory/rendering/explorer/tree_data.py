"""What a page to explore knows of a tree and its equilibria, as plain values for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.core.assessments import Assessment
from gametheory.core.concepts import CONCEPTS
from gametheory.core.equilibrium import profile_of
from gametheory.core.node_places import node_names_within
from gametheory.core.profiles import BehaviorProfile
from gametheory.rendering.pictures.captions import equilibrium_note
from gametheory.rendering.pictures.graph import to_picture_graph
from gametheory.rendering.pictures.marker_shapes import corners
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.scene import Marker
from gametheory.rendering.pictures.style import CHANCE_SHAPE, player_color, player_shape
from gametheory.rendering.pictures.tree_labels import CHANCE_NAME
from gametheory.rendering.sentences.wording import sentence_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.infosets import Infoset
    from gametheory.core.profiles import Probability
    from gametheory.core.solution import Solution

MOST_CHOICES = 200_000
"""Probabilities of actions on a page, over all equilibria that it can show."""
BRIGHT_COLORS = ("#56B4E9", "#F2A35E", "#3FC9A0", "#E79AC8", "#DDBB4A", "#A9A9F5", "#B8B8B8")
"""The players' colors on dark paper."""
MARKER_SIZE = 9.0


def tree_data(game: ExtensiveFormGame, solution: Solution | None, *, title: str) -> dict[str, Any]:
    """Return a tree with the equilibria that can be shown on it.

    Parameters
    ----------
    game
        The tree.
    solution
        Its equilibria; as many are kept as a page can hold. None leaves the tree alone.
    title
        Of the page.

    Returns
    -------
    dict
        Numbers are texts for readers; beside them stand floats, from which a page computes how likely play comes to a
        node and what is to be expected there.
    """
    graph = to_picture_graph(game)
    nodes = [graph.nodes[node] for node in range(game.num_nodes)]
    on_the_way = {
        node: list(attributes["payoffs"].values())
        for node, attributes in enumerate(nodes)
        if "total" not in attributes and any(attributes.get("payoffs", {}).values())
    }
    totals = {node: list(nodes[node]["total"]) for node in game.terminals}
    listed = [value for row in (*on_the_way.values(), *totals.values()) for value in row]
    numbers = NumberLabels.for_payoffs(listed)
    return {
        "title": title,
        "players": [_player(index, player.label) for index, player in enumerate(game.players)],
        "chance": {"label": CHANCE_NAME, "outline": _outline(CHANCE_SHAPE)},
        "infosets": [_infoset(infoset, numbers) for infoset in game.infosets],
        "parent": game.parent.tolist(),
        "action": game.parent_action.tolist(),
        "infoset": game.infoset.tolist(),
        "label": list(game.node_labels),
        "paid": {node: [numbers.payoff(value) for value in row] for node, row in on_the_way.items()},
        "total": {node: [numbers.payoff(value) for value in row] for node, row in totals.items()},
        "value": {node: [float(value) for value in row] for node, row in totals.items()},
        **_equilibria(game, solution, numbers),
    }


def _player(index: int, label: str) -> dict[str, Any]:
    """Return how a player is called and drawn."""
    bright = BRIGHT_COLORS[index % len(BRIGHT_COLORS)]
    return {"label": label, "dark": player_color(index), "bright": bright, "outline": _outline(player_shape(index))}


def _outline(shape: str) -> list[list[float]] | None:
    """Return the corners of a marker around 0, 0; None for a circle."""
    points = corners(Marker(0.0, 0.0, shape, MARKER_SIZE, "", ""))
    return None if points is None else [[round(x, 2), round(y, 2)] for x, y in points]


def _infoset(infoset: Infoset, numbers: NumberLabels) -> dict[str, Any]:
    """Return who moves at an information set, and how; with chance's probabilities."""
    told: dict[str, Any] = {
        "player": infoset.player,
        "name": infoset.label or infoset.key,
        "actions": list(infoset.actions),
    }
    if infoset.probabilities is not None:
        told |= _chances(infoset.probabilities, numbers)
    return told


def _chances(probabilities: Sequence[Probability], numbers: NumberLabels) -> dict[str, Any]:
    """Return probabilities as texts and as floats."""
    texts = [numbers.probability(probability) for probability in probabilities]
    return {"chances": texts, "weights": [float(probability) for probability in probabilities]}


def _equilibria(game: ExtensiveFormGame, solution: Solution | None, numbers: NumberLabels) -> dict[str, Any]:
    """Return the equilibria that are behavior, as many as a page can hold, and what is to be said of the others."""
    if solution is None:
        return {"equilibria": [], "leading": None, "note": ""}
    num_choices = sum(infoset.num_actions for infoset in game.infosets if not infoset.is_chance)
    limit = max(1, MOST_CHOICES // max(1, num_choices))
    shown = [index for index, each in enumerate(solution.equilibria) if isinstance(profile_of(each), BehaviorProfile)]
    kept = shown[:limit]
    leading = solution.leading
    if leading in shown and leading not in kept:
        kept[-1] = leading
    note = ""
    if not shown:
        singular = sentence_text(CONCEPTS[solution.concept].singular).removesuffix(".")
        note = f"No {singular.lower()} in behavior strategies to show."
    elif len(kept) < len(shown):
        note = f"{len(kept):,} of {len(shown):,} listed equilibria can be shown here."
    return {
        "equilibria": [_equilibrium(game, solution, index, numbers) for index in kept],
        "leading": kept.index(leading) if leading in kept else (0 if kept else None),
        "note": note,
    }


def _equilibrium(game: ExtensiveFormGame, solution: Solution, index: int, numbers: NumberLabels) -> dict[str, Any]:
    """Return what is played in an equilibrium, and what is believed where beliefs belong to it."""
    equilibrium = solution.equilibria[index]
    profile = profile_of(equilibrium)
    strategies = profile.strategies if isinstance(profile, BehaviorProfile) else ()
    told: dict[str, Any] = {
        "name": f"Equilibrium {index + 1}" if len(solution.equilibria) > 1 else "The equilibrium",
        "note": " ".join(equilibrium_note(solution, index, numbers)),
        "play": [None if strategy is None else _chances(strategy, numbers) for strategy in strategies],
    }
    if isinstance(equilibrium.play, Assessment):
        told["beliefs"] = {
            place: [
                f"{name} {numbers.probability(chance)}"
                for name, chance in zip(node_names_within(game, place), belief, strict=True)
            ]
            for place, belief in enumerate(equilibrium.play.beliefs)
            if belief is not None and len(belief) > 1
        }
    return told
