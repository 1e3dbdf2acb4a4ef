"""Names of the information sets of a stage: the observed moves that tell them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.models.scopes import NOT_PLAYED

if TYPE_CHECKING:
    from collections.abc import Sequence


def infoset_names(
    stage: str, observed: Sequence[tuple[str, Sequence[str]]], observations: Sequence[tuple[int, ...]]
) -> list[str]:
    """Return a name for each information set of a stage.

    Parameters
    ----------
    stage
        The stage's name, which alone is the name where there is one set.
    observed
        For each observed stage, in the order of play, its name and the names of its moves.
    observations
        For each information set the move made at each observed stage, or ``NOT_PLAYED``.

    Examples
    --------
    >>> infoset_names("reply", [("offer", ["Low", "High"]), ("day", ["Sun"])], [(0, 0), (1, 0)])
    ['reply: Low', 'reply: High']
    >>> infoset_names("reply", [("offer", ["Low", "High"])], [(1,)])
    ['reply']
    """
    if len(observations) == 1:
        return [stage]
    telling = _telling(observations)
    names = []
    taken: dict[str, int] = {}
    for observation in observations:
        moves = [_move_text(*observed[index], observation[index]) for index in telling]
        name = f"{stage}: {', '.join(moves)}"
        taken[name] = taken.get(name, 0) + 1
        names.append(name if taken[name] == 1 else f"{name} ({taken[name]})")
    return names


def _telling(observations: Sequence[tuple[int, ...]]) -> list[int]:
    """Return the observed stages, first ones first, that split sets which those before them do not tell apart."""
    telling: list[int] = []
    num_groups = 1
    for index in range(len(observations[0])):
        groups = {tuple(observation[kept] for kept in [*telling, index]) for observation in observations}
        if len(groups) > num_groups:
            telling.append(index)
            num_groups = len(groups)
        if num_groups == len(observations):
            break
    return telling


def _move_text(stage: str, moves: Sequence[str], move: int) -> str:
    return f"{stage} skipped" if move == NOT_PLAYED else moves[move]
