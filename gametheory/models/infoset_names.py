"""Names of the information sets of a stage: the observed moves that tell them apart."""

from __future__ import annotations

from collections import Counter
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

    Notes
    -----
    Stages that were skipped are left out of the name unless two names would then be the same.
    """
    if len(observations) == 1:
        return [stage]
    telling = _telling(observations)
    texts = [_text(observed, observation, telling, keeps_skipped=False) for observation in observations]
    if len(set(texts)) < len(texts):
        texts = [_text(observed, observation, telling, keeps_skipped=True) for observation in observations]
    taken: Counter[str] = Counter()
    names = []
    for text in texts:
        taken[text] += 1
        names.append(f"{stage}: {text}" if taken[text] == 1 else f"{stage}: {text} ({taken[text]})")
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


def _text(
    observed: Sequence[tuple[str, Sequence[str]]],
    observation: tuple[int, ...],
    telling: Sequence[int],
    *,
    keeps_skipped: bool,
) -> str:
    """Return the moves that tell a set apart; stages that were skipped are named where needed."""
    made = [observed[index][1][observation[index]] for index in telling if observation[index] != NOT_PLAYED]
    if made and not keeps_skipped:
        return ", ".join(made)
    return ", ".join(
        f"{observed[index][0]} skipped" if observation[index] == NOT_PLAYED else observed[index][1][observation[index]]
        for index in telling
    )
