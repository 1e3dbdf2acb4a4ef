"""Borders as tables and sentences."""

from __future__ import annotations

from gametheory import Limits, load
from gametheory.rendering.tables.border_table import border_heading, border_sentences, borders_table, regimes_table
from gametheory.studies.borders.borders import borders
from unit.studies.borders.plane_games import one_sided


def test_regimes_have_letters_that_borders_use() -> None:
    found = borders(load("price_monitoring"), ("commission", "suppressed"))
    assert border_heading(found) == "Price monitoring: commission from 0 to 9/20, suppressed from 0 to 1, nash"
    regimes = regimes_table(found)
    assert [row[0] for row in regimes.rows if row[0]] == ["A", "B", "C", "D", "E", "F"]
    assert [row[1] for row in regimes.rows if row[0]][2:4] == [
        "commission = 1/3, suppressed = 1/24",
        "on a border only",
    ]
    rows = borders_table(found).rows
    assert rows[0] == ("71*suppressed - 3", "commission from 5/117 to 9/20", "C", "D", "A")
    assert [row[0] for row in rows[1:]] == ["71*commission*suppressed - 120*commission + 5", ""]
    assert [row[2:] for row in rows[1:]] == [("C", "E", "B"), ("A", "F", "B")]


def test_sentences() -> None:
    found = borders(load("price_monitoring"), ("commission", "suppressed"))
    count, solved, left_out = border_sentences(found)
    assert count.startswith("3 open regimes and 2 borders, proved: the signs of 4 polynomials decide the equilibria")
    assert solved == "Solved: suppressed = 3/71; suppressed = (120*commission - 5)/(71*commission)."
    assert "ends of the ranges" in left_out


def test_upright_and_irrational_ends() -> None:
    (row,) = borders_table(borders(one_sided("9*p*p - 6*p + 1/2"), ("p", "q"))).rows
    assert row[:2] == ("18*p^2 - 12*p + 1", "q from 0 to 1")
    (row,) = borders_table(borders(one_sided("2*p*p + q*q - 1"), ("p", "q"))).rows
    assert row[1] == "p from 0 to ≈0.707107"
    assert border_sentences(borders(one_sided("2*p*p + q*q - 1"), ("p", "q")))[0].startswith(
        "2 open regimes and one border"
    )


def test_no_border() -> None:
    found = borders(one_sided("p + 1"), ("p", "q"))
    assert borders_table(found).rows == ()
    assert border_sentences(found)[0].startswith("One open regime and no border, proved")


def test_what_is_not_proved() -> None:
    found = borders(load("choose_one_of_two"), ("commission", "detect"))
    assert border_sentences(found)[0].endswith("open regimes found; others may have been missed.")
    cut = borders(load("price_monitoring"), ("commission", "suppressed"), limits=Limits(time=0.0))
    assert regimes_table(cut).rows == ()
    assert border_sentences(cut)[0] == "No open regime found; others may have been missed."
