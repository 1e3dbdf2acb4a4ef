"""Thresholds of a parameter as a table of values and regimes, with sentences on what is proved."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.rationals import rounded_text
from gametheory.rendering.sentences.numbers import fraction_text
from gametheory.rendering.sentences.wording import counted
from gametheory.rendering.tables.text_table import Table
from gametheory.studies.regime_words import regime_text
from gametheory.studies.thresholds.threshold_records import Enclosure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.core.players import Player
    from gametheory.studies.regimes import Regime
    from gametheory.studies.thresholds.closed_forms import ClosedForm
    from gametheory.studies.thresholds.threshold_records import Thresholds, ThresholdValue

NOT_DETERMINED = "not determined"
"""Where the search was cut short."""
Move: TypeAlias = "tuple[str, str, tuple[str, ...]]"
"""Player, information set and actions: one entry of a support."""


def threshold_heading(found: Thresholds) -> str:
    """Return what was asked."""
    title = found.model.title or "the game"
    unit = found.model.parameters[found.parameter].unit
    ends = f"{fraction_text(found.low)} to {fraction_text(found.high)}{f' {unit}' if unit else ''}"
    return f"{title}: {found.parameter} from {ends}, {found.concept.replace('_', ' ')}"


def threshold_table(found: Thresholds) -> Table:
    """Return one row for each value and each stretch between values, with the regime there."""
    players, same = found.model.players, same_everywhere(found)
    edges = {edge.value: edge for edge in found.edges}
    rows = []
    if found.low in edges:
        rows.append((fraction_text(found.low), _told(edges[found.low].regime, same, players)))
    for number, (low, high, regime) in enumerate(found.stretches):
        is_last = number == len(found.thresholds)
        is_known = regime is not None or not (is_last and found.termination.was_cut_short)
        told = _told(regime, same, players) if is_known else NOT_DETERMINED
        rows.append((f"{_value_text(low)} to {_value_text(high)}", told))
        if number < len(found.thresholds) and found.thresholds[number].is_exact:
            rows.append((_exact_text(high), _told(found.thresholds[number].at, same, players)))
    if found.high in edges:
        rows.append((fraction_text(found.high), _told(edges[found.high].regime, same, players)))
    return Table((found.parameter, "equilibria"), tuple(rows))


def same_everywhere(found: Thresholds) -> frozenset[Move]:
    """Return the choices at information sets of a tree that are the same in every equilibrium at every value."""
    regimes = [found.first, *(edge.regime for edge in found.edges)]
    for threshold in found.thresholds:
        regimes += [threshold.at, threshold.after] if threshold.is_exact else [threshold.after]
    supports = [support for regime in regimes for component in regime or () for support in component]
    if not supports:
        return frozenset()
    return frozenset.intersection(*map(frozenset, supports)) & {move for move in supports[0] if move[1]}


def _told(regime: Regime | None, same: frozenset[Move], players: Sequence[Player]) -> str:
    """Return a regime in words, without what is the same everywhere."""
    if regime is None or not same:
        return regime_text(regime, players)
    shorter = tuple(
        tuple(tuple(move for move in support if move not in same) for support in component) for component in regime
    )
    return regime_text(shorter, players) or "the same"


def threshold_sentences(found: Thresholds) -> tuple[str, ...]:
    """Return how many thresholds there are, whether that is proved, and what ties."""
    count = counted(len(found.thresholds), "threshold", "thresholds") if found.thresholds else "no threshold"
    sentences = [f"{count[:1].upper()}{count[1:]}{_proof_text(found)}"]
    same = same_everywhere(found)
    if same:
        support = next(support for component in found.first or () for support in component)
        told = tuple(move for move in support if move in same)
        sentences.append(f"The same at every value: {regime_text(((told,),), found.model.players)}.")
    sentences += found.notes
    if found.ties:
        sentences.append(f"At every value: {'; '.join(found.ties)}.")
    return tuple(sentences)


def closed_form_sentences(found: Thresholds, forms: Mapping[int, ClosedForm]) -> tuple[str, ...]:
    """Return thresholds as formulas of the other parameters, by their number."""
    sentences = []
    for number, form in forms.items():
        told = f"{found.parameter} = {form.solution}" if form.solution else form.equation
        points = counted(form.num_checks, "random point", "random points")
        check = f" (checked at {points})" if form.num_checks else ""
        sentences.append(f"{_exact_text(found.thresholds[number].value)}: {told}{check}.")
    return tuple(sentences)


def _proof_text(found: Thresholds) -> str:
    """Return why there is no other threshold, or that there may be."""
    if not found.proved:
        return " found; others may have been missed."
    candidates = int(found.statistics["candidates"])
    if not candidates:
        return ", proved: no sign that decides the equilibria changes inside the range."
    values = counted(candidates, "value", "values")
    return f", proved: the signs that decide the equilibria change at {values} at most, and all of them were looked at."


def _value_text(value: ThresholdValue | Fraction) -> str:
    """Return a number at the end of a stretch."""
    if isinstance(value, Fraction):
        return fraction_text(value)
    if isinstance(value, Enclosure):
        return f"≈{rounded_text((value.low + value.high) / 2)}"
    return fraction_text(value.value) if value.value is not None else f"≈{float(value):.6g}"


def _exact_text(value: ThresholdValue | Fraction) -> str:
    """Return a threshold exactly where that is short, with its decimals."""
    if isinstance(value, Fraction | Enclosure):
        return _value_text(value)
    if value.value is not None:
        exact = fraction_text(value.value)
        return exact if value.value.denominator == 1 or "≈" in exact else f"{exact} = {rounded_text(value.value)}"
    return f"{value.closed_form} ≈ {float(value):.6g}" if value.closed_form else f"≈{float(value):.10g}"
