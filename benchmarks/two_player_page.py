"""What `benchmarks.two_player` writes: a page of tables and a picture of growth curves."""

from __future__ import annotations

import importlib.metadata
import math
import os
import platform
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.two_player import LARGEST_FOR, ONE_TIME_LIMIT, OURS, RUNS, SLOW, TIME_LIMIT, Measured
from benchmarks.two_player_others import BATCH_HEADER, ZERO_SUM_HEADER, Row
from benchmarks.two_player_tasks import lrsnash_version

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "reference" / "two_player_benchmarks.md"
PICTURE = DOCS / "pictures" / "two_player_growth.svg"
LEAST_SECONDS = 0.01
"""Below this a run is mostly preparation; growth rates are fitted above it."""

COLORS = {
    OURS: "#0b6e4f",
    "lrsnash": "#c1440e",
    "QuantEcon": "#3d5a98",
    "pygambit": "#7b4b94",
    "pygambit floats": "#b48ac7",
    "nashpy": "#8a8a8a",
}


def line(row: Measured) -> str:
    """Return a row as it is printed while measuring."""
    figures = f"{_seconds(row.median):>9} {_seconds(_longest(row)):>9} {row.megabytes:6.0f} {row.own_megabytes:6.0f}"
    return (
        f"{row.problem.section:22} {row.problem.name:26} {row.engine:17} {figures} {_answers(row):>10} {_solved(row)}"
    )


def write(rows: list[Measured], others: dict[str, list[Row]], load: float) -> None:
    """Write page and picture."""
    draw(rows, PICTURE)
    PAGE.write_text("\n".join(page(rows, others, load)) + "\n", encoding="utf-8")


def page(rows: list[Measured], others: dict[str, list[Row]], load: float) -> Iterator[str]:
    """Yield the lines of the page."""
    machine, versions = _machine(), _versions()
    yield HEAD.format(
        machine=machine,
        load=load,
        versions=versions,
        runs=RUNS,
        slow=SLOW,
        limit=TIME_LIMIT,
        one_limit=ONE_TIME_LIMIT,
        ours=OURS,
    )
    for section, title, words in SECTIONS:
        yield f"## {title}\n\n{words}\n"
        yield from table([row for row in rows if row.problem.section == section])
        yield ""
    yield f"## Games a second\n\n{BATCH_WORDS}\n"
    yield from plain_table(BATCH_HEADER, others["batch"])
    yield f"\n## Dense zero-sum games\n\n{ZERO_SUM_WORDS}\n"
    yield from plain_table(ZERO_SUM_HEADER, others["zero_sum"])
    yield "\n## How fast time grows\n"
    yield from growth_table(rows)
    yield "\n## Where others win\n"
    yield from wins(rows)


def plain_table(header: Row, rows: list[Row]) -> Iterator[str]:
    """Yield a table of Markdown from its cells."""
    yield f"| {' | '.join(header)} |"
    yield f"|---{'|---:' * (len(header) - 1)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


HEAD = """# Two players: benchmarks

Written by `python -m benchmarks.two_player`: every figure is from one run on {machine}, load {load:.1f}
at the start, with {versions}.

CPU seconds of one game on one thread: the median of {runs} runs (of one where it takes over {slow:.0f} s), then the
median over the seeded games; *slowest* is the slowest of them. *MB* is the peak of the process, *own MB* what came on
top of the imports and a small game. *found* counts equilibria over all games: an engine that finds fewer has not solved
the same problem. *times* is how many times as long as {ours} it took. A process was stopped after {limit:.0f} s, where
one equilibrium of each game is asked for after {one_limit:.0f} s: *solved* counts the games that it had finished.

![Seconds against the number of actions, on a logarithmic axis](../pictures/two_player_growth.svg)
"""

BATCH_WORDS = """`solve_batch` against loops over single games: all equilibria of each, complete and with components.
Of its runs the fastest counts. pygambit is complete up to rounding, QuantEcon's support enumeration misses equilibria
at ties."""

ZERO_SUM_WORDS = """The sum of both players' regrets is a share of the range of payoffs, computed for every engine by
the same two products; `interior_point` is asked for 1e-9, `zero_sum` is exact and lists all optimal strategies. HiGHS
gets the program and the options that suit it best ([more](../how-to/solve_zero_sum_games.md))."""

SECTIONS = (
    (
        "all",
        "All equilibria, random integers 0..100",
        f"{OURS} and lrsnash are exact and complete, and {OURS} also groups the equilibria into components with their\n"
        "indices and proves each one anew; QuantEcon, nashpy and pygambit floats are not exact.\n"
        "Asked up to n: " + ", ".join(f"{engine} {largest}" for engine, largest in LARGEST_FOR.items()) + ".",
    ),
    ("ties and long numbers", "Ties and long numbers", "Games full of ties, and payoffs that need longer integers."),
    (
        "command",
        "The whole command",
        "From the shell: reading the file, solving, proving and printing. The cache of compiled kernels is warm.",
    ),
    (
        "one",
        "One equilibrium of a large game",
        "Uniform payoffs, and normal ones that are correlated between the players. Peers run Lemke-Howson in floats,\n"
        "without a limit of pivots.",
    ),
)


def table(rows: list[Measured]) -> Iterator[str]:
    """Yield a table of Markdown."""
    yield "| games | engine | seconds | slowest | times | MB | own MB | found | solved |"
    yield "|---|---|---:|---:|---:|---:|---:|---:|---:|"
    ours = {row.problem: row.median for row in rows if row.engine.startswith(OURS)}
    for row in rows:
        cells = (
            row.problem.name,
            row.engine,
            _seconds(row.median),
            _seconds(_longest(row)),
            _ratio(row, ours.get(row.problem)),
            f"{row.megabytes:.0f}" if row.megabytes else "",
            f"{row.own_megabytes:.0f}" if row.megabytes else "",
            _answers(row),
            _solved(row),
        )
        yield f"| {' | '.join(cells)} |"


def growth_table(rows: list[Measured]) -> Iterator[str]:
    """Yield by how much time grows with one more action for each player."""
    yield "The factor by which an additional action for each player multiplies the time, fitted by least squares to the"
    yield f"logarithms of the medians from {1000 * LEAST_SECONDS:.0f} ms on (random integers 0..100)."
    yield ""
    yield "| engine | factor | n |"
    yield "|---|---:|---|"
    for engine, points in curves(rows).items():
        kept = [point for point in points if point[1] >= LEAST_SECONDS]
        if len(kept) >= 3:
            yield f"| {engine} | {math.exp(slope(kept)):.2f} | {', '.join(str(size) for size, _ in kept)} |"


def curves(rows: Iterable[Measured]) -> dict[str, list[tuple[int, float]]]:
    """Return for each engine its points: number of actions and seconds."""
    found: dict[str, list[tuple[int, float]]] = {}
    for row in rows:
        if row.problem.section == "all" and row.median is not None:
            found.setdefault(row.engine, []).append((row.problem.size, row.median))
    return found


def slope(points: list[tuple[int, float]]) -> float:
    """Return the slope of the line through the logarithms by least squares."""
    sizes = [size for size, _ in points]
    logarithms = [math.log(seconds) for _, seconds in points]
    center, level = sum(sizes) / len(points), sum(logarithms) / len(points)
    products = sum((size - center) * (value - level) for size, value in zip(sizes, logarithms, strict=True))
    return products / sum((size - center) ** 2 for size in sizes)


def wins(rows: list[Measured]) -> Iterator[str]:
    """Yield a line for each row in which a peer was faster."""
    ours = {row.problem: row for row in rows if row.engine.startswith(OURS)}
    faster = [
        row
        for row in rows
        if row.problem in ours
        and row is not ours[row.problem]
        and row.median is not None
        and row.median < (ours[row.problem].median or math.inf)
    ]
    for row in faster:
        own = ours[row.problem]
        difference = sum(own.answers) - sum(row.answers)
        note = f", but it finds {sum(row.answers)} of {sum(own.answers)}" if difference else ""
        factor = (own.median or math.inf) / (row.median or math.inf)
        yield f"* {row.problem.name}: {row.engine} is {factor:.1f} times faster{note}."
    if not faster:
        yield "In no row of this run."


def draw(rows: list[Measured], path: Path) -> None:
    """Draw the growth curves."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    mpl.rcParams.update({"svg.hashsalt": "two players", "svg.fonttype": "none", "font.family": "sans-serif"})
    figure, axes = plt.subplots(figsize=(7.2, 4.4), layout="constrained")
    for engine, points in curves(rows).items():
        _draw_curve(axes, engine, points)
    axes.set_yscale("log")
    axes.set_xticks(sorted({size for points in curves(rows).values() for size, _ in points}))
    axes.set_xlabel("actions of each player")
    axes.set_ylabel("seconds for all equilibria of one game")
    axes.set_title("Random games of two players, payoffs 0..100", loc="left", fontsize=11)
    axes.grid(visible=True, which="major", color="#dddddd", linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
    axes.margins(x=0.16)
    figure.savefig(path, metadata={"Date": None, "Title": "Seconds against the number of actions"})
    plt.close(figure)


NAME_HEIGHTS = {"lrsnash": 5, "QuantEcon": -5, "pygambit floats": 7, OURS: 9}
"""Points by which names stand above the ends of their curves, where these are near another one or the edge."""


def _draw_curve(axes: Axes, engine: str, points: list[tuple[int, float]]) -> None:
    """Draw one engine's points, named where its curve ends."""
    sizes, seconds = zip(*points, strict=True)
    is_ours = engine == OURS
    axes.plot(sizes, seconds, "o-", color=COLORS[engine], linewidth=2.2 if is_ours else 1.2, markersize=4)
    axes.annotate(
        engine,
        (sizes[-1], seconds[-1]),
        xytext=(6, NAME_HEIGHTS.get(engine, 0)),
        textcoords="offset points",
        va="center",
        fontsize=9,
        color=COLORS[engine],
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.8},
        fontweight="bold" if is_ours else "normal",
    )


def _seconds(seconds: float | None) -> str:
    """Return a time with three figures; a dash where there is none."""
    if seconds is None or math.isinf(seconds):
        return "-"
    return f"{seconds:.2f}" if seconds >= 1 else f"{seconds:.{2 - math.floor(math.log10(max(seconds, 1e-5)))}f}"


def _longest(row: Measured) -> float | None:
    return max(row.seconds) if row.is_complete else None


def _ratio(row: Measured, ours: float | None) -> str:
    if row.engine.startswith(OURS) or ours is None:
        return ""
    if row.median is None:
        return "not in time"
    ratio = row.median / ours
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.2g}"


def _answers(row: Measured) -> str:
    return str(sum(row.answers)) if row.seconds else "-"


def _solved(row: Measured) -> str:
    return f"{len(row.seconds)} of {len(row.problem.seeds)}"


def _machine() -> str:
    """Return the processor and what runs on it."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text(encoding="utf-8").splitlines() if information.exists() else []
    model = next((entry.split(":", 1)[1].strip() for entry in lines if entry.startswith("model name")), "a processor")
    return f"{os.cpu_count()} cores ({model}), Python {platform.python_version()}"


def _versions() -> str:
    """Return the peers and their versions."""
    names = {"QuantEcon": "quantecon", "pygambit": "pygambit", "nashpy": "nashpy", "HiGHS": "highspy", "numba": "numba"}
    found = [f"{name} {importlib.metadata.version(package)}" for name, package in names.items()]
    return ", ".join([lrsnash_version(), *found])
