"""Rows of what must come out are kept as written and checked for their shape."""

from __future__ import annotations

import pytest

from gametheory.io.expectations_section import read_expectations
from gametheory.models.places import Place
from unit.io.readings import reading_of, sentences


def test_a_row_is_kept_as_written() -> None:
    reading, node = reading_of(
        "- {at: {fee: 0.10}, concept: nash, equilibrium: every, num_extreme: 3, value: 1/2, path: [In, Out],\n"
        "   probability: {a: {demand: {Yes: 1, No: null}, set: {L: 1/3}}}, payoffs: {a: 3}, unique_outcome: true}\n"
    )
    (row,) = read_expectations(reading, node)
    assert sentences(reading) == []
    assert dict(row.values) == {
        "at": {"fee": "0.10"}, "concept": "nash", "equilibrium": "every", "num_extreme": "3", "value": "1/2",
        "path": ("In", "Out"), "probability": {"a": {"demand": {"Yes": "1", "No": "null"}, "set": {"L": "1/3"}}},
        "payoffs": {"a": "3"}, "unique_outcome": "true",
    }  # fmt: skip
    assert row.places[()] == Place(1, 3)
    assert row.places["probability", "a", "demand", "Yes"] == Place(2, 36)
    assert row.places["path", 1] == Place(1, 95)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{}", ["1:1: expected 'expect' as a list, got a mapping"]),
        ("[3]", ["1:2: expected a row of 'expect' as a mapping, got '3'"]),
        ("[{threshold: 3}]", ["1:14: expected 'threshold' of 'expect' as a mapping, got '3'"]),
        (
            "[{threshold: {fee: [1/3, high]}}]",
            ["1:26: expected a number such as 3, 0.15 or -1/3, got 'high' as 'fee' in 'threshold' of 'expect'"],
        ),
        ("[{beliefs: 3}]", ["1:12: expected 'beliefs' of 'expect' as a mapping, got '3'"]),
        (
            "[{beliefs: {a: {b: 1}}}]",
            ["1:20: expected 'b' in 'a' in 'beliefs' of 'expect' as a mapping, got '1'"],
        ),
        ("[{value: many}]", ["1:10: expected a number such as 3, 0.15 or -1/3, got 'many' as 'value' of 'expect'"]),
        ("[{num_pure: 1, concept: [nash]}]", ["1:25: expected 'concept' of 'expect' as text, got a list"]),
        ("[{payoffs: {a: [1]}}]", ["1:16: expected 'a' in 'payoffs' of 'expect' as a number, got a list"]),
        (
            "[{num_pure: 1, at: {fee: x}}]",
            ["1:26: expected a number such as 3, 0.15 or -1/3, got 'x' as 'fee' in 'at' of 'expect'"],
        ),
        ("[{unique_outcome: []}]", ["1:19: expected 'unique_outcome' of 'expect' as text, got a list"]),
    ],
)
def test_other_rows_are_told(text: str, expected: list[str]) -> None:
    reading, node = reading_of(text)
    read_expectations(reading, node)
    assert sentences(reading) == expected
