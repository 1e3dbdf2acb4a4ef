"""The precision of quantal response that makes observed choices likeliest, along a path of logit equilibria."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.normal_form import NormalFormGame
from gametheory.core.path import choice_blocks, choices_of, flat_probabilities
from gametheory.errors import InvalidParameterError
from gametheory.solvers.quantal_response.equations import equations_of
from gametheory.solvers.quantal_response.path_points import PathCurve, response_at
from gametheory.solvers.quantal_response.principal_branch import logit_path
from gametheory.studies.quantal_response.fit_records import FittedChoice, LogitFit
from gametheory.studies.quantal_response.observed_counts import observed_counts

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.array_types import FloatArray
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.path import Path
    from gametheory.core.solution import Limits, ProgressListener
    from gametheory.core.source import GameSource
    from gametheory.studies.quantal_response.observed_counts import Counts

MOST_SECANTS = 80
"""Steps towards a maximum or a bound."""
NEAREST = 1e-13
"""Length of the interval around a maximum or a bound, in steps of the path, at which it is found."""
DIFFERENCE = 1e-4
"""Half the share of a step over which the slope of the log likelihood is compared for its curvature."""


def fit_logit(
    source: GameSource,
    counts: Counts,
    *,
    path: Path | None = None,
    level: float = 0.95,
    limits: Limits | None = None,
    progress: ProgressListener | None = None,
) -> LogitFit:
    """Return the precision of logit quantal response that makes observed choices likeliest, with its uncertainty.

    All players share one precision, for each unit of payoff: payoffs must be in the units in which players were paid.

    Parameters
    ----------
    source
        A game, or a model; in a tree each information set answers by itself (the agent form).
    counts
        How often each action was observed: ``{player: {action: count}}``, in trees ``{player: {information set:
        {action: count}}}``; what is left out is 0.
    path
        The path along which likelihood is maximized, such as an arm of a bifurcation; None for the principal branch.
    level
        Of the interval of precisions.
    limits, progress
        Of following the path.

    Raises
    ------
    InvalidParameterError
        If a name is unknown, a number is not a count, nothing was observed, the level is not between 0 and 1, or the
        path belongs to another game.
    UnsupportedGameError
        If the game has no path.

    Notes
    -----
    The global maximum among all points of the path and the ways between them. Choices count as independent.

    References
    ----------
    mckelvey1995; mckelvey1998.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[9, 0], [0, 1]], [[0, 1], [1, 0]], players=["row", "column"])
    >>> fit = fit_logit(game, {"row": {"1": 64, "2": 36}, "column": {"1": 24, "2": 76}})
    >>> round(fit.precision, 3), [round(bound, 2) for bound in fit.interval]
    (5.499, [3.3, 13.75])
    """
    if not 0.0 < level < 1.0:
        raise InvalidParameterError(f"expected a level between 0 and 1, got {level!r}; 0.95 is usual")
    followed = logit_path(source, limits=limits, progress=progress) if path is None else path
    if path is not None and path.game != source.to_game():
        raise InvalidParameterError("expected a path of the game that is fitted, got one of another game")
    observed = observed_counts(followed.game, counts)
    curve = _Likelihood(followed, observed)
    best = curve.maximum()
    critical = NormalDist().inv_cdf((1.0 + level) / 2.0) ** 2 / 2.0
    interval = curve.interval(best, critical)
    point = curve.curve.point(best)
    return LogitFit(
        path=followed,
        response=response_at(equations_of(followed.game), point),
        standard_error=curve.standard_error(best),
        interval=interval,
        level=level,
        log_likelihood=curve.value(best),
        log_likelihood_uniform=_uniform(followed.game, observed),
        log_likelihood_nash=_log_likelihood(
            observed, np.array(flat_probabilities(followed.limit.profile), dtype=float)
        ),
        log_likelihood_observed=_log_likelihood(observed, _shares(followed.game, observed)),
        choices=_choices(followed, observed, np.exp(point[:-1])),
        notes=tuple(curve.notes(best, critical, interval)),
    )


class _Likelihood:
    """Log likelihood of observed choices along a path: a place is a point's position plus a share of the next step."""

    def __init__(self, path: Path, observed: FloatArray) -> None:
        self.curve = PathCurve(path)
        self._path, self._observed = path, observed
        self._values = path.log_probabilities @ observed

    def value(self, place: float) -> float:
        """Return the log likelihood at a place."""
        return float(self._observed @ self.curve.point(place)[:-1])

    def slope(self, place: float) -> float:
        """Return how the log likelihood changes along the path, per unit of its length."""
        return float(self._observed @ self.curve.tangent(place)[:-1])

    def maximum(self) -> float:
        """Return the place of the largest log likelihood."""
        last = len(self._values) - 1
        peaks = [
            position
            for position, value in enumerate(self._values)
            if value >= self._values[max(position - 1, 0)] and value >= self._values[min(position + 1, last)]
        ]
        places = [self._refined(position) for position in peaks]
        return max(places, key=lambda place: (self.value(place), -place))

    def _refined(self, position: int) -> float:
        """Return the place where the slope changes its sign next to a point that none of its neighbors exceeds."""
        last = float(len(self._values) - 1)
        low, high = max(position - 1.0, 0.0), min(position + 1.0, last)
        if self.slope(low) <= 0.0 and low == 0.0:
            return low
        if self.slope(high) >= 0.0 and high == last:
            return high
        return _root(self.slope, low, high)

    def standard_error(self, place: float) -> float | None:
        """Return the standard error of the precision, None at an end and where the path turns."""
        before, after = place - DIFFERENCE, place + DIFFERENCE
        if before < 0.0 or after > len(self._values) - 1:
            return None
        slopes, precisions = [], []
        for near in (before, after):
            tangent = self.curve.tangent(near)
            slopes.append(float(self._observed @ tangent[:-1]) / float(tangent[-1]))
            precisions.append(float(self.curve.point(near)[-1]))
        curvature = -(slopes[1] - slopes[0]) / (precisions[1] - precisions[0])
        return float(1.0 / np.sqrt(curvature)) / self.curve.unit if curvature > 0.0 else None

    def interval(self, place: float, critical: float) -> tuple[float, float | None]:
        """Return the precisions around a place down to which the log likelihood falls by a critical difference."""
        wanted = self.value(place) - critical
        start = self._crossing(place, wanted, -1)
        end = self._crossing(place, wanted, 1)
        lowest, highest = (self.curve.precision(end) if end is not None else None for end in (start, end))
        bounds = [bound for bound in (lowest, highest) if bound is not None]
        if start is None:
            return 0.0, highest
        return (min(bounds), None) if end is None else (min(bounds), max(bounds))

    def _crossing(self, place: float, wanted: float, side: int) -> float | None:
        """Return the next place on a side at which the log likelihood is as wanted, None if there is none."""
        inside = place
        position = int(np.ceil(place)) - 1 if side < 0 else int(np.floor(place)) + 1
        while 0 <= position < len(self._values):
            if self._values[position] < wanted:
                return _root(lambda at: self.value(at) - wanted, inside, float(position))
            inside = float(position)
            position += side
        return None

    def notes(self, place: float, critical: float, interval: tuple[float, float | None]) -> list[str]:
        """Return what is to be said of a maximum."""
        last = len(self._values) - 1
        said = []
        if place == 0.0:
            said.append("No precision above 0 makes the choices likelier than all actions being alike.")
        if place == last:
            said.append(
                "The likelihood still rises at the end of the path: the choices fit the equilibrium there better than "
                "any finite precision."
            )
        wanted = self.value(place) - critical
        turns = [turn for turn in self._path.turns if self._values[turn] >= wanted]
        if turns:
            said.append("The path turns back within the interval: some precisions in it belong to several equilibria.")
        inside = self._values >= wanted
        precisions = self._path.precisions
        high = np.inf if interval[1] is None else interval[1]
        if bool((inside & ((precisions < interval[0]) | (precisions > high))).any()):
            said.append("Other parts of the path, outside the interval, are not rejected either.")
        if self._path.bifurcations:
            said.append(
                f"Other branches leave the path at precision "
                f"{', '.join(f'{fork.precision:.6g}' for fork in self._path.bifurcations[:3])}; "
                f"fit them with path=path.arms[k]."
            )
        return [*said, *self._path.unresolved]


def _root(function: Callable[[float], float], start: float, end: float) -> float:
    """Return where a function changes its sign between two places, by false position with halved weights."""
    at_start, at_end = function(start), function(end)
    for _ in range(MOST_SECANTS):
        if at_start == at_end or abs(end - start) < NEAREST:
            break
        middle = end - at_end * (end - start) / (at_end - at_start)
        at_middle = function(middle)
        if at_middle * at_end < 0.0:
            start, at_start = end, at_end
        else:
            at_start /= 2.0
        if abs(middle - end) < NEAREST or at_middle == 0.0:
            return middle
        end, at_end = middle, at_middle
    return end


def _log_likelihood(observed: FloatArray, probabilities: FloatArray) -> float:
    """Return the log likelihood of choices under probabilities, ``-inf`` where one has none."""
    taken = observed > 0
    with np.errstate(divide="ignore"):
        return float(observed[taken] @ np.log(probabilities[taken]))


def _uniform(game: NormalFormGame | ExtensiveFormGame, observed: FloatArray) -> float:
    """Return the log likelihood where all actions are alike."""
    return float(-sum(observed[block].sum() * np.log(block.stop - block.start) for block in choice_blocks(game)))


def _shares(game: NormalFormGame | ExtensiveFormGame, observed: FloatArray) -> FloatArray:
    """Return the observed shares of actions; where nothing was observed all are not a number."""
    shares = np.full(len(observed), np.nan)
    for block in choice_blocks(game):
        total = observed[block].sum()
        if total:
            shares[block] = observed[block] / total
    return shares


def _choices(path: Path, observed: FloatArray, predicted: FloatArray) -> tuple[FittedChoice, ...]:
    """Return every action, observed beside predicted."""
    game = path.game
    shares, nash = _shares(game, observed), flat_probabilities(path.limit.profile)
    found: list[FittedChoice] = []
    for player, infoset, actions in choices_of(game):
        where = "" if isinstance(game, NormalFormGame) else game.infosets[infoset].key
        for action in actions:
            position = len(found)
            share = None if np.isnan(shares[position]) else float(shares[position])
            found.append(
                FittedChoice(
                    player=game.players[player].key,
                    infoset=where,
                    action=action,
                    count=int(observed[position]),
                    observed=share,
                    predicted=float(predicted[position]),
                    nash=float(nash[position]),
                )
            )
    return tuple(found)
