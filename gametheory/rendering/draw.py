"""Drawing games: trees and payoff tables as SVG, PNG or PDF."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import to_fraction
from gametheory.errors import InvalidParameterError, InvalidProfileError, UnsupportedGameError
from gametheory.rendering.canvas import FontRuler, to_bytes
from gametheory.rendering.captions import (
    equilibrium_note,
    rounding_note,
    table_reading_note,
    tree_legend,
    tree_reading_notes,
)
from gametheory.rendering.number_labels import NumberLabels
from gametheory.rendering.page import PageTexts, compose
from gametheory.rendering.scene import Drawing, Scene, Sheet
from gametheory.rendering.text_block import TypeSetter

if TYPE_CHECKING:
    from os import PathLike

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.solution import Profile, Solution
    from gametheory.core.source import Game, GameSource
    from gametheory.rendering.canvas import FileFormat
    from gametheory.rendering.tree_picture import Orientation

SUFFIXES = (".svg", ".png", ".pdf")


@dataclass(frozen=True)
class Picture:
    """A finished picture, ready to be saved or shown in a notebook.

    Parameters
    ----------
    scene
        What stands where on the page, in points.
    """

    scene: Scene

    @cached_property
    def svg(self) -> str:
        """The picture as SVG text; equal pictures have equal text."""
        return to_bytes(self.scene, "svg").decode("utf-8")

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the picture to a file and return the file's path.

        Parameters
        ----------
        path
            A name that ends in ``.svg``, ``.png`` or ``.pdf``; an existing file is replaced.

        Raises
        ------
        InvalidParameterError
            If the name ends otherwise.
        """
        target = Path(path)
        content = to_bytes(self.scene, _file_format(target))
        target.write_bytes(content)
        return target

    def _repr_svg_(self) -> str:
        """Picture for notebooks."""
        return self.svg

    def __repr__(self) -> str:
        inches = f"{self.scene.width / 72:.1f} x {self.scene.height / 72:.1f} inches"
        return f"<Picture {self.scene.title!r}: {inches}>"


def draw(
    source: GameSource,
    solution: Solution | None = None,
    equilibrium: int | None = None,
    *,
    path: str | PathLike[str] | None = None,
    orientation: Orientation | None = None,
) -> Picture:
    """Return the picture of a game, with an equilibrium on it where a solution is given.

    A game in extensive form is drawn as a tree (up to 2,000 ends), a game in normal form as payoff tables: one for two
    players or fewer (up to 30 by 30), one for each action of the third player, and a list of profiles for more.

    Parameters
    ----------
    source
        A game, or a model, which is drawn at its parameter values.
    solution
        A solution of this game.
    equilibrium
        Index into ``solution.equilibria``; None shows the solution's leading one.
    path
        Where to write the picture, as ``Picture.save`` does; None writes no file.
    orientation
        For trees: play goes ``right`` or ``down``; None takes the direction that fits a page better, and
        ``down`` for small trees.

    Raises
    ------
    UnsupportedGameError
        If the game is too large for a picture.
    InvalidProfileError
        If the solution belongs to another game or has no equilibrium with this index.
    InvalidParameterError
        If the path does not end in ``.svg``, ``.png`` or ``.pdf``, or the orientation is unknown.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[3, 0], [1, 2]], [[1, 0], [0, 4]], title="Assurance")
    >>> draw(game)
    <Picture 'Assurance': ... inches>
    """
    if path is not None:
        _file_format(Path(path))
    if orientation not in (None, "right", "down"):
        raise InvalidParameterError(f"expected orientation 'right' or 'down', got {orientation!r}; leave it out to fit")
    game = source.to_game()
    index = _equilibrium_index(game, solution, equilibrium)
    if isinstance(game, ExtensiveFormGame):
        scene = _tree_scene(game, solution, index, orientation)
    else:
        scene = _table_scene(game, solution, index)
    picture = Picture(scene)
    if path is not None:
        picture.save(path)
    return picture


def draw_svg(game: Game, solution: Solution | None = None) -> str:
    """Return the picture of a game as SVG text; a game too large for a picture gives the sentence that says so."""
    try:
        return draw(game, solution).svg
    except UnsupportedGameError as error:
        sentence = PageTexts(title=game.title, notes=(str(error),))
        return Picture(compose(Drawing(Sheet(), 0.0, 0.0), sentence, TypeSetter(FontRuler()))).svg


def _file_format(path: Path) -> FileFormat:
    """Return the format that a file's name asks for."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InvalidParameterError(f"expected a picture file ending in .svg, .png or .pdf, got {str(path)!r}")
    return cast("FileFormat", suffix[1:])


def _equilibrium_index(game: Game, solution: Solution | None, index: int | None) -> int | None:
    """Return the index of the equilibrium to show, None where there is none."""
    if solution is None:
        if index is not None:
            raise InvalidProfileError(f"expected a solution to take equilibrium {index} from, got none")
        return None
    if solution.game != game:
        raise InvalidProfileError(
            f"expected a solution of the game that is drawn, {game.title!r}, got one of {solution.game.title!r}; "
            f"draw solution.game"
        )
    count = len(solution.equilibria)
    if index is None:
        return solution.leading if solution.leading is not None or not count else 0
    if index not in range(count):
        raise InvalidProfileError(f"expected the index of one of {count} equilibria, from 0, got {index}")
    return index


def _tree_scene(
    game: ExtensiveFormGame, solution: Solution | None, index: int | None, orientation: Orientation | None
) -> Scene:
    """Return the page with a tree."""
    from gametheory.rendering.graph import to_picture_graph
    from gametheory.rendering.tree_picture import check_size, draw_tree

    check_size(len(game.terminals))
    profile = _profile(solution, index)
    graph = to_picture_graph(game, profile)
    paid = [value for _, attributes in graph.nodes(data=True) for value in attributes.get("payoffs", {}).values()]
    totals = [value for node in game.terminals for value in graph.nodes[node]["total"]]
    numbers = NumberLabels.for_payoffs([*paid, *totals])
    setter = TypeSetter(FontRuler())
    drawing = draw_tree(graph, setter, numbers, orientation)
    shown = equilibrium_note(solution, index, numbers)
    notes = (*shown, *tree_reading_notes(graph, has_profile=profile is not None))
    notes = (*notes, *rounding_note(drawing, numbers, shown))
    return compose(drawing, PageTexts(game.title, tree_legend(game), notes), setter)


def _table_scene(game: NormalFormGame, solution: Solution | None, index: int | None) -> Scene:
    """Return the page with payoff tables."""
    from gametheory.rendering.table_picture import check_size, draw_tables

    check_size(game)
    numbers = NumberLabels.for_payoffs(to_fraction(value) for value in game.payoffs.ravel().tolist())
    setter = TypeSetter(FontRuler())
    profile = _profile(solution, index)
    drawing = draw_tables(game, setter, numbers, profile if isinstance(profile, MixedProfile) else None)
    shown = equilibrium_note(solution, index, numbers)
    notes = (*shown, table_reading_note(game, has_profile=profile is not None), *rounding_note(drawing, numbers, shown))
    return compose(drawing, PageTexts(game.title, (), notes), setter)


def _profile(solution: Solution | None, index: int | None) -> Profile | None:
    """Return the profile to show."""
    return None if solution is None or index is None else solution.equilibria[index].profile
