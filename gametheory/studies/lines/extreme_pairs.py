"""Extreme equilibria of two players as pairs of labelled vertices, and how they hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from gametheory.kernels.bordered_minors import bits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gametheory.core.players import Player
    from gametheory.studies.lines.labelled_vertices import LabelledVertices, Vertex
    from gametheory.studies.regimes import Regime

MaskRegime: TypeAlias = "tuple[tuple[tuple[int, int], ...], ...]"
"""Supports of the extreme equilibria as masks of actions, by component."""
Signs: TypeAlias = "Mapping[tuple[int, int], int]"
"""New signs of minors, by masks of rows and columns."""


class ExtremePairs:
    """The extreme equilibria, kept up to date while signs of minors change.

    Parameters
    ----------
    first
        Vertices of the first player's mixtures.
    second
        Vertices of the second player's.

    Attributes
    ----------
    partners
        For each vertex of the first player, those of the second with which it is an equilibrium.
    """

    def __init__(self, first: LabelledVertices, second: LabelledVertices) -> None:
        self._first, self._second = first, second
        self._owners: dict[Vertex, set[Vertex]] = {vertex: set() for vertex in second.vertices}
        self.partners: dict[Vertex, set[Vertex]] = {}
        for vertex in first.vertices:
            self._take_in(vertex)

    def change(self, first: Signs, second: Signs) -> bool:
        """Take over new signs of the minors of both; return whether some extreme equilibrium is gone or new."""
        lost, gained = self._first.change(first) if first else ([], [])
        gone, new = self._second.change(second) if second else ([], [])
        num_changed = 0
        for vertex in lost:
            partners = self.partners.pop(vertex)
            num_changed += len(partners)
            for other in partners:
                self._owners[other].discard(vertex)
        for other in gone:
            owners = self._owners.pop(other)
            num_changed += len(owners)
            for vertex in owners:
                self.partners[vertex].discard(other)
        for other in new:
            owners = self._owners[other] = _matching(other, self.partners)
            num_changed += len(owners)
            for vertex in owners:
                self.partners[vertex].add(other)
        return num_changed + sum(self._take_in(vertex) for vertex in gained) > 0

    def _take_in(self, vertex: Vertex) -> int:
        """Enter a vertex of the first player; return the number of its partners."""
        partners = self.partners[vertex] = _matching(vertex, self._owners)
        for other in partners:
            self._owners[other].add(vertex)
        return len(partners)

    def regime(self) -> MaskRegime:
        """Return the supports by component, in an order of their own.

        Two extreme equilibria that share a strategy belong to one component.
        """
        component_of: dict[Vertex, list[tuple[Vertex, Vertex]]] = {}
        components: list[list[tuple[Vertex, Vertex]]] = []
        for vertex, partners in self.partners.items():
            if not partners:
                continue
            own = [(vertex, other) for other in partners]
            joined = {id(component_of[other]): component_of[other] for other in partners if other in component_of}
            for pairs in joined.values():
                own += pairs
            components = [pairs for pairs in components if id(pairs) not in joined]
            components.append(own)
            component_of.update((other, own) for _, other in own)
        return tuple(
            sorted(tuple(sorted((first.support, second.support) for first, second in pairs)) for pairs in components)
        )


def _matching(vertex: Vertex, others: Iterable[Vertex]) -> set[Vertex]:
    """Return the opponent's vertices with which a vertex is an equilibrium: both play best replies only."""
    support, replies = vertex
    return {other for other in others if not support & ~other[1] and not other[0] & ~replies}


def named_regime(masks: MaskRegime, players: Sequence[Player], actions: Sequence[Sequence[str]]) -> Regime:
    """Return a regime of masks with players and actions by name."""
    return tuple(
        sorted(
            tuple(
                sorted(
                    tuple(
                        (player.key, "", tuple(names[place] for place in bits(mask)))
                        for player, names, mask in zip(players, actions, supports, strict=True)
                    )
                    for supports in component
                )
            )
            for component in masks
        )
    )
