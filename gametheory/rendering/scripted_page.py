"""Pages of HTML with a script of their own, which load nothing from anywhere."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from gametheory.errors import InvalidParameterError
from gametheory.rendering.report.html_page import element

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike
    from xml.etree.ElementTree import Element

SUFFIX = ".html"


@dataclass(frozen=True)
class ScriptedPage:
    """A page of HTML, complete in itself.

    Parameters
    ----------
    html
        Its text.

    Examples
    --------
    >>> ScriptedPage("<!DOCTYPE html>")
    <ScriptedPage: 15 characters>
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
        return f"<{type(self).__name__}: {len(self.html):,} characters>"


@dataclass(frozen=True)
class PageData:
    """What the script of a page reads.

    Parameters
    ----------
    key
        The ``id`` of its element.
    text
        JSON.
    """

    key: str
    text: str


def scripted_html(title: str, content: Sequence[Element], data: PageData, *, script: str, style: str) -> str:
    r"""Return the text of a page on which nothing but its script may run.

    Parameters
    ----------
    title
        Of the page.
    content
        What its body shows.
    data
        For the script; no text in it can end its element.
    script, style
        JavaScript and CSS.

    Examples
    --------
    >>> text = scripted_html("Fees", [element("p", "Point.")], PageData("game", '["<b>"]'), script="1;", style="")
    >>> text[text.index("<body>") : text.index("</body>")]
    '<body><p>Point.</p><script type="application/json" id="game">["\\u003cb>"]</script><script>1;</script>'
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", **{"http-equiv": "Content-Security-Policy", "content": allowed}),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("link", rel="icon", href="data:,"),
        element("style", style),
    )
    read, run = element("script", "DATA", type="application/json", id=data.key), element("script", "SCRIPT")
    page = element("html", head, element("body", *content, read, run), lang="en")
    text = ET.tostring(page, encoding="unicode", method="html")
    written = data.text.replace("<", "\\u003c")
    text = text.replace(">DATA</script>", f">{written}</script>")
    return f"<!DOCTYPE html>\n{text.replace('>SCRIPT</script>', f'>{script}</script>')}\n"
