"""Stages of games with tiers: platforms move first, one after the other, then the tiers choose at once.

Chance moves before the tiers where all who follow see it, or where nobody does.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from gametheory.core.led_tiered_game import NO_MOVE
from gametheory.models.definitions import (
    ActionDefinition,
    FormulaPayoffs,
    NormalFormDefinition,
    RepeatDefinition,
    StagedDefinition,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from gametheory.models.definitions import PlayerDefinition, StageDefinition
    from gametheory.models.mistakes import Mistakes
    from gametheory.models.places import Place

_IDLE = ActionDefinition(NO_MOVE)
"""The only action of a player who never moves and is paid only."""


@dataclass(frozen=True, slots=True)
class TierStages:
    """What a game of stages with tiers says.

    Parameters
    ----------
    moves
        Everybody's actions and payoffs, without their order.
    first
        Stages before those of the tiers whose moves all see: of single players and of chance, in the order of play.
    chance
        Stages at which chance moves, unseen by all players.
    played
        All stages in the order of play.
    """

    moves: NormalFormDefinition
    first: tuple[StageDefinition, ...]
    chance: tuple[StageDefinition, ...]
    played: tuple[StageDefinition, ...]

    @property
    def leaders(self) -> tuple[str, ...]:
        """Keys of the players who move before the tiers, in the order of play."""
        return tuple(dict.fromkeys(stage.player for stage in self.first if stage.player))

    @property
    def of_player(self) -> Mapping[str, StageDefinition]:
        """Each player's stage, by the player's key."""
        return {stage.player: stage for stage in reversed(self.played) if stage.player is not None}

    def before(self, stage: StageDefinition) -> tuple[StageDefinition, ...]:
        """Return the stages before one."""
        return self.played[: next(place for place, own in enumerate(self.played) if own is stage)]


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
    seen = {stage.name for stage in stages if stage.chance and _is_seen(stage, stages, tiers)}
    return TierStages(
        NormalFormDefinition(
            MappingProxyType(actions), definition.payoffs or FormulaPayoffs(MappingProxyType({})), definition.place
        ),
        tuple(stage for stage in stages if (stage.player and stage.player not in tiers) or stage.name in seen),
        tuple(stage for stage in stages if stage.player is None and stage.chance and stage.name not in seen),
        tuple(stages),
    )


def _is_seen(chance: StageDefinition, stages: Sequence[StageDefinition], tiers: Collection[str]) -> bool:
    """Whether chance moves before the tiers and somebody who moves later sees what it does."""
    place = next(place for place, stage in enumerate(stages) if stage is chance)
    if any(stage.player in tiers for stage in stages[:place]):
        return False
    return any(_sees(stage, chance) for stage in stages[place + 1 :] if stage.player is not None)


def _sees(stage: StageDefinition, earlier: StageDefinition) -> bool:
    return stage.observes is None or earlier.name in stage.observes


def _mistakes(
    definition: StagedDefinition, stages: Sequence[StageDefinition], players: Sequence[PlayerDefinition]
) -> Iterator[tuple[Place, str]]:
    """Yield what these games do not have, with its place."""
    for entry in definition.stages:
        if isinstance(entry, RepeatDefinition):
            yield entry.place, "expected stages of a game with tiers once each, got 'repeat'; write them out"
    if definition.payoffs is None and not any(stage.payoffs for stage in stages):
        yield definition.place, "expected payoffs at the end or at stages of a game with tiers, got none"
    known = {player.key: player for player in players}
    movers = [stage.player for stage in stages]
    for stage in stages:
        yield from ((stage.place, sentence) for sentence in _shape_mistakes(stage, known))
        if stage.player is not None and stage.player in movers[: stages.index(stage)]:
            yield stage.place, f"expected one stage of {stage.player!r} in a game with tiers, got another one"
    for player in players:
        if player.count is not None and player.key not in movers:
            yield player.place, f"expected a stage at which the tier {player.key!r} chooses, got none"
    tiers = {player.key for player in players if player.count is not None}
    leading = [
        stage.name
        for stage in stages
        if (stage.player in known and stage.player not in tiers) or (stage.chance and _is_seen(stage, stages, tiers))
    ]
    if not leading:
        sentence = "expected a single player who moves before the tiers, or chance that they see, got none"
        yield definition.place, f"{sentence}; use form normal"
    yield from _order_mistakes(stages, leading, known)


def _shape_mistakes(stage: StageDefinition, known: Mapping[str, PlayerDefinition]) -> Iterator[str]:
    """Yield what a stage is that has no place in a game with tiers."""
    if stage.player is None and not stage.chance and not stage.payoffs:
        yield f"expected a player, chance or payoffs at stage {stage.name!r}, got none of them"
    elif stage.player is not None and stage.chance:
        yield f"expected a player or chance at stage {stage.name!r}, got both"
    elif stage.player is not None and stage.player not in known:
        yield f"unknown player {stage.player!r} at stage {stage.name!r}; the players are {', '.join(known)}"
    if stage.forgets:
        yield f"expected no 'forgets' at stage {stage.name!r} of a game with tiers, got one; leave it out"


def _order_mistakes(
    stages: Sequence[StageDefinition], leading: Sequence[str], known: Mapping[str, PlayerDefinition]
) -> Iterator[tuple[Place, str]]:
    """Yield stages out of order, and those that see too little or too much."""
    tiers_before = False
    for position, stage in enumerate(stages):
        if stage.player is None or stage.player not in known:
            continue
        is_tier = known[stage.player].count is not None
        if not is_tier and tiers_before:
            sentence = f"expected stage {stage.name!r} of a single player before those of tiers, got it after one"
            yield stage.place, f"{sentence}; put it first"
        moved = [earlier.name for earlier in stages[:position] if earlier.name in leading]
        wanted = leading if is_tier else moved
        hidden = {earlier.name for earlier in stages[:position] if earlier.player or earlier.chance} - set(wanted)
        seen = set(stage.observes) if stage.observes is not None else {*wanted, *hidden}
        if seen != set(wanted):
            told = "all earlier stages" if stage.observes is None else f"{list(stage.observes)}"
            yield (
                stage.place,
                f"expected stage {stage.name!r} to observe what all see and no tier, got {told}; write "
                f"'observes: [{', '.join(wanted)}]', or let nobody see what is left out",
            )
        tiers_before = tiers_before or is_tier
