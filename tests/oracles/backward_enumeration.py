"""Pure subgame-perfect equilibria by definition: every complete pure profile, tried in every subgame.

Also random trees small enough for that. Exponential and plain on purpose, and apart from the package's solvers.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from gametheory import ExtensiveFormGame, TreeBuilder

Plan = dict[int, int]


def pure_subgame_perfect(tree: ExtensiveFormGame) -> set[tuple[int, ...]]:
    """Complete pure profiles, one action for each information set of a player, that no deviation beats anywhere."""
    owned = [index for index, infoset in enumerate(tree.infosets) if infoset.player >= 0]
    roots = [node for node in range(tree.num_nodes) if starts_subgame(tree, node)]
    found = set()
    for actions in product(*(range(tree.infosets[index].num_actions) for index in owned)):
        plan = dict(zip(owned, actions, strict=True))
        if all(is_nash_from(tree, root, plan) for root in roots):
            found.add(actions)
    return found


def starts_subgame(tree: ExtensiveFormGame, node: int) -> bool:
    """Whether a node is alone in its information set and no set below it reaches outside."""
    below = set(range(node, node + int(tree.subtree_size[node])))
    if tree.infoset[node] < 0:
        return False
    first = tree.infosets[int(tree.infoset[node])]
    if first.player >= 0 and len(tree.infoset_nodes(int(tree.infoset[node]))) > 1:
        return False
    inside = {int(tree.infoset[other]) for other in below if tree.infoset[other] >= 0}
    return all(tree.infosets[index].player < 0 or below.issuperset(tree.infoset_nodes(index)) for index in inside)


def is_nash_from(tree: ExtensiveFormGame, root: int, plan: Plan) -> bool:
    """Whether nobody gains from this node on."""
    end = root + int(tree.subtree_size[root])
    inside = {int(tree.infoset[node]) for node in range(root, end) if tree.infoset[node] >= 0}
    for player in range(tree.num_players):
        own = sorted(index for index in inside if tree.infosets[index].player == player)
        now = worth(tree, root, player, plan)
        for actions in product(*(range(tree.infosets[index].num_actions) for index in own)):
            if worth(tree, root, player, plan | dict(zip(own, actions, strict=True))) > now:
                return False
    return True


def worth(tree: ExtensiveFormGame, node: int, player: int, plan: Plan) -> Fraction:
    """What a player gets from a node on."""
    payoffs = tree.integer_payoffs(player)
    here = Fraction(int(payoffs.values[node]), payoffs.denominator)
    children = tree.children(node)
    if not children:
        return here
    index = int(tree.infoset[node])
    probabilities = tree.infosets[index].probabilities
    if probabilities is None:
        return here + worth(tree, children[plan[index]], player, plan)
    return here + sum(
        (weight * worth(tree, child, player, plan) for weight, child in zip(probabilities, children, strict=True)),
        Fraction(0),
    )


def random_tree(seed: int, num_players: int = 2, num_choices: int = 5, largest: int = 2) -> ExtensiveFormGame:
    """A tree of moves in turn, moves at once, chance and payoffs on the way, with perfect recall and many ties."""
    rng = random.Random(seed)
    builder = TreeBuilder([f"p{number}" for number in range(num_players)])
    waiting = [0]
    sets = 0
    while waiting and sets < num_choices:
        node = waiting.pop(rng.randrange(len(waiting)))
        sets += 1
        kind = rng.random()
        if kind < 0.2:
            waiting += builder.chance(node, rng.choice([{"u": "1/3", "v": "2/3"}, {"u": 0, "v": 1}]))
        elif kind < 0.6 or num_players == 1:
            waiting += builder.move(node, rng.randrange(num_players), [str(n) for n in range(rng.randint(2, 3))])
        else:
            waiting += at_once(builder, node, rng, sets)
            sets += 1
    for node in waiting:
        builder.payoffs(node, payoffs(rng, num_players, largest))
    if waiting and waiting[0] != 0 and rng.random() < 0.5:
        builder.payoffs(0, payoffs(rng, num_players, largest))
    return builder.build()


def payoffs(rng: random.Random, num_players: int, largest: int) -> list[int]:
    return [rng.randint(0, largest) for _ in range(num_players)]


def at_once(builder: TreeBuilder, node: int, rng: random.Random, number: int) -> Iterator[int]:
    """Two players choose without seeing each other; what follows is seen by both."""
    first = rng.randrange(2)
    for child in builder.move(node, first, ["a", "b"]):
        yield from builder.move(child, 1 - first, ["c", "d"], infoset=f"at once {number}")
