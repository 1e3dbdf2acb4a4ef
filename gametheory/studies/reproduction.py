"""Reproductions of papers: the numbers that a paper reports beside those that are computed, and a verdict on each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

Finding: TypeAlias = "Fraction | str"
"""A number, exact, or a word such as ``sequential``."""


class Origin(StrEnum):
    """Whose a reported number is: the paper's, that of its formula at parameters of ours, or of our own specification.

    Examples
    --------
    >>> Origin("formula").sentence
    "the paper's formula"
    """

    PAPER = "paper"
    FORMULA = "formula"
    OWN = "own"

    @property
    def sentence(self) -> str:
        """What stands in tables."""
        return {
            Origin.PAPER: "the paper's",
            Origin.FORMULA: "the paper's formula",
            Origin.OWN: "ours",
        }[self]


class Verdict(StrEnum):
    """What came of a reported number.

    Examples
    --------
    >>> Verdict.LEFT_OUT.is_failure, Verdict.MISSING.is_failure
    (False, True)
    """

    REPRODUCED = "reproduced"
    DIFFERENT = "different"
    MISSING = "missing"
    UNREPORTED = "not reported"
    LEFT_OUT = "left out"

    @property
    def is_failure(self) -> bool:
        """Whether the reproduction failed here; a quick run may leave numbers out."""
        return self in {Verdict.DIFFERENT, Verdict.MISSING, Verdict.UNREPORTED}


@dataclass(frozen=True, slots=True)
class ReportedNumber:
    """A number of a paper, or what our own specification of its model must give.

    Parameters
    ----------
    name
        What it is, in a few words.
    value
        As reported.
    tolerance
        By how much the reproduced number may differ; 0 where it must be the same.
    origin
        Whose number it is.
    source
        Where it stands.
    """

    name: str
    value: Finding
    tolerance: Fraction
    origin: Origin
    source: str


@dataclass(frozen=True, slots=True)
class ComparedNumber:
    """A reported number beside the reproduced one.

    Parameters
    ----------
    name
        What it is.
    reported
        None where a number was found that is not reported.
    reproduced
        None where none was found.
    verdict
        What came of it.
    """

    name: str
    reported: ReportedNumber | None
    reproduced: Finding | None
    verdict: Verdict

    @property
    def difference(self) -> Fraction | None:
        """Reproduced less reported; None unless both are numbers."""
        if self.reported is None:
            return None
        before, after = self.reported.value, self.reproduced
        return after - before if isinstance(before, Fraction) and isinstance(after, Fraction) else None


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How a reproduction is run.

    Parameters
    ----------
    is_quick
        Whether what takes long may be left out.
    seed
        Of whatever is random.
    """

    is_quick: bool = False
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Reproduction:
    """The reproduction of a paper, as its script defines it.

    Parameters
    ----------
    folder
        Where script, ``reported.csv`` and ``README.md`` are; its name is that of the reproduction.
    numbers
        Yields each number with its name in ``reported.csv``.
    figures
        Yields each picture with a name for its file.
    is_random
        Whether the seed matters.
    """

    folder: Path
    numbers: Callable[[RunSettings], Iterator[tuple[str, Any]]]
    figures: Callable[[RunSettings], Iterator[tuple[str, Any]]]
    is_random: bool = False

    @property
    def name(self) -> str:
        """Author and year."""
        return self.folder.name


def to_finding(value: Any) -> Finding:
    """Return a number, or the number that a text is, as a fraction, and any other text as it is.

    Examples
    --------
    >>> to_finding("7/9"), to_finding(-29), to_finding("no exclusion")
    (Fraction(7, 9), Fraction(-29, 1), 'no exclusion')
    """
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        return str(value)


def compare_numbers(
    reported: Iterable[ReportedNumber], found: Mapping[str, Any], *, is_quick: bool = False
) -> tuple[ComparedNumber, ...]:
    """Return every reported number beside the one that was found, then those found that are not reported.

    Parameters
    ----------
    reported
        In the order in which they are told.
    found
        Numbers, exact, or words, by name.
    is_quick
        Whether numbers may be left out.

    Examples
    --------
    >>> reported = [ReportedNumber("profit", Fraction(14), Fraction(0), Origin.FORMULA, "kreps1982")]
    >>> [compared] = compare_numbers(reported, {"profit": 13})
    >>> compared.verdict, compared.difference
    (<Verdict.DIFFERENT: 'different'>, Fraction(-1, 1))
    """
    expected = list(reported)
    findings = {name: to_finding(value) for name, value in found.items()}
    absent = Verdict.LEFT_OUT if is_quick else Verdict.MISSING
    compared = [
        ComparedNumber(number.name, number, findings[number.name], _verdict(number, findings[number.name]))
        if number.name in findings
        else ComparedNumber(number.name, number, None, absent)
        for number in expected
    ]
    names = {number.name for number in expected}
    compared += [
        ComparedNumber(name, None, value, Verdict.UNREPORTED) for name, value in findings.items() if name not in names
    ]
    return tuple(compared)


def _verdict(reported: ReportedNumber, found: Finding) -> Verdict:
    """Return whether a finding is what was reported."""
    value = reported.value
    if isinstance(value, Fraction) and isinstance(found, Fraction):
        return Verdict.REPRODUCED if abs(found - value) <= reported.tolerance else Verdict.DIFFERENT
    return Verdict.REPRODUCED if found == value else Verdict.DIFFERENT
