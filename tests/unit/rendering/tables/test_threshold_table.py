"""Thresholds as a table with sentences."""

from __future__ import annotations

from gametheory import load
from gametheory.rendering.tables.threshold_table import (
    closed_form_sentences,
    threshold_heading,
    threshold_sentences,
    threshold_table,
)
from gametheory.studies.thresholds.closed_forms import ClosedForm
from gametheory.studies.thresholds.thresholds import thresholds
from unit.studies.parametric_games import model_of


def test_values_and_stretches_with_their_regimes() -> None:
    found = thresholds(load("price_monitoring"), "scan_cost")
    assert threshold_heading(found) == "Price monitoring: scan_cost from 0 to 1 million USD a year, nash"
    table = threshold_table(found)
    assert table.columns == ("scan_cost", "equilibria")
    assert [row[0] for row in table.rows] == ["0", "0 to 1227/4000", "1227/4000 = 0.30675", "1227/4000 to 1"]
    assert table.rows[1][1] == "Amazon: Monitor + Ignore; Top seller: Undercut on Temu + Keep parity"


def test_sentences_say_what_is_proved() -> None:
    (sentence,) = threshold_sentences(thresholds(load("price_monitoring"), "scan_cost"))
    assert sentence.startswith("One threshold, proved: the signs that decide the equilibria change at one value at")
    (sentence,) = threshold_sentences(thresholds(load("price_monitoring"), "margin"))
    assert sentence == "No threshold, proved: no sign that decides the equilibria changes inside the range."


def test_irrational_values_and_samples() -> None:
    exact = threshold_table(thresholds(model_of([["p*p"], ["1/3"]], [[1], [1]]), "p"))
    assert [row[0] for row in exact.rows] == ["0 to ≈0.57735", "sqrt(3)/3 ≈ 0.57735", "≈0.57735 to 1"]
    cubic = threshold_table(thresholds(model_of([["p*p*p"], ["1/3"]], [[1], [1]]), "p"))
    assert cubic.rows[1][0] == "≈0.6933612744"
    found = thresholds(model_of([["sqrt(p + 1)"], ["5/4"]], [[1], [1]]), "p")
    assert [row[0] for row in threshold_table(found).rows] == ["0 to ≈0.5625", "≈0.5625 to 1"]
    assert threshold_sentences(found)[0] == "One threshold found; others may have been missed."


def test_trees_tell_what_changes() -> None:
    found = thresholds(load("choose_one_of_two"), "commission", within=("1/20", "1/10"))
    table = threshold_table(found)
    assert [row[0] for row in table.rows] == ["1/20 to 13/160", "13/160 = 0.08125", "13/160 to 1/10"]
    assert [table.rows[place][1] for place in (0, 2)] == [
        "Amazon: demand: Allow both",
        "Amazon: demand: Demand exclusivity",
    ]
    assert "The same at every value: " in threshold_sentences(found)[1]


def test_ties_are_told() -> None:
    found = thresholds(model_of([["p", "2"], ["p", "1"]], [["1", "0"], ["0", "1"]]), "p")
    assert threshold_sentences(found)[-1] == "At every value: Row gets the same from r0 and r1 against c0."


def test_formulas_of_other_parameters() -> None:
    found = thresholds(load("price_monitoring"), "scan_cost")
    solved = ClosedForm("fee - scan_cost = 0", "fee", 1)
    assert closed_form_sentences(found, {0: solved}) == (
        "1227/4000 = 0.30675: scan_cost = fee (checked at one random point).",
    )
    assert closed_form_sentences(found, {0: ClosedForm("fee = 0", "", 3)})[0].endswith(
        "fee = 0 (checked at 3 random points)."
    )
