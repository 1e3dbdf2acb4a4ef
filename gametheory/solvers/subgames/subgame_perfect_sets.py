"""All subgame-perfect equilibria of a tree of two players, as sets."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from gametheory.core.profiles import BehaviorProfile
from gametheory.core.rationals import to_fraction
from gametheory.core.solution import Coverage, Termination
from gametheory.core.tree_arrays import TERMINAL
from gametheory.core.tree_builder import TreeBuilder
from gametheory.solvers.problem import Conclusion, FoundSubset
from gametheory.solvers.subgames.perfect_pieces import (
    MOST_POINTS,
    Part,
    Piece,
    TooManyPointsError,
    behaviors,
    end_of_play,
    maximal,
    points_of_stage,
    vertices,
)
from gametheory.solvers.subgames.subgame_stages import subgame_stages
from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
from gametheory.solvers.trees.tree_subsets import maximal_subsets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Probability, Strategy
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.subgames.perfect_pieces import Behavior, Plan, Weights
    from gametheory.solvers.subgames.subgame_stages import Stage
    from gametheory.solvers.watch import Watch

MOST_PIECES = 100
"""Products of polytopes of one subgame that are followed."""
MOST_PAIRS = 20_000
"""Extreme equilibria that are put in order."""
MOST_STAGES = 300
"""Stages with something chosen for each of their ends that are solved."""


def perfect_pieces(tree: ExtensiveFormGame, watch: Watch) -> tuple[Piece, ...]:
    """Return the subgame-perfect equilibria of a tree as products of polytopes.

    From the last subgames to the first: one piece is chosen for each subgame that follows a stage, and the stage is
    solved with the extreme points of that piece as moves where payoffs depend on them. Its maximal Nash subsets are the
    maximal Nash subsets of the whole subgame, intersected with the cones over the chosen pieces.

    Parameters
    ----------
    tree
        Of two players with perfect recall.
    watch
        The clock.

    Raises
    ------
    TooManyPointsError
        If there are more pieces, points or stages than are followed.
    """
    induction = _SetInduction(tree, watch)
    for stage in reversed(subgame_stages(tree)):
        watch.tick()
        induction.add(stage)
    return induction.pieces[0]


def set_conclusion(
    tree: ExtensiveFormGame, problem: Problem, statistics: Mapping[str, int | float | str]
) -> Conclusion:
    """Return all subgame-perfect equilibria of a tree of two players: extreme ones, components and subsets.

    Extreme are pairs of extreme plans of one piece, each with every extreme way to play the subgames that the player's
    own choices exclude.

    Parameters
    ----------
    tree
        Of two players with perfect recall.
    problem
        What is asked, and the clock.
    statistics
        Counts of the run.

    Raises
    ------
    TooManyPointsError
        As ``perfect_pieces``.
    """
    pieces = perfect_pieces(tree, problem.watch)
    sides = [[dict.fromkeys(behaviors(piece.sides[player])) for player in (0, 1)] for piece in pieces]
    if sum(len(first) * len(second) for first, second in sides) > MOST_PAIRS:
        raise TooManyPointsError
    holding: dict[tuple[Behavior, Behavior], list[int]] = {}
    for number, (first, second) in enumerate(sides):
        for pair in product(first, second):
            problem.watch.tick()
            holding.setdefault(pair, []).append(number)
    ordered = sorted(holding, key=lambda pair: [[_larger_first(strategy) for _, strategy in own] for own in pair])
    component_of = _components(len(pieces), holding.values())
    members: list[list[int]] = [[] for _ in pieces]
    for position, pair in enumerate(ordered):
        for number in holding[pair]:
            members[number].append(position)
    num_listed = min(len(ordered), problem.num_listed)
    return Conclusion(
        Coverage.ALL,
        profiles=[_profile(tree, pair) for pair in ordered[:num_listed]],
        is_in_order=True,
        num_found=len(ordered),
        components=_grouped(members, component_of, num_listed),
        subsets=_found_subsets(tree, pieces, members, component_of) if num_listed == len(ordered) else (),
        num_extreme=len(ordered),
        statistics=statistics,
        termination=Termination.EXHAUSTED if num_listed == len(ordered) else Termination.COUNT_REACHED,
    )


def _larger_first(strategy: Strategy) -> tuple[Probability, ...]:
    return tuple(-probability for probability in strategy)


def _profile(tree: ExtensiveFormGame, pair: tuple[Behavior, Behavior]) -> BehaviorProfile:
    """Return the behavior of both."""
    strategies: list[Strategy | None] = [None] * len(tree.infosets)
    for infoset, strategy in (*pair[0], *pair[1]):
        strategies[infoset] = strategy
    return BehaviorProfile(tree, tuple(strategies))


def _components(num_pieces: int, holding: Iterable[Sequence[int]]) -> list[int]:
    """Return the number of the component of each piece: pieces that share an extreme equilibrium hang together."""
    leader = list(range(num_pieces))
    for numbers in holding:
        first = leader[numbers[0]]
        for other in {leader[number] for number in numbers[1:]} - {first}:
            leader = [first if own == other else own for own in leader]
    renumbered = {own: number for number, own in enumerate(dict.fromkeys(leader))}
    return [renumbered[own] for own in leader]


def _grouped(
    members: Sequence[Sequence[int]], component_of: Sequence[int], num_listed: int
) -> tuple[tuple[int, ...], ...]:
    """Return the positions of the listed equilibria of each component."""
    grouped: list[set[int]] = [set() for _ in range(max(component_of) + 1)]
    for positions, component in zip(members, component_of, strict=True):
        grouped[component].update(position for position in positions if position < num_listed)
    return tuple(tuple(sorted(positions)) for positions in grouped)


def _found_subsets(
    tree: ExtensiveFormGame, pieces: Sequence[Piece], members: Sequence[Sequence[int]], component_of: Sequence[int]
) -> tuple[FoundSubset, ...]:
    """Return the pieces as realization plans of the whole tree; none where plans leave choices to be completed."""
    if any(len(point.completions) > 1 for piece in pieces for side in piece.sides for point in side):
        return ()
    return tuple(
        FoundSubset(
            tuple(
                tuple(
                    (
                        Fraction(1),
                        *(weight for infoset in tree.player_infosets(player) for weight in point.plan[infoset]),
                    )
                    for point in piece.sides[player]
                )
                for player in (0, 1)
            ),
            tuple(positions),
            component,
        )
        for piece, positions, component in zip(pieces, members, component_of, strict=True)
    )


class _End(NamedTuple):
    """One way in which an end of a stage can go on, as far as the stage is concerned.

    ``pieces`` are those among which the stage does not tell: one, or several of the same constant payoffs.
    """

    pieces: tuple[Piece, ...]


class _SetInduction:
    """The pieces of the subgames that are solved."""

    def __init__(self, tree: ExtensiveFormGame, watch: Watch) -> None:
        self._tree = tree
        self._watch = watch
        self._num_solved = 0
        columns = [tree.path_payoffs(player) for player in (0, 1)]
        self._payoffs = [
            tuple(Fraction(table.values.item(node), table.denominator) for table in columns)
            for node in range(tree.num_nodes)
        ]
        self.pieces: dict[int, tuple[Piece, ...]] = {}

    def add(self, stage: Stage) -> None:
        """Solve the stage of a subgame, the next ones being solved."""
        if stage.ends == (stage.root,):
            self.pieces[stage.root] = (end_of_play(self._payoffs[stage.root]),)
            return
        choices = [self._goings_on(end) for end in stage.ends]
        self._num_solved += prod(map(len, choices))
        if self._num_solved > MOST_STAGES:
            raise TooManyPointsError
        found: list[Piece] = []
        for ends in product(*choices):
            found += self._solved(stage, ends)
            if len(found) > MOST_PIECES:
                raise TooManyPointsError
        self.pieces[stage.root] = maximal(found, self._watch.tick)

    def _goings_on(self, end: int) -> list[_End]:
        """Return how an end of a stage can go on: pieces of the same constant payoffs go together."""
        if self._tree.infoset.item(end) == TERMINAL:
            return [_End((end_of_play(self._payoffs[end]),))]
        alike: dict[object, list[Piece]] = {}
        for number, piece in enumerate(self.pieces[end]):
            constant = piece.constant_payoffs
            alike.setdefault(number if constant is None else constant, []).append(piece)
        return [_End(tuple(pieces)) for pieces in alike.values()]

    def _solved(self, stage: Stage, ends: Sequence[_End]) -> Iterator[Piece]:
        """Yield the pieces of a subgame for what was chosen to follow its stage."""
        game = _StageGame(self._tree, stage, [end.pieces[0] for end in ends])
        for sides in game.subsets(self._watch):
            for followed in product(*(end.pieces for end in ends)):
                self._watch.tick()
                first, second = (
                    [
                        point
                        for plan, payoff in sides[player]
                        for point in points_of_stage(
                            game.own_plan(player, plan), game.parts(player, plan, followed), payoff
                        )
                    ]
                    for player in (0, 1)
                )
                yield Piece((vertices(first, self._watch.tick), vertices(second, self._watch.tick)))


class _StageGame:
    """A stage as a tree of its own: after each end both choose at once among the extreme points of what follows.

    Parameters
    ----------
    tree, stage
        The whole tree and the stage.
    pieces
        What follows each end.
    """

    def __init__(self, tree: ExtensiveFormGame, stage: Stage, pieces: Sequence[Piece]) -> None:
        self._tree = tree
        self._stage = stage
        self._pieces = pieces
        self._ends = {node: number for number, node in enumerate(stage.ends)}
        self._builder = TreeBuilder([player.key for player in tree.players])
        self._last: list[list[tuple[str, int] | None]] = [[None] * len(pieces) for _ in (0, 1)]
        self._build()
        self.game = self._builder.build()
        self._places = [self._sequence_places(player) for player in (0, 1)]

    def _build(self) -> None:
        """Copy the stage, and add the choices among extreme points."""
        nothing: tuple[tuple[str, int] | None, ...] = (None, None)
        waiting = [(self._stage.root, 0, nothing)]
        while waiting:
            node, copy, last = waiting.pop()
            if node in self._ends:
                number = self._ends[node]
                for player in (0, 1):
                    self._last[player][number] = last[player]
                self._add_end(copy, number)
                continue
            index = self._tree.infoset.item(node)
            infoset = self._tree.infosets[index]
            children = self._tree.child_lists[node]
            if infoset.probabilities is not None:
                named = dict(zip(infoset.actions, infoset.probabilities, strict=True))
                copies = self._builder.chance(copy, named, infoset=f"chance {index}")
                waiting += [(child, made, last) for child, made in zip(children, copies, strict=True)]
                continue
            copies = self._builder.move(copy, infoset.player, list(infoset.actions), infoset=str(index))
            for action, (child, made) in enumerate(zip(children, copies, strict=True)):
                own = (str(index), action)
                waiting.append((child, made, (own, last[1]) if infoset.player == 0 else (last[0], own)))

    def _add_end(self, copy: int, number: int) -> None:
        """Add an end of the stage, with a choice for each player on whose point the other's payoff depends."""
        piece = self._pieces[number]
        nodes = [(copy, 0, 0)]
        for player in (0, 1):
            side = piece.sides[player]
            if piece.is_free(player):
                continue
            names = [str(point) for point in range(len(side))]
            key = f"end {number}"
            nodes = [
                (after, *((point, second) if player == 0 else (first, point)))
                for node, first, second in nodes
                for point, after in enumerate(self._builder.move(node, player, names, infoset=key))
            ]
        for node, first, second in nodes:
            self._builder.payoffs(node, [piece.sides[1][second].payoff, piece.sides[0][first].payoff])

    def _sequence_places(self, player: int) -> dict[str, tuple[int, int]]:
        """Return for each information set of the copy where its actions stand in a plan."""
        places, start = {}, 1
        for index in self.game.player_infosets(player):
            infoset = self.game.infosets[index]
            places[infoset.key] = (start, start + infoset.num_actions)
            start += infoset.num_actions
        return places

    def subsets(self, watch: Watch) -> Iterator[list[list[tuple[Weights, Fraction]]]]:
        """Yield the maximal Nash subsets: for each player the extreme plans, and what the other then gets."""
        for subset in maximal_subsets(BestReplyPolyhedra(self.game, watch), watch):
            if max(map(len, subset.sides)) > MOST_POINTS:
                raise TooManyPointsError
            sides = [[tuple(map(to_fraction, plan)) for plan in side] for side in subset.sides]
            yield [
                [(plan, self._payoff(1, plan, sides[1][0])) for plan in sides[0]],
                [(plan, self._payoff(0, sides[0][0], plan)) for plan in sides[1]],
            ]

    def _payoff(self, player: int, first: Weights, second: Weights) -> Fraction:
        """Return what a player gets at two plans."""
        game, total = self.game, Fraction(0)
        table = game.path_payoffs(player)
        waiting = [(0, Fraction(1), Fraction(1), Fraction(1))]
        while waiting:
            node, chance, one, two = waiting.pop()
            index = game.infoset.item(node)
            if index == TERMINAL:
                total += chance * one * two * table.values.item(node)
                continue
            infoset = game.infosets[index]
            for action, child in enumerate(game.child_lists[node]):
                if infoset.probabilities is not None:
                    waiting.append((child, chance * infoset.probabilities[action], one, two))
                    continue
                weight = (first, second)[infoset.player][self._places[infoset.player][infoset.key][0] + action]
                if weight:
                    weights = (weight, two) if infoset.player == 0 else (one, weight)
                    waiting.append((child, chance, *weights))
        return total / table.denominator

    def own_plan(self, player: int, plan: Weights) -> Plan:
        """Return what a plan does at the stage's own information sets."""
        return {
            int(key): plan[start:stop]
            for key, (start, stop) in self._places[player].items()
            if not key.startswith("end ")
        }

    def parts(self, player: int, plan: Weights, followed: Sequence[Piece]) -> list[Part]:
        """Return what a plan does after each end."""
        parts = []
        for number, piece in enumerate(followed):
            last = self._last[player][number]
            weight = Fraction(1) if last is None else plan[self._places[player][last[0]][0] + last[1]]
            place = self._places[player].get(f"end {number}")
            shares = None if place is None else plan[place[0] : place[1]]
            parts.append(Part(piece.sides[player], weight, shares))
        return parts
