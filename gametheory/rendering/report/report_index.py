"""The list of reports: games of events in their order, then those without a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.rendering.report.html_page import element, to_page
from gametheory.rendering.sentences.dates import date_text
from gametheory.rendering.sentences.set_sentences import number_sentences
from gametheory.rendering.sentences.told_play import told_play

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from gametheory.core.solution import Solution
    from gametheory.models.definitions import YearMonth
    from gametheory.rendering.report.report_content import ReportMaterial


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
    when
        When its story happened; None where its file does not say it.
    answer
        The leading equilibrium in a sentence or two.
    """

    name: str
    address: str
    title: str
    when: YearMonth | None
    answer: str


def index_entry(material: ReportMaterial, address: str) -> IndexEntry:
    """Return the entry of a report.

    Parameters
    ----------
    material
        What the report is made of.
    address
        Of its page, seen from the list.
    """
    model, name = material.model, material.origin.file_name
    return IndexEntry(
        name, address, " ".join(model.title.split()) or name, model.when, _answer(material.solution, model.unit)
    )


def _answer(solution: Solution, unit: str) -> str:
    """Say how many equilibria there are, and what happens in the leading one."""
    said = number_sentences(solution)[:1]
    if solution.leading is not None:
        said += ["The leading one:"] if solution.num_extreme != 1 else []
        said += told_play(solution, solution.equilibria[solution.leading], unit)
    return " ".join(said)


def reports_index(entries: Sequence[IndexEntry]) -> str:
    """Return the page that lists reports: games with a date in its order, then the others by title.

    Parameters
    ----------
    entries
        The reports, in any order.
    """
    by_title = sorted(entries, key=lambda entry: (entry.title.casefold(), entry.name))
    dated = sorted(((entry.when, entry) for entry in by_title if entry.when is not None), key=lambda pair: pair[0])
    others = [entry for entry in by_title if entry.when is None]
    sections = []
    if dated:
        span = " to ".join(dict.fromkeys(str(date.year) for date, _ in (dated[0], dated[-1])))
        sections.append(_group(f"Events of {span}", [entry for _, entry in dated]))
    if others:
        sections.append(_group("Games without a date", others))
    main = element("main", *sections, id="content")
    return to_page("Games and their equilibria", [element("header", element("h1", "Games and their equilibria")), main])


def _group(title: str, entries: Sequence[IndexEntry]) -> Element:
    """Return a section with one line for each report."""
    return element("section", element("h2", title), element("ol", *map(_line, entries)))


def _line(entry: IndexEntry) -> Element:
    """Return the link to a report, when its story happened, and the answer."""
    return element(
        "li",
        element("a", entry.title, href=entry.address, dir="auto"),
        "" if entry.when is None else f", {date_text(entry.when)}",
        element("p", entry.answer, dir="auto"),
    )
