"""A tree as one page of HTML: folded and unfolded by hand, with one equilibrium after the other on it."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.state_graph import whole
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.explorer.tree_data import tree_data
from gametheory.rendering.report.html_page import element
from gametheory.rendering.scripted_page import PageData, ScriptedPage, scripted_html
from gametheory.rendering.sentences.game_title import title_at

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from gametheory.core.solution import Solution
    from gametheory.core.source import GameSource

MOST_NODES = 100_000
SCRIPTS = ("tree.js", "layout.js", "drawing.js", "controls.js")
"""Joined in this order; they hold no text of any game."""

KEYS = (
    ("Arrow keys", "go to the next node: right along play, left back, up and down to other nodes"),
    ("Enter", "fold or unfold"),
    ("P", "follow the path of play"),
    ("E and Shift+E", "show the next or the last equilibrium"),
    ("Home", "go to the root"),
    ("+, \N{MINUS SIGN} and 0", "larger, smaller, as large as the window"),
)
BUTTONS = (
    ("fold", "Fold all", "Show the first move alone"),
    ("unfold", "Unfold all", "Show every node"),
    ("smaller", "\N{MINUS SIGN}", "Smaller"),
    ("larger", "+", "Larger"),
    ("fit", "Fit", "As large as the window"),
    ("theme", "Dark", "Dark or light page"),
)


class ExplorablePage(ScriptedPage):
    """A page that shows a tree to be explored."""


def explore(source: GameSource, solution: Solution | None = None) -> ExplorablePage:
    """Return a page to explore a tree: fold it, see what is played and to be expected, switch equilibria.

    Parameters
    ----------
    source
        A game in extensive form, or a model of one.
    solution
        A solution of this game; the page begins with its leading equilibrium.

    Raises
    ------
    UnsupportedGameError
        If the game is no tree, or has more than 100,000 nodes, or too many to be built.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> model = load("trust_game")
    >>> explore(model, solve(model))
    <ExplorablePage: ... characters>
    """
    game = whole(source.to_game())
    if not isinstance(game, ExtensiveFormGame):
        raise UnsupportedGameError(
            "a page to explore needs a game in extensive form, got a normal form; save a picture as .svg instead"
        )
    if game.num_nodes > MOST_NODES:
        raise UnsupportedGameError(
            f"a page to explore holds at most {MOST_NODES:,} nodes, got {game.num_nodes:,}; draw a picture with "
            "the tree folded instead"
        )
    title = title_at(game.title or "A game", source)
    return ExplorablePage(_page(title, json.dumps(tree_data(game, solution, title=title), separators=(",", ":"))))


def _page(title: str, data: str) -> str:
    """Return the text of the page."""
    tree = element("div", id="tree", role="tree", tabindex="0", aria_label=f"Tree of {title}")
    details = element("div", id="details", role="tooltip", hidden="hidden")
    content = [_header(title), element("main", tree, details), _footer()]
    return scripted_html(title, content, PageData("game", data), script=_script(), style=_resource("explorer.css"))


def _header(title: str) -> Element:
    """Return the title, the legend and the controls."""
    choice = element("label", "Show ", element("select", id="equilibrium"))
    buttons = [element("button", text, id=name, type="button", title=effect) for name, text, effect in BUTTONS]
    controls = element("div", choice, *buttons, class_="controls", role="group", aria_label="View")
    return element("header", element("h1", title), element("ul", id="legend"), controls, element("p", id="note"))


def _footer() -> Element:
    """Return what the keys do."""
    rows = [part for keys, effect in KEYS for part in (element("dt", keys), element("dd", effect))]
    return element("footer", element("details", element("summary", "Keys"), element("dl", *rows)))


@cache
def _script() -> str:
    """Return the code of every page, in a scope of its own."""
    return "(() => {\n" + "\n".join(map(_resource, SCRIPTS)) + "})();\n"


@cache
def _resource(name: str) -> str:
    """Return a file that comes with this package."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
