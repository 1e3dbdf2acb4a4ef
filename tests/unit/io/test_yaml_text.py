"""Texts are quoted where they have to be, and read back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory.errors import InvalidGameError
from gametheory.io.yaml_nodes import Mapping, Scalar, Sequence, read_nodes
from gametheory.io.yaml_text import block_key, flow_list, flow_mapping, to_yaml

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize("text", ["Monitor", "Keep parity", "a.b (c)", "it's", "Überlegen", "a-b"])
def test_plain_texts_stay_plain(text: str) -> None:
    assert to_yaml(text) == text


@pytest.mark.parametrize(
    "text", ["", "no", "Null", "1", "1/2", " a", "a ", "a: b", "a #b", "[", "a,b", "-", "é\n", "y"]
)
def test_other_texts_are_quoted(text: str) -> None:
    assert to_yaml(text).startswith('"')


@given(TEXTS)
def test_values_read_back(text: str) -> None:
    root = read_nodes(f"a: {to_yaml(text)}", "x").root
    assert isinstance(root, Mapping)
    assert isinstance(root.values[0], Scalar)
    assert root.values[0].text == text
    assert not root.values[0].is_empty


@given(st.dictionaries(TEXTS, TEXTS), st.lists(TEXTS))
def test_mappings_and_lists_read_back(mapping: dict[str, str], items: list[str]) -> None:
    text = f"{flow_mapping((key, to_yaml(value)) for key, value in mapping.items())}"
    root = read_nodes(f"a: {text}\nb: {flow_list(map(to_yaml, items))}", "x").root
    assert isinstance(root, Mapping)
    read, listed = root.values
    assert isinstance(read, Mapping)
    assert {key.text: value.text for key, value in read.items() if isinstance(value, Scalar)} == mapping
    assert isinstance(listed, Sequence)
    assert [item.text for item in listed.items if isinstance(item, Scalar)] == items


@pytest.mark.parametrize("length", [10, 499, 501, 1_001, 5_000])
def test_long_keys_read_back(length: int) -> None:
    name = "é:" * (length // 2)
    root = read_nodes(f"{block_key(name, '')} {flow_mapping([(name, '1')])}\n", "x").root
    assert isinstance(root, Mapping)
    assert root.keys[0].text == name
    inner = root.values[0]
    assert isinstance(inner, Mapping)
    assert inner.keys[0].text == name


def test_half_a_surrogate_pair_cannot_be_written() -> None:
    with pytest.raises(InvalidGameError, match="expected text that UTF-8 can hold"):
        to_yaml("a\ud800")
