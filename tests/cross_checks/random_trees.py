"""Seeded random trees with perfect recall: chance, hidden choices, payoffs on the way."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import count, islice

from gametheory import ExtensiveFormGame, TreeBuilder

PLAYERS = ["ann", "bob", "cleo"]

OwnHistory = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TreeDraw:
    """What a random tree is made of.

    Nodes of a player belong together only where the player's own history is the same, which is perfect recall; at
    each node the player is put into one of ``num_signals`` such sets.
    """

    num_players: int = 2
    depth: int = 3
    num_signals: int = 2
    chance_share: float = 0.2
    end_share: float = 0.15
    largest_payoff: int = 2
    inner_payoff_share: float = 0.25

    def tree(self, name: str) -> ExtensiveFormGame:
        rng = random.Random(name)
        builder = TreeBuilder(PLAYERS[: self.num_players])
        sizes: dict[tuple[int, str], int] = {}
        no_history: tuple[OwnHistory, ...] = ((),) * self.num_players
        waiting = [(0, 0, no_history)]
        while waiting:
            node, depth, histories = waiting.pop()
            is_end = depth == self.depth or (depth > 0 and rng.random() < self.end_share)
            if is_end or rng.random() < self.inner_payoff_share:
                builder.payoffs(node, [self._payoff(rng) for _ in range(self.num_players)])
            if is_end:
                continue
            if rng.random() < self.chance_share:
                following = builder.chance(node, _probabilities(rng))
                waiting += [(child, depth + 1, histories) for child in following]
                continue
            player = rng.randrange(self.num_players)
            infoset = f"{histories[player]}/{rng.randrange(self.num_signals)}"
            size = sizes.setdefault((player, infoset), rng.choice([1, 2, 2, 2, 3]))
            actions = "LRM"[:size]
            for action, child in zip(actions, builder.move(node, player, actions, infoset=infoset), strict=True):
                longer = (*histories[player], (infoset, action))
                waiting.append((child, depth + 1, (*histories[:player], longer, *histories[player + 1 :])))
        return builder.build(title=name)

    def _payoff(self, rng: random.Random) -> Fraction:
        return Fraction(rng.randint(-self.largest_payoff, self.largest_payoff), rng.choice([1, 1, 1, 2]))


def _probabilities(rng: random.Random) -> dict[str, Fraction]:
    """Two or three branches, now and then one of probability 0."""
    weights = [rng.randint(0 if rng.random() < 0.2 else 1, 3) for _ in range(rng.choice([2, 2, 3]))]
    weights[0] += not sum(weights)
    return {f"c{index}": Fraction(weight, sum(weights)) for index, weight in enumerate(weights)}


def trees(
    draw: TreeDraw, kind: str, number: int, is_wanted: Callable[[ExtensiveFormGame], bool]
) -> Iterator[ExtensiveFormGame]:
    """As many wanted trees as asked for, the title the name under which each can be drawn again."""
    drawn = (draw.tree(f"{kind} #{index}") for index in count())
    return islice((tree for tree in drawn if is_wanted(tree)), number)


def signalling_tree(name: str, num_types: int, num_actions: int) -> ExtensiveFormGame:
    """Chance draws a type, Ann sees it and acts, Bob sees the action only and says yes or no; many ties.

    Bob decides at several information sets side by side, so that different mixed strategies are one realization plan.
    """
    rng = random.Random(name)
    builder = TreeBuilder(PLAYERS[:2])
    weights = [rng.randint(1, 3) for _ in range(num_types)]
    branches = {f"type {index}": Fraction(weight, sum(weights)) for index, weight in enumerate(weights)}
    starts = builder.chance(0, branches) if num_types > 1 else (0,)
    actions = [f"a{index}" for index in range(num_actions)]
    for kind, start in enumerate(starts):
        for action, answered in zip(actions, builder.move(start, "ann", actions, infoset=f"type {kind}"), strict=True):
            builder.payoffs(answered, [rng.randint(-1, 1), rng.randint(-1, 1)])
            for end in builder.move(answered, "bob", ["yes", "no"], infoset=action):
                builder.payoffs(end, [rng.randint(-1, 1), rng.randint(0, 1)])
    return builder.build(title=name)


def ultimatum(num_offers: int) -> ExtensiveFormGame:
    """Ann offers 0, 1, ... of the largest offer; Bob accepts or both get nothing."""
    builder = TreeBuilder(PLAYERS[:2])
    for offer, node in enumerate(builder.move(0, "ann", [str(offer) for offer in range(num_offers)])):
        accepted, refused = builder.move(node, "bob", ["accept", "refuse"])
        builder.payoffs(accepted, [num_offers - 1 - offer, offer])
        builder.payoffs(refused, [0, 0])
    return builder.build(title="ultimatum")


def staged_tree(name: str, largest_payoff: int) -> ExtensiveFormGame:
    """Two rounds in which both choose at once, are paid and see what happened; not every outcome has a second round."""
    rng = random.Random(name)
    builder = TreeBuilder(PLAYERS[:2])
    waiting = [(0, "", 2)]
    while waiting:
        node, played, rounds = waiting.pop()
        sizes = [rng.choice([1, 2, 2, 3]) for _ in PLAYERS[:2]]
        for row, hidden in zip(
            "TMB", builder.move(node, "ann", "TMB"[: sizes[0]], infoset=f"ann {played}"), strict=False
        ):
            following = builder.move(hidden, "bob", "LCR"[: sizes[1]], infoset=f"bob {played}")
            for column, after in zip("LCR", following, strict=False):
                builder.payoffs(after, [rng.randint(0, largest_payoff), rng.randint(0, largest_payoff)])
                if rounds > 1 and rng.random() < 0.3:
                    waiting.append((after, f"{played}{row}{column}", rounds - 1))
    return builder.build(title=name)
