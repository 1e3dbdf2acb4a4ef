"""What nobody would ever choose, and what follows from it, round by round."""

from __future__ import annotations

import math
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from gametheory.analysis.dominance import dominated_actions
from gametheory.analysis.elimination import eliminate
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.pure_plans import num_pure_plans
from gametheory.core.strategic_form import to_normal_form
from gametheory.rendering.reduction_table import dominator_text
from gametheory.rendering.wording import counted, joined, sentence_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.analysis.dominance import Elimination
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.source import Game

MAX_DOMINANCE = 10_000
"""Profiles of the largest normal form in which dominated actions or plans are looked for."""
MAX_STEPS = 10_000_000
"""Largest number of profiles times nodes of a tree whose normal form is made for that."""
MAX_CLAUSES = 6
"""Dominated actions of one round, or plans, that are told one by one."""
MAX_ROUNDS = 8
"""Rounds that are told."""


def dominance_sentences(game: Game) -> Iterator[str]:
    """Yield what is strictly dominated: actions of a normal form round by round, plans of a tree's reduced normal form.

    Parameters
    ----------
    game
        Any game; of one with more than ``MAX_DOMINANCE`` profiles nothing is told.
    """
    if not isinstance(game, NormalFormGame):
        if _has_few_plans(game):
            normal_form = to_normal_form(game).game
            yield from _first_round(normal_form, dominated_actions(normal_form), "follows the plan")
        return
    if game.num_profiles > MAX_DOMINANCE:
        return
    rounds = [listed.eliminated for listed in eliminate(game).rounds]
    if rounds:
        yield from _first_round(game, rounds[0], "chooses")
    for ruled_out, eliminated in islice(pairwise(rounds), MAX_ROUNDS - 1):
        yield _later_round(game, ruled_out, eliminated)
    if len(rounds) > MAX_ROUNDS:
        yield sentence_text(f"{counted(len(rounds) - MAX_ROUNDS, 'more round follows', 'more rounds follow')}")


def _has_few_plans(tree: ExtensiveFormGame) -> bool:
    """Whether the reduced normal form is small and quickly made; without perfect recall the full one counts."""
    num_profiles = math.prod(
        num_pure_plans(tree, player) or num_pure_plans(tree, player, is_reduced=False) or 1
        for player in range(tree.num_players)
    )
    return num_profiles <= MAX_DOMINANCE and num_profiles * tree.num_nodes <= MAX_STEPS


def _first_round(game: NormalFormGame, eliminated: Sequence[Elimination], verb: str) -> Iterator[str]:
    """Yield one sentence for each action that another one, or a mixture, strictly beats whatever the others do."""
    others = "the others do" if game.num_players > 2 else "the other does"
    for found in eliminated[:MAX_CLAUSES]:
        who, what = game.players[found.player].label, game.actions[found.player][found.action]
        yield f"{who} never {verb} “{what}”: {_dominator(game, found)} pays more whatever {others}."
    if len(eliminated) > MAX_CLAUSES:
        yield sentence_text(_more(len(eliminated) - MAX_CLAUSES))


def _later_round(game: NormalFormGame, ruled_out: Sequence[Elimination], eliminated: Sequence[Elimination]) -> str:
    """Return what is dominated as soon as the actions of the round before are out of the way."""
    gone = [
        f"{game.players[found.player].label}'s “{game.actions[found.player][found.action]}”"
        for found in ruled_out[:MAX_CLAUSES]
    ]
    if len(ruled_out) > MAX_CLAUSES:
        gone.append(f"{len(ruled_out) - MAX_CLAUSES} more")
    are = "is" if len(ruled_out) == 1 else "are"
    clauses = [
        f"{game.players[found.player].label} never chooses “{game.actions[found.player][found.action]}”, since "
        f"{_dominator(game, found)} then pays more"
        for found in eliminated[:MAX_CLAUSES]
    ]
    if len(eliminated) > MAX_CLAUSES:
        clauses.append(_more(len(eliminated) - MAX_CLAUSES))
    return f"Once {joined(gone)} {are} ruled out, {'; '.join(clauses)}."


def _dominator(game: NormalFormGame, found: Elimination) -> str:
    """Return what pays more."""
    better = dominator_text(found.dominator, game.actions[found.player])
    return f"“{better}”" if found.is_by_pure else f"the mixture {better}"


def _more(number: int) -> str:
    return f"{counted(number, 'more is', 'more are')} beaten likewise"
