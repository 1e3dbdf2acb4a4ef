"""All subgame-perfect equilibria of a tree, by backward induction over its subgames, ties included."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.rationals import rounded_count
from gametheory.core.solution import Coverage, Termination
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.problem import Conclusion, check_recall
from gametheory.solvers.subgames.backward_induction import BackwardInduction
from gametheory.solvers.subgames.perfect_pieces import TooManyPointsError
from gametheory.solvers.subgames.subgame_perfect_sets import set_conclusion

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterator, Sequence

    from gametheory.core.profiles import Profile, Strategy
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.subgames.continuations import Payoffs, Subgame, Way
    from gametheory.solvers.watch import Watch

MOST_LISTED_NODES = 400_000
"""Nodes times equilibria that are listed: of a tree with 100,000 nodes four are, of small ones as many as asked."""
MOST_BITS_OF_A_COUNT = 10_000
"""Numbers of equilibria with more binary digits are told by their order of magnitude only."""


def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
    """Yield the subgame-perfect equilibria of a tree as complete behavior profiles.

    All pure ones are found and counted exactly. Stages of two players are solved completely: their extreme equilibria
    are carried upward, mixed ones too. Where the equilibria of a stage below the root form a continuum over which
    payoffs vary, other choices above it can become optimal: trees of two players are then solved as sets, in others the
    subgame is named and the coverage is PARTIAL. Branches of chance of probability 0 are subgames like others.

    Parameters
    ----------
    problem
        A tree with perfect recall.

    Raises
    ------
    UnsupportedGameError
        Without perfect recall, or where a stage of three and more players has no pure equilibrium.

    Notes
    -----
    Exact, without recursion. With perfect information and no ties linear in the number of nodes.

    References
    ----------
    selten1975.
    """
    tree = problem.game
    if not isinstance(tree, ExtensiveFormGame):
        raise UnsupportedGameError("subgame_perfect needs a tree, got a normal form; use concept 'nash'")
    check_recall(tree, "subgame_perfect")
    induction = BackwardInduction(tree, problem.watch)
    subgames = induction.run()
    counts = subgames[0].counts.values()
    found, num_pure = sum(count.found for count in counts), sum(count.pure for count in counts)
    limit = min(found, problem.num_listed, max(1, MOST_LISTED_NODES // tree.num_nodes))
    components: dict[tuple[int, ...], list[int]] = {}
    for position, ways in enumerate(islice(selections(subgames, problem.watch), limit)):
        components.setdefault(tuple(way.component for way in ways), []).append(position)
        yield behavior(tree, ways)
    is_countable = found.bit_length() <= MOST_BITS_OF_A_COUNT
    statistics = {"subgames": len(subgames)} | ({"num_pure": num_pure} if is_countable else {})
    unresolved = induction.unresolved
    if unresolved and tree.num_players == 2:
        try:
            return set_conclusion(tree, problem, statistics)
        except TooManyPointsError:
            unresolved += ("solved as sets, the tree has too many subgame-perfect equilibria to be followed",)
    if limit < found:
        unresolved += (f"{limit:,} of {rounded_count(found)} subgame-perfect equilibria are listed",)
    return Conclusion(
        Coverage.PARTIAL if unresolved else Coverage.ALL,
        components=() if unresolved else tuple(map(tuple, components.values())),
        num_extreme=found if is_countable and not induction.is_count_open else None,
        unresolved=unresolved,
        termination=Termination.COUNT_REACHED if limit < found else Termination.EXHAUSTED,
        statistics=statistics,
    )


def selections(subgames: Sequence[Subgame], watch: Watch) -> Iterator[list[Way]]:
    """Yield one way for each subgame, in preorder, such that each gives what the ones above require of it."""
    required: dict[int, Collection[Payoffs]] = {0: subgames[0].counts}
    options = [chain.from_iterable(map(subgames[0].ways, required[0]))]
    chosen: list[Way] = []
    while options:
        watch.tick()
        del chosen[len(options) - 1 :]
        way = next(options[-1], None)
        if way is None:
            options.pop()
            continue
        chosen.append(way)
        required.update(way.required)
        if len(options) == len(subgames):
            yield chosen
        else:
            following = len(options)
            options.append(chain.from_iterable(map(subgames[following].ways, required[following])))


def behavior(tree: ExtensiveFormGame, ways: Sequence[Way]) -> BehaviorProfile:
    """Return the behavior that the ways put together."""
    strategies: list[Strategy | None] = [None] * len(tree.infosets)
    for way in ways:
        for infoset, strategy in way.choices:
            strategies[infoset] = strategy
    return BehaviorProfile(tree, tuple(strategies))
