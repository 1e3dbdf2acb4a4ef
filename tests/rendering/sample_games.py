"""Games whose pictures are hard in different ways, and solutions to draw on them."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

from gametheory import BehaviorProfile, ExtensiveFormGame, MixedProfile, NormalFormGame, TreeBuilder
from gametheory.core.certificate import Certificate
from gametheory.core.equilibrium import Equilibrium
from gametheory.core.solution import Coverage, Solution, Termination

ACTIONS = (
    "Demand exclusivity",
    "Allow both",
    "Stay",
    "Leave Temu",
    "Cut fees by a quarter",
    "Wait",
    "Match the price of the rival platform",
    "No",
)
PLAYERS = {"amazon": "Amazon", "temu": "Temu", "seller": "Top seller"}


def platform_stages() -> ExtensiveFormGame:
    """Exclusivity demanded from a seller: chance, payoffs on the way, labels of several lines."""
    builder = TreeBuilder({"amazon": "Amazon", "seller": "Top seller"})
    for reply in builder.move(0, "amazon", ["Demand exclusivity", "Allow both"], infoset="demand"):
        answers = ["Comply and leave Temu", "Refuse and stay on both", "Leave Amazon"]
        comply, refuse, leave = builder.move(reply, "seller", answers)
        builder.payoffs(comply, ["30.25", 6])
        builder.payoffs(leave, ["-1/3", "2.105"])
        builder.payoffs(refuse, ["-0.1", 0])
        detected, missed = builder.chance(refuse, {"Detected": "3/5", "Missed": "2/5"})
        builder.payoffs(missed, ["28.4", 7])
        suspend, go = builder.move(detected, "amazon", ["Suspend listings", "Let go"])
        builder.payoffs(suspend, ["12.75", "1.5"])
        builder.payoffs(go, ["28.4", 7])
    return builder.build(title="Exclusivity demanded from a top seller")


def beer_and_quiche() -> ExtensiveFormGame:
    """Two information sets that each join nodes far apart, one across the other."""
    builder = TreeBuilder({"sender": "Sender", "receiver": "Receiver"})
    for kind, meal in zip(
        ("strong", "weak"), builder.chance(0, {"Strong": "9/10", "Weak": "1/10"}, infoset="Type"), strict=True
    ):
        for food, message in zip(
            ("Beer", "Quiche"), builder.move(meal, "sender", ["Beer", "Quiche"], infoset=kind), strict=True
        ):
            for pay, end in enumerate(builder.move(message, "receiver", ["Fight", "Not"], infoset=food)):
                builder.payoffs(end, [2 * pay, int((kind == "weak") != bool(pay))])
    return builder.build(title="Beer and quiche")


def horse() -> ExtensiveFormGame:
    """One information set whose nodes lie at different depths."""
    builder = TreeBuilder({"1": "Player 1", "2": "Player 2", "3": "Player 3"})
    across, down = builder.move(0, "1", ["C", "D"])
    stay, drop = builder.move(across, "2", ["c", "d"])
    builder.payoffs(stay, [1, 1, 1])
    for node, payoffs in ((drop, ([4, 4, 0], [0, 0, 1])), (down, ([3, 2, 2], [0, 0, 0]))):
        for end, row in zip(builder.move(node, "3", ["L", "R"], infoset="3"), payoffs, strict=True):
            builder.payoffs(end, row)
    return builder.build(title="Selten's horse")


def absent_minded_driver() -> ExtensiveFormGame:
    """One information set on one path."""
    builder = TreeBuilder(["Driver"])
    first, going = builder.move(0, "Driver", ["Exit", "Continue"], infoset="junction")
    second, last = builder.move(going, "Driver", ["Exit", "Continue"], infoset="junction")
    builder.payoffs(second, [4])
    builder.payoffs(last, [1])
    builder.payoffs(first, [0])
    return builder.build(title="The absent-minded driver")


def only_an_end() -> ExtensiveFormGame:
    """A tree of one node."""
    builder = TreeBuilder({"one": "One", "two": "Two"})
    builder.payoffs(0, [1, "2/3"])
    return builder.build()


def deep(num_moves: int) -> ExtensiveFormGame:
    """A tree with one end on every level."""
    builder = TreeBuilder({"1": "Player 1", "2": "Player 2"})
    node = 0
    for period in range(num_moves):
        end, node = builder.move(node, period % 2, ["Take", "Pass"])
        builder.payoffs(end, [period, 2 - period])
    return builder.build(title=f"Centipede of {num_moves} moves")


def wide(num_actions: int) -> ExtensiveFormGame:
    """A single choice among many."""
    builder = TreeBuilder(["alone"])
    for number, end in enumerate(
        builder.move(0, "alone", [f"Choose number {number}" for number in range(num_actions)])
    ):
        builder.payoffs(end, [number])
    return builder.build()


def random_tree(seed: int, num_terminals: int) -> ExtensiveFormGame:
    """Random moves, chance, shared information sets, payoffs on the way, and short and long numbers."""
    rng = random.Random(seed)
    builder = TreeBuilder(PLAYERS)
    ends, sets = [0], []
    while len(ends) < num_terminals:
        node = ends.pop(rng.randrange(len(ends)))
        if rng.random() < 0.1:
            builder.payoffs(node, [rng.randint(-3, 9) for _ in PLAYERS])
        if rng.random() < 0.15:
            ends += builder.chance(node, {"High": "1/3", "Low": "2/3"})
            continue
        if not sets or rng.random() < 0.65:
            sets.append((rng.choice(list(PLAYERS)), rng.sample(ACTIONS, rng.choice((2, 2, 3))), f"set {len(sets)}"))
        player, actions, name = rng.choice(sets[-8:])
        ends += builder.move(node, player, actions, infoset=name)
    for node in ends:
        if rng.random() < 0.9:
            denominators = (1, 1, 4, 100, 3, 1234567)
            builder.payoffs(node, [Fraction(rng.randint(-400, 4000), rng.choice(denominators)) for _ in PLAYERS])
    return builder.build(title=f"A random game with {num_terminals} ends")


def random_table(seed: int, *num_actions: int) -> NormalFormGame:
    """A normal form with long and short action names."""
    rng = random.Random(seed)
    payoffs = [
        [Fraction(rng.randint(-40, 400), rng.choice((1, 4, 3, 10007))) for _ in product(*map(range, num_actions))]
        for _ in num_actions
    ]
    names = [[f"{rng.choice(ACTIONS)} {number}" for number in range(size)] for size in num_actions]
    return NormalFormGame(
        [_nested(row, num_actions) for row in payoffs], actions=names, title=f"A table of {len(num_actions)} players"
    )


def _nested(values: list[Fraction], shape: tuple[int, ...]) -> list:
    if len(shape) == 1:
        return values
    size = len(values) // shape[0]
    return [_nested(values[size * row : size * (row + 1)], shape[1:]) for row in range(shape[0])]


def random_behavior(game: ExtensiveFormGame, seed: int = 3) -> BehaviorProfile:
    """A profile with pure and mixed choices."""
    rng = random.Random(seed)
    strategies: list[list[Fraction] | None] = []
    for infoset in game.infosets:
        weights = [rng.choice((0, 0, 1, 5)) for _ in infoset.actions]
        weights[rng.randrange(len(weights))] += 1
        strategies.append(None if infoset.is_chance else [Fraction(weight, sum(weights)) for weight in weights])
    return BehaviorProfile(game, tuple(strategies))


def random_mixture(game: NormalFormGame, seed: int = 3) -> MixedProfile:
    """A profile with pure and mixed strategies."""
    rng = random.Random(seed)
    weights = [[rng.choice((0, 1, 5)) for _ in names] for names in game.actions]
    return MixedProfile(
        game,
        [[Fraction(each, sum(row) or 1) if sum(row) else Fraction(1, len(row)) for each in row] for row in weights],
    )


def solution_of(*profiles: BehaviorProfile | MixedProfile, concept: str = "nash") -> Solution:
    """A solution that lists the profiles, whatever they are worth."""
    game = profiles[0].game
    payoffs = tuple(Fraction(number, 3) for number in range(game.num_players))
    listed = tuple(Equilibrium(profile, payoffs, Fraction(0), Certificate(())) for profile in profiles)
    return Solution(game, concept, "by hand", listed, Coverage.PARTIAL, Termination.EXHAUSTED, leading=len(listed) - 1)
