"""Complete profiles of a tree, built from the last choices to the first, each of them best under some belief."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.analysis.beliefs.belief_programs import supports_some_belief
from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.core.profiles import BehaviorProfile, certain
from gametheory.core.rationals import to_fraction
from gametheory.core.tree_arrays import TERMINAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Strategy

Choice: TypeAlias = "dict[int, Fraction]"


class CompleteProfiles:
    """Fills the open information sets of a tree with pure choices.

    Parameters
    ----------
    tree
        A tree.
    heartbeat
        Called at every step.

    Attributes
    ----------
    was_cut
        Whether the last search ended at its limit of steps.

    Examples
    --------
    >>> from gametheory import load
    >>> tree = load("trust_game").to_game()
    >>> [profile.strategies for profile in CompleteProfiles(tree).fill([None, None])]
    [((Fraction(0, 1), Fraction(1, 1)), (Fraction(0, 1), Fraction(1, 1)))]
    """

    def __init__(self, tree: ExtensiveFormGame, heartbeat: Heartbeat = no_heartbeat) -> None:
        self._tree = tree
        self._heartbeat = heartbeat
        self.was_cut = False
        self._infosets: list[int] = tree.infoset.tolist()
        self._payoffs = [tree.path_payoffs(player) for player in range(tree.num_players)]
        self._order, below = self._in_order()
        place = {infoset: position for position, infoset in enumerate(self._order)}
        self._checked_after: dict[int, list[int]] = {}
        self._relevant: dict[int, list[int]] = {}
        for infoset in self._order:
            places = sorted(place[later] for later in (infoset, *below[infoset]))
            self._relevant[infoset] = places
            self._checked_after.setdefault(places[-1], []).append(infoset)

    def _in_order(self) -> tuple[list[int], list[set[int]]]:
        """Return the information sets of players, each right behind those below it, and for each those below it."""
        below = self._below()
        order: dict[int, None] = {}
        opened: set[int] = set()
        players = [index for index, infoset in enumerate(self._tree.infosets) if not infoset.is_chance]
        waiting = [(index, False) for index in reversed(players)]
        while waiting:
            index, is_ready = waiting.pop()
            if is_ready:
                order[index] = None
            elif index not in opened:
                opened.add(index)
                waiting.append((index, True))
                waiting += [(later, False) for later in sorted(below[index], reverse=True)]
        return list(order), below

    def _below(self) -> list[set[int]]:
        """Return for each information set the other ones of players that come after one of its nodes."""
        below: list[set[int]] = [set() for _ in self._tree.infosets]
        after: list[frozenset[int]] = [frozenset()] * self._tree.num_nodes
        for node in range(self._tree.num_nodes - 1, -1, -1):
            infoset = self._infosets[node]
            if infoset == TERMINAL:
                continue
            later = frozenset[int]().union(*(after[child] for child in self._tree.child_lists[node]))
            below[infoset] |= later
            after[node] = later if self._tree.infosets[infoset].is_chance else later | {infoset}
        return [found - {index} for index, found in enumerate(below)]

    def fill(
        self, strategies: Sequence[Strategy | None], *, is_given_checked: bool = True, most_steps: int | None = None
    ) -> Iterator[BehaviorProfile]:
        """Yield the completions in which every choice is best under some belief, everything else as planned.

        Parameters
        ----------
        strategies
            One entry for each information set, None where it is open and at chance.
        is_given_checked
            Whether what is given has to be best under some belief too: if it is not, nothing is yielded.
        most_steps
            After so many choices the search ends and `was_cut` is true; None for no limit.
        """
        self.was_cut = False
        num_steps = 0
        checked_after = {
            place: [infoset for infoset in infosets if is_given_checked or strategies[infoset] is None]
            for place, infosets in self._checked_after.items()
        }
        chosen: list[Choice | None] = [
            None
            if infoset.probabilities is None
            else {action: share for action, share in enumerate(infoset.probabilities) if share}
            for infoset in self._tree.infosets
        ]
        options = [self._options(infoset, strategies[infoset]) for infoset in self._order]
        if not options:
            yield self._profile(chosen, strategies)
            return
        positions = [-1]
        known: dict[tuple[int, ...], bool] = {}

        def is_justified(infoset: int) -> bool:
            key = (infoset, *(positions[place] for place in self._relevant[infoset]))
            if key not in known:
                known[key] = self._is_justified(infoset, chosen)
            return known[key]

        while positions:
            self._heartbeat()
            num_steps += 1
            if most_steps is not None and num_steps > most_steps:
                self.was_cut = True
                return
            place = len(positions) - 1
            positions[-1] += 1
            if positions[-1] == len(options[place]):
                positions.pop()
                continue
            chosen[self._order[place]] = options[place][positions[-1]]
            if not all(map(is_justified, checked_after.get(place, ()))):
                continue
            if place + 1 < len(options):
                positions.append(-1)
            else:
                yield self._profile(chosen, strategies)

    def _options(self, infoset: int, strategy: Strategy | None) -> list[Choice]:
        size = self._tree.infosets[infoset].num_actions
        if strategy is None:
            return [{action: Fraction(1)} for action in range(size)]
        return [{action: to_fraction(share) for action, share in enumerate(strategy) if share}]

    def _profile(self, chosen: Sequence[Choice | None], strategies: Sequence[Strategy | None]) -> BehaviorProfile:
        filled: list[Strategy | None] = list(strategies)
        for infoset in self._order:
            if filled[infoset] is None:
                action = next(iter(chosen[infoset] or {}))
                filled[infoset] = certain(action, self._tree.infosets[infoset].num_actions)
        return BehaviorProfile(self._tree, tuple(filled))

    def _is_justified(self, infoset: int, chosen: Sequence[Choice | None]) -> bool:
        """Whether what is chosen is best under some belief, nodes weighed in any way."""
        nodes, player = self._tree.infoset_nodes(infoset), self._tree.infosets[infoset].player
        taken = set(chosen[infoset] or ())
        if self._tree.infosets[infoset].num_actions == len(taken) == 1:
            return True
        rows = [[self._value(child, player, chosen) for child in self._tree.child_lists[node]] for node in nodes]
        if any(all(row[action] == max(row) for action in taken) for row in rows):
            return True
        return len(rows) > 1 and supports_some_belief(rows, taken)

    def _value(self, start: int, player: int, chosen: Sequence[Choice | None]) -> Fraction:
        """Return what a player gets on average from a node on."""
        payoffs = self._payoffs[player]
        total = Fraction(0)
        waiting = [(start, Fraction(1))]
        while waiting:
            node, weight = waiting.pop()
            infoset = self._infosets[node]
            if infoset == TERMINAL:
                total += weight * payoffs.values.item(node)
                continue
            children = self._tree.child_lists[node]
            waiting += [(children[action], weight * share) for action, share in (chosen[infoset] or {}).items()]
        return total / payoffs.denominator
