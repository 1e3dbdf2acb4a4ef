"""Reports as Markdown: structure, and texts that stay texts."""

from __future__ import annotations

import re

import pytest

from gametheory.rendering.report.report_content import CaptionedTable, Commands, ItemList, Paragraph, Report, Section
from gametheory.rendering.report.report_markdown import markdown_text, report_to_markdown
from gametheory.rendering.tables.text_table import Table
from unit.rendering.report_material import hostile_report, report_of


def test_blocks_become_markdown() -> None:
    blocks = (
        Paragraph("1 < 2\nand more"),
        ItemList("Why:", ("a", "b")),
        ItemList("", ("c",)),
        CaptionedTable("Numbers", Table(("#", "value"), (("x|y", "0.5"),))),
        Commands(("one", "two")),
    )
    report = Report("Title", (Section("first", "First", blocks),), "The end.")
    assert report_to_markdown(report, lambda figure: figure.name) == (
        "# Title\n\n## First\n\n1 \\< 2 and more\n\nWhy:\n\n* a\n* b\n\n* c\n\n**Numbers**\n\n"
        "| \\# | value |\n|---|---|\n| x\\|y | 0.5 |\n\n    one\n    two\n\nThe end.\n"
    )


def test_pictures_are_files_beside() -> None:
    text = report_to_markdown(report_of("hawk_dove"), lambda figure: f"my page-{figure.name}.svg")
    found = re.findall(r"^!\[(.+)\]\((.+)\)$", text, flags=re.M)
    assert [address for _, address in found] == [
        "my%20page-game.svg",
        "my%20page-effects-1.svg",
        "my%20page-effects-2.svg",
        "my%20page-map.svg",
        "my%20page-play.svg",
    ]
    assert found[0][0].startswith("Payoff table of “")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# a", "\\# a"),
        ("- a", "\\- a"),
        ("-0.5", "-0.5"),
        ("1. a", "1\\. a"),
        ("0.5", "0.5"),
        ("2) a", "2\\) a"),
        ("---", "\\---"),
        ("amazon_sales and _x_", "amazon_sales and \\_x\\_"),
        ("*[a](b)* `c` ~~d~~ $e$ &lt;", "\\*\\[a\\](b)\\* \\`c\\` \\~\\~d\\~\\~ \\$e\\$ \\&lt;"),
        ("a\\b", "a\\\\b"),
        ("", ""),
    ],
)
def test_signs_of_markdown_mean_nothing(text: str, expected: str) -> None:
    assert markdown_text(text) == expected


def test_hostile_texts_stay_texts() -> None:
    text = report_to_markdown(hostile_report(), lambda figure: f"{figure.name}.svg")
    assert "\\<script\\>alert(1)\\</script\\>" in text
    assert re.findall(r"(?<!\\)<", text) == []
    rows = [line for line in text.splitlines() if line.startswith("|")]
    widths = [len(re.findall(r"(?<!\\)\|", row)) for row in rows]
    assert min(widths) >= 3
    assert "\n# " not in text[2:]
