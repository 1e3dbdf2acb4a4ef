"""Sentences on what payoffs depend on: who can change places, sums over pairs, counts; and who plays alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.analysis.payoff_structure.decomposition import is_anonymous, is_polymatrix
from gametheory.analysis.payoff_structure.exchangeability import exchangeable_groups
from gametheory.analysis.payoff_structure.symmetric_play import plays_alike
from gametheory.core.enclosed_profile import EnclosedProfile
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import MixedProfile
from gametheory.rendering.sentences.wording import joined, sentence_text, who

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.solution import Solution

MOST_ENTRIES = 1_000_000
"""Payoffs, of all players together, up to which a game is looked through."""
MOST_EQUILIBRIA = 1_000
"""Listed equilibria up to which they are looked through."""
MOST_NUMBERS = 12
"""Equilibria that are told by number; of more it is told how many they are."""


def payoff_structure_sentences(game: NormalFormGame) -> Iterator[str]:
    """Yield who can change places, and of three and more players how payoffs are put together.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> seller, shop = [[[3, 1], [1, 0]], [[2, 4], [4, 9]]], [[[0, 5], [1, 2]], [[7, 6], [8, 3]]]
    >>> game = NormalFormGame([seller, shop, [[[0, 1], [5, 2]], [[7, 8], [6, 3]]]], players=["maker", "north", "south"])
    >>> list(payoff_structure_sentences(game))
    ['North and south can change places.']
    """
    if game.num_players < 2 or game.num_players * game.num_profiles > MOST_ENTRIES:
        return
    groups = exchangeable_groups(game)
    if len(groups) == 1:
        yield "Symmetric: the players can change places."
    for group in groups:
        if 1 < len(group.players) < game.num_players:
            yield sentence_text(f"{_names(game, group.players)} can change places")
    if game.num_players > 2 and is_polymatrix(game):
        yield "Polymatrix: each player's payoff is a sum over the others of what the two of them choose."
    if game.num_players > 2 and len(groups) > 1 and is_anonymous(game):
        yield "Anonymous: of the others' actions only matters how many of them choose which."


def symmetric_equilibria_sentences(solution: Solution) -> Iterator[str]:
    """Yield for the players who can change places in which of the listed equilibria they play alike.

    Examples
    --------
    >>> from gametheory import NormalFormGame, solve
    >>> game = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]], players=["Ann", "Bob"])
    >>> list(symmetric_equilibria_sentences(solve(game)))
    ['Ann and Bob can change places; they play alike in equilibrium 2.']
    """
    game = solution.game
    if not isinstance(game, NormalFormGame) or not 1 < len(solution.equilibria) <= MOST_EQUILIBRIA:
        return
    if solution.concept == "symmetric" or game.num_players * game.num_profiles > MOST_ENTRIES:
        return
    plays = [equilibrium.play for equilibrium in solution.equilibria]
    for group in exchangeable_groups(game):
        if len(group.players) == 1:
            continue
        alike = [
            str(number)
            for number, play in enumerate(plays, 1)
            if isinstance(play, MixedProfile | EnclosedProfile) and plays_alike(play, [group])
        ]
        where = _which_equilibria(alike, len(plays))
        yield sentence_text(f"{_names(game, group.players)} can change places; they play alike in {where}")


def _which_equilibria(numbers: list[str], num_listed: int) -> str:
    """Return some of the listed equilibria by number, or how many they are."""
    if not numbers:
        return "none that is listed"
    if len(numbers) == num_listed:
        return "all of them"
    if len(numbers) > MOST_NUMBERS:
        return f"{len(numbers)} of the {num_listed} that are listed"
    return f"equilibri{'um' if len(numbers) == 1 else 'a'} {joined(numbers)}"


def _names(game: NormalFormGame, players: tuple[int, ...]) -> str:
    """Return players by name."""
    return joined([who(game, player) for player in players])
