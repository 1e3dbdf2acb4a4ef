"""A calibration as tables and sentences."""

from __future__ import annotations

from typing import Any

from gametheory import Limits
from gametheory.rendering.tables.calibration_tables import (
    calibration_heading,
    calibration_sentences,
    calibration_tables,
)
from gametheory.studies.uncertainty.calibration import calibrate
from unit.studies.planted_games import CURVED, ENTRY, planted

PROFILE = {"profile": {"first": "Enter", "second": "Stay"}}


def told(text: str, targets: dict[str, Any], over: Any = None, **asked: Any) -> tuple[Any, str]:
    found = calibrate(planted(text), targets, over, **asked)
    return calibration_tables(found), "\n".join(calibration_sentences(found))


def test_regions_with_their_conditions() -> None:
    found = calibrate(planted(ENTRY), PROFILE, ["cost"])
    assert calibration_heading(found) == "the game: where First: Enter; Second: Stay is an equilibrium"
    (table,) = calibration_tables(found)
    assert table.columns == ("parameter", "such a value", "in the file", "looked for from", "all lie from")
    assert table.rows == (("cost", "2", "1", "0 to 5", "2 to 4"),)
    assert calibration_sentences(found)[1:] == (
        "  4 - cost >= 0    (First does not prefer Stay)",
        "  -2 + cost >= 0    (Second does not prefer Enter)",
    )


def test_proofs_that_there_are_none() -> None:
    tables, text = told(ENTRY, PROFILE, {"cost": (0, 1)})
    assert tables == ()
    assert "That is proved, by an exact linear program.\nThese conditions cannot hold together:\n  -2 + cost" in text
    _, text = told(CURVED, {"profile": {"row": "In", "column": "Left"}}, {"x": ("1.5", 2)})
    assert text.endswith("That is proved, over one box.")


def test_boxes_and_searches() -> None:
    (table,), text = told(CURVED, {"profile": {"row": "In", "column": "Left"}}, ["x", "y"])
    assert table.columns[-1] == "none outside"
    assert "% of the volume of these ranges." in text
    support = {"support": {"first": ["Enter", "Stay"]}}
    _, text = told(ENTRY, support, samples=16)
    assert "of 17 points that were solved" in text
    tables, text = told(ENTRY, support, {"cost": (0, 1)}, samples=16)
    assert (tables, text) == (
        (),
        "No such values of cost were found at 17 points. That is no proof that there are none.",
    )


def test_equilibria_everywhere_and_indifference() -> None:
    _, text = told(ENTRY, {"profile": {"first": "Enter", "second": "Enter"}}, {"cost": (0, 1)})
    assert "  2 - cost >= 0    (First does not prefer Stay)" in text
    constant = CURVED.replace("x*x - y*y", "3").replace("x * y", "2")
    _, text = told(constant, {"profile": {"row": "Out", "column": "Left"}}, ["y"])
    assert text == "It is an equilibrium at all values of y within these ranges."
    halves = {"Enter": "1/2", "Stay": "1/2"}
    _, text = told(ENTRY, {"profile": {"first": halves, "second": halves}}, ["cost"])
    assert "  3 - cost = 0    (First is indifferent to Stay)" in text


def test_fits() -> None:
    (parameters, numbers), text = told(ENTRY, {"payoffs": {"first": 1}}, ["cost"], samples=8)
    assert parameters.rows == (("cost", "1", "1"),)
    assert numbers.rows == (("First", "payoffs", "1", "1"),)
    assert text.startswith("Everything observed is met up to rounding (")
    counts = {"first": {"Enter": 50, "Stay": 50}, "second": {"Enter": 70, "Stay": 30}}
    (_, numbers), text = told(ENTRY, {"counts": counts}, samples=16)
    assert numbers.rows[0][:3] == ("First Enter", "counts", "50")
    assert "No values that meet everything were found, which is no proof that there are none." in text
    assert "Not determined by what was observed: market and cost can move" in text
    assert "as well" in text


def test_a_limit_is_told() -> None:
    tables, text = told(ENTRY, {"payoffs": {"first": 1}}, limits=Limits(time=0))
    assert tables == ()
    assert text.startswith("No values with an equilibrium were found")
    assert "time limit" in text
