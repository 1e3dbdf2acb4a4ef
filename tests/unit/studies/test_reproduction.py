"""Reported numbers beside reproduced ones, and the verdicts on them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from gametheory.studies.reproduction import (
    ComparedNumber,
    Finding,
    Origin,
    ReportedNumber,
    Reproduction,
    Verdict,
    compare_numbers,
    to_finding,
)


def reported(name: str, value: Finding, tolerance: str = "0") -> ReportedNumber:
    return ReportedNumber(name, value, Fraction(tolerance), Origin.FORMULA, "kreps1982")


def only(comparison: tuple[ComparedNumber, ...]) -> ComparedNumber:
    (number,) = comparison
    return number


@pytest.mark.parametrize(
    ("value", "tolerance", "found", "verdict"),
    [
        (Fraction(7, 9), "0", Fraction(7, 9), Verdict.REPRODUCED),
        (Fraction(7, 9), "0", "7/9", Verdict.REPRODUCED),
        (Fraction(7, 9), "0", 0.7777777777777778, Verdict.DIFFERENT),
        (Fraction("0.778"), "0.001", Fraction(7, 9), Verdict.REPRODUCED),
        (Fraction("0.776"), "0.001", Fraction(7, 9), Verdict.DIFFERENT),
        ("no exclusion", "0", "no exclusion", Verdict.REPRODUCED),
        ("no exclusion", "0", Fraction(3), Verdict.DIFFERENT),
        (Fraction(3), "0", "no exclusion", Verdict.DIFFERENT),
        (Fraction(3), "10", "three", Verdict.DIFFERENT),
    ],
)
def test_verdicts(value: Finding, tolerance: str, found: object, verdict: Verdict) -> None:
    compared = only(compare_numbers([reported("number", value, tolerance)], {"number": found}))
    assert compared.verdict is verdict
    assert compared.verdict.is_failure == (verdict is Verdict.DIFFERENT)


def test_differences_are_of_numbers_only() -> None:
    numbers = [reported("profit", Fraction(14)), reported("cost", "no exclusion")]
    profit, cost, other = compare_numbers(numbers, {"other": 2, "cost": "no exclusion", "profit": "29/2"})
    assert (profit.difference, cost.difference, other.difference) == (Fraction(1, 2), None, None)
    assert (profit.name, cost.name, other.name) == ("profit", "cost", "other")


def test_missing_numbers_fail_unless_the_run_is_quick() -> None:
    number = [reported("profit", Fraction(14))]
    assert only(compare_numbers(number, {})).verdict is Verdict.MISSING
    quick = only(compare_numbers(number, {}, is_quick=True))
    assert quick.verdict is Verdict.LEFT_OUT
    assert quick.reproduced is quick.difference is None


def test_numbers_that_nobody_reported_fail() -> None:
    compared = only(compare_numbers([], {"profit": 14}, is_quick=True))
    assert compared == ComparedNumber("profit", None, Fraction(14), Verdict.UNREPORTED)
    assert compared.verdict.is_failure


def test_origins_are_told() -> None:
    assert [origin.sentence for origin in Origin] == [
        "the paper's",
        "the paper's formula",
        "ours",
    ]


@pytest.mark.parametrize(("value", "finding"), [("1/0", "1/0"), ("2.5", Fraction(5, 2)), (3, Fraction(3))])
def test_findings(value: object, finding: Finding) -> None:
    assert to_finding(value) == finding


def test_reproductions_are_named_after_their_folder() -> None:
    empty = Reproduction(Path("papers/nash_1950"), lambda _: iter(()), lambda _: iter(()))
    assert empty.name == "nash_1950"
    assert not empty.is_random
