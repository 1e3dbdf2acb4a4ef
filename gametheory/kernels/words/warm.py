"""Compiles the label tree ahead of its first use."""

from __future__ import annotations

from gametheory.kernels.best_response_polyhedron import best_response_polyhedron
from gametheory.kernels.words.search import LabelTreeSearch


def warm() -> None:
    """Compile the kernel of the label tree, or load it from the cache on disk.

    All numbers of words share one compiled kernel: a game of two by two is enough.
    """
    payoffs = ((2, 0), (1, 3))
    first, second = (
        best_response_polyhedron(payoffs, own, other)
        for own, other in ((range(2), range(2, 4)), (range(2, 4), range(2)))
    )
    tableaux, own_labels = (first.tableau, second.tableau), (first.own_labels, second.own_labels)
    for _ in LabelTreeSearch(tableaux, own_labels, (first.scales, second.scales)).run():
        pass
