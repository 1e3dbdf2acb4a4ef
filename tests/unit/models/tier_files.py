"""Small games of tiers, as files, and what is true of them by counting everything."""

from __future__ import annotations

import random
from collections.abc import Iterator
from io import StringIO
from itertools import product

from gametheory import GameModel, load
from gametheory.core.tiered_game import Counts, Deviation, TieredGame


def tier_model(players: dict[str, tuple[int, list[str]]], payoffs: dict[str, str], define: str = "") -> GameModel:
    """Return the model of a game whose players have a count (0 for single players) and actions."""
    lines = ["gametheory: 1", "form: normal", "players:"]
    for key, (count, _) in players.items():
        lines.append(f"  {key}: {{label: {key}, count: {count}}}" if count else f"  {key}: {key}")
    lines.append("actions:")
    lines += [f"  {key}: [{', '.join(actions)}]" for key, (_, actions) in players.items()]
    lines += ["define:", f"  {define}"] if define else []
    lines.append("payoffs:")
    lines += [f"  {key}: '{formula}'" for key, formula in payoffs.items()]
    return load(StringIO("\n".join(lines)))


def tier_game(players: dict[str, tuple[int, list[str]]], payoffs: dict[str, str], define: str = "") -> TieredGame:
    """Return such a game in numbers."""
    game = tier_model(players, payoffs, define).to_game()
    assert isinstance(game, TieredGame)
    return game


def adoption(count: int, company: str = "1/4") -> TieredGame:
    """Return the game in which sellers of one tier like company, on Amazon a little more."""
    formula = f'({company} + share(shop, "Amazon")) if shop == "Amazon" else share(shop, "Temu")'
    return tier_game({"shop": (count, ["Amazon", "Temu"])}, {"shop": formula})


def crowding(count: int) -> TieredGame:
    """Return the game in which sellers of one tier keep out of each other's way, two thirds of them on Temu."""
    formula = '(1 - 2 * share(shop, "Amazon")) if shop == "Amazon" else (1 - share(shop, "Temu"))'
    return tier_game({"shop": (count, ["Amazon", "Temu"])}, {"shop": formula})


def random_formula(rng: random.Random, tiers: dict[str, tuple[int, list[str]]], depth: int) -> str:
    """Return a formula over shares, moves of single players and numbers."""
    if depth == 0:
        key, (count, actions) = rng.choice([*tiers.items()])
        if count:
            return f'share({key}, "{rng.choice(actions)}")'
        return rng.choice([f'({key} == "{rng.choice(actions)}")', "1/3", "-0.7", "2"])
    first, second, third = (random_formula(rng, tiers, depth - 1) for _ in range(3))
    return rng.choice(
        [
            f"({first} + {second})", f"({first} - {second})", f"({first} * {second})", f"min({first}, {second})",
            f"({first} if {second} > {third} else {third})", f"({first}) ** 2", f"{first} / (1 + ({second}) ** 2)",
        ]
    )  # fmt: skip


def random_tiers(seed: int) -> TieredGame:
    """Return a game of one or two tiers of up to six sellers, and perhaps a single player, with random formulas."""
    rng = random.Random(seed)
    tiers = {f"t{i}": (rng.randint(2, 6), list("ABC")[: rng.choice([2, 2, 3])]) for i in range(rng.randint(1, 2))}
    if rng.random() < 0.5:
        tiers["store"] = (0, ["X", "Y"])
    payoffs = {
        key: " + ".join(f'(({random_formula(rng, tiers, 2)}) if {key} == "{a}" else 0)' for a in actions)
        for key, (_, actions) in tiers.items()
    }
    return tier_game(tiers, payoffs)


def all_counts(game: TieredGame) -> Iterator[Counts]:
    """Yield every count vector."""
    return product(*(_sums(count, number) for count, number in zip(game.counts, game.num_actions, strict=True)))


def _sums(count: int, number: int) -> list[tuple[int, ...]]:
    if number == 1:
        return [(count,)]
    return [(own, *rest) for own in range(count + 1) for rest in _sums(count - own, number - 1)]


def counted_equilibria(game: TieredGame) -> set[Counts]:
    """Return every count vector in which no single change of an action gains."""
    return {
        counts
        for counts in all_counts(game)
        if all(
            game.gain(Deviation(player, current, other), counts) <= 0
            for player, own in enumerate(counts)
            for current, number in enumerate(own)
            for other in range(len(own))
            if number and other != current
        )
    }


def alike_tiers(seed: int) -> TieredGame:
    """Return a game of two or three tiers that are alike, and perhaps a single player, with random formulas."""
    rng = random.Random(seed)
    actions = list("ABC")[: rng.choice([2, 2, 3])]
    counts = [rng.randint(2, 4) for _ in range(rng.choice([2, 2, 3]))]
    players = {f"t{index}": (count, actions) for index, count in enumerate(counts)}
    if rng.random() < 0.4:
        players["store"] = (0, ["X", "Y"])

    def formula(depth: int) -> str:
        if depth == 0:
            if "store" in players and rng.random() < 0.3:
                return '(store == "X")'
            action = rng.choice(actions)
            total = "+".join(f'{count} * share(t{index}, "{action}")' for index, count in enumerate(counts))
            return rng.choice([f"({total}) / {sum(counts)}", "1/3", "-0.7", "2"])
        first, second, third = (formula(depth - 1) for _ in range(3))
        choice = f"({first} if {second} > {third} else {third})"
        return rng.choice([f"({first} + {second})", f"({first} * {second})", f"min({first}, {second})", choice])

    parts = {action: formula(2) for action in actions}
    payoffs = {
        key: " + ".join(f'(({part}) if {key} == "{action}" else 0)' for action, part in parts.items())
        for key in players
        if key != "store"
    }
    if "store" in players:
        payoffs["store"] = f'({formula(2)}) if store == "X" else ({formula(2)})'
    return tier_game(players, payoffs)


def two_alike(small: int, large: int, *, company: str = "3") -> TieredGame:
    """Return the game of a small and a large tier whose sellers keep out of each other's way on Temu."""
    both = f'({small} * share(small, "Temu") + {large} * share(large, "Temu")) / {small + large}'
    payoffs = {key: f'2 - {company} * both if {key} == "Temu" else both' for key in ("small", "large")}
    actions = ["Amazon", "Temu"]
    return tier_game({"small": (small, actions), "large": (large, actions)}, payoffs, f"both: '{both}'")
