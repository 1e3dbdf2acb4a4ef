"""The payoffs of a game as a table of text: one row for each end of play, or for each profile."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import islice, product
from typing import TYPE_CHECKING

from gametheory.analysis.trees.reach import reach_probabilities
from gametheory.core.distributions import Distribution
from gametheory.core.equilibrium import played_profile
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.node_places import path_to_node
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.core.state_graph import StateGraph
from gametheory.core.tiered_game import TieredGame
from gametheory.rendering.sentences.numbers import payoff_text, probability_text
from gametheory.rendering.tables.text_table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.equilibrium import Play
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.solution import Solution

MAX_ROWS = 60
"""Longest table; longer ones are cut."""


def outcome_table(solution: Solution) -> tuple[Table, int]:
    """Return how a game can end, what everybody then gets, and how likely that is in the leading equilibrium.

    Returns
    -------
    Table
        At most ``MAX_ROWS`` rows. Where there is no leading equilibrium, no column says how likely.
    int
        How many rows the whole table would have.
    """
    game = solution.game
    play = None if solution.leading is None else solution.equilibria[solution.leading].play
    likely = () if play is None else ("in the leading equilibrium",)
    payoffs = tuple(f"{player.label} gets" for player in game.players)
    if isinstance(game, StateGraph):
        return Table(("path of play", *payoffs), ()), game.num_ends
    if isinstance(game, TieredGame):
        return Table((*(player.label for player in game.players), *payoffs), ()), game.num_count_vectors
    if isinstance(game, ExtensiveFormGame):
        profile = None if play is None or isinstance(play, Distribution) else played_profile(play)
        behavior = profile if isinstance(profile, BehaviorProfile) else None
        columns = ("path of play", *(likely if behavior is not None else ()), *payoffs)
        rows = islice(_ends(game, behavior), MAX_ROWS)
        return Table(columns, tuple(rows)), len(game.terminals)
    columns = (*(player.label for player in game.players), *likely, *payoffs)
    return Table(columns, tuple(islice(_profiles(game, play), MAX_ROWS))), game.num_profiles


def _ends(game: ExtensiveFormGame, profile: BehaviorProfile | None) -> Iterator[tuple[str, ...]]:
    """Yield one row for each end of play."""
    reach = None if profile is None else reach_probabilities(game, profile)
    integers = [game.path_payoffs(player) for player in range(game.num_players)]
    for end in game.terminals:
        likely = () if reach is None else (probability_text(reach[end]),)
        paid = [Fraction(amounts.values.item(end), amounts.denominator) for amounts in integers]
        yield (", ".join(path_to_node(game, int(end))) or "(no choice)", *likely, *map(payoff_text, paid))


def _profiles(game: NormalFormGame, play: Play | None) -> Iterator[tuple[str, ...]]:
    """Yield one row for each profile."""
    for chosen in product(*map(range, game.num_actions)):
        names = [actions[action] for actions, action in zip(game.actions, chosen, strict=True)]
        likely = () if play is None else (probability_text(_probability(play, chosen)),)
        yield (*names, *likely, *(payoff_text(game.payoff(player, chosen)) for player in range(game.num_players)))


def _probability(play: Play, chosen: tuple[int, ...]) -> Fraction | float:
    """Return how likely a profile of actions is, chosen one by one or recommended together."""
    if isinstance(play, Distribution):
        return play.probabilities.get(chosen, Fraction(0))
    profile = played_profile(play)
    if not isinstance(profile, MixedProfile):
        raise TypeError(f"expected a mixed profile of a table, got {profile!r}")
    return math.prod((strategy or ())[action] for strategy, action in zip(profile.strategies, chosen, strict=True))
