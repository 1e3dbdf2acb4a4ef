"""What happens before tiers choose: who moves when, what chance does there, and which stages are skipped."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gametheory.core.led_tiered_game import MOST_ENUMERATED, NO_MOVE, LedStage
from gametheory.errors import UnsupportedGameError
from gametheory.models.formulas.syntax import shares
from gametheory.models.mistakes import Mistakes
from gametheory.models.positions import moves_position
from gametheory.models.probabilities import ChanceMove, chance_move
from gametheory.models.scopes import NOT_PLAYED
from gametheory.models.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gametheory.core.led_tiered_game import History
    from gametheory.models.definitions import StageDefinition
    from gametheory.models.formulas.syntax import Formula
    from gametheory.models.scopes import Scope
    from gametheory.models.templates import Template, Workshop
    from gametheory.models.tier_payoffs import TierFormulas
    from gametheory.models.tier_stages import TierStages

    ScopeBefore = Callable[[StageDefinition, Mapping[str, int]], Scope]
    PayoffsAt = Callable[[tuple[int, ...], frozenset[int]], TierFormulas]


class _Turn(NamedTuple):
    """A stage with its formulas made ready.

    Parameters
    ----------
    name
        Of the stage.
    position
        Where its moves are made.
    leader
        Index of the player who moves; None where chance does.
    moves
        Names of the moves.
    when
        The stage is skipped where this is 0; None is never.
    chance
        Where chance moves.
    """

    name: str
    position: int
    leader: int | None
    moves: tuple[str, ...]
    when: Template | None
    chance: ChanceMove | None


class CourseEnd(NamedTuple):
    """What holds when tiers choose.

    Parameters
    ----------
    known
        What was done by position: by players in the game's order, then by chance that all see.
    skipped
        Players whose stage among those of the tiers is skipped.
    """

    known: tuple[int, ...]
    skipped: frozenset[int]


class TierCourse:
    """The stages before those of the tiers, and the tiers' own, with their formulas made ready.

    Parameters
    ----------
    stages
        What the file says.
    keys
        Of the players, in the game's order, whose positions stand in the workshop already.
    workshop
        Takes the positions and formulas; mistakes are noted in its collection.
    scope_before
        Makes the scope of formulas at a stage, with chance that was seen before it by name and position.
    constants
        What names in attributes mean.

    Attributes
    ----------
    references
        Chance that all see, by name and position.
    """

    def __init__(
        self,
        stages: TierStages,
        keys: Sequence[str],
        workshop: Workshop,
        *,
        scope_before: ScopeBefore,
        constants: Scope,
    ) -> None:
        self._stages = stages
        self._keys = tuple(keys)
        self._workshop = workshop
        self._scope_before = scope_before
        self.references: dict[str, int] = {}
        self.whens: dict[str, Template] = {}
        first = [stage for stage in stages.first if stage.player is None or stage.player in self._keys]
        self._turns = [self._turn(stage, constants) for stage in first]
        for key, stage in stages.of_player.items():
            if stage not in stages.first and key in self._keys:
                self._ready_when(stage)

    @property
    def is_plain(self) -> bool:
        """Whether no stage is skipped and chance does nothing that is seen."""
        return not self.references and not self.whens

    def is_skippable(self, key: str) -> bool:
        """Whether the stage of a player is skipped after some moves."""
        stage = self._stages.of_player.get(key)
        return stage is not None and stage.when is not None

    def at(self, parameters: Mapping[str, Fraction], payoffs_at: PayoffsAt, path: str) -> KnownCourse:
        """Return the course at given values of the parameters.

        Parameters
        ----------
        parameters
            Values by name.
        payoffs_at
            Gives payoffs where chance did this and these tiers are skipped.
        path
            The file's name, for the sentences of errors.

        Raises
        ------
        InconsistentGameFileError
            If probabilities are wrong somewhere.
        UnsupportedGameError
            If there are more than ``MOST_ENUMERATED`` histories.
        """
        mistakes = Mistakes()
        unread = dict.fromkeys(self._workshop.tape.parameters, Fraction(0))
        values = Values(self._workshop.tape, {**unread, **parameters}, mistakes)
        chances: dict[History, dict[int, Fraction]] = {}
        histories: list[History] = [()]
        for turn in self._turns:
            following: list[History] = []
            for history in histories:
                chances[history] = self._chances(turn, history, values, mistakes)
                following += [(*history, move) for move in chances[history]]
            histories = following
            if len(histories) > MOST_ENUMERATED:
                raise UnsupportedGameError(
                    f"expected at most {MOST_ENUMERATED:,} histories before tiers choose, got more at stage "
                    f"{turn.name!r}; leave out moves"
                )
        ends = {
            history: CourseEnd(tuple(self._known(history)), self._skipped_tiers(history, values))
            for history in histories
        }
        mistakes.raise_if_any(path)
        stages = tuple(LedStage(turn.name, turn.leader, turn.moves) for turn in self._turns)
        num_moves = tuple(len(self._workshop.positions[player].labels) for player in range(len(self._keys)))
        return KnownCourse(stages, chances, ends, num_moves=num_moves, payoffs_at=payoffs_at)

    def _turn(self, stage: StageDefinition, constants: Scope) -> _Turn:
        """Make a stage before those of the tiers ready; chance adds its position."""
        scope = self._scope_before(stage, dict(self.references))
        when = self._ready_when(stage)
        leader = self._keys.index(stage.player) if stage.player in self._keys else None
        names = tuple(move.name for move in stage.actions or stage.chance)
        moves = names if when is None else (*names, NO_MOVE)
        if leader is not None:
            return _Turn(stage.name, leader, leader, moves, when, None)
        position = self._workshop.add_position(
            moves_position(stage.name, stage.chance, constants, self._workshop.mistakes)
        )
        branches = {branch.name: branch for branch in stage.chance}
        chance = chance_move(stage.name, branches, self._workshop, scope, place=stage.place)
        for branch in stage.chance:
            if branch.probability is not None:
                refuse_shares(branch.probability, "a probability", stage, self._workshop)
        self.references[stage.name] = position
        return _Turn(stage.name, position, None, moves, when, chance)

    def _ready_when(self, stage: StageDefinition) -> Template | None:
        if stage.when is None:
            return None
        refuse_shares(stage.when, "a condition", stage, self._workshop)
        self.whens[stage.name] = self._workshop.template(stage.when, self._scope_before(stage, dict(self.references)))
        return self.whens[stage.name]

    def _known(self, history: History) -> list[int]:
        """Return a history by position: players in the game's order, then chance."""
        known = [NOT_PLAYED] * (len(self._keys) + len(self.references))
        for turn, move in zip(self._turns, history, strict=False):
            is_skipped = turn.when is not None and move == len(turn.moves) - 1
            known[turn.position] = NOT_PLAYED if is_skipped else move
        return known

    def _chances(self, turn: _Turn, history: History, values: Values, mistakes: Mistakes) -> dict[int, Fraction]:
        """Return the moves that can come next, with their probabilities."""
        known = self._known(history)
        number = len(turn.moves) - (turn.when is not None)
        if turn.when is not None and not values.value(turn.when.register(known), str, turn.when.formula.place):
            return {number: Fraction(1)}
        if turn.chance is None:
            return dict.fromkeys(range(number), Fraction(1))
        drawn = turn.chance.probabilities(known, values, mistakes, str) or (Fraction(1),)
        return {move: probability for move, probability in enumerate(drawn) if probability}

    def _skipped_tiers(self, history: History, values: Values) -> frozenset[int]:
        """Return the players whose stage after all of these is skipped."""
        first = {stage.name for stage in self._stages.first}
        return frozenset(
            player
            for player, key in enumerate(self._keys)
            for stage in [self._stages.of_player.get(key)]
            if stage is not None and stage.name in self.whens and stage.name not in first
            for when in [self.whens[stage.name]]
            if not values.value(when.register(self._known(history)), str, when.formula.place)
        )


class KnownCourse:
    """What happens before tiers choose, at given values, as ``Course``.

    Parameters
    ----------
    stages
        In the order of play.
    chances
        After each history the moves that can come next, with probabilities; 1 for those of leaders.
    ends
        After all that comes first what formulas know, and which stages are skipped.
    num_moves
        For each player how many moves its stage has.
    payoffs_at
        Gives payoffs where chance did this and the stages of these tiers are skipped.
    """

    def __init__(
        self,
        stages: tuple[LedStage, ...],
        chances: Mapping[History, Mapping[int, Fraction]],
        ends: Mapping[History, CourseEnd],
        *,
        num_moves: Sequence[int],
        payoffs_at: PayoffsAt,
    ) -> None:
        self.stages = stages
        self.ends = ends
        self._chances = chances
        self._num_moves = tuple(num_moves)
        self._payoffs_at = payoffs_at
        self._payoffs: dict[tuple[tuple[int, ...], frozenset[int]], TierFormulas] = {}

    def chances(self, history: History) -> Mapping[int, Fraction]:
        """Return for each move that can come next its probability; 1 for moves of a leader, who is free to choose."""
        return self._chances[history]

    def tier_actions(self, tier: int, history: History) -> Sequence[int]:
        """Return the actions of a tier after all that comes first."""
        number = self._num_moves[tier]
        return (number,) if tier in self.ends[history].skipped else range(number)

    def payoffs(self, history: History) -> TierFormulas:
        """Return the payoffs after all that comes first, by everybody's actions and counts."""
        end = self.ends[history]
        key = end.known[len(self._num_moves) :], end.skipped
        if key not in self._payoffs:
            self._payoffs[key] = self._payoffs_at(*key)
        return self._payoffs[key]


def refuse_shares(formula: Formula, what: str, stage: StageDefinition, workshop: Workshop) -> None:
    """Note a formula that reads shares where tiers have not chosen yet, or what follows must not depend on them."""
    library = workshop.library
    used = [formula, *(library.definitions[name].formula for name in library.closure([formula]))]
    if any(True for part in used for _ in shares(part.root)):
        sentence = f"expected {what} without share(...) at stage {stage.name!r}, got one with it"
        workshop.mistakes.add(sentence, formula.place)
