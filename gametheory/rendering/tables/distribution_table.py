"""Correlated equilibria and commitments as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.commitments import Commitment
from gametheory.core.distributions import Distribution
from gametheory.core.rationals import format_fraction
from gametheory.rendering.sentences.numbers import exact_payoff_text, fraction_text, payoff_text
from gametheory.rendering.tables.strategy_text import strategy_text
from gametheory.rendering.tables.text_table import Table

if TYPE_CHECKING:
    from gametheory.core.solution import Solution

MAX_PROFILES = 30
"""Profiles of one distribution that a table shows, the most probable ones."""


def distribution_table(solution: Solution, *, first: int | None = None) -> Table:
    """Return one row for each profile that is recommended, and one with the payoffs below them.

    Parameters
    ----------
    solution
        Of correlated or coarse correlated equilibria.
    first
        How many equilibria are shown; None for all that are listed.
    """
    labels = tuple(player.label for player in solution.game.players)
    rows: list[tuple[str, ...]] = []
    groups = set()
    for number, equilibrium in enumerate(solution.equilibria[:first], 1):
        play = equilibrium.play
        if not isinstance(play, Distribution):
            continue
        groups.add(len(rows))
        ordered = sorted(play.probabilities.items(), key=lambda pair: (-pair[1], pair[0]))
        for row, (profile, probability) in enumerate(ordered[:MAX_PROFILES]):
            told = (names[action] for names, action in zip(play.game.actions, profile, strict=True))
            rows.append((str(number) if not row else "", *told, fraction_text(probability)))
        if len(ordered) > MAX_PROFILES:
            rest = sum(probability for _, probability in ordered[MAX_PROFILES:])
            rows.append(("", f"({len(ordered) - MAX_PROFILES:,} more)", *("" for _ in labels[1:]), fraction_text(rest)))
        paid = (f"gets {exact_payoff_text(payoff)}" for payoff in equilibrium.payoffs)
        rows.append(("", *paid, f"best deviation gains {payoff_text(equilibrium.max_regret)}"))
    return Table(("#", *labels, "probability"), tuple(rows), frozenset(groups - {0}))


def distribution_probability_table(solution: Solution) -> Table:
    """Return one row for each probability in full: equilibrium, an action of each player, probability, payoffs."""
    keys = [player.key for player in solution.game.players]
    rows: list[tuple[str, ...]] = []
    for number, equilibrium in enumerate(solution.equilibria, 1):
        play = equilibrium.play
        if isinstance(play, Distribution):
            paid = [format_fraction(payoff) for payoff in equilibrium.payoffs]
            for profile, probability in play.probabilities.items():
                told = (names[action] for names, action in zip(play.game.actions, profile, strict=True))
                rows.append((str(number), *told, format_fraction(probability), *paid))
    columns = ("equilibrium", *keys, "probability", *(f"payoff_{key}" for key in keys))
    return Table(columns, tuple(rows))


def commitment_table(solution: Solution, *, first: int | None = None) -> Table:
    """Return one row for each player of a commitment: leader, then who answers.

    Parameters
    ----------
    solution
        Of commitments.
    first
        How many are shown; None for all that are listed.
    """
    rows: list[tuple[str, ...]] = []
    groups = set()
    for number, equilibrium in enumerate(solution.equilibria[:first], 1):
        play = equilibrium.play
        if not isinstance(play, Commitment):
            continue
        groups.add(len(rows))
        players = sorted(range(play.game.num_players), key=lambda player: player != play.leader)
        for player in players:
            is_leader = player == play.leader
            regret = equilibrium.certificate.replies[player].regret
            text = strategy_text(play.profile[player])
            rows.append(
                (
                    str(number) if is_leader else "",
                    play.game.players[player].label,
                    text if is_leader and play.is_attained else f"near {text}" if is_leader else text,
                    exact_payoff_text(equilibrium.payoffs[player]),
                    "is bound" if is_leader else f"gains {payoff_text(regret)}",
                )
            )
    return Table(("#", "player", "plays", "payoff", "best deviation"), tuple(rows), frozenset(groups - {0}))
