"""All maximal Nash subsets of a tree of at most two players, over its sequence form.

Two stages: the face tree (`gametheory.kernels.face_tree`) lists pairs of supports; each leaf is closed to a maximal
Nash subset, which several leaves can share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from gametheory.kernels.face_nodes import NO_LABEL, FaceNode, candidates_of
from gametheory.kernels.face_tree import NodeCount, faces
from gametheory.kernels.loaded import is_loaded
from gametheory.solvers.trees.maximal_products import maximal_product

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.kernels.face_nodes import Labels
    from gametheory.kernels.integer_tableau import IntegerTableau
    from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
    from gametheory.solvers.trees.maximal_products import TreeSubset
    from gametheory.solvers.watch import Watch

    Tableaux: TypeAlias = tuple[IntegerTableau, IntegerTableau]

COMPILED_SEARCH = "gametheory.kernels.words.face_tree"
"""Module of the compiled search."""
MOST_LABELS = 64
"""Sequences of both players beyond which the face tree is searched in compiled code, whose loading takes a second."""
MOST_NODES = 500
"""Nodes of a smaller tree's face tree after which it is, too, where that code is compiled already."""
MOST_INTERPRETED_NODES = 10_000
"""The same where it has to be compiled first."""
LOADING_SECONDS = 3.0
"""Time that loading the compiled code can take; where less is left, the search goes on without it."""
COMPILING_SECONDS = 120.0
"""The same of compiling it, where that was not yet done."""

PROBABILITY_SCALE = 3
"""Size of a probability where payoffs are in units of 1; of influence on the order of the search only."""


def maximal_subsets(polyhedra: BestReplyPolyhedra, watch: Watch) -> Iterator[TreeSubset]:
    """Yield all maximal Nash subsets of a tree, each once.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
    >>> from gametheory.solvers.watch import Watch
    >>> polyhedra = BestReplyPolyhedra(load("trust_game").to_game(), Watch())
    >>> for subset in maximal_subsets(polyhedra, Watch()):
    ...     print([[list(map(str, plan)) for plan in side] for side in subset.sides])
    [[['1', '0', '1']], [['1', '1/2', '1/2'], ['1', '0', '1']]]
    """
    known: set[tuple[int, int]] = set()
    first, second = polyhedra.tree_labels.own
    for leaf in _leaves(polyhedra, watch):
        watch.tick()
        if leaf is None or any(_contains(supports, leaf) for supports in known):
            continue
        used = leaf.used
        subset = maximal_product(polyhedra, (used & first, used & second), watch)
        if subset is None:
            continue
        supports = (subset.polytopes[0].support, subset.polytopes[1].support)
        if supports not in known:
            known.add(supports)
            yield subset


class _Leaf(NamedTuple):
    """A leaf of the face tree: bit masks of labels whose slacks, and whose weights, are zero on it."""

    inside: int
    outside: int

    @property
    def used(self) -> int:
        """Labels that may have weight, all best replies; at each information set that they reach is one of them."""
        return self.inside & ~self.outside


def _contains(supports: tuple[int, int], leaf: _Leaf) -> bool:
    """Whether the maximal Nash subset with some supports is known to contain all of a leaf."""
    every = supports[0] | supports[1]
    return not leaf.used & ~every and not every & ~leaf.inside


def _leaves(polyhedra: BestReplyPolyhedra, watch: Watch) -> Iterator[_Leaf | None]:
    """Yield the leaves of the face tree; None as a heartbeat.

    A large tree is searched in compiled code, and so is one whose search takes long: it is begun anew. Only then is
    that code loaded, and only where the limit of time leaves room for that. Once it is loaded, it searches all trees.
    """
    whole = (polyhedra.polyhedron(0), polyhedra.polyhedron(1))
    labels = polyhedra.tree_labels
    scales = (_scales(polyhedra, 0, whole[0]), _scales(polyhedra, 1, whole[1]))
    is_large = polyhedra.num_labels > MOST_LABELS
    if not (is_loaded(COMPILED_SEARCH, "search_faces") or (is_large and _is_compiled_in_time(watch))):
        count, next_look = NodeCount(), 0 if is_large else MOST_NODES
        for leaf in faces(FaceNode(list(whole)), labels, scales, count):
            yield _Leaf(leaf.inside, leaf.outside) if leaf else None
            if leaf is None and count.nodes == next_look:
                if _is_compiled_in_time(watch, must_be_compiled=next_look < MOST_INTERPRETED_NODES):
                    break
                next_look = MOST_INTERPRETED_NODES if next_look < MOST_INTERPRETED_NODES else 0
        else:
            return
    for found in _found_in_floats(polyhedra, whole, scales):
        if found is None or _is_leaf(found, labels):
            yield _Leaf(found.inside, found.outside) if found else None
            continue
        for leaf in faces(found, labels, scales):
            yield _Leaf(leaf.inside, leaf.outside) if leaf else None


def _is_leaf(node: FaceNode[IntegerTableau], labels: Labels) -> bool:
    """Whether all is decided at the information sets that are reached, and some action left at each."""
    used = node.inside & ~node.outside
    return not candidates_of(node, labels) and all(
        infoset.actions & used
        for infoset in labels.infosets
        if infoset.before == NO_LABEL or used >> infoset.before & 1
    )


def _found_in_floats(
    polyhedra: BestReplyPolyhedra, whole: Tableaux, scales: tuple[list[int], list[int]]
) -> Iterator[FaceNode[IntegerTableau] | None]:
    """Yield leaves of the compiled search, and nodes that it leaves to be searched on in integers; None as a heartbeat.

    All is left where payoffs are too large for floats.
    """
    from gametheory.kernels.words.face_search import FaceTreeSearch, VariableSizes

    sizes = (VariableSizes(scales[0], _bounds(polyhedra, 0)), VariableSizes(scales[1], _bounds(polyhedra, 1)))
    try:
        search = FaceTreeSearch(whole, polyhedra.tree_labels, sizes)
    except OverflowError:
        yield FaceNode(list(whole))
        return
    for found in search.run():
        yield None if found is None else FaceNode(list(whole), *found)


def _is_compiled_in_time(watch: Watch, *, must_be_compiled: bool = False) -> bool:
    """Whether the compiled search is ready long enough before the limit of time, or is so already."""
    left = watch.seconds_left
    if left < LOADING_SECONDS or (left > COMPILING_SECONDS and not must_be_compiled):
        return left > COMPILING_SECONDS
    from gametheory.kernels.compiled import is_compiled
    from gametheory.kernels.words.face_tree import search_faces

    return is_compiled(search_faces)


def _scales(polyhedra: BestReplyPolyhedra, side: int, polyhedron: IntegerTableau) -> list[int]:
    """Return typical sizes of the variables of a side's polyhedron: probabilities, and payoffs of the other."""
    payoff = max((abs(entry) for row in polyhedron.rows for entry in row), default=1)
    own = polyhedra.labels[side]
    return [PROBABILITY_SCALE if label in own else payoff for label in range(polyhedra.num_labels)]


def _bounds(polyhedra: BestReplyPolyhedra, side: int) -> list[int]:
    """Return what the variables of a side's polyhedron do not exceed where duals are as small as they can be.

    Such points tell all supports. A slack is then a difference between two of the other player's payoffs.
    """
    difference = 2 * sum(map(abs, polyhedra.payoffs[1 - side].values())) + 1
    own = polyhedra.labels[side]
    return [1 if label in own else difference for label in range(polyhedra.num_labels)]
