"""Paths of quantal response equilibria, and what fitting them found, in words and tables."""

from __future__ import annotations

from math import floor, isinf, log10
from typing import TYPE_CHECKING

from gametheory.core.normal_form import NormalFormGame
from gametheory.core.path import choices_of, flat_probabilities
from gametheory.rendering.sentences.game_title import title_at
from gametheory.rendering.sentences.numbers import fraction_text
from gametheory.rendering.tables.text_table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.path import Path, QuantalResponse
    from gametheory.core.source import GameSource
    from gametheory.studies.quantal_response.fit_records import LogitFit

STEPS = (1.0, 3.0, 10.0, 30.0)
"""Precisions of the table where none are asked for, in units of a round one."""


def shown_responses(path: Path, precisions: Sequence[float] = ()) -> tuple[QuantalResponse, ...]:
    """Return the points of a path that a table shows: at given precisions, or at 0 and some round ones.

    Raises
    ------
    InvalidParameterError
        If the path has no point of a given precision.
    """
    if precisions:
        return tuple(path.at(precision) for precision in precisions)
    highest = float(path.precisions.max())
    lowest = float(path.precisions.min())
    middle = _round_precision(path)
    wanted = [lowest, *(step * middle for step in STEPS)]
    return tuple(path.at(precision) for precision in wanted if lowest <= precision <= highest)


def _round_precision(path: Path) -> float:
    """Return the power of ten at or below the precision at which probabilities have moved a tenth of their way."""
    start, end = path.log_probabilities[0], path.log_probabilities[-1]
    for precision, point in zip(path.precisions.tolist(), path.log_probabilities, strict=True):
        if precision > 0 and abs(point - start).max() >= 0.1 * min(abs(end - start).max(), 1.0):
            return float(10.0 ** floor(log10(precision)))
    return 1.0


def path_heading(path: Path, source: GameSource | None = None) -> str:
    """Return the game and what was followed: ``Chicken, quantal response``."""
    form = "" if isinstance(path.game, NormalFormGame) else " of the agent form"
    return f"{title_at(path.game.title or 'Untitled game', source)}, quantal response{form}"


def path_table(path: Path, precisions: Sequence[float] = ()) -> Table:
    """Return the probability of each action at some precisions, and in the limit.

    Raises
    ------
    InvalidParameterError
        If the path has no point of a given precision.
    """
    shown = shown_responses(path, precisions)
    points = [flat_probabilities(response.profile) for response in shown]
    limit = flat_probabilities(path.limit.profile)
    columns = (*_place_columns(path), *(f"{response.precision:.6g}" for response in shown), "limit")
    rows: list[tuple[str, ...]] = []
    groups = set()
    for place, action in _places(path):
        position = len(rows)
        if any(place):
            groups.add(position)
        value = limit[position]
        end = fraction_text(value) if path.limit.is_exact else f"{float(value):.4f}"
        rows.append((*place, action, *(f"{float(point[position]):.4f}" for point in points), end))
    return Table(columns, tuple(rows), frozenset(groups - {0}))


def _place_columns(path: Path) -> tuple[str, ...]:
    """Return the headings of the columns that say who chooses what where."""
    if isinstance(path.game, NormalFormGame):
        return ("player", "action")
    return ("player", "information set", "action")


def _places(path: Path) -> list[tuple[tuple[str, ...], str]]:
    """Return for each action who takes it where, told once for each place, and its name."""
    game = path.game
    found = []
    for player, infoset, actions in choices_of(game):
        label = game.players[player].label
        where = (label,) if isinstance(game, NormalFormGame) else (label, game.infosets[infoset].key)
        for number, action in enumerate(actions):
            found.append((where if number == 0 else ("",) * len(where), action))
    return found


def path_sentences(path: Path) -> tuple[str, ...]:
    """Return what is to be said under the table: precision, end, limit, bifurcations."""
    said = [
        "Columns are precisions: an action that pays 1 more is exp(precision) times as likely.",
        f"Followed through {path.num_points} points to precision {path.precisions[-1]:.4g}; log odds miss precision "
        f"times payoffs by at most {path.residuals.max():.1g}.",
        _limit_sentence(path),
    ]
    said += [
        f"The path turns near precision {path.precisions[turn]:.6g}: equilibria there are several."
        for turn in path.turns
    ]
    for fork in path.bifurcations:
        if fork.arms:
            ends = "; ".join(_short_limit(arm) for arm in fork.arms)
            said.append(f"At precision {fork.precision:.6g} two arms leave the path, which lead to {ends}.")
    return (*said, *path.unresolved)


def _limit_sentence(path: Path) -> str:
    """Return where the path leads."""
    if path.limit.is_exact:
        return "It leads to the Nash equilibrium in the last column, which is exact."
    return (
        f"Its last point is near a Nash equilibrium that was not solved exactly: nobody gains more than "
        f"{float(path.limit.certificate.max_regret):.1g} there."
    )


def _short_limit(path: Path) -> str:
    """Return where an arm leads, by its likeliest actions."""
    game = path.game
    probabilities = flat_probabilities(path.limit.profile)
    told, start = [], 0
    for player, infoset, actions in choices_of(game):
        own = probabilities[start : start + len(actions)]
        start += len(actions)
        best = max(range(len(actions)), key=own.__getitem__)
        if len(actions) > 1:
            where = "" if isinstance(game, NormalFormGame) else f", {game.infosets[infoset].key}"
            share = "" if own[best] > 1 - 1e-9 else f" ({own[best]:.4g})"
            told.append(f"{game.players[player].label}{where}: {actions[best]}{share}")
    return ", ".join(told)


def course_table(path: Path) -> Table:
    """Return one row for each point of a path, one column for each action."""
    game = path.game
    names = []
    for player, infoset, actions in choices_of(game):
        where = "" if isinstance(game, NormalFormGame) else f", {game.infosets[infoset].key}"
        names += [f"{game.players[player].key}{where}: {action}" for action in actions]
    rows = []
    for precision, point in zip(path.precisions.tolist(), path.log_probabilities, strict=True):
        rows.append((repr(precision), *(repr(float(value)) for value in _probabilities(point))))
    return Table(("precision", *names), tuple(rows))


def _probabilities(log_probabilities: object) -> list[float]:
    """Return log probabilities as probabilities."""
    import numpy as np

    with np.errstate(under="ignore"):
        values: list[float] = np.exp(np.asarray(log_probabilities)).tolist()
    return values


def fit_heading(fit: LogitFit, source: GameSource | None = None) -> str:
    """Return the game and what was fitted."""
    return f"{path_heading(fit.path, source)} fitted to {fit.num_observed:,} choices"


def fit_table(fit: LogitFit) -> Table:
    """Return each action with its count, its observed share, and its probability fitted and in equilibrium."""
    columns = (*_place_columns(fit.path), "count", "observed", "fitted", "Nash")
    rows: list[tuple[str, ...]] = []
    groups = set()
    for (place, action), choice in zip(_places(fit.path), fit.choices, strict=True):
        if any(place):
            groups.add(len(rows))
        observed = "" if choice.observed is None else f"{choice.observed:.4f}"
        rows.append((*place, action, f"{choice.count:,}", observed, f"{choice.predicted:.4f}", f"{choice.nash:.4f}"))
    return Table(columns, tuple(rows), frozenset(groups - {0}))


def fit_sentences(fit: LogitFit) -> tuple[str, ...]:
    """Return the precision with its uncertainty, the comparisons, and what the numbers do not mean."""
    low, high = fit.interval
    error = "" if fit.standard_error is None else f", standard error {fit.standard_error:.4g}"
    until = f"to {high:.6g}" if high is not None else "on, without end"
    said = [
        f"Precision {fit.precision:.6g}{error}; {100 * fit.level:g} % interval from {low:.6g} {until}.",
        f"Log likelihood {fit.log_likelihood:.3f}; observed shares themselves {fit.log_likelihood_observed:.3f}.",
        f"Against all actions alike: {fit.log_likelihood_uniform:.3f}, ratio statistic {fit.ratio_to_uniform:.2f}, "
        f"p-value {fit.p_value_of_uniform:.2g}.",
    ]
    if isinf(fit.log_likelihood_nash):
        said.append("Against the Nash equilibrium: -inf, as it excludes choices that were made.")
    else:
        said.append(
            f"Against the Nash equilibrium: {fit.log_likelihood_nash:.3f}, ratio statistic {fit.ratio_to_nash:.2f}; it "
            f"is the limit of precision, not a value of it, so chi-square is no guide."
        )
    return (*said, *fit.notes)
