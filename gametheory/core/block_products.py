"""Vertices of a product of polytopes: one of each block, chosen independently of the others."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.rational_points import RationalPoints, first_differences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.core.profiles import Strategy

    Ranges: TypeAlias = tuple[range, ...]
    """For each block vertices that are next to each other in its list."""


@dataclass(frozen=True, slots=True)
class Block:
    """Weights that vary together, whatever the others are.

    Parameters
    ----------
    sequences
        The sequences that it covers, ascending.
    vertices
        Their weights at each vertex of the block, each once, by weight in the order of the sequences, larger first.
    """

    sequences: tuple[int, ...]
    vertices: Sequence[Strategy]

    @property
    def first_differences(self) -> tuple[int, ...]:
        """For each vertex but the first the first of the weights in which it differs from the one before it."""
        if isinstance(self.vertices, RationalPoints):
            return self.vertices.first_differences
        return first_differences(self.vertices)


@dataclass(frozen=True, slots=True)
class BlockProduct:
    """The vertices of a polytope of realization plans that is a product of blocks.

    A point takes one vertex of each block; all combinations are points, so that there can be very many.

    Parameters
    ----------
    base
        The weight of every sequence; 0 for those that a block covers.
    blocks
        The blocks, none of which covers a sequence of another.

    Examples
    --------
    >>> first, second = Block((1, 2), ((1, 0), (0, 1))), Block((4, 5), ((1, 0), (0.25, 0.75), (0, 1)))
    >>> points = BlockProduct((1, 0, 0, 1, 0, 0), (first, second))
    >>> points.num_points, next(iter(points))
    (6, (1, 1, 0, 1, 1, 0))
    >>> (1, 0, 1, 1, 0.25, 0.75) in points, (1, 0.5, 0.5, 1, 1, 0) in points
    (True, False)
    """

    base: Strategy
    blocks: tuple[Block, ...]

    @property
    def num_points(self) -> int:
        """Exact number of points."""
        return math.prod(len(block.vertices) for block in self.blocks)

    def __len__(self) -> int:
        return self.num_points

    def __iter__(self) -> Iterator[Strategy]:
        """Yield the points one by one: by weight in the order of the sequences, larger first."""
        places = sorted(
            (sequence, number, index)
            for number, block in enumerate(self.blocks)
            for index, sequence in enumerate(block.sequences)
        )
        differences = [block.first_differences for block in self.blocks]
        stack: list[tuple[int, Ranges]] = [(0, tuple(range(len(block.vertices)) for block in self.blocks))]
        while stack:
            depth, left = stack.pop()
            while depth < len(places):
                _, number, index = places[depth]
                depth += 1
                here = left[number]
                if len(here) > 1:
                    first, *later = _parts(here, differences[number], index)
                    stack += [(depth, _with(left, number, part)) for part in reversed(later)]
                    left = _with(left, number, first)
            yield self.point(tuple(block.vertices[here.start] for block, here in zip(self.blocks, left, strict=True)))

    def __contains__(self, point: object) -> bool:
        """Whether a realization plan is one of the points."""
        if not isinstance(point, tuple) or len(point) != len(self.base):
            return False
        covered = {sequence for block in self.blocks for sequence in block.sequences}
        return all(
            weight == fixed
            for sequence, (weight, fixed) in enumerate(zip(point, self.base, strict=True))
            if sequence not in covered
        ) and all(tuple(point[sequence] for sequence in block.sequences) in block.vertices for block in self.blocks)

    def point(self, vertices: tuple[Strategy, ...]) -> Strategy:
        """Return the realization plan with these weights, one vertex for each block."""
        plan = list(self.base)
        for block, vertex in zip(self.blocks, vertices, strict=True):
            for sequence, weight in zip(block.sequences, vertex, strict=True):
                plan[sequence] = weight
        return tuple(plan)


def _parts(here: range, differences: Sequence[int], index: int) -> list[range]:
    """Return vertices of a block, alike before the weight at an index, in parts that are alike there too."""
    cuts = [place for place in here[1:] if differences[place - 1] == index]
    return [range(*ends) for ends in zip([here.start, *cuts], [*cuts, here.stop], strict=True)]


def _with(ranges: Ranges, number: int, part: range) -> Ranges:
    return (*ranges[:number], part, *ranges[number + 1 :])
