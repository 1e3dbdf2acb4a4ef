"""Where the answer changes over two parameters: all border curves and all open regimes, exactly and with proof."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from gametheory.core.read_only import read_only
from gametheory.core.solution import Coverage, Limits, Termination
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.polynomials.plane_cells import Rectangle
from gametheory.solvers.watch import LimitReachedError, Watch
from gametheory.studies.borders.border_records import Border, BorderChange, Borders, OpenRegime
from gametheory.studies.borders.plane_survey import PlaneSurvey
from gametheory.studies.borders.sampled_borders import sampled_borders
from gametheory.studies.thresholds.thresholds import ROUNDED, threshold_limits

if TYPE_CHECKING:
    from fractions import Fraction

    from gametheory.core.solution import ProgressListener
    from gametheory.models.model import GameModel
    from gametheory.polynomials.plane_cells import Section
    from gametheory.polynomials.real_root import RealRoot
    from gametheory.studies.regimes import Regime

    Stretches = list[tuple[RealRoot, RealRoot]]
    Sides = tuple[Regime | None, Regime | None, Regime | None]

__all__ = ["Border", "BorderChange", "Borders", "OpenRegime", "borders"]


def borders(
    model: GameModel,
    parameters: tuple[str, str],
    *,
    within: tuple[tuple[Any, Any] | None, tuple[Any, Any] | None] = (None, None),
    concept: str | None = None,
    limits: Limits | None = None,
    progress: ProgressListener | None = None,
) -> Borders:
    """Return all curves at which the regime changes over two parameters, and all regimes that hold on open parts.

    Exact and proved for Nash equilibria of two players with two or three actions each, where payoffs are piecewise
    quotients of polynomials in both parameters. Elsewhere regimes are looked for on a grid; the record says so.

    Parameters
    ----------
    model
        The model.
    parameters
        Names of the two that vary.
    within
        The range of each, inside the parameter's own; None for that.
    concept
        None is the model's own, otherwise ``nash``.
    limits
        Time and memory; what was found by then is returned, and its coverage is ``PARTIAL``.
    progress
        Called at most every 0.1 s.

    Raises
    ------
    InvalidParameterError
        If there is no such parameter, no range, one whose ends are not in order or not allowed, or one name twice.

    Examples
    --------
    >>> from gametheory import load
    >>> found = borders(load("price_monitoring"), ("commission", "suppressed"))
    >>> [border.polynomial.text(found.parameters) for border in found.borders], found.proved
    (['71*suppressed - 3', '71*commission*suppressed - 120*commission + 5'], True)

    Notes
    -----
    A regime can change only where a polynomial in both parameters changes its sign: a factor of a bordered minor of
    the payoffs, or of what decides a comparison in a formula. The rectangle is cut into cells in which none does, one
    point of each is looked at, and so is each piece of a curve between them.
    """
    if parameters[0] == parameters[1]:
        raise InvalidParameterError(
            f"expected two parameters, got {parameters[0]!r} twice; give one name for its values"
        )
    first, second = (threshold_limits(model, name, ends) for name, ends in zip(parameters, within, strict=True))
    watch = Watch(limits or Limits(), progress)
    rectangle = Rectangle(first, second)
    asked = concept or model.default_concept or "nash"
    try:
        if asked != "nash":
            raise UnsupportedGameError(f"exact borders of concept {asked!r} are not known")
        survey = PlaneSurvey(model, parameters, rectangle, watch.tick)
        termination = _termination(survey)
    except UnsupportedGameError as error:
        return sampled_borders(model, parameters, rectangle, concept=asked, watch=watch, reason=str(error))
    is_whole = termination is Termination.EXHAUSTED
    notes = [ROUNDED] if survey.plane.is_rounded else []
    return Borders(
        model,
        parameters,
        asked,
        rectangle,
        _open_regimes(survey),
        _borders(survey) if is_whole else (),
        coverage=Coverage.ALL if is_whole else Coverage.PARTIAL,
        proved=is_whole and not survey.plane.is_rounded,
        notes=(*notes, *survey.failures, *([] if is_whole else [termination.sentence])),
        termination=termination,
        statistics=read_only(
            {
                "polynomials": len(survey.factors),
                "columns": len(survey.columns),
                "cells": sum(map(len, survey.cells)),
                "seconds": watch.seconds,
            }
        ),
        survey=survey if is_whole else None,
    )


def _termination(survey: PlaneSurvey) -> Termination:
    """Run a survey, and return why it ended."""
    try:
        survey.run()
    except LimitReachedError as error:
        return error.termination
    except KeyboardInterrupt:
        return Termination.INTERRUPTED
    return Termination.EXHAUSTED


def _open_regimes(survey: PlaneSurvey) -> tuple[OpenRegime, ...]:
    """Return the regimes of the cells that were looked at, each with a sample in the largest of its cells."""
    sizes: defaultdict[Regime | None, list[tuple[float, tuple[Fraction, Fraction]]]] = defaultdict(list)
    for column, cells in zip(survey.columns, survey.cells, strict=False):
        width = float(column.high) - float(column.low)
        stops = [float(root) for root in (column.ends[0], *column.chart.roots, column.ends[1])]
        for cell, (low, high) in zip(cells, pairwise(stops), strict=True):
            if survey.is_known(cell.signs):
                sizes[survey.regime(cell.signs)].append((width * (high - low), cell.sample))
    order = sorted(sizes, key=lambda regime: -sum(size for size, _ in sizes[regime]))
    return tuple(OpenRegime(regime, max(sizes[regime])[1], len(sizes[regime])) for regime in order)


def _borders(survey: PlaneSurvey) -> tuple[Border, ...]:
    """Return the curves of which some piece has another regime on it or on one of its sides."""
    found: defaultdict[int, dict[Sides, tuple[Section, Stretches]]] = defaultdict(dict)
    for section in survey.sections:
        negative, positive = (survey.regime(section.beside(side)) for side in (-1, 1))
        sides = negative, survey.regime(section.signs), positive
        if negative == sides[1] == positive:
            continue
        _, stretches = found[section.place].setdefault(sides, (section, []))
        low, high = section.stretch
        if stretches and stretches[-1][1] is low:
            stretches[-1] = stretches[-1][0], high
        elif not stretches or stretches[-1][1] is not high:
            stretches.append(section.stretch)
    listed = [
        Border(
            survey.factors[place],
            tuple(BorderChange(*sides, first.sample, tuple(ends)) for sides, (first, ends) in changes.items()),
        )
        for place, changes in found.items()
    ]
    return tuple(sorted(listed, key=lambda border: border.polynomial.order))
