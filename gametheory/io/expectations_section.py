"""The section ``expect``: kept as written, checked for its shape."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from gametheory.io.keys import SECTIONS
from gametheory.io.yaml_nodes import Mapping, Scalar, Sequence, kind_of
from gametheory.models.definitions import Expectation

if TYPE_CHECKING:
    from gametheory.io.reading import Reading
    from gametheory.io.yaml_nodes import Node
    from gametheory.models.places import Place

    Path = tuple[str | int, ...]

_WORDS = {"quantifier": ("some", "every"), "yes_or_no": ("true", "false")}


def read_expectations(reading: Reading, node: Node) -> tuple[Expectation, ...]:
    """Return the rows of ``expect``."""
    rows = [_read_row(reading, item) for item in reading.items(node, "'expect'")]
    return tuple(row for row in rows if row is not None)


def _read_row(reading: Reading, node: Node) -> Expectation | None:
    mapping = reading.mapping(node, "a row of 'expect'")
    if mapping is None:
        return None
    before = reading.num_mistakes
    fields = reading.known_fields(mapping, SECTIONS["expectation"], "a row of 'expect'")
    if not set(fields) - {"at", "concept", "equilibrium"} and reading.num_mistakes == before:
        reading.malformed(
            node, "expected something that must come out in a row of 'expect', such as num_extreme, got nothing"
        )
    for known_key in SECTIONS["expectation"]:
        if known_key.name in fields:
            _check_shape(reading, known_key.shape, fields[known_key.name][1], f"{known_key.name!r} of 'expect'")
    values = _Values(reading, {(): reading.place(node)})
    return Expectation(
        MappingProxyType({name: values.read(value, (name,)) for name, (_, value) in fields.items()}),
        MappingProxyType(values.places),
    )


def _check_shape(reading: Reading, shape: str, node: Node, what: str) -> None:
    """Tell where a value does not have the shape that its key asks for."""
    if shape == "text":
        reading.text(node, what)
    elif shape == "count":
        reading.count(node, what)
    elif shape == "number":
        reading.number(node, what)
    elif shape == "texts":
        reading.texts(node, what)
    elif shape == "thresholds":
        _check_thresholds(reading, node, what)
    elif shape in _WORDS:
        text = reading.text(node, what)
        if text is not None and text not in _WORDS[shape]:
            reading.malformed(node, f"expected {' or '.join(map(repr, _WORDS[shape]))} as {what}, got {kind_of(node)}")
    else:
        _check_numbers(reading, node, what, shape=shape, depth=3 if shape in {"probabilities", "beliefs"} else 1)


def _check_thresholds(reading: Reading, node: Node, what: str) -> None:
    """Tell where numbers by parameter, or lists of numbers, are something else."""
    mapping = reading.mapping(node, what)
    for key, value in mapping.items() if mapping is not None else ():
        name = f"{key.text!r} in {what}"
        for item in value.items if isinstance(value, Sequence) else (value,):
            reading.number(item, name)


def _check_numbers(reading: Reading, node: Node, what: str, *, shape: str, depth: int) -> None:
    """Tell where numbers by name are something else: beliefs stand three levels deep, probabilities two or three."""
    mapping = reading.mapping(node, what)
    for key, value in mapping.items() if mapping is not None else ():
        name = f"{key.text!r} in {what}"
        if depth > 1 and (depth == 3 or shape == "beliefs" or isinstance(value, Mapping)):
            _check_numbers(reading, value, name, shape=shape, depth=depth - 1)
        elif not (isinstance(value, Scalar) and value.text == "null"):
            reading.number(value, name)


@dataclass(slots=True)
class _Values:
    """Nodes as plain values, and where each stands."""

    reading: Reading
    places: dict[Path, Place]

    def read(self, node: Node, path: Path) -> object:
        """Return the value of a node."""
        if path:
            self.places[path] = self.reading.place(node)
        if isinstance(node, Scalar):
            return node.text
        if isinstance(node, Sequence):
            return tuple(self.read(item, (*path, index)) for index, item in enumerate(node.items))
        return MappingProxyType({key.text: self.read(value, (*path, key.text)) for key, value in node.items()})
