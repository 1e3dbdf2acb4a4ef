"""The section `policies` of a game file."""

from __future__ import annotations

import re
from io import StringIO

import pytest

from gametheory import GameModel, load
from gametheory.errors import MalformedGameFileError
from gametheory.io.schema import game_file_schema

HEAD = """gametheory: 1
form: normal
parameters: {fee: {value: 1/4, range: [0, 1], assumption: a quarter}}
players: {shop: Shop}
actions: {shop: [Sell, Close]}
payoffs: {shop: 1 - fee}
policies:
"""


def read(policies: str) -> GameModel:
    return load(StringIO(HEAD + policies))


def test_all_parts() -> None:
    text = (
        "  a: {label: A, meaning: what, source: law, set: {fee: 0.1}, remove: {shop: [Sell]}, add: {shop: [Rent]}}\n"
        "  b: {assumption: x, set: {fee: fee / 2}}\n"
    )
    first, second = read(text).description.policies.values()
    assert (first.name, first.label, first.meaning, first.source, first.assumption) == ("a", "A", "what", "law", None)
    assert [action.name for action in first.removed["shop"]] == ["Sell"]
    assert [action.name for action in first.added["shop"]] == ["Rent"]
    assert (first.values["fee"].text, second.values["fee"].text) == ("1/10", "fee / 2")
    assert first.place_of("remove", "shop").line == 8


@pytest.mark.parametrize(
    ("policies", "sentence"),
    [
        ("  a: {}\n", "8:6: expected one of the keys 'set', 'remove', 'add' and 'stages' in policy 'a', got none"),
        ("  a: {sets: {fee: 1}}\n", "8:7: expected a known key in policy 'a', got 'sets'; did you mean 'set'?"),
        ("  a: {set: 3}\n", "expected 'set' of policy 'a' as a mapping"),
        ("  a: {remove: {shop: Sell}}\n", "expected 'shop' in 'remove' of policy 'a' as a list"),
        ("  a: {set: {fee: [1]}}\n", "expected 'fee' in 'set' of policy 'a' as a formula"),
        ("  a: 3\n", "expected policy 'a' as a mapping"),
        ("  a: {stages: {s: {whn: 1}}}\n", "in stage 's' in policy 'a', got 'whn'; did you mean 'when'?"),
        ("  - a\n", "expected 'policies' as a mapping"),
    ],
)
def test_mistakes_of_the_format(policies: str, sentence: str) -> None:
    with pytest.raises(MalformedGameFileError, match=re.escape(sentence)):
        read(policies)


def test_the_schema_knows_policies() -> None:
    schema = game_file_schema()
    assert schema["properties"]["policies"]["$ref"] == "#/$defs/policies"
    assert set(schema["$defs"]["policy"]["properties"]) >= {"set", "remove", "add", "stages", "assumption"}
