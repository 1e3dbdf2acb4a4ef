"""Small games of tiers that follow leaders, as files."""

from __future__ import annotations

import random
from io import StringIO

from gametheory import GameModel, load
from gametheory.core.led_tiered_game import LedTieredGame
from unit.models.tier_files import random_formula

FILE = """
gametheory: 1
title: Demand and answer
form: extensive
players:
  amazon: Amazon
  temu: Temu
  top: {label: Top sellers, count: 20, in_text: the top sellers}
stages:
  - {name: demand, player: amazon, actions: {Demand: {on: 1}, Allow: {on: 0}}}
  - {name: answer, player: temu, actions: {Subsidize: {paid: 1}, Wait: {paid: 0}}}
  - {name: homing, player: top, actions: {Leave: {temu: 0}, Stay: {temu: 1}}}
payoffs:
  amazon: 10 - 4 * share(top, "Stay") - demand.on
  temu: 6 * share(top, "Stay") - 2 * answer.paid
  top: homing.temu * (1/2 + answer.paid - demand.on * (2 - share(top, "Stay")))
"""

SEASONS = """
gametheory: 1
title: Seasons
form: extensive
players:
  amazon: Amazon
  top: {label: Top sellers, count: 20, in_text: the top sellers}
stages:
  - {name: season, chance: {Boom: {probability: 1/4, high: 1}, Slump: {probability: rest, high: 0}}}
  - {name: door, player: amazon, actions: {Open: {on: 1}, Close: {on: 0}}, payoffs: {amazon: 2 * season.high * door.on}}
  - {name: homing, player: top, actions: {Leave: {temu: 0}, Stay: {temu: 1}}}
payoffs:
  amazon: 3 - door.on
  top: homing.temu * (2 * door.on - 1)
"""
"""Amazon opens in a boom, where 2 more than pay for it, and sellers stay exactly if it does."""


def led_model(text: str = FILE) -> GameModel:
    """Return the model of a file; without one of Amazon's demand, Temu's answer and twenty sellers."""
    return load(StringIO(text))


def led_game(text: str = FILE) -> LedTieredGame:
    """Return the same in numbers."""
    game = led_model(text).to_game()
    assert isinstance(game, LedTieredGame)
    return game


def random_led_game(seed: int) -> LedTieredGame:
    """Return a game of one or two leaders and one or two tiers of up to three sellers with random formulas."""
    rng = random.Random(seed)
    leaders = {f"lead{i}": (0, ["X", "Y"]) for i in range(rng.choice([1, 2]))}
    tiers = {f"t{i}": (rng.randint(2, 3), ["A", "B"]) for i in range(rng.choice([1, 2]))}
    lines = ["gametheory: 1", "form: extensive", "players:"]
    lines += [f"  {key}: {key}" for key in leaders]
    lines += [f"  {key}: {{label: {key}, count: {count}}}" for key, (count, _) in tiers.items()]
    lines.append("stages:")
    lines += [f"  - {{name: move_{key}, player: {key}, actions: [X, Y]}}" for key in leaders]
    observed = ", ".join(f"move_{key}" for key in leaders)
    lines += [f"  - {{name: move_{key}, player: {key}, actions: [A, B], observes: [{observed}]}}" for key in tiers]
    lines.append("payoffs:")
    everybody = leaders | tiers
    for key, (_, actions) in everybody.items():
        parts = (f'(({random_formula(rng, everybody, 2)}) if {key} == "{a}" else 0)' for a in actions)
        lines.append(f"  {key}: '{' + '.join(parts)}'")
    return led_game("\n".join(lines))


def watched_game(guards: str = '1 if share(shop, "Temu") == 1/2 else -1') -> LedTieredGame:
    """Return the game in which, unless it is allowed, 40 shops split in halves, and guards have a payoff at work."""
    return led_game(
        "gametheory: 1\nform: extensive\nplayers: {store: Store, shop: {count: 40}, guard: {count: 3}}\nstages:\n"
        "  - {name: ask, player: store, actions: {Demand: {on: 1}, Allow: {on: 0}}}\n"
        "  - {name: sell, player: shop, actions: [Amazon, Temu]}\n"
        "  - {name: watch, player: guard, actions: [Idle, Work], observes: [ask]}\n"
        'payoffs:\n  store: 2 * ask.on - 3 * share(shop, "Temu")\n'
        '  shop: \'(41/80 - share(shop, "Temu") - 2 * share(guard, "Work")) if shop == "Temu" else 0\'\n'
        f"  guard: 'ask.on * ({guards}) if guard == \"Work\" else 0'\n"
    )
