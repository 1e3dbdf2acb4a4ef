"""All regimes of sequential equilibria on a line, for trees whose subgames are played in single moves."""

from __future__ import annotations

from functools import partial
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from gametheory.errors import UnsupportedGameError
from gametheory.polynomials import LocalSigns
from gametheory.studies.lines.late_chance import LateChance, total
from gametheory.studies.lines.line_regimes import compared_regimes, named_values
from gametheory.studies.lines.single_choice_stage import SingleChoiceStage, StagePlays, regime_of_choices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.polynomials import RationalFunction, RealRoot
    from gametheory.solvers.subgames.subgame_stages import Stage
    from gametheory.studies.lines.line_regimes import PieceRegimes
    from gametheory.studies.lines.parameter_line import Piece, TracedGame
    from gametheory.studies.lines.tree_envelopes import Worths
    from gametheory.studies.regimes import Regime

    Choices = dict[int, tuple[int, ...]]
    Component = tuple[int, int]

MOST_COMBINATIONS = 1_000
"""Combinations of later payoffs for which one stage is solved."""
MOST_EQUILIBRIA = 1_000
"""Sequential equilibria that a regime lists."""

Exits: TypeAlias = "tuple[tuple[int, Worths], ...]"
"""The next subgames by their roots, and what each gives."""


class _Way(NamedTuple):
    """How a subgame comes to give certain payoffs: what is done first, in which component, and what comes next."""

    choices: Mapping[int, tuple[int, ...]]
    component: tuple[int, int]
    exits: Exits


class SequentialLine:
    """Induction over the subgames, from the last to the first, at each number that stands for those near it.

    Parameters
    ----------
    tree
        Gives the shape; its payoffs do not matter.
    solved_at
        Gives the regime at a rational by the general solver, None where it is not complete. It is asked where a move
        of chance has probability 0.

    Raises
    ------
    UnsupportedGameError
        If some subgame is not played in single moves: by at most two players, each once before the next subgame, one
        before the other, who hears about it at one information set.
    """

    def __init__(self, tree: ExtensiveFormGame, solved_at: Callable[[Fraction], Regime | None]) -> None:
        self._solved_at = solved_at
        self._shapes: dict[int, _Shape] = {}
        self._stages: dict[tuple[int, int], tuple[tuple[RationalFunction, ...], SingleChoiceStage]] = {}
        self._incomplete_at: list[RealRoot] = []
        self._unknown_at: list[RealRoot] = []
        self._shape_of(tree)

    @property
    def notes(self) -> tuple[str, ...]:
        """Say at which values equilibria may exist that the regime does not tell."""
        notes = []
        if self._incomplete_at:
            notes.append(
                f"At {named_values(self._incomplete_at)} a subgame has a continuum of equilibria whose payoffs vary: "
                f"mixtures in it may support other play than is told there."
            )
        if self._unknown_at:
            notes.append(
                f"What is played at {named_values(self._unknown_at)} is not known: a move of chance has probability 0 "
                f"there, or there is too much to list."
            )
        return tuple(notes)

    def on_piece(self, piece: Piece, tick: Callable[[], object]) -> PieceRegimes:
        """Return all regimes on a piece: no comparison changes between the roots of what was compared.

        Raises
        ------
        UnsupportedGameError
            If a subgame has a continuum of equilibria whose payoffs vary, on an interval; if there is too much to list;
            or if a move of chance has probability 0.
        """

        def found_near(signs: LocalSigns) -> Regime:
            run = self._run(piece.content, signs, tick)
            if run.is_incomplete:
                raise UnsupportedGameError(
                    "exact thresholds of sequential equilibria need subgames whose continua of equilibria pay the "
                    "same, got one on a whole interval that does not"
                )
            return run.regime()

        return compared_regimes(found_near, partial(self.at_value, traced=piece.content, tick=tick), piece, tick)

    def at_value(self, root: RealRoot, traced: TracedGame, tick: Callable[[], object]) -> Regime | None:
        """Return the regime at one value; None where it is not known.

        Where a subgame has a continuum of equilibria whose payoffs vary, these are the extreme ones.
        """
        try:
            run = self._run(traced, LocalSigns(root, is_point=True), tick)
        except UnsupportedGameError:
            found = None if root.value is None else self._solved_at(root.value)
            if found is None:
                self._unknown_at.append(root)
            return found
        if run.is_incomplete:
            self._incomplete_at.append(root)
        return run.regime()

    def _shape_of(self, tree: ExtensiveFormGame) -> _Shape:
        """Return what is known of a tree from its shape alone."""
        key = id(tree)
        if key not in self._shapes:
            self._shapes[key] = _Shape(tree)
        return self._shapes[key]

    def _run(self, traced: TracedGame, signs: LocalSigns, tick: Callable[[], object]) -> _Run:
        run = _Run(self._shape_of(cast("ExtensiveFormGame", traced.game)), traced, signs, self._stages)
        run.solve(tick)
        return run


class _Shape:
    """A tree with late chance and its stages."""

    def __init__(self, tree: ExtensiveFormGame) -> None:
        self.tree = tree
        self.late = LateChance(tree)
        self.plays: dict[int, StagePlays] = {}
        for stage in self.late.stages:
            if len(stage.nodes) > len(stage.ends) + 1:
                plays = self.plays[stage.root] = StagePlays(self.late.game, stage)
                if not plays.is_signaling:
                    raise UnsupportedGameError(
                        "exact thresholds of sequential equilibria need trees in which, in each subgame, one player "
                        "moves before the other one, got another one"
                    )


class _Run:
    """The induction at one number."""

    def __init__(
        self,
        shape: _Shape,
        traced: TracedGame,
        signs: LocalSigns,
        stages: dict[tuple[int, int], tuple[tuple[RationalFunction, ...], SingleChoiceStage]],
    ) -> None:
        self._shape, self._game, self._signs = shape, shape.late.game, signs
        self._ends = shape.late.end_worths(traced, signs)
        self._known = stages
        self._solved: dict[int, dict[Worths, list[_Way]]] = {}
        self._told: dict[tuple[int, Worths], list[tuple[Choices, frozenset[tuple[int, int]]]]] = {}
        self.is_incomplete = False

    def solve(self, tick: Callable[[], object]) -> None:
        """Find for each subgame the ways to what its equilibria give, the last ones first."""
        for stage in reversed(self._shape.late.stages):
            self._solved[stage.root] = {}
            worths = [list(self._solved[end]) if end in self._solved else [self._ends[end]] for end in stage.ends]
            if prod(map(len, worths)) > MOST_COMBINATIONS:
                raise UnsupportedGameError(
                    f"exact thresholds of sequential equilibria follow at most {MOST_COMBINATIONS:,} combinations of "
                    f"later payoffs, got more"
                )
            for combination in product(*worths):
                tick()
                exits = tuple(
                    (end, worth) for end, worth in zip(stage.ends, combination, strict=True) if end in self._solved
                )
                if stage.root in self._shape.plays:
                    self._play(stage, combination, exits)
                else:
                    self._move(stage, combination, exits)

    def _move(self, stage: Stage, combination: Sequence[Worths], exits: Exits) -> None:
        """Solve a stage that is one move of chance or of a player; worths hold how likely chance makes a node."""
        infoset = self._game.infoset.item(stage.root)
        owner = self._game.infosets[infoset]
        if owner.is_chance:
            self._add(stage, tuple(map(total, zip(*combination, strict=True))), _Way({}, (stage.root, 0), exits))
            return
        best = [0]
        for action in range(1, owner.num_actions):
            sign = self._signs.sign(combination[action][owner.player] - combination[best[0]][owner.player])
            if sign >= 0:
                best = [*best, action] if not sign else [action]
        if stage.root:
            self._check_equal([combination[action] for action in best])
        for action in best:
            self._add(stage, combination[action], _Way({infoset: (action,)}, (stage.root, 0), exits))

    def _play(self, stage: Stage, combination: Sequence[Worths], exits: Exits) -> None:
        """Solve a stage in which several players, or one in ignorance, choose."""
        solver = self._solver(stage, combination)
        equilibria = solver.credible(self._signs)
        paid: dict[int, list[Worths]] = {}
        for equilibrium in equilibria:
            # the root's payoffs are asked for by nobody
            worths = tuple(solver.payoffs(equilibrium, self._signs)) if stage.root else ()
            paid.setdefault(equilibrium.component, []).append(worths)
            choices = self._shape.plays[stage.root].choices(equilibrium.vertices)
            self._add(stage, worths, _Way(choices, (stage.root, equilibrium.component), exits))
        for members in paid.values():
            self._check_equal(members)

    def _solver(self, stage: Stage, combination: Sequence[Worths]) -> SingleChoiceStage:
        """Return what solves a stage; the same as last time where it pays the same."""
        numbers = tuple(function for worth in combination for function in worth)
        key = id(self._shape), hash((stage.root, numbers))
        known = self._known.get(key)
        if known is not None and known[0] == numbers and known[1].holds(self._signs):
            return known[1]
        solver = SingleChoiceStage(self._shape.plays[stage.root], combination, self._signs)
        self._known[key] = numbers, solver
        return solver

    def _check_equal(self, worths: Sequence[Worths]) -> None:
        """Note whether what is played at a subgame may matter above it."""
        first, *others = worths
        if any(self._signs.sign(one - own) for other in others for one, own in zip(other, first, strict=True)):
            self.is_incomplete = True

    def _add(self, stage: Stage, worths: Worths, way: _Way) -> None:
        self._solved[stage.root].setdefault(worths, []).append(way)

    def regime(self) -> Regime:
        """Return the equilibria by component; each alone where some may be missing that would connect them."""
        tree, late = self._shape.tree, self._shape.late
        components: dict[object, list[Choices]] = {}
        told = [found for worths in self._solved[0] for found in self._continued(0, worths)]
        for position, (choices, component) in enumerate(told):
            given = {late.infosets[number]: actions for number, actions in choices.items()}
            components.setdefault(position if self.is_incomplete else component, []).append(given)
        return regime_of_choices(tree, components.values())

    def _continued(self, root: int, worths: Worths) -> list[tuple[Choices, frozenset[tuple[int, int]]]]:
        """Return the ways to play a subgame that give certain payoffs, with the components of all its stages."""
        key = root, worths
        if key not in self._told:
            self._told[key] = list(self._followed(root, worths))
        return self._told[key]

    def _followed(self, root: int, worths: Worths) -> Iterator[tuple[Choices, frozenset[tuple[int, int]]]]:
        num_told = 0
        for way in self._solved[root][worths]:
            parts = [self._continued(end, worth) for end, worth in way.exits]
            num_told += prod(map(len, parts))
            if num_told > MOST_EQUILIBRIA:
                raise UnsupportedGameError(
                    f"exact thresholds of sequential equilibria list at most {MOST_EQUILIBRIA:,} at a value, got more"
                )
            for combination in product(*parts):
                choices, components = dict(way.choices), frozenset([way.component])
                for more, others in combination:
                    choices |= more
                    components |= others
                yield choices, components
