"""How often an outcome survives when all assumptions of a case move: ``python -m benchmarks.robustness [GAME]``.

Each assumption moves uniformly and independently by up to the stated share, clipped at its range; figures with a source
stay. The outcome is the ends of play (profiles of actions in a normal form) that the leading equilibrium of the file's
concept reaches with positive probability. It survives as the only one where every equilibrium reaches just these ends.
"""

from __future__ import annotations

import random
import sys
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from gametheory import BehaviorProfile, GameModel, load, solve
from gametheory.analysis import reach_probabilities
from gametheory.core.tree_arrays import NO_PARENT
from gametheory.io.catalogue import shipped_game_path, shipped_games

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.core.profiles import Profile

Ends: TypeAlias = "frozenset[tuple[str, ...]]"
"""Ends of play, each as the actions that lead there."""

SHARES = (Fraction(1, 4), Fraction(1, 2))
DRAWS = 300
STEPS = 1000
"""Draws fall on this many steps either side of the file's value, so that arithmetic stays exact."""

CLAIMS: dict[str, dict[str, Callable[[Ends], bool]]] = {
    "commission_competition": {
        "Amazon above 15 %": lambda ends: all(_percent(end[0]) > 15 for end in ends),
        "Temu below Amazon": lambda ends: all(_percent(end[1]) < _percent(end[0]) for end in ends),
    },
    "imitation_race": {
        "all four copy": lambda ends: all("Stay out" not in end for end in ends),
        "Amazon copies early": lambda ends: all(end[3] == "Copy early" for end in ends),
    },
    "speed_of_response": {
        "scale, respond at once": lambda ends: all(end[:2] == ("Scale", "Respond") for end in ends),
    },
}
"""What the pages say of a game beyond its outcome; it survives where every equilibrium has it."""


def main() -> None:
    """Print a row for each case, share and statement."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    names = [game.name for game in shipped_games() if game.path.parent.name != "classic" and wanted in game.name]
    print(f"{'game':26} {'what survives':24} {'moved by':>8} {'draws':>6} {'survives':>9}")
    for name in names:
        model = load(shipped_game_path(name))
        for share in SHARES:
            for statement, survived in _survivals(model, CLAIMS.get(name, {}), share).items():
                print(f"{name:26} {statement:24} {float(share):8.0%} {DRAWS:6} {survived / DRAWS:9.0%}", flush=True)


def _survivals(model: GameModel, claims: dict[str, Callable[[Ends], bool]], share: Fraction) -> dict[str, int]:
    """Return for each statement in how many draws it holds."""
    rng = random.Random(20250101)
    base = solve(model)
    usual = _ends(base.equilibria[base.leading or 0].profile)
    counts = dict.fromkeys(("the only outcome", "among the outcomes", *claims), 0)
    for _ in range(DRAWS):
        solution = solve(model.with_values(**_drawn_values(model, share, rng)))
        outcomes = [_ends(equilibrium.profile) for equilibrium in solution.equilibria]
        counts["the only outcome"] += set(outcomes) == {usual}
        counts["among the outcomes"] += usual in outcomes
        for statement, holds in claims.items():
            counts[statement] += bool(outcomes) and all(map(holds, outcomes))
    return counts


def _ends(profile: Profile) -> Ends:
    """Return the ends of play that a profile reaches."""
    if not isinstance(profile, BehaviorProfile):
        played = [
            [action for action, probability in zip(names, strategy, strict=True) if probability]
            for names, strategy in zip(profile.game.actions, profile.strategies, strict=True)
        ]
        return frozenset(product(*played))
    tree = profile.game
    reach = reach_probabilities(tree, profile)
    ways: list[tuple[str, ...]] = [()] * tree.num_nodes
    for node, before in enumerate(tree.parent.tolist()):
        if before != NO_PARENT:
            actions = tree.infosets[tree.infoset.item(before)].actions
            ways[node] = (*ways[before], actions[tree.parent_action.item(node)])
    return frozenset(ways[end] for end in tree.terminals if reach[end])


def _percent(fee: str) -> int:
    """Return the number in the label of a fee, such as 27 of ``27 %``."""
    return int(fee.removesuffix(" %"))


def _drawn_values(model: GameModel, share: Fraction, rng: random.Random) -> dict[str, Fraction]:
    """Return values of the assumptions around those of the file."""
    values = {}
    for name, parameter in model.parameters.items():
        if parameter.source is None:
            value = parameter.value * (1 + share * Fraction(rng.randint(-STEPS, STEPS), STEPS))
            low = value if parameter.low is None else parameter.low
            high = value if parameter.high is None else parameter.high
            values[name] = min(max(value, low), high)
    return values


if __name__ == "__main__":
    main()
