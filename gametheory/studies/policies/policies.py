"""What a rule changes: outcomes of the game as it is and under each policy, side by side."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.names import enumerate_names, nearest
from gametheory.core.solution import Limits, Progress
from gametheory.core.tiered_game import TieredGame
from gametheory.errors import InvalidParameterError
from gametheory.models.policies import under_policy
from gametheory.solvers.solve import solve
from gametheory.solvers.watch import Watch
from gametheory.studies.given_model import check_model
from gametheory.studies.policies.policy_records import (
    AS_IT_IS,
    Measure,
    PolicyComparison,
    PolicyOutcome,
    policies_asked,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.solution import ProgressListener, Solution
    from gametheory.models.model import GameModel

LEADING = "leading"
RULES = (LEADING, "first", "payoff_dominant", "risk_dominant")
"""Rules that select one equilibrium, beside the key of a player, whose best it is."""
TOTAL = "all_players"
"""Key of the sum of all payoffs."""


def compare(
    model: GameModel,
    policies: Sequence[str] | None = None,
    *,
    select: str | None = None,
    concept: str | None = None,
    limits: Limits | None = None,
    progress: ProgressListener | None = None,
) -> PolicyComparison:
    """Return the equilibria of a game as it is and under policies, with payoffs and ``welfare:`` at every one.

    Parameters
    ----------
    model
        The game, at the values that are used; what policies set is worked out at these.
    policies
        Names; None for all of the file.
    select
        Rule that selects one equilibrium of each game: ``leading`` (None too), ``first``, ``payoff_dominant``,
        ``risk_dominant`` (2 x 2 games), or the key of a player, whose best it is.
    concept
        Solution concept; None for the file's own.
    limits
        Time for all games together; equilibria and memory for each.
    progress
        Called after each game.

    Raises
    ------
    InvalidParameterError
        If there are no policies, or none of a name, or the rule is unknown.
    UnsupportedGameError
        If a game cannot be solved, or the welfare of what is played cannot be worked out.

    Examples
    --------
    >>> from gametheory import load
    >>> found = compare(load("price_monitoring"), ["no_monitoring", "light_penalty"])
    >>> for outcome in found.outcomes:
    ...     print(outcome.name, *(round(float(value), 2) for value in outcome.chosen))
     4.22 6.24 0.6 3.73 10.46
    no_monitoring 3.9 7.2 2.5 10.0 11.1
    light_penalty 4.15 6.26 1.0 4.0 10.41
    """
    check_model(model)
    asked = policies_asked(model, policies)
    rule = checked_rule(model, select)
    watch = Watch(limits or Limits())
    games = [(AS_IT_IS, "As it is", model)]
    games += [(policy.name, policy.text, under_policy(model, policy.name)) for policy in asked]
    outcomes = []
    for number, (name, label, game) in enumerate(games):
        left = replace(watch.limits, time=None if watch.limits.time is None else max(0.0, watch.seconds_left))
        solution = solve(game, concept, limits=left)
        outcomes.append(
            PolicyOutcome(name, label, game, solution, measured(game, solution), selected_index(solution, rule))
        )
        if progress is not None:
            progress(Progress(number + 1, len(games), len(outcomes)))
    return PolicyComparison(model, measures_of(model), tuple(outcomes), rule)


def measures_of(model: GameModel) -> tuple[Measure, ...]:
    """Return what is compared: players, formulas of ``welfare:``, and the sum of payoffs of several players."""
    players = [Measure(player.key, player.label, "player") for player in model.players]
    welfare = [Measure(one.name, one.name.replace("_", " "), "welfare") for one in model.description.welfare]
    is_several = len(players) > 1 or any(player.count for player in model.description.players)
    return (*players, *welfare, *([Measure(TOTAL, "all players", "total")] if is_several else []))


def measured(model: GameModel, solution: Solution) -> tuple[tuple[Fraction, ...], ...]:
    """Return for each listed equilibrium the value of each measure; a tier's payoff is that of one seller.

    In the sum of payoffs each seller of a tier counts.
    """
    game = solution.game
    counts = game.counts if isinstance(game, TieredGame) else (1,) * len(game.players)
    has_total = measures_of(model)[-1].kind == "total"
    rows = []
    for equilibrium in solution.equilibria:
        total = sum((count * paid for count, paid in zip(counts, equilibrium.payoffs, strict=True)), Fraction(0))
        welfare = model.welfare(equilibrium.play).values()
        rows.append((*equilibrium.payoffs, *welfare, *([total] if has_total else [])))
    return tuple(rows)


def checked_rule(model: GameModel, select: str | None) -> str:
    """Return a rule that selects an equilibrium.

    Raises
    ------
    InvalidParameterError
        If there is none of this name.
    """
    known = [*RULES, *(player.key for player in model.players)]
    if select is not None and select not in known:
        hint = nearest(select, known)
        raise InvalidParameterError(f"expected select as one of {enumerate_names(known)}, got {select!r}{hint}")
    return select or LEADING


def selected_index(solution: Solution, rule: str) -> int | None:
    """Return the index of the equilibrium that a rule selects among those listed; None where it selects none."""
    from gametheory.studies.sweeps.sweep_points import select_equilibrium

    if rule == LEADING:
        return solution.leading
    chosen: Equilibrium | None = select_equilibrium(solution, rule)
    return (
        None if chosen is None else next(index for index, listed in enumerate(solution.equilibria) if listed is chosen)
    )
