"""Reports as Markdown, their pictures in files beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from gametheory.rendering.report.html_page import clean_text
from gametheory.rendering.report.report_content import CaptionedTable, Figure, ItemList, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.rendering.report.report_content import Block, Report
    from gametheory.rendering.tables.text_table import Table

_SPECIAL = re.compile(r"[\\`*\[\]<>&|~$]|(?<!\w)_|_(?!\w)")
_AT_START = re.compile(r"([#=]|[+-](?=\s|[+-]|$))|(\d+)([.)])(?=\s|$)")
"""What begins a heading, a list or a rule where a line begins with it."""


def report_to_markdown(report: Report, picture_name: Callable[[Figure], str]) -> str:
    """Return a report as Markdown with tables as on GitHub.

    Parameters
    ----------
    report
        What the page says.
    picture_name
        The address of the file into which the caller writes a figure's picture.
    """
    lines = [f"# {markdown_text(report.title)}"]
    for section in report.sections:
        lines.append(f"## {markdown_text(section.title)}")
        lines += [_block(block, picture_name) for block in section.blocks]
    return "\n\n".join([*lines, markdown_text(report.closing)]) + "\n"


def markdown_text(text: str) -> str:
    r"""Return a text in one line in which no sign means anything to Markdown or HTML.

    Examples
    --------
    >>> print(markdown_text("<b>1 | 2</b> *amazon_sales* at 0.5"))
    \<b\>1 \| 2\</b\> \*amazon_sales\* at 0.5
    """
    escaped = _SPECIAL.sub(r"\\\g<0>", " ".join(clean_text(text).split()))
    found = _AT_START.match(escaped)
    if found is None:
        return escaped
    place = found.start(1) if found.group(1) else found.start(3)
    return f"{escaped[:place]}\\{escaped[place:]}"


def _block(block: Block, picture_name: Callable[[Figure], str]) -> str:
    """Return the lines of a block."""
    match block:
        case Paragraph():
            return markdown_text(block.text)
        case ItemList():
            items = "\n".join(f"* {markdown_text(item)}" for item in block.items)
            return f"{markdown_text(block.opening)}\n\n{items}" if block.opening else items
        case CaptionedTable():
            return f"**{markdown_text(block.caption)}**\n\n{_table(block.table)}"
        case Figure():
            alternative = markdown_text(f"{block.title}. {block.description}")
            return f"![{alternative}]({quote(picture_name(block))})\n\n*{markdown_text(block.title)}*"
        case commands:
            return "\n".join(f"    {' '.join(clean_text(line).split())}" for line in commands.lines)


def _table(table: Table) -> str:
    """Return heads, the line below them and rows."""
    rule = f"|{'---|' * len(table.columns)}"
    return "\n".join([_row(table.columns), rule, *map(_row, table.rows)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(markdown_text, cells))} |"
