"""Subgame-perfect equilibria of a graph of states: backward induction over states instead of histories."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from gametheory.core.markov_profile import MarkovProfile
from gametheory.core.rationals import rounded_count
from gametheory.core.solution import Coverage, Termination
from gametheory.core.state_graph import END, StateGraph
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.problem import Conclusion, check_recall
from gametheory.solvers.subgames.backward_induction import MOST_COMBINATIONS, BackwardInduction
from gametheory.solvers.subgames.continuations import NO_SUBGAME, NONE, ONE, ChanceSubgame, ChoiceSubgame, Count, Exit
from gametheory.solvers.subgames.subgame_perfect import (
    MOST_BITS_OF_A_COUNT,
    MOST_LISTED_NODES,
    behavior,
    selections,
)
from gametheory.solvers.subgames.subgame_stages import Stage, stage_game, stage_payoffs

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Strategy
    from gametheory.core.state_graph import State
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.subgames.continuations import Payoffs
    from gametheory.solvers.watch import Watch

Worth: TypeAlias = "tuple[Fraction, ...]"
"""One payoff a player, from a state on."""

MOST_WORTHS = 10_000
"""Different payoffs of one state that are followed."""
MOST_NAMED = 20
"""States that are named as unresolved."""
COUNTED = 1 << MOST_BITS_OF_A_COUNT
"""Numbers of equilibria are counted exactly below this one."""


def search(problem: Problem) -> Generator[MarkovProfile, None, Conclusion]:
    """Yield the subgame-perfect equilibria of a graph of states in which players choose by state alone.

    Each of them is a subgame-perfect equilibrium of the whole tree. How many that tree has is counted exactly, those
    included in which players choose differently after histories that leave the same game: if there is only one, it is
    the one listed, since such players would have to be indifferent somewhere. Stages of two players are solved
    completely, with their extreme equilibria; where three or more choose at once, pure ones are sought.

    Parameters
    ----------
    problem
        A graph of states.

    Raises
    ------
    UnsupportedGameError
        If a player forgets, or a stage of three and more players has no pure equilibrium whatever follows it.

    Notes
    -----
    Exact. One stage for each state and each combination of payoffs that can follow it.

    References
    ----------
    selten1975.
    """
    graph = problem.game
    if not isinstance(graph, StateGraph):
        raise UnsupportedGameError("state_induction needs a graph of states, got another game; use 'subgame_perfect'")
    for state in graph.states:
        check_recall(state.stage, "subgame_perfect")
    induction = _WholeTree(graph, problem.watch)
    total = induction.run()
    limit = min(problem.num_listed, max(1, MOST_LISTED_NODES // len(graph.infosets)))
    components: dict[tuple[int, ...], list[int]] = {}
    num_listed = 0
    markov = _MarkovEquilibria(graph, problem.watch).all()
    for chosen in islice(markov, limit):
        components.setdefault(tuple(solved.component for solved in chosen), []).append(num_listed)
        num_listed += 1
        yield MarkovProfile(graph, tuple(strategy for solved in chosen for strategy in solved.strategies))
    if num_listed == 0:
        raise UnsupportedGameError(
            "subgame_perfect finds only pure equilibria where three or more players choose at once, and here none in "
            "which players choose by state alone; fix what one of the players does"
        )
    is_cut = num_listed == limit and next(markov, None) is not None
    unresolved = (*induction.unresolved, *_left_out(num_listed, total, induction, is_cut=is_cut))
    is_counted = total.found < COUNTED and not induction.is_count_open
    return Conclusion(
        Coverage.PARTIAL if unresolved else Coverage.ALL,
        components=() if unresolved else tuple(map(tuple, components.values())),
        num_extreme=total.found if is_counted else None,
        unresolved=unresolved,
        termination=Termination.COUNT_REACHED if is_cut else Termination.EXHAUSTED,
        statistics={"states": len(graph.states)} | ({"num_pure": total.pure} if is_counted else {}),
    )


def _left_out(num_listed: int, total: Count, induction: _WholeTree, *, is_cut: bool) -> Iterator[str]:
    """Yield what the list leaves out, beside what states leave open."""
    if induction.is_count_open:
        yield "only equilibria in which players choose by state alone are listed"
    elif num_listed < total.found:
        what = f"{'some of ' if is_cut else ''}those in which players choose by state alone"
        yield (
            f"{num_listed:,} of {rounded_count(total.found)} subgame-perfect equilibria are listed: {what}; in others "
            f"they choose differently after histories that leave the same game, being indifferent"
        )


class _WholeTree:
    """How many subgame-perfect equilibria the whole tree has, and what they pay, state by state.

    After different histories that lead to one state, different equilibria of what remains may be played; they are
    counted as many times as there are such histories, without following these.
    """

    def __init__(self, graph: StateGraph, watch: Watch) -> None:
        self._graph = graph
        self._watch = watch
        self._open: dict[tuple[int, str], None] = {}
        self.is_count_open = False

    def run(self) -> Count:
        """Return the number of equilibria."""
        worths: list[Mapping[Payoffs, Count]] = [{} for _ in self._graph.states]
        nothing: Mapping[Payoffs, Count] = {(Fraction(0),) * self._graph.num_players: ONE}
        for index in range(len(worths) - 1, -1, -1):
            self._watch.tick(len(worths))
            state = self._graph.states[index]
            exits = [
                Exit(NO_SUBGAME, _shifted(due, nothing if after == END else worths[after]))
                for due, after in zip(_due(state.stage), state.successors, strict=True)
            ]
            worths[index] = self._limited(index, self._counts(index, exits))
        return _sum(worths[0].values())

    def _counts(self, index: int, exits: Sequence[Exit]) -> Mapping[Payoffs, Count]:
        """Return what a state can be worth, with the number of equilibria that give it."""
        stage = self._graph.states[index].stage
        if stage.num_nodes > 1 + len(exits):
            return self._counts_of_stage(index, exits)
        infoset = stage.infosets[0]
        if infoset.probabilities is not None:
            chance = ChanceSubgame(infoset.probabilities, exits, self._watch.tick)
            if chance.is_cut:
                self._leave_open(index, "can end in too many different payoffs: not all of them are followed")
            return chance.counts
        choice = ChoiceSubgame(infoset.player, 0, exits)
        if choice.has_moving_tie:
            self._name_continuum(index)
        return choice.counts

    def _counts_of_stage(self, index: int, exits: Sequence[Exit]) -> Mapping[Payoffs, Count]:
        """Solve a stage of several moves for each combination of what its ends can be worth."""
        if prod(len(exit_.counts) for exit_ in exits) > MOST_COMBINATIONS:
            self._leave_open(index, "follows too many combinations of later payoffs: not all of them are followed")
        counts: dict[Payoffs, Count] = {}
        refusal: UnsupportedGameError | None = None
        for worths in islice(product(*(exit_.counts for exit_ in exits)), MOST_COMBINATIONS):
            self._watch.tick()
            induction = BackwardInduction(_game(self._graph.states[index], worths), self._watch)
            try:
                found = induction.run()[0].counts
            except UnsupportedGameError as error:
                refusal = error
                continue
            self.is_count_open |= induction.is_count_open
            for sentence in induction.unresolved:
                self._open[index, f": {sentence}"] = None
            if induction.has_continuum_at_root:
                self._name_continuum(index)
            following = [exit_.counts[worth] for exit_, worth in zip(exits, worths, strict=True)]
            for worth, count in found.items():
                known = counts.get(worth, NONE)
                counts[worth] = Count(
                    known.found + count.found * prod(number.found for number in following),
                    known.pure + count.pure * prod(number.pure for number in following),
                )
        if not counts and refusal is not None:
            raise refusal
        return counts

    def _limited(self, index: int, counts: Mapping[Payoffs, Count]) -> Mapping[Payoffs, Count]:
        """Return as many payoffs as are followed, each with a number that is not too long."""
        if len(counts) > MOST_WORTHS:
            self._leave_open(index, "can be worth too many different payoffs: not all of them are followed")
        return {
            worth: Count(min(count.found, COUNTED), min(count.pure, COUNTED))
            for worth, count in islice(counts.items(), MOST_WORTHS)
        }

    def _name_continuum(self, index: int) -> None:
        """Say that mixtures in a state may matter before it; before the first state there is nothing."""
        if index:
            what = " has a continuum of equilibria whose payoffs vary: mixtures in it may support other play"
            self._open[index, what] = None

    def _leave_open(self, index: int, what: str) -> None:
        self.is_count_open = True
        self._open[index, f" {what}"] = None

    @property
    def unresolved(self) -> tuple[str, ...]:
        """Sentences that name the states that were not solved completely, the first of them where there are many."""
        listed = sorted(self._open)
        told = [f"the game from state {self._graph.states[index].name!r} on{what}" for index, what in listed]
        more = len(told) - MOST_NAMED
        return (*told[:MOST_NAMED], *([f"the same holds for {more:,} more states"] if more > 0 else []))


class _SolvedState(NamedTuple):
    """An equilibrium of a state, the worth of the next states being given.

    ``component`` numbers the connected component among the equilibria of its stage.
    """

    worth: Worth
    strategies: tuple[Strategy | None, ...]
    component: int


class _MarkovEquilibria:
    """The equilibria in which players choose by state alone: one equilibrium for each state, from the last on."""

    def __init__(self, graph: StateGraph, watch: Watch) -> None:
        self._graph = graph
        self._watch = watch
        self._nothing = (Fraction(0),) * graph.num_players
        self._known: dict[tuple[int, tuple[Worth, ...]], tuple[_SolvedState, ...]] = {}

    def all(self) -> Iterator[list[_SolvedState]]:
        """Yield for each equilibrium what is done in each state, in the order of the states."""
        num_states = len(self._graph.states)
        chosen: list[_SolvedState] = []  # from the last state to the first
        options = [iter(self._solved(num_states - 1, chosen))]
        while options:
            self._watch.tick()
            del chosen[len(options) - 1 :]
            solved = next(options[-1], None)
            if solved is None:
                options.pop()
                continue
            chosen.append(solved)
            if len(chosen) == num_states:
                yield chosen[::-1]
            else:
                options.append(iter(self._solved(num_states - 1 - len(chosen), chosen)))

    def _solved(self, index: int, later: Sequence[_SolvedState]) -> tuple[_SolvedState, ...]:
        """Return the equilibria of a state, the later ones being solved; empty where no pure one was found."""
        state, last = self._graph.states[index], len(self._graph.states) - 1
        following = tuple(self._nothing if after == END else later[last - after].worth for after in state.successors)
        known = self._known.get((index, following))
        if known is None:
            worths = [_added(due, worth) for due, worth in zip(_due(state.stage), following, strict=True)]
            known = self._known[index, following] = tuple(self._equilibria(_game(state, worths)))
        return known

    def _equilibria(self, game: ExtensiveFormGame) -> Iterator[_SolvedState]:
        try:
            subgames = BackwardInduction(game, self._watch).run()
        except UnsupportedGameError:
            return
        numbers: dict[tuple[int, ...], int] = {}
        for ways in islice(selections(subgames, self._watch), MOST_COMBINATIONS):
            profile = behavior(game, ways)
            component = numbers.setdefault(tuple(way.component for way in ways), len(numbers))
            yield _SolvedState(stage_payoffs(game, profile), profile.strategies, component)


def _due(stage: ExtensiveFormGame) -> list[Worth]:
    """Return for each end of a stage what falls due on the way there."""
    tables = [stage.path_payoffs(player) for player in range(stage.num_players)]
    return [tuple(Fraction(table.values.item(end), table.denominator) for table in tables) for end in stage.terminals]


def _added(due: Worth, worth: Payoffs) -> Worth:
    return tuple(first + second for first, second in zip(due, worth, strict=True))


def _shifted(due: Worth, counts: Mapping[Payoffs, Count]) -> dict[Payoffs, Count]:
    """Return what an end can be worth: what falls due on the way there, and what follows."""
    return {_added(due, worth): count for worth, count in counts.items()}


def _game(state: State, worths: Sequence[Payoffs]) -> ExtensiveFormGame:
    """Return the stage of a state as a game of its own, in which its ends are worth so much."""
    stage = state.stage
    whole = Stage(0, tuple(range(stage.num_nodes)), stage.terminals)
    return stage_game(stage, whole, [list(map(Fraction, worth)) for worth in worths])


def _sum(counts: Iterable[Count]) -> Count:
    listed = list(counts)
    return Count(sum(count.found for count in listed), sum(count.pure for count in listed))
