"""Stages of games with tiers: platforms move first, one after the other, then the tiers choose at once.

Chance may move where nobody sees it before it chooses.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from gametheory.models.definitions import (
    ActionDefinition,
    FormulaPayoffs,
    NormalFormDefinition,
    RepeatDefinition,
    StagedDefinition,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gametheory.models.definitions import PlayerDefinition, StageDefinition
    from gametheory.models.mistakes import Mistakes
    from gametheory.models.places import Place

_IDLE = ActionDefinition("no move")
"""The only action of a player who never moves and is paid only."""


@dataclass(frozen=True, slots=True)
class TierStages:
    """What a game of stages with tiers says.

    Parameters
    ----------
    moves
        Everybody's actions and payoffs, without their order.
    leaders
        Keys of the players who move before the tiers, in the order of play.
    stage_names
        The name of each player's stage, by the player's key.
    chance
        Stages at which chance moves, unseen by all players.
    """

    moves: NormalFormDefinition
    leaders: tuple[str, ...]
    stage_names: Mapping[str, str]
    chance: tuple[StageDefinition, ...] = ()


def has_tiers(players: Sequence[PlayerDefinition]) -> bool:
    """Whether some player is a tier."""
    return any(player.count is not None for player in players)


def tier_stages(
    definition: StagedDefinition, players: Sequence[PlayerDefinition], mistakes: Mistakes | None = None
) -> TierStages:
    """Return who moves before the tiers, and everybody's actions and payoffs.

    Parameters
    ----------
    definition
        What the file says.
    players
        In the game's order; some have a count.
    mistakes
        Where what games of tiers do not have is noted; None notes nothing.
    """
    stages = [stage for stage in definition.stages if not isinstance(stage, RepeatDefinition)]
    tiers = {player.key for player in players if player.count is not None}
    if mistakes is not None:
        for place, sentence in _mistakes(definition, stages, players):
            mistakes.add(sentence, place)
    of_player = {stage.player: stage for stage in reversed(stages) if stage.player is not None}
    actions = {player.key: of_player[player.key].actions if player.key in of_player else (_IDLE,) for player in players}
    return TierStages(
        NormalFormDefinition(
            MappingProxyType(actions), definition.payoffs or FormulaPayoffs(MappingProxyType({})), definition.place
        ),
        tuple(dict.fromkeys(stage.player for stage in stages if stage.player and stage.player not in tiers)),
        MappingProxyType({key: stage.name for key, stage in of_player.items()}),
        tuple(stage for stage in stages if stage.player is None and stage.chance),
    )


def _mistakes(
    definition: StagedDefinition, stages: Sequence[StageDefinition], players: Sequence[PlayerDefinition]
) -> Iterator[tuple[Place, str]]:
    """Yield what these games do not have, with its place."""
    for entry in definition.stages:
        if isinstance(entry, RepeatDefinition):
            yield entry.place, "expected stages of a game with tiers once each, got 'repeat'; write them out"
    if definition.payoffs is None:
        yield definition.place, "expected payoffs at the end of a game with tiers, got none; write 'payoffs'"
    known = {player.key: player for player in players}
    movers = [stage.player for stage in stages]
    for stage in stages:
        yield from ((stage.place, sentence) for sentence in _shape_mistakes(stage, known))
        if stage.player is not None and stage.player in movers[: stages.index(stage)]:
            yield stage.place, f"expected one stage of {stage.player!r} in a game with tiers, got another one"
    for player in players:
        if player.count is not None and player.key not in movers:
            yield player.place, f"expected a stage at which the tier {player.key!r} chooses, got none"
    leading = [stage.name for stage in stages if stage.player in known and known[stage.player].count is None]
    if not leading:
        yield definition.place, "expected a single player who moves before the tiers, got none; use form normal"
    yield from _order_mistakes(stages, leading, known)


def _shape_mistakes(stage: StageDefinition, known: Mapping[str, PlayerDefinition]) -> Iterator[str]:
    """Yield what a stage is that has no place in a game with tiers."""
    if stage.player is None and not stage.chance:
        yield f"expected a player or chance at stage {stage.name!r} of a game with tiers, got neither"
    elif stage.player is not None and stage.chance:
        yield f"expected a player or chance at stage {stage.name!r}, got both"
    elif stage.player is not None and stage.player not in known:
        yield f"unknown player {stage.player!r} at stage {stage.name!r}; the players are {', '.join(known)}"
    for key, is_given in (
        ("when", stage.when),
        ("forgets", stage.forgets),
        ("payoffs", stage.payoffs),
    ):
        if is_given:
            yield f"expected no {key!r} at stage {stage.name!r} of a game with tiers, got one; use payoffs at the end"


def _order_mistakes(
    stages: Sequence[StageDefinition], leading: Sequence[str], known: Mapping[str, PlayerDefinition]
) -> Iterator[tuple[Place, str]]:
    """Yield stages out of order, and those that see too little or too much."""
    tiers_before = chance_before = False
    for position, stage in enumerate(stages):
        chance_before = chance_before or bool(stage.chance)
        if stage.player is None or stage.player not in known:
            continue
        is_tier = known[stage.player].count is not None
        if not is_tier and tiers_before:
            sentence = f"expected stage {stage.name!r} of a single player before those of tiers, got it after one"
            yield stage.place, f"{sentence}; put it first"
        moved = [earlier.name for earlier in stages[:position] if not earlier.chance]
        wanted = leading if is_tier else moved
        sees_all = stage.observes is None and not (is_tier and tiers_before) and not chance_before
        if not sees_all and set(stage.observes or ()) != set(wanted):
            told = "all earlier stages" if stage.observes is None else f"{list(stage.observes)}"
            yield (
                stage.place,
                f"expected stage {stage.name!r} to observe the moves of single players and no tier or chance, got "
                f"{told}; write 'observes: [{', '.join(wanted)}]'",
            )
        tiers_before = tiers_before or is_tier
