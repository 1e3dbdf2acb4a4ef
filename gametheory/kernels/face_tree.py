"""Branching tree over the supports of two realization plans that are best replies to each other.

The best-reply polyhedron of a player holds its plans x with duals of the other player's information sets, and slacks s
of the other player's sequences. Each sequence is a label: in its own player's polyhedron its variable is its weight, in
the other's its slack. A node fixes the slack of each sequence that is *inside*, a best reply to the whole face, and the
weight of each that is *outside*. Once every sequence at the information sets that the inside ones reach is one or the
other, all plans of the first face are best replies to all of the second: such a leaf is a product of faces.

Every maximal Nash subset is the closure of some leaf. Branches differ in a sequence that has weight somewhere on the
one face and nowhere on the other, so no leaf is reached twice. Where all choices below an information set are equally
good against whatever the other player still can do, all of them are inside and nothing is branched on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import mul
from typing import TYPE_CHECKING

from gametheory.kernels.integer_tableau import (
    CONSTANT_COLUMN,
    IntegerTableau,
    fixed_at_zero,
    positive_variables,
    without_zeros,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

SCORE_BITS = 64
"""Binary places of the ratios that choose the label to branch on; they steer the search, never the answer."""

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
class FaceNode:
    """Pairs of faces of the two polyhedra.

    Parameters
    ----------
    faces
        Feasible equations of the faces.
    inside, outside
        Bit masks of labels: slack, or weight, is fixed at zero.
    loose
        Bit mask of outside labels that are not best replies to the whole face.
    tight
        Bit mask of labels whose slack is zero on the whole face, decided or not.
    """

    faces: list[IntegerTableau]
    inside: int = 0
    outside: int = 0
    needed: int = 0
    loose: int = 0
    tight: int = 0


@dataclass(slots=True)
class NodeCount:
    """Number of nodes that a search has looked at."""

    nodes: int = 0


def faces(
    root: FaceNode, labels: Labels, scales: tuple[Sequence[int], Sequence[int]], count: NodeCount | None = None
) -> Iterator[FaceNode | None]:
    """Products of faces on which all plans are best replies to each other; None is a heartbeat."""
    stack = [root]
    while stack:
        node = stack.pop()
        if count is not None:
            count.nodes += 1
        yield None
        if not (yield from _is_settled(node, labels)):
            continue
        candidates = _candidates(node, labels)
        if not candidates:
            yield node
            continue
        label = _branching_label(node, candidates, labels, scales)
        stack += _branches(node, label, labels)


def _branches(node: FaceNode, label: int, labels: Labels) -> tuple[FaceNode, FaceNode]:
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


def _candidates(node: FaceNode, labels: Labels) -> int:
    """Undecided labels at the information sets that are reached."""
    candidates = 0
    for infoset in labels.infosets:
        if infoset.before == NO_LABEL or node.inside >> infoset.before & 1:
            candidates |= infoset.actions
    return candidates & ~(node.inside | node.outside)


def _is_settled(node: FaceNode, labels: Labels) -> Generator[None, None, bool]:
    """Carry out all decisions, and those that follow from them; False if nothing is left."""
    while True:
        for side in (0, 1):
            own = labels.own[side]
            face = node.faces[side]
            zero = (node.outside & own) | (node.inside & ~own)
            for variable in [v for v in (*face.basic, *face.nonbasic[1:]) if zero >> v & 1]:
                smaller = yield from fixed_at_zero(face, variable)
                if smaller is None:
                    return False
                face = smaller
            face, gone = without_zeros(face)
            node.faces[side] = face
            node.outside |= gone & own
            node.tight |= (gone | zero) & ~own
            if node.tight & node.loose or node.outside & node.needed:
                return False
        before = node.inside, node.outside
        if not _follows(node, labels):
            return False
        if (node.inside, node.outside) == before:
            return True


def _follows(node: FaceNode, labels: Labels) -> bool:
    """Decide on labels whose decision follows; False if it contradicts another."""
    for side in (0, 1):
        own = labels.own[side]
        positive = positive_variables(node.faces[side])
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


def _members(mask: int) -> Iterator[int]:
    """Elements of a bit mask, largest first."""
    while mask:
        label = mask.bit_length() - 1
        mask ^= 1 << label
        yield label


def _branching_label(
    node: FaceNode, candidates: int, labels: Labels, scales: tuple[Sequence[int], Sequence[int]]
) -> int:
    """Candidate that is furthest from being a best reply, of several the one of which most weight may have to go.

    Then both branches are likely to be empty soon. The weight counts less: in a product of both scores, as for games in
    normal form, more nodes are looked at.
    """
    scores = [_scores(face, sizes) for face, sizes in zip(node.faces, scales, strict=True)]

    def merit(label: int) -> tuple[int, int]:
        own = labels.own[1] >> label & 1
        return scores[1 - own].get(label, 0), scores[own].get(label, 0)

    return max(_members(candidates), key=merit)


def _scores(tableau: IntegerTableau, scales: Sequence[int]) -> dict[int, int]:
    """How far, at least, some nonbasic variable must grow for each basic variable to reach zero."""
    sizes = [scales[variable] for variable in tableau.nonbasic[1:]]
    scores = {}
    for variable, row in zip(tableau.basic, tableau.rows, strict=True):
        steepest = max(map(mul, row[1:], sizes), default=0)
        if steepest > 0:
            scores[variable] = (row[CONSTANT_COLUMN] << SCORE_BITS) // steepest
    return scores
