"""``python -m benchmarks.tiers``: tiers of a million sellers, by counts, mixed, and in the limit.

Each row has its target beside it: the median over random games, or over runs of one game, in seconds of this process.
``python -m benchmarks.tiers verify [1000]`` compares so many random games of up to six sellers a tier with counting.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from io import StringIO
from pathlib import Path

from gametheory import load, solve
from gametheory.core.count_profile import CountProfile
from gametheory.core.solution import Limits, Solution
from gametheory.core.source import GameSource

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

SELLERS = 1_000_000
SEEDS = range(10)
RUNS = 5
TIME_LIMIT = 20


def main() -> None:
    """Measure, or compare."""
    if sys.argv[1:2] == ["verify"]:
        _verify(int(sys.argv[2]) if len(sys.argv) > 2 else 1_000)
        return
    for (num_actions, kind), target in THREE_TIERS.items():
        games = [load(StringIO(three_tiers(seed, num_actions, kind))) for seed in SEEDS]
        _tell(f"3 tiers x {num_actions} actions, {kind}, all pure", [_timed(game, "pure") for game in games], target)
    for concept, target in ONE_TIER_TARGETS.items():
        for name, formula in ONE_TIER.items():
            runs = [_timed(load(StringIO(_one_tier(formula))), concept) for _ in range(RUNS)]
            _tell(f"1 tier x 2 actions, {name}, {concept}", runs, target)
    for count in (20, 100, 200):
        pair = [_timed(load(StringIO(_two_tiers(count))), "symmetric") for _ in range(RUNS)]
        _tell(f"2 tiers of {count} x 2 actions, both mix, symmetric", pair, None)


THREE_TIERS = {
    (2, "linear"): 0.5,
    (2, "quadratic"): 0.5,
    (2, "jumps"): 2.0,
    (3, "linear"): 6.0,
    (3, "quadratic"): 6.0,
    (3, "jumps"): None,
}
ONE_TIER_TARGETS = {"symmetric": 0.5, "large_population": 0.01}

ONE_TIER = {
    "linear": 'share(shop, "B") - 1/4 * share(shop, "A") - 3/8',
    "cubic": '(share(shop, "B") - 1/5) * (share(shop, "B") - 1/2) * (4/5 - share(shop, "B"))',
    "jump": '1/2 - share(shop, "B") / 3 - (1 if share(shop, "B") > 13/20 else 0)',
}


def _one_tier(formula: str) -> str:
    """Return the file of one tier with the payoff of its second action."""
    return (
        f"gametheory: 1\nform: normal\nplayers: {{shop: {{count: {SELLERS}}}}}\nactions: {{shop: [A, B]}}\n"
        f"payoffs:\n  shop: '({formula}) if shop == \"B\" else 0'\n"
    )


def _two_tiers(count: int) -> str:
    """Return the file of two tiers of which one follows the other, who keeps away, with a bend of both gains."""
    return (
        f"gametheory: 1\nform: normal\nplayers: {{buyer: {{count: {count}}}, seller: {{count: {count}}}}}\n"
        "actions: {buyer: [A, B], seller: [A, B]}\npayoffs:\n"
        '  buyer: \'(share(seller, "B") - 1/3 - share(buyer, "B") ** 2 / 5) if buyer == "B" else 0\'\n'
        '  seller: \'(1/2 - share(buyer, "B") + share(seller, "B") ** 2 / 7) if seller == "B" else 0\'\n'
    )


def three_tiers(seed: int, num_actions: int, kind: str) -> str:
    """Return the file of a random game of three tiers."""
    rng = random.Random(seed)
    keys, actions = ["top", "merchant", "factory"], list("ABC")[:num_actions]
    lines = ["gametheory: 1", "form: normal", "players:"]
    lines += [f"  {key}: {{count: {SELLERS}}}" for key in keys]
    lines += ["actions:", *(f"  {key}: [{', '.join(actions)}]" for key in keys), "payoffs:"]
    for key in keys:
        parts = [f'({_payoff(rng, keys, actions, kind)} if {key} == "{action}" else 0)' for action in actions]
        lines.append(f"  {key}: '{' + '.join(parts)}'")
    return "\n".join(lines)


def _payoff(rng: random.Random, keys: list[str], actions: list[str], kind: str) -> str:
    """Return the payoff of one action."""
    terms = [_number(rng)]
    for key in keys:
        for action in actions[1:]:
            share = f'share({key}, "{action}")'
            terms.append(f"{_number(rng)} * {share}")
            if kind == "quadratic" and rng.random() < 0.5:
                terms.append(f'{_number(rng)} * {share} * share({rng.choice(keys)}, "{rng.choice(actions[1:])}")')
            if kind == "jumps" and rng.random() < 0.3:
                terms.append(f"({_number(rng)} if {share} > {rng.randint(1, 9) / 10} else {_number(rng)})")
    return f"({' + '.join(terms)})"


def _number(rng: random.Random) -> str:
    return f"{rng.randint(-20, 20) / 10}"


def _timed(source: GameSource, concept: str) -> tuple[float, Solution]:
    """Return CPU seconds of solving and proving, and the solution."""
    source.to_game()
    started = time.process_time()
    solution = solve(source, concept, limits=Limits(time=TIME_LIMIT))
    return time.process_time() - started, solution


def _tell(problem: str, runs: list[tuple[float, Solution]], target: float | None) -> None:
    """Print one row, with the target for the median where there is one."""
    seconds = [measured for measured, _ in runs]
    counts = sorted({len(solution.equilibria) for _, solution in runs})
    coverage = sorted({solution.coverage.value for _, solution in runs})
    middle, most = statistics.median(seconds), max(seconds)
    found = f"{counts[0]} to {counts[-1]}" if len(counts) > 1 else str(counts[0])
    wanted = "" if target is None else f"target {target:5.2f} s, "
    print(
        f"{problem:52} {wanted:15} {middle:6.3f} s, at most {most:6.3f} s, {found} found, {', '.join(coverage)}",
        flush=True,
    )


def _verify(number: int) -> None:
    """Compare random games with counting; end at the first difference."""
    from unit.models.tier_files import counted_equilibria, random_tiers

    for seed in range(number):
        game = random_tiers(seed)
        plays = [equilibrium.play for equilibrium in solve(game, "pure").equilibria]
        found = {counts for play in plays if isinstance(play, CountProfile) for counts in play.vectors()}
        if found != counted_equilibria(game):
            sys.exit(f"game {seed} has other equilibria than those that were found")
    print(f"{number} games: every equilibrium by counts was found, and nothing else")


if __name__ == "__main__":
    main()
