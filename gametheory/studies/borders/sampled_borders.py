"""Regimes over two parameters where borders are not known exactly: those at the places of a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.read_only import read_only
from gametheory.core.solution import Coverage, Limits
from gametheory.studies.borders.border_records import Borders, OpenRegime
from gametheory.studies.regime_map import MapAxis, regime_map

if TYPE_CHECKING:
    from gametheory.models.model import GameModel
    from gametheory.polynomials.plane_cells import Rectangle
    from gametheory.solvers.watch import Watch


def sampled_borders(
    model: GameModel,
    parameters: tuple[str, str],
    rectangle: Rectangle,
    *,
    concept: str,
    watch: Watch,
    reason: str,
) -> Borders:
    """Return the regimes at the places of a grid; others may have been missed.

    Parameters
    ----------
    model, parameters, concept
        As of ``borders``.
    rectangle
        Both ranges.
    watch
        The clock of the run.
    reason
        Why borders are not known exactly.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory import load
    >>> from gametheory.polynomials.plane_cells import Rectangle
    >>> from gametheory.solvers.watch import Watch
    >>> ranges = Rectangle((Fraction(1), Fraction(4)), (Fraction(1), Fraction(3)))
    >>> found = sampled_borders(
    ...     load("inspection_game"), ("wage", "inspection"), ranges, concept="nash", watch=Watch(), reason="An example."
    ... )
    >>> len(found.regimes), found.borders, found.coverage.value
    (3, (), 'approximate')
    """
    first, second = (MapAxis(name, *ends) for name, ends in zip(parameters, rectangle, strict=True))
    left = None if watch.limits.time is None else max(watch.seconds_left, 0.0)
    found = regime_map(model, (first, second), concept=concept, limits=Limits(time=left))
    regimes = []
    for label, regime in enumerate(found.regimes):
        places = np.argwhere(found.labels == label)
        column, row = places[len(places) // 2].tolist()
        regimes.append(OpenRegime(regime, (found.nodes[0][column], found.nodes[1][row]), len(places)))
    is_cut = found.termination.was_cut_short
    return Borders(
        model,
        parameters,
        concept,
        rectangle,
        tuple(regimes),
        coverage=Coverage.PARTIAL if is_cut else Coverage.APPROXIMATE,
        proved=False,
        notes=(reason, *([found.termination.sentence] if is_cut else [])),
        termination=found.termination,
        statistics=read_only({"places": int(found.labels.size), "seconds": watch.seconds}),
    )
