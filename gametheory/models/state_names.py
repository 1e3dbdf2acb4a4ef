"""Names of the information sets of states: the moves still read, and those seen since, that tell them apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from gametheory.models.infoset_names import infoset_names
from gametheory.models.scopes import NOT_PLAYED
from gametheory.models.templates import last_played

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gametheory.models.scopes import Reference
    from gametheory.models.stage_play import Moves, StagePlan


class SetInState(NamedTuple):
    """An information set within a state.

    Parameters
    ----------
    start
        Position at which the state begins.
    kept
        Earlier moves that are still read there.
    position
        Of the stage where the set is.
    seen
        The move at each position that tells sets of this stage apart.
    """

    start: int
    kept: Moves
    position: int
    seen: Moves


def state_infoset_names(
    plans: Sequence[StagePlan], columns: Sequence[Sequence[Reference]], sets: Iterable[SetInState]
) -> dict[SetInState, str]:
    """Return a name for each information set, unique in the game.

    Parameters
    ----------
    plans
        The stages in the order of play.
    columns
        For each position the earlier positions that tell the states that begin there apart, reference by reference.
    sets
        All information sets, those of chance among them.

    Notes
    -----
    The name is that of the stage where it has one set; else the moves that tell its sets apart follow, as in
    ``infoset_names``. Moves that nothing reads any more are in no name.
    """
    groups: dict[tuple[int, int], list[SetInState]] = {}
    for one in sets:
        groups.setdefault((one.position, one.start), []).append(one)
    names: dict[SetInState, str] = {}
    taken: Counter[str] = Counter()
    for (position, start), members in sorted(groups.items()):
        inner = [seen for seen in plans[position].observed if seen >= start]
        asked = [*columns[start], *((seen,) for seen in inner)]
        told = [(plans[reference[-1]].stage.name, _moves(plans, reference)) for reference in asked]
        observations = [_observation(plans, asked, _history(plans, one)) for one in members]
        for one, name in zip(members, infoset_names(plans[position].stage.name, told, observations), strict=True):
            taken[name] += 1
            names[one] = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return names


def _history(plans: Sequence[StagePlan], one: SetInState) -> Moves:
    """Return the moves that are known at an information set: those kept, and those seen since."""
    history = list(one.kept)
    for seen, move in zip(plans[one.position].observed, one.seen, strict=True):
        if seen >= one.start:
            history[seen] = move
    return tuple(history)


def _moves(plans: Sequence[StagePlan], reference: Reference) -> list[str]:
    """Return the moves that can be meant, position by position."""
    return [move for position in reference for move in plans[position].moves]


def _observation(plans: Sequence[StagePlan], asked: Sequence[Reference], history: Moves) -> tuple[int, ...]:
    """Return for each reference which of its ``_moves`` was made, or ``NOT_PLAYED``."""
    observation = []
    for reference in asked:
        made = last_played(reference, history)
        if made is None:
            observation.append(NOT_PLAYED)
        else:
            before = sum(len(plans[position].moves) for position in reference if position < made[0])
            observation.append(before + made[1])
    return tuple(observation)
