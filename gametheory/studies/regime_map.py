"""Which equilibria there are over a rectangle of two parameters, and where the borders between them run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.names import nearest
from gametheory.core.solution import Limits
from gametheory.errors import InvalidParameterError
from gametheory.solvers.watch import LimitReachedError, Watch
from gametheory.studies.map_records import UNKNOWN, MapAxis, RegimeMap
from gametheory.studies.map_survey import SLOW_NODES, MapSurvey, places_job
from gametheory.studies.sweeps.sweep_chunks import solve_chunk
from gametheory.studies.thresholds.thresholds import threshold_limits

if TYPE_CHECKING:
    from gametheory.core.solution import ProgressListener
    from gametheory.models.model import GameModel
    from gametheory.studies.sweeps.sweep_job import SweepQuestion

__all__ = ["UNKNOWN", "MapAxis", "RegimeMap", "check_player", "map_axis", "regime_map", "with_payoffs"]


def map_axis(
    model: GameModel, name: str, within: tuple[object, object] | None = None, num_nodes: int | None = None
) -> MapAxis:
    """Return one side of a map, checked.

    Parameters
    ----------
    model
        The model.
    name
        A parameter of it.
    within
        Both ends; None takes the parameter's own range.
    num_nodes
        Places at which the game is solved; None chooses.

    Raises
    ------
    InvalidParameterError
        If there is no such parameter, no range, or only one place.

    Examples
    --------
    >>> from gametheory import load
    >>> map_axis(load("price_monitoring"), "commission", ("0.1", "0.3"))
    MapAxis(name='commission', low=Fraction(1, 10), high=Fraction(3, 10), num_nodes=None)
    """
    if num_nodes is not None and num_nodes < 2:
        raise InvalidParameterError(f"expected at least 2 places along {name!r}, got {num_nodes}; take 61, say")
    return MapAxis(name, *threshold_limits(model, name, within), num_nodes)


def regime_map(
    model: GameModel,
    axes: tuple[MapAxis, MapAxis],
    *,
    concept: str | None = None,
    limits: Limits | None = None,
    progress: ProgressListener | None = None,
) -> RegimeMap:
    """Return which equilibria there are over a rectangle of two parameters.

    Where the curves of the borders are known exactly (as of `borders`), they are followed. Elsewhere, where thresholds
    are exact, all rows and columns of a grid are traced: the regime at each place is proved, and so is where a border
    crosses a row or a column. All other games are solved at places. Where no axis says how many, that is done from
    coarse to fine: a place among others of one regime is taken to have it.

    Parameters
    ----------
    model
        Has the values of the other parameters.
    axes
        As `map_axis` returns them: across and upright.
    concept
        None is the model's own, otherwise ``nash``.
    limits
        Time of the whole; what was not reached is unknown.
    progress
        Called at most every 0.1 s.

    Raises
    ------
    InvalidParameterError
        If both axes have the same parameter.

    Examples
    --------
    >>> from gametheory import load
    >>> model = load("price_monitoring")
    >>> found = regime_map(model, (map_axis(model, "commission", None, 4), map_axis(model, "suppressed", None, 3)))
    >>> found.labels.tolist(), found.is_exact
    ([[1, 1, 1], [2, 0, 0], [2, 0, 0], [2, 0, 0]], True)
    """
    if axes[0].name == axes[1].name:
        raise InvalidParameterError(f"expected two parameters, got {axes[0].name!r} twice; name one to draw its curves")
    watch = Watch(limits or Limits(), progress)
    asked = concept or model.default_concept or "nash"
    return MapSurvey(model, axes, asked, watch).run()


def with_payoffs(found: RegimeMap, player: str, select: str, *, limits: Limits | None = None) -> RegimeMap:
    """Return the map with what a player gets at every place.

    Parameters
    ----------
    found
        A map.
    player
        Key of the player.
    select
        Which equilibrium where there are several, as of `sweep`.
    limits
        Time for it; places that were not reached have no payoff, and the map says why it ended.

    Raises
    ------
    InvalidParameterError
        If there is no such player or rule.

    Examples
    --------
    >>> from gametheory import load
    >>> model = load("price_monitoring")
    >>> sides = map_axis(model, "commission", None, 3), map_axis(model, "suppressed", None, 2)
    >>> with_payoffs(regime_map(model, sides), "amazon", "amazon").payoffs.round(2).tolist()
    [[0.0, 0.0], [6.29, 6.24], [12.68, 12.81]]
    """
    check_player(found.model, player)
    if found.num_taken and max(found.labels.shape) > SLOW_NODES:
        across, upright = found.nodes
        found = replace(found, nodes=(across[::2], upright[::2]), labels=found.labels[::2, ::2])
    keys = [known.key for known in found.model.players]
    question: SweepQuestion = {"concept": found.concept, "select": select, "outputs": ["payoff"]}
    job = places_job(found.model, found.axes, found.nodes, question)
    payoffs = np.full(job.grid.shape, np.nan)
    watch = Watch(limits or Limits())
    try:
        for chunk in range(job.num_chunks):
            watch.tick()
            payoffs[job.block(chunk).slices] = solve_chunk(job, chunk)["payoff"][..., keys.index(player)]
    except LimitReachedError as error:
        return replace(found, payoffs=payoffs, termination=error.termination)
    return replace(found, payoffs=payoffs)


def check_player(model: GameModel, key: str) -> str:
    """Return the label of a player.

    Raises
    ------
    InvalidParameterError
        If there is no player of this key.

    Examples
    --------
    >>> from gametheory import load
    >>> check_player(load("price_monitoring"), "seller")
    'Top seller'
    """
    labels = {player.key: player.label for player in model.players}
    if key not in labels:
        raise InvalidParameterError(
            f"expected a player ({', '.join(map(repr, labels))}), got {key!r}{nearest(key, labels)}"
        )
    return labels[key]
