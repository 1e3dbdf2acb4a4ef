"""Nodes keep the text as written, and know where it stands."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gametheory.errors import MalformedGameFileError
from gametheory.io import yaml_nodes
from gametheory.io.yaml_nodes import Mapping, Node, Scalar, Sequence, kind_of, read_nodes


def plain(node: Node) -> object:
    """Return a node as lists, dictionaries and texts."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.items()}
    return [plain(item) for item in node.items] if isinstance(node, Sequence) else node.text


def read(text: str | bytes) -> object:
    return plain(read_nodes(text, "x").root)


def test_scalars_are_the_text_as_written() -> None:
    assert read("{a: 0.10, no: no, 1: 2024-01-01, b: ~, c: '1', d: 1e3, e: }") == {
        "a": "0.10", "no": "no", "1": "2024-01-01", "b": "~", "c": "1", "d": "1e3", "e": "",
    }  # fmt: skip


def test_json_is_yaml() -> None:
    value = {"a": [1, {"b": 'é "quoted"'}], "c": None}
    assert read(json.dumps(value)) == {"a": ["1", {"b": 'é "quoted"'}], "c": "null"}
    assert read(json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\r\n")) == read(json.dumps(value))


def test_windows_files_have_the_same_places() -> None:
    text = "\ufeffa: 1\r\nb:\r\n  - c\r\n"
    document = read_nodes(text.encode(), "x")
    assert isinstance(document.root, Mapping)
    items = document.root.get("b")
    assert isinstance(items, Sequence)
    assert document.source.line_and_column(items.items[0].start) == (3, 5)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a: 'it''s'", "'it''s'"),
        ("a: &x  plain # c", "plain"),
        ("a: &x # c\n  # d\n  plain", "plain"),
        ("a: &x\nb: 1", ""),
        ('a: &x "q"', '"q"'),
        ("a: >\n  b\n  c\nd: 1", ">\n  b\n  c\n"),
    ],
)
def test_a_scalar_knows_its_characters(text: str, written: str) -> None:
    root = read_nodes(text, "x").root
    assert isinstance(root, Mapping)
    scalar = root.values[0]
    assert isinstance(scalar, Scalar)
    assert text[scalar.start : scalar.end] == written


def test_aliases_repeat_a_node() -> None:
    assert read("a: &x [1, 2]\nb: *x\nc: &y z\nd: {*y : *y}") == {
        "a": ["1", "2"], "b": ["1", "2"], "c": "z", "d": {"z": "z"},
    }  # fmt: skip


def test_an_anchor_may_stand_before_nothing() -> None:
    assert read("a: &x") == {"a": ""}
    assert read("[&x , *x ]") == ["", ""]


def test_duplicates_are_told_and_the_first_kept() -> None:
    document = read_nodes("a: 1\nb: {c: 1, c: 2, c: 3}\na: 2", "x")
    assert plain(document.root) == {"a": "1", "b": {"c": "1"}}
    assert [(mistake.line, mistake.column) for mistake in document.mistakes] == [(2, 11), (2, 17), (3, 1)]
    assert "got 'c' again (first at 2:5)" in document.mistakes[0].message


def test_so_many_duplicates_are_told_in_part() -> None:
    assert len(read_nodes("{" + "a: 1, " * 1_000 + "}", "x").mistakes) == yaml_nodes.MAX_MISTAKES


def test_as_deep_as_allowed() -> None:
    assert read("[" * 64 + "]" * 64) is not None
    with pytest.raises(MalformedGameFileError, match="x:1:65: expected at most 64 levels"):
        read("[" * 65 + "]" * 65)


def test_too_many_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_nodes, "MAX_NODES", 5)
    assert read("[a, b, c, d]") is not None
    with pytest.raises(MalformedGameFileError, match="x:1:1: expected at most 5 values and names, got more"):
        read("[a, b, c, d, e]")


def test_the_python_parser_gives_the_same_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [1, 'two', \"three\"] # c\nb: &x {c: >\n  folded\n  text\n}\nd: *x\n".replace(
        "{c: >\n  folded\n  text\n}", "{c: d}"
    )
    expected = read(text)
    monkeypatch.setattr(yaml_nodes, "Loader", yaml.SafeLoader)
    assert read(text) == expected
    with pytest.raises(MalformedGameFileError, match="x:2:1: expected ',' or ']', got the end of the file"):
        read("a: [1, 2\n")


def test_the_c_parser_is_used_where_it_exists() -> None:
    assert getattr(yaml, "CSafeLoader", yaml.SafeLoader) is yaml_nodes.Loader


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{}", "a mapping"),
        ("[]", "a list"),
        ("~", "nothing"),
        ("null", "nothing"),
        ("'null'", "'null'"),
        ("x" * 70, f"'{'x' * 60}…'"),
    ],
)
def test_kinds_of_nodes(text: str, kind: str) -> None:
    assert kind_of(read_nodes(text, "x").root) == kind


def test_missing_keys_have_no_value() -> None:
    root = read_nodes("a: 1", "x").root
    assert isinstance(root, Mapping)
    assert root.get("b") is None


@given(
    st.recursive(
        st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")),
        lambda values: st.lists(values) | st.dictionaries(st.text("abc"), values),
        max_leaves=20,
    )
)
def test_any_json_reads_as_it_is(value: object) -> None:
    assert read(json.dumps(value, ensure_ascii=False)) == value
