"""The best value of a parameter: a table of the stretches between thresholds, and the answer in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.rendering.sentences.numbers import fraction_text, payoff_text
from gametheory.rendering.sentences.wording import amount_text, joined
from gametheory.rendering.tables.text_table import Table

if TYPE_CHECKING:
    from fractions import Fraction

    from gametheory.studies.policies.design import Design, DesignPoint


def design_heading(found: Design) -> str:
    """Return what was asked."""
    title = found.model.title or "the game"
    concept = found.thresholds.concept.replace("_", " ")
    ends = f"{payoff_text(found.low)} to {payoff_text(found.high)}"
    return f"{title}: the best {found.parameter} from {ends} for {found.measure.label}, {concept}"


def design_table(found: Design) -> Table:
    """Return the best point of each stretch on which the equilibria do not change, and of ends that are better."""
    rows = tuple((_value_text(point), payoff_text(point.objective), _attained_text(point)) for point in found.pieces)
    return Table((found.parameter, found.measure.label, "attained"), rows)


def design_sentences(found: Design) -> tuple[str, ...]:
    """Return the best value, whether it is attained, and what is proved."""
    best, unit = found.best, found.model.unit
    amount = amount_text(best.objective, unit)
    if best.is_attained:
        told = [f"Best: {_where(found.parameter, best)}, which gives {found.measure.label} {amount}."]
    else:
        way = "down to" if best.side == "above" else "up to"
        told = [
            f"Best: {found.parameter} {way} {_place_text(best)}, as near as one likes but not there: "
            f"{found.measure.label} tends to {amount}, a supremum that is not attained, as the equilibrium at "
            f"{_place_text(best)} is another one.",
            f"At {payoff_text(found.near.value)} it is {amount_text(found.near.objective, unit)}.",
        ]
    if found.equals:
        told.append(f"As much: {joined([_where(found.parameter, point) for point in found.equals])}.")
    told.append(f"Of several equilibria at one value {_rule_text(found)} answers.")
    if found.proved:
        told.append(
            "The thresholds between the stretches are proved; on each stretch the objective is a quotient of "
            "polynomials fitted to exact solutions and checked at others."
        )
    else:
        told.append("It is not proved that no other value is better.")
    ending = (found.termination.sentence,) if found.termination.was_cut_short else ()
    return (*told, *found.notes, *ending)


def _rule_text(found: Design) -> str:
    """Return which equilibrium a rule selects."""
    labels = {player.key: player.label for player in found.model.players}
    if found.select in labels:
        return f"the best one for {labels[found.select]}"
    return f"the {found.select.replace('_', '-')} one"


def _value_text(point: DesignPoint) -> str:
    if point.stretch is not None:
        return _ends_text(point).replace(" and ", " to ")
    return _place_text(point) if point.is_attained else f"{_place_text(point)}, from {point.side}"


def _where(parameter: str, point: DesignPoint) -> str:
    """Return which values of the parameter a point stands for."""
    if point.stretch is not None:
        return f"any {parameter} between {_ends_text(point)}"
    return f"{parameter} = {_place_text(point)}"


def _place_text(point: DesignPoint) -> str:
    """Return the value of the parameter at a point."""
    return _exact_text(point.value) if point.is_exact else f"≈{float(point.value):.6g}"


def _ends_text(point: DesignPoint) -> str:
    """Return both ends of a stretch on which the objective is the same."""
    return " and ".join(map(_exact_text, point.stretch or ()))


def _exact_text(value: Fraction) -> str:
    """Return a value of the parameter exactly where that is short: a decimal, or a fraction."""
    text = payoff_text(value)
    return fraction_text(value) if text.startswith("≈") else text


def _attained_text(point: DesignPoint) -> str:
    return "yes" if point.is_attained else "approached"
