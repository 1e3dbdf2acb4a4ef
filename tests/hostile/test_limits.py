"""The worst files are refused in bounded time and memory: measured in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

STATUS = Path("/proc/self/status")
"""Tells the peak memory of a process alone; getrusage counts what its parent had before."""

pytestmark = pytest.mark.skipif(not STATUS.exists(), reason="peak memory of a process is read on Linux only")

MEMORY = 300_000_000
"""Bytes that a process with the reader may reach."""
SECONDS = 10.0
"""Processor time of reading; the usual is below 1 s, and the machine may be busy."""
REPOSITORY = Path(__file__).parents[2]
MEASURE = """
import json, sys, time
from gametheory.errors import GameTheoryError
from gametheory.io.game_file import load
start = time.process_time()
try:
    load(sys.argv[1]).to_game()
    answer = "read"
except GameTheoryError as error:
    answer = str(error)
seconds = time.process_time() - start
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([answer, seconds, peak * 1024]))
"""
HEAD = b"gametheory: 1\nform: normal\nplayers: [row, column]\n"
TREE_HEAD = b"gametheory: 1\nform: extensive\nplayers: [row, column]\n"


def measured(path: Path) -> tuple[str, float, int]:
    """Return what is said about a file, the processor time, and the peak memory in bytes."""
    run = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)],
        capture_output=True, check=True, timeout=120, text=True, cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )  # fmt: skip
    answer, seconds, peak = json.loads(run.stdout)
    return answer, seconds, peak


def alias_bomb() -> bytes:
    """Thirty levels of nine aliases."""
    lines = [b"a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [b"a%d: &a%d [%s]" % (level, level, b", ".join([b"*a%d" % (level - 1)] * 9)) for level in range(1, 31)]
    return HEAD + b"\n".join(lines)


WORST = {
    "a hundred megabytes": (lambda: HEAD + b"# " + b"x" * 100_000_000, "expected at most 1,000,000 bytes"),
    "a hundred megabytes of nodes": (
        lambda: TREE_HEAD + b"nodes:\n" + b"#" * 100_000_000,
        "expected at most 64,000,000 bytes",
    ),
    "alias bomb": (alias_bomb, "aliases that add at most 100,000 nodes"),
    "a million brackets": (lambda: HEAD + b"actions: " + b"[" * 990_000, "at most 64 levels"),
    "a million dashes": (lambda: b"- " * 490_000, "at most 64 levels"),
    "a million commas": (lambda: HEAD + b"actions: [" + b"a," * 490_000 + b"]", "expected 'actions' as a mapping"),
    "a million keys": (
        lambda: HEAD + b"actions: {" + b",".join(b"k%d" % key for key in range(120_000)) + b"}\npayoffs: {}\n",
        "expected the key of a player",
    ),
    "a million duplicates": (lambda: HEAD + b"actions: {" + b"a," * 400_000 + b"}", "got 'a' again"),
    "a megabyte of one word": (lambda: HEAD + b"title: " + b"x" * 900_000, "expected the key 'actions'"),
    "a megabyte of digits": (
        lambda: HEAD + b"actions: {row: [a], column: [b]}\npayoffs: [[[" + b"9" * 900_000 + b", 1]]]",
        "at most 1,000 digits",
    ),
    "many anchors": (
        lambda: HEAD + b"actions: [" + b",".join(b"&a%d x" % name for name in range(80_000)) + b"]",
        "expected 'actions' as a mapping",
    ),
    "many profiles": (
        lambda: b"gametheory: 1\nform: normal\nplayers: ["
        + b",".join(b"p%d" % player for player in range(40))
        + b"]\nactions: {"
        + b",".join(b"p%d: [a, b]" % player for player in range(40))
        + b"}\npayoffs: {"
        + b",".join(b"p%d: 1" % player for player in range(40))
        + b"}",
        "expected at most 10,000,000 payoffs",
    ),
    "a folded formula of a megabyte": (
        lambda: HEAD
        + b"actions: {row: [a], column: [b]}\npayoffs:\n  row: >\n"
        + b"    1 +\n" * 100_000
        + b"    1\n  column: 1\n",
        "at most 10,000 characters",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WORST)
def test_the_worst_files_are_refused_quickly_in_little_memory(name: str, tmp_path: Path) -> None:
    content, sentence = WORST[name]
    path = tmp_path / "worst.yaml"
    path.write_bytes(content())
    answer, seconds, peak = measured(path)
    assert sentence in answer
    assert seconds < SECONDS
    assert peak < MEMORY


def test_an_endless_file_is_refused() -> None:
    zeros = Path("/dev/zero")
    if not zeros.exists():
        pytest.skip("this system has no endless file")
    answer, _, peak = measured(zeros)
    assert "expected at most 1,000,000 bytes" in answer
    assert peak < MEMORY
