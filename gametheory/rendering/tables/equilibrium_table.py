"""Equilibria as tables: for readers, and one line for each probability for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.assessments import Assessment
from gametheory.core.equilibrium import profile_of
from gametheory.core.node_places import node_names_within
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import MixedProfile
from gametheory.core.rationals import format_fraction
from gametheory.core.tiered_game import TieredGame
from gametheory.rendering.sentences.enclosure_sentences import is_enclosed
from gametheory.rendering.sentences.numbers import exact_payoff_text, payoff_text
from gametheory.rendering.tables.count_table import count_table, exact_count_table
from gametheory.rendering.tables.distribution_table import (
    commitment_table,
    distribution_probability_table,
    distribution_table,
)
from gametheory.rendering.tables.strategy_text import strategy_text
from gametheory.rendering.tables.text_table import Table

if TYPE_CHECKING:
    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.profiles import Probability
    from gametheory.core.solution import Solution


def equilibrium_table(solution: Solution, *, first: int | None = None) -> Table:
    """Return one row for each equilibrium, player and, in trees, information set; of distributions for each profile.

    Parameters
    ----------
    solution
        Any solution.
    first
        How many equilibria are shown; None for all that are listed.
    """
    kinds = {equilibrium.kind for equilibrium in solution.equilibria}
    if isinstance(solution.game, TieredGame):
        return count_table(solution, first=first)
    if "distribution" in kinds:
        return distribution_table(solution, first=first)
    if "commitment" in kinds:
        return commitment_table(solution, first=first)
    is_tree = not isinstance(solution.game, NormalFormGame) and "mixed" not in kinds
    has_beliefs = any(_has_open_beliefs(equilibrium) for equilibrium in solution.equilibria[:first])
    believes = ("believes",) if has_beliefs else ()
    infoset = ("information set",) if is_tree else ()
    columns = ("#", "player", *infoset, "plays", *believes, "payoff", "best deviation")
    rows: list[tuple[str, ...]] = []
    groups = set()
    for number, equilibrium in enumerate(solution.equilibria[:first], 1):
        groups.add(len(rows))
        rows += _equilibrium_rows(solution, equilibrium, str(number), is_tree=is_tree, has_beliefs=has_beliefs)
    return Table(columns, tuple(rows), frozenset(groups - {0}))


def _equilibrium_rows(
    solution: Solution, equilibrium: Equilibrium, number: str, *, is_tree: bool, has_beliefs: bool
) -> list[tuple[str, ...]]:
    """Return the rows of one equilibrium; its number and a player's payoff stand once."""
    rows: list[tuple[str, ...]] = []
    for index, player in enumerate(solution.game.players):
        reply = equilibrium.certificate.replies[index]
        gain = "0" if is_enclosed(equilibrium) else payoff_text(reply.regret)
        numbers = (exact_payoff_text(equilibrium.payoffs[index]), f"gains {gain}")
        strategy = equilibrium[player.key]
        plays = strategy if is_tree else {"": strategy}
        texts = {infoset: strategy_text(probabilities) for infoset, probabilities in plays.items()}
        held = _open_beliefs(equilibrium, player.key)
        for position, (infoset, text) in enumerate((texts or {"": "(never moves)"}).items()):
            head = (number if not rows else "", player.label if position == 0 else "")
            place = (infoset,) if is_tree else ()
            believes = (strategy_text(held[infoset]) if infoset in held else "",) if has_beliefs else ()
            rows.append((*head, *place, text, *believes, *(numbers if position == 0 else ("", ""))))
    return rows


def _has_open_beliefs(equilibrium: Equilibrium) -> bool:
    """Whether beliefs are given at an information set of several nodes."""
    play = equilibrium.play
    return isinstance(play, Assessment) and any(belief is not None and len(belief) > 1 for belief in play.beliefs)


def _open_beliefs(equilibrium: Equilibrium, player: str) -> dict[str, dict[str, Probability]]:
    """Return what a player believes at its information sets of several nodes; empty where no beliefs are given."""
    play = equilibrium.play
    if not isinstance(play, Assessment):
        return {}
    tree = play.game
    held = {}
    for index in tree.player_infosets(tree.player_index(player)):
        belief = play.beliefs[index] or ()
        if len(belief) > 1:
            held[tree.infosets[index].key] = dict(zip(node_names_within(tree, index), belief, strict=True))
    return held


def _exact_text(value: Probability) -> str:
    """Return a number of any length in full."""
    return str(value) if isinstance(value, float) else format_fraction(value)


def _float_text(value: Probability) -> str:
    """Return a number next to an irrational one, as a float; whole numbers as they are."""
    return _exact_text(value if value == int(value) else float(value))


def probability_table(solution: Solution) -> Table:
    """Return one row for each probability: equilibrium, player, information set, action, probability, payoff.

    Where beliefs are given a node stands after the action: rows that name one instead of an action tell how likely the
    player holds it once its information set is reached.
    """
    if isinstance(solution.game, TieredGame):
        return exact_count_table(solution)
    if any(equilibrium.kind == "distribution" for equilibrium in solution.equilibria):
        return distribution_probability_table(solution)
    has_beliefs = any(map(_has_open_beliefs, solution.equilibria))
    rows: list[tuple[str, ...]] = []
    for number, equilibrium in enumerate(solution.equilibria, 1):
        exact_text = _float_text if is_enclosed(equilibrium) else _exact_text
        for player, payoff in zip(solution.game.players, equilibrium.payoffs, strict=True):
            strategy = equilibrium[player.key]
            is_mixed = isinstance(profile_of(equilibrium), MixedProfile)
            for infoset, probabilities in [("", strategy)] if is_mixed else strategy.items():
                chances = {action: exact_text(probability) for action, probability in (probabilities or {}).items()}
                place = (str(number), player.key, infoset)
                no_node = ("",) if has_beliefs else ()
                for action, chance in (chances or {"": ""}).items():
                    rows.append((*place, action, *no_node, chance, exact_text(payoff)))
                for node, belief in _open_beliefs(equilibrium, player.key).get(infoset, {}).items():
                    rows.append((*place, "", node, _exact_text(belief), _exact_text(payoff)))
    nodes = ("node",) if has_beliefs else ()
    return Table(("equilibrium", "player", "infoset", "action", *nodes, "probability", "payoff"), tuple(rows))
