"""Whether the equilibria change where a game file says that they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.core.rationals import brief_fraction, to_fraction
from gametheory.core.solution import Limits
from gametheory.solvers.watch import LimitReachedError
from gametheory.studies.thresholds.threshold_records import Enclosure
from gametheory.studies.thresholds.thresholds import thresholds

if TYPE_CHECKING:
    from gametheory.models.definitions import Expectation
    from gametheory.models.model import GameModel
    from gametheory.studies.thresholds.threshold_records import Thresholds


def threshold_failures(
    expectation: Expectation, model: GameModel, seconds: float | None
) -> list[tuple[tuple[str | int, ...], str]]:
    """Return the thresholds that a row expects in vain: the value's path within the row, and what is wrong.

    Parameters
    ----------
    expectation
        The row; without the key ``threshold`` it expects nothing here.
    model
        At the row's values.
    seconds
        Time for the search; None for no limit.

    Raises
    ------
    LimitReachedError
        If time ran out.
    """
    expected: Any = expectation.values.get("threshold", {})
    concept = expectation.values.get("concept")
    failures: list[tuple[tuple[str | int, ...], str]] = []
    for name, given in expected.items():
        found = thresholds(model, name, concept=None if concept is None else str(concept), limits=Limits(time=seconds))
        if found.termination.was_cut_short:
            raise LimitReachedError(found.termination)
        sentence = _complaint(found, given)
        if sentence:
            failures.append((("threshold", name), sentence))
    return failures


def _complaint(found: Thresholds, given: Any) -> str:
    """Return what is wrong with one value, or with a list of all; empty where they are right."""
    if not found.proved:
        return f"expected thresholds of {found.parameter} that are proved, got a search by samples: {found.notes[0]}"
    is_all = isinstance(given, tuple)
    values = [to_fraction(text) for text in (given if is_all else [given])]
    exact = [value for value in found.values if not isinstance(value, Enclosure)]
    missing = [value for value in values if not any(value == other for other in exact)]
    shown = ", ".join(map(str, exact)) or "none"
    if missing:
        expected = ", ".join(map(brief_fraction, missing))
        return f"expected the equilibria to change at {found.parameter} = {expected}, got the thresholds {shown}"
    if is_all and len(set(values)) < len(exact):
        return f"expected {len(set(values))} thresholds of {found.parameter}, got {len(exact)}: {shown}"
    return ""
