"""Broken and hostile game files: what is in them, and what has to be said about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gametheory.errors import (
    GameTheoryError,
    InconsistentGameFileError,
    MalformedGameFileError,
    UnsupportedGameError,
)

MALFORMED = MalformedGameFileError
INCONSISTENT = InconsistentGameFileError
UNSUPPORTED = UnsupportedGameError


@dataclass(frozen=True)
class BrokenFile:
    """A file, the class of its error, its place (``line:column``, empty for none) and a piece of its sentence."""

    name: str
    content: str | bytes | Callable[[], str | bytes]
    error: type[GameTheoryError]
    place: str
    sentence: str

    @property
    def data(self) -> str | bytes:
        """The file."""
        return self.content() if callable(self.content) else self.content


NORMAL = """gametheory: 1
form: normal
players: {row: Row, column: Column}
actions: {row: [Top, Bottom], column: [Left, Right]}
payoffs: [[[3, 1], [0, 0]], [[0, 0], [1, 3]]]
"""
FORMULAS = """gametheory: 1
form: normal
players: {row: Row, column: Column}
parameters:
  fee: {value: 0.15, range: [0, 1], source: article}
actions:
  row: {Top: {high: 1}, Bottom: {high: 0}}
  column: [Left, Right]
define:
  share_kept: 1 - fee
payoffs:
  row: share_kept * row.high
  column: fee * row.high
"""
FLAT = """gametheory: 1
form: extensive
players: {a: A, b: B}
nodes:
  first: {player: a, infoset: one, actions: {In: second, Out: out}}
  second: {player: b, infoset: two, actions: {Left: left, Right: right}}
  out: {payoffs: [0, 0]}
  left: {payoffs: [1, 2]}
  right: {payoffs: {a: 3, b: 1}}
"""
TREE = """gametheory: 1
form: extensive
players: {a: A, b: B}
tree:
  chance: weather
  branches:
    Sun:
      probability: 1/3
      next: {payoffs: {a: 1, b: 2}}
    Rain:
      probability: rest
      next:
        player: a
        infoset: one
        actions: {In: {payoffs: [1, 2]}, Out: {payoffs: [0, 0]}}
"""
STAGES = """gametheory: 1
form: extensive
players: {a: A, b: B}
stages:
  - {name: entry, player: a, actions: {In: {inside: 1}, Out: {inside: 0}}}
  - {name: answer, player: b, actions: {Fight: {war: 1}, Share: {war: 0}}, when: entry.inside, observes: [entry]}
payoffs:
  a: entry.inside - 2 * answer.war
  b: 3 - entry.inside
"""


def changed(text: str, old: str, new: str) -> str:
    """Return a text with one piece replaced; the piece has to be there."""
    if text.count(old) != 1:
        raise ValueError(f"{old!r} stands {text.count(old)} times")
    return text.replace(old, new)


def alias_bomb() -> str:
    """Nine levels of nine aliases: 400 million nodes if expanded."""
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 10)]
    return "\n".join(lines)


def alias_ladder() -> str:
    """Each line one level deeper through an alias."""
    return "a0: &a0 [x]\n" + "\n".join(f"a{level}: &a{level} [*a{level - 1}]" for level in range(1, 100))


def normal_with_actions(payoffs: str) -> str:
    """A normal form whose payoffs are written in another way."""
    return changed(NORMAL, "payoffs: [[[3, 1], [0, 0]], [[0, 0], [1, 3]]]\n", f"payoffs: {payoffs}\n")


SYNTAX = [
    BrokenFile("empty", "", MALFORMED, "", "expected a game, got an empty file"),
    BrokenFile("only comments", "# nothing\n\n# here\n", MALFORMED, "", "empty file"),
    BrokenFile("a list", "- 1\n- 2\n", MALFORMED, "1:1", "begins with 'gametheory: 1', got a list"),
    BrokenFile("a word", "hello", MALFORMED, "1:1", "got 'hello'"),
    BrokenFile("null byte", "gametheory: 1\ntitle: a\0b", MALFORMED, "2:9", "character '\\x00'"),
    BrokenFile("escape character", "title: \x1b[31mred", MALFORMED, "1:8", "character '\\x1b'"),
    BrokenFile("next-line character", "title: a\x85b", MALFORMED, "1:9", "character '\\x85'"),
    BrokenFile("line separator", "title: a\u2028b", MALFORMED, "1:9", "'\\u2028'"),
    BrokenFile("half a surrogate", "title: a\ud800b", MALFORMED, "1:9", "'\\ud800'"),
    BrokenFile("byte-order mark inside", "title: a\ufeffb", MALFORMED, "1:9", "'\\ufeff'"),
    BrokenFile("latin 1", b"gametheory: 1\ntitle: caf\xe9\n", MALFORMED, "2:11", "expected UTF-8 text, got byte 0xe9"),
    BrokenFile("utf 16", "gametheory: 1".encode("utf-16"), MALFORMED, "1:1", "UTF-16"),
    BrokenFile("cut utf 8", "title: é".encode()[:-1], MALFORMED, "1:8", "got byte 0xc3"),
    BrokenFile("random bytes", bytes(range(256)) * 40, MALFORMED, "5:118", "byte 0x80"),
    BrokenFile("tab as indentation", "players:\n\ta: A\n", MALFORMED, "2:1", "got a tab"),
    BrokenFile("two documents", NORMAL + "---\n" + NORMAL, MALFORMED, "6:1", "expected one document, got a second"),
    BrokenFile("text after the end", NORMAL + "...\nx", MALFORMED, "7:1", "expected one YAML document"),
    BrokenFile(
        "custom tag", "title: !!python/object:os.system [ls]", MALFORMED, "1:8", "tag '!!python/object:os.system'"
    ),
    BrokenFile("local tag", changed(NORMAL, "[Top", "!secret [Top"), MALFORMED, "4:16", "tag '!secret'"),
    BrokenFile("tag directive", "%TAG ! tag:x,2000:\n---\na: 1", MALFORMED, "1:1", "directive '%TAG"),
    BrokenFile("two directives", "%YAML 1.2\n%YAML 1.2\n---\na: 1", MALFORMED, "2:1", "another directive"),
    BrokenFile(
        "unclosed bracket", "players: [a, b\n", MALFORMED, "2:1", "expected ',' or ']', got the end of the file"
    ),
    BrokenFile("unclosed brace", "players: {a: A", MALFORMED, "1:15", "expected ',' or '}'"),
    BrokenFile("wrong bracket", "players: {a: [b}", MALFORMED, "1:16", "expected ',' or ']', got '}'"),
    BrokenFile("unclosed quote", "title: 'never ends\nform: normal\n", MALFORMED, "3:1", "closing quote"),
    BrokenFile("unknown escape", 'title: "\\q"', MALFORMED, "1:8", "known escape"),
    BrokenFile("colon in a value", "title: game: the second", MALFORMED, "1:12", "before another ':'"),
    BrokenFile("wrong indentation", "a:\n    b: 1\n  c: 2\n", MALFORMED, "3:3", "a key in line with"),
    BrokenFile("at sign", "title: @home", MALFORMED, "1:8", "a name, a value or a quoted text, got '@home'"),
    BrokenFile("backtick", "title: `ls`", MALFORMED, "1:8", "quoted text"),
    BrokenFile("list as a key", "[a, b]: 1", MALFORMED, "1:1", "expected a name before ':', got a list"),
    BrokenFile("mapping as a key", "? {a: 1}\n: 2", MALFORMED, "1:3", "expected a name before ':', got a mapping"),
    BrokenFile(
        "duplicate key",
        changed(NORMAL, "form: normal\n", "form: normal\nform: normal\n"),
        MALFORMED,
        "3:1",
        "got 'form' again (first at 2:1)",
    ),
    BrokenFile(
        "duplicate player",
        changed(NORMAL, "column: Column", "row: Column"),
        MALFORMED,
        "3:21",
        "got 'row' again (first at 3:11)",
    ),
    BrokenFile("merge key", "a: &a {b: 1}\nc: {<<: *b}", MALFORMED, "2:9", "anchor set above, got '*b'"),
]
SIZE = [
    BrokenFile("deep flow lists", lambda: "a: " + "[" * 9_000, MALFORMED, "1:67", "at most 64 levels"),
    BrokenFile("deep flow mappings", lambda: "{a: " * 5_000, MALFORMED, "1:257", "at most 64 levels"),
    BrokenFile("deep dashes", lambda: "- " * 9_000, MALFORMED, "1:129", "at most 64 levels"),
    BrokenFile("deep question marks", lambda: "? " * 9_000, MALFORMED, "1:129", "at most 64 levels"),
    BrokenFile(
        "deep indentation",
        lambda: "".join(" " * level + "a:\n" for level in range(190)),
        MALFORMED,
        "65:65",
        "at most 64 levels",
    ),
    BrokenFile(
        "deep closed lists", lambda: "a: " + "[" * 5_000 + "]" * 5_000, MALFORMED, "1:67", "'nodes:' for deep trees"
    ),
    BrokenFile("alias bomb", alias_bomb, MALFORMED, "6:", "aliases that add at most 100,000 nodes"),
    BrokenFile(
        "deep through aliases", alias_ladder, MALFORMED, "64:", "at most 64 levels of nesting, got more through '*a62'"
    ),
    BrokenFile("alias inside itself", "a: &a [1, *a]", MALFORMED, "1:11", "got '*a' inside itself"),
    BrokenFile("alias of nothing", "a: *b", MALFORMED, "1:4", "got '*b'"),
    BrokenFile("anchor twice", "a: &x 1\nb: &x 2", MALFORMED, "2:4", "got '&x' again (first at 1:4)"),
    BrokenFile("too large", lambda: "# " + "x" * 1_000_000, MALFORMED, "", "at most 1,000,000 bytes"),
    BrokenFile(
        "too large for a tree", lambda: b"nodes:\n" + b"#" * 64_000_000, MALFORMED, "", "at most 64,000,000 bytes"
    ),
    BrokenFile(
        "enormous integer",
        normal_with_actions("[[[" + "9" * 15_000 + ", 1], [0, 0]], [[0, 0], [1, 3]]]"),
        MALFORMED,
        "5:13",
        "at most 1,000 digits",
    ),
    BrokenFile(
        "enormous exponent",
        normal_with_actions("[[[1e999999999, 1], [0, 0]], [[0, 0], [1, 3]]]"),
        MALFORMED,
        "5:13",
        "at most 1,000 digits",
    ),
    BrokenFile(
        "tiny exponent",
        normal_with_actions("[[[1e-99999, 1], [0, 0]], [[0, 0], [1, 3]]]"),
        MALFORMED,
        "5:13",
        "at most 1,000 digits",
    ),
    BrokenFile(
        "many mistakes",
        lambda: NORMAL + "".join(f"key{number}: 1\n" for number in range(1_500)),
        MALFORMED,
        "6:1",
        "got 'key0'",
    ),
    BrokenFile(
        "long formula",
        lambda: changed(FORMULAS, "1 - fee", "1" + " + fee" * 3_000),
        MALFORMED,
        "10:15",
        "at most 10,000 characters",
    ),
    BrokenFile(
        "deep formula",
        lambda: changed(FORMULAS, "1 - fee", "(" * 4_000 + "fee" + ")" * 4_000),
        MALFORMED,
        "10:",
        "100 levels",
    ),
]
KEYS = [
    BrokenFile(
        "misspelled key",
        changed(NORMAL, "payoffs", "payofs"),
        MALFORMED,
        "5:1",
        "got 'payofs'; did you mean 'payoffs'?",
    ),
    BrokenFile(
        "missing players",
        changed(NORMAL, "players: {row: Row, column: Column}\n", ""),
        MALFORMED,
        "1:1",
        "expected the key 'players'",
    ),
    BrokenFile(
        "missing version", NORMAL.removeprefix("gametheory: 1\n"), MALFORMED, "1:1", "expected the key 'gametheory'"
    ),
    BrokenFile(
        "other version",
        changed(NORMAL, "gametheory: 1", "gametheory: 2"),
        MALFORMED,
        "1:13",
        "expected 1 as 'gametheory'",
    ),
    BrokenFile(
        "unknown form", changed(NORMAL, "normal", "nromal"), MALFORMED, "2:7", "got 'nromal'; did you mean 'normal'?"
    ),
    BrokenFile("form as a list", changed(NORMAL, "normal", "[normal]"), MALFORMED, "2:7", "as 'form', got a list"),
    BrokenFile("missing form", changed(NORMAL, "form: normal\n", ""), MALFORMED, "1:1", "expected the key 'form'"),
    BrokenFile("key of the other form", NORMAL + "stages: []\n", MALFORMED, "6:1", "it belongs to form extensive"),
    BrokenFile("two notations", FLAT + "tree: {payoffs: [0, 0]}\n", MALFORMED, "4:1", "got 'tree' and 'nodes'"),
    BrokenFile(
        "no notation",
        "gametheory: 1\nform: extensive\nplayers: [a]\n",
        MALFORMED,
        "1:1",
        "expected one of 'tree', 'nodes' and 'stages'",
    ),
    BrokenFile(
        "payoffs beside a tree", FLAT + "payoffs: {a: 1, b: 2}\n", MALFORMED, "10:1", "expected payoffs at the nodes"
    ),
    BrokenFile("outcomes beside stages", STAGES + "outcomes: {}\n", MALFORMED, "10:1", "beside 'tree' or 'nodes'"),
    BrokenFile("title as a list", NORMAL + "title: [a]\n", MALFORMED, "6:8", "expected 'title' as text, got a list"),
    BrokenFile(
        "players as text",
        changed(NORMAL, "{row: Row, column: Column}", "both"),
        MALFORMED,
        "3:10",
        "expected 'players' as a mapping, got 'both'",
    ),
    BrokenFile(
        "no players", changed(NORMAL, "{row: Row, column: Column}", "{}"), INCONSISTENT, "3:10", "at least one player"
    ),
    BrokenFile(
        "player without a label",
        changed(NORMAL, "row: Row", "row: "),
        MALFORMED,
        "3:",
        "label of player 'row' as text, got nothing",
    ),
    BrokenFile(
        "player listed twice",
        changed(NORMAL, "{row: Row, column: Column}", "[row, row]"),
        MALFORMED,
        "3:16",
        "got 'row' twice",
    ),
    BrokenFile("policies as a list", NORMAL + "policies: []\n", MALFORMED, "6:11", "'policies' as a mapping"),
    BrokenFile("nothing as a key", NORMAL + ": 1\n", MALFORMED, "6:1", "got ''"),
]
LATER = [
    BrokenFile(
        "a tier",
        changed(NORMAL, "row: Row", "row: {label: Rows, count: 20}"),
        UNSUPPORTED,
        "3:11",
        "tiers come in a later version",
    ),
    BrokenFile(
        "a continuous choice",
        NORMAL + "choose: {fee: [0, 1]}\n",
        UNSUPPORTED,
        "6:1",
        "continuous choices come in a later version",
    ),
    BrokenFile("solve", NORMAL + "solve: {}\n", UNSUPPORTED, "6:1", "recognised 'solve'"),
    BrokenFile("select", NORMAL + "select: {}\n", UNSUPPORTED, "6:1", "recognised 'select'"),
    BrokenFile("Gambit's tree", 'EFG 2 R "t" { "a" }\nt "" 1 "" { 1 }', UNSUPPORTED, "", "Gambit's extensive form"),
    BrokenFile(
        "Gambit's table", b'\xef\xbb\xbfNFG 1 D "t" { "a" } { 1 }\n\n3', UNSUPPORTED, "", "Gambit's normal form"
    ),
    BrokenFile("Gambit's workbook", '<?xml version="1.0"?>\n<gambit:document>', UNSUPPORTED, "", "Gambit's workbook"),
    BrokenFile(
        "later expectation", NORMAL + "expect: [{threshold: 1}]\n", MALFORMED, "6:11", "comes in a later version"
    ),
]
PARAMETERS = [
    BrokenFile(
        "parameter without pedigree",
        changed(FORMULAS, ", source: article", ""),
        MALFORMED,
        "5:8",
        "either 'source' or 'assumption' in parameter 'fee', got neither",
    ),
    BrokenFile(
        "parameter with both",
        changed(FORMULAS, "source: article", "source: a, assumption: b"),
        MALFORMED,
        "5:8",
        "got both",
    ),
    BrokenFile(
        "parameter without value",
        changed(FORMULAS, "value: 0.15, ", ""),
        MALFORMED,
        "5:8",
        "expected the key 'value' in parameter 'fee'",
    ),
    BrokenFile(
        "parameter as a number",
        changed(FORMULAS, "{value: 0.15, range: [0, 1], source: article}", "0.15"),
        MALFORMED,
        "5:8",
        "parameter 'fee' as a mapping, got '0.15'",
    ),
    BrokenFile(
        "parameter outside its range", changed(FORMULAS, "0.15", "1.15"), INCONSISTENT, "5:16", "from 0 to 1, got 23/20"
    ),
    BrokenFile(
        "range upside down", changed(FORMULAS, "[0, 1]", "[1, 0]"), INCONSISTENT, "5:29", "got 1 before 0; swap them"
    ),
    BrokenFile("range of three", changed(FORMULAS, "[0, 1]", "[0, 1, 2]"), MALFORMED, "5:29", "got 3 numbers"),
    BrokenFile(
        "range of words", changed(FORMULAS, "[0, 1]", "[low, 1]"), MALFORMED, "5:30", "got 'low' as end of the range"
    ),
    BrokenFile(
        "infinite value", changed(FORMULAS, "0.15", ".inf"), MALFORMED, "5:16", "expected a finite number, got '.inf'"
    ),
    BrokenFile(
        "not a number", changed(FORMULAS, "0.15", "NaN"), MALFORMED, "5:16", "expected a finite number, got 'NaN'"
    ),
    BrokenFile(
        "value as a word",
        changed(FORMULAS, "0.15", "much"),
        MALFORMED,
        "5:16",
        "a number such as 3, 0.15 or -1/3, got 'much'",
    ),
    BrokenFile("divided by zero", changed(FORMULAS, "0.15", "1/0"), MALFORMED, "5:16", "denominator other than 0"),
    BrokenFile("thousands", changed(FORMULAS, "value: 0.15", "value: 1_000"), MALFORMED, "5:16", "got '1_000'"),
    BrokenFile("hexadecimal", changed(FORMULAS, "value: 0.15", "value: 0x10"), MALFORMED, "5:16", "got '0x10'"),
    BrokenFile(
        "misspelled key of a parameter", changed(FORMULAS, "range", "rnage"), MALFORMED, "5:22", "did you mean 'range'?"
    ),
    BrokenFile("impossible name", changed(FORMULAS, "  fee: {", "  my fee: {"), INCONSISTENT, "", "my fee"),
    BrokenFile(
        "name taken twice", changed(FORMULAS, "share_kept: 1 - fee", "row: 1 - fee"), INCONSISTENT, "10:3", "row"
    ),
    BrokenFile("unknown name", changed(FORMULAS, "1 - fee", "1 - fe"), INCONSISTENT, "10:19", "'fe'"),
    BrokenFile("broken formula", changed(FORMULAS, "1 - fee", "1 - * fee"), MALFORMED, "10:19", "got '*'"),
    BrokenFile("tower of powers", changed(FORMULAS, "1 - fee", "9**9**9"), INCONSISTENT, "10:", ""),
    BrokenFile("attribute access", changed(FORMULAS, "1 - fee", "fee.__class__.__base__"), MALFORMED, "10:", ""),
    BrokenFile(
        "call of python",
        changed(FORMULAS, "1 - fee", "__import__('os')"),
        MALFORMED,
        "10:15",
        "unknown function '__import__'",
    ),
    BrokenFile(
        "division by zero at the values", changed(FORMULAS, "1 - fee", "1 / (fee - 0.15)"), INCONSISTENT, "10:", "0"
    ),
    BrokenFile(
        "circle of definitions", changed(FORMULAS, "1 - fee", "share_kept + 1"), INCONSISTENT, "10:", "share_kept"
    ),
    BrokenFile(
        "empty formula",
        changed(FORMULAS, "1 - fee", ""),
        MALFORMED,
        "10:14",
        "formula of 'share_kept' as text, got nothing",
    ),
]
TABLES = [
    BrokenFile(
        "missing row",
        normal_with_actions("[[[3, 1], [0, 0]]]"),
        INCONSISTENT,
        "5:10",
        "missing are the payoffs of (Bottom)",
    ),
    BrokenFile(
        "missing cell",
        normal_with_actions("[[[3, 1]], [[0, 0], [1, 3]]]"),
        INCONSISTENT,
        "5:11",
        "missing are the payoffs of (Top, Right)",
    ),
    BrokenFile(
        "surplus cell",
        normal_with_actions("[[[3, 1], [0, 0], [2, 2]], [[0, 0], [1, 3]]]"),
        INCONSISTENT,
        "5:28",
        "after (Top), got 3",
    ),
    BrokenFile(
        "missing payoff",
        normal_with_actions("[[[3], [0, 0]], [[0, 0], [1, 3]]]"),
        INCONSISTENT,
        "5:12",
        "at (Top, Left), got none of 'column'",
    ),
    BrokenFile(
        "surplus payoff",
        normal_with_actions("[[[3, 1, 2], [0, 0]], [[0, 0], [1, 3]]]"),
        INCONSISTENT,
        "5:12",
        "expected 2 payoffs of (Top, Left), got 3",
    ),
    BrokenFile(
        "number for a cell",
        normal_with_actions("[[3, [0, 0]], [[0, 0], [1, 3]]]"),
        MALFORMED,
        "5:12",
        "a list of 2 payoffs of (Top, Left), got '3'",
    ),
    BrokenFile(
        "number for a row",
        normal_with_actions("[3, [[0, 0], [1, 3]]]"),
        MALFORMED,
        "5:11",
        "each action of 'column' after (Top), got '3'",
    ),
    BrokenFile(
        "infinite payoff", normal_with_actions("[[[inf, 1], [0, 0]], [[0, 0], [1, 3]]]"), INCONSISTENT, "5:13", "inf"
    ),
    BrokenFile(
        "too deep a table",
        normal_with_actions("[[[[3], 1], [0, 0]], [[0, 0], [1, 3]]]"),
        MALFORMED,
        "5:13",
        "got a list",
    ),
    BrokenFile(
        "unknown action",
        normal_with_actions("{Top: {Left: [3, 1], Riht: [0, 0]}, Bottom: {Left: [0, 0], Right: [1, 3]}}"),
        INCONSISTENT,
        "5:31",
        "got 'Riht'; did you mean 'Right'?",
    ),
    BrokenFile(
        "missing action",
        normal_with_actions("{Top: {Left: [3, 1], Right: [0, 0]}, Bottom: {Left: [0, 0]}}"),
        INCONSISTENT,
        "5:55",
        "after (Bottom), got none of 'Right'",
    ),
    BrokenFile(
        "unknown player in a cell",
        normal_with_actions("{Top: {Left: {row: 3, colum: 1}, Right: [0, 0]}, Bottom: [[0, 0], [1, 3]]}"),
        INCONSISTENT,
        "5:32",
        "did you mean 'column'?",
    ),
    BrokenFile("payoffs of one player", normal_with_actions("{row: 1}"), INCONSISTENT, "5:10", "got none of 'column'"),
    BrokenFile(
        "payoffs of a stranger",
        normal_with_actions("{row: 1, column: 2, table: 3}"),
        INCONSISTENT,
        "5:30",
        "got 'table'",
    ),
    BrokenFile("payoffs as text", normal_with_actions("none"), MALFORMED, "5:10", "got 'none'"),
    BrokenFile(
        "actions of a stranger",
        changed(NORMAL, "column: [Left", "colum: [Left"),
        INCONSISTENT,
        "4:31",
        "did you mean 'column'?",
    ),
    BrokenFile(
        "no actions",
        changed(NORMAL, "[Top, Bottom]", "[]"),
        INCONSISTENT,
        "4:16",
        "at least one action of player 'row'",
    ),
    BrokenFile(
        "same action twice", changed(NORMAL, "[Top, Bottom]", "[Top, Top]"), MALFORMED, "4:22", "got 'Top' twice"
    ),
    BrokenFile(
        "csv from standard input",
        normal_with_actions("{csv: table.csv}"),
        MALFORMED,
        "5:16",
        "on standard input, got the file 'table.csv'",
    ),
]
TREES = [
    BrokenFile(
        "unknown node",
        changed(FLAT, "In: second", "In: secnd"),
        INCONSISTENT,
        "5:50",
        "got 'secnd'; did you mean 'second'?",
    ),
    BrokenFile(
        "node that nothing leads to", FLAT + "  lost: {payoffs: [1, 1]}\n", INCONSISTENT, "10:3", "leads to node 'lost'"
    ),
    BrokenFile(
        "node reached twice",
        changed(FLAT, "Right: right", "Right: left"),
        INCONSISTENT,
        "6:66",
        "got 'left' again (first from 6:51)",
    ),
    BrokenFile(
        "back to the first node",
        changed(FLAT, "Right: right", "Right: first"),
        INCONSISTENT,
        "6:66",
        "got the first node",
    ),
    BrokenFile(
        "circle",
        FLAT + "  x: {player: a, actions: {On: y}}\n  y: {player: b, actions: {On: x}}\n",
        INCONSISTENT,
        "10:3",
        "got the circle",
    ),
    BrokenFile(
        "node that leads to itself", FLAT + "  x: {player: a, actions: {On: x}}\n", INCONSISTENT, "10:3", "circle 'x'"
    ),
    BrokenFile(
        "terminal without payoffs",
        changed(FLAT, "{payoffs: [1, 2]}", "{}"),
        INCONSISTENT,
        "8:3",
        "expected 'payoffs' where play ends",
    ),
    BrokenFile(
        "payoffs of one player only",
        changed(FLAT, "[1, 2]", "[1]"),
        INCONSISTENT,
        "8:19",
        "expected 2 payoffs ('a', 'b'), got 1",
    ),
    BrokenFile(
        "missing payoff at a terminal", changed(FLAT, "{a: 3, b: 1}", "{a: 3}"), INCONSISTENT, "9:20", "got none of 'b'"
    ),
    BrokenFile(
        "unequal actions",
        FLAT.replace("Out: out", "Out: again")
        + "  again: {player: b, infoset: two, actions: {Left: out, Middle: more}}\n  more: {payoffs: [0, 0]}\n",
        INCONSISTENT,
        "10:3",
        "information set 'two' (at 6:3)",
    ),
    BrokenFile(
        "unknown mover",
        changed(FLAT, "player: b", "player: c"),
        INCONSISTENT,
        "6:20",
        "expected the key of a player ('a', 'b'), got 'c'",
    ),
    BrokenFile(
        "player and chance",
        changed(FLAT, "player: b,", "player: b, chance: c,"),
        MALFORMED,
        "6:23",
        "either 'player' or 'chance'",
    ),
    BrokenFile(
        "player without actions",
        changed(FLAT, ", actions: {Left: left, Right: right}", ""),
        MALFORMED,
        "6:3",
        "expected the key 'actions'",
    ),
    BrokenFile(
        "actions without player",
        changed(FLAT, "player: b, infoset: two, ", ""),
        MALFORMED,
        "6:12",
        "expected no 'actions'",
    ),
    BrokenFile(
        "no actions at a node",
        changed(FLAT, "{Left: left, Right: right}", "{}"),
        INCONSISTENT,
        "6:45",
        "at least one action",
    ),
    BrokenFile("no nodes", FLAT[: FLAT.index("nodes:")] + "nodes: {}\n", INCONSISTENT, "4:8", "at least one node"),
    BrokenFile(
        "unknown outcome",
        changed(FLAT, "payoffs: [1, 2]", "outcome: win") + "outcomes: {wim: {payoffs: [1, 2]}}\n",
        INCONSISTENT,
        "8:19",
        "did you mean 'wim'?",
    ),
    BrokenFile(
        "payoffs and outcome",
        changed(FLAT, "payoffs: [1, 2]", "payoffs: [1, 2], outcome: win"),
        MALFORMED,
        "8:27",
        "either 'payoffs' or 'outcome'",
    ),
    BrokenFile("probabilities that sum to less", changed(TREE, "rest", "1/3"), INCONSISTENT, "", "sum to 1"),
    BrokenFile("probabilities that sum to more", changed(TREE, "1/3", "4/3"), INCONSISTENT, "", "4/3"),
    BrokenFile("negative probability", changed(TREE, "1/3", "-1/3"), INCONSISTENT, "", "-1/3"),
    BrokenFile("rest twice", changed(TREE, "1/3", "rest"), INCONSISTENT, "11:20", "'rest' at one branch"),
    BrokenFile(
        "branch without probability",
        changed(TREE, "      probability: 1/3\n", ""),
        MALFORMED,
        "8:7",
        "expected the key 'probability' in branch 'Sun'",
    ),
    BrokenFile(
        "branch without node",
        changed(TREE, "      next: {payoffs: {a: 1, b: 2}}\n", ""),
        MALFORMED,
        "8:7",
        "expected the key 'next'",
    ),
    BrokenFile(
        "node as a name",
        changed(TREE, "{payoffs: {a: 1, b: 2}}", "sunny"),
        MALFORMED,
        "9:13",
        "the node of a tree as a mapping, got 'sunny'",
    ),
    BrokenFile(
        "no branches",
        "gametheory: 1\nform: extensive\nplayers: [a]\ntree: {chance: c, branches: {}}\n",
        INCONSISTENT,
        "4:29",
        "at least one branch",
    ),
]
STAGED = [
    BrokenFile("no stages", STAGES[: STAGES.index("  - ")] + "  []\n", INCONSISTENT, "5:3", "at least one stage"),
    BrokenFile(
        "stage without name",
        changed(STAGES, "name: answer, ", ""),
        MALFORMED,
        "6:5",
        "expected the key 'name' in a stage",
    ),
    BrokenFile(
        "stage twice",
        changed(STAGES, "name: answer", "name: entry"),
        INCONSISTENT,
        "6:12",
        "got 'entry' again (first at 5:12)",
    ),
    BrokenFile(
        "stage without mover",
        changed(
            STAGES,
            "player: b, actions: {Fight: {war: 1}, Share: {war: 0}}, when: entry.inside, observes: [entry]",
            "when: 1",
        ),
        MALFORMED,
        "6:5",
        "expected 'player', 'chance' or 'payoffs' at stage 'answer'",
    ),
    BrokenFile(
        "stage without actions",
        changed(STAGES, ", actions: {In: {inside: 1}, Out: {inside: 0}}", ""),
        MALFORMED,
        "5:5",
        "expected the key 'actions' at stage 'entry'",
    ),
    BrokenFile(
        "stage of a stranger",
        changed(STAGES, "player: b", "player: bb"),
        INCONSISTENT,
        "6:28",
        "got 'bb'; did you mean 'b'?",
    ),
    BrokenFile(
        "observes a word",
        changed(STAGES, "[entry]", "entry"),
        MALFORMED,
        "6:104",
        "'all' or a list of earlier stages, got 'entry'; write [entry]",
    ),
    BrokenFile("observes a stranger", changed(STAGES, "[entry]", "[enty]"), INCONSISTENT, "6:105", "entry"),
    BrokenFile(
        "chance without probability",
        changed(
            STAGES,
            "player: a, actions: {In: {inside: 1}, Out: {inside: 0}}",
            "chance: {In: {inside: 1}, Out: {inside: 0, probability: rest}}",
        ),
        MALFORMED,
        "5:34",
        "expected the key 'probability' in branch 'In'",
    ),
    BrokenFile(
        "misspelled attribute", changed(STAGES, "2 * answer.war", "2 * answer.wra"), INCONSISTENT, "8:23", "war"
    ),
    BrokenFile(
        "stages without payoffs",
        STAGES[: STAGES.index("payoffs:")],
        INCONSISTENT,
        "5:3",
        "expected 'payoffs' beside 'stages'",
    ),
    BrokenFile(
        "block inside a block",
        changed(
            STAGES,
            "  - {name: entry",
            "  - {repeat: i, over: [x, y], stages: [{repeat: j, over: [z], stages: []}]}\n  - {name: entry",
        ),
        MALFORMED,
        "5:41",
        "got another block",
    ),
    BrokenFile(
        "block without rounds",
        changed(
            STAGES,
            "  - {name: entry",
            "  - {repeat: i, over: [], stages: [{name: s, payoffs: {a: 1}}]}\n  - {name: entry",
        ),
        INCONSISTENT,
        "5:25",
        "at least one value to repeat over",
    ),
]
EXPECTATIONS = [
    BrokenFile(
        "misspelled expectation",
        NORMAL + "expect: [{num_extrem: 3}]\n",
        MALFORMED,
        "6:11",
        "did you mean 'num_extreme'?",
    ),
    BrokenFile(
        "expectation of nothing",
        NORMAL + "expect: [{concept: nash}]\n",
        MALFORMED,
        "6:10",
        "something that must come out",
    ),
    BrokenFile(
        "fraction of equilibria",
        NORMAL + "expect: [{num_extreme: 1/2}]\n",
        MALFORMED,
        "6:24",
        "a whole number of at least 0",
    ),
    BrokenFile(
        "unknown quantifier",
        NORMAL + "expect: [{equilibrium: most, num_pure: 2}]\n",
        MALFORMED,
        "6:24",
        "'some' or 'every'",
    ),
    BrokenFile(
        "probability as a list",
        NORMAL + "expect: [{probability: [1/2]}]\n",
        MALFORMED,
        "6:24",
        "as a mapping, got a list",
    ),
    BrokenFile(
        "probability of a word",
        NORMAL + "expect: [{probability: {row: {Top: likely}}}]\n",
        MALFORMED,
        "6:36",
        "got 'likely' as 'Top'",
    ),
    BrokenFile(
        "probability of a player",
        NORMAL + "expect: [{probability: {row: 1/2}}]\n",
        MALFORMED,
        "6:30",
        "'row' in 'probability'",
    ),
    BrokenFile("yes for true", NORMAL + "expect: [{unique_outcome: yes}]\n", MALFORMED, "6:27", "'true' or 'false'"),
    BrokenFile("path as text", NORMAL + "expect: [{path: Top}]\n", MALFORMED, "6:17", "as a list, got 'Top'"),
    BrokenFile(
        "expect as a mapping",
        NORMAL + "expect: {num_extreme: 3}\n",
        MALFORMED,
        "6:9",
        "'expect' as a list, got a mapping",
    ),
]
BROKEN_FILES = [
    *SYNTAX, *SIZE, *KEYS, *LATER, *PARAMETERS, *TABLES, *TREES, *STAGED, *EXPECTATIONS
]  # fmt: skip
SOUND_FILES = {"normal": NORMAL, "formulas": FORMULAS, "flat": FLAT, "tree": TREE, "stages": STAGES}
