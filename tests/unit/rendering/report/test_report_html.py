"""Reports as pages of HTML: structure, names, and texts that stay texts."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from gametheory.rendering.report.report_content import CaptionedTable, Commands, ItemList, Paragraph, Report, Section
from gametheory.rendering.report.report_html import report_to_html
from gametheory.rendering.tables.text_table import Table
from rendering.hostile_game import HOSTILE_TEXTS
from unit.rendering.report_material import hostile_report, report_of

SMALL = Report(
    "A <title>",
    (
        Section(
            "first",
            "First & only",
            (
                Paragraph("1 < 2"),
                ItemList("Why:", ("a", "b")),
                ItemList("", ("c",)),
                CaptionedTable("Numbers", Table(("name", "value"), (("x", "1"), ("", "2")), frozenset({1}))),
                Commands(("one", "two <file>")),
            ),
        ),
    ),
    "The end.",
)


class Page(HTMLParser):
    """Tags with attributes, and the text outside of them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_blocks_become_elements() -> None:
    text = report_to_html(SMALL)
    assert '<p dir="auto">1 &lt; 2</p>' in text
    assert (
        '<p dir="auto">Why:</p><ul><li dir="auto">a</li><li dir="auto">b</li></ul><ul><li dir="auto">c</li></ul>'
        in text
    )
    assert '<caption dir="auto">Numbers</caption><thead><tr><th scope="col" dir="auto">name</th>' in text
    assert '<tr><th scope="row" dir="auto">x</th><td dir="auto">1</td></tr>' in text
    assert '<tr class="first"><td></td><td dir="auto">2</td></tr>' in text
    assert "one\ntwo &lt;file&gt;</code></pre>" in text
    assert "<title>A &lt;title&gt;</title>" in text
    assert "<footer><p>The end.</p></footer>" in text


def test_an_index_is_linked_to_only_where_there_is_one() -> None:
    assert "All games" not in report_to_html(SMALL)
    assert '<a href="index.html">All games</a>' in report_to_html(SMALL, index="index.html")


@pytest.mark.parametrize("name", ["choose_one_of_two", "hawk_dove", "hostile"])
def test_page_can_be_read_without_seeing(name: str) -> None:
    report = hostile_report() if name == "hostile" else report_of(name)
    page = Page(report_to_html(report))
    assert page.named("html")[0]["lang"] == "en"
    assert [tag for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)] == ["h1", *["h2"] * len(report.sections)]
    names = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
    assert len(names) == len(set(names))
    pictures = page.named("svg")
    assert len(pictures) == len(report.figures)
    for picture in pictures:
        assert picture["role"] == "img"
        assert {picture["aria-labelledby"], picture["aria-describedby"]} <= set(names)
    assert len(page.named("caption")) == len(page.named("table")) > 0
    assert all(head["scope"] in {"col", "row"} for head in page.named("th"))
    links = [link["href"] for link in page.named("a")]
    assert {str(link)[1:] for link in links} <= set(names)


def test_page_needs_nothing_else() -> None:
    page = Page(report_to_html(report_of("choose_one_of_two")))
    assert not {tag for tag, _ in page.tags} & {"script", "img", "iframe", "object", "embed", "base", "form"}
    assert [link["href"] for link in page.named("link")] == ["data:,"]
    for tag, attributes in page.tags:
        for name, value in attributes.items():
            assert not re.match(r"\s*(https?:|//)", value or "") or name == "xmlns", (tag, name, value)


def test_hostile_texts_stay_texts() -> None:
    page = Page(report_to_html(hostile_report()))
    assert not {tag for tag, _ in page.tags} & {"script", "img", "iframe", "b", "textarea"}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert len(page.named("title")) == 1 + len(hostile_report().figures)
    for text in HOSTILE_TEXTS[:2]:
        assert text in page.text


def test_equal_reports_have_equal_text() -> None:
    assert report_to_html(report_of("hawk_dove")) == report_to_html(report_of("hawk_dove"))
