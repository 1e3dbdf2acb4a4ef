"""Broken and hostile profiles of sound games, and what each has to be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gametheory.errors import GameFileError
from hostile.broken_file import FLAT, INCONSISTENT, MALFORMED, NORMAL, TREE

FORGETFUL = """gametheory: 1
form: extensive
players: {driver: Driver, toll: Toll}
tree:
  player: driver
  infoset: first
  actions:
    Near: {player: driver, infoset: second, actions: {Stay: {payoffs: [1, 0]}, Leave: {payoffs: [4, -1]}}}
    Far: {player: driver, infoset: second, actions: {Stay: {payoffs: [0, 2]}, Leave: {payoffs: [1, 1]}}}
"""
NEAR_AND_FAR = "{driver: {first: Near, second: Stay}}"


@dataclass(frozen=True)
class BrokenProfile:
    """A profile of a game, the class of its error, the place of the first mistake, and a piece of its sentence."""

    name: str
    game: str
    content: str | bytes | Callable[[], str | bytes]
    error: type[GameFileError]
    place: str
    sentence: str

    @property
    def data(self) -> str | bytes:
        """The profile."""
        return self.content() if callable(self.content) else self.content


SOUND_PROFILES = {
    "normal": (NORMAL, "row: {Top: 1/4, Bottom: 0.75}\ncolumn: Left\n"),
    "flat": (FLAT, "a: {one: {In: 1}}\nb: {two: {Left: 2/3, Right: 1/3}}\n"),
    "tree with nobody else": (TREE, "a: {one: Out}\n"),
    "behavior of one who forgets": (FORGETFUL, NEAR_AND_FAR),
    "plans of one who forgets": (FORGETFUL, '{driver: {"first=Near; second=Stay": "1"}, toll: (no choice)}'),
    "equilibrium": (NORMAL, '{"kind": "mixed", "strategies": {"row": "Top", "column": {"Right": "1"}}}'),
    "solution": (NORMAL, '{"format": 1, "equilibria": [{"strategies": {"row": "Top", "column": "Left"}}]}'),
}

NAMES = [
    BrokenProfile("misspelled player", NORMAL, "rwo: Top\ncolumn: Left\n", INCONSISTENT, "1:1", "did you mean 'row'?"),
    BrokenProfile(
        "unknown player",
        NORMAL,
        "{row: Top, column: Left, temu: Left}",
        INCONSISTENT,
        "1:26",
        "expected the key of a player ('row', 'column'), got 'temu'",
    ),
    BrokenProfile(
        "missing player",
        NORMAL,
        "row: {Top: 1}\n",
        INCONSISTENT,
        "1:1",
        "expected a strategy of every player, got none of 'column'",
    ),
    BrokenProfile(
        "misspelled action",
        NORMAL,
        "row:\n  Top: 1/2\n  Botom: 1/2\ncolumn: Left\n",
        INCONSISTENT,
        "3:3",
        "expected an action of player 'row' ('Top', 'Bottom'), got 'Botom'; did you mean 'Bottom'?",
    ),
    BrokenProfile(
        "misspelled certain action", NORMAL, "row: Top\ncolumn: left\n", INCONSISTENT, "2:9", "did you mean 'Left'?"
    ),
    BrokenProfile(
        "misspelled information set",
        FLAT,
        "a: {on: In}\nb: {two: Left}\n",
        INCONSISTENT,
        "1:5",
        "expected an information set of player 'a' ('one'), got 'on'; did you mean 'one'?",
    ),
    BrokenProfile(
        "information set of another player",
        FLAT,
        "a: {one: In, two: Left}\nb: {two: Left}\n",
        INCONSISTENT,
        "1:14",
        "information set of player 'a' ('one'), got 'two'",
    ),
    BrokenProfile(
        "misspelled action in a tree",
        FLAT,
        "a: {one: In}\nb: {two: {Left: 1/2, Rihgt: 1/2}}\n",
        INCONSISTENT,
        "2:22",
        "expected an action of information set 'two' of player 'b' ('Left', 'Right'), got 'Rihgt'; "
        "did you mean 'Right'?",
    ),
    BrokenProfile(
        "misspelled plan",
        FORGETFUL,
        '{driver: {"first=Near; second=Stya": 1}, toll: (no choice)}',
        INCONSISTENT,
        "1:11",
        "did you mean 'first=Near; second=Stay'?",
    ),
    BrokenProfile("player twice", NORMAL, "row: Top\ncolumn: Left\nrow: Top\n", MALFORMED, "3:1", "got 'row' again"),
    BrokenProfile(
        "action twice",
        NORMAL,
        "{row: {Top: 1/2, Top: 1/2}, column: Left}",
        MALFORMED,
        "1:18",
        "expected each key once, got 'Top' again (first at 1:8)",
    ),
]

UNDEFINED = [
    BrokenProfile(
        "first information set left out",
        FLAT,
        "a: {}\nb: {two: Left}\n",
        INCONSISTENT,
        "1:4",
        "expected probabilities at information set 'one' of player 'a', which play reaches, got none; add them",
    ),
    BrokenProfile(
        "null where another may deviate",
        FLAT,
        "a: {one: Out}\nb:\n  two: null\n",
        INCONSISTENT,
        "3:8",
        "at information set 'two' of player 'b', which a deviation of player 'a' reaches",
    ),
    BrokenProfile("player who is null", FLAT, "a: {one: In}\nb: null\n", INCONSISTENT, "2:4", "which play reaches"),
]

NUMBERS = [
    BrokenProfile(
        "probability in words",
        NORMAL,
        "{row: {Top: half, Bottom: 1/2}, column: Left}",
        MALFORMED,
        "1:13",
        "expected a number such as 3, 0.15 or -1/3, got 'half' as probability of 'Top'",
    ),
    BrokenProfile(
        "no probability",
        NORMAL,
        "row:\n  Top:\n  Bottom: 1\ncolumn: Left\n",
        MALFORMED,
        "2:7",
        "expected probability of 'Top' as a number, got nothing",
    ),
    BrokenProfile(
        "infinite probability", NORMAL, "{row: {Top: .inf}, column: Left}", MALFORMED, "1:13", "a finite number"
    ),
    BrokenProfile(
        "divided by zero", NORMAL, "{row: {Top: 1/0}, column: Left}", MALFORMED, "1:13", "a denominator other than 0"
    ),
    BrokenProfile(
        "negative probability",
        NORMAL,
        "{row: {Top: -1/4, Bottom: 1}, column: Left}",
        INCONSISTENT,
        "1:13",
        "expected a number from 0 to 1 as probability of 'Top', got -1/4",
    ),
    BrokenProfile(
        "per cent", NORMAL, "{row: {Top: 25, Bottom: 75}, column: Left}", INCONSISTENT, "1:13", "from 0 to 1"
    ),
    BrokenProfile(
        "sum too small",
        NORMAL,
        "row: Top\ncolumn: {Left: 1/3, Right: 1/4}\n",
        INCONSISTENT,
        "2:9",
        "expected probabilities of player 'column' to sum to 1, got 7/12; add 5/12",
    ),
    BrokenProfile(
        "sum too large in a tree",
        FLAT,
        "a: {one: {In: 0.7, Out: 0.4}}\nb: {two: Left}\n",
        INCONSISTENT,
        "1:10",
        "of information set 'one' of player 'a' to sum to 1, got 11/10; take 1/10 away",
    ),
    BrokenProfile("no probabilities at all", NORMAL, "{row: {}, column: Left}", INCONSISTENT, "1:7", "got 0; add 1"),
    BrokenProfile(
        "enormous exponent",
        NORMAL,
        "{row: {Top: 1e-999999999}, column: Left}",
        MALFORMED,
        "1:13",
        "expected a number of at most 1,000 digits",
    ),
]

SHAPES = [
    BrokenProfile(
        "list of players",
        NORMAL,
        "- {Top: 1}\n- {Left: 1}\n",
        MALFORMED,
        "1:1",
        "expected a profile, a mapping of players to strategies, got a list",
    ),
    BrokenProfile(
        "list of probabilities",
        NORMAL,
        "row: [1/2, 1/2]\ncolumn: Left\n",
        MALFORMED,
        "1:6",
        "expected an action of player 'row', or a mapping of actions to probabilities, got a list",
    ),
    BrokenProfile(
        "null in a normal form", NORMAL, "row: null\ncolumn: Left\n", MALFORMED, "1:6", "to probabilities, got nothing"
    ),
    BrokenProfile(
        "information sets in a normal form",
        NORMAL,
        "{row: {Top: {Top: 1}}, column: Left}",
        MALFORMED,
        "1:13",
        "expected probability of 'Top' as a number, got a mapping",
    ),
    BrokenProfile(
        "no information sets in a tree",
        FLAT,
        "a: In\nb: {two: Left}\n",
        MALFORMED,
        "1:4",
        "expected information sets of player 'a' as a mapping, got 'In'",
    ),
    BrokenProfile(
        "list at an information set", FLAT, "a: {one: [1, 0]}\nb: {two: Left}\n", MALFORMED, "1:10", "got a list"
    ),
    BrokenProfile(
        "solution with two equilibria",
        NORMAL,
        '{"equilibria": [{"strategies": {}}, {"strategies": {}}]}',
        MALFORMED,
        "1:16",
        "expected one equilibrium, got a solution with 2; copy one of them",
    ),
    BrokenProfile("solution without equilibria", NORMAL, "equilibria: []", MALFORMED, "1:13", "a solution with 0"),
    BrokenProfile(
        "strategies as a list", NORMAL, "strategies: [row, column]", MALFORMED, "1:13", "a mapping of players to"
    ),
    BrokenProfile("a game file", NORMAL, NORMAL, MALFORMED, "1:1", "expected a profile, got a game file"),
    BrokenProfile("a word", NORMAL, "Top", MALFORMED, "1:1", "a mapping of players to strategies, got 'Top'"),
]

TEXTS = [
    BrokenProfile("empty", NORMAL, "", MALFORMED, "", "expected a profile, got an empty file"),
    BrokenProfile("two documents", NORMAL, "row: Top\n---\nrow: Top\n", MALFORMED, "2:1", "put each profile into its"),
    BrokenProfile("open bracket", NORMAL, "{row: {Top: 1", MALFORMED, "1:14", "expected ',' or '}'"),
    BrokenProfile("not UTF-8", NORMAL, b"row: Top\ncolumn: \xff\n", MALFORMED, "2:9", "expected UTF-8 text"),
    BrokenProfile("null character", NORMAL, "row: T\0op", MALFORMED, "1:7", "expected printable text"),
    BrokenProfile("directive", NORMAL, "%TAG ! x\n---\nrow: Top\n", MALFORMED, "1:1", "the keys of a profile file"),
    BrokenProfile("tag", NORMAL, "row: !!python/name:os.system\n", MALFORMED, "1:6", "expected a value without a tag"),
    BrokenProfile(
        "deep nesting", NORMAL, "row: " + "[" * 9_000, MALFORMED, "1:69", "at most 64 levels of nesting, got more"
    ),
    BrokenProfile(
        "alias bomb",
        NORMAL,
        "row: {a0: &a0 [x, x, x, x, x, x, x, x, x], "
        + ", ".join(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 12))
        + "}",
        MALFORMED,
        "1:",
        "aliases that add at most 100,000 nodes",
    ),
    BrokenProfile(
        "a hundred megabytes",
        NORMAL,
        lambda: b"row: Top # " + b"x" * 100_000_000,
        MALFORMED,
        "",
        "expected at most 64,000,000 bytes, got a larger file; leave out actions of probability 0",
    ),
]

BROKEN_PROFILES = [*NAMES, *UNDEFINED, *NUMBERS, *SHAPES, *TEXTS]
