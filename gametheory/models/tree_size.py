"""How many nodes the tree of a game of stages has, without growing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gametheory.core.rationals import rounded_count
from gametheory.models.remembered_moves import Reading, RememberedMoves
from gametheory.models.stage_play import after_move

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.models.stage_play import Moves, StagePlan, StagePlay

MOST_STEPS = 50_000
"""Histories, told apart only by what conditions still read, that are followed."""


class TreeSize(NamedTuple):
    """A number of nodes, ends of play included.

    Parameters
    ----------
    num_nodes
        The number, or a lower bound.
    is_exact
        Whether it is the number.
    """

    num_nodes: int
    is_exact: bool

    @property
    def text(self) -> str:
        """The number for a sentence; one that nobody would read in digits by its order of magnitude."""
        shown = f"{self.num_nodes:,}"
        if len(shown) > 40:
            shown = rounded_count(self.num_nodes)
        return shown if self.is_exact else f"at least {shown}"


def largest_size(plans: Sequence[StagePlan]) -> int:
    """Return how many nodes a tree would have if no stage were ever skipped, which no tree of these stages exceeds."""
    num_nodes = width = 1
    for plan in plans:
        if plan.moves:
            width *= len(plan.moves)
            num_nodes += width
    return num_nodes


def tree_size(play: StagePlay) -> TreeSize:
    """Return the number of nodes of the whole tree.

    Histories are told apart only by the moves that conditions (``when``) still read, and counted together otherwise, so
    that twenty rounds take as long as twenty times one. Where conditions read so much of the past that this takes too
    long, the nodes met by then are a lower bound.

    Parameters
    ----------
    play
        Where a condition has no value the stage counts as skipped, as in the tree.
    """
    remembered = RememberedMoves(
        Reading(reference, position)
        for position, plan in enumerate(play.plans)
        if plan.when is not None
        for reference in plan.when.references
    )
    arriving: dict[Moves, int] = {play.start: 1}
    num_nodes = num_steps = 0
    for position, plan in enumerate(play.plans):
        leaving: dict[Moves, int] = {}
        for history, count in arriving.items():
            num_steps += 1
            if not plan.moves or not play.is_reached(position, history):
                _add(leaving, remembered.kept(history, position + 1), count)
                continue
            num_nodes += count
            for move in range(len(plan.moves)):
                _add(leaving, remembered.kept(after_move(history, position, move), position + 1), count)
        arriving = leaving
        if num_steps > MOST_STEPS:
            break
    return TreeSize(num_nodes + sum(arriving.values()), num_steps <= MOST_STEPS)


def _add(counts: dict[Moves, int], history: Moves, count: int) -> None:
    counts[history] = counts.get(history, 0) + count
