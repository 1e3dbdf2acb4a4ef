"""The section on what changes: charts, table, and what was not looked at."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

from gametheory import Termination, load
from gametheory.rendering.report.effect_section import change_table, effect_section, effect_table
from gametheory.rendering.report.report_content import CaptionedTable, Figure, Paragraph, ReportMaterial, Section
from gametheory.studies.parameter_ends import ParameterEnd, parameter_ends
from unit.rendering.report_material import material_of, shipped

DIVIDED = """
gametheory: 1
form: normal
players: [one]
parameters:
  parts: {value: 2, range: [0, 4], assumption: "for the test"}
  fixed: {value: 1, assumption: "for the test"}
actions: {one: [In, Out]}
payoffs: [["1 / parts"], [fixed]]
"""


def paragraphs(section: Section) -> str:
    return " ".join(block.text for block in section.blocks if isinstance(block, Paragraph))


def with_first_end(material: ReportMaterial, **changes: object) -> ReportMaterial:
    first, *others = material.effects
    return replace(material, effects=(replace(first, low=replace(first.low, **changes)), *others))  # type: ignore[arg-type]


def test_each_player_has_a_chart_and_all_parameters_a_table() -> None:
    section = effect_section(shipped("choose_one_of_two"))
    figures = [block for block in section.blocks if isinstance(block, Figure)]
    assert [figure.title.split(" gets")[0] for figure in figures] == ["What Amazon", "What Top seller"]
    assert figures[0].description.startswith("amazon_sales: 1.1176 at 10 and 14.4 at 100 (million USD a year)")
    assert figures[0].description.endswith("All are in the tables below.")
    table, changes = [block.table for block in section.blocks if isinstance(block, CaptionedTable)]
    assert len(table.rows) == 28
    assert table.rows[4][:7] == ("commission", "0.15", "0", "0", "7.2", "other actions", "Allow both")
    assert table.rows[5] == ("commission", "0.15", "0.45", "12.88", "6.24", "same actions", "as now", "same set")
    assert min(table.groups) == 2
    detect = [row for row in changes.rows if row[0] == "detect"]
    assert [row[1] for row in detect] == ["0", "0"]
    assert [row[3] for row in detect] == ["Demand exclusivity, Stay on both, Suspend", "Allow both"]
    assert changes.rows.index(detect[0]) in changes.groups


def test_changes_beyond_those_located_are_said() -> None:
    material = shipped("choose_one_of_two")
    rows = change_table(with_first_end(material, has_more_changes=True)).rows
    assert rows[0][3].endswith(", and again beyond")
    assert not any("again" in row[3] for row in rows[1:])


def test_games_without_parameters_have_no_section() -> None:
    assert effect_section(shipped("trust_game")).blocks == ()


def test_what_was_not_moved_and_what_has_no_answer_is_said() -> None:
    material = material_of(load(StringIO(DIVIDED)))
    section = effect_section(material)
    assert "Without a range in the file, and so not moved: fixed." in paragraphs(section)
    (low, high) = effect_table(material).rows
    assert low[:4] == ("parts", "2", "0", "")
    assert "by zero" in low[4]
    assert high[3:] == ("1", "same actions", "as now", "same set")


def test_unfinished_searches_are_said() -> None:
    material = shipped("noisy_commitment")
    assert "not finished" not in paragraphs(effect_section(material))
    section = effect_section(with_first_end(material, is_searched=False))
    assert "On one way of 2 the search was not finished in its time" in paragraphs(section)


def test_without_a_leading_equilibrium_there_is_no_chart() -> None:
    section = effect_section(shipped("inspection_game", "pure"))
    assert not any(isinstance(block, Figure) for block in section.blocks)
    assert "bisection" not in paragraphs(section)
    rows = effect_table(shipped("inspection_game", "pure")).rows
    assert any(row[3:5] == ("none", "none") for row in rows)


def test_nothing_to_describe_is_said() -> None:
    material = shipped("noisy_commitment")
    (row,) = material.effects
    payoffs = material.solution.equilibria[material.solution.leading or 0].payoffs
    same = [ParameterEnd(end.value, payoffs, False, False, is_searched=True) for end in row.ends]
    section = effect_section(replace(material, effects=(replace(row, low=same[0], high=same[1]),)))
    figure = next(block for block in section.blocks if isinstance(block, Figure))
    assert figure.description == "No parameter changes anything."


def test_where_no_end_has_an_answer_the_reason_is_said_once() -> None:
    material = shipped("inspection_game")
    cut = material.solution.replace(termination=Termination.COUNT_REACHED)
    section = effect_section(replace(material, effects=parameter_ends(material.model, cut)))
    assert paragraphs(section) == (
        "No parameter has an answer at the ends of its range. Nothing to compare with at the base values. "
        f"{Termination.COUNT_REACHED.sentence}"
    )
    assert len(section.blocks) == 1
