"""Pages of HTML built from elements, so that every text is escaped by construction; nothing on them needs a network."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Stands for signs that no page may hold."""
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Would turn what stands after them too; a paragraph finds its direction by itself."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What a browser may load for the page: its own style, and nothing from anywhere."""

STYLESHEET = """
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; color: #1a1a1a; background: #ffffff; font: 1rem/1.55 Georgia, "Times New Roman", serif; }
main, header, footer { max-width: 60rem; margin: 0 auto; padding: 0 1rem; }
h1, h2, th, nav, figcaption, caption { font-family: "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 2rem 0 1rem; }
h2 { font-size: 1.3rem; margin: 2.2rem 0 .6rem; padding-top: .6rem; border-top: 1px solid #bdbdbd; }
h1, h2, p, li, dt, dd, figcaption, caption { overflow-wrap: anywhere; }
p, li { max-width: 44rem; }
li > p { margin: .1rem 0 .8rem; }
a { color: #004f8a; }
a:focus-visible, .scroll:focus-visible { outline: 3px solid #c24e00; outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; background: #ffffff; padding: .3rem .6rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; list-style: none; font-size: .9rem; }
.scroll { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; font-size: .88rem; line-height: 1.35; margin: .4rem 0 1rem; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .25rem .7rem .25rem 0; border-bottom: 1px solid #dedede; }
td, tbody th { max-width: 24rem; overflow-wrap: break-word; }
thead th { overflow-wrap: break-word; max-width: 16rem; }
tbody th { font-weight: 600; }
tr.first > * { border-top: 1.5px solid #8a8a8a; }
figure { margin: 1rem 0 1.4rem; }
figcaption { font-size: .9rem; font-weight: bold; }
figure svg { display: block; height: auto; width: 100%; }
pre { overflow-x: auto; background: #f3f5f7; padding: .8rem 1rem; font-size: .85rem; line-height: 1.6; }
code { overflow-wrap: anywhere; }
pre code { overflow-wrap: normal; }
footer { color: #4a4a4a; font-size: .85rem; padding-bottom: 2rem; }
@media screen and (max-width: 48rem) {
  table { width: max-content; }
  td, tbody th { max-width: 14rem; }
  h1 { font-size: 1.5rem; }
}
@page { size: A4; margin: 16mm 14mm; }
@media print {
  body { font-size: 10pt; }
  main, header, footer { max-width: none; padding: 0; }
  nav, .skip { display: none; }
  h1 { margin-top: 0; }
  h2 { break-after: avoid; }
  figure, li, tr, pre { break-inside: avoid; }
  caption { break-after: avoid; }
  p { orphans: 3; widows: 3; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
  table { width: 100%; font-size: 7.5pt; }
  th, td { padding-right: 1.5mm; overflow-wrap: anywhere; }
  td { min-width: 8mm; }
  tbody th { min-width: 22mm; }
  tbody tr:nth-child(-n+3) { break-before: avoid; }
  figure svg { min-width: 0 !important; max-height: 225mm; }
  figure svg[id^="picture-effects"] { max-height: 112mm; }
  pre { white-space: pre-wrap; background: none; border: 1px solid #bdbdbd; }
  a { color: inherit; text-decoration: none; }
}
"""
"""Holds no text of any game."""


def element(tag: str, *content: str | Element, **attributes: str) -> Element:
    """Return an element with texts and elements in it, in order.

    Parameters
    ----------
    tag
        Such as ``p``.
    content
        Texts are escaped when the page is written.
    attributes
        Underscores stand for hyphens; one at the end is dropped (``class_``).

    Examples
    --------
    >>> ET.tostring(element("p", "1 < 2 ", element("b", "yes"), class_="note"), encoding="unicode")
    '<p class="note">1 &lt; 2 <b>yes</b></p>'
    """
    named = {name.rstrip("_").replace("_", "-"): clean_text(value) for name, value in attributes.items()}
    made = ET.Element(tag, named)
    last: Element | None = None
    for part in content:
        if not isinstance(part, str):
            made.append(part)
            last = part
        elif last is None:
            made.text = (made.text or "") + clean_text(part)
        else:
            last.tail = (last.tail or "") + clean_text(part)
    return made


def clean_text(text: str) -> str:
    """Return a text without the signs that neither HTML nor XML allows, and without those that turn its direction."""
    kept = (sign for sign in text if sign not in _TURNING)
    return "".join(REPLACEMENT if category(sign) in {"Cc", "Cs"} and sign not in "\n\t" else sign for sign in kept)


def scrolling(label: str, content: Element) -> Element:
    """Return a box of its own for what may be wider than the page; the keyboard can scroll it."""
    return element("div", content, class_="scroll", role="group", aria_label=label, tabindex="0")


def to_page(title: str, content: Iterable[Element]) -> str:
    """Return the text of a page.

    Parameters
    ----------
    title
        Of the browser's window; the content has its own heading.
    content
        ``header``, ``main`` with the id ``content``, ``footer``.
    """
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", **{"http-equiv": "Content-Security-Policy", "content": POLICY}),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("link", rel="icon", href="data:,"),
        element("style", STYLESHEET),
    )
    skip = element("a", "Skip to the content", href="#content", class_="skip")
    page = element("html", head, element("body", skip, *content), lang="en")
    return f"<!DOCTYPE html>\n{ET.tostring(page, encoding='unicode', method='html')}\n"
