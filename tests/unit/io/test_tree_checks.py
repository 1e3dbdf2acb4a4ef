"""Named nodes have to make one tree."""

from __future__ import annotations

import pytest

from gametheory.io.tree_section import read_tree
from unit.io.readings import fields_of, sentences


def told(nodes: str) -> list[str]:
    reading, fields = fields_of("nodes:\n" + nodes)
    read_tree(reading, fields, {"a": None})
    return sentences(reading)


END = "  end: {payoffs: [1]}\n"


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        ("  x: {player: a, actions: {A: end}}\n" + END, []),
        (
            "  x: {player: a, actions: {A: end, B: end, C: x, D: edn}}\n" + END,
            [
                "2:39: expected each node to be reached once, got 'end' again (first from 2:31); copy it",
                "2:47: expected a node further on, got the first node, 'x'",
                "2:53: expected the name of a node, got 'edn'; did you mean 'end'?",
            ],
        ),
        (
            "  x: {payoffs: [1]}\n  y: {player: a, actions: {A: end}}\n" + END,
            ["3:3: expected a branch that leads to node 'y', got none; remove the node"],
        ),
        (
            "  x: {payoffs: [1]}\n  y: {player: a, actions: {A: z, B: end}}\n  z: {player: a, actions: {A: y}}\n" + END,
            ["3:3: expected a way from the first node, 'x', to node 'y', got the circle 'z', 'y'"],
        ),
        (
            "  x: {payoffs: [1]}\n  y: {player: a, actions: {A: y}}\n  z: {player: a, actions: {A: z}}\n",
            [
                "3:3: expected a way from the first node, 'x', to node 'y', got the circle 'y'",
                "4:3: expected a way from the first node, 'x', to node 'z', got the circle 'z'",
            ],
        ),
        ("  x: {payoffs: [1]}\n" + END, ["3:3: expected a branch that leads to node 'end', got none; remove the node"]),
        (
            "  x: {player: a, infoset: h, actions: {A: y, B: e1}}\n  y: {player: a, infoset: h, actions: "
            "{B: e2, A: e3}}\n"
            "  e1: {payoffs: [1]}\n  e2: {payoffs: [1]}\n  e3: {payoffs: [1]}\n",
            ["3:3: expected the actions 'A', 'B' as at the other node of information set 'h' (at 2:3), got 'B', 'A'"],
        ),
    ],
)
def test_sentences(nodes: str, expected: list[str]) -> None:
    assert told(nodes) == expected


def test_long_circles_take_linear_time() -> None:
    count = 20_000
    circle = "".join(f"  n{at}: {{player: a, actions: {{A: n{(at + 1) % count}}}}}\n" for at in range(count))
    (sentence,) = told("  x: {payoffs: [1]}\n" + circle)
    assert "(20000 in all)" in sentence
