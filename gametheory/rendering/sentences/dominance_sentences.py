"""What nobody would ever choose in a table, and what follows from it, round by round."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from gametheory.analysis.dominance.elimination import eliminate
from gametheory.core.normal_form import NormalFormGame
from gametheory.rendering.sentences.numbers import bracketed_probability
from gametheory.rendering.sentences.wording import counted, joined, quoted, sentence_text, who

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.analysis.dominance.dominance import Elimination
    from gametheory.analysis.dominance.elimination import Reduction
    from gametheory.core.source import Game

    Kept: TypeAlias = "tuple[tuple[int, ...], ...]"

MAX_DOMINANCE = 10_000
"""Profiles of the largest normal form in which dominated actions are looked for."""
MAX_CLAUSES = 6
"""Comparisons of one round that are told."""
MAX_NAMED = 4
"""Actions, or runs of them, that one comparison names."""
MAX_ROUNDS = 8
"""Rounds that are told."""
SHORTEST_RUN = 3
"""Neighboring actions that are told as a range."""


def dominance_sentences(game: Game) -> list[str]:
    """Return what is strictly dominated in a normal form, one item for each round, and one on what is left.

    Parameters
    ----------
    game
        Any game. Of trees nothing is told, since whole plans are hard to read; of large normal forms neither.
    """
    if not isinstance(game, NormalFormGame) or game.num_profiles > MAX_DOMINANCE:
        return []
    reduction = eliminate(game)
    told: list[str] = []
    kept: Kept = tuple(tuple(range(count)) for count in game.num_actions)
    for number, found in enumerate(reduction.rounds):
        told.append(_round_text(game, number, list(_comparisons(game, kept, found.eliminated))))
        gone = {(elimination.player, elimination.action) for elimination in found.eliminated}
        kept = tuple(
            tuple(action for action in actions if (player, action) not in gone) for player, actions in enumerate(kept)
        )
    if len(told) > MAX_ROUNDS:
        more = counted(len(told) - MAX_ROUNDS, "more round follows", "more rounds follow")
        told[MAX_ROUNDS:] = [sentence_text(more)]
    if told and all(len(kept) == 1 for kept in reduction.kept):
        told.append(_rest_text(game, reduction))
    return told


def _round_text(game: NormalFormGame, number: int, clauses: Sequence[str]) -> str:
    """Return the comparisons of one round, each as a sentence."""
    opening = f"whatever the {'others do' if game.num_players > 2 else 'other does'}"
    if number:
        opening = "once these are ruled out"
    told = [f"{opening}, {clauses[0]}", *clauses[1:MAX_CLAUSES]]
    if len(clauses) > MAX_CLAUSES:
        told.append(
            counted(len(clauses) - MAX_CLAUSES, "more comparison is", "more comparisons are") + " left out here"
        )
    return " ".join(map(sentence_text, told))


def _comparisons(game: NormalFormGame, kept: Kept, eliminated: Sequence[Elimination]) -> Iterator[str]:
    """Yield what pays whom more than what; players for whom the same holds are told together."""
    players: dict[tuple[str, str], list[int]] = {}
    for player in range(game.num_players):
        found = [elimination for elimination in eliminated if elimination.player == player]
        for better, actions in _beaten(game, kept, found).items():
            is_all = len(actions) == len(kept[player]) - 1 and len(actions) > 1
            worse = "anything else" if is_all else _actions_text(game.actions[player], actions)
            players.setdefault((better, worse), []).append(player)
    for (better, worse), alike in players.items():
        yield f"{better} pays {joined([who(game, player) for player in alike])} more than {worse}"


def _beaten(game: NormalFormGame, kept: Kept, eliminated: Sequence[Elimination]) -> dict[str, list[int]]:
    """Return for as few dominators as a greedy choice finds which of a player's actions they beat."""
    if not eliminated:
        return {}
    player = eliminated[0].player
    values = np.moveaxis(game.integer_payoffs(player).values[np.ix_(*kept)], player, 0).reshape(len(kept[player]), -1)
    rows = dict(zip(kept[player], values, strict=True))
    waiting = {elimination.action: elimination for elimination in eliminated}
    survivors = [action for action in rows if action not in waiting]
    beats = {
        better: [action for action in waiting if bool((rows[better] > rows[action]).all())] for better in survivors
    }
    found: dict[str, list[int]] = {}
    while waiting:
        best = max(survivors, key=lambda better: sum(action in waiting for action in beats[better]))
        beaten = [action for action in beats[best] if action in waiting]
        name = quoted(game.actions[player][best])
        if not beaten:
            # what is left is beaten by mixtures, whose weights the elimination holds
            beaten = [min(waiting)]
            name = _dominator(game, waiting[beaten[0]])
        found.setdefault(name, []).extend(beaten)
        for action in beaten:
            del waiting[action]
    return found


def _dominator(game: NormalFormGame, found: Elimination) -> str:
    """Return what pays more."""
    weights = [
        (name, weight) for name, weight in zip(game.actions[found.player], found.dominator, strict=True) if weight
    ]
    if len(weights) == 1:
        return quoted(weights[0][0])
    if len(weights) > MAX_NAMED:
        return f"a mixture of {len(weights)} others"
    return f"a mixture of {joined([f'{quoted(name)} ({bracketed_probability(weight)})' for name, weight in weights])}"


def _actions_text(names: Sequence[str], actions: Sequence[int]) -> str:
    """Return actions in the game's order, with runs as ranges: ``“12 %” to “19 %” and “30 %”``."""
    runs: list[list[int]] = []
    for action in sorted(actions):
        if runs and runs[-1][-1] == action - 1:
            runs[-1].append(action)
        else:
            runs.append([action])
    parts = [
        part
        for run in runs
        for part in (
            [f"{quoted(names[run[0]])} to {quoted(names[run[-1]])}"]
            if len(run) >= SHORTEST_RUN and len(names) > MAX_NAMED
            else [quoted(names[action]) for action in run]
        )
    ]
    if len(parts) > MAX_NAMED:
        parts[MAX_NAMED:] = [counted(len(parts) - MAX_NAMED, "other", "others")]
    return joined(parts)


def _rest_text(game: NormalFormGame, reduction: Reduction) -> str:
    """Return the one profile that is left."""
    left: dict[str, list[str]] = {}
    for player, (action,) in enumerate(reduction.kept):
        left.setdefault(quoted(game.actions[player][action]), []).append(who(game, player))
    return sentence_text(f"this leaves {joined([f'{choice} for {joined(names)}' for choice, names in left.items()])}")
