"""Nodes of the tree over supports of realization plans: what is decided, and what follows.

The faces of a node are exact, or rounded to look ahead; what follows from them is the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

Face = TypeVar("Face")
Other = TypeVar("Other")

NO_LABEL = -1
"""In ``InfosetLabels``: the empty sequence."""


@dataclass(frozen=True, slots=True)
class InfosetLabels:
    """The labels of one information set.

    Parameters
    ----------
    side
        Its player: 0 or 1.
    before
        Label of the sequence that leads to it; ``NO_LABEL`` for the empty one.
    actions
        Bit mask of the labels of its actions.
    below
        Bit mask of those and of all labels after them.
    relevant
        Bit mask of the other player's labels on which it depends how much the choices here and below differ.
    is_relevant
        Whether they differ whatever the other player does.
    """

    side: int
    before: int
    actions: int
    below: int
    relevant: int
    is_relevant: bool


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels of a tree.

    Parameters
    ----------
    infosets
        Those of each information set; one before another of the same player stands before it.
    own
        For each side the bit mask of its labels.
    below
        For each label the bit mask of itself and of all labels after it.
    """

    infosets: tuple[InfosetLabels, ...]
    own: tuple[int, int]
    below: tuple[int, ...]


@dataclass(slots=True)
class FaceNode(Generic[Face]):
    """Pairs of faces of the two polyhedra.

    Parameters
    ----------
    faces
        The faces.
    inside, outside
        Bit masks of labels: slack, or weight, is fixed at zero.
    needed
        Bit mask of inside labels that have weight somewhere on the face.
    loose
        Bit mask of outside labels that are not best replies to the whole face.
    tight
        Bit mask of labels whose slack is zero on the whole face, decided or not.
    """

    faces: list[Face]
    inside: int = 0
    outside: int = 0
    needed: int = 0
    loose: int = 0
    tight: int = 0

    def with_faces(self, faces: list[Other]) -> FaceNode[Other]:
        """Return a node with the same decisions and other faces."""
        return FaceNode(faces, self.inside, self.outside, self.needed, self.loose, self.tight)


class FaceOperations(NamedTuple, Generic[Face]):
    """What is asked of faces.

    Parameters
    ----------
    restricted
        Face on which the variables of a bit mask are zero, with heartbeats; None if it is empty.
    without_zeros
        Face without variables that single rows show to be zero everywhere, and the bit mask of them.
    positive
        Bit mask of variables that single rows show to be positive everywhere.
    """

    restricted: Callable[[Face, int], Generator[None, None, Face | None]]
    without_zeros: Callable[[Face], tuple[Face, int]]
    positive: Callable[[Face], int]


def branches(node: FaceNode[Face], label: int, labels: Labels) -> tuple[FaceNode[Face], FaceNode[Face]]:
    """Return the children in which a label is inside, and outside.

    A label with choices after it is inside where it has weight, so that those are decided only where they are reached;
    one without is inside where it is a best reply, weight or not.
    """
    bit = 1 << label
    first = replace(node, faces=node.faces.copy(), inside=node.inside | bit)
    second = replace(node, faces=node.faces.copy(), outside=node.outside | bit)
    if labels.below[label] == bit:
        second.loose |= bit
    else:
        first.needed |= bit
    return first, second


def candidates_of(node: FaceNode[Face], labels: Labels) -> int:
    """Bit mask of the undecided labels at the information sets that are reached."""
    candidates = 0
    for infoset in labels.infosets:
        if infoset.before == NO_LABEL or node.inside >> infoset.before & 1:
            candidates |= infoset.actions
    return candidates & ~(node.inside | node.outside)


def is_settled(node: FaceNode[Face], labels: Labels, operations: FaceOperations[Face]) -> Generator[None, None, bool]:
    """Carry out all decisions, and those that follow from them; False if nothing is left."""
    while True:
        for side in (0, 1):
            own = labels.own[side]
            zero = (node.outside & own) | (node.inside & ~own)
            smaller = yield from operations.restricted(node.faces[side], zero)
            if smaller is None:
                return False
            node.faces[side], gone = operations.without_zeros(smaller)
            node.outside |= gone & own
            node.tight |= (gone | zero) & ~own
            if node.tight & node.loose or node.outside & node.needed:
                return False
        before = node.inside, node.outside
        if not _follows(node, labels, operations):
            return False
        if (node.inside, node.outside) == before:
            return True


def _follows(node: FaceNode[Face], labels: Labels, operations: FaceOperations[Face]) -> bool:
    """Decide on labels whose decision follows; False if it contradicts another."""
    for side in (0, 1):
        own = labels.own[side]
        positive = operations.positive(node.faces[side])
        node.inside |= positive & own
        node.needed |= positive & own
        node.outside |= positive & ~own
    for infoset in labels.infosets:
        before = 1 << infoset.before if infoset.before != NO_LABEL else 0
        if before & node.outside:
            node.outside |= infoset.below
            continue
        if before & ~node.inside:
            continue
        if not infoset.is_relevant and not infoset.relevant & ~node.outside:
            node.inside |= infoset.below & ~node.outside
        node.inside |= infoset.actions & node.tight & ~node.outside
        if not before & ~node.needed:
            left = infoset.actions & ~node.outside
            if not left & (left - 1):
                if not left:
                    return False
                node.inside |= left
                node.needed |= left
    return not node.inside & node.loose


def members(mask: int) -> Iterator[int]:
    """Elements of a bit mask, largest first."""
    while mask:
        label = mask.bit_length() - 1
        mask ^= 1 << label
        yield label
