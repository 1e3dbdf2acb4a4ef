"""The section of a report on the values of each parameter at which the answer changes."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from gametheory.rendering.report.report_content import CaptionedTable, Commands, Paragraph, Section
from gametheory.rendering.sentences.wording import joined
from gametheory.rendering.tables.text_table import Table
from gametheory.rendering.tables.threshold_table import threshold_table

if TYPE_CHECKING:
    from gametheory.rendering.report.report_content import Block, ReportMaterial, ReportOrigin
    from gametheory.studies.thresholds.threshold_records import Thresholds

TITLE = "Where the answer changes, exactly"
METHOD = (
    "One parameter at a time runs through its range, the others stay at the values above. Listed are all values at "
    "which other actions are played in the equilibria, or the equilibria hang together in another way; that there are "
    "no others is proved. Choices that are the same at every value of a parameter are left out."
)


def thresholds_section(material: ReportMaterial) -> Section:
    """Return the thresholds of all parameters; without blocks where none were proved."""
    found = material.thresholds
    if not found:
        return Section("thresholds", TITLE, ())
    blocks: list[Block] = [Paragraph(METHOD)]
    moving = [one for one in found if one.thresholds or one.edges]
    if moving:
        blocks.append(CaptionedTable("Thresholds of each parameter", combined_table(moving)))
    quiet = [one.parameter for one in found if one not in moving]
    if quiet:
        blocks.append(Paragraph(f"No threshold within the range, proved: {joined(quiet)}."))
    known = {one.parameter for one in found}
    missing = [name for name, one in material.model.parameters.items() if one.low is not None and name not in known]
    if missing:
        blocks.append(Paragraph(f"Not looked at in the time of a report: {joined(missing)}."))
    blocks.append(Commands((threshold_command(material.origin, (moving or found)[0].parameter),)))
    return Section("thresholds", TITLE, tuple(blocks))


def combined_table(found: list[Thresholds]) -> Table:
    """Return the tables of several parameters as one, each named in its first row."""
    rows: list[tuple[str, ...]] = []
    groups = []
    for one in found:
        groups.append(len(rows))
        rows += [("" if index else one.parameter, *row) for index, row in enumerate(threshold_table(one).rows)]
    return Table(("parameter", "value", "equilibria"), tuple(rows), frozenset(groups[1:]))


def threshold_command(origin: ReportOrigin, parameter: str) -> str:
    """Return the command that lists the thresholds of a parameter."""
    return f"gametheory thresholds {shlex.join([*study_words(origin), parameter])}"


def study_words(origin: ReportOrigin) -> list[str]:
    """Return file, settings and concept as words of a command that studies the same game."""
    pairs = zip(origin.options[::2], origin.options[1::2], strict=False)
    kept = [word for pair in pairs if pair[0] in {"--set", "--concept"} for word in pair]
    return [*kept, origin.file_word]
