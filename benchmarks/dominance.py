"""Iterated strict dominance by mixtures of large games: ``python -m benchmarks.dominance [TEXT]``.

Each row is one game: median CPU seconds of the runs in one process, and what was eliminated. Everything is exact, and
the proof of every elimination is checked once more, apart from the clock. Beside it the time that QuantEcon takes to
find the dominated actions of the first round alone, in floats; "over" stands for a run that was stopped. With TEXT only
the games whose name contains it.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

import numpy as np

from gametheory import NormalFormGame
from gametheory.analysis.dominance.elimination import eliminate, verify
from gametheory.models.constructed_games import colonel_blotto
from gametheory.models.random_games import covariance_game, random_game, unit_vector_game

RUNS = 3
TIME_LIMIT = 60
NUM_ACTIONS = 200
GAMES = (
    "integers 0..100",
    "integers 0..2",
    "floats",
    "correlation -0.9",
    "correlation 0.9",
    "unit vectors",
    "mixtures of 40",
    "mixtures of 40, floats",
    "spheres",
    "two thirds",
    "traveler's dilemma",
    "Blotto 190 x 171",
)


def main() -> None:
    """Measure and print, one row as soon as it is known."""
    if sys.argv[1:2] == ["--peer"]:
        print(peer_seconds(game_named(sys.argv[2])))
        return
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    print(f"{'game':24} {'seconds':>8} {'rounds':>6} {'gone':>5} {'proved':>6} {'QuantEcon, 1 round':>19}", flush=True)
    for name in (name for name in GAMES if wanted in name):
        game = game_named(name)
        seconds = []
        for _ in range(RUNS):
            started = time.process_time()
            reduction = eliminate(game)
            seconds.append(time.process_time() - started)
        figures = f"{statistics.median(seconds):8.3f} {len(reduction.rounds):6} {reduction.num_eliminated:5}"
        print(f"{name:24} {figures} {verify(reduction)!s:>6} {peer_text(name):>19}", flush=True)


def game_named(name: str) -> NormalFormGame:
    """Return one of the games."""
    shape = [NUM_ACTIONS, NUM_ACTIONS]
    if name.startswith("integers"):
        return random_game(shape, seed=1, integers=(0, int(name.split("..")[1])))
    if name.startswith("correlation"):
        return covariance_game(shape, correlation=float(name.split()[1]), seed=1)
    if name == "floats":
        return random_game(shape, seed=1, integers=None)
    if name == "unit vectors":
        return unit_vector_game((NUM_ACTIONS, NUM_ACTIONS), seed=1)
    if name == "Blotto 190 x 171":
        return colonel_blotto((18, 17), [3, 4, 5])
    rng = np.random.default_rng(2)
    tables = {
        "mixtures of 40": lambda: mixtures(rng),
        "mixtures of 40, floats": lambda: mixtures(rng) / 1000 + 1e-3 * rng.random(shape),
        "spheres": lambda: spheres(rng),
        "two thirds": two_thirds,
        "traveler's dilemma": travelers_dilemma,
    }
    row, column = tables[name](), tables[name]()
    return NormalFormGame.from_bimatrix(row, column.T)


def mixtures(rng: np.random.Generator) -> np.ndarray:
    """Return 40 random rows, and 160 that mixtures of three of them dominate."""
    leaders = rng.integers(0, 1001, (40, NUM_ACTIONS))
    followers = [
        leaders[rng.choice(40, 3, replace=False)].sum(axis=0) // 3 - rng.integers(1, 60, NUM_ACTIONS)
        for _ in range(NUM_ACTIONS - 40)
    ]
    return np.array([*leaders, *followers])


def spheres(rng: np.random.Generator) -> np.ndarray:
    """Return the images of points on a sphere of 20 dimensions."""
    points = rng.normal(size=(NUM_ACTIONS, 20))
    table: np.ndarray = points / np.linalg.norm(points, axis=1)[:, None] @ rng.random((20, NUM_ACTIONS))
    return table


def two_thirds() -> np.ndarray:
    """Return minus the squared distance to two thirds of what the other says."""
    numbers = np.arange(NUM_ACTIONS)
    table: np.ndarray = -((3 * numbers[:, None] - 2 * numbers) ** 2)
    return table


def travelers_dilemma() -> np.ndarray:
    """Return the lower claim, and 2 more for who made it; each round takes one action, by long numbers."""
    claims = np.arange(2, NUM_ACTIONS + 2)
    table: np.ndarray = np.minimum(claims[:, None], claims) + 2 * np.sign(claims - claims[:, None])
    return table


def peer_text(name: str) -> str:
    """Return what QuantEcon takes, in a process that can be stopped."""
    command = [sys.executable, "-m", "benchmarks.dominance", "--peer", name]
    try:
        finished = subprocess.run(command, capture_output=True, text=True, timeout=TIME_LIMIT, check=True)
    except subprocess.TimeoutExpired:
        return f"over {TIME_LIMIT} s"
    return f"{float(finished.stdout.split()[-1]):.3f}"


def peer_seconds(game: NormalFormGame) -> float:
    """Return the CPU seconds of a warm run over both players' actions."""
    from quantecon.game_theory import Player

    Player(np.eye(3)).dominated_actions()
    players = [Player(game.float_payoffs[0]), Player(game.float_payoffs[1].T.copy())]
    started = time.process_time()
    for player in players:
        player.dominated_actions()
    return time.process_time() - started


if __name__ == "__main__":
    main()
