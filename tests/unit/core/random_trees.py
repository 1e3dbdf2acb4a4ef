"""Small random trees and a plain recursion over them, for comparison with the package's own sweeps."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from fractions import Fraction

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.rationals import to_fraction
from gametheory.core.tree_arrays import NO_OUTCOME, TERMINAL
from gametheory.core.tree_builder import TreeBuilder

Chooser = Callable[[int], Mapping[int, Fraction]]


def random_tree(
    seed: int, *, has_recall: bool = True, num_players: int | None = None, depth: int = 4
) -> ExtensiveFormGame:
    """A tree with chance, shared information sets, payoffs on the way and outcome labels that stand twice."""
    rng = random.Random(seed)
    count = num_players or rng.choice([1, 2, 2, 3])
    builder = TreeBuilder([f"p{index}" for index in range(count)])
    pending: list[tuple[int, int, dict[int, str]]] = [(0, 0, dict.fromkeys(range(count), ""))]
    while pending:
        node, level, memory = pending.pop(0)
        is_end = level == depth or (level > 1 and rng.random() < 0.3)
        if is_end or rng.random() < 0.2:
            row = [Fraction(rng.randint(-6, 6), rng.choice([1, 1, 2, 3])) for _ in range(count)]
            builder.payoffs(node, row, outcome=rng.choice(["", "won", "lost"]))
        if is_end:
            continue
        size = rng.choice([1, 2, 2, 2, 3])
        if rng.random() < 0.25:
            weights = [Fraction(rng.randint(0, 4)) for _ in range(size)]
            total = sum(weights)
            shares = [weight / total for weight in weights] if total else [Fraction(1), *[Fraction(0)] * (size - 1)]
            children = builder.chance(node, {f"c{index}": share for index, share in enumerate(shares)})
            pending += [(child, level + 1, memory) for child in children]
            continue
        player = rng.randrange(count)
        name = f"{size}.{rng.randint(0, 1)}" + (f".{memory[player]}" if has_recall else "")
        children = builder.move(node, player, [f"a{index}" for index in range(size)], infoset=name)
        for index, child in enumerate(children):
            pending.append((child, level + 1, memory | {player: f"{memory[player]}/{name}:{index}"}))
    return builder.build(title=f"random {seed}", comment="made by a test")


def random_profile(tree: ExtensiveFormGame, seed: int) -> BehaviorProfile:
    """A complete profile with some pure choices."""
    rng = random.Random(seed)
    strategies: list[list[Fraction] | None] = []
    for infoset in tree.infosets:
        weights = [Fraction(rng.choice([0, 0, 1, 2, 5])) for _ in infoset.actions]
        total = sum(weights)
        first = [Fraction(1), *[Fraction(0)] * (infoset.num_actions - 1)]
        strategies.append(None if infoset.is_chance else [weight / total for weight in weights] if total else first)
    return BehaviorProfile(tree, tuple(strategies))


def chooser(profile: BehaviorProfile, changes: Mapping[int, int] | None = None) -> Chooser:
    """What is done at each information set: the profile, but for the actions that a deviator has changed."""

    def chosen(infoset: int) -> Mapping[int, Fraction]:
        if changes and infoset in changes:
            return {changes[infoset]: Fraction(1)}
        given = profile.game.infosets[infoset].probabilities or profile.strategies[infoset]
        return {action: Fraction(weight) for action, weight in enumerate(given or ()) if weight}

    return chosen


def payoffs_below(tree: ExtensiveFormGame, node: int, chosen: Chooser) -> list[Fraction]:
    """Expected payoffs from a node on, by recursion."""
    total = [Fraction(0)] * tree.num_players
    if tree.outcome[node] != NO_OUTCOME:
        total = [to_fraction(value) for value in tree.outcome_payoffs[tree.outcome[node]].tolist()]
    if tree.infoset[node] != TERMINAL:
        children = tree.children(node)
        for action, probability in chosen(int(tree.infoset[node])).items():
            below = payoffs_below(tree, children[action], chosen)
            total = [mine + probability * theirs for mine, theirs in zip(total, below, strict=True)]
    return total
