"""What is written at the nodes and branches of a tree, set in type, before anything has a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gametheory.core.infosets import CHANCE
from gametheory.rendering.pictures.style import (
    INK,
    LABEL_FONT,
    NAME_FONT,
    PALE_TEXT,
    PAYOFF_FONT,
    PROBABILITY_FONT,
    QUIET_INK,
    pale,
    player_color,
)
from gametheory.rendering.pictures.text_block import TextBlock
from gametheory.rendering.pictures.text_wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from fractions import Fraction

    from gametheory.core.infosets import Infoset
    from gametheory.rendering.pictures.number_labels import NumberLabels
    from gametheory.rendering.pictures.text_block import TypeSetter
    from gametheory.rendering.pictures.tree_contours import Tree

CHANCE_NAME = "Chance"


@dataclass(frozen=True, slots=True)
class NodeLabels:
    """The texts at a node.

    Parameters
    ----------
    action
        On the branch that leads here: the action.
    probability
        On the same branch: the probability, of chance or of a mixed choice.
    name
        Who moves here, and how likely it holds this node where it cannot tell it from others.
    paid
        What falls due here on the way.
    totals
        What the play that ends here pays: one block for each player.
    folded
        How many ends are folded here, and where they are shown.
    """

    action: TextBlock
    probability: TextBlock
    name: TextBlock
    paid: TextBlock
    totals: tuple[TextBlock, ...]
    folded: TextBlock


@dataclass(frozen=True, slots=True)
class LabelMaker:
    """Sets the labels of one tree in type.

    Parameters
    ----------
    graph
        As ``to_picture_graph`` makes it.
    setter, numbers
        Measure texts and write numbers.
    max_width
        Widest line of a label, in points.
    scattered
        Information sets that are named at each of their nodes.
    """

    graph: Tree
    setter: TypeSetter
    numbers: NumberLabels
    max_width: float
    scattered: Collection[int] = ()

    def labels(self, node: int) -> NodeLabels:
        """Return the texts at a node."""
        attributes = self.graph.nodes[node]
        parent = next(iter(self.graph.predecessors(node)), None)
        edge = {} if parent is None else self.graph.edges[parent, node]
        is_pale = attributes.get("reach") == 0
        return NodeLabels(
            action=self._text(edge.get("action", ""), LABEL_FONT, _toned(INK, is_pale)),
            probability=self._probability(edge, _toned(QUIET_INK, is_pale)),
            name=self._name(attributes, is_pale) if "infoset" in attributes else TextBlock(),
            paid=self._paid(attributes, is_pale),
            totals=self._totals(attributes.get("total", ()), is_pale),
            folded=self._folded(attributes, _toned(QUIET_INK, is_pale)),
        )

    def _text(self, content: str, font: Any, color: str) -> TextBlock:
        return self.setter.lines(wrap(content, font, self.max_width, self.setter.ruler), font, color)

    def _probability(self, edge: dict[str, Any], color: str) -> TextBlock:
        """Return the probability of chance, or of a choice that is not certain."""
        probability = edge.get("probability", edge.get("choice"))
        if probability is None or ("choice" in edge and probability in (0, 1)):
            return TextBlock()
        return self.setter.lines([self.numbers.probability(probability)], PROBABILITY_FONT, color)

    def _name(self, attributes: dict[str, Any], is_pale: bool) -> TextBlock:
        infoset = self.graph.graph["infosets"][attributes["infoset"]]
        name = self._text(self._mover(infoset), NAME_FONT, _toned(_color(infoset), is_pale))
        hidden = self.graph.graph.get("hidden", {}).get(attributes["infoset"], 0)
        color = _toned(QUIET_INK, is_pale)
        if hidden or attributes["infoset"] in self.scattered:
            known_as = infoset.label or infoset.key
            known_as = f"{known_as} (+{hidden})" if hidden else known_as
            name = name.above(self._text(known_as, PROBABILITY_FONT, color))
        if "belief" in attributes:
            held = f"[{self.numbers.probability(attributes['belief'])}]"
            name = name.above(self.setter.lines([held], PROBABILITY_FONT, color))
        return name

    def _mover(self, infoset: Infoset) -> str:
        if infoset.is_chance:
            return infoset.label or CHANCE_NAME
        label: str = self.graph.graph["players"][infoset.player].label
        return label

    def _paid(self, attributes: dict[str, Any], is_pale: bool) -> TextBlock:
        """Return ``+(1, 2)`` where something falls due before the end."""
        if "payoffs" not in attributes or "total" in attributes or not any(attributes["payoffs"].values()):
            return TextBlock()
        color = _toned(QUIET_INK, is_pale)
        runs = [
            self.setter.run(self.numbers.payoff(value), PROBABILITY_FONT, _toned(player_color(player), is_pale))
            for player, value in enumerate(attributes["payoffs"].values())
        ]
        (line,) = self.setter.separated(runs, color=color).lines
        opening, closing = (self.setter.run(sign, PROBABILITY_FONT, color) for sign in ("+(", ")"))
        return TextBlock(((opening, *line, closing),))

    def _totals(self, totals: Sequence[Fraction], is_pale: bool) -> tuple[TextBlock, ...]:
        return tuple(
            self.setter.lines([self.numbers.payoff(value)], PAYOFF_FONT, _toned(player_color(player), is_pale))
            for player, value in enumerate(totals)
        )

    def _folded(self, attributes: dict[str, Any], color: str) -> TextBlock:
        if "folded" not in attributes:
            return TextBlock()
        number = attributes["folded"]
        lines = [f"{number:,} {'end' if number == 1 else 'ends'}"]
        if "page" in attributes:
            lines.append(f"page {attributes['page']}")
        return self.setter.lines(lines, PROBABILITY_FONT, color)


def _color(infoset: Infoset) -> str:
    """Return the color of who moves at an information set."""
    return QUIET_INK if infoset.player == CHANCE else player_color(infoset.player)


def _toned(color: str, is_pale: bool) -> str:
    """Return the color, paler where play does not come."""
    return pale(color, PALE_TEXT) if is_pale else color
