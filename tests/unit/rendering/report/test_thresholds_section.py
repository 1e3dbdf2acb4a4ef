"""The section on the thresholds of each parameter."""

from __future__ import annotations

from dataclasses import replace

from gametheory import load
from gametheory.rendering.report.report_content import CaptionedTable, Commands, Paragraph
from gametheory.rendering.report.report_material import proved_thresholds
from gametheory.rendering.report.thresholds_section import combined_table, thresholds_section
from unit.rendering.report_material import shipped


def test_thresholds_of_all_parameters_stand_in_one_table() -> None:
    section = thresholds_section(shipped("inspection_game"))
    (table,) = [block.table for block in section.blocks if isinstance(block, CaptionedTable)]
    assert table.columns == ("parameter", "value", "equilibria")
    assert [row[0] for row in table.rows if row[0]] == ["wage", "effort", "inspection"]
    assert any(row[1:] == ("2 to 10", "Employee: Shirk + Work; Employer: Inspect + Trust") for row in table.rows)
    assert len(table.groups) == 2
    assert section.blocks[-1] == Commands(("gametheory thresholds inspection_game wage",))


def test_parameters_without_thresholds_and_those_not_looked_at_are_named() -> None:
    material = shipped("price_monitoring")
    told = [block.text for block in thresholds_section(material).blocks if isinstance(block, Paragraph)]
    assert any(text.startswith("No threshold within the range, proved: amazon_sales") for text in told)
    fewer = replace(material, thresholds=material.thresholds[:2])
    told = [block.text for block in thresholds_section(fewer).blocks if isinstance(block, Paragraph)]
    assert told[-1].startswith("Not looked at in the time of a report: at_parity, commission")


def test_what_is_not_proved_is_left_out() -> None:
    assert proved_thresholds(load("two_store_limit"), "pure") == ()
    assert thresholds_section(replace(shipped("inspection_game"), thresholds=())).blocks == ()


def test_each_parameter_is_named_once() -> None:
    found = proved_thresholds(load("inspection_game"), "nash")
    table = combined_table(list(found))
    assert sum(bool(row[0]) for row in table.rows) == len(found) == 4
    assert max(table.groups) < len(table.rows)
