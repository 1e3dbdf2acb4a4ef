"""Equilibria of tiers as tables: how many sellers choose what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.count_profile import CountProfile
from gametheory.core.rationals import format_fraction
from gametheory.rendering.sentences.numbers import exact_payoff_text, payoff_text, probability_text
from gametheory.rendering.tables.text_table import Table

if TYPE_CHECKING:
    from gametheory.core.count_profile import Range
    from gametheory.core.solution import Solution


def count_table(solution: Solution, *, first: int | None = None) -> Table:
    """Return one row for each equilibrium and player: what its sellers choose, how many, and what they get.

    Parameters
    ----------
    solution
        A solution of a game of tiers.
    first
        How many equilibria are shown; None for all that are listed.
    """
    rows: list[tuple[str, ...]] = []
    groups = set()
    for number, equilibrium in enumerate(solution.equilibria[:first], 1):
        groups.add(len(rows))
        for index, player in enumerate(equilibrium.play.game.players):
            reply = equilibrium.certificate.replies[index]
            rows.append(
                (
                    str(number) if index == 0 else "",
                    player.label,
                    _chosen_text(equilibrium.play, index),
                    exact_payoff_text(equilibrium.payoffs[index]),
                    f"gains {payoff_text(reply.regret)}",
                )
            )
    columns = ("#", "player", "choose", "payoff each", "best deviation")
    return Table(columns, tuple(rows), frozenset(groups - {0}))


def exact_count_table(solution: Solution) -> Table:
    """Return one row for each equilibrium, player and action: least and largest count, and the payoff."""
    rows = []
    for number, equilibrium in enumerate(solution.equilibria, 1):
        play = equilibrium.play
        assert isinstance(play, CountProfile)
        for index, player in enumerate(play.game.players):
            for name, (low, high) in zip(play.game.actions[index], play.ranges[index], strict=True):
                payoff = format_fraction(equilibrium.payoffs[index])
                rows.append((str(number), player.key, name, str(low), str(high), payoff))
    return Table(("equilibrium", "player", "action", "least", "most", "payoff"), tuple(rows))


def _chosen_text(play: object, player: int) -> str:
    """Return what a player's sellers choose: an action's name, or names with counts and shares."""
    assert isinstance(play, CountProfile)
    game = play.game
    chosen = [(name, ends) for name, ends in zip(game.actions[player], play.ranges[player], strict=True) if ends[1] > 0]
    if game.counts[player] == 1:
        return chosen[0][0]
    return ", ".join(f"{name} {_count_text(ends, game.counts[player])}" for name, ends in chosen)


def _count_text(ends: Range, count: int) -> str:
    """Return a count with its share, or a range of counts."""
    low, high = ends
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
