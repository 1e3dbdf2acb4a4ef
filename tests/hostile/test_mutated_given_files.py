"""Damaged files of other programs are read, or refused with a sentence; nothing else ever happens.

The number of files is small here; ``HOSTILE_ROUNDS=100000`` searches as long as one likes.
"""

from __future__ import annotations

import os
import random
import time

import pytest

from gametheory import GameModel
from gametheory.errors import GameTheoryError, UnsupportedGameError
from gametheory.io.conversion import conversion_of
from gametheory.io.formats import Format
from gametheory.io.game_file import read_game_text
from hostile.broken_gambit_trees import END, HEAD, MOVE, OTHER_END
from hostile.broken_given_tables import TABLE
from hostile.test_mutated_files import cut, doubled_line, flipped, swapped_lines, swapped_words, without_line

ROUNDS = int(os.environ.get("HOSTILE_ROUNDS", "4000"))
CHUNKS = 5
SLOWEST = 10.0
"""Seconds that no file may take; the usual is a few milliseconds."""
CHANCE = 'c "n" 7 "s" { "x" 1/3 "y" 0.25 "z" 5/12 } 3 "o" { 1, -.5 }\n'
TREE = HEAD + CHANCE + MOVE + END + OTHER_END + 'p "" 2 -4 "q" { "u" } 2\n' + END + 't "e" 0\n'
OUTCOMES = TABLE + '{ { "u" "d" }\n{ "l" "r" }\n}\n"c"\n\n{\n{ "w" 1, 2 }\n{ "" 3/4, -5 }\n}\n1 2 0 2\n'
SOUND = {
    Format.EFG: TREE,
    Format.NFG: OUTCOMES,
    Format.GBT: f"<gambit:document><game>\n<efgfile>\n{TREE}</efgfile>\n</game></gambit:document>\n",
    Format.GAM: "# plain\n2\n3 2\n\n1 2 3 4 5 6\n7 8 9 10 11 .5\n",
    Format.LRS: "2 3\n\n1 2 3\n4 5 6/7\n\n1 0 0\n-1 2 3\n",
}
TOKENS = (
    *(b'" { } , - . / \\ \\" "" { } 0 1 2 3 -1 1/0 1/2 0.5 1e3 1e99 inf nan c p t EFG NFG 2 R D x'.split()),
    *(b'{ "a" } | { 1, 2 } | "label" | <efgfile> | </efgfile> | &lt; | <![CDATA[ | ]]> | # |'.split(b"|")), b"9" * 20,
    b"\n", b"\r\n", b"\t", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xc2\xa0", b"9" * 1200, b'"' * 50, b"{" * 50,
)  # fmt: skip


def mutated(rng: random.Random, data: bytes) -> bytes:
    """Return a file with one or a few pieces of damage."""
    for _ in range(rng.choice([1, 1, 1, 2, 4, 8])):
        changes = [flipped, cut, doubled_line, without_line, swapped_words, swapped_lines, with_token]
        data = rng.choice(changes)(rng, data)
    return data


def with_token(rng: random.Random, data: bytes) -> bytes:
    """Return a file with a token put in place of a word."""
    words = data.split(b" ")
    words[rng.randrange(len(words))] = rng.choice(TOKENS)
    return b" ".join(words)


@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.filterwarnings("ignore::gametheory.errors.GameFileWarning")
def test_damaged_files_are_read_or_refused(chunk: int) -> None:
    rng = random.Random(chunk)
    num_refused = 0
    for _ in range(ROUNDS // CHUNKS):
        kind = rng.choice(list(SOUND))
        data = mutated(rng, SOUND[kind].encode())
        start = time.monotonic()
        sentence = refusal(data, kind)
        assert sentence is None or (sentence.startswith("damaged:") and "\n" not in sentence), data
        num_refused += sentence is not None
        assert time.monotonic() - start < SLOWEST, data
    assert ROUNDS // CHUNKS // 10 < num_refused < ROUNDS // CHUNKS


def refusal(data: bytes, kind: Format) -> str | None:
    """Return what is said about a file, None where it is a game, which is then written and read again."""
    try:
        model = read_game_text(data, "damaged", kind=kind)
    except GameTheoryError as error:
        return str(error)
    check_round_trip(model, kind)
    return None


def check_round_trip(model: GameModel, kind: Format) -> None:
    """What was read is written as a text that reads back as an equal game and is written the same way."""
    conversion = conversion_of(model)
    try:
        text = conversion.text(kind)
    except UnsupportedGameError:
        # a fraction without an end as a decimal, or an integer past 63 bits
        check_is_plain(kind)
        return
    again = conversion_of(read_game_text(text, "written", kind=kind))
    assert again.game == conversion.game
    assert again.text(kind) == text


def check_is_plain(kind: Format) -> None:
    """Only formats without labels cannot hold all that can be read."""
    assert not kind.has_labels
