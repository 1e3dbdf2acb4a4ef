"""What a search of boxes found, and what it leaves open."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np

from gametheory.kernels.boxes.arrays import (
    EXCLUDED,
    LOWER,
    OUTER_LOWER,
    OUTER_UPPER,
    REQUIRED,
    SINGULAR,
    TIED,
    UPPER,
    Findings,
    Stack,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.array_types import BooleanArray, FloatArray
    from gametheory.kernels.boxes.arrays import Integers

    Weights = tuple[tuple[float, ...], ...]
    Actions = tuple[tuple[int, ...], ...]

MOST_CUT = 12
"""Weights of a player with upper bounds, up to which volumes are exact; beyond, bounds are left out, one by one."""
_REASONS = {TIED: "tied", SINGULAR: "singular"}


@dataclass(frozen=True, slots=True)
class EnclosedRoot:
    """The only point near which the actions of some supports are equally good.

    Parameters
    ----------
    supports
        By player the actions that are equally good there.
    lower, upper
        Bounds of all weights, by player and action.
    outer_lower, outer_upper
        Bounds of a larger box in which there is no other such point.
    doubtful
        By player, actions of which floats do not tell: of the support, whether the weight is positive; of the others,
        whether they are worse.
    """

    supports: Actions
    lower: Weights
    upper: Weights
    outer_lower: Weights
    outer_upper: Weights
    doubtful: Actions

    @property
    def is_certified(self) -> bool:
        """Whether this is an equilibrium, with positive weights and worse actions besides, for sure."""
        return not any(self.doubtful)

    def is_same(self, other: EnclosedRoot) -> bool:
        """Whether this point surely is another one's: of the same supports, and in the box in which that is alone."""
        return self.supports == other.supports and all(
            outer_low <= low and high <= outer_high
            for own in zip(self.lower, self.upper, other.outer_lower, other.outer_upper, strict=True)
            for low, high, outer_low, outer_high in zip(*own, strict=True)
        )


@dataclass(frozen=True, slots=True)
class OpenBox:
    """Boxes that were not decided, as one hull.

    Parameters
    ----------
    actions
        By player the actions that may have weight.
    required
        Of these, the ones that are best replies wherever there is an equilibrium.
    lower, upper
        Bounds of all weights, by player and action.
    reason
        ``tied`` where conditions of equal payoffs hold everywhere, or twice; ``singular`` where floats prove nothing;
        ``unfinished`` where the search was stopped.
    num_boxes
        Boxes that are in the hull.
    """

    actions: Actions
    required: Actions
    lower: Weights
    upper: Weights
    reason: str
    num_boxes: int


@dataclass(frozen=True)
class SearchRecord:
    """State of a search.

    Parameters
    ----------
    num_actions
        By player.
    share_done
        Share of the tree of cases that is done, from 0 to 1; it only grows.
    num_boxes
        Boxes that were looked at.
    stacks, findings
        Boxes that wait, and what was found, by thread.
    """

    num_actions: tuple[int, ...]
    share_done: float
    num_boxes: int
    stacks: tuple[Stack, ...]
    findings: tuple[Findings, ...]

    @cached_property
    def open_boxes(self) -> tuple[OpenBox, ...]:
        """Hulls of the boxes that are not decided, one for each reason and each choice of actions."""
        groups: dict[tuple[str, Actions, Actions], list[FloatArray]] = {}
        for reason, bounds, status in self._open():
            actions = self._by_player(np.abs(status + 0.5) < EXCLUDED)
            key = (reason, actions, self._by_player(status == REQUIRED))
            groups.setdefault(key, []).append(bounds)
        return tuple(
            OpenBox(
                actions,
                required,
                split_weights(np.min([one[LOWER] for one in boxes], axis=0), self.num_actions),
                split_weights(np.max([one[UPPER] for one in boxes], axis=0), self.num_actions),
                reason,
                len(boxes),
            )
            for (reason, actions, required), boxes in sorted(groups.items())
        )

    @cached_property
    def volume_open(self) -> float:
        """Share of the volume of all profiles that lies in boxes that are not decided; boxes of faces have none."""
        total = math.fsum(
            math.prod(
                simplex_share(bounds[LOWER, start:end].tolist(), bounds[UPPER, start:end].tolist())
                for start, end in pairwise(np.concatenate(([0], np.cumsum(self.num_actions))).tolist())
            )
            for _, bounds, _ in self._open()
        )
        return min(total, 1.0)

    def _open(self) -> Iterator[tuple[str, FloatArray, Integers]]:
        """Yield reasons, bounds and statuses of all open boxes."""
        for stack in self.stacks:
            for bounds, status in zip(stack.bounds, stack.status, strict=True):
                yield "unfinished", bounds, status
        for findings in self.findings:
            for place in np.flatnonzero(findings.kinds >= TIED).tolist():
                yield _REASONS[int(findings.kinds[place])], findings.bounds[place], findings.status[place]

    def _by_player(self, is_chosen: BooleanArray) -> Actions:
        """Return chosen actions by player."""
        return tuple(
            tuple(np.flatnonzero(own).tolist()) for own in np.split(is_chosen, np.cumsum(self.num_actions)[:-1])
        )


def enclosed_root(findings: Findings, place: int, num_actions: tuple[int, ...]) -> EnclosedRoot:
    """Return a root that a kernel wrote down."""
    status = findings.status[place]
    is_doubtful = status < 0
    known = np.where(is_doubtful, -1 - status, status)
    cuts = np.cumsum(num_actions)[:-1]
    supports = tuple(tuple(np.flatnonzero(own == REQUIRED).tolist()) for own in np.split(known, cuts))
    doubtful = tuple(tuple(np.flatnonzero(own).tolist()) for own in np.split(is_doubtful, cuts))
    lower, upper, outer_lower, outer_upper = (
        split_weights(findings.bounds[place, which], num_actions) for which in (LOWER, UPPER, OUTER_LOWER, OUTER_UPPER)
    )
    return EnclosedRoot(supports, lower, upper, outer_lower, outer_upper, doubtful)


def split_weights(weights: FloatArray, num_actions: tuple[int, ...]) -> Weights:
    """Return weights by player.

    Examples
    --------
    >>> import numpy as np
    >>> split_weights(np.array([0.25, 0.75, 1.0]), (2, 1))
    ((0.25, 0.75), (1.0,))
    """
    return tuple(tuple(own.tolist()) for own in np.split(weights, np.cumsum(num_actions)[:-1]))


def simplex_share(lower: list[float], upper: list[float]) -> float:
    """Return the share of a simplex that lies between bounds of its weights.

    Weights over their lower bounds form a smaller simplex, of which the corners beyond the upper bounds are cut off
    (inclusion and exclusion); where there are very many, some are not.

    Examples
    --------
    A corner of half the size is a quarter of a triangle:

    >>> simplex_share([0.5, 0.0, 0.0], [1.0, 1.0, 1.0]), simplex_share([0.0] * 3, [0.5, 1.0, 1.0])
    (0.25, 0.75)
    """
    left = 1.0 - sum(lower)
    cut = [high - low for low, high in zip(lower, upper, strict=True) if high - low < left][:MOST_CUT]
    power = len(lower) - 1
    if power == 0:
        return 1.0
    total = math.fsum(
        (-1) ** number * max(0.0, left - sum(chosen)) ** power
        for number in range(len(cut) + 1)
        for chosen in combinations(cut, number)
    )
    return max(0.0, total)
