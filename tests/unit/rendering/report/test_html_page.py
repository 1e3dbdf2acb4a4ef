"""Elements, escaping, and the frame of a page."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from gametheory.rendering.report.html_page import clean_text, element, scrolling, to_page
from rendering.hostile_game import ENDS, SCRIPT


class Tags(HTMLParser):
    """Keeps the tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_texts_and_elements_stand_in_order() -> None:
    made = element("p", "a < ", element("b", "b"), " & ", element("i"), "c", " d")
    assert ET.tostring(made, encoding="unicode") == "<p>a &lt; <b>b</b> &amp; <i />c d</p>"
    assert made.text == "a < "


def test_attributes_take_underscores() -> None:
    assert element("td", class_="a", aria_label="b").attrib == {"class": "a", "aria-label": "b"}


def test_signs_that_no_page_may_hold_are_replaced() -> None:
    assert clean_text("a\x00\x07\ud800b\n\tc") == "a\ufffd\ufffd\ufffdb\n\tc"
    assert clean_text("a\u202eb\u2067c") == "abc"
    assert clean_text("\u05d0 😀") == "\u05d0 😀"


def test_boxes_can_be_scrolled_with_the_keyboard() -> None:
    assert scrolling("Payoffs", element("p")).attrib == {
        "class": "scroll",
        "role": "group",
        "aria-label": "Payoffs",
        "tabindex": "0",
    }


def test_page_has_title_language_and_policy() -> None:
    page = to_page("A & B", [element("main", element("h1", "A & B"), id="content")])
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert "<title>A &amp; B</title>" in page
    tags = Tags(page).found
    policy = next(attributes for tag, attributes in tags if attributes.get("http-equiv") == "Content-Security-Policy")
    assert str(policy["content"]).startswith("default-src 'none'")
    assert [attributes["href"] for tag, attributes in tags if tag == "a"] == ["#content"]


def test_hostile_texts_stay_texts() -> None:
    page = to_page(SCRIPT, [element("p", SCRIPT, ENDS, title=SCRIPT + ENDS)])
    tags = Tags(page).found
    assert [tag for tag, _ in tags if tag in {"script", "b", "textarea"}] == []
    assert sum(tag == "style" for tag, _ in tags) == 1
    assert next(attributes["title"] for tag, attributes in tags if tag == "p") == SCRIPT + ENDS
