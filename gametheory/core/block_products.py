"""Vertices of a product of polytopes: one of each block, chosen independently of the others."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.profiles import Probability, Strategy


@dataclass(frozen=True, slots=True)
class Block:
    """Weights that vary together, whatever the others are.

    Parameters
    ----------
    sequences
        The sequences that it covers, ascending.
    vertices
        Their weights at each vertex of the block, larger ones first.
    """

    sequences: tuple[int, ...]
    vertices: tuple[Strategy, ...]


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
        stack: list[tuple[int, tuple[tuple[Strategy, ...], ...]]] = [
            (0, tuple(block.vertices for block in self.blocks))
        ]
        while stack:
            depth, left = stack.pop()
            while depth < len(places):
                _, number, index = places[depth]
                depth += 1
                options: dict[Probability, list[Strategy]] = {}
                for vertex in left[number]:
                    options.setdefault(vertex[index], []).append(vertex)
                *later, first = [tuple(options[weight]) for weight in sorted(options)]
                stack += [(depth, (*left[:number], vertices, *left[number + 1 :])) for vertices in later]
                left = (*left[:number], first, *left[number + 1 :])
            yield self.point(tuple(vertices[0] for vertices in left))

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
