"""Best-response diagrams: where each player's best replies change, and the equilibria at which they agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.analysis.dominance.elimination import eliminate
from gametheory.core.profiles import MixedProfile
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.best_response_lines import draw_lines
from gametheory.rendering.pictures.best_response_square import draw_square

if TYPE_CHECKING:
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.rendering.pictures.number_labels import NumberLabels
    from gametheory.rendering.pictures.plot_frame import Plot
    from gametheory.rendering.pictures.text_block import TypeSetter

MOST_LINES = 30
_EXPECTED = (
    "a best-response diagram needs two players with at most "
    f"{MOST_LINES} actions, of which one has two, at least after iterated strict elimination"
)


@dataclass(frozen=True, slots=True)
class Diagrammed:
    """The game of a best-response diagram.

    Parameters
    ----------
    game
        Two players, one of them with two actions.
    kept
        For each player the indices of its actions in the game that was asked for.
    note
        What was eliminated before; empty where that is nothing.
    """

    game: NormalFormGame
    kept: tuple[tuple[int, ...], ...]
    note: str

    def restricted(self, profile: MixedProfile) -> MixedProfile | None:
        """Return a profile of the game that was asked for in this game, None where it plays what was eliminated."""
        strategies = [
            tuple(strategy[action] for action in kept)
            for strategy, kept in zip(profile.strategies, self.kept, strict=True)
        ]
        is_inside = all(
            sum(strategy) == sum(whole) for strategy, whole in zip(strategies, profile.strategies, strict=True)
        )
        return MixedProfile(self.game, tuple(strategies)) if is_inside else None


def diagrammed_game(game: NormalFormGame) -> Diagrammed:
    """Return the game itself, or what iterated strict elimination leaves of it, where that has a diagram.

    Raises
    ------
    UnsupportedGameError
        If it has none.
    """
    sizes = " x ".join(map(str, game.num_actions))
    if game.num_players != 2:
        raise UnsupportedGameError(f"{_EXPECTED}, got {game.num_players} players; choose kind 'table'")
    if max(game.num_actions) > MOST_LINES:
        raise UnsupportedGameError(f"{_EXPECTED}, got {sizes}; choose kind 'heatmap'")
    if 2 in game.num_actions:
        return Diagrammed(game, tuple(tuple(range(size)) for size in game.num_actions), "")
    reduction = eliminate(game)
    left = " x ".join(map(str, reduction.game.num_actions))
    if 2 not in reduction.game.num_actions:
        raise UnsupportedGameError(f"{_EXPECTED}, got {sizes} and then {left}; choose kind 'table'")
    gone = [
        f"{player.label}: {', '.join(name for index, name in enumerate(names) if index not in kept)}"
        for player, names, kept in zip(game.players, game.actions, reduction.kept, strict=True)
        if len(kept) < len(names)
    ]
    note = f"Drawn after iterated strict elimination, which takes {sizes} to {left} and no equilibrium away. Eliminated"
    return Diagrammed(reduction.game, reduction.kept, f"{note} of {'; of '.join(gone)}.")


def draw_best_responses(
    game: NormalFormGame, setter: TypeSetter, numbers: NumberLabels, profile: MixedProfile | None = None
) -> Plot:
    """Return the best-response diagram of a game that ``diagrammed_game`` returned, with the notes below it.

    Two players with two actions give the unit square of their probabilities; otherwise the probability of the player
    with two actions runs along the horizontal axis, and every action of the other one is a payoff line.

    Parameters
    ----------
    game
        Two players, one of them with two actions.
    setter, numbers
        Measure texts and write numbers.
    profile
        An equilibrium to point out.
    """
    if game.num_actions == (2, 2):
        return draw_square(game, setter, numbers, profile)
    return draw_lines(game, setter, numbers, profile)
