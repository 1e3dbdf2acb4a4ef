"""How each engine is asked about two players: a task builds its games first and returns one call for each of them.

A call solves its game and returns how many equilibria it found. Peers get their best settings: what they compile is
compiled before the clock starts, they answer in floats where that is faster, and no limit of theirs cuts them short.
"""

from __future__ import annotations

import re
import subprocess
import sys
import warnings
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.problems import bimatrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory import NormalFormGame

Tables = tuple["NDArray[Any]", "NDArray[Any]"]
Calls = list[Callable[[], int]]

MANY = 1_000_000
CAPPING = 50
"""Pivots after which QuantEcon's Lemke-Howson turns to another label: the fastest of the settings that were tried."""
WARM = "0..9", 13, 0
"""A game that loads every kernel."""


def tables_of(kind: str, size: int, seed: int) -> Tables:
    """Return a seeded game; ``0..M`` are random integers."""
    if kind in {"constant", "identity"}:
        table = np.ones((size, size), np.int64) if kind == "constant" else np.eye(size, dtype=np.int64)
        return table, table
    row, column = bimatrix(size, int(kind.removeprefix("0..")), seed)
    return np.array(row), np.array(column)


def large_game(kind: str, size: int, seed: int) -> NormalFormGame:
    """Return a large random game in floats; ``correlation C`` is that of the two players' payoffs."""
    from gametheory.models.random_games import covariance_game, random_game

    if kind == "uniform":
        return random_game([size, size], seed=seed, integers=None)
    return covariance_game([size, size], correlation=float(kind.split()[1]), seed=seed)


def gametheory_all(kind: str, size: int, seeds: list[int]) -> Calls:
    """Return all extreme equilibria, their components and indices, exact and proved."""
    from gametheory import Limits, NormalFormGame, solve

    limits = Limits(equilibria=MANY)

    def call(game: NormalFormGame) -> int:
        return len(solve(game, limits=limits).equilibria)

    call(NormalFormGame.from_bimatrix(*tables_of(*WARM)))
    return [partial(call, NormalFormGame.from_bimatrix(*tables_of(kind, size, seed))) for seed in seeds]


def lrsnash_all(kind: str, size: int, seeds: list[int]) -> Calls:
    """Return what the program of lrslib finds, in its hybrid arithmetic."""
    return [partial(_lrsnash, _lrsnash_file(tables_of(kind, size, seed), f"{seed}")) for seed in seeds]


def quantecon_all(kind: str, size: int, seeds: list[int]) -> Calls:
    """Return QuantEcon's vertex enumeration in floats."""
    from quantecon.game_theory import vertex_enumeration

    def call(game: Any) -> int:
        return len(vertex_enumeration(game))

    call(_quantecon_game(*tables_of(*WARM)))
    return [partial(call, _quantecon_game(*tables_of(kind, size, seed))) for seed in seeds]


def pygambit_all(kind: str, size: int, seeds: list[int]) -> Calls:
    """Return Gambit's enumeration in rationals."""
    return _pygambit_all(kind, size, seeds, is_rational=True)


def pygambit_floats_all(kind: str, size: int, seeds: list[int]) -> Calls:
    """Return Gambit's enumeration in floats."""
    return _pygambit_all(kind, size, seeds, is_rational=False)


def _pygambit_all(kind: str, size: int, seeds: list[int], *, is_rational: bool) -> Calls:
    import pygambit

    def call(game: Any) -> int:
        return len(pygambit.nash.enummixed_solve(game, rational=is_rational).equilibria)

    return [partial(call, pygambit.Game.from_arrays(*tables_of(kind, size, seed))) for seed in seeds]


def nashpy_all(kind: str, size: int, seeds: list[int]) -> Calls:
    """Return nashpy's vertex enumeration in floats."""
    import nashpy

    warnings.simplefilter("ignore")

    def call(game: Any) -> int:
        return len(list(game.vertex_enumeration()))

    return [partial(call, nashpy.Game(*tables_of(kind, size, seed))) for seed in seeds]


def gametheory_one(kind: str, size: int, seeds: list[int]) -> Calls:
    """Return one equilibrium: exact where rationals of reasonable size exist, else with its regret."""
    from gametheory import Limits, solve

    limits = Limits(equilibria=1)

    def call(game: NormalFormGame) -> int:
        return len(solve(game, limits=limits).equilibria)

    for warm in ("uniform", "correlation -0.9"):
        call(large_game(warm, 200, 0))
    return [partial(call, large_game(kind, size, seed)) for seed in seeds]


def quantecon_one(kind: str, size: int, seeds: list[int]) -> Calls:
    """Return the end of QuantEcon's Lemke-Howson path in floats."""
    from quantecon.game_theory import lemke_howson

    def call(game: Any) -> int:
        _, result = lemke_howson(game, max_iter=10**9, capping=CAPPING, full_output=True)
        return int(result.converged)

    call(_quantecon_game(*tables_of(*WARM)))
    return [partial(call, _quantecon_game(*large_game(kind, size, seed).float_payoffs)) for seed in seeds]


def pygambit_one(kind: str, size: int, seeds: list[int]) -> Calls:
    """Return the end of Gambit's Lemke-Howson path in floats."""
    import pygambit

    def call(game: Any) -> int:
        return len(pygambit.nash.lcp_solve(game, rational=False, stop_after=1).equilibria)

    games = (large_game(kind, size, seed) for seed in seeds)
    return [partial(call, pygambit.Game.from_arrays(*game.float_payoffs)) for game in games]


def quantecon_minmax(name: str) -> Calls:
    """Return the solution of a zero-sum game of `benchmarks.zero_sum` by QuantEcon's simplex."""
    from quantecon.optimize import minmax

    from benchmarks.zero_sum import payoffs_of

    def call(payoffs: NDArray[Any]) -> int:
        _, row, _ = minmax(payoffs, max_iter=10**9)
        return int(row.sum() > 0)

    payoffs = payoffs_of(name)
    call(np.ascontiguousarray(payoffs[:5, :5]))
    return [partial(call, np.ascontiguousarray(payoffs))]


def gametheory_command(kind: str, size: int, seeds: list[int]) -> Calls:
    """Return what the whole command prints, from start to end, with a warm cache."""
    from gametheory import NormalFormGame
    from gametheory.io.game_file_writer import write_game

    program = [sys.executable, "-c", "from gametheory.cli.main import main; main()", "solve"]

    def call(path: Path) -> int:
        text = subprocess.run([*program, str(path)], capture_output=True, text=True, check=True).stdout
        found = re.search(r"^(\d+) (?:extreme )?Nash equilibri", text, re.MULTILINE)
        return int(found[1]) if found else 0

    paths = [Path(_folder().name) / f"{seed}.yaml" for seed in seeds]
    for seed, path in zip(seeds, paths, strict=True):
        write_game(NormalFormGame.from_bimatrix(*tables_of(kind, size, seed)), path)
    call(paths[0])
    return [partial(call, path) for path in paths]


def _quantecon_game(row: NDArray[Any], column: NDArray[Any]) -> Any:
    """Return a game as QuantEcon has it: the opponent's actions last."""
    from quantecon.game_theory import NormalFormGame, Player

    return NormalFormGame([Player(row.astype(float)), Player(np.ascontiguousarray(column.T.astype(float)))])


@cache
def _folder() -> TemporaryDirectory[str]:
    """Return a folder that lives as long as the process."""
    return TemporaryDirectory()


def _lrsnash_file(tables: Tables, name: str) -> Path:
    """Write a game as lrsnash reads it."""
    blocks = ("\n".join(" ".join(map(str, row)) for row in table.tolist()) for table in tables)
    path = Path(_folder().name) / name
    path.write_text("{} {}\n\n{}\n\n{}\n".format(*tables[0].shape, *blocks), encoding="ascii")
    return path


def lrsnash_version() -> str:
    """Return the library's name and version."""
    found = re.search(r"lrslib v\.\S+", _output(_lrsnash_file(tables_of("constant", 1, 0), "smallest")))
    return found[0] if found else "lrsnash"


def _output(path: Path) -> str:
    return subprocess.run(["lrsnash", path.name], cwd=path.parent, capture_output=True, text=True, check=True).stdout


def _lrsnash(path: Path) -> int:
    """Run the program; return how many pairs it lists: in each block every row strategy with every column strategy."""
    output = _output(path)
    blocks = re.split(r"\n\s*\n", "\n".join(line for line in output.splitlines() if not line.startswith("*")))
    found: set[tuple[str, str]] = set()
    for block in blocks:
        lines = [line.split() for line in block.splitlines() if line.strip()]
        rows, columns = ([" ".join(line[1:-1]) for line in lines if line[0] == player] for player in "12")
        found.update((row, column) for row in rows for column in columns)
    return len(found)
