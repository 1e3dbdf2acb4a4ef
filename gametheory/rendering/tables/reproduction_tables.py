"""Reported numbers beside reproduced ones as a table, and one row for each paper in a summary."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.rationals import brief_fraction
from gametheory.rendering.tables.text_table import Table
from gametheory.studies.reproduction import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.studies.reproduction import ComparedNumber, Finding

_NOTHING = "-"


@dataclass(frozen=True, slots=True)
class ReproductionOutcome:
    """What came of running one reproduction.

    Parameters
    ----------
    name
        Author and year.
    compared
        Its numbers.
    seconds
        How long it took.
    """

    name: str
    compared: tuple[ComparedNumber, ...]
    seconds: float

    def count(self, *verdicts: Verdict) -> int:
        """Return how many numbers have one of some verdicts."""
        return sum(number.verdict in verdicts for number in self.compared)

    @property
    def failures(self) -> tuple[ComparedNumber, ...]:
        """The numbers that were not reproduced."""
        return tuple(number for number in self.compared if number.verdict.is_failure)


def comparison_table(compared: Sequence[ComparedNumber]) -> Table:
    """Return a row for each number: reported, reproduced, difference, verdict and whose number it is."""
    rows = tuple(
        (
            number.name,
            _NOTHING if number.reported is None else _text(number.reported.value),
            _NOTHING if number.reproduced is None else _text(number.reproduced),
            _NOTHING if number.difference is None else brief_fraction(number.difference),
            number.verdict.value,
            _NOTHING if number.reported is None else number.reported.origin.sentence,
        )
        for number in compared
    )
    return Table(("number", "reported", "reproduced", "difference", "verdict", "whose number"), rows)


def summary_table(outcomes: Sequence[ReproductionOutcome]) -> Table:
    """Return a row for each reproduction: how many numbers were reproduced, were not, or were left out."""
    rows = tuple(
        (
            outcome.name,
            str(len(outcome.compared)),
            str(outcome.count(Verdict.REPRODUCED)),
            str(len(outcome.failures)),
            str(outcome.count(Verdict.LEFT_OUT)),
            f"{outcome.seconds:.1f}",
            "failed" if outcome.failures else "reproduced",
        )
        for outcome in outcomes
    )
    return Table(("paper", "numbers", "reproduced", "failed", "left out", "seconds", "verdict"), rows)


def closing_sentence(outcome: ReproductionOutcome) -> str:
    """Return how many numbers were reproduced, and how many a quick run left out."""
    num_left_out = outcome.count(Verdict.LEFT_OUT)
    left_out = f"; {num_left_out} left out in this quick run" if num_left_out else ""
    num_tried = len(outcome.compared) - num_left_out
    return f"{outcome.count(Verdict.REPRODUCED)} of {num_tried} numbers reproduced{left_out}."


def failure_sentence(name: str, failure: ComparedNumber) -> str:
    """Return which number of a reproduction failed, and how."""
    if failure.reported is None:
        return f"{name}: {failure.name!r} was found but is not reported"
    told = _NOTHING if failure.reproduced is None else _text(failure.reproduced)
    return f"{name}: {failure.name!r} is {failure.verdict}, reported {_text(failure.reported.value)}, found {told}"


def _text(value: Finding) -> str:
    """Return a number as a fraction, a word as it is."""
    return brief_fraction(value) if isinstance(value, Fraction) else value
