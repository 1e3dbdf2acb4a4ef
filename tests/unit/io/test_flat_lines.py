"""Simple lines are read as the general parser reads them, and nothing else is."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gametheory.errors import MalformedGameFileError
from gametheory.io import flat_lines
from gametheory.io.flat_lines import MAX_KEY, read_game_nodes
from gametheory.io.yaml_nodes import Mapping, Node, Scalar, parse_nodes, read_nodes
from hostile.broken_file import FLAT, NORMAL, TREE

HEAD = "title: é\nnodes:\n"
SIMPLE = {
    "one node": HEAD + "  n0: {payoffs: [1, -2/3]}\n",
    "moves": HEAD + "  n0: {player: ann, infoset: h 1, actions: {In: n1, Out: n2}}\n  n1: {outcome: null}\n",
    "chance": HEAD + "  n0: {chance: null, branches: {Up: {probability: 1/3, next: n1}, Down: {next: n2}}}\n",
    "quotes": HEAD + '  "n 0": {label: " a, b: {c} ", payoffs: ["1/2"]}\n',
    "signs": HEAD + "  n-0: {label: Don't (ever) do + this., payoffs: [+1, .5, a-]}\n",
    "colons": HEAD + "  ann:1: {infoset: ann:1:2, label: ./a+b}\n",
    "other letters": HEAD + "  ä1: {label: 选择 二}\n  ß: {label: 🂡}\n",
    "a key behind": HEAD + "  n0: {label: a}\noutcomes:\n  o1: {payoffs: [1, 2]}\nunit: euro\n",
    "nodes in a text before": "story: >\n  nodes:\n\n  n0: {label: a}\n" + HEAD + "  n0: {label: a}\n",
}
OTHERWISE = {
    "a flow mapping around": "{title: x,\nnodes:\n  n0: {label: a}\n}",
    "a list around": "title: [\nnodes:\n  n0: {label: a}\n]\n",
    "a block scalar around": "--- |\nnodes:\n  n0: {label: a}\n",
    "quotes around": 'title: "\nnodes:\n  n0: {label: a}\n"\n',
    "a comment behind": HEAD + "  n0: {label: a}\n# more\n  n1: {label: b}\n",
    "an empty line": HEAD + "  n0: {label: a}\n\n  n1: {label: b}\n",
    "a block below": HEAD + "  n0: {label: a}\n  n1:\n    label: b\n",
    "an alias": HEAD + "  n0: &x {label: a}\n  n1: *x\n",
    "an escape": HEAD + '  n0: {label: "a\\n"}\n',
    "single quotes": HEAD + "  n0: {label: 'a'}\n",
    "no last line end": HEAD + "  n0: {label: a}",
    "carriage returns": "nodes:\r\n  n0: {label: a}\r\n",
    "keys twice": HEAD + "  n0: {label: a, label: b}\n  n0: {label: c}\n",
    "nodes twice": HEAD + "  n0: {label: a}\nnodes:\n  n1: {label: b}\n",
    "an empty mapping": HEAD + "  n0: {}\n",
    "a node without braces": HEAD + "  n0: a\n",
    "a line that goes on": HEAD + "  n0: {label: a,\n  x: b}\n",
    "one brace too many": HEAD + "  n0: {label: a}}\n",
    "one brace too few": HEAD + "  n0: {label: {a: b}\n",
    "a dash": HEAD + "  n0: {label: - a}\n",
    "two blanks": HEAD + "  n0: {label: a  b}\n",
    "deeper lines": HEAD + "  n0: {label: a}\n   n1: {label: b}\n",
    "a long name": HEAD + f"  {'n' * 1_030}: {{label: a}}\n",
    "many braces": HEAD + "  n0: " + "{a: " * 70 + "b" + "}" * 70 + "\n",
    "a mistake elsewhere": "title: [\n" + HEAD + "  n0: {label: a}\n",
}


def plain(node: Node) -> Any:
    """A node with all places as lists and texts."""
    if isinstance(node, Scalar):
        return (node.text, node.style, node.start, node.end)
    if isinstance(node, Mapping):
        pairs = [(plain(key), plain(value)) for key, value in node.items()]
        return ("mapping", node.start, node.has_duplicates, pairs)
    return ("list", node.start, [plain(item) for item in node.items])


def outcome(read: Any, text: str) -> Any:
    """What a reader gives: nodes and mistakes, or the sentences of its error."""
    try:
        document = read(text, "x")
    except MalformedGameFileError as error:
        return error.mistakes
    return plain(document.root), document.mistakes, document.source.text


@pytest.mark.parametrize("text", SIMPLE.values(), ids=SIMPLE.keys())
def test_simple_lines_are_read_as_the_parser_reads_them(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = outcome(read_nodes, text)
    parsed = []
    monkeypatch.setattr(flat_lines, "parse_nodes", lambda source: parsed.append(source.text) or parse_nodes(source))
    assert outcome(read_game_nodes, text) == expected
    assert len(parsed) == 1
    assert "\n  n0: {" not in parsed[0].partition("\nnodes:")[2]


@pytest.mark.parametrize("text", [*OTHERWISE.values(), FLAT, NORMAL, TREE, "", "nodes:\n  "])
def test_all_else_is_left_to_the_parser(text: str) -> None:
    assert outcome(read_game_nodes, text) == outcome(read_nodes, text)


@pytest.mark.parametrize("length", [MAX_KEY, MAX_KEY + 1, 1_024, 1_025])
def test_long_names(length: int) -> None:
    for text in (f"{HEAD}  {'n' * length}: {{label: a}}\n", f"{HEAD}  n0: {{{'n' * length}: {'a' * 2_000}}}\n"):
        assert outcome(read_game_nodes, text) == outcome(read_nodes, text)


CHANGES = ["", " ", ":", "-", "{", "}", ",", "\n", '"', "#", "x", ": ", "[", "?", "&a ", "- ", "'", "("]


@given(some.integers(0, 2**32))
def test_lines_with_characters_changed(seed: int) -> None:
    """One or two characters of a sound file are replaced, or others put before them."""
    rng = random.Random(seed)
    text = rng.choice([*SIMPLE.values(), FLAT])
    for _ in range(rng.randint(1, 2)):
        place = rng.randrange(len(text))
        text = text[:place] + rng.choice(CHANGES) + text[place + rng.randint(0, 1) :]
    assert outcome(read_game_nodes, text) == outcome(read_nodes, text)
