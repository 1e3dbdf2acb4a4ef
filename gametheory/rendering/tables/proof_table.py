"""The certificate of an equilibrium as a table: every action beside what its player gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.equilibrium import profile_of
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import BehaviorProfile
from gametheory.rendering.sentences.numbers import exact_payoff_text, payoff_text, probability_text
from gametheory.rendering.tables.text_table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.solution import Solution

OPEN = "left open"
"""Probability of an action at an information set that the player's own choice excludes."""
UNKNOWN = "excluded by others"
"""Payoff at an information set that others or chance exclude."""


def proof_table(solution: Solution) -> Table:
    """Return what each action of the leading equilibrium's players gives, given what the others do.

    In a normal form: the payoff of each action against the others. In a tree: the payoff from the whole game given that
    the information set is reached, with best replies afterwards. A tree that is answered in mixed strategies over whole
    plans has one row for each player.

    Parameters
    ----------
    solution
        A solution with a leading equilibrium.
    """
    equilibrium = solution.equilibria[solution.leading or 0]
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    profile = profile_of(equilibrium)
    if isinstance(profile, BehaviorProfile):
        columns = ("player", "information set", "reached", "action", "played", "gives", "loses")
        rows = list(_tree_rows(profile, equilibrium))
    elif equilibrium.kind == "distribution":
        columns = ("player", "gets", "gets at best by disobeying", "gain")
        rows = list(_plan_rows(equilibrium))
    elif not isinstance(solution.game, NormalFormGame):
        columns = ("player", "gets", "best payoff of any plan", "gain")
        rows = list(_plan_rows(equilibrium))
    else:
        columns = ("player", "action", "played", "gives", "loses")
        rows = list(_normal_form_rows(equilibrium))
    starts = frozenset(index for index, row in enumerate(rows) if index and row[:2] != rows[index - 1][:2])
    return Table(columns, tuple(rows), starts)


def _normal_form_rows(equilibrium: Equilibrium) -> Iterator[tuple[str, ...]]:
    """Yield one row for each action."""
    game = equilibrium.profile.game
    for reply, strategy in zip(equilibrium.certificate.replies, equilibrium.profile.strategies, strict=True):
        player = game.players[reply.player]
        for name, payoff, share in zip(
            equilibrium.profile[player.key], reply.action_payoffs, strategy or (), strict=True
        ):
            yield (
                player.label,
                name,
                probability_text(share),
                exact_payoff_text(payoff),
                payoff_text(reply.best_payoff - payoff),
            )


def _tree_rows(profile: BehaviorProfile, equilibrium: Equilibrium) -> Iterator[tuple[str, ...]]:
    """Yield one row for each action at each information set."""
    for reply in equilibrium.certificate.infosets:
        infoset = profile.game.infosets[reply.infoset]
        place = (profile.game.players[infoset.player].label, infoset.key, probability_text(reply.reach))
        strategy = profile.strategies[reply.infoset]
        for action, name in enumerate(infoset.actions):
            played = OPEN if strategy is None else probability_text(strategy[action])
            yield (*place, name, played, *_comparison(reply.action_payoffs, action))


def _plan_rows(equilibrium: Equilibrium) -> Iterator[tuple[str, ...]]:
    """Yield one row for each player."""
    players = equilibrium.play.game.players
    for player, reply in zip(players, equilibrium.certificate.replies, strict=True):
        yield (
            player.label,
            exact_payoff_text(reply.payoff),
            exact_payoff_text(reply.best_payoff),
            payoff_text(reply.regret),
        )


def _comparison(payoffs: tuple[Fraction, ...] | None, action: int) -> tuple[str, str]:
    """Return what an action gives, and how much less that is than the best one gives."""
    if payoffs is None:
        return UNKNOWN, ""
    return exact_payoff_text(payoffs[action]), payoff_text(max(payoffs) - payoffs[action])
