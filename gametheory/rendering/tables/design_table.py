"""The best value of a parameter: a table of the stretches between thresholds, and the answer in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.rendering.sentences.numbers import payoff_text
from gametheory.rendering.sentences.wording import amount_text
from gametheory.rendering.tables.text_table import Table

if TYPE_CHECKING:
    from gametheory.studies.policies.design import Design, DesignPoint


def design_heading(found: Design) -> str:
    """Return what was asked."""
    title = found.model.title or "the game"
    concept = found.thresholds.concept.replace("_", " ")
    ends = f"{payoff_text(found.low)} to {payoff_text(found.high)}"
    return f"{title}: the best {found.parameter} from {ends} for {found.measure.label}, {concept}"


def design_table(found: Design) -> Table:
    """Return the best point of each stretch on which the equilibria do not change."""
    rows = tuple((_value_text(point), payoff_text(point.objective), _attained_text(point)) for point in found.pieces)
    return Table((found.parameter, found.measure.label, "attained"), rows)


def design_sentences(found: Design) -> tuple[str, ...]:
    """Return the best value, whether it is attained, and what is proved."""
    best, unit = found.best, found.model.unit
    amount = amount_text(best.objective, unit)
    if best.is_attained:
        told = [f"Best: {found.parameter} = {payoff_text(best.value)}, which gives {found.measure.label} {amount}."]
    else:
        way = "down to" if best.side == "above" else "up to"
        told = [
            f"Best: {found.parameter} {way} {payoff_text(best.value)}, as near as one likes but not there: "
            f"{found.measure.label} tends to {amount}, a supremum that is not attained, as the equilibrium at "
            f"{payoff_text(best.value)} is another one.",
            f"At {payoff_text(found.near.value)} it is {amount_text(found.near.objective, unit)}.",
        ]
    told.append(f"Of several equilibria at one value {_rule_text(found)} answers.")
    if found.proved:
        told.append(
            "The thresholds between the stretches are proved; on each stretch the objective is a quotient of "
            "polynomials fitted to exact solutions and checked at others."
        )
    return (*told, *found.notes)


def _rule_text(found: Design) -> str:
    """Return which equilibrium a rule selects."""
    labels = {player.key: player.label for player in found.model.players}
    if found.select in labels:
        return f"the best one for {labels[found.select]}"
    return f"the {found.select.replace('_', '-')} one"


def _value_text(point: DesignPoint) -> str:
    value = payoff_text(point.value) if point.is_exact else f"≈{float(point.value):.6g}"
    return value if point.is_attained else f"{value}, from {point.side}"


def _attained_text(point: DesignPoint) -> str:
    return "yes" if point.is_attained else "approached"
