"""Targets of a calibration, as a text names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.io.prescan import Content
from gametheory.io.reading import Reading
from gametheory.io.yaml_nodes import Scalar, Sequence, read_nodes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.io.yaml_nodes import Node


def read_target_text(text: str) -> Mapping[str, object]:
    """Return the targets in a text, scalars as they are written.

    Parameters
    ----------
    text
        YAML or JSON: a mapping.

    Raises
    ------
    MalformedGameFileError
        If it is none.

    Examples
    --------
    >>> read_target_text("profile: {amazon: Ignore, seller: {List: 1/3, Leave: 2/3}}")
    {'profile': {'amazon': 'Ignore', 'seller': {'List': '1/3', 'Leave': '2/3'}}}
    """
    document = read_nodes(text, "<target>", Content.PROFILE)
    reading = Reading(document.source, None, list(document.mistakes))
    mapping = reading.mapping(document.root, "a target")
    if mapping is None or reading.num_mistakes:
        reading.stop()
    return {key.text: _value(value) for key, value in mapping.items()}


def _value(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_value(item) for item in node.items]
    return {key.text: _value(value) for key, value in node.items()}
