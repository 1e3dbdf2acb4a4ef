"""Games of stages: formulas checked, observations resolved."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gametheory.models.bodies import BuiltGame, payoff_templates
from gametheory.models.definitions import RepeatDefinition
from gametheory.models.formulas.syntax import leaves
from gametheory.models.formulas.tape import MAX_EMITTED, TooManyOperationsError
from gametheory.models.mistakes import Mistakes
from gametheory.models.places import NOWHERE
from gametheory.models.positions import moves_position
from gametheory.models.probabilities import ChanceMove, chance_move
from gametheory.models.stage_tree import StagePlan, StageTree
from gametheory.models.tree_shape import MAX_NODES
from gametheory.models.unrolling import PREVIOUS, PlayedStage, Timeline, unrolled
from gametheory.models.values import Values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from gametheory.models.definitions import PlayerDefinition, StagedDefinition, StageDefinition
    from gametheory.models.scopes import Scope
    from gametheory.models.templates import Template, Workshop

MAX_STAGES = 500


class StagedBody:
    """A game of stages, written out and checked; the tree is grown at given values.

    Parameters
    ----------
    definition
        What the file says.
    players
        In the game's order.
    workshop
        Takes the formulas; mistakes are noted in its collection.
    """

    def __init__(self, definition: StagedDefinition, players: Sequence[PlayerDefinition], workshop: Workshop) -> None:
        self._players = players
        self._workshop = workshop
        self._keys = [player.key for player in players]
        _check_blocks(definition, workshop.mistakes)
        stages = unrolled(definition)
        self._plans: list[StagePlan] = []
        self._final: tuple[Template | None, ...] = ()
        if not self._is_small(stages, definition):
            return
        self._timeline = Timeline(stages, players, workshop.library)
        for stage in stages:
            moves = stage.definition.actions or stage.definition.chance
            constants = self._timeline.constants(stage.round)
            workshop.add_position(moves_position(stage.name, moves, constants, workshop.mistakes))
        self._plans = [self._plan(stage) for stage in stages]
        if definition.payoffs is not None:
            scope = self._timeline.scope(len(stages), None)
            self._final = payoff_templates(definition.payoffs, players, workshop, scope)
        self._check_payoffs(definition)

    def build(self, parameters: Mapping[str, Fraction], title: str, path: str) -> BuiltGame:
        """Return the game at given values."""
        mistakes = Mistakes()
        values = Values(self._workshop.tape, parameters, mistakes)
        tree = StageTree(self._plans, self._final, values, mistakes)
        tree.grow()
        mistakes.raise_if_any(path)
        return BuiltGame(tree.game(self._players, title), values.arithmetic, tree.unused_stages())

    def widest_scopes(self) -> list[Scope]:
        """Return the scopes that know most: the end of the game and the end of each block's last round."""
        if not self._plans:
            return []
        last_of_block = {id(plan.stage.round.block): plan.stage for plan in self._plans if plan.stage.round is not None}
        end = self._timeline.scope(len(self._plans), None)
        return [end, *(self._timeline.scope(stage.position + 1, stage.round) for stage in last_of_block.values())]

    def _is_small(self, stages: Sequence[PlayedStage], definition: StagedDefinition) -> bool:
        """Whether the tree can be grown as far as the stages that are never skipped tell."""
        mistakes = self._workshop.mistakes
        if len(stages) > MAX_STAGES:
            mistakes.add(f"expected at most {MAX_STAGES:,} stages, got {len(stages):,}", definition.place)
            return False
        num_nodes = width = 1
        for stage in stages:
            if stage.has_move and stage.definition.when is None:
                width *= len(stage.definition.actions or stage.definition.chance)
                num_nodes += width
            if num_nodes > 10**30:
                break
        if num_nodes > MAX_NODES:
            mistakes.add(
                f"expected a tree of at most {MAX_NODES:,} nodes, got at least {num_nodes:,}", definition.place
            )
        final = definition.payoffs.by_player.values() if definition.payoffs else ()
        num_operations = width * sum(len(list(leaves(formula.root))) for formula in final)
        if num_operations > MAX_EMITTED and definition.payoffs:
            mistakes.add(str(TooManyOperationsError(NOWHERE)), definition.payoffs.place)
        return num_nodes <= MAX_NODES and num_operations <= MAX_EMITTED

    def _plan(self, stage: PlayedStage) -> StagePlan:
        """Make the formulas of a stage ready."""
        definition, workshop = stage.definition, self._workshop
        self._check_shape(definition)
        scope = self._timeline.scope(stage.position, stage.round)
        when = None if definition.when is None else workshop.template(definition.when, scope)
        chance: ChanceMove | None = None
        observed: tuple[int, ...] = ()
        if definition.chance:
            branches = {branch.name: branch for branch in definition.chance}
            chance = chance_move(stage.name, branches, workshop, scope, place=definition.place)
            observed = tuple(sorted(chance.positions))
        elif definition.actions:
            observed = self._timeline.observed(stage, workshop.mistakes)
        payoffs, is_due_after = self._stage_payoffs(stage, scope)
        player = self._keys.index(definition.player) if definition.player in self._keys else None
        moves = workshop.positions[stage.position].labels
        return StagePlan(stage, player, moves, when, observed, chance, payoffs, is_due_after)

    def _stage_payoffs(self, stage: PlayedStage, scope: Scope) -> tuple[tuple[Template | None, ...], bool]:
        """Return the payoffs of a stage, and whether they wait for its own move because a formula names it."""
        payoffs = stage.definition.payoffs
        if payoffs is None:
            return (), False
        movers = filter(None, (stage.definition.name, stage.definition.player))
        is_due_after = stage.has_move and any(
            self._workshop.names_owner(formula, mover) for mover in movers for formula in payoffs.by_player.values()
        )
        if is_due_after:
            scope = self._timeline.scope(stage.position + 1, stage.round)
        return payoff_templates(payoffs, self._players, self._workshop, scope), is_due_after

    def _check_shape(self, definition: StageDefinition) -> None:
        mistakes, name = self._workshop.mistakes, definition.name
        if definition.player is not None and definition.player not in self._keys:
            mistakes.add(
                f"unknown player {definition.player!r} at stage {name!r}; the players are {', '.join(self._keys)}",
                definition.place,
            )
        if (definition.player is not None or definition.actions) and definition.chance:
            mistakes.add(f"expected a player or chance at stage {name!r}, got both", definition.place)
        if definition.player is not None and not definition.actions:
            mistakes.add(f"expected at least one action at stage {name!r}, got none", definition.place)
        if definition.player is None and definition.actions:
            mistakes.add(f"expected a player at stage {name!r}, got actions of nobody", definition.place)
        if definition.player is None and not definition.chance and not definition.actions and not definition.payoffs:
            mistakes.add(f"expected a player, chance or payoffs at stage {name!r}, got none of them", definition.place)

    def _check_payoffs(self, definition: StagedDefinition) -> None:
        """Note players who get no payoff anywhere."""
        paying = [plan.stage.definition.payoffs for plan in self._plans] + [definition.payoffs]
        paid = {key for payoffs in paying if payoffs is not None for key in payoffs.by_player}
        missing = [key for key in self._keys if key not in paid]
        if missing:
            place = definition.place if definition.payoffs is None else definition.payoffs.place
            self._workshop.mistakes.add(
                f"expected payoffs of all players at the end or at a stage, got none of {', '.join(missing)}", place
            )


def _check_blocks(definition: StagedDefinition, mistakes: Mistakes) -> None:
    """Note blocks without rounds, and rounds of one name."""
    if not definition.stages:
        mistakes.add("expected at least one stage, got none", definition.place)
    for entry in definition.stages:
        if isinstance(entry, RepeatDefinition):
            if not entry.values:
                mistakes.add(f"expected at least one value of index {entry.index!r}, got none", entry.place)
            for value, count in Counter(entry.values).items():
                if count > 1:
                    mistakes.add(
                        f"expected different values of index {entry.index!r}, got {value!r} twice", entry.place
                    )
                if value == PREVIOUS:
                    mistakes.add(f"{value!r} is a word of the formula language, not a value of an index", entry.place)
