"""Maximal Nash subsets of a tree together: which share points, how many extreme points all have, the first in order.

Two subsets meet in a face of both: a plan of one is in the other if a sum of regrets, linear there, is zero. Such a
face of a product of blocks is a product of faces of the blocks: vertices of each are looked at, never their products.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heapreplace
from itertools import product
from math import prod
from operator import mul
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.rational_points import integer_points
from gametheory.core.rationals import over_common_denominator, to_fraction
from gametheory.solvers.trees.corner_points import CornerPoints
from gametheory.solvers.trees.plan_polytopes import relative_interior

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.core.block_products import Block, BlockProduct
    from gametheory.core.profiles import Strategy
    from gametheory.core.rational_points import IntegerPoint
    from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
    from gametheory.solvers.trees.maximal_products import TreeSubset
    from gametheory.solvers.watch import Watch

Masks: TypeAlias = tuple[int, ...]
"""For each block of both sides a bit mask of its vertices."""

BlockVertices: TypeAlias = "list[Sequence[IntegerPoint] | CornerPoints]"
"""For each block its vertices in integers; where there are very many, as they are."""

Pair: TypeAlias = "tuple[Strategy, Strategy]"


@dataclass(frozen=True, slots=True)
class _Inner:
    """A plan within one side of a subset, and what it means to the other side, all over one denominator.

    Parameters
    ----------
    regrets
        For each sequence of the other player's, weight by weight, how much a plan falls short of the best reply.
    payoffs
        For each sequence of the other player's, what it adds to the payoff of the plan's own player.
    """

    regrets: list[int]
    payoffs: list[int]
    denominator: int


class SubsetUnion:
    """The union of the maximal Nash subsets of a tree.

    Parameters
    ----------
    polyhedra
        The game.
    subsets
        All its maximal Nash subsets.
    watch
        The clock.
    """

    def __init__(self, polyhedra: BestReplyPolyhedra, subsets: Sequence[TreeSubset], watch: Watch) -> None:
        self._polyhedra = polyhedra
        self._subsets = subsets
        self._watch = watch
        self._vertices = [[[_listed(block) for block in side.blocks] for side in subset.sides] for subset in subsets]
        self._bases = [
            [over_common_denominator(map(to_fraction, side.base)) for side in subset.sides] for subset in subsets
        ]
        self._inner = [tuple(self._inner_plan(subset, side) for side in (0, 1)) for subset in subsets]
        self._roots = [infoset.actions for infoset in polyhedra.tree_labels.infosets if infoset.before < 0]
        self._supports = [subset.polytopes[0].support | subset.polytopes[1].support for subset in subsets]
        self._always_used = [self._always_used_by(subset) for subset in subsets]
        self._shared: list[list[tuple[int, Masks]]] = [
            list(self._shared_with(number)) for number in range(len(subsets))
        ]

    def _always_used_by(self, subset: TreeSubset) -> int:
        """Return a bit mask of the labels that have weight everywhere on a subset."""
        used = 0
        for side, points in enumerate(subset.sides):
            positive = [sequence for sequence, weight in enumerate(points.base) if weight]
            for block in points.blocks:
                positive += _always_positive(block)
            used |= self._polyhedra.mask(side, positive)
        return used

    def _inner_plan(self, subset: TreeSubset, side: int) -> _Inner:
        """Return a plan in the relative interior of a side of a subset."""
        polyhedra, other = self._polyhedra, 1 - side
        weights, denominator = over_common_denominator(map(to_fraction, relative_interior(subset.sides[side])))
        num_others = polyhedra.sequences[other].num_sequences
        replies = [0] * num_others
        for (reply, own), payoff in polyhedra.payoffs[other].items():
            replies[reply] += payoff * weights[own]
        payoffs = [0] * num_others
        for (own, reply), payoff in polyhedra.payoffs[side].items():
            payoffs[reply] += payoff * weights[own]
        worth = replies.copy()
        for position in reversed(range(len(polyhedra.sequences[other].infosets))):
            before = polyhedra.sequences[other].before[position]
            worth[before] += max(worth[action] for action in polyhedra.actions(other, position))
        regrets = [-reply for reply in replies]
        regrets[0] += worth[0]
        return _Inner(regrets, payoffs, denominator)

    def _shared_with(self, number: int) -> Iterator[tuple[int, Masks]]:
        """Yield the earlier subsets that share points with one, and which vertices of its blocks are shared."""
        for earlier in range(number):
            self._watch.tick()
            common = self._supports[number] & self._supports[earlier]
            needed = self._always_used[number] | self._always_used[earlier]
            if not needed & ~common and all(common & actions for actions in self._roots):
                masks = self._common_vertices(number, earlier)
                if masks:
                    yield earlier, masks

    def _common_vertices(self, number: int, other: int) -> Masks | None:
        """Return which vertices of each block of a subset lie in another subset; None if it has no point of it.

        A plan x lies in the other subset if it is in equilibrium with an inner plan y of that: if the sum of what both
        could gain is zero. On this subset that sum is linear in x, since an inner plan of its own is a best reply.
        """
        masks: list[int] = []
        for side in (0, 1):
            own, there = self._inner[number][1 - side], self._inner[other][1 - side]
            gains = [
                own.denominator * (regret - lost) + there.denominator * kept
                for regret, lost, kept in zip(there.regrets, there.payoffs, own.payoffs, strict=True)
            ]
            points, base = self._subsets[number].sides[side], self._bases[number][side]
            found = _lowest_vertices(points, base, self._vertices[number][side], gains)
            if found is None:
                return None
            masks += found
        return tuple(masks) or (1,)

    def components(self) -> list[int]:
        """Return the number of the component of each subset, from 0 in the order of the subsets."""
        leader = list(range(len(self._subsets)))

        def find(number: int) -> int:
            while leader[number] != number:
                number = leader[number]
            return number

        for number, shared in enumerate(self._shared):
            for earlier, _ in shared:
                one, other = find(number), find(earlier)
                leader[max(one, other)] = min(one, other)
        numbers: dict[int, int] = {}
        return [numbers.setdefault(find(number), len(numbers)) for number in range(len(leader))]

    def num_extreme(self) -> int:
        """Return the number of extreme points, those of several subsets counted once."""
        total = 0
        for subset, shared in zip(self._subsets, self._shared, strict=True):
            self._watch.tick()
            sizes = [len(block.vertices) for side in subset.sides for block in side.blocks] or [1]
            total += _num_outside(sizes, [masks for _, masks in shared])
        return total

    def in_order(self) -> Iterator[tuple[Pair, list[int]]]:
        """Yield extreme points by weight in the order of players and sequences, larger first, with their subsets."""
        running = [product_in_order(subset.sides) for subset in self._subsets]
        heap = [(_key(pair), number, pair) for number, pairs in enumerate(running) for pair in [next(pairs)]]
        heapify(heap)
        while heap:
            key, _, pair = heap[0]
            members = []
            while heap and heap[0][0] == key:
                self._watch.tick()
                number = heap[0][1]
                members.append(number)
                following = next(running[number], None)
                if following is None:
                    heappop(heap)
                else:
                    heapreplace(heap, (_key(following), number, following))
            yield pair, members


def product_in_order(sides: tuple[BlockProduct, BlockProduct]) -> Iterator[Pair]:
    """Yield the pairs of extreme points of a subset, by weight in the order of sequences, larger first."""
    first, second = sides
    running = iter(second)
    known: list[Strategy] = []
    for one in first:
        for other in known:
            yield one, other
        for other in running:
            known.append(other)
            yield one, other


def _key(pair: Pair) -> tuple[tuple[object, ...], ...]:
    return tuple(
        tuple(-weight.numerator if weight.denominator == 1 else -weight for weight in map(to_fraction, plan))
        for plan in pair
    )


def _lowest_vertices(
    points: BlockProduct, base: IntegerPoint, vertices: BlockVertices, function: Sequence[int]
) -> list[int] | None:
    """Return the vertices of each block where a linear function that is not negative is zero; None if it never is."""
    masks = []
    least = Fraction(sum(map(mul, base[0], function)), base[1])
    for block, listed in zip(points.blocks, vertices, strict=True):
        factors = [function[sequence] for sequence in block.sequences]
        lowest, mask = listed.lowest(factors) if isinstance(listed, CornerPoints) else _lowest_of(listed, factors)
        least += lowest
        masks.append(mask)
    return None if least else masks


def _lowest_of(listed: Sequence[IntegerPoint], factors: Sequence[int]) -> tuple[Fraction, int]:
    """Return the least value of a linear function, and the bit mask of the vertices where it is taken."""
    mask, lowest, denominator = 0, 0, 0
    for index, (weights, divisor) in enumerate(listed):
        value = sum(map(mul, weights, factors))
        order = value * denominator - lowest * divisor if mask else -1
        if order < 0:
            mask, lowest, denominator = 0, value, divisor
        if order <= 0:
            mask |= 1 << index
    return Fraction(lowest, denominator), mask


def _listed(block: Block) -> Sequence[IntegerPoint] | CornerPoints:
    """Return the vertices of a block in integers; where there are very many, as they are."""
    return block.vertices if isinstance(block.vertices, CornerPoints) else integer_points(block.vertices)


def _always_positive(block: Block) -> list[int]:
    """Return the sequences of a block that have weight at all of its vertices."""
    listed = _listed(block)
    if isinstance(listed, CornerPoints):
        units = [
            [int(place == other) for other in range(len(block.sequences))] for place in range(len(block.sequences))
        ]
        is_positive = [listed.lowest(unit)[0] > 0 for unit in units]
    else:
        is_positive = [all(weights) for weights in zip(*(ints for ints, _ in listed), strict=True)]
    return [sequence for sequence, is_used in zip(block.sequences, is_positive, strict=True) if is_used]


def _num_outside(sizes: Sequence[int], boxes: Sequence[Masks]) -> int:
    """Return how many elements of a product of sets lie in none of some products of subsets.

    Block by block: what matters of a choice is only in which of the products it can still lie.
    """
    counts = {(1 << len(boxes)) - 1: 1}
    for place, size in enumerate(sizes):
        ways = _ways(size, [masks[place] for masks in boxes])
        following: dict[int, int] = {}
        for (left, count), (inside, number) in product(counts.items(), ways.items()):
            following[left & inside] = following.get(left & inside, 0) + count * number
        counts = following
    return counts.get(0, 0) if boxes else prod(sizes)


def _ways(size: int, masks: Sequence[int]) -> dict[int, int]:
    """Return how many elements of a set lie in the same ones of some subsets, by the bit mask of those."""
    parts = {0: (1 << size) - 1}
    for number, mask in enumerate(masks):
        split = {}
        for inside, part in parts.items():
            if part & mask:
                split[inside | 1 << number] = part & mask
            if part & ~mask:
                split[inside] = part & ~mask
        parts = split
    return {inside: part.bit_count() for inside, part in parts.items()}
