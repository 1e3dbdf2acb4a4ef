"""Reports as data."""

from __future__ import annotations

from unit.rendering.report_material import report_of


def test_figures_are_those_of_all_sections() -> None:
    assert [figure.name for figure in report_of("inspection_game").figures] == [
        "game",
        "effects-1",
        "effects-2",
        "map",
        "play",
    ]
    assert [figure.name for figure in report_of("trust_game").figures] == ["game"]
