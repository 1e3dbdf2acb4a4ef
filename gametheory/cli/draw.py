"""``gametheory draw``: a tree, a table, a diagram, a heat map, a payoff set or a chart of supports as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from gametheory.cli.files import telling_failures
from gametheory.cli.options import exit_code, file_argument, solve_opened, solving_options
from gametheory.cli.pictures import write_picture
from gametheory.cli.sources import open_game

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.cli.sources import OpenedGame
    from gametheory.core.solution import Solution
    from gametheory.rendering.draw import Pages, Picture

KINDS = ("tree", "table", "best-response", "heatmap", "payoff-set", "supports")
SOLVED_KINDS = (None, "tree", "table", "supports")
"""Kinds that show no equilibrium without being given one; the others find what they mark themselves."""


def _look_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what the picture looks like."""
    for option in reversed(
        (
            click.option(
                "--kind",
                type=click.Choice(KINDS),
                help="What is drawn; by default the tree of a game in extensive form, else the payoff table. The "
                "others take the reduced normal form of a tree.",
            ),
            click.option(
                "--fold",
                type=click.IntRange(min=1),
                metavar="N",
                help="Draw at most N ends of a tree and fold the rest; the path of play stays.",
            ),
            click.option(
                "--pages",
                type=click.IntRange(min=1),
                metavar="N",
                help="Split a tree over pages of at most N ends: one PDF, or tree.svg, tree-2.svg, ....",
            ),
            click.option("--grayscale", is_flag=True, help="Draw in grays; shapes and dashes tell players apart."),
        )
    ):
        function = option(function)
    return function


@click.command(name="draw")
@file_argument
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="An .svg, .png, .pdf or .tex (TikZ) file; of a tree also .html, a page to explore it.",
)
@click.option(
    "--equilibrium",
    type=click.IntRange(min=0),
    metavar="K",
    help="Number of the equilibrium that is drawn, as 'solve' numbers them; 0 draws the game alone. "
    "By default the leading one; best-response, heatmap and payoff-set mark all that they find themselves.",
)
@_look_options
@solving_options
def command(file: str, output: Path, *, equilibrium: int | None, settings: tuple[str, ...], **options: Any) -> None:
    """Draw the game with an equilibrium on it."""
    from gametheory.errors import InvalidParameterError
    from gametheory.rendering.draw import check_drawable, draw, draw_pages, file_format

    kind, fold, pages, is_gray = (options.pop(name) for name in ("kind", "fold", "pages", "grayscale"))
    if output.suffix.lower() == ".html":
        _check_page_options({"--fold": fold, "--pages": pages, "--grayscale": is_gray}, kind)
        _write_page(_opened_tree(file, settings), output, equilibrium, options)
    if pages and (fold or kind not in (None, "tree")):
        raise click.UsageError("--pages splits a whole tree: leave out --fold and --kind")
    try:
        file_format(output)
    except InvalidParameterError as error:
        raise click.UsageError(f"{error}; the page to explore a tree ends in .html") from error
    opened = _opened_tree(file, settings)
    check_drawable(opened.model.to_game(), "tree" if pages else kind, ends=pages or fold)
    is_asked = kind in SOLVED_KINDS or equilibrium or options["concept"] or options["method"]
    solution = solve_opened(opened, **options) if is_asked and equilibrium != 0 else None
    if solution is not None and equilibrium:
        _check_number(equilibrium, solution)
    drawn = equilibrium - 1 if equilibrium else None
    picture: Picture | Pages
    if pages:
        picture = draw_pages(opened.model, solution, drawn, ends=pages)
    else:
        picture = draw(opened.model, solution, drawn, kind=kind, fold=fold)
    write_picture(picture.in_grayscale() if is_gray else picture, output)
    click.get_current_context().exit(exit_code(solution) if solution is not None else 0)


def _check_page_options(given: dict[str, object], kind: str | None) -> None:
    """Refuse what a page does not take: its reader folds and colors the tree, and it shows nothing else."""
    wrong = [name for name, value in given.items() if value]
    if wrong:
        raise click.UsageError(f"a page is folded and colored by its reader: leave out {', '.join(wrong)}")
    if kind not in (None, "tree"):
        raise click.UsageError(f"a page shows the tree: leave out --kind {kind}, or write a picture such as .svg")


def _opened_tree(file: str, settings: tuple[str, ...]) -> OpenedGame:
    """Return a game that can be drawn, unless its tree is too large to be built: then say what helps."""
    from gametheory.core.state_graph import StateGraph
    from gametheory.errors import UnsupportedGameError

    opened = open_game(file, settings)
    game = opened.model.to_game()
    if isinstance(game, StateGraph):
        raise UnsupportedGameError(
            f"expected a game whose tree can be drawn, got one of {game.num_nodes:,} nodes, of which only the "
            f"{len(game.states):,} states are known; to draw it, repeat its stages less often or take some out, or let "
            f"'gametheory explain' tell what is played"
        )
    return opened


def _write_page(opened: OpenedGame, output: Path, equilibrium: int | None, options: dict[str, Any]) -> NoReturn:
    """Write the page to explore a tree."""
    from gametheory.rendering.explorer.page import explore

    solution = None if equilibrium == 0 else solve_opened(opened, **options)
    if solution is not None and equilibrium:
        _check_number(equilibrium, solution)
        solution = solution.replace(leading=equilibrium - 1)
    page = explore(opened.model, solution)
    with telling_failures(output):
        page.save(output)
    click.echo(f"wrote {output}")
    click.get_current_context().exit(exit_code(solution) if solution is not None else 0)


def _check_number(equilibrium: int, solution: Solution) -> None:
    """Refuse the number of an equilibrium that is not listed."""
    if equilibrium > len(solution.equilibria):
        raise click.UsageError(
            f"expected an equilibrium from 1 to {len(solution.equilibria)}, or 0 for none, got {equilibrium}"
        )
