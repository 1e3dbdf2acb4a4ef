"""The section with a map."""

from __future__ import annotations

from dataclasses import replace

from gametheory import load
from gametheory.rendering.report.map_section import map_section
from gametheory.rendering.report.report_content import Commands, Figure, Paragraph
from gametheory.rendering.report.report_material import proved_thresholds, report_map
from unit.rendering.report_material import material_of, shipped


def test_the_map_is_over_the_parameters_that_have_to_move_least() -> None:
    section = map_section(shipped("inspection_game"))
    opening, figure, command = section.blocks
    assert isinstance(opening, Paragraph)
    assert opening.text.startswith("Of all parameters, wage and effort have to move least")
    assert isinstance(figure, Figure)
    assert figure.description.startswith("A map with 2 kinds of regions, the largest first: Employee: Shirk + Work")
    assert command == Commands(("gametheory map inspection_game wage effort -o map.html",))


def test_settings_are_told_again() -> None:
    model = load("inspection_game").with_values(wage=4)
    section = map_section(material_of(model, None, "inspection_game", "--set", "wage=4", "--method", "label_tree"))
    assert isinstance(section.blocks[-1], Commands)
    assert section.blocks[-1].lines[0].startswith("gametheory map --set wage=4 inspection_game ")


def test_without_a_map_there_is_no_section() -> None:
    assert map_section(replace(shipped("inspection_game"), regimes=None)).blocks == ()


def test_one_parameter_makes_no_map() -> None:
    model = load("inspection_game")
    found = proved_thresholds(model, "nash")
    assert len(found) == 4
    assert report_map(model, "nash", found[:1]) is None
