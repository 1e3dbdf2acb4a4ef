"""What is measured: rows of the table."""

from __future__ import annotations

import sys
from dataclasses import dataclass

PYTHON = sys.executable


@dataclass(frozen=True, slots=True)
class Case:
    """One measurement.

    Parameters
    ----------
    problem
        Row heading; the same for all engines.
    engine
        Who is measured.
    task
        Function of ``benchmarks.engines`` and its arguments; empty where a whole command is timed.
    command
        Whole process to time; empty for tasks.
    remark
        What a reader must know to compare fairly.
    """

    problem: str
    engine: str
    task: tuple[str | int, ...] = ()
    command: tuple[str, ...] = ()
    remark: str = ""


def _start_up() -> list[Case]:
    command = (PYTHON, "-c", "from gametheory.cli.main import main; main()")
    rows = [
        Case("start: bare interpreter", "python", command=(PYTHON, "-c", "pass")),
        Case("start: help", "gametheory", command=(*command, "--help")),
        Case("start: first solve", "gametheory", command=(*command, "solve", "price_monitoring")),
    ]
    rows += [
        Case("start: import", name, command=(PYTHON, "-c", f"import {name}"))
        for name in ("gametheory", "numpy", "nashpy", "quantecon", "pygambit")
    ]
    return rows


def _bimatrix(size: int, largest: int, *, has_slow_peers: bool) -> list[Case]:
    problem = f"all equilibria of three {size} x {size}, payoffs 0..{largest}"
    rows = [
        Case(problem, "gametheory", ("ours_bimatrix", size, largest), remark="exact, certified"),
        Case(problem, "quantecon", ("quantecon_bimatrix", size, largest), remark="floats, compiled beforehand"),
    ]
    if has_slow_peers:
        rows += [
            Case(problem, "nashpy", ("nashpy_bimatrix", size, largest), remark="floats"),
            Case(problem, "pygambit", ("pygambit_bimatrix", size, largest), remark="rationals"),
        ]
    return rows


CASES = [
    *_start_up(),
    *_bimatrix(6, 100, has_slow_peers=True),
    *_bimatrix(8, 100, has_slow_peers=True),
    *_bimatrix(6, 2, has_slow_peers=True),
    *_bimatrix(10, 100, has_slow_peers=False),
    Case("pure equilibria, 100 x 100 x 100", "gametheory", ("ours_pure", 100, 100, 100), remark="exact"),
    Case("pure equilibria, 20 x 20 x 20", "gametheory", ("ours_pure", 20, 20, 20), remark="exact"),
    Case("pure equilibria, 20 x 20 x 20", "pygambit", ("pygambit_pure", 20, 20, 20)),
    Case("build a tree of 10,000 nodes", "gametheory", ("ours_build", 10_000)),
    Case("build a tree of 10,000 nodes", "pygambit", ("pygambit_build", 10_000)),
    Case("build a tree of 100,000 nodes", "gametheory", ("ours_build", 100_000)),
    Case("subgame perfection, 100,000 nodes", "gametheory", ("ours_subgame_perfect", 100_000), remark="no peer has it"),
    Case("read a flat file of 20,001 nodes", "gametheory", ("ours_read", 10_000)),
]
