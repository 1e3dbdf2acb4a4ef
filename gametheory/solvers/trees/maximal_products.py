"""The maximal Nash subset around a product of plans that are best replies to each other.

The second side becomes all plans that are in equilibrium with each of the first, then the first all that are with each
of the second: a Galois connection, which is closed after these two steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from gametheory.core.rationals import over_common_denominator, to_fraction
from gametheory.solvers.trees.plan_polytopes import PlanPolytope, polytope_vertices, relative_interior

if TYPE_CHECKING:
    from gametheory.core.block_products import BlockProduct
    from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
    from gametheory.solvers.watch import Watch


class TreeSubset(NamedTuple):
    """A maximal Nash subset of a tree: every plan of one side is a best reply to every plan of the other.

    Parameters
    ----------
    polytopes
        For each side which sequences have weight somewhere, and which of the other's have: these are best replies to
        all of it. With `polytope_vertices` these descriptions are narrowed by further conditions.
    sides
        For each side its vertices.
    """

    polytopes: tuple[PlanPolytope, PlanPolytope]
    sides: tuple[BlockProduct, BlockProduct]


class _Plans(NamedTuple):
    """Plans of a side, which labels have weight somewhere, and which of the other side are best replies to all."""

    vertices: BlockProduct
    support: int
    replies: int


def maximal_product(polyhedra: BestReplyPolyhedra, supports: tuple[int, int], watch: Watch) -> TreeSubset | None:
    """Return the maximal Nash subset that contains all pairs of plans that use some sequences and reply best to them.

    Parameters
    ----------
    polyhedra
        The game.
    supports
        For each side a bit mask of labels; at each information set that they reach it has an action.
    watch
        The clock.

    Returns
    -------
    TreeSubset or None
        None if no plan of some side uses only its sequences, such that all those of the other are best replies.

    Examples
    --------
    All plans after which the first player does not trust are in equilibrium with its not doing so:

    >>> from gametheory import load
    >>> from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
    >>> from gametheory.solvers.watch import Watch
    >>> polyhedra = BestReplyPolyhedra(load("trust_game").to_game(), Watch())
    >>> subset = maximal_product(polyhedra, (0b0010, 0b1000), Watch())
    >>> [[list(map(str, plan)) for plan in side] for side in subset.sides]
    [[['1', '0', '1']], [['1', '1/2', '1/2'], ['1', '0', '1']]]
    """
    first = _plans(polyhedra, PlanPolytope(0, supports[0], supports[1]), watch)
    if first is None:
        return None
    second = _plans(polyhedra, PlanPolytope(1, first.replies, first.support), watch)
    if second is None:
        return None
    if (second.replies, second.support) != supports:
        larger = _plans(polyhedra, PlanPolytope(0, second.replies, second.support), watch)
        first = cast("_Plans", larger)
    polytopes = PlanPolytope(0, first.support, second.support), PlanPolytope(1, second.support, first.support)
    return TreeSubset(polytopes, (first.vertices, second.vertices))


def _plans(polyhedra: BestReplyPolyhedra, polytope: PlanPolytope, watch: Watch) -> _Plans | None:
    """Return the plans of a polytope; None if there are none."""
    vertices = polytope_vertices(polyhedra, polytope, watch.tick)
    if vertices is None:
        return None
    side, other = polytope.side, 1 - polytope.side
    weights, _ = over_common_denominator(map(to_fraction, relative_interior(vertices)))
    support = polyhedra.mask(side, (sequence for sequence, weight in enumerate(weights) if weight))
    worth = [0] * polyhedra.sequences[other].num_sequences
    for (reply, own), payoff in polyhedra.payoffs[other].items():
        worth[reply] += payoff * weights[own]
    before_of = polyhedra.sequences[other].before
    for position in reversed(range(len(before_of))):
        worth[before_of[position]] += max(worth[action] for action in polyhedra.actions(other, position))
    is_best = [True] + [False] * (len(worth) - 1)
    for position, before in enumerate(before_of):
        if is_best[before]:
            best = max(worth[action] for action in polyhedra.actions(other, position))
            for action in polyhedra.actions(other, position):
                is_best[action] = worth[action] == best
    replies = polyhedra.mask(other, (sequence for sequence, is_reply in enumerate(is_best) if is_reply))
    return _Plans(vertices, support, replies)
