"""Small games of tiers, as files, and what is true of them by counting everything."""

from __future__ import annotations

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
