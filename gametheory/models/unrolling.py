"""Stages in the order of play, repeated blocks written out, with what each of them knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.core.names import nearest
from gametheory.models.definitions import RepeatDefinition
from gametheory.models.scopes import Reference, Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.models.definitions import PlayerDefinition, StagedDefinition, StageDefinition
    from gametheory.models.library import Library
    from gametheory.models.mistakes import Mistakes
    from gametheory.models.places import Place

PREVIOUS = "previous"
EVERYTHING = "all"

_LATER = "is not known here: it moves later, or at this very stage"
_ONLY_PAYS = "is a stage that only pays; nobody moves there"
_NO_MOVE = "cannot stand in an attribute, which may use parameters and definitions over parameters, not moves"
_ENTRY = re.compile(r"(?P<name>.*?)\s*(?:\[\s*(?P<round>[^\[\]]*?)\s*\])?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a repeated block.

    Parameters
    ----------
    block
        The block.
    number
        Which of its values, from 0.
    """

    block: RepeatDefinition
    number: int

    @property
    def value(self) -> str:
        """The index's value in this round."""
        return self.block.values[self.number]


@dataclass(frozen=True, slots=True)
class PlayedStage:
    """A stage at one point of the game.

    Parameters
    ----------
    definition
        What the file says.
    position
        Its number in the order of play.
    round
        None outside repeated blocks.
    """

    definition: StageDefinition
    position: int
    round: Round | None

    @property
    def name(self) -> str:
        """The stage's name, with the round where it is repeated: ``enforce[US]``."""
        return self.definition.name if self.round is None else f"{self.definition.name}[{self.round.value}]"

    @property
    def has_move(self) -> bool:
        """Whether somebody moves, so that the stage is a node of the tree."""
        return bool(self.definition.actions or self.definition.chance)


def unrolled(definition: StagedDefinition) -> tuple[PlayedStage, ...]:
    """Return the stages in the order of play, every round of a repeated block written out."""
    played: list[PlayedStage] = []
    for entry in definition.stages:
        if isinstance(entry, RepeatDefinition):
            for number in range(len(entry.values)):
                current = Round(entry, number)
                played += [
                    PlayedStage(stage, len(played) + offset, current) for offset, stage in enumerate(entry.stages)
                ]
        else:
            played.append(PlayedStage(entry, len(played), None))
    return tuple(played)


class Timeline:
    """What is known at each point of a game of stages.

    Parameters
    ----------
    stages
        In the order of play.
    players
        In the game's order.
    library
        Parameters and definitions.
    """

    def __init__(self, stages: Sequence[PlayedStage], players: Sequence[PlayerDefinition], library: Library) -> None:
        self._stages = stages
        self._players = players
        self._library = library
        self._moves = [stage for stage in stages if stage.has_move]

    def scope(self, num_known: int, current: Round | None) -> Scope:
        """Return the scope in which the first so many positions are known.

        Parameters
        ----------
        num_known
            Moves at positions below this one are known.
        current
            The round in which the formula stands; None outside repeated blocks.
        """
        known = [stage for stage in self._moves if stage.position < num_known]
        references: dict[tuple[str, str | None], Reference] = {}
        for player in self._players:
            own = tuple(stage.position for stage in known if stage.definition.player == player.key)
            references[player.key, None] = own
        for stage in known:
            references.update(_references(stage, current))
        if current is not None and current.number == 0:
            references.update(
                ((stage.name, PREVIOUS), ()) for stage in current.block.stages if stage.actions or stage.chance
            )
        named = {name for name, _ in references}
        absent = {
            stage.definition.name: _LATER if stage.has_move else _ONLY_PAYS
            for stage in self._stages
            if stage.definition.name not in named
        }
        for later in current.block.stages if current is not None else ():
            if (later.actions or later.chance) and (later.name, None) not in references:
                absent[later.name] = f"{_LATER}; in the round before it is {later.name}[{PREVIOUS}]"
        return self._with_index(references, absent, current)

    def constants(self, current: Round | None) -> Scope:
        """Return the scope of the formulas of attributes: no moves."""
        names = [player.key for player in self._players] + [stage.definition.name for stage in self._stages]
        return self._with_index({}, dict.fromkeys(names, _NO_MOVE), current)

    def observed(self, stage: PlayedStage, mistakes: Mistakes) -> tuple[int, ...]:
        """Return the positions whose moves the player of a stage knows.

        Those it observes and its own, without those it forgets. What it saw at an earlier stage but does not list again
        is not among them: such a game has imperfect recall.
        """
        definition = stage.definition
        earlier = {other.position for other in self._moves if other.position < stage.position}
        if definition.observes is None:
            seen = set(earlier)
        else:
            seen = self._listed(definition.observes, definition.observes_places, stage, mistakes)
        own = {other.position for other in self._moves if other.definition.player == definition.player}
        forgotten = self._listed(definition.forgets, definition.forgets_places, stage, mistakes)
        return tuple(sorted((seen | (own & earlier)) - forgotten))

    def _listed(
        self, entries: Sequence[str], places: Sequence[Place], stage: PlayedStage, mistakes: Mistakes
    ) -> set[int]:
        """Return the positions that a list of stages names; note names that mean none."""
        scope = self.scope(stage.position, stage.round)
        stages = {key: reference for key, reference in scope.references.items() if not self._is_player(key[0])}
        found: set[int] = set()
        for number, entry in enumerate(entries):
            if entry == EVERYTHING:
                found.update(other.position for other in self._moves if other.position < stage.position)
                continue
            match = _ENTRY.fullmatch(entry)
            key = (match["name"], match["round"]) if match else (entry, None)
            if key in stages:
                found.update(stages[key])
            else:
                place = places[number] if number < len(places) else stage.definition.place
                mistakes.add(self._unknown(key, stages, scope), place)
        return found

    def _unknown(
        self, key: tuple[str, str | None], stages: dict[tuple[str, str | None], Reference], scope: Scope
    ) -> str:
        name, round_name = key
        rounds = [known_round for known, known_round in stages if known == name]
        if name in scope.absent and (round_name is None or not rounds):
            return f"{name!r} {scope.absent[name]}"
        if rounds and round_name is None:
            return f"{name!r} is repeated; name the round: {name}[{rounds[0]}]"
        if rounds:
            return f"there is no {name}[{round_name}] before this{nearest(round_name or '', filter(None, rounds))}"
        return f"unknown stage {name!r}{nearest(name, [known for known, _ in stages])}"

    def _is_player(self, name: str) -> bool:
        return any(player.key == name for player in self._players)

    def _with_index(
        self, references: dict[tuple[str, str | None], Reference], absent: dict[str, str], current: Round | None
    ) -> Scope:
        if current is None:
            return Scope(self._library, references, absent)
        return Scope(self._library, references, absent, current.block.index, current.value)


def _references(stage: PlayedStage, current: Round | None) -> dict[tuple[str, str | None], Reference]:
    """Return the ways in which a formula in the current round can name an earlier stage."""
    own, name, reference = stage.round, stage.definition.name, (stage.position,)
    if own is None:
        return {(name, None): reference}
    ways: dict[tuple[str, str | None], Reference] = {(name, own.value): reference}
    if current is not None and current.block is own.block:
        if own.number == current.number:
            ways[name, None] = reference
        elif own.number == current.number - 1:
            ways[name, PREVIOUS] = reference
    return ways
