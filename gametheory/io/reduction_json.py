"""What iterated elimination did, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory import __version__
from gametheory.io.json_values import game_to_json, number_to_json
from gametheory.io.solution_json import FORMAT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gametheory.analysis.dominance.dominance import Elimination
    from gametheory.analysis.dominance.elimination import Reduction
    from gametheory.core.normal_form import NormalFormGame


def reduction_to_json(
    reduction: Reduction, *, parameters: Mapping[str, Fraction] | None = None, sha256: str | None = None
) -> dict[str, Any]:
    """Return what went in which round, what dominates it, and what is left, as plain values for ``json.dumps``.

    Parameters
    ----------
    reduction
        Any; of a tree the actions are the plans of its reduced normal form.
    parameters
        Values that the game was made with.
    sha256
        Hash of the game file, where there is one.

    Examples
    --------
    >>> from gametheory import NormalFormGame, eliminate
    >>> game = NormalFormGame.from_bimatrix([[3, 3], [2, 5]], [[1, 0], [4, 2]], actions=[["T", "B"], ["L", "R"]])
    >>> told = reduction_to_json(eliminate(game))
    >>> told["rounds"]
    [[{'player': '2', 'action': 'R', 'dominated_by': {'L': '1'}}], [{'player': '1', ...}]]
    >>> told["left"]
    {'1': ['T'], '2': ['L']}
    """
    game = reduction.game
    return {
        "format": FORMAT,
        "version": __version__,
        "sha256": sha256,
        "game": game_to_json(reduction.original),
        "parameters": {name: number_to_json(value) for name, value in (parameters or {}).items()},
        "is_strict": reduction.is_strict,
        "by_mixed": reduction.by_mixed,
        "rounds": [[_elimination(reduction.original, gone) for gone in part.eliminated] for part in reduction.rounds],
        "left": {player.key: list(names) for player, names in zip(game.players, game.actions, strict=True)},
    }


def _elimination(game: NormalFormGame, gone: Elimination) -> dict[str, Any]:
    """Return an eliminated action with the mixture that dominates it."""
    names = game.actions[gone.player]
    dominator = {name: number_to_json(share) for name, share in zip(names, gone.dominator, strict=True) if share}
    return {"player": game.players[gone.player].key, "action": names[gone.action], "dominated_by": dominator}
