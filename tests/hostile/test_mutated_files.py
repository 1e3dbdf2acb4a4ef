"""Damaged game files are read, or refused with a sentence; nothing else ever happens.

The number of files is small here; ``HOSTILE_ROUNDS=100000`` searches as long as one likes.
"""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from gametheory.errors import GameTheoryError
from gametheory.io.game_file import read_game_text
from hostile.broken_files import SOUND_FILES

ROUNDS = int(os.environ.get("HOSTILE_ROUNDS", "8000"))
CHUNKS = 10
SLOWEST = 10.0
"""Seconds that no file may take; the usual is a few milliseconds."""
GAMES = Path(__file__).parents[2] / "games"
SOUND = [text.encode() for text in SOUND_FILES.values()]
SHIPPED = [path.read_bytes() for path in sorted(GAMES.rglob("*.yaml")) if path.stat().st_size < 20_000]
TOKENS = (
    *(b"[ ] { } : , - ? & * ! | > % @ ` # ' \" \\ / ~ . .. = == ** // ( ) <<".split()),
    *(b"rest all null true inf .nan 1/0 -1 1e99 9**9".split()),
    *(b"players actions payoffs tree nodes stages repeat over when observes forgets chance probability next".split()),
    *(b"if else and or not min max abs sqrt exp log share previous value range source outcome label".split()),
    b"&a ", b"*a", b"!!str ", b"\t", b"\n", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"---\n", b"...\n",
    b"? ", b": ", b"- ", b"[" * 70, b"(" * 200, b"9" * 2000, b"x" * 2000, b"0.0000001", b"99999999999999999999",
)  # fmt: skip


def mutated(rng: random.Random, data: bytes) -> bytes:
    """Return a file with one or a few pieces of damage."""
    for _ in range(rng.choice([1, 1, 1, 2, 4, 8])):
        data = rng.choice([flipped, cut, doubled_line, without_line, swapped_words, with_token, swapped_lines])(
            rng, data
        )
    return data


def flipped(rng: random.Random, data: bytes) -> bytes:
    """Return a file with one byte replaced."""
    at = rng.randrange(len(data) + 1)
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def cut(rng: random.Random, data: bytes) -> bytes:
    """Return a file with a stretch of bytes left out, or its end."""
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at + rng.choice([1, 2, 5, 20, 100, len(data)]) :]


def doubled_line(rng: random.Random, data: bytes) -> bytes:
    """Return a file with a line that stands twice."""
    lines = data.splitlines(keepends=True) or [b""]
    at = rng.randrange(len(lines))
    return b"".join([*lines[: at + 1], *lines[at:]])


def without_line(rng: random.Random, data: bytes) -> bytes:
    """Return a file with a line left out."""
    lines = data.splitlines(keepends=True) or [b""]
    del lines[rng.randrange(len(lines))]
    return b"".join(lines)


def swapped_lines(rng: random.Random, data: bytes) -> bytes:
    """Return a file with two lines swapped."""
    lines = data.splitlines(keepends=True) or [b""]
    first, second = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return b"".join(lines)


def swapped_words(rng: random.Random, data: bytes) -> bytes:
    """Return a file with two words swapped."""
    words = data.split(b" ")
    first, second = rng.randrange(len(words)), rng.randrange(len(words))
    words[first], words[second] = words[second], words[first]
    return b" ".join(words)


def with_token(rng: random.Random, data: bytes) -> bytes:
    """Return a file with a token put in, or put in place of a word."""
    words = data.split(b" ")
    at = rng.randrange(len(words))
    token = rng.choice(TOKENS)
    words[at] = token if rng.random() < 0.5 else words[at] + token
    return b" ".join(words)


def refusal(data: bytes) -> str | None:
    """Return what is said about a file, None where it is a game."""
    try:
        read_game_text(data, "damaged.yaml", folder=GAMES / "classic").to_game()
    except GameTheoryError as error:
        return str(error)
    return None


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_damaged_files_are_read_or_refused(chunk: int) -> None:
    rng = random.Random(chunk)
    num_refused = 0
    for _ in range(ROUNDS // CHUNKS):
        data = mutated(rng, rng.choice(SHIPPED if SHIPPED and rng.random() < 0.4 else SOUND))
        start = time.monotonic()
        sentence = refusal(data)
        assert time.monotonic() - start < SLOWEST, data
        assert sentence is None or sentence.startswith("damaged.yaml"), data
        num_refused += sentence is not None
    assert ROUNDS // CHUNKS // 10 < num_refused < ROUNDS // CHUNKS
