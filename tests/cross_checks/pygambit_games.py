"""Games and answers of pygambit, exact on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np
import pygambit

from cross_checks.exact_references import Point
from cross_checks.tree_references import sequences
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import Strategy
from gametheory.core.tree_arrays import NO_OUTCOME

LARGEST_PAYOFF = 2**31
"""From here on pygambit's enumeration loses equilibria without a word."""


def to_fraction(value: pygambit.Rational) -> Fraction:
    return Fraction(int(value.numerator), int(value.denominator))


def to_pygambit_table(game: NormalFormGame) -> pygambit.Game:
    """The same normal form, checked by reading its payoffs back."""
    exact = np.empty(game.payoffs.shape, dtype=object)
    for player, *profile in np.ndindex(game.payoffs.shape):
        exact[(player, *profile)] = game.payoff(player, profile)
    assert max(abs(exact.min()), abs(exact.max())) < LARGEST_PAYOFF
    table = pygambit.Game.from_arrays(*exact)
    for theirs, ours in zip(table.to_arrays(dtype=Fraction), exact, strict=True):
        assert (theirs == ours).all()
    return table


def strategies_of(profile: pygambit.MixedStrategyProfile) -> tuple[Point, ...]:
    return tuple(
        tuple(to_fraction(profile[strategy]) for strategy in player.strategies) for player in profile.game.players
    )


def extreme_equilibria(table: pygambit.Game) -> set[tuple[Point, ...]]:
    return {strategies_of(profile) for profile in pygambit.nash.enummixed_solve(table, rational=True).equilibria}


def pure_equilibria(table: pygambit.Game) -> set[tuple[Point, ...]]:
    return {strategies_of(profile) for profile in pygambit.nash.enumpure_solve(table).equilibria}


class PygambitTree:
    """The same tree in pygambit, with the information sets of both side by side."""

    def __init__(self, tree: ExtensiveFormGame) -> None:
        self.tree = tree
        self.game = pygambit.Game.new_tree(players=[player.key for player in tree.players])
        self.infosets: list[pygambit.Infoset | None] = [None] * len(tree.infosets)
        nodes = {0: self.game.root}
        outcomes: dict[int, pygambit.Outcome] = {}
        for node in range(tree.num_nodes):
            index = int(tree.outcome[node])
            if index != NO_OUTCOME:
                if index not in outcomes:
                    payoffs = [_rational(value) for value in tree.outcome_payoffs[index]]
                    outcomes[index] = self.game.add_outcome(label=f"outcome {index}", payoffs=payoffs)
                self.game.set_outcome(nodes[node], outcomes[index])
            if tree.children(node):
                self._move(nodes[node], int(tree.infoset[node]))
                nodes |= dict(zip(tree.children(node), nodes[node].children, strict=True))

    def _move(self, node: pygambit.Node, index: int) -> None:
        infoset = self.tree.infosets[index]
        known = self.infosets[index]
        if known is not None:
            self.game.append_infoset(node, known)
            return
        players = self.game.players
        owner = players.chance if infoset.is_chance else players[self.tree.players[infoset.player].key]
        self.game.append_move(node, owner, list(infoset.actions))
        self.infosets[index] = node.infoset
        if infoset.probabilities is not None:
            self.game.set_chance_probs(node.infoset, [_rational(value) for value in infoset.probabilities])

    def plans(self, profiles: Iterable[tuple[Point, ...]]) -> dict[tuple[int, Point], Point]:
        """The realization plan of each player's mixed strategies over pygambit's reduced pure strategies."""
        listed = {(player, strategy) for profile in profiles for player, strategy in enumerate(profile)}
        return {(player, strategy): self._realization(player, strategy) for player, strategy in listed}

    def _realization(self, player: int, strategy: Point) -> Point:
        """The probability of the pure strategies that make all the choices of each sequence."""
        pure = list(self.game.players[self.tree.players[player].key].strategies)
        return tuple(
            sum(
                (
                    probability
                    for plan, probability in zip(pure, strategy, strict=True)
                    if probability and all(self._chooses(plan, infoset, action) for infoset, action in choices)
                ),
                Fraction(0),
            )
            for choices in sequences(self.tree, player)
        )

    def behavior(self, strategies: Sequence[Strategy | None]) -> pygambit.MixedBehaviorProfile:
        """Our behavior strategies, one entry for each information set, as a profile of pygambit's."""
        profile = self.game.mixed_behavior_profile(rational=True)
        for infoset, strategy in zip(self.infosets, strategies, strict=True):
            if strategy is not None:
                for action, probability in zip(infoset.actions, strategy, strict=True):
                    profile[action] = _rational(probability)
        return profile

    def _chooses(self, strategy: pygambit.Strategy, infoset: int, action: int) -> bool:
        chosen = strategy.action(self.infosets[infoset])
        return chosen is not None and chosen == list(self.infosets[infoset].actions)[action]


def _rational(value: object) -> pygambit.Rational:
    exact = Fraction(value)
    return pygambit.Rational(exact.numerator, exact.denominator)
