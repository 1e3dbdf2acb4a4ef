"""The list of all reports: the games of the case in the order of events, then the classics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.rendering.report.html_page import element, to_page
from gametheory.rendering.sentences.play_sentences import play_sentences
from gametheory.rendering.sentences.set_sentences import number_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from gametheory.core.solution import Solution
    from gametheory.rendering.report.report_content import ReportMaterial

TIMELINE = {
    "overlooked_entrant": "from September 2022",
    "fully_managed_adoption": "early 2023",
    "imitation_race": "2023",
    "speed_of_response": "2023",
    "semi_managed_recruitment": "from March 2024",
    "surplus_or_invest": "2024",
    "discount_storefronts": "June to November 2024",
    "monitoring_scope": "2023 to 2024",
    "price_monitoring": "2024",
    "shipped_inventory": "2024",
    "parity_reputation": "2024 and later",
    "choose_one_of_two": "December 2024",
    "multichannel_fulfilment": "December 2024",
    "two_store_limit": "2025",
    "business_model_menu": "2025",
    "commission_competition": "2025",
    "tariff_shock": "2025",
}
"""When what a game of the case is about happened, in the order of events."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A report in the list.

    Parameters
    ----------
    name
        Of the game.
    address
        Of its page.
    title
        Of the game.
    answer
        The leading equilibrium in a sentence or two.
    is_classic
        Whether the game is from the literature, not from the case.
    """

    name: str
    address: str
    title: str
    answer: str
    is_classic: bool


def index_entry(material: ReportMaterial, address: str, *, is_classic: bool) -> IndexEntry:
    """Return the entry of a report.

    Parameters
    ----------
    material
        What the report is made of.
    address
        Of its page, seen from the list.
    is_classic
        Whether it stands among the classics.
    """
    title = " ".join(material.model.title.split()) or material.file_name
    return IndexEntry(material.file_name, address, title, _answer(material.solution, material.model.unit), is_classic)


def _answer(solution: Solution, unit: str) -> str:
    """Say how many equilibria there are, and what happens in the leading one."""
    said = number_sentences(solution)[:1]
    if solution.leading is not None:
        said += ["The leading one:"] if solution.num_extreme != 1 else []
        said += play_sentences(solution.equilibria[solution.leading], unit)
    return " ".join(said)


def reports_index(entries: Sequence[IndexEntry]) -> str:
    """Return the page that lists reports: the case in the order of events, games without a date after it by name.

    Parameters
    ----------
    entries
        The reports, in any order.
    """
    order = {name: place for place, name in enumerate(TIMELINE)}
    in_order = sorted(entries, key=lambda entry: (order.get(entry.name, len(order)), entry.name))
    groups = {
        "The case: Amazon, Temu and the sellers between them": [entry for entry in in_order if not entry.is_classic],
        "Classics": [entry for entry in in_order if entry.is_classic],
    }
    sections = [_group(title, group) for title, group in groups.items() if group]
    main = element("main", *sections, id="content")
    return to_page("Games and their equilibria", [element("header", element("h1", "Games and their equilibria")), main])


def _group(title: str, entries: Sequence[IndexEntry]) -> Element:
    """Return a section with one line for each report."""
    return element("section", element("h2", title), element("ol", *map(_line, entries)))


def _line(entry: IndexEntry) -> Element:
    """Return the link to a report, when its story happened, and the answer."""
    when = TIMELINE.get(entry.name, "")
    return element(
        "li",
        element("a", entry.title, href=entry.address, dir="auto"),
        f", {when}" if when else "",
        element("p", entry.answer, dir="auto"),
    )
