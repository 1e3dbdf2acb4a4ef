"""Tables of `benchmarks.two_player` that measure something else than seconds a game: batches, and zero-sum games."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

Row = tuple[str, ...]

BATCH_HEADER = ("games", "one thread", "all cores", "pygambit floats", "QuantEcon supports", "equilibria a game")
ZERO_SUM_HEADER = ("game", "engine", "seconds", "times", "sum of regrets")
QUICK_SHARE = 100
"""How many times fewer games a quick run takes."""
QUANTECON_GAMES = 2_000
MINMAX_GAMES = ("uniform 300", "uniform 1000")


def batch_rows(*, is_quick: bool) -> Iterator[Row]:
    """Yield games a second of `solve_batch` and of its peers, complete or not, for square games up to 4 x 4."""
    from benchmarks.batch import GAMES, KINDS, PEER_GAMES, drawn, peer, timed
    from gametheory.solvers.batches.batch import warm

    warm()
    for size, num_games in GAMES.items():
        for kind in KINDS:
            games = drawn(kind, num_games // (QUICK_SHARE if is_quick else 1), size)
            single, *_ = timed(games, 1)
            both, _, batch = timed(games, None)
            yield (
                f"{size} x {size}, {kind}",
                _rate(len(games) / single),
                _rate(len(games) / both),
                _rate(1e6 * peer(games[:PEER_GAMES])),
                _rate(_quantecon_rate(games[:QUANTECON_GAMES])),
                f"{len(batch.supports) / len(games):.2f}",
            )


def _quantecon_rate(games: NDArray[Any]) -> float:
    """Return how many games a second QuantEcon's support enumeration answers, compiled beforehand; it is incomplete."""
    from quantecon.game_theory import NormalFormGame, Player, support_enumeration

    built = [NormalFormGame([Player(row), Player(column.T.copy())]) for row, column in games.astype(float)]
    support_enumeration(built[0])
    started = time.process_time()
    for game in built:
        support_enumeration(game)
    return len(built) / (time.process_time() - started)


def zero_sum_rows(*, is_quick: bool) -> Iterator[Row]:
    """Yield median CPU seconds and regrets on dense zero-sum games: the rows of `benchmarks.zero_sum`."""
    from benchmarks.two_player import ONE_THREAD, repeated
    from benchmarks.two_player_tasks import quantecon_minmax
    from benchmarks.zero_sum import ENGINES, EXACT, GAMES

    for game in GAMES[:1] if is_quick else GAMES:
        ours: float | None = None
        for engine in ENGINES:
            if engine == "zero_sum" and game not in EXACT:
                continue
            command = [sys.executable, "-m", "benchmarks.zero_sum", "--measure", game, engine]
            environment = os.environ | ONE_THREAD
            text = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
            row = json.loads(text.splitlines()[-1])
            ours = ours or float(row["seconds"])
            times = f"{row['seconds'] / ours:.1f}"
            yield game, engine, f"{row['seconds']:.3f}", times, f"{row['nash_conv']:.0e}"
        if game in MINMAX_GAMES and ours is not None:
            (call,) = quantecon_minmax(game)
            seconds, _ = repeated(call)
            yield game, "QuantEcon minmax", f"{seconds:.3f}", f"{seconds / ours:.1f}", ""


def _rate(games_a_second: float) -> str:
    """Return a number of games a second in words."""
    if games_a_second >= 1e6:
        return f"{games_a_second / 1e6:.1f} million"
    return f"{games_a_second:,.0f}"
