"""A tree as one page of HTML: folded and unfolded by hand, with one equilibrium after the other on it."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.state_graph import whole
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.rendering.explorer.tree_data import tree_data
from gametheory.rendering.report.html_page import element
from gametheory.rendering.sentences.game_title import title_at

if TYPE_CHECKING:
    from os import PathLike
    from xml.etree.ElementTree import Element

    from gametheory.core.solution import Solution
    from gametheory.core.source import GameSource

SUFFIX = ".html"
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


@dataclass(frozen=True)
class ExplorablePage:
    """A page that shows a tree to be explored; it loads nothing from anywhere.

    Parameters
    ----------
    html
        Its text.
    """

    html: str

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the page and return the file's path; an existing file is replaced.

        Raises
        ------
        InvalidParameterError
            If the name does not end in ``.html``.
        """
        target = Path(path)
        if target.suffix.lower() != SUFFIX:
            raise InvalidParameterError(f"expected a page ending in {SUFFIX}, got {str(target)!r}")
        target.write_text(self.html, encoding="utf-8")
        return target

    def __repr__(self) -> str:
        return f"<ExplorablePage: {len(self.html):,} characters>"


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
    script, style = _script(), _resource("explorer.css")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", **{"http-equiv": "Content-Security-Policy", "content": policy}),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("link", rel="icon", href="data:,"),
        element("style", style),
    )
    tree = element("div", id="tree", role="tree", tabindex="0", aria_label=f"Tree of {title}")
    details = element("div", id="details", role="tooltip", hidden="hidden")
    body = element(
        "body",
        _header(title),
        element("main", tree, details),
        _footer(),
        element("script", "GAME", type="application/json", id="game"),
        element("script", "SCRIPT"),
    )
    text = ET.tostring(element("html", head, body, lang="en"), encoding="unicode", method="html")
    # "<" in data is written so that no text of a game can end its element
    text = text.replace(">GAME</script>", f">{data.replace('<', chr(92) + 'u003c')}</script>")
    return f"<!DOCTYPE html>\n{text.replace('>SCRIPT</script>', f'>{script}</script>')}\n"


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
