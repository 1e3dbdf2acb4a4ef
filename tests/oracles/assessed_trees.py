"""Trees whose beliefs are known from the literature or by hand, and a way to run a method on them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Any

from gametheory import BehaviorProfile, ExtensiveFormGame, TreeBuilder, load
from gametheory.core.assessments import Assessment
from gametheory.core.equilibrium import Play
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.watch import Watch

Search = Callable[[Problem], Generator[Play, None, Conclusion]]


def run(search: Search, tree: ExtensiveFormGame, *, num_listed: int = 10_000) -> tuple[list[Assessment], Conclusion]:
    """All that a method yields, and its conclusion."""
    running = search(Problem(tree, "sequential", Watch(), num_listed=num_listed))
    found: list[Assessment] = []
    while True:
        try:
            play = next(running)
        except StopIteration as end:
            return found, end.value
        assert isinstance(play, Assessment)
        found.append(play)


def tree_of(name: str, **values: Any) -> ExtensiveFormGame:
    """A shipped game, at other values of its parameters."""
    tree = load(name).at(**values).to_game()
    assert isinstance(tree, ExtensiveFormGame)
    return tree


def hidden_turn(second: Sequence[int], third: Sequence[int]) -> ExtensiveFormGame:
    """Ann stays out, or goes left or right unseen; then Bob says yes or no, and after yes Cleo does.

    Bob and Cleo each get 1 from a choice that is right and 0 otherwise: yes is right for them at left and right as the
    arguments say, ``[at left, at right]``. After Kreps and Wilson (1982): both must believe the same.
    """
    builder = TreeBuilder(["ann", "bob", "cleo"])
    out, left, right = builder.move(0, "ann", ["Out", "Left", "Right"], infoset="turn")
    builder.payoffs(out, [1, 0, 0])
    for side, node in enumerate((left, right)):
        yes, no = builder.move(node, "bob", ["yes", "no"], infoset="bob")
        builder.payoffs(no, [0, 1 - second[side], 0])
        agreed, refused = builder.move(yes, "cleo", ["yes", "no"], infoset="cleo")
        builder.payoffs(agreed, [0, second[side], third[side]])
        builder.payoffs(refused, [0, second[side], 1 - third[side]])
    return builder.build(title="hidden turn")


def assessment(tree: ExtensiveFormGame, strategies: Sequence[Any], beliefs: Sequence[Any]) -> Assessment:
    return Assessment(BehaviorProfile(tree, tuple(strategies)), tuple(beliefs))


def second_mistake() -> ExtensiveFormGame:
    """Ann stays out or enters; Bob, who sees it, is kind or harsh; Cleo sees neither what Bob did nor anything else.

    Ann gets 2 outside. Cleo wants to shout only if Bob was harsh.
    """
    builder = TreeBuilder(["ann", "bob", "cleo"])
    out, entered = builder.move(0, "ann", ["Out", "In"], infoset="entry")
    builder.payoffs(out, [2, 0, 0])
    for worth, node in zip((1, 0), builder.move(entered, "bob", ["kind", "harsh"], infoset="treatment"), strict=True):
        for shouted, end in zip((1, 0), builder.move(node, "cleo", ["shout", "rest"], infoset="voice"), strict=True):
            builder.payoffs(end, [1, worth, shouted * (1 - 2 * worth)])
    return builder.build(title="second mistake")


def impossible_branch() -> ExtensiveFormGame:
    """A move of chance of probability 0 leads to the same information set as Ann's mistake does."""
    builder = TreeBuilder(["ann", "bob"])
    never, always = builder.chance(0, {"never": 0, "always": 1})
    out, entered = builder.move(always, "ann", ["Out", "In"], infoset="entry")
    builder.payoffs(out, [2, 0])
    for worth, node in ((1, never), (-1, entered)):
        yes = builder.move(node, "bob", ["yes", "no"], infoset="answer")[0]
        builder.payoffs(yes, [1, worth])
    return builder.build(title="impossible branch")


def spence(productivity: Sequence[int], costs: Sequence[int], prior: Sequence[Any]) -> ExtensiveFormGame:
    """Education of 0 or 1 costs each type its own; two wages; the firm loses by the square of its error.

    Spence (1973) on a grid: wages are the productivities.
    """
    builder = TreeBuilder(["worker", "firm"])
    types = builder.chance(0, dict(zip(["able", "other"], prior, strict=True)), infoset="ability")
    for kind, node in enumerate(types):
        name = ["able", "other"][kind]
        for education, after in enumerate(builder.move(node, "worker", ["none", "degree"], infoset=name)):
            seen = ["seen none", "seen degree"][education]
            wages = [str(wage) for wage in productivity]
            for wage, end in zip(productivity, builder.move(after, "firm", wages, infoset=seen), strict=True):
                builder.payoffs(end, [wage - education * costs[kind], -((wage - productivity[kind]) ** 2)])
    return builder.build(title="Spence")


def entry_with_beliefs() -> ExtensiveFormGame:
    """Out, or one of two ways in that the incumbent cannot tell apart; accommodating is better against both.

    Mas-Colell, Whinston and Green (1995), section 9.C.
    """
    builder = TreeBuilder(["entrant", "incumbent"])
    out, first, second = builder.move(0, "entrant", ["Out", "In 1", "In 2"], infoset="entry")
    builder.payoffs(out, [0, 2])
    for node, fought, shared in ((first, (-1, -1), (3, 0)), (second, (-1, -1), (2, 1))):
        fight, accommodate = builder.move(node, "incumbent", ["Fight", "Accommodate"], infoset="entered")
        builder.payoffs(fight, fought)
        builder.payoffs(accommodate, shared)
    return builder.build(title="entry with beliefs")


def entry_then_both() -> ExtensiveFormGame:
    """After entry both firms fight or accommodate at once: a belief in a mistake that nobody makes deters entry.

    Mas-Colell, Whinston and Green (1995), section 9.C: a weak perfect Bayesian equilibrium that is not subgame perfect.
    """
    builder = TreeBuilder(["entrant", "incumbent"])
    out, entered = builder.move(0, "entrant", ["Out", "In"], infoset="entry")
    builder.payoffs(out, [0, 2])
    own = builder.move(entered, "entrant", ["Fight", "Accommodate"], infoset="own")
    payoffs = (((-3, -1), (1, -2)), ((-2, -1), (3, 1)))
    for row, node in zip(payoffs, own, strict=True):
        for pair, end in zip(
            row, builder.move(node, "incumbent", ["fight", "accommodate"], infoset="other"), strict=True
        ):
            builder.payoffs(end, pair)
    return builder.build(title="entry, then both")


def meeting() -> ExtensiveFormGame:
    """Two who want to meet and choose at once: two pure equilibria and a mixed one."""
    builder = TreeBuilder(["ann", "bob"])
    pays = iter([[3, 1], [0, 0], [0, 0], [1, 2]])
    for node in builder.move(0, "ann", ["l", "r"]):
        for leaf in builder.move(node, "bob", ["L", "R"], infoset="unseen"):
            builder.payoffs(leaf, next(pays))
    return builder.build()
