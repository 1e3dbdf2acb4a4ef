"""A calibration as tables and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.rendering.sentences.numbers import fraction_text
from gametheory.rendering.sentences.wording import counted, joined
from gametheory.rendering.tables.text_table import Table
from gametheory.studies.uncertainty.calibration_records import FitCalibration, OutcomeCalibration, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from gametheory.models.model import GameModel
    from gametheory.studies.uncertainty.calibration_records import Condition

MOST_CONDITIONS = 12
"""Conditions that are written out."""


def calibration_heading(found: OutcomeCalibration | FitCalibration) -> str:
    """Return what was asked."""
    title = found.model.title or "the game"
    if isinstance(found, OutcomeCalibration):
        return f"{title}: where {found.target} is an equilibrium"
    return f"{title}: the equilibrium nearest to what was observed"


def calibration_tables(found: OutcomeCalibration | FitCalibration) -> tuple[Table, ...]:
    """Return the parameters, and of a fit what was observed beside what the model says; none without values."""
    if not found.point:
        return ()
    if isinstance(found, OutcomeCalibration):
        return (_outcome_table(found),)
    rows = tuple(
        (name, fraction_text(value), fraction_text(found.model.parameter_values[name]))
        for name, value in found.point.items()
    )
    labels = {player.key: player.label for player in found.model.players}
    numbers = tuple(
        (
            " ".join(part for part in (labels[number.place[0]], *number.place[1:]) if part),
            number.kind,
            f"{number.observed:.6g}",
            f"{number.fitted:.6g}",
        )
        for number in found.numbers
    )
    return Table(("parameter", "fitted", "in the file"), rows), Table(("what", "kind", "observed", "fitted"), numbers)


def _outcome_table(found: OutcomeCalibration) -> Table:
    """Return for each parameter a value, and between which ends the others lie where that is known."""
    columns = ["parameter", "such a value", "in the file", "looked for from"]
    if found.ranges:
        columns.append("all lie from" if found.method == "linear_program" else "none outside")
    rows = []
    for name, value in found.point.items():
        row = [name, fraction_text(value), fraction_text(found.model.parameter_values[name])]
        row.append(_ends(found.within[name]))
        if found.ranges:
            row.append(_ends(found.ranges[name]))
        rows.append(tuple(row))
    return Table(tuple(columns), tuple(rows))


def _ends(ends: tuple[Fraction, Fraction]) -> str:
    low, high = map(fraction_text, ends)
    return low if ends[0] == ends[1] else f"{low} to {high}"


def calibration_sentences(found: OutcomeCalibration | FitCalibration) -> tuple[str, ...]:
    """Return what is proved, what was only looked for, and why it ended."""
    told = _outcome_sentences(found) if isinstance(found, OutcomeCalibration) else _fit_sentences(found)
    ending = (found.termination.sentence,) if found.termination.was_cut_short else ()
    return (*told, *ending)


def _outcome_sentences(found: OutcomeCalibration) -> Iterator[str]:
    names = joined(list(found.within))
    if found.verdict is Verdict.INFEASIBLE:
        yield f"At no values of {names} within these ranges is it an equilibrium. That is proved{_by(found)}."
        if found.conflict:
            yield "These conditions cannot hold together:"
            yield from _condition_lines(found.model, found.conflict)
    elif found.verdict is Verdict.NOT_FOUND:
        where = {"search": "points", "boxes": "boxes"}.get(found.method, "steps")
        yield (
            f"No such values of {names} were found at {found.num_points:,} {where}. That is no proof that there are "
            "none."
        )
    elif found.method == "linear_program":
        binding = tuple(condition for condition in found.conditions if condition.coefficients)
        if binding:
            yield "It is an equilibrium exactly where the following holds; the values above are nearest to the file's."
            yield from _condition_lines(found.model, binding)
        else:
            yield f"It is an equilibrium at all values of {names} within these ranges."
    elif found.method == "boxes" and found.share is not None:
        low, high = found.share
        yield (
            f"Proved by bounds over {_boxes(found)}: it is an equilibrium in at least {100 * low:.3g} % and "
            f"at most {100 * high:.3g} % of the volume of these ranges."
        )
    elif found.share is not None:
        yield (
            f"It is an equilibrium at {100 * found.share[0]:.3g} % of {found.num_points:,} points that were solved; "
            "the values above are the nearest to the file's among these points."
        )
    yield from found.notes


def _by(found: OutcomeCalibration) -> str:
    return ", by an exact linear program" if found.method == "linear_program" else f", over {_boxes(found)}"


def _boxes(found: OutcomeCalibration) -> str:
    return counted(found.num_points, "box", "boxes")


def _condition_lines(model: GameModel, conditions: tuple[Condition, ...]) -> Iterator[str]:
    """Yield one line for each condition."""
    labels = {player.key: player.label for player in model.players}
    for condition in conditions[:MOST_CONDITIONS]:
        relation = "=" if condition.is_equation else ">="
        wish = "is indifferent to" if condition.is_equation else "does not prefer"
        yield f"  {linear_text(condition)} {relation} 0    ({labels[condition.player]} {wish} {condition.action})"
    if len(conditions) > MOST_CONDITIONS:
        yield f"  and {len(conditions) - MOST_CONDITIONS} more"


def linear_text(condition: Condition) -> str:
    """Return a linear function as text.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory.studies.uncertainty.calibration_records import Condition
    >>> linear_text(Condition("seller", "Leave", False, {"fee": Fraction(-3), "cost": Fraction(1)}, Fraction(1, 2)))
    '1/2 - 3 fee + cost'
    """
    parts = [(condition.constant, "")] if condition.constant or not condition.coefficients else []
    parts += [(value, name) for name, value in condition.coefficients.items()]
    text = ""
    for value, name in parts:
        size = abs(value or 0)
        number = str(size) if not name or size != 1 else ""
        term = " ".join(part for part in (number, name) if part)
        sign = "-" if (value or 0) < 0 else "+"
        text += f" {sign} {term}" if text else f"-{term}" if sign == "-" else term
    return text


def _fit_sentences(found: FitCalibration) -> Iterator[str]:
    searched = (
        f"{counted(found.num_starts, 'start', 'starts')} of least squares, {found.num_points:,} points solved, "
        f"seed {found.seed}"
    )
    if not found.point:
        yield f"No values with an equilibrium were found ({searched}). That is no proof that there are none."
        return
    if found.is_met:
        yield f"Everything observed is met up to rounding ({searched})."
    else:
        yield (
            f"Misfit {found.misfit:.6g} ({searched}). No values that meet everything were found, which is no proof "
            "that there are none."
        )
    if any(number.kind == "counts" for number in found.numbers):
        yield "Of counts the misfit is the deviance: the fit is the likeliest one that was found."
    if found.undetermined:
        names = joined(list(found.undetermined))
        yield f"Not determined by what was observed: {names} can move, alone or together, without changing the fit."
    if found.num_others:
        ends = counted(found.num_others, "other start ends", "other starts end")
        yield f"{ends} at other values that fit as well.".capitalize()
