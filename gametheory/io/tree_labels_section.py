"""The section ``outcomes`` and the keys of nodes that say more than play needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from gametheory.io.labeled_tree import NamedOutcome, TreeLabels
from gametheory.io.payoff_formulas import read_payoff_formulas
from gametheory.io.reading import enumerate_names, nearest
from gametheory.io.yaml_nodes import Scalar
from gametheory.models.definitions import FormulaPayoffs
from gametheory.models.formulas.syntax import Number, constant

if TYPE_CHECKING:
    from collections.abc import Collection

    from gametheory.io.reading import Reading
    from gametheory.io.yaml_nodes import Node
    from gametheory.models.definitions import TreeDefinition


@dataclass(frozen=True, slots=True)
class _Outcome:
    """An outcome of the section, and the key that it stands behind."""

    key: Scalar
    label: str
    payoffs: FormulaPayoffs


@dataclass(slots=True)
class LabelReader:
    """Labels and outcomes of a tree that is being read.

    Parameters
    ----------
    reading
        The reading that it belongs to.
    players
        Keys of the players.
    """

    reading: Reading
    players: Collection[str]
    _outcomes: dict[str, _Outcome] = field(default_factory=dict)
    _node_outcomes: dict[str, str | None] = field(default_factory=dict)
    _infoset_labels: dict[tuple[str | None, str], str] = field(default_factory=dict)

    def read_outcomes(self, node: Node) -> None:
        """Read the section ``outcomes``: payoffs that nodes refer to by name."""
        mapping = self.reading.mapping(node, "'outcomes'")
        for key, value in mapping.items() if mapping is not None else ():
            name = self.reading.name(key, "an outcome")
            fields = self.reading.fields(value, "outcome", f"outcome {name!r}")
            if fields is None or "payoffs" not in fields:
                continue
            payoffs = read_payoff_formulas(self.reading, *fields["payoffs"], self.players, is_complete=True)
            label = self.reading.text(fields["label"][1], "'label'") if "label" in fields else name
            if payoffs is not None and label is not None:
                self._outcomes[name] = _Outcome(key, label, payoffs)

    def read_outcome(self, entry: tuple[Scalar, Node], node: str, *, is_terminal: bool) -> FormulaPayoffs | None:
        """Return what the outcome that a node names pays; an empty name is nothing, also where play ends."""
        key, value = entry
        if isinstance(value, Scalar) and value.is_empty:
            self._node_outcomes[node] = None
            return self._nothing(key) if is_terminal else None
        name = self.reading.text(value, "name of an outcome")
        if name is None:
            return None
        if name in self._outcomes:
            self._node_outcomes[node] = name
            return self._outcomes[name].payoffs
        self.reading.inconsistent(
            value,
            f"expected one of 'outcomes' ({enumerate_names(self._outcomes)}), "
            f"got {name[:60]!r}{nearest(name, self._outcomes)}",
        )
        return None

    def read_infoset_label(self, node: Node, player: str | None, infoset: str | None) -> None:
        """Read the label of an information set; None is chance."""
        label = self.reading.text(node, "'infoset_label'")
        if label is None:
            return
        if infoset is None:
            self.reading.malformed(node, "expected a label of an information set that has a name, got none")
        elif self._infoset_labels.setdefault((player, infoset), label) != label:
            self.reading.inconsistent(
                node,
                f"expected the label {self._infoset_labels[player, infoset]!r} as at the other node of information set "
                f"{infoset!r}, got {label!r}",
            )

    def check_used(self) -> None:
        """Tell outcomes that no node has and whose payoffs are formulas, so that nothing gives them a value."""
        used = set(self._node_outcomes.values())
        for name, outcome in self._outcomes.items():
            if name not in used and not _numbers(outcome.payoffs):
                self.reading.inconsistent(outcome.key, f"expected a node with outcome {name!r}, got none; remove it")

    def labels_of(self, tree: TreeDefinition) -> TreeLabels | None:
        """Return the labels of a tree, None where its definition says everything."""
        if not (self._outcomes or self._infoset_labels or self._node_outcomes):
            return None
        names = []
        stack = [tree.root]
        while stack:
            node = tree.nodes[stack.pop()]
            names.append(self._node_outcomes.get(node.name, None if node.payoffs is None else ""))
            stack.extend(branch.child for branch in reversed(node.branches))
        outcomes = {name: NamedOutcome(each.label, _numbers(each.payoffs)) for name, each in self._outcomes.items()}
        return TreeLabels(MappingProxyType(outcomes), tuple(names), MappingProxyType(self._infoset_labels))

    def _nothing(self, key: Scalar) -> FormulaPayoffs:
        """Return payoffs of 0."""
        place = self.reading.place(key)
        return FormulaPayoffs(
            MappingProxyType({player: constant(Fraction(0), place) for player in self.players}), place
        )


def _numbers(payoffs: FormulaPayoffs) -> tuple[Fraction, ...]:
    """Return payoffs that are plain numbers; none where one is a formula."""
    roots = [formula.root for formula in payoffs.by_player.values()]
    numbers = [root.value for root in roots if isinstance(root, Number)]
    return tuple(numbers) if len(numbers) == len(roots) else ()
