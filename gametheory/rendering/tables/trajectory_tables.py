"""Courses of play in words and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.dynamics.catalogue import DYNAMICS
from gametheory.rendering.sentences.distance_sentences import distance_sentence
from gametheory.rendering.sentences.game_title import title_at
from gametheory.rendering.tables.text_table import Table

if TYPE_CHECKING:
    from gametheory.core.solution import Solution
    from gametheory.core.source import GameSource
    from gametheory.dynamics.trajectory import Trajectory

MOST_SHOWN = 12
"""Actions of a player in the table for readers, those with the largest shares."""


def trajectory_heading(trajectory: Trajectory, source: GameSource | None = None) -> str:
    """Return the game, the parameters set in its source, and the dynamics: ``Shapley's game, fictitious play``."""
    return f"{title_at(trajectory.game.title or 'Untitled game', source)}, {DYNAMICS[trajectory.dynamics].label}"


def share_table(trajectory: Trajectory) -> Table:
    """Return the shares at the start and at the end, and what each player would gain at the end."""
    columns = ("player", "action", "at first", "at the end", "best reply gains")
    rows: list[tuple[str, ...]] = []
    groups = set()
    for index, player in enumerate(trajectory.game.players[: 1 if trajectory.is_single_population else None]):
        groups.add(len(rows))
        table = trajectory.strategies[index]
        label = "(the population)" if trajectory.is_single_population else player.label
        gain = f"{trajectory.outcome.regrets[index]:.3g}"
        shown = sorted(np.argsort(-table[-1], kind="stable")[:MOST_SHOWN].tolist())
        for position, action in enumerate(shown):
            head, tail = (label, gain) if position == 0 else ("", "")
            rows.append(
                (head, trajectory.game.actions[index][action], *(f"{table[row, action]:.4f}" for row in (0, -1)), tail)
            )
        if len(shown) < table.shape[1]:
            rows.append(("", f"({table.shape[1] - len(shown):,} others)", "", f"{_rest(table[-1], shown):.4f}", ""))
    return Table(columns, tuple(rows), frozenset(groups - {0}))


def _rest(shares: np.ndarray, shown: list[int]) -> float:
    """Return the share of all actions that are not shown."""
    return max(0.0, 1 - float(shares[shown].sum()))


def trajectory_sentences(trajectory: Trajectory, solution: Solution | None) -> tuple[str, ...]:
    """Return what is to be said under the table: how long, what it came to, and how far from equilibrium.

    Parameters
    ----------
    trajectory
        Any course of play.
    solution
        A solution of ``trajectory.game``; None where no equilibrium is known.
    """
    options = "".join(f", {name.replace('_', ' ')} {value:g}" for name, value in trajectory.options.items())
    length = f"{trajectory.length_text}, seed {trajectory.seed}{options}"
    what = "frequencies of all play so far" if DYNAMICS[trajectory.dynamics].is_average else "shares at the time"
    ran = "Interrupted after" if trajectory.is_interrupted else "Ran for"
    distance = distance_sentence(trajectory, solution)
    return (f"{ran} {length}; the table shows {what}.", trajectory.outcome.sentence, distance)


def course_table(trajectory: Trajectory) -> Table:
    """Return one row for each recorded time, one column for each action of each player."""
    players = trajectory.game.players[: 1 if trajectory.is_single_population else None]
    names = [
        f"{player.key}: {action}"
        for player, actions in zip(players, trajectory.game.actions, strict=False)
        for action in actions
    ]
    shares = np.hstack(trajectory.strategies[: len(players)]).tolist()
    times = trajectory.times.tolist()
    rows = tuple((f"{time:.12g}", *map(repr, row)) for time, row in zip(times, shares, strict=True))
    return Table(("time", *names), rows)
