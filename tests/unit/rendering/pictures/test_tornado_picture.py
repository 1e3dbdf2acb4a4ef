"""Tornado charts: what stands where, nothing overlaps, and the same in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest

from gametheory.rendering.draw import Picture
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.scene import Box, Line, Marker, Text
from gametheory.rendering.pictures.tornado_picture import tornado_picture
from gametheory.studies.parameter_ends import ParameterEnd, ParameterEnds
from unit.rendering.report_material import shipped


def chart(name: str, player: int = 0) -> Picture:
    found = shipped(name)
    return tornado_picture(found.effects, found.solution, player, found.model.unit)


def texts(picture: Picture) -> list[str]:
    return [item.content for item in picture.scene.items if isinstance(item, Text)]


def boxes_of_texts(picture: Picture) -> list[tuple[str, float, float, float, float]]:
    ruler = FontRuler()
    return [
        (
            item.content,
            item.x,
            item.x + ruler.width(item.content, item.font),
            item.baseline - 0.7 * item.font.size,
            item.baseline,
        )
        for item in picture.scene.items
        if isinstance(item, Text)
    ]


@pytest.mark.parametrize(
    ("name", "player"),
    [("choose_one_of_two", 0), ("choose_one_of_two", 1), ("inspection_game", 1), ("imitation_race", 3)],
)
def test_nothing_overlaps_or_leaves_the_page(name: str, player: int) -> None:
    picture = chart(name, player)
    placed = boxes_of_texts(picture)
    assert len(placed) > 5
    overlapping = [
        (one[0], other[0])
        for one, other in combinations(placed, 2)
        if min(one[2], other[2]) - max(one[1], other[1]) > 0.4 and min(one[4], other[4]) - max(one[3], other[3]) > 0.4
    ]
    assert overlapping == []
    assert all(left >= 0 and right <= picture.scene.width for _, left, right, _, _ in placed)
    assert all(top >= 0 and bottom <= picture.scene.height for _, _, _, top, bottom in placed)


def test_the_widest_effect_stands_on_top() -> None:
    found = shipped("choose_one_of_two")
    names = {row.parameter.name for row in found.effects}
    heights = {item.content: item.baseline for item in chart("choose_one_of_two").scene.items if isinstance(item, Text)}
    in_order = sorted(names & heights.keys(), key=heights.__getitem__)
    assert in_order[:3] == ["amazon_sales", "commission", "temu_sales"]


def test_bars_end_at_payoffs_and_high_ends_are_hatched() -> None:
    picture = chart("inspection_game")
    bars = [item for item in picture.scene.items if isinstance(item, Box) and item.width > 1]
    assert {bar.fill for bar in bars} == {"#0072B2", next(bar.fill for bar in bars if bar.fill != "#0072B2")}
    slanted = [
        item for item in picture.scene.items if isinstance(item, Line) and item.points[0][0] != item.points[1][0]
    ]
    assert len(slanted) > 10
    for line in slanted:
        assert any(
            bar.x - 0.01 <= x <= bar.x + bar.width + 0.01 and bar.y - 0.01 <= y <= bar.y + bar.height + 0.01
            for x, y in line.points
            for bar in bars
        )


def test_negative_payoffs_have_a_printed_minus_and_units_their_own_signs() -> None:
    found = shipped("inspection_game")
    lower = tuple(payoff - 10 for payoff in found.solution.equilibria[0].payoffs)
    below = found.solution.replace(equilibria=(replace(found.solution.equilibria[0], payoffs=lower),))
    assert "Employee: \N{MINUS SIGN}7 per-day at the leading equilibrium" in texts(
        tornado_picture((), below, 0, "per-day")
    )


def test_title_unit_and_changes_are_written() -> None:
    picture = chart("choose_one_of_two")
    found = texts(picture)
    assert "Amazon: 4.12 million USD a year at the leading equilibrium" in found
    assert "payoff, million USD a year" in found
    assert "≈0.645" in found
    assert sum(isinstance(item, Marker) and item.shape == "diamond" for item in picture.scene.items) > 10


def test_parameters_without_effect_are_named() -> None:
    found = shipped("noisy_commitment")
    (row,) = found.effects
    payoffs = found.solution.equilibria[found.solution.leading or 0].payoffs
    still = ParameterEnds(
        row.parameter,
        row.value,
        *(ParameterEnd(end.value, payoffs, False, False) for end in row.ends),
    )
    picture = tornado_picture([still], found.solution, 0)
    assert f"no end: {row.parameter.name}." in " ".join(texts(picture))
    assert not any(isinstance(item, Box) for item in picture.scene.items)


def test_ends_without_answer_are_written_so() -> None:
    found = shipped("noisy_commitment")
    (row,) = found.effects
    broken = ParameterEnds(
        row.parameter, row.value, ParameterEnd(row.low.value, complaint="division by zero"), row.high
    )
    assert any("no answer" in text for text in texts(tornado_picture([broken], found.solution, 0)))


def test_changes_are_given_as_narrowly_as_they_are_known() -> None:
    found = shipped("choose_one_of_two")
    row = next(row for row in found.effects if row.high.changes and row.high.changes[0].changed > 20)
    for is_narrow, text in ((True, "≈49.6"), (False, "49.6 to 49.61")):
        change = replace(
            row.high.changes[0], unchanged=Fraction("49.6"), changed=Fraction("49.61"), is_narrow=is_narrow
        )
        moved = replace(row, high=replace(row.high, changes=(change,)))
        assert text in texts(tornado_picture([moved], found.solution, 1))


def test_every_change_of_a_side_has_its_diamond_and_the_legend_says_what_the_numbers_are() -> None:
    found = shipped("choose_one_of_two")
    (row,) = [row for row in found.effects if row.parameter.name == "detect"]
    picture = tornado_picture([row], found.solution, 0)
    written = texts(picture)
    assert written.index("≈0.518") < written.index("≈0.136")
    diamonds = [item for item in picture.scene.items if isinstance(item, Marker) and item.shape == "diamond"]
    assert len(diamonds) == 1 + 2 * 2
    assert "Numbers at the tip of a bar" in " ".join(written)
    assert "<0.001" in texts(chart("choose_one_of_two"))


def test_equal_charts_have_equal_text() -> None:
    assert chart("inspection_game").svg == chart("inspection_game").svg
