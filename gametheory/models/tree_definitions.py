"""What a game file says of a tree: its nodes, branches and outcomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from gametheory.models.places import NOWHERE, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.models.definitions import FormulaPayoffs
    from gametheory.models.formulas.syntax import Formula


@dataclass(frozen=True, slots=True)
class BranchDefinition:
    """One branch of a node of a tree.

    Parameters
    ----------
    action
        Name of the action, or of the chance event.
    child
        Name of the node it leads to.
    probability
        At chance nodes only: a formula; None is ``rest``. At a player's node None.
    place
        Where the action's name stands.
    child_place
        Where the name of the child stands, or the child begins.
    """

    action: str
    child: str
    probability: Formula | None = None
    place: Place = NOWHERE
    child_place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class NodeDefinition:
    """One node of a tree.

    Parameters
    ----------
    name
        Unique in the tree; a reader of the nested form makes one up (a path such as ``/In/Fight``).
    kind
        Who moves: a player, chance, or nobody at a terminal.
    player
        Key of the player at a node of kind ``"player"``, else None.
    infoset
        Name of the information set; nodes of one player with the same name belong together. None where unnamed. At a
        chance node the name of the chance event.
    branches
        In the file's order; empty at a terminal.
    payoffs
        What falls due here, by player; for every player at terminals. None where `outcome` says it or nothing falls
        due.
    label
        The node's own label, empty where the file gives none.
    place
        Where the node's name stands, or the node begins.
    outcome
        Name in `TreeDefinition.outcomes` of what falls due here, instead of payoffs.
    has_no_outcome
        Whether it is said that nothing falls due here. A terminal needs payoffs, an outcome, or this.
    infoset_label
        Label of the information set, the same at all of its nodes that give one; None repeats its name.
    outcome_place, infoset_label_place
        Where the name of the outcome and the label of the information set stand.
    """

    name: str
    kind: Literal["player", "chance", "terminal"]
    player: str | None = None
    infoset: str | None = None
    branches: tuple[BranchDefinition, ...] = ()
    payoffs: FormulaPayoffs | None = None
    label: str = ""
    place: Place = NOWHERE
    outcome: str | None = None
    has_no_outcome: bool = False
    infoset_label: str | None = None
    outcome_place: Place = NOWHERE
    infoset_label_place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class OutcomeDefinition:
    """What falls due at every node that names it.

    Parameters
    ----------
    label
        Text for readers; may be empty.
    payoffs
        For every player; the formulas use parameters and definitions over parameters.
    place
        Where the outcome's name stands.
    """

    label: str
    payoffs: FormulaPayoffs
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class TreeDefinition:
    """A game tree, flat: the nested form and the flat form of a file both give this.

    Parameters
    ----------
    root
        Name of the first node.
    nodes
        By name. Each but the root has to be the child of exactly one branch; aliases are copied by the reader.
    place
        Where the key ``tree`` or ``nodes`` stands.
    outcomes
        By name; the game has them in this order, also those that no node names.
    """

    root: str
    nodes: Mapping[str, NodeDefinition]
    place: Place = NOWHERE
    outcomes: Mapping[str, OutcomeDefinition] = field(default_factory=lambda: MappingProxyType({}))
