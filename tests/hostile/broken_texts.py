"""Texts that are not YAML, or larger, deeper or further expanded than a file may be."""

from __future__ import annotations

from hostile.broken_file import FORMULAS, MALFORMED, NORMAL, BrokenFile, changed, normal_with_actions


def alias_bomb() -> str:
    """Nine levels of nine aliases: 400 million nodes if expanded."""
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 10)]
    return "\n".join(lines)


def alias_ladder() -> str:
    """Each line one level deeper through an alias."""
    return "a0: &a0 [x]\n" + "\n".join(f"a{level}: &a{level} [*a{level - 1}]" for level in range(1, 100))


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
    BrokenFile("random bytes", bytes(range(256)) * 40, MALFORMED, "3:115", "byte 0x80"),
    BrokenFile("tab as indentation", "players:\n\ta: A\n", MALFORMED, "2:1", "got a tab"),
    BrokenFile("two documents", NORMAL + "---\n" + NORMAL, MALFORMED, "6:1", "expected one document, got a second"),
    BrokenFile("text after the end", NORMAL + "...\nx", MALFORMED, "7:1", "expected one YAML document"),
    BrokenFile(
        "custom tag", "title: !!python/object:os.system [ls]", MALFORMED, "1:8", "tag '!!python/object:os.system'"
    ),
    BrokenFile("local tag", changed(NORMAL, "[Top", "!secret [Top"), MALFORMED, "4:16", "tag '!secret'"),
    BrokenFile("tag of a number", "gametheory: !!int 1", MALFORMED, "1:13", "tag '!!int'"),
    BrokenFile("tab inside a text", "title: one\n\ttwo\n", MALFORMED, "2:1", "spaces as indentation, got a tab"),
    BrokenFile("tab in a block", "title: |\n\ttwo\n", MALFORMED, "2:1", "spaces as indentation, got a tab"),
    BrokenFile("tag directive", "%TAG ! tag:x,2000:\n---\na: 1", MALFORMED, "1:1", "directive '%TAG"),
    BrokenFile("two directives", "%YAML 1.2\n%YAML 1.2\n---\na: 1", MALFORMED, "2:1", "another directive"),
    BrokenFile(
        "unclosed bracket", "players: [a, b\n", MALFORMED, "2:1", "expected ',' or ']', got the end of the file"
    ),
    BrokenFile("unclosed brace", "players: {a: A", MALFORMED, "1:15", "expected ',' or '}'"),
    BrokenFile("wrong bracket", "players: {a: [b}", MALFORMED, "1:16", "expected ',' or ']', got '}'"),
    BrokenFile("unclosed quote", "title: 'never ends\nform: normal\n", MALFORMED, "3:1", "closing quote"),
    BrokenFile("unknown escape", 'title: "\\q"', MALFORMED, "1:9", "known escape"),
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
