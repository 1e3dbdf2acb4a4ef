"""Games of stages: formulas checked, observations resolved."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, cast

from gametheory.errors import UnsupportedGameError
from gametheory.models.bodies import BuiltGame, payoff_templates
from gametheory.models.definitions import RepeatDefinition
from gametheory.models.formulas.syntax import leaves
from gametheory.models.formulas.tape import MAX_EMITTED, TooManyOperationsError
from gametheory.models.game_formulas import GameFormulas, node_registers
from gametheory.models.merging import Merging
from gametheory.models.mistakes import Mistakes
from gametheory.models.places import NOWHERE
from gametheory.models.positions import moves_position
from gametheory.models.probabilities import ChanceMove, chance_move
from gametheory.models.stage_formulas import StageFormulas
from gametheory.models.stage_play import StagePlan, StagePlay
from gametheory.models.stage_tree import StageTree
from gametheory.models.staged_states import StagedStates
from gametheory.models.tree_shape import MAX_NODES
from gametheory.models.tree_size import TreeSize, largest_size, tree_size
from gametheory.models.unrolling import PREVIOUS, PlayedStage, Timeline, unrolled
from gametheory.models.values import Values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.models.definitions import PlayerDefinition, StagedDefinition, StageDefinition
    from gametheory.models.scopes import Scope
    from gametheory.models.templates import Template, Workshop

MAX_STAGES = 500
MOST_UNMERGED_NODES = 100_000
"""Nodes up to which a tree is grown as it is; of larger ones histories are merged where that helps."""
MOST_STATE_NODES = 50_000
"""Nodes of all states together up to which histories are merged."""


def too_large(size: TreeSize) -> str:
    """Say that a tree has too many nodes."""
    return f"expected a tree of at most {MAX_NODES:,} nodes, got {size.text}"


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
        self._place = definition.place
        self._final_place = definition.payoffs.place if definition.payoffs else NOWHERE
        _check_blocks(definition, workshop.mistakes)
        stages = unrolled(definition)
        self._plans: list[StagePlan] = []
        self._final: tuple[Template | None, ...] = ()
        if len(stages) > MAX_STAGES:
            sentence = f"expected at most {MAX_STAGES:,} stages, got {len(stages):,}"
            workshop.mistakes.add(sentence, definition.place)
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
        """Return the game at given values: its tree, or where that is large and much smaller so, its graph of states.

        Raises
        ------
        InconsistentGameFileError
            Also where the tree has more than ``MAX_NODES`` nodes and histories cannot be merged.
        """
        mistakes = Mistakes()
        values = Values(self._workshop.tape, parameters, mistakes)
        play = StagePlay(self._plans, values, mistakes)
        size = self._size(play)
        if size.num_nodes > MOST_UNMERGED_NODES:
            states = self._merged(play, size)
            mistakes.raise_if_any(path)
            if states is not None:
                graph = states.graph([player.player for player in self._players], title)
                return BuiltGame(graph, values.arithmetic, states.unused_stages())
        if size.num_nodes > MAX_NODES:
            mistakes.add(f"{too_large(size)}; {self._hindrance()}", self._place)
            mistakes.raise_if_any(path)
        return self._built_tree(values, title, path, mistakes)

    def build_tree(self, parameters: Mapping[str, Fraction], title: str, path: str) -> BuiltGame:
        """Return the tree at given values, also where its histories could be merged.

        Raises
        ------
        UnsupportedGameError
            If it has more than ``MAX_NODES`` nodes.
        """
        mistakes = Mistakes()
        values = Values(self._workshop.tape, parameters, mistakes)
        self._check_tree_size(values, mistakes)
        return self._built_tree(values, title, path, mistakes)

    def formulas(self, parameters: Mapping[str, Fraction], title: str, path: str) -> GameFormulas:
        """Return the tree at given values with the formulas behind its numbers; for errors see `build_tree`."""
        mistakes = Mistakes()
        tape = self._workshop.tape
        values = Values(tape, parameters, mistakes)
        self._check_tree_size(values, mistakes)
        game = self._built_tree(values, title, path, mistakes).game
        play = StageFormulas(self._plans, values, mistakes, tape)
        tree = StageTree(play, self._final, mistakes)
        tree.grow()
        registers = tree.game(self._players, title)
        return GameFormulas(
            cast("ExtensiveFormGame", game),
            tape,
            node_registers(registers, registers.outcome_payoffs, tape.zero),
            tuple(play.chance),
            play.conditions,
        )

    def _check_tree_size(self, values: Values, mistakes: Mistakes) -> None:
        size = self._size(StagePlay(self._plans, values, mistakes))
        if size.num_nodes > MAX_NODES:
            raise UnsupportedGameError(
                f"{too_large(size)}; solve the model itself for concept 'subgame_perfect', which merges histories that "
                f"leave the same game"
            )

    def _built_tree(self, values: Values, title: str, path: str, mistakes: Mistakes) -> BuiltGame:
        if self._num_operations > MAX_EMITTED:
            raise TooManyOperationsError(self._final_place)
        tree = StageTree(StagePlay(self._plans, values, mistakes), self._final, mistakes)
        tree.grow()
        mistakes.raise_if_any(path)
        return BuiltGame(tree.game(self._players, title), values.arithmetic, tree.unused_stages())

    def _size(self, play: StagePlay) -> TreeSize:
        """Return the number of nodes of the tree; a bound above where that is small."""
        bound = largest_size(self._plans)
        return TreeSize(bound, is_exact=False) if bound <= MOST_UNMERGED_NODES else tree_size(play)

    @property
    def _num_operations(self) -> int:
        """A number of operations that the payoffs at the end ask for at least, if no two ends share one."""
        num_ends = prod(len(plan.moves) for plan in self._plans if plan.moves and plan.when is None)
        formulas = [template.formula for template in self._final if template is not None]
        return num_ends * sum(len(list(leaves(formula.root))) for formula in formulas)

    @cached_property
    def _merging(self) -> Merging:
        return Merging(self._plans, self._final, self._workshop)

    def _merged(self, play: StagePlay, size: TreeSize) -> StagedStates | None:
        """Return the states of the game; None where there are none, or too many to be worth it."""
        if self._merging.hindrance is not None:
            return None
        states = StagedStates(play, self._merging, len(self._players))
        most = MOST_STATE_NODES if size.num_nodes > MAX_NODES else min(MOST_STATE_NODES, size.num_nodes // 10)
        if not states.find(most):
            return None
        if states.num_operations > MAX_EMITTED:
            raise TooManyOperationsError(self._final_place)
        states.grow()
        return states

    def _hindrance(self) -> str:
        """Say why histories cannot be merged."""
        hidden = self._merging.hindrance
        if hidden is None:
            return f"merging histories that leave the same game leaves more than {MOST_STATE_NODES:,} nodes"
        later, earlier = self._plans[hidden.stage].stage.name, self._plans[hidden.unseen].stage.name
        return f"histories cannot be merged, since {later!r} does not observe {earlier!r}"

    def widest_scopes(self) -> list[Scope]:
        """Return the scopes that know most: the end of the game and the end of each block's last round."""
        if not self._plans:
            return []
        last_of_block = {id(plan.stage.round.block): plan.stage for plan in self._plans if plan.stage.round is not None}
        end = self._timeline.scope(len(self._plans), None)
        return [end, *(self._timeline.scope(stage.position + 1, stage.round) for stage in last_of_block.values())]

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
