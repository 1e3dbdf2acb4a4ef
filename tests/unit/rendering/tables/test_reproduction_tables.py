"""Tables and sentences of reproductions."""

from __future__ import annotations

from fractions import Fraction

from gametheory.rendering.tables.reproduction_tables import (
    ReproductionOutcome,
    closing_sentence,
    comparison_table,
    failure_sentence,
    summary_table,
)
from gametheory.studies.reproduction import Origin, ReportedNumber, compare_numbers

REPORTED = [
    ReportedNumber("fights", Fraction(7, 9), Fraction(0), Origin.FORMULA, "kreps1982"),
    ReportedNumber("cost", "no exclusion", Fraction(0), Origin.OWN, "ours"),
    ReportedNumber("value", Fraction(14), Fraction(0), Origin.PAPER, "kreps1982"),
]
FOUND = {"fights": Fraction(7, 9), "cost": Fraction(3, 2), "other": 5}
FAILED = ReproductionOutcome("kreps", compare_numbers(REPORTED, FOUND), 1.26)
QUICK = ReproductionOutcome("quick", compare_numbers(REPORTED[:1] + REPORTED[2:], {"value": 14}, is_quick=True), 0.0)


def test_every_number_has_a_row() -> None:
    assert comparison_table(FAILED.compared).rows == (
        ("fights", "7/9", "7/9", "0", "reproduced", "the paper's formula"),
        ("cost", "no exclusion", "3/2", "-", "different", "ours"),
        ("value", "14", "-", "-", "missing", "the paper's"),
        ("other", "-", "5", "-", "not reported", "-"),
    )


def test_summary_counts() -> None:
    assert summary_table([FAILED, QUICK]).rows == (
        ("kreps", "4", "1", "3", "0", "1.3", "failed"),
        ("quick", "2", "1", "0", "1", "0.0", "reproduced"),
    )


def test_sentences_name_what_failed() -> None:
    assert [failure_sentence("kreps", failure) for failure in FAILED.failures] == [
        "kreps: 'cost' is different, reported no exclusion, found 3/2",
        "kreps: 'value' is missing, reported 14, found -",
        "kreps: 'other' was found but is not reported",
    ]
    assert QUICK.failures == ()


def test_closing_sentences() -> None:
    assert closing_sentence(FAILED) == "1 of 4 numbers reproduced."
    assert closing_sentence(QUICK) == "1 of 1 numbers reproduced; 1 left out in this quick run."
