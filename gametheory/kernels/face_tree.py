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

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.kernels.face_lookahead import branching_label
from gametheory.kernels.face_nodes import FaceNode, FaceOperations, branches, candidates_of, is_settled
from gametheory.kernels.integer_tableau import fixed_at_zero, positive_variables, without_zeros

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from gametheory.kernels.face_nodes import Labels
    from gametheory.kernels.integer_tableau import IntegerTableau


@dataclass(slots=True)
class NodeCount:
    """Number of nodes that a search has looked at."""

    nodes: int = 0


def faces(
    root: FaceNode[IntegerTableau],
    labels: Labels,
    scales: tuple[Sequence[int], Sequence[int]],
    count: NodeCount | None = None,
) -> Iterator[FaceNode[IntegerTableau] | None]:
    """Products of faces on which all plans are best replies to each other; None is a heartbeat."""
    stack = [root]
    while stack:
        node = stack.pop()
        if count is not None:
            count.nodes += 1
        yield None
        if not (yield from is_settled(node, labels, OPERATIONS)):
            continue
        candidates = candidates_of(node, labels)
        if not candidates:
            yield node
            continue
        stack += branches(node, branching_label(node, candidates, labels, scales), labels)


def _restricted(face: IntegerTableau, zero: int) -> Generator[None, None, IntegerTableau | None]:
    """Face on which the variables of a bit mask are zero; None if it is empty."""
    for variable in [v for v in (*face.basic, *face.nonbasic[1:]) if zero >> v & 1]:
        smaller = yield from fixed_at_zero(face, variable)
        if smaller is None:
            return None
        face = smaller
    return face


OPERATIONS = FaceOperations(_restricted, without_zeros, positive_variables)
