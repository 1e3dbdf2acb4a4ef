"""Drawing games: trees, payoff tables, best-response diagrams, heat maps, payoff sets as SVG, PNG, PDF or TikZ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, cast, get_args

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.source import GameStory
from gametheory.core.state_graph import whole
from gametheory.core.tiered_game import TieredGame
from gametheory.errors import InvalidParameterError, InvalidProfileError, UnsupportedGameError
from gametheory.rendering.pictures.canvas import FontRuler, to_bytes, write_pages
from gametheory.rendering.pictures.page import PageTexts, compose
from gametheory.rendering.pictures.scene import Drawing, Scene, Sheet, in_grayscale
from gametheory.rendering.pictures.text_block import TypeSetter
from gametheory.rendering.sentences.game_title import title_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from gametheory.core.solution import Solution
    from gametheory.core.source import Game, GameSource
    from gametheory.rendering.pictures.canvas import FileFormat
    from gametheory.rendering.pictures.tree_picture import Orientation

Kind: TypeAlias = Literal["tree", "table", "best-response", "heatmap", "payoff-set", "supports"]

KINDS: tuple[Kind, ...] = get_args(Kind)
SUFFIXES = (".svg", ".png", ".pdf", ".tex")


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
            A name that ends in ``.svg``, ``.png``, ``.pdf`` or ``.tex`` (TikZ); an existing file is replaced.

        Raises
        ------
        InvalidParameterError
            If the name ends otherwise.
        """
        target = Path(path)
        content = to_bytes(self.scene, file_format(target))
        target.write_bytes(content)
        return target

    def in_grayscale(self) -> Picture:
        """Return the picture in grays; shapes and dashes tell players apart."""
        return Picture(in_grayscale(self.scene))

    def _repr_svg_(self) -> str:
        """Picture for notebooks."""
        return self.svg

    def __repr__(self) -> str:
        inches = f"{self.scene.width / 72:.1f} x {self.scene.height / 72:.1f} inches"
        return f"<Picture {self.scene.title!r}: {inches}>"


@dataclass(frozen=True)
class Pages:
    """A picture that goes over several pages.

    Parameters
    ----------
    pictures
        The pages, in order.
    """

    pictures: tuple[Picture, ...]

    def save(self, path: str | PathLike[str]) -> tuple[Path, ...]:
        """Write the pages and return the paths of the files.

        Parameters
        ----------
        path
            A PDF has all pages. For ``tree.svg`` the files are ``tree.svg``, ``tree-2.svg``, ``tree-3.svg`` and so on,
            alike for ``.png`` and ``.tex``. Existing files are replaced.

        Raises
        ------
        InvalidParameterError
            If the name ends otherwise.
        """
        target = Path(path)
        return write_pages([picture.scene for picture in self.pictures], target, file_format(target))

    def in_grayscale(self) -> Pages:
        """Return the pages in grays."""
        return Pages(tuple(picture.in_grayscale() for picture in self.pictures))


def draw(
    source: GameSource,
    solution: Solution | None = None,
    equilibrium: int | None = None,
    *,
    kind: Kind | None = None,
    orientation: Orientation | None = None,
    fold: int | None = None,
) -> Picture:
    """Return a picture of a game, with an equilibrium on it where a solution is given.

    A ``tree`` has up to 2,000 ends. A ``table`` shows the payoffs of two players or fewer (up to 30 by 30), a table for
    each action of the third player, and a list of profiles for more. A ``best-response`` diagram shows two players'
    correspondences where one of them has two actions, also after iterated strict elimination. A ``heatmap`` shows the
    payoffs of two players with up to 200 actions each. A ``payoff-set`` shows what two players with up to 20 actions
    each can get by choosing together, in correlated and in Nash equilibria. A chart of ``supports`` shows all
    equilibria of a solution for any number of players with up to 60 actions together, one in each row. Of tiers a
    ``best-response`` diagram shows what a seller gains against the share of its tier that is there already. Diagrams,
    heat maps and payoff sets find the equilibria that they mark themselves.

    Parameters
    ----------
    source
        A game, or a model, which is drawn at its parameter values.
    solution
        A solution of this game.
    equilibrium
        Index into ``solution.equilibria``; None shows the solution's leading one.
    kind
        None draws a tree for a game in extensive form and a table for a normal form. All but ``tree`` take the reduced
        normal form of a tree.
    orientation
        For trees: play goes ``right`` or ``down``; None takes the direction that fits a page better, and
        ``down`` for small trees.
    fold
        For trees: draw at most so many ends, and fold other parts to triangles that tell their number of ends. What
        lies on the path of play and next to it is folded last.

    Raises
    ------
    UnsupportedGameError
        If the game is too large for a picture, or has none of this kind.
    InvalidProfileError
        If the solution belongs to another game or has no equilibrium with this index.
    InvalidParameterError
        If the kind or the orientation is unknown, or ``fold`` is less than the number of actions at the root, or given
        for another picture than a tree.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[3, 0], [1, 2]], [[1, 0], [0, 4]], title="Assurance")
    >>> draw(game)
    <Picture 'Assurance': ... inches>
    >>> draw(game, kind="best-response")
    <Picture 'Assurance': ... inches>
    """
    _check_orientation(orientation)
    game = source.to_game()
    chosen = _chosen_kind(game, kind, fold)
    index = _equilibrium_index(game, solution, equilibrium)
    title = _title(source, game, solution)
    if isinstance(game, TieredGame):
        from gametheory.rendering.pictures.tier_picture import draw_tiers

        return Picture(draw_tiers(game, solution, index, title=title))
    if isinstance(game, ExtensiveFormGame) and chosen == "tree":
        from gametheory.rendering.pictures.tree_scenes import TreeScenes

        check_drawable(game, chosen, ends=fold)
        return Picture(TreeScenes(game, solution, index, orientation, title=title).whole(fold))
    from gametheory.rendering.pictures.normal_form_scenes import SCENES, StrategicPicture

    return Picture(SCENES[chosen](StrategicPicture(game, solution, index, title=title)))


def draw_pages(
    source: GameSource,
    solution: Solution | None = None,
    equilibrium: int | None = None,
    *,
    ends: int = 60,
    orientation: Orientation | None = None,
) -> Pages:
    """Return the picture of a tree on as many pages as needed; what is folded on one page goes on on another.

    Parameters
    ----------
    source, solution, equilibrium, orientation
        As for ``draw``.
    ends
        Most ends on a page, counting every folded part as one.

    Raises
    ------
    UnsupportedGameError
        If the game is a normal form.
    InvalidProfileError
        If the solution belongs to another game or has no equilibrium with this index.
    InvalidParameterError
        If a single move has more actions than a page may have ends, or the orientation is unknown.

    Examples
    --------
    >>> from gametheory import load
    >>> len(draw_pages(load("chain_store"), ends=20).pictures)
    2
    """
    from gametheory.rendering.pictures.tree_scenes import TreeScenes

    _check_orientation(orientation)
    game = source.to_game()
    check_drawable(game, "tree", ends=ends)
    index = _equilibrium_index(game, solution, equilibrium)
    title = _title(source, game, solution)
    scenes = TreeScenes(cast("ExtensiveFormGame", game), solution, index, orientation, title=title).parts(ends)
    return Pages(tuple(Picture(scene) for scene in scenes))


def check_drawable(game: Game, kind: Kind | None = None, *, ends: int | None = None) -> None:
    """Refuse what ``draw`` would refuse, before anything is solved.

    Parameters
    ----------
    game, kind
        As for ``draw``.
    ends
        Most ends of a tree on one page, where it is folded or split; otherwise None.

    Raises
    ------
    UnsupportedGameError
        If the game is too large for a picture, or has none of this kind.
    InvalidParameterError
        If the kind is unknown, or ends are given for another picture than a tree.
    """
    chosen = _chosen_kind(game, kind, ends)
    if isinstance(game, TieredGame):
        from gametheory.rendering.pictures.tier_picture import check_tier_picture

        check_tier_picture(game)
    elif isinstance(game, ExtensiveFormGame) and chosen == "tree":
        from gametheory.rendering.pictures.tree_picture import check_size

        count = len(game.terminals)
        check_size(count if ends is None else min(ends, count))
    else:
        from gametheory.rendering.pictures.normal_form_scenes import CHECKS, strategic_game

        CHECKS[chosen](strategic_game(game))


def _title(source: GameSource, game: Game, solution: Solution | None) -> str:
    """Return the game's title with the parameters that were set in the source, or in that of the solution."""
    if solution is None or isinstance(source, GameStory):
        return title_at(game.title, source)
    return title_at(game.title, solution.source)


def _chosen_kind(game: Game, kind: Kind | None, ends: int | None) -> Kind:
    """Return the kind of picture that is drawn of a game; a number of ends is for trees only."""
    if kind not in (None, *KINDS):
        raise InvalidParameterError(f"expected kind {_either(map(repr, KINDS))}, got {kind!r}")
    if isinstance(game, TieredGame):
        if kind not in (None, "best-response") or ends is not None:
            raise UnsupportedGameError(
                f"of tiers only the kind 'best-response' is drawn, got {kind!r}{'' if ends is None else ' and folding'}"
            )
        return "best-response"
    is_tree = isinstance(whole(game), ExtensiveFormGame)
    if kind == "tree" and not is_tree:
        others = _either(repr(other) for other in KINDS if other != kind)
        raise UnsupportedGameError(f"kind {kind!r} needs a game in extensive form, got a normal form; choose {others}")
    chosen: Kind = kind or ("tree" if is_tree else "table")
    if ends is not None and chosen != "tree":
        raise InvalidParameterError(f"only trees are folded, got a picture of kind {chosen!r} and {ends} ends")
    return chosen


def draw_svg(game: Game, solution: Solution | None = None) -> str:
    """Return the picture of a game as SVG text; a game too large for a picture gives the sentence that says so."""
    try:
        return draw(game, solution).svg
    except UnsupportedGameError as error:
        sentence = PageTexts(title=game.title, notes=(str(error),))
        return Picture(compose(Drawing(Sheet(), 0.0, 0.0), sentence, TypeSetter(FontRuler()))).svg


def file_format(path: Path) -> FileFormat:
    """Return the format that a file's name asks for.

    Raises
    ------
    InvalidParameterError
        If the name ends in none of ``.svg``, ``.png``, ``.pdf`` and ``.tex``.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InvalidParameterError(f"expected a picture file ending in {_either(SUFFIXES)}, got {str(path)!r}")
    return cast("FileFormat", suffix[1:])


def _either(words: Iterable[str]) -> str:
    """Return several words as a choice between them."""
    *others, last = words
    return f"{', '.join(others)} or {last}"


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


def _check_orientation(orientation: str | None) -> None:
    """Raise InvalidParameterError if an orientation is unknown."""
    if orientation not in (None, "right", "down"):
        raise InvalidParameterError(f"expected orientation 'right' or 'down', got {orientation!r}; leave it out to fit")
