"""Borders over two parameters as tables of regimes and of polynomials, with sentences on what is proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.rendering.pictures.plot_frame import letters
from gametheory.rendering.sentences.numbers import fraction_text
from gametheory.rendering.sentences.regime_sentences import told_regimes
from gametheory.rendering.sentences.wording import counted
from gametheory.rendering.tables.text_table import Table
from gametheory.studies.borders.border_words import solved_text

if TYPE_CHECKING:
    from fractions import Fraction

    from gametheory.polynomials import RealRoot
    from gametheory.studies.borders.border_records import Border, BorderChange, Borders
    from gametheory.studies.regimes import Regime

LEFT_OUT = "What holds at the ends of the ranges, and at single points where curves meet, is not told."
ON_BORDER = "on a border only"


def border_heading(found: Borders) -> str:
    """Return what was asked."""
    ranges = []
    for name, (low, high) in zip(found.parameters, found.rectangle, strict=True):
        unit = found.model.parameters[name].unit
        ranges.append(f"{name} from {fraction_text(low)} to {fraction_text(high)}{f' {unit}' if unit else ''}")
    return f"{found.model.title or 'the game'}: {', '.join(ranges)}, {found.concept.replace('_', ' ')}"


def regimes_table(found: Borders) -> Table:
    """Return one row for each regime: its letter, a place where it holds, and what is played."""
    listed = _listed(found)
    texts, _ = told_regimes(listed, found.model.players)
    places = [_place_text(found, opened.sample) for opened in found.regimes]
    places += [ON_BORDER] * (len(listed) - len(places))
    rows = tuple((letters(number), place, text) for number, (place, text) in enumerate(zip(places, texts, strict=True)))
    return Table(("regime", "for example at", "equilibria"), rows)


def borders_table(found: Borders) -> Table:
    """Return one row for each change at a border: its polynomial, where, and the letters of the regimes around it."""
    letter_of = {regime: letters(number) for number, regime in enumerate(_listed(found))}
    rows: list[tuple[str, ...]] = []
    for border in found.borders:
        text = border.polynomial.text(found.parameters)
        for change in border.changes:
            around = (letter_of[regime] for regime in (change.negative, change.on, change.positive))
            rows.append((text, _stretches_text(found, border, change), *around))
            text = ""
    return Table(("polynomial", "over", "< 0", "= 0", "> 0"), tuple(rows))


def border_sentences(found: Borders) -> tuple[str, ...]:
    """Return how many regimes and borders there are, whether that is proved, and the borders solved for a parameter."""
    _, same = told_regimes(_listed(found), found.model.players)
    sentences = [f"{_count_text(found)}{_proof_text(found)}", *([same] if same else [])]
    solved = [solved_text(border.polynomial, found.parameters) for border in found.borders]
    if any(solved):
        sentences.append(f"Solved: {'; '.join(filter(None, solved))}.")
    if found.proved:
        sentences.append(LEFT_OUT)
    return (*sentences, *found.notes)


def _listed(found: Borders) -> list[Regime | None]:
    """Return all regimes: first those of open parts, then those on borders alone."""
    on_borders = (
        regime
        for border in found.borders
        for change in border.changes
        for regime in (change.negative, change.on, change.positive)
    )
    return list(dict.fromkeys([*(opened.regime for opened in found.regimes), *on_borders]))


def _place_text(found: Borders, point: tuple[Fraction, Fraction]) -> str:
    return ", ".join(f"{name} = {fraction_text(value)}" for name, value in zip(found.parameters, point, strict=True))


def _stretches_text(found: Borders, border: Border, change: BorderChange) -> str:
    """Return over which values something changes at a border."""
    stretches = ", ".join(f"{_end_text(low)} to {_end_text(high)}" for low, high in change.stretches)
    return f"{found.parameters[border.is_upright]} from {stretches}"


def _end_text(root: RealRoot) -> str:
    return fraction_text(root.value) if root.value is not None else f"≈{float(root):.6g}"


def _count_text(found: Borders) -> str:
    """Return how many regimes and borders there are."""
    regimes = counted(len(found.regimes), "open regime", "open regimes") if found.regimes else "no open regime"
    if not found.proved and not found.borders:
        text = regimes
    else:
        text = f"{regimes} and {counted(len(found.borders), 'border', 'borders') if found.borders else 'no border'}"
    return f"{text[:1].upper()}{text[1:]}"


def _proof_text(found: Borders) -> str:
    """Return why there is no other regime, or that there may be."""
    if not found.proved:
        return " found; others may have been missed."
    polynomials = counted(int(found.statistics["polynomials"]), "polynomial", "polynomials")
    cells = counted(int(found.statistics["cells"]), "cell", "cells")
    return (
        f", proved: the signs of {polynomials} decide the equilibria, and all {cells} between their curves "
        f"were looked at."
    )
