"""The list of reports: groups, order, and answers."""

from __future__ import annotations

import re

from gametheory.rendering.report.report_index import TIMELINE, IndexEntry, index_entry, reports_index
from unit.rendering.report_material import shipped


def entry(name: str, *, is_classic: bool = False) -> IndexEntry:
    return IndexEntry(name, f"{name}.html", name.title(), "All stay <out>.", is_classic)


def test_entries_tell_the_answer() -> None:
    found = index_entry(shipped("choose_one_of_two"), "page.html", is_classic=False)
    assert (found.name, found.address, found.title) == ("choose_one_of_two", "page.html", "Choose one of two")
    assert found.answer.startswith("There is one subgame-perfect equilibrium")
    assert "4.12" in found.answer
    none = index_entry(shipped("matching_pennies", "pure"), "page.html", is_classic=True)
    assert none.answer.startswith("There is no ")


def test_the_case_stands_in_the_order_of_events() -> None:
    names = ["zeta", "choose_one_of_two", "alpha", "overlooked_entrant", "imitation_race"]
    text = reports_index([*map(entry, names), entry("chicken", is_classic=True), entry("bad", is_classic=True)])
    assert re.findall(r'href="(\w+)\.html"', text) == [
        "overlooked_entrant",
        "imitation_race",
        "choose_one_of_two",
        "alpha",
        "zeta",
        "bad",
        "chicken",
    ]
    assert text.index("The case") < text.index("alpha") < text.index("<h2>Classics</h2>")
    assert "December 2024" in text
    assert "All stay &lt;out&gt;." in text


def test_groups_without_games_are_left_out() -> None:
    assert "Classics" not in reports_index([entry("alpha")])
    assert "The case" not in reports_index([entry("alpha", is_classic=True)])


def test_timeline_says_when() -> None:
    assert next(iter(TIMELINE)) == "overlooked_entrant"
    assert all(TIMELINE.values())
