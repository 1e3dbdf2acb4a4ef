"""All Nash equilibria of random two-player trees: ``python -m benchmarks.trees [--quick]``.

Prints for each size the median and the longest CPU seconds over ten trees, each in a process of its own that is stopped
after a minute: ours with compiled code loaded beforehand; pygambit's `enummixed_solve` on the reduced normal form, and
its `lcp_solve` on the tree, which finds some equilibria only, both in rationals.
"""

from __future__ import annotations

import math
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from gametheory import ExtensiveFormGame, TreeBuilder

SIZES = ((10, 30), (20, 60), (30, 100), (40, 150))
"""Sequences a side, and terminals at least."""
NUM_TREES = 10
TIME_LIMIT = 60
"""Seconds after which a process is stopped, its start included."""


def random_tree(name: str, num_sequences: int, num_terminals: int) -> ExtensiveFormGame:
    """Return a tree that grew at random leaves, with chance moves and hidden choices, payoffs 0 to 100.

    A node joins an information set with the same own history with probability 3/4, or where sequences are used up.
    """
    rng = random.Random(name)
    builder = TreeBuilder(["ann", "bob"])
    leaves: list[tuple[int, tuple[tuple[str, ...], tuple[str, ...]]]] = [(0, ((), ()))]
    known: tuple[dict[tuple[str, ...], list[tuple[str, int]]], ...] = ({}, {})
    counts = [1, 1]
    for _ in range(100 * num_terminals):
        if len(leaves) >= num_terminals and min(counts) >= num_sequences:
            break
        index = rng.randrange(len(leaves))
        node, histories = leaves[index]
        if rng.random() < 0.1:
            weights = [rng.randint(1, 3) for _ in range(rng.choice([2, 2, 3]))]
            branches = {f"c{place}": Fraction(weight, sum(weights)) for place, weight in enumerate(weights)}
            leaves.pop(index)
            leaves += [(child, histories) for child in builder.chance(node, branches)]
            continue
        player = rng.randrange(2)
        there = known[player].setdefault(histories[player], [])
        room = num_sequences - counts[player]
        if not there and room < 2:
            continue
        if not there or (room >= 2 and rng.random() > 0.75):
            size = min(rng.choice([2, 2, 2, 3]), room)
            there.append((f"{player}-{counts[player]}", size))
            counts[player] += size
            infoset, size = there[-1]
        else:
            infoset, size = rng.choice(there)
        leaves.pop(index)
        for action, child in zip("LMR"[:size], builder.move(node, player, "LMR"[:size], infoset=infoset), strict=True):
            longer = (*histories[player], f"{infoset} {action}")
            leaves.append((child, (longer, histories[1]) if player == 0 else (histories[0], longer)))
    for node, _ in leaves:
        builder.payoffs(node, [rng.randint(0, 100), rng.randint(0, 100)])
    return builder.build(title=name)


def ours(tree: ExtensiveFormGame) -> Callable[[], int]:
    """Return the search for all maximal Nash subsets, which counts the extreme equilibria; compiled code is loaded."""
    from gametheory.kernels.words import cone_rays, face_search
    from gametheory.solvers.trees.best_reply_polyhedra import BestReplyPolyhedra
    from gametheory.solvers.trees.subset_unions import SubsetUnion
    from gametheory.solvers.trees.tree_subsets import maximal_subsets
    from gametheory.solvers.watch import Watch

    def task() -> int:
        polyhedra = BestReplyPolyhedra(tree, Watch())
        subsets = list(maximal_subsets(polyhedra, Watch()))
        return SubsetUnion(polyhedra, subsets, Watch()).num_extreme()

    face_search.warm()
    cone_rays.warm()
    return task


def _to_pygambit(tree: ExtensiveFormGame) -> Any:
    """Return the same tree for pygambit, through a file of its format."""
    import io

    import pygambit

    from gametheory.io.gambit.efg_writer import write_efg

    return pygambit.read_efg(io.StringIO(write_efg(tree)))


def enummixed(tree: ExtensiveFormGame) -> Callable[[], int]:
    """Return pygambit's search for all extreme equilibria of the reduced normal form, in rationals."""
    import pygambit

    game = _to_pygambit(tree)
    return lambda: len(pygambit.nash.enummixed_solve(game, rational=True).equilibria)


def lcp(tree: ExtensiveFormGame) -> Callable[[], int]:
    """Return pygambit's Lemke path in the sequence form, in rationals: some equilibria only."""
    import pygambit

    game = _to_pygambit(tree)
    return lambda: len(pygambit.nash.lcp_solve(game, rational=True).equilibria)


ENGINES = {"gametheory": ours, "pygambit enummixed": enummixed, "pygambit lcp": lcp}


def measured(engine: str, size: tuple[int, int], index: int) -> tuple[float, int] | None:
    """Return CPU seconds and what was counted, measured in a process of its own; None if that took too long."""
    command = [sys.executable, "-m", "benchmarks.trees", engine, str(size[0]), str(size[1]), str(index)]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=TIME_LIMIT, check=True)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return None
    seconds, number = run.stdout.split()
    return float(seconds), int(number)


def main() -> None:
    """Print a row for each size and engine, or, given an engine and a tree, its seconds and what it counts."""
    if len(sys.argv) == 5:
        tree = random_tree(f"tree {sys.argv[4]}", int(sys.argv[2]), int(sys.argv[3]))
        task = ENGINES[sys.argv[1]](tree)
        started = time.process_time()
        number = task()
        print(time.process_time() - started, number)
        return
    is_quick = "--quick" in sys.argv
    print(f"{'trees':32} {'engine':20} {'median':>9} {'longest':>9}  solved")
    for size in SIZES[: 2 if is_quick else None]:
        for engine in ENGINES:
            runs = [measured(engine, size, index) for index in range(3 if is_quick else NUM_TREES)]
            seconds = sorted(found[0] if found else math.inf for found in runs)
            heading = f"{size[0]} sequences, {size[1]} terminals"
            num_solved = sum(found is not None for found in runs)
            median, longest = statistics.median(seconds), seconds[-1]
            print(f"{heading:32} {engine:20} {median:9.3f} {longest:9.3f}  {num_solved} of {len(runs)}", flush=True)


if __name__ == "__main__":
    main()
