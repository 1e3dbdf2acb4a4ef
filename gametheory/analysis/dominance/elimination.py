"""Iterated elimination of dominated actions, every step with its proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.analysis.dominance.dominance import DominanceSearch, Elimination, is_dominated_by
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.solution import Progress
from gametheory.core.state_graph import whole
from gametheory.core.strategic_form import to_normal_form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.analysis.dominance.dominance import Kept
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.solution import ProgressListener
    from gametheory.core.source import GameSource
    from gametheory.core.strategic_form import StrategicForm


@dataclass(frozen=True, slots=True)
class Round:
    """What is eliminated at once.

    Parameters
    ----------
    eliminated
        The actions that are dominated in the game that the earlier rounds left, by player and action.
    """

    eliminated: tuple[Elimination, ...]


@dataclass(frozen=True, slots=True)
class Reduction:
    """What iterated elimination leaves of a game, and why.

    Parameters
    ----------
    game
        The reduced game.
    original
        The game before; for a tree its reduced normal form.
    kept
        For each player the indices of the actions that remain, in the original game.
    rounds
        In order; after the last nothing is dominated.
    is_strict, by_mixed
        What counted as dominated. Under weak dominance another order of elimination can leave another game.
    form
        For a tree: the pure strategies that the actions stand for; otherwise None.
    """

    game: NormalFormGame
    original: NormalFormGame
    kept: Kept
    rounds: tuple[Round, ...]
    is_strict: bool
    by_mixed: bool
    form: StrategicForm | None = None

    @property
    def num_eliminated(self) -> int:
        """Number of actions eliminated."""
        return sum(len(listed.eliminated) for listed in self.rounds)

    @property
    def is_solved(self) -> bool:
        """Whether each player keeps one action: the game is dominance solvable (weakly: in this order)."""
        return all(len(actions) == 1 for actions in self.kept)


def eliminate(
    source: GameSource, *, is_strict: bool = True, by_mixed: bool = True, progress: ProgressListener | None = None
) -> Reduction:
    """Eliminate dominated actions until none is left, all that are dominated in one round at once.

    Strict elimination never depends on the order and keeps every equilibrium. Weak elimination can lose equilibria,
    and what it leaves can depend on the order; here every round removes all weakly dominated actions of all players.

    Parameters
    ----------
    source
        A game of any number of players, or a model; of a tree the reduced normal form is taken.
    is_strict
        Strict dominance; otherwise weak.
    by_mixed
        Whether an action that a mixed strategy dominates goes too.
    progress
        Told at every step, with the number of rounds as ``done`` and of actions eliminated so far as ``found``.

    Raises
    ------
    UnsupportedGameError
        If the normal form of a tree is too large.

    Notes
    -----
    Exact. Pure dominance costs ``num_actions`` squared times the number of profiles of the others once, not once a
    round; a linear program in rationals is solved for each action that is never a best reply to a pure profile.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[4, 0, 5], [0, 4, 1], [1, 1, 2]], [[1, 0, 2], [0, 1, 3], [9, 1, 4]])
    >>> reduction = eliminate(game)
    >>> reduction.kept, len(reduction.rounds)
    (((0,), (2,)), 2)
    >>> first = reduction.rounds[0].eliminated[0]
    >>> first.player, first.action, [str(weight) for weight in first.dominator]
    (0, 2, ['1/2', '1/2', '0'])
    """
    rounds: list[Round] = []
    num_found = 0

    def heartbeat() -> None:
        if progress is not None:
            progress(Progress(len(rounds), None, num_found))

    original, form = _normal_form(whole(source.to_game()), heartbeat)
    kept: Kept = tuple(tuple(range(size)) for size in original.num_actions)
    searches = [
        DominanceSearch(original, player, is_strict=is_strict, by_mixed=by_mixed, heartbeat=heartbeat)
        for player in range(original.num_players)
    ]
    while dominated := [elimination for search in searches for elimination in search.dominated()]:
        rounds.append(Round(tuple(dominated)))
        kept = _without(kept, dominated)
        for search in searches:
            search.restrict(kept)
        num_found += len(dominated)
        heartbeat()
    reduced = original.restrict(kept) if rounds else original
    return Reduction(reduced, original, kept, tuple(rounds), is_strict, by_mixed, form)


def _normal_form(
    game: NormalFormGame | ExtensiveFormGame, heartbeat: Callable[[], None]
) -> tuple[NormalFormGame, StrategicForm | None]:
    """Return the game itself, or a tree's reduced normal form with what its actions stand for."""
    if isinstance(game, NormalFormGame):
        return game, None
    form = to_normal_form(game, heartbeat=heartbeat)
    return form.game, form


def _without(kept: Kept, eliminated: Sequence[Elimination]) -> Kept:
    """Return the actions that remain."""
    gone = {(elimination.player, elimination.action) for elimination in eliminated}
    return tuple(
        tuple(action for action in actions if (player, action) not in gone) for player, actions in enumerate(kept)
    )


def verify(reduction: Reduction) -> bool:
    """Return whether every eliminated action is dominated as stated, checked round by round against the payoffs alone.

    That nothing more could be eliminated is not part of the proof.
    """
    kept = tuple(tuple(range(size)) for size in reduction.original.num_actions)
    for listed in reduction.rounds:
        if not all(is_dominated_by(reduction.original, elimination, kept) for elimination in listed.eliminated):
            return False
        kept = _without(kept, listed.eliminated)
    return kept == reduction.kept and reduction.original.restrict(kept) == reduction.game
