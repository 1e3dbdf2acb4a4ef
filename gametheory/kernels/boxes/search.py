"""Branch and prune over boxes of mixed strategies and statuses of actions.

Depth first, on a stack of boxes in arrays. A box is bounded until it hardly shrinks any more; then it is thrown away,
settled by a proof that its equations have one solution, or split: at its widest weight, or, where that is narrow, by an
action that must be a best reply on one side and has no weight on the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.kernels.boxes.arrays import (
    BRANCH_LEFT,
    BRANCH_START,
    BUDGET,
    EXCLUDED,
    LOWER,
    NUM_BOXES,
    NUM_ENTRIES,
    NUM_FOUND,
    NUM_ROWS,
    OUTER_LOWER,
    OUTER_UPPER,
    REQUIRED,
    SINGULAR,
    START,
    STATUS,
    TIED,
    TOP,
    UNDECIDED,
    UPPER,
)
from gametheory.kernels.boxes.certificates import ONE_ROOT, enclose_root
from gametheory.kernels.boxes.equations import list_equations
from gametheory.kernels.boxes.frames import has_profile, load_frame
from gametheory.kernels.boxes.preconditioned import combine_equations
from gametheory.kernels.boxes.rows import compare_rows
from gametheory.kernels.boxes.verdicts import record_root

if TYPE_CHECKING:
    from gametheory.kernels.boxes.arrays import Findings, Integers, Stack, Workplace

DONE, PAUSED, SHALLOW, FULL = range(4)
"""How a run ends: nothing is left; the budget is spent; no room for another box; none for another finding."""

SHRINKING = 0.8
"""A box is bounded again where its widths add up to less than this share of what they were."""
STATUS_WIDTH = 0.3
"""Boxes that are narrower are split by what is undecided."""
PROOF_WIDTH = 0.1
"""In narrower boxes a root is looked for."""
LEAST_WIDTH = 1e-6
"""Narrower boxes stay open."""
MOST_FAILURES = 300
"""Proofs that may fail in the tree below a box in which all is decided, before the rest stays open."""
SPLIT = 0.4875
"""Where a box is split: seldom at an equilibrium."""

DEAD, SETTLED, OPEN = range(3)
"""What is known of a box: it holds no equilibrium; its findings are written; it has to be split."""


def search_boxes(work: Workplace, stack: Stack, findings: Findings, counters: Integers) -> int:
    """Run until the end, or until the budget is spent or room is short."""
    while counters[TOP] > 0:
        if counters[BUDGET] <= 0:
            return PAUSED
        if counters[TOP] + 2 > len(stack.shares):
            return SHALLOW
        if counters[NUM_FOUND] + 1 > len(findings.kinds):
            return FULL
        counters[TOP] -= 1
        counters[NUM_BOXES] += 1
        node = counters[TOP]
        if counters[BRANCH_START] > node:
            counters[BRANCH_START] = -1
        for action in range(len(work.weights[0])):
            work.weights[LOWER, action] = stack.bounds[node, LOWER, action]
            work.weights[UPPER, action] = stack.bounds[node, UPPER, action]
            work.actions[STATUS, action] = stack.status[node, action]
        share = stack.shares[node]
        if _examine(work, findings, counters) == OPEN:
            _split(work, stack, counters, share)
    return DONE


def _examine(work: Workplace, findings: Findings, counters: Integers) -> int:
    """Bound a box, and settle it where that can be done."""
    previous, previously_undecided = _total_width(work), -1
    while True:
        if not _settle_statuses(work) or not has_profile(work) or not _settle_statuses(work):
            return DEAD
        load_frame(work)
        for player in range(len(work.scales[0])):
            counters[BUDGET] -= 20 * work.sizes[NUM_ENTRIES, player] * work.sizes[NUM_ROWS, player]
        if not compare_rows(work) or not _settle_statuses(work):
            return DEAD
        undecided = _count_undecided(work)
        if undecided == 0 and previously_undecided == 0:
            verdict = _solve(work, findings, counters)
            if verdict != OPEN:
                return verdict
        width = _total_width(work)
        if width > SHRINKING * previous and undecided == previously_undecided:
            return OPEN if undecided > 0 else _keep_or_give_up(work, findings, counters)
        previous, previously_undecided = width, undecided


def _solve(work: Workplace, findings: Findings, counters: Integers) -> int:
    """Bound a box in which all is decided by combinations of equations, and look for a proof of its root."""
    num_equations = list_equations(work)
    if num_equations < 0:
        record_open_box(work, findings, counters, TIED)
        return SETTLED
    counters[BUDGET] -= 20 * num_equations * work.payoffs.shape[1]
    if not combine_equations(work, num_equations):
        return DEAD
    if _widest(work) < PROOF_WIDTH:
        if enclose_root(work) == ONE_ROOT:
            record_root(work, findings, counters)
            return SETTLED
        counters[BRANCH_LEFT] -= 1
    return OPEN


def _keep_or_give_up(work: Workplace, findings: Findings, counters: Integers) -> int:
    """Leave a box open, or let it be split, in which all is decided."""
    if counters[BRANCH_START] < 0:
        counters[BRANCH_START] = counters[TOP]
        counters[BRANCH_LEFT] = MOST_FAILURES
    elif counters[BRANCH_LEFT] <= 0 or _widest(work) < LEAST_WIDTH:
        record_open_box(work, findings, counters, SINGULAR)
        return SETTLED
    return OPEN


def _settle_statuses(work: Workplace) -> bool:
    """Draw conclusions from bounds to statuses; False if a player is left without an action."""
    for player in range(len(work.scales[0])):
        num_left, last = 0, 0
        for action in range(work.sizes[START, player], work.sizes[START, player + 1]):
            if not _settle_status(work, action):
                return False
            if work.actions[STATUS, action] < EXCLUDED:
                num_left += 1
                last = action
        if num_left == 0:
            return False
        if num_left == 1:
            if work.weights[UPPER, last] < 1.0:
                return False
            work.actions[STATUS, last] = REQUIRED
            work.weights[LOWER, last] = work.weights[UPPER, last] = 1.0
    return True


def _settle_status(work: Workplace, action: int) -> bool:
    """Draw conclusions from the bounds of a weight; False if it is required and cannot be positive."""
    if work.weights[UPPER, action] <= 0.0:
        if work.weights[LOWER, action] > 0.0 or work.actions[STATUS, action] == REQUIRED:
            return False
        work.weights[UPPER, action] = 0.0
        work.actions[STATUS, action] = max(work.actions[STATUS, action], EXCLUDED)
    elif work.weights[LOWER, action] > 0.0:
        work.actions[STATUS, action] = REQUIRED
    return True


def _count_undecided(work: Workplace) -> int:
    """Count actions of which nothing is known."""
    count = 0
    for action in range(len(work.weights[0])):
        count += int(work.actions[STATUS, action] == UNDECIDED)
    return count


def _total_width(work: Workplace) -> float:
    """Add up the widths of a box."""
    total = 0.0
    for action in range(len(work.weights[0])):
        total += work.weights[UPPER, action] - work.weights[LOWER, action]
    return total


def _widest(work: Workplace) -> float:
    """Width of the widest weight."""
    widest = 0.0
    for action in range(len(work.weights[0])):
        widest = max(widest, work.weights[UPPER, action] - work.weights[LOWER, action])
    return widest


def record_open_box(work: Workplace, findings: Findings, counters: Integers, kind: int) -> None:
    """Write down a box that is not settled."""
    found = counters[NUM_FOUND]
    findings.kinds[found] = kind
    for action in range(len(work.weights[0])):
        findings.bounds[found, LOWER, action] = findings.bounds[found, OUTER_LOWER, action] = work.weights[
            LOWER, action
        ]
        findings.bounds[found, UPPER, action] = findings.bounds[found, OUTER_UPPER, action] = work.weights[
            UPPER, action
        ]
        findings.status[found, action] = work.actions[STATUS, action]
    counters[NUM_FOUND] += 1


def _split(work: Workplace, stack: Stack, counters: Integers, share: float) -> None:
    """Put the two parts of a box on the stack."""
    first = counters[TOP]
    for node in range(first, first + 2):
        for action in range(len(work.weights[0])):
            stack.bounds[node, LOWER, action] = work.weights[LOWER, action]
            stack.bounds[node, UPPER, action] = work.weights[UPPER, action]
            stack.status[node, action] = work.actions[STATUS, action]
        stack.shares[node] = 0.5 * share
    counters[TOP] = first + 2
    widest, undecided = 0, -1
    for action in range(len(work.weights[0])):
        width = work.weights[UPPER, action] - work.weights[LOWER, action]
        if width > work.weights[UPPER, widest] - work.weights[LOWER, widest]:
            widest = action
        if work.actions[STATUS, action] == UNDECIDED and (
            undecided < 0 or width > work.weights[UPPER, undecided] - work.weights[LOWER, undecided]
        ):
            undecided = action
    if undecided >= 0 and work.weights[UPPER, widest] - work.weights[LOWER, widest] < STATUS_WIDTH:
        stack.status[first, undecided] = REQUIRED
        stack.status[first + 1, undecided] = EXCLUDED
        stack.bounds[first + 1, UPPER, undecided] = 0.0
        return
    middle = work.weights[LOWER, widest] + SPLIT * (work.weights[UPPER, widest] - work.weights[LOWER, widest])
    stack.bounds[first, UPPER, widest] = middle
    stack.bounds[first + 1, LOWER, widest] = middle
