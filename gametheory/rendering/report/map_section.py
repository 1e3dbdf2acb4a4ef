"""The section of a report with a map of the equilibria over the two parameters that come nearest to changing them."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from gametheory.rendering.maps.regime_map_picture import draw_regime_map, legend_entries
from gametheory.rendering.report.report_content import Commands, Figure, Paragraph, Section
from gametheory.rendering.report.thresholds_section import study_words
from gametheory.rendering.sentences.wording import counted

if TYPE_CHECKING:
    from gametheory.rendering.report.report_content import ReportMaterial
    from gametheory.studies.regime_map import RegimeMap

TITLE = "Two parameters at once"
MOST_DESCRIBED = 6


def map_section(material: ReportMaterial) -> Section:
    """Return the map; without blocks where there is none."""
    found = material.regimes
    if found is None:
        return Section("map", TITLE, ())
    across, upright = (axis.name for axis in found.axes)
    opening = (
        f"Of all parameters, {across} and {upright} have to move least, as a share of their range, for the "
        "equilibria to change. The map shows what is played where both of them vary."
    )
    figure = Figure("map", draw_regime_map(found), f"Equilibria by {across} and {upright}", _description(found))
    words = [*study_words(material.origin), across, upright]
    command = f"gametheory map {shlex.join(words)} -o map.html"
    return Section("map", TITLE, (Paragraph(opening), figure, Commands((command,))))


def _description(found: RegimeMap) -> str:
    """Return the regimes in words, the largest first."""
    entries, same = legend_entries(found)
    told = [f"{entry.text}." for entry in entries[:MOST_DESCRIBED]]
    count = counted(len(found.regimes), "region", "kinds of regions")
    return " ".join(filter(None, [f"A map with {count}, the largest first:", *told, same]))
