"""The list of reports: groups, order, and answers."""

from __future__ import annotations

import re
from dataclasses import replace

from gametheory import load
from gametheory.io.catalogue import shipped_games
from gametheory.models.definitions import YearMonth
from gametheory.rendering.report.report_index import IndexEntry, index_entry, reports_index
from unit.rendering.report_material import shipped


def entry(name: str, when: YearMonth | None = None, title: str = "") -> IndexEntry:
    return IndexEntry(name, f"{name}.html", title or name.title(), when, "All stay <out>.")


def test_entries_tell_the_answer() -> None:
    material = shipped("choose_one_of_two")
    model = replace(material.model, description=replace(material.model.description, when=YearMonth(2024, 12)))
    found = index_entry(replace(material, model=model), "page.html")
    assert (found.name, found.address, found.title) == ("choose_one_of_two", "page.html", "Choose one of two")
    assert found.when == YearMonth(2024, 12)
    assert found.answer.startswith("There is one subgame-perfect equilibrium")
    assert "4.12" in found.answer
    none = index_entry(shipped("matching_pennies", "pure"), "page.html")
    assert none.answer.startswith("There is no ")
    assert none.when is None


def test_events_stand_in_their_order_and_the_others_by_title() -> None:
    text = reports_index(
        [
            entry("zeta", title="A late letter"),
            entry("december", YearMonth(2024, 12)),
            entry("march", YearMonth(2024, 3)),
            entry("alpha"),
            entry("year", YearMonth(2024)),
            entry("second", YearMonth(2022, 9), "the title decides"),
            entry("first", YearMonth(2022, 9), "No, the month"),
        ]
    )
    in_order = ["first", "second", "year", "march", "december", "zeta", "alpha"]
    assert re.findall(r'href="(\w+)\.html"', text) == in_order
    assert text.index("<h2>Events of 2022 to 2024</h2>") < text.index("first.html")
    assert text.index("december.html") < text.index("<h2>Games without a date</h2>") < text.index("zeta.html")
    assert "December 2024" in text
    assert "All stay &lt;out&gt;." in text


def test_groups_without_games_are_left_out() -> None:
    assert "Events" not in reports_index([entry("alpha")])
    text = reports_index([entry("alpha", YearMonth(2025, 1)), entry("beta", YearMonth(2025))])
    assert "<h2>Events of 2025</h2>" in text
    assert "without a date" not in text


def test_every_game_of_the_case_has_a_date_and_no_classic_has() -> None:
    dates = {game.name: (load(game.path).when, game.path.parent.name == "classic") for game in shipped_games()}
    assert [name for name, (when, is_classic) in dates.items() if (when is None) is not is_classic] == []
    assert min((when, name) for name, (when, _) in dates.items() if when)[1] == "overlooked_entrant"
