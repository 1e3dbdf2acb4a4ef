"""The sections ``tree`` (nodes inside one another) and ``nodes`` (by name), with ``outcomes``."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from gametheory.io.payoff_formulas import read_payoff_formulas
from gametheory.io.players_section import check_player
from gametheory.io.yaml_nodes import Mapping, Scalar
from gametheory.models.definitions import BranchDefinition, NodeDefinition, OutcomeDefinition, TreeDefinition
from gametheory.models.places import NOWHERE, Place

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping as MappingType

    from gametheory.io.reading import Reading
    from gametheory.io.yaml_nodes import Node
    from gametheory.models.definitions import FormulaPayoffs
    from gametheory.models.formulas.syntax import Formula

    Fields = dict[str, tuple[Scalar, Node]]

ROOT = "/"
"""Name of the first node of the nested form."""

_NEEDED = {"player": ("actions",), "chance": ("branches",), "terminal": ()}
_FOREIGN = {
    "player": ("branches",),
    "chance": ("actions", "infoset"),
    "terminal": ("actions", "branches", "infoset", "infoset_label"),
}
_WHERE = {
    "player": "a player's node",
    "chance": "a chance node",
    "terminal": "a node without 'player' or 'chance'",
}


def read_tree(
    reading: Reading, fields: MappingType[str, tuple[Scalar, Node]], players: Collection[str]
) -> TreeDefinition | None:
    """Return the tree that the keys ``tree`` or ``nodes`` describe, None and mistakes where they describe none.

    Whether the nodes make one tree, and fit together, is checked by the model.
    """
    before = reading.num_mistakes
    section = _TreeReader(reading, players)
    outcomes = section.read_outcomes(fields["outcomes"][1]) if "outcomes" in fields else {}
    key, node = fields["tree" if "tree" in fields else "nodes"]
    root = ROOT
    if "tree" in fields:
        section.read_nested(node, ROOT)
    else:
        root = section.read_flat(node)
    if reading.num_mistakes > before:
        return None
    return TreeDefinition(root, MappingProxyType(section.nodes), reading.place(key), MappingProxyType(outcomes))


@dataclass(slots=True)
class _TreeReader:
    """A tree that is being read, and its nodes so far."""

    reading: Reading
    players: Collection[str]
    nodes: dict[str, NodeDefinition] = field(default_factory=dict)
    has_other_keys: bool = False
    """Whether the node that is being read has unknown keys: then what follows from that is not told."""

    def read_outcomes(self, node: Node) -> dict[str, OutcomeDefinition]:
        """Return the section ``outcomes``: payoffs that nodes refer to by name."""
        mapping = self.reading.mapping(node, "'outcomes'")
        outcomes = {}
        for key, value in mapping.items() if mapping is not None else ():
            name = self.reading.name(key, "an outcome")
            fields = self.reading.fields(value, "outcome", f"outcome {name!r}")
            if fields is None or "payoffs" not in fields:
                continue
            payoffs = read_payoff_formulas(self.reading, *fields["payoffs"], self.players, is_complete=True)
            label = self._text(fields, "label")
            if payoffs is not None:
                outcomes[name] = OutcomeDefinition(name if label is None else label, payoffs, self.reading.place(key))
        return outcomes

    def read_nested(self, node: Node, name: str) -> None:
        """Read a node and those inside it; as deep as the file is nested."""
        before = self.reading.num_mistakes
        fields = self.reading.fields(node, "tree_node", "the node of a tree")
        if fields is None:
            return
        self.has_other_keys = self.reading.num_mistakes > before
        self.nodes[name] = self._placeholder(name)
        self._add_node(node, name, fields, is_flat=False)

    def read_flat(self, node: Node) -> str:
        """Read nodes by name and return the first name."""
        mapping = self.reading.mapping(node, "'nodes'")
        if mapping is None:
            return ""
        if not mapping.keys:
            self.reading.inconsistent(node, "expected at least one node, got none")
            return ""
        for key, value in mapping.items():
            name = self.reading.name(key, "a node")
            before = self.reading.num_mistakes
            fields = self.reading.fields(value, "flat_node", f"node {name!r}")
            self.has_other_keys = self.reading.num_mistakes > before
            if fields is not None:
                self._add_node(key, name, fields, is_flat=True)
        return mapping.keys[0].text

    @staticmethod
    def _placeholder(name: str) -> NodeDefinition:
        """Return what keeps a node's position, in preorder, until the nodes inside it are read."""
        return NodeDefinition(name, "terminal")

    def _add_node(self, node: Node, name: str, fields: Fields, *, is_flat: bool) -> None:
        """Add one node to those that were read."""
        kind = self._kind(node, fields)
        if kind is None:
            return
        player = self._player(fields) if kind == "player" else None
        infoset = self._text(fields, "chance" if kind == "chance" else "infoset")
        payoffs = self._payoffs(node, fields, is_terminal=kind == "terminal")
        outcome = self._text(fields, "outcome", "name of an outcome")
        infoset_label = self._infoset_label(fields, has_name=infoset is not None)
        branches: tuple[BranchDefinition, ...] = ()
        if kind == "player":
            branches = self._read_moves(name, fields["actions"][1], is_flat=is_flat)
        elif kind == "chance":
            branches = self._read_branches(name, fields["branches"][1], is_flat=is_flat)
        self.nodes[name] = NodeDefinition(
            name=name,
            kind=kind,
            player=player,
            infoset=infoset,
            branches=branches,
            payoffs=payoffs,
            label=self._text(fields, "label") or "",
            place=self.reading.place(node),
            outcome=outcome,
            has_no_outcome=outcome is None and "outcome" in fields,
            infoset_label=infoset_label,
            outcome_place=self._place_of(fields, "outcome"),
            infoset_label_place=self._place_of(fields, "infoset_label"),
        )

    def _kind(self, node: Node, fields: Fields) -> Literal["player", "chance", "terminal"] | None:
        """Return who moves at a node, or None and a mistake where its keys don't fit together."""
        if "player" in fields and "chance" in fields:
            self.reading.malformed(fields["chance"][0], "expected either 'player' or 'chance' at a node, got both")
            return None
        kind: Literal["player", "chance", "terminal"] = (
            "player" if "player" in fields else "chance" if "chance" in fields else "terminal"
        )
        wrong = [name for name in _FOREIGN[kind] if name in fields]
        missing = [name for name in _NEEDED[kind] if name not in fields]
        for name in wrong if not self.has_other_keys else ():
            self.reading.malformed(fields[name][0], f"expected no {name!r} at {_WHERE[kind]}, got one")
        for name in missing if not self.has_other_keys else ():
            self.reading.malformed(node, f"expected the key {name!r} at {_WHERE[kind]}, got none")
        return None if wrong or missing else kind

    def _player(self, fields: Fields) -> str | None:
        node = fields["player"][1]
        text = self.reading.text(node, "key of a player")
        if text is not None and isinstance(node, Scalar):
            check_player(self.reading, node, self.players)
        return text

    def _text(self, fields: Fields, name: str, what: str = "") -> str | None:
        """Return the text of an optional key; None where it is left out or empty."""
        if name not in fields:
            return None
        node = fields[name][1]
        if isinstance(node, Scalar):
            return None if node.is_empty else node.text
        return self.reading.text(node, what or repr(name))

    def _place_of(self, fields: Fields, name: str) -> Place:
        """Return where the value of an optional key stands."""
        return self.reading.place(fields[name][1]) if name in fields else NOWHERE

    def _infoset_label(self, fields: Fields, *, has_name: bool) -> str | None:
        """Return the label of the information set of a node, or of its chance event."""
        if "infoset_label" not in fields:
            return None
        node = fields["infoset_label"][1]
        label = self.reading.text(node, "'infoset_label'")
        if label is not None and not has_name:
            self.reading.malformed(node, "expected a label of an information set that has a name, got none")
        return label

    def _read_moves(self, name: str, node: Node, *, is_flat: bool) -> tuple[BranchDefinition, ...]:
        """Return the branches of a player's node."""
        mapping = self.reading.mapping(node, "'actions' of a node")
        if mapping is None:
            return ()
        self._check_not_empty(mapping, "action")
        return tuple(
            BranchDefinition(
                self.reading.name(key, "an action"),
                self._child(name, key, value, is_flat=is_flat),
                place=self.reading.place(key),
                child_place=self.reading.place(value),
            )
            for key, value in mapping.items()
        )

    def _read_branches(self, name: str, node: Node, *, is_flat: bool) -> tuple[BranchDefinition, ...]:
        """Return the branches of a chance node."""
        mapping = self.reading.mapping(node, "'branches' of a chance node")
        if mapping is None:
            return ()
        self._check_not_empty(mapping, "branch")
        branches = []
        for key, value in mapping.items():
            fields = self.reading.fields(value, "flat_branch" if is_flat else "tree_branch", f"branch {key.text!r}")
            if fields is None or len(fields) < 2:
                continue
            probability = read_probability(self.reading, fields["probability"][1])
            child = self._child(name, key, fields["next"][1], is_flat=is_flat)
            place, child_place = self.reading.place(key), self.reading.place(fields["next"][1])
            branches.append(
                BranchDefinition(self.reading.name(key, "a branch"), child, probability, place, child_place)
            )
        check_one_rest(self.reading, mapping)
        return tuple(branches)

    def _check_not_empty(self, mapping: Mapping, what: str) -> None:
        if not mapping.keys:
            self.reading.inconsistent(mapping, f"expected at least one {what} at a node, got none")

    def _child(self, name: str, key: Scalar, node: Node, *, is_flat: bool) -> str:
        """Return the name of the node that a branch leads to; the nested form reads that node now."""
        if is_flat:
            return self.reading.text(node, f"name of the node that {key.text!r} leads to") or ""
        child = f"{name if name != ROOT else ''}/{_escaped(key.text)}"
        self.read_nested(node, child)
        return child

    def _payoffs(self, node: Node, fields: Fields, *, is_terminal: bool) -> FormulaPayoffs | None:
        """Return what falls due at a node; None where its outcome says it or nothing does."""
        if "payoffs" in fields and "outcome" in fields:
            self.reading.malformed(fields["outcome"][0], "expected either 'payoffs' or 'outcome' at a node, got both")
            return None
        if "payoffs" in fields:
            return read_payoff_formulas(self.reading, *fields["payoffs"], self.players, is_complete=is_terminal)
        if is_terminal and "outcome" not in fields and not self.has_other_keys:
            self.reading.inconsistent(
                node, "expected 'payoffs' where play ends (or 'player' or 'chance' where it goes on), got neither"
            )
        return None


def _escaped(action: str) -> str:
    """Return an action's name as one step of a path."""
    return action.replace("~", "~0").replace("/", "~1") or "~"


def read_probability(reading: Reading, node: Node) -> Formula | None:
    """Return the formula of a probability; None is ``rest``."""
    if isinstance(node, Scalar) and node.text == "rest":
        return None
    return reading.formula(node, "probability")


def check_one_rest(reading: Reading, branches: Mapping) -> None:
    """Tell a second branch of chance whose probability is ``rest``."""
    seen = False
    for value in branches.values:
        probability = value.get("probability") if isinstance(value, Mapping) else None
        if isinstance(probability, Scalar) and probability.text == "rest":
            if seen:
                reading.inconsistent(probability, "expected 'rest' at one branch of chance, got it again")
            seen = True
