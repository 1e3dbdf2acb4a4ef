"""Equilibria of tiers as tables: how many sellers choose what."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.tiers.led_symmetric_certificate import branch_payoffs
from gametheory.core.count_profile import CountProfile
from gametheory.core.led_count_profile import LedCountProfile
from gametheory.core.led_symmetric_profile import LedSymmetricProfile
from gametheory.core.led_tiered_game import NO_MOVE
from gametheory.core.rationals import format_fraction
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.rendering.sentences.led_histories import elsewhere, moves_made
from gametheory.rendering.sentences.numbers import exact_payoff_text, payoff_text
from gametheory.rendering.tables.strategy_text import strategy_text
from gametheory.rendering.tables.text_table import Table

if TYPE_CHECKING:
    from gametheory.core.equilibrium import Play
    from gametheory.core.solution import Solution


MOST_UNREACHED = 12
"""Rows about histories that play does not come to, or comes to by chance, of each equilibrium."""


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
        for index, player in enumerate(solution.game.players):
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
        if isinstance(equilibrium.play, LedCountProfile | LedSymmetricProfile):
            rows += _elsewhere_rows(equilibrium.play)
    columns = ("#", "player", "choose", "payoff each", "best deviation")
    return Table(columns, tuple(rows), frozenset(groups - {0}))


def _elsewhere_rows(play: LedCountProfile | LedSymmetricProfile) -> list[tuple[str, ...]]:
    """Return what leaders do, and tiers with their payoffs, where play does not come, or comes by chance."""
    game = play.led_game
    rows: list[tuple[str, ...]] = []
    for stage, history in elsewhere(play):
        after = f"after {', '.join(moves_made(game, history))}: "
        if stage is not None:
            leader = game.players[stage]
            rows.append(("", leader.label, after + game.actions[stage][play.action_after(history)], "", ""))
            continue
        branch = play.branch(history)
        payoffs = branch_payoffs(branch)
        rows += [
            ("", game.players[tier].label, after + _chosen_text(branch, tier), exact_payoff_text(payoffs[tier]), "")
            for tier in game.tiers
        ]
    if len(rows) > MOST_UNREACHED:
        rows = [*rows[:MOST_UNREACHED], ("", "", f"and {len(rows) - MOST_UNREACHED:,} more", "", "")]
    return rows


def exact_count_table(solution: Solution) -> Table:
    """Return one row for each equilibrium, player and action: least and largest count or probability, and payoff."""
    rows = []
    for number, equilibrium in enumerate(solution.equilibria, 1):
        play = equilibrium.play
        if not isinstance(play, CountProfile | SymmetricProfile):
            continue
        for index, player in enumerate(play.game.players):
            payoff = format_fraction(equilibrium.payoffs[index])
            for name, ends in zip(play.game.actions[index], _ends(play, index), strict=True):
                rows.append((str(number), player.key, name, *map(format_fraction, ends), payoff))
    return Table(("equilibrium", "player", "action", "least", "most", "payoff"), tuple(rows))


def _ends(play: CountProfile | SymmetricProfile, player: int) -> list[tuple[Fraction, Fraction]]:
    """Return the least and the largest count, or probability, of each action of a player."""
    if isinstance(play, SymmetricProfile):
        return list(play.strategies[player])
    return [(Fraction(low), Fraction(high)) for low, high in play.ranges[player]]


def _chosen_text(play: Play, player: int) -> str:
    """Return what a player's sellers choose: an action's name, or names with counts or probabilities."""
    if isinstance(play, SymmetricProfile):
        return strategy_text(play[player])
    if not isinstance(play, CountProfile):
        return ""
    game = play.game
    chosen = [(name, ends) for name, ends in zip(game.actions[player], play.ranges[player], strict=True) if ends[1] > 0]
    if game.counts[player] == 1:
        return " or ".join(name for name, _ in chosen)
    if [name for name, _ in chosen] == [NO_MOVE]:
        return NO_MOVE
    own = ", ".join(f"{name} {_count_text(*ends)}" for name, ends in chosen)
    pool = next((pool for pool in play.pools if pool.tiers[-1] == player), None)
    if pool is None:
        return own
    totals = zip(game.actions[player], pool.totals, strict=True)
    together = ", ".join(f"{name} {_count_text(*ends)}" for name, ends in totals if ends[1] > 0)
    return f"{own}; with {' and '.join(game.players[tier].label for tier in pool.tiers[:-1])} in all {together}"


def _count_text(low: int, high: int) -> str:
    """Return a count, or a range of counts."""
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
