"""Decisions at a node of the compiled tree over supports, and those that follow from the order of choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gametheory.kernels.compiled import compiled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

INSIDE, OUTSIDE, NEEDED, LOOSE, TIGHT = 1, 2, 4, 8, 16
"""Bits of a label's state: see the fields of ``face_nodes.FaceNode``."""


class InfosetArrays(NamedTuple):
    """Information sets of both sides, one before another of the same player before it.

    Parameters
    ----------
    before
        Label of the sequence that leads there; -1 for the empty one.
    first, num_actions
        Label of the first action, and their number; labels of actions are consecutive.
    relevant
        ``[infoset, label]``: whether choices from there on differ in what they pay against a label of the other side.
    is_relevant
        Whether they differ in any case.
    side
        For each label its side.
    is_last
        For each label whether its player has no choice after it.
    """

    before: NDArray[np.int64]
    first: NDArray[np.int64]
    num_actions: NDArray[np.int64]
    relevant: NDArray[np.bool_]
    is_relevant: NDArray[np.bool_]
    side: NDArray[np.int64]
    is_last: NDArray[np.bool_]


@compiled
def decision_of(is_inside: bool, is_last: bool) -> int:
    """Return the state of a label that is branched on: see ``face_nodes.branches``."""
    if is_inside:
        return INSIDE if is_last else INSIDE | NEEDED
    return OUTSIDE | LOOSE if is_last else OUTSIDE


@compiled
def follow(infosets: InfosetArrays, states: NDArray[np.uint8]) -> int:
    """Decide what follows from the order of choices; how many labels, or -1 if something contradicts."""
    num_decided = 0
    for infoset in range(len(infosets.before)):
        before = infosets.before[infoset]
        state = states[before] if before >= 0 else INSIDE | NEEDED
        first = infosets.first[infoset]
        stop = first + infosets.num_actions[infoset]
        if state & OUTSIDE:
            for label in range(first, stop):
                num_decided += int(not states[label] & OUTSIDE)
                states[label] |= OUTSIDE
        elif state & INSIDE:
            is_irrelevant = _is_irrelevant(infosets, infoset, states)
            found = _follow_inside(states, (first, stop), is_irrelevant, state & NEEDED != 0)
            if found < 0:
                return -1
            num_decided += found
    return num_decided


@compiled
def _follow_inside(states: NDArray[np.uint8], actions: tuple[int, int], is_irrelevant: bool, is_needed: bool) -> int:
    """Decide what follows at an information set that is reached, where weight is needed or not; as `follow` does."""
    num_decided, num_left, last = 0, 0, -1
    for label in range(actions[0], actions[1]):
        if states[label] & OUTSIDE:
            continue
        num_left += 1
        last = label
        if (is_irrelevant or states[label] & TIGHT) and not states[label] & INSIDE:
            states[label] |= INSIDE
            num_decided += 1
    if is_needed and num_left == 0:
        return -1
    if is_needed and num_left == 1 and states[last] & (INSIDE | NEEDED) != INSIDE | NEEDED:
        states[last] |= INSIDE | NEEDED
        num_decided += 1
    return num_decided


@compiled
def _is_irrelevant(infosets: InfosetArrays, infoset: int, states: NDArray[np.uint8]) -> bool:
    """Whether all choices from an information set on pay the same against what the other player can still do."""
    num_relevant = int(infosets.is_relevant[infoset])
    for label in range(len(states)):
        num_relevant += int(infosets.relevant[infoset, label] and not states[label] & OUTSIDE)
    return num_relevant == 0
