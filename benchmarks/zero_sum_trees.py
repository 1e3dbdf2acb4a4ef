"""Zero-sum trees beside pygambit and OpenSpiel: ``python -m benchmarks.zero_sum_trees [TEXT]``.

Each row is one game and one engine, in a process of its own on one thread: CPU seconds to solve a tree that is built
already, imports and a small game before the clock; peak memory; the value to the first player; and the sum of both
regrets as a share of the range of payoffs, computed from the engine's own strategies by `judge`. ``zero_sum_tree`` is
timed three times: alone, with the certificate that `solve` adds, and where floats are asked for instead of rationals.
pygambit solves its linear program over the sequence form, in floats; OpenSpiel, where it is installed with cvxpy and
ecos, that of its own game. A row that takes longer than the limit says so. With TEXT only the games whose name
contains it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Solved = tuple[float, float | None]
    """The value, and the sum of regrets where strategies are given."""

TIME_LIMIT = 120
RUNS = 3
SLOW = 5.0
"""CPU seconds of a run after which it is not repeated."""
GAMES = ("kuhn 3", "kuhn 13", "kuhn 40", "leduc", "dice 3", "dice 4", "dice 5")
ENGINES = ("zero_sum_tree", "with proof", "floats", "lemke", "pygambit", "openspiel")
REMARKS = {
    "zero_sum_tree": "sparse linear program, exact",
    "with proof": "the same and the certificate in rationals",
    "floats": "the same program, in floats",
    "lemke": "sequence_form_lemke, any payoffs, exact",
    "pygambit": "lp_solve over the sequence form, floats",
    "openspiel": "sequence_form_lp",
}
SKIPPED = {
    "openspiel": ("kuhn 13", "kuhn 40"),
}
"""Games that an engine does not have."""


def main() -> None:
    """Measure and print, one row as soon as it is known."""
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(_measured(sys.argv[2], sys.argv[3])))
        return
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    print(f"{'game':10} {'engine':14} {'seconds':>9} {'MB':>6} {'value':>10} {'regrets':>9}  remark", flush=True)
    for game in (name for name in GAMES if wanted in name):
        for engine in ENGINES:
            if game in SKIPPED.get(engine, ()):
                continue
            if engine == "openspiel" and not (find_spec("pyspiel") and find_spec("cvxpy") and find_spec("ecos")):
                print(f"{game:10} {engine:14} {'-':>9} {'':17} {'':9}  not installed", flush=True)
                continue
            print(_row(game, engine), flush=True)


def _row(game: str, engine: str) -> str:
    """Return the line of a game and an engine, measured in a process of its own on one thread."""
    command = [sys.executable, "-m", "benchmarks.zero_sum_trees", "--measure", game, engine]
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    try:
        finished = subprocess.run(
            command, capture_output=True, text=True, check=True, env=environment, timeout=TIME_LIMIT
        )
    except subprocess.TimeoutExpired:
        return f"{game:10} {engine:14} {f'> {TIME_LIMIT}':>9} {'':6} {'':10} {'':9}  {REMARKS[engine]}"
    except subprocess.CalledProcessError as failure:
        return f"{game:10} {engine:14} {'failed':>9} {'':6} {'':10} {'':9}  {failure.stderr.strip().splitlines()[-1]}"
    measured: dict[str, Any] = json.loads(finished.stdout.splitlines()[-1])
    regrets = "" if measured["regrets"] is None else f"{measured['regrets']:.1e}"
    figures = f"{measured['seconds']:9.3f} {measured['megabytes']:6.0f} {measured['value']:10.6f} {regrets:>9}"
    return f"{game:10} {engine:14} {figures}  {REMARKS[engine]}"


def _measured(name: str, engine: str) -> dict[str, float | None]:
    """Return the least CPU seconds of a few runs, peak memory, the value and the sum of regrets."""
    prepare = _PREPARED[engine]
    prepare("kuhn 3")()  # imports
    solve = prepare(name)
    seconds: list[float] = []
    while len(seconds) < RUNS and (not seconds or seconds[-1] < SLOW):
        started = time.process_time()
        judged = solve()
        seconds.append(time.process_time() - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    value, regrets = judged()
    return {"seconds": min(seconds), "megabytes": peak, "value": value, "regrets": regrets}


def tree_of(name: str) -> Any:
    """Return a game of the list."""
    from gametheory.models.poker import kuhn_poker, leduc_poker, liars_dice

    kind, _, size = name.partition(" ")
    if kind == "leduc":
        return leduc_poker()
    return kuhn_poker(int(size)) if kind == "kuhn" else liars_dice(int(size))


def _judged(tree: Any, profile: Any) -> Solved:
    """Return what a profile pays the first player, and the sum of regrets as a share of the range of payoffs."""
    from gametheory import judge

    payoffs = tree.path_payoffs(0).values[list(tree.terminals)]
    certificate = judge(tree, profile)
    span = float(payoffs.max() - payoffs.min()) / tree.path_payoffs(0).denominator
    return float(certificate.payoffs[0]), float(sum(reply.regret for reply in certificate.replies)) / span


def _ours(method: str, **options: int) -> Callable[[str], Callable[[], Callable[[], Solved]]]:
    """Return what prepares a method of this package, without the proof of its answer."""

    def prepared(name: str) -> Callable[[], Callable[[], Solved]]:
        from gametheory.solvers.methods import method_named
        from gametheory.solvers.problem import Problem
        from gametheory.solvers.watch import Watch

        tree, chosen = tree_of(name), method_named(method)

        def solve() -> Callable[[], Solved]:
            problem = Problem(tree, "nash", Watch(), options=chosen.options_of(options or None))
            profile, *_ = chosen.search(problem)
            return lambda: _judged(tree, profile)

        return solve

    return prepared


def _with_proof(name: str) -> Callable[[], Callable[[], Solved]]:
    """Prepare `solve`."""
    from gametheory import solve

    tree = tree_of(name)

    def run() -> Callable[[], Solved]:
        equilibrium = solve(tree, method="zero_sum_tree").equilibria[0]
        return lambda: _judged(tree, equilibrium.profile)

    return run


def _pygambit(name: str) -> Callable[[], Callable[[], Solved]]:
    """Prepare pygambit's linear program over the sequence form."""
    from io import StringIO

    import pygambit

    from gametheory import BehaviorProfile
    from gametheory.io.gambit.efg_writer import write_efg

    tree = tree_of(name)
    game = pygambit.read_efg(StringIO(write_efg(tree)))

    def solve() -> Callable[[], Solved]:
        (found,) = pygambit.nash.lp_solve(game, rational=False, use_strategic=False).equilibria

        def judged() -> Solved:
            strategies: list[Any] = [None] * len(tree.infosets)
            for player, theirs in enumerate(game.players):
                for infoset, listed in zip(tree.player_infosets(player), theirs.infosets, strict=True):
                    weights = [max(0.0, float(found[action])) for action in listed.actions]
                    strategies[infoset] = [weight / sum(weights) for weight in weights]
            return _judged(tree, BehaviorProfile(tree, tuple(strategies)))

        return judged

    return solve


def _openspiel(name: str) -> Callable[[], Callable[[], Solved]]:
    """Prepare OpenSpiel's linear program over the sequence form of its own game."""
    import pyspiel
    from open_spiel.python.algorithms import sequence_form_lp

    kind, _, size = name.partition(" ")
    game = {
        "kuhn": lambda: pyspiel.load_game("kuhn_poker"),
        "leduc": lambda: pyspiel.load_game("leduc_poker"),
        "dice": lambda: pyspiel.load_game("liars_dice", {"dice_sides": int(size)}),
    }[kind]()

    def solve() -> Callable[[], Solved]:
        value = float(sequence_form_lp.solve_zero_sum_game(game)[0])
        return lambda: (value, None)

    return solve


_PREPARED = {
    "zero_sum_tree": _ours("zero_sum_tree"),
    "with proof": _with_proof,
    "floats": _ours("zero_sum_tree", most_exact_sequences=0),
    "lemke": _ours("sequence_form_lemke"),
    "pygambit": _pygambit,
    "openspiel": _openspiel,
}


if __name__ == "__main__":
    main()
