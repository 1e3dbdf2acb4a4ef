"""Choice of the label that a tree over supports branches on: both branches are tried in floats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.face_nodes import FaceNode, FaceOperations, branches, is_settled, members
from gametheory.kernels.heartbeats import finished
from gametheory.kernels.rounded_faces import (
    RoundedFace,
    copied,
    distances,
    positive_variables,
    rounded_face,
    zero_fixed,
    zeros_dropped,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.kernels.face_nodes import Labels
    from gametheory.kernels.integer_tableau import IntegerTableau

MOST_TRIED = 6
"""Labels whose branches are tried."""
FEWEST_COLUMNS = 16
"""Columns of both faces below which trying branches costs more than it saves."""

OPERATIONS = FaceOperations(zero_fixed, zeros_dropped, positive_variables)


def branching_label(
    node: FaceNode[IntegerTableau], candidates: int, labels: Labels, scales: tuple[Sequence[int], Sequence[int]]
) -> int:
    """Candidate whose branches are likely to be empty soon.

    Parameters
    ----------
    node
        A node that is settled.
    candidates
        Bit mask of the labels that can be branched on; not empty.
    labels
        All labels.
    scales
        Typical size of the variable of each label, in both polyhedra.

    Returns
    -------
    int
        A label of which one branch seems to be empty; otherwise the one whose branches have fewest columns left, the
        larger one first. Any where numbers are too large for floats.
    """
    try:
        faces = [rounded_face(face, sizes) for face, sizes in zip(node.faces, scales, strict=True)]
    except OverflowError:
        return candidates.bit_length() - 1
    rounded = node.with_faces(faces)
    if sum(len(face.nonbasic) for face in faces) < FEWEST_COLUMNS:
        return promising(faces, candidates, labels)[0]
    best, least = -1, [0]
    for label in promising(faces, candidates, labels):
        sizes = sorted((_size_of(branch, labels) for branch in branches(rounded, label, labels)), reverse=True)
        if 0 in sizes:
            return label
        if best < 0 or sizes < least:
            best, least = label, sizes
    return best


def promising(faces: Sequence[RoundedFace], candidates: int, labels: Labels) -> list[int]:
    """Labels that are furthest from being best replies, and of which most weight may have to go."""
    if not candidates & (candidates - 1):
        return [candidates.bit_length() - 1]
    steps = [distances(face) for face in faces]

    def merit(label: int) -> tuple[float, float]:
        own = labels.own[1] >> label & 1
        return steps[1 - own].get(label, 0.0), steps[own].get(label, 0.0)

    return sorted(members(candidates), key=merit, reverse=True)[:MOST_TRIED]


def _size_of(branch: FaceNode[RoundedFace], labels: Labels) -> int:
    """Return how many columns a branch has; 0 if it seems empty."""
    branch.faces = [copied(face) for face in branch.faces]
    if not finished(is_settled(branch, labels, OPERATIONS), lambda: None):
        return 0
    return sum(variable >= 0 for face in branch.faces for variable in face.nonbasic) + 1
