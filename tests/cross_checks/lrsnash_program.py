"""Running lrsnash (of lrslib), and the games whose answers are stored in ``fixtures/lrsnash.json``.

The file was made, and is made again, by ``python tests/cross_checks/lrsnash_program.py`` with the tests folder and the
repository on the path. lrsnash reads integers and fractions; decimals it would read wrongly, and integers past 63 bits
it cuts off without a word, so neither is written.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cross_checks.exact_references import Pair
from cross_checks.random_games import Bimatrix, bimatrices, structured_bimatrices

FIXTURE = Path(__file__).parent / "fixtures" / "lrsnash.json"

STORED_SIZES: dict[tuple[str, int], list[tuple[int, int]]] = {
    ("0..1", 3): [(5, 5), (6, 6)],
    ("0..2", 6): [(5, 5), (6, 6), (7, 7), (5, 8), (8, 4)],
    ("0..2", 3): [(8, 8)],
    ("0..9", 3): [(6, 6), (7, 5), (2, 20), (12, 3)],
    ("0..100", 4): [(8, 8), (10, 10)],
    ("0..100", 1): [(13, 13), (14, 14)],
    ("0..1000000", 2): [(9, 9), (10, 10)],
    ("-3..3 / 1..4", 3): [(5, 5), (4, 7)],
    ("-1000..1000 / 1..30", 2): [(6, 6)],
}


LARGEST = 2**63 - 1
"""The largest numerator or denominator that lrsnash reads."""


def is_installed() -> bool:
    return shutil.which("lrsnash") is not None


def run(game: Bimatrix) -> tuple[str, list[tuple[list[str], list[str]]]]:
    """The version and the answer in blocks, each pair of a block's row and column strategies an extreme equilibrium."""
    entries = [entry for table in game for row in table for entry in row]
    if max(max(abs(entry.numerator), entry.denominator) for entry in entries) > LARGEST:
        raise ValueError("lrsnash would cut off these payoffs")
    tables = ("\n".join(" ".join(map(str, row)) for row in table) for table in game)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "game"
        path.write_text("{} {}\n\n{}\n\n{}\n".format(*game.num_actions, *tables), encoding="ascii")
        output = subprocess.run(["lrsnash", path.name], cwd=folder, capture_output=True, text=True, check=True).stdout
    version = output.split("\n", 1)[0].lstrip("*")
    lines = [line.split() for line in output.splitlines() if not line.startswith("*")]
    blocks: list[tuple[list[str], list[str]]] = []
    is_open = False
    for line in lines:
        if line and not is_open:
            blocks.append(([], []))
        is_open = bool(line)
        if line:  # the player, its strategy, and the payoff that this leaves to the other
            blocks[-1][int(line[0]) - 1].append(" ".join(line[1:-1]))
    return version, blocks


def pairs_of_blocks(blocks: list[tuple[list[str], list[str]]]) -> set[Pair]:
    found: list[Pair] = []
    for rows, columns in blocks:
        found += product(map(to_point, rows), map(to_point, columns))
    return set(found)


def to_point(text: str) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, text.split()))


def games_to_store() -> Iterator[tuple[str, Bimatrix]]:
    drawn = (bimatrices(kind, sizes, repetitions) for (kind, repetitions), sizes in STORED_SIZES.items())
    return chain(*drawn, structured_bimatrices([(5, 5), (6, 4)], 1))


def stored() -> list[dict[str, Any]]:
    games: list[dict[str, Any]] = json.loads(FIXTURE.read_text(encoding="utf-8"))["games"]
    return games


def to_bimatrix(record: dict[str, Any]) -> Bimatrix:
    return Bimatrix(*([list(to_point(row)) for row in record[side]] for side in ("rows", "columns")))


def write_fixture() -> None:
    records, versions = [], set()
    for name, game in games_to_store():
        version, blocks = run(game)
        versions.add(version)
        rows, columns = ([" ".join(map(str, row)) for row in table] for table in game)
        records.append(json.dumps({"name": name, "rows": rows, "columns": columns, "blocks": blocks}))
    (program,) = versions
    how = "all extreme equilibria by lrsnash on seeded random games; made by lrsnash_program.py"
    header = f'"how": {json.dumps(how)},\n"program": {json.dumps(program)},\n"games": [\n'
    FIXTURE.write_text("{" + header + ",\n".join(records) + "\n]}\n", encoding="utf-8")


if __name__ == "__main__":
    write_fixture()
