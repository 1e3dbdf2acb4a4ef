"""Reports as one page of HTML, complete in itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.rendering.report.html_page import element, scrolling, to_page
from gametheory.rendering.report.inline_picture import inline_picture
from gametheory.rendering.report.report_content import CaptionedTable, Figure, ItemList, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from gametheory.rendering.report.report_content import Block, Report, Section
    from gametheory.rendering.tables.text_table import Table


def report_to_html(report: Report, *, index: str | None = None) -> str:
    """Return a report as the text of a page that needs no other file.

    Parameters
    ----------
    report
        What the page says.
    index
        Address of the list of all reports, which the page then links to.
    """
    links = [element("li", element("a", section.title, href=f"#{section.name}")) for section in report.sections]
    if index is not None:
        links.insert(0, element("li", element("a", "All games", href=index)))
    header = element(
        "header",
        element("h1", report.title, dir="auto"),
        element("nav", element("ul", *links), aria_label="Sections of this page"),
    )
    main = element("main", *map(_section, report.sections), id="content")
    return to_page(report.title, [header, main, element("footer", element("p", report.closing))])


def _section(section: Section) -> Element:
    heading = element("h2", section.title, id=f"{section.name}-heading")
    blocks = (part for block in section.blocks for part in _block(block))
    return element("section", heading, *blocks, id=section.name, aria_labelledby=f"{section.name}-heading")


def _block(block: Block) -> list[Element]:
    """Return the elements of a block."""
    match block:
        case Paragraph():
            return [element("p", block.text, dir="auto")]
        case ItemList():
            items = element("ul", *(element("li", item, dir="auto") for item in block.items))
            return [element("p", block.opening, dir="auto"), items] if block.opening else [items]
        case CaptionedTable():
            return [scrolling(block.caption, _table(block.caption, block.table))]
        case Figure():
            picture = scrolling(block.title, inline_picture(block))
            return [element("figure", picture, element("figcaption", block.title, dir="auto"))]
        case commands:
            code = element("code", "\n".join(commands.lines))
            return [element("pre", code, tabindex="0", role="group", aria_label="Commands")]


def _table(caption: str, table: Table) -> Element:
    """Return a table whose heads say what they belong to."""
    heads = (element("th", column, scope="col", dir="auto") for column in table.columns)
    rows = (_row(row, is_first=index in table.groups) for index, row in enumerate(table.rows))
    return element(
        "table",
        element("caption", caption, dir="auto"),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
    )


def _row(cells: Sequence[str], *, is_first: bool) -> Element:
    """Return a row; its first cell names it where it is not empty."""
    first, *others = cells
    head = element("th", first, scope="row", dir="auto") if first else element("td")
    row = element("tr", head, *(element("td", cell, dir="auto") for cell in others))
    if is_first:
        row.set("class", "first")
    return row
