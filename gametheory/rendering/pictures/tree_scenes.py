"""Pages with trees: whole, folded to fewer ends, or continued from page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.assessments import Assessment
from gametheory.core.equilibrium import profile_of
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.captions import (
    equilibrium_note,
    page_title,
    rounding_note,
    tree_legend,
    tree_reading_notes,
)
from gametheory.rendering.pictures.graph import to_picture_graph
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.page import PageTexts, compose
from gametheory.rendering.pictures.text_block import TypeSetter
from gametheory.rendering.pictures.tree_fold import folded, pages
from gametheory.rendering.pictures.tree_picture import check_size, draw_tree

if TYPE_CHECKING:
    from gametheory.core.equilibrium import Play
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.solution import Solution
    from gametheory.rendering.pictures.scene import Scene
    from gametheory.rendering.pictures.tree_contours import Tree
    from gametheory.rendering.pictures.tree_picture import Orientation

_PLANS_NOTE = (
    "Plans for the whole game are recommended together, so the tree has no marks; "
    "a picture of kind 'table' shows the plans with their probabilities."
)


def _add_beliefs(graph: Tree, play: Play) -> None:
    """Give each node of an information set of several nodes the ``belief`` that an assessment holds there."""
    if not isinstance(play, Assessment):
        return
    for index, belief in enumerate(play.beliefs):
        if belief is not None and len(belief) > 1:
            for node, probability in zip(play.game.infoset_nodes(index), belief, strict=True):
                graph.nodes[node]["belief"] = probability


class TreeScenes:
    """Sets one tree on one page or several.

    Parameters
    ----------
    game
        The tree.
    solution, index
        The equilibrium to show, None where there is none.
    orientation
        Where play goes; None for what fits a page better.
    title
        Above the tree; None takes the game's.
    """

    def __init__(
        self,
        game: ExtensiveFormGame,
        solution: Solution | None,
        index: int | None,
        orientation: Orientation | None,
        *,
        title: str | None = None,
    ) -> None:
        self.title = game.title if title is None else title
        self.game, self.solution, self.index, self.orientation = game, solution, index, orientation
        profile = None if solution is None or index is None else profile_of(solution.equilibria[index])
        self.has_profile = profile is not None
        is_shown = solution is not None and index is not None
        self.plans_note = (_PLANS_NOTE,) if is_shown and profile is None else ()
        self.graph = to_picture_graph(game, profile)
        if solution is not None and index is not None:
            equilibrium = solution.equilibria[index]
            _add_beliefs(self.graph, equilibrium.play)
            for failure in equilibrium.subgame_failures:
                self.graph.nodes[failure.node]["fails"] = True
        paid = [value for _, node in self.graph.nodes(data=True) for value in node.get("payoffs", {}).values()]
        totals = [value for end in game.terminals for value in self.graph.nodes[end]["total"]]
        self.numbers = NumberLabels.for_payoffs([*paid, *totals])
        self.setter = TypeSetter(FontRuler())

    def whole(self, fold: int | None) -> Scene:
        """Return the page with the tree, folded to at most that many ends where a number is given."""
        return self._page(self.graph if fold is None else folded(self.graph, fold))

    def parts(self, ends: int) -> tuple[Scene, ...]:
        """Return pages of at most that many ends each."""
        return tuple(self._page(part) for part in pages(self.graph, ends))

    def _page(self, part: Tree) -> Scene:
        """Return the page with one part of the tree."""
        check_size(sum(part.out_degree(node) == 0 for node in part))
        drawing = draw_tree(part, self.setter, self.numbers, self.orientation)
        shown = equilibrium_note(self.solution, self.index, self.numbers)
        notes = (*shown, *self.plans_note, *tree_reading_notes(part, has_profile=self.has_profile))
        notes = (*notes, *rounding_note(drawing, self.numbers, shown))
        return compose(drawing, PageTexts(page_title(self.title, part), tree_legend(self.game), notes), self.setter)
