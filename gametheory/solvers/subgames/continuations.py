"""What subgames can be worth: payoffs of their subgame-perfect equilibria, counted, each equilibrium on demand.

Backward induction with ties multiplies equilibria, so they are not carried upward one by one. A subgame is known by
the payoffs that its equilibria can give, with a count for each; how such payoffs come about is a ``Way``: the choices
in the subgame's own stage (from its root to the roots of the next subgames), and for each of those the payoffs that it
may give. Payoffs are counted from the root of the tree, for each player in its own unit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, product
from math import prod
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from gametheory.core.profiles import certain

if TYPE_CHECKING:
    from gametheory.core.profiles import Strategy

Payoffs: TypeAlias = tuple[int | Fraction, ...]

NO_SUBGAME = -1
"""In ``Exit.subgame``: play ends here."""

MOST_PAYOFFS = 100_000
"""Different payoffs of a chance move that are followed."""


class Count(NamedTuple):
    """Number of equilibria, and of the pure ones among them."""

    found: int
    pure: int


ONE = Count(1, 1)
NONE = Count(0, 0)


class Exit(NamedTuple):
    """Where a stage is left: a later subgame by its number, or the end of play; and what it can be worth."""

    subgame: int
    counts: Mapping[Payoffs, Count]


class Way(NamedTuple):
    """How a subgame comes to give certain payoffs.

    ``component`` numbers the connected component of the stage's equilibria; ``required`` says for each next subgame
    which payoffs it may give.
    """

    choices: tuple[tuple[int, Strategy], ...]
    component: int
    required: Sequence[tuple[int, Collection[Payoffs]]]


class Subgame(Protocol):
    """The subgame-perfect equilibria of a subgame, by their payoffs."""

    @property
    def counts(self) -> Mapping[Payoffs, Count]:
        """How many equilibria give which payoffs."""
        ...

    def ways(self, payoffs: Payoffs) -> Iterator[Way]:
        """Yield the ways to these payoffs."""
        ...


class ChoiceSubgame:
    """A subgame whose stage is one choice of one player.

    Parameters
    ----------
    player, infoset
        Who chooses, and where.
    exits
        One for each action.
    """

    __slots__ = ("actions", "counts", "exits", "has_moving_tie", "infoset", "player")

    def __init__(self, player: int, infoset: int, exits: Sequence[Exit]) -> None:
        self.player = player
        self.infoset = infoset
        self.exits = exits
        self.counts: dict[Payoffs, Count] = {}
        self.actions: dict[Payoffs, list[int]] = {}
        self.has_moving_tie = False
        if all(len(exit_.counts) == 1 for exit_ in exits):
            self._choose()
        else:
            self._choose_among_many()

    def _choose(self) -> None:
        """Take the best actions where each gives one payoff only."""
        worths = [next(iter(exit_.counts)) for exit_ in self.exits]
        best = max(worth[self.player] for worth in worths)
        numbers = [count for exit_ in self.exits for count in exit_.counts.values() if count is not ONE]
        each = Count(prod(count.found for count in numbers), prod(count.pure for count in numbers)) if numbers else ONE
        for action, worth in enumerate(worths):
            if worth[self.player] == best:
                self._add(worth, action, each)
        self.has_moving_tie = len(self.counts) > 1

    def _choose_among_many(self) -> None:
        """For each action and payoff count the payoffs of the other actions that are no better."""
        tables = [_Cumulative(exit_.counts, self.player) for exit_ in self.exits]
        tied: dict[int | Fraction, tuple[set[int], set[Payoffs]]] = {}
        for action, exit_ in enumerate(self.exits):
            for worth, count in exit_.counts.items():
                own = worth[self.player]
                others = [table.up_to(own) for other, table in enumerate(tables) if other != action]
                found = prod((other.found for other in others), start=count.found)
                if found:
                    self._add(worth, action, Count(found, prod((other.pure for other in others), start=count.pure)))
                    actions, worths = tied.setdefault(own, (set(), set()))
                    actions.add(action)
                    worths.add(worth)
        self.has_moving_tie = any(len(actions) > 1 and len(worths) > 1 for actions, worths in tied.values())

    def _add(self, worth: Payoffs, action: int, count: Count) -> None:
        known = self.counts.get(worth)
        self.counts[worth] = Count(known.found + count.found, known.pure + count.pure) if known else count
        self.actions.setdefault(worth, []).append(action)

    def ways(self, payoffs: Payoffs) -> Iterator[Way]:
        """Yield one way for each action that is best and gives these payoffs."""
        own = payoffs[self.player]
        for action in self.actions[payoffs]:
            required = []
            for other, exit_ in enumerate(self.exits):
                if exit_.subgame != NO_SUBGAME:
                    required.append((exit_.subgame, (payoffs,) if other == action else self._no_better(exit_, own)))
            yield Way(((self.infoset, certain(action, len(self.exits))),), 0, required)

    def _no_better(self, exit_: Exit, own: int | Fraction) -> Collection[Payoffs]:
        """Return the payoffs of an exit that do not draw the player away from one worth this much."""
        if len(exit_.counts) == 1:
            return exit_.counts
        return [worth for worth in exit_.counts if worth[self.player] <= own]


class _Cumulative:
    """How many equilibria of an exit give a player at most so much."""

    __slots__ = ("_found", "_own", "_pure")

    def __init__(self, counts: Mapping[Payoffs, Count], player: int) -> None:
        ordered = sorted((worth[player], count) for worth, count in counts.items())
        self._own = [own for own, _ in ordered]
        self._found = [0, *accumulate(count.found for _, count in ordered)]
        self._pure = [0, *accumulate(count.pure for _, count in ordered)]

    def up_to(self, own: int | Fraction) -> Count:
        position = bisect_right(self._own, own)
        return Count(self._found[position], self._pure[position])


class ChanceSubgame:
    """A subgame whose stage is one move of chance.

    Parameters
    ----------
    probabilities
        One for each exit.
    exits
        One for each branch.
    heartbeat
        Called at every step, so that a caller can stop the run by raising an exception.
    """

    __slots__ = ("_heartbeat", "_origins", "counts", "exits", "is_cut")

    def __init__(self, probabilities: Sequence[Fraction], exits: Sequence[Exit], heartbeat: Callable[[], None]) -> None:
        self._heartbeat = heartbeat
        self.exits = exits
        self.is_cut = False
        self._origins: list[dict[Payoffs, list[tuple[Payoffs, Payoffs]]]] = []
        num_players = len(next(iter(exits[0].counts)))
        self.counts: dict[Payoffs, Count] = {(0,) * num_players: ONE}
        for probability, exit_ in zip(probabilities, exits, strict=True):
            self._take_in(probability, exit_)

    def _take_in(self, probability: Fraction, exit_: Exit) -> None:
        """Add one branch to the sums; sums that are equal are counted together."""
        counts: dict[Payoffs, Count] = {}
        origins: dict[Payoffs, list[tuple[Payoffs, Payoffs]]] = {}
        for (before, number), (worth, count) in product(self.counts.items(), exit_.counts.items()):
            self._heartbeat()
            total = tuple(sum_ + probability * payoff for sum_, payoff in zip(before, worth, strict=True))
            if total not in counts and len(counts) == MOST_PAYOFFS:
                self.is_cut = True
                continue
            known = counts.get(total, NONE)
            counts[total] = Count(known.found + number.found * count.found, known.pure + number.pure * count.pure)
            origins.setdefault(total, []).append((before, worth))
        self.counts = counts
        self._origins.append(origins)

    def ways(self, payoffs: Payoffs) -> Iterator[Way]:
        """Yield the combinations of payoffs of the branches that give these on average."""
        pending: list[tuple[int, Payoffs, tuple[Payoffs, ...]]] = [(len(self.exits), payoffs, ())]
        while pending:
            step, total, worths = pending.pop()
            if step == 0:
                yield Way((), 0, required_exactly(self.exits, worths))
            else:
                origins = self._origins[step - 1][total]
                pending.extend((step - 1, before, (worth, *worths)) for before, worth in reversed(origins))


def required_exactly(exits: Sequence[Exit], worths: Sequence[Payoffs]) -> tuple[tuple[int, Collection[Payoffs]], ...]:
    """Return the requirement that each later subgame gives exactly these payoffs."""
    return tuple(
        (exit_.subgame, (worth,)) for exit_, worth in zip(exits, worths, strict=True) if exit_.subgame != NO_SUBGAME
    )


@dataclass(frozen=True, slots=True)
class StageEquilibrium:
    """One equilibrium of a stage in which several players, or one in ignorance, choose.

    Parameters
    ----------
    choices
        Strategies at the stage's information sets that the players' own choices leave open to them.
    excluded
        The other information sets with their numbers of actions: any choice completes the equilibrium.
    component
        Number of its connected component.
    worths
        Payoffs of the exits for which it is an equilibrium.
    """

    choices: tuple[tuple[int, Strategy], ...]
    excluded: tuple[tuple[int, int], ...]
    component: int
    worths: tuple[Payoffs, ...]

    @property
    def is_pure(self) -> bool:
        """Whether nobody randomizes."""
        return all(max(strategy) == 1 for _, strategy in self.choices)


class SolvedSubgame:
    """A subgame whose stage was solved as a game of its own, for each combination of payoffs of its exits.

    Parameters
    ----------
    exits
        Next subgames, and ends of play.
    """

    def __init__(self, exits: Sequence[Exit]) -> None:
        self.exits = exits
        self.counts: dict[Payoffs, Count] = {}
        self._equilibria: dict[Payoffs, list[StageEquilibrium]] = {}

    def add(self, payoffs: Payoffs, equilibrium: StageEquilibrium) -> None:
        """Note an equilibrium and what it pays."""
        completions = prod(num_actions for _, num_actions in equilibrium.excluded)
        numbers = [exit_.counts[worth] for exit_, worth in zip(self.exits, equilibrium.worths, strict=True)]
        known = self.counts.get(payoffs, NONE)
        self.counts[payoffs] = Count(
            known.found + completions * prod(number.found for number in numbers),
            known.pure + completions * prod(number.pure for number in numbers) * equilibrium.is_pure,
        )
        self._equilibria.setdefault(payoffs, []).append(equilibrium)

    def with_nothing_to_choose(self) -> SolvedSubgame:
        """Return this stage of a tree without moves, solved: its only exit is its value."""
        worths = tuple(next(iter(exit_.counts)) for exit_ in self.exits)
        self.add(worths[0], StageEquilibrium((), (), 0, worths))
        return self

    def ways(self, payoffs: Payoffs) -> Iterator[Way]:
        """Yield the stage equilibria with these payoffs, completed in every pure way."""
        for equilibrium in self._equilibria[payoffs]:
            required = required_exactly(self.exits, equilibrium.worths)
            infosets = [infoset for infoset, _ in equilibrium.excluded]
            sizes = [num_actions for _, num_actions in equilibrium.excluded]
            for actions in product(*map(range, sizes)):
                completion = tuple(
                    (infoset, certain(action, size))
                    for infoset, action, size in zip(infosets, actions, sizes, strict=True)
                )
                yield Way(equilibrium.choices + completion, equilibrium.component, required)
