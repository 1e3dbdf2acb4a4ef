"""The many equal lines of large files, a node or an outcome each, read without the general parser."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gametheory.errors import MalformedGameFileError
from gametheory.io.prescan import to_source
from gametheory.io.yaml_nodes import MAX_NODES, Document, Mapping, Scalar, Sequence, parse_nodes

if TYPE_CHECKING:
    from gametheory.io.prescan import Source
    from gametheory.io.yaml_nodes import Node

MAX_LINE_DEPTH = 4
"""Mappings inside one another on a line; others are left to the general parser."""

MAX_KEY = 500
"""Characters of a name before ``:``; YAML itself allows no more than 1,024."""

_WORD = r"[\w./+()'-]"
_SCALAR = rf'(?:"[^"\\\r\n\t]*+"|-?[\w./+]{_WORD}*+(?:[ :]{_WORD}++)*+)'
_PAIR = re.compile(
    rf"({_SCALAR}): (?:(\{{)|(?:\[({_SCALAR}(?:, {_SCALAR})*+)\]|({_SCALAR}))(\}}*+)(, |\n(?:  (?! ))?+))"
)
_ITEM = re.compile(_SCALAR)
_HEAD = re.compile(r"^(?:nodes|outcomes):\n(?=  \S)", re.MULTILINE)
_BEHIND = re.compile(r"\w|\Z")


@dataclass(frozen=True, slots=True)
class _Section:
    """The lines under a key, and the offsets of the key, of the first line and behind the last one."""

    lines: Mapping
    key: int
    start: int
    end: int


def read_game_nodes(data: bytes | str, path: str) -> Document:
    """Return the nodes of a game file, as ``read_nodes`` does; large trees in the flat form are read faster.

    Raises
    ------
    MalformedGameFileError
        As for ``read_nodes``.

    Notes
    -----
    Lines such as ``  n1: {player: ann, actions: {In: n2, Out: n5}}`` right under ``nodes:`` or ``outcomes:`` are taken
    apart by one pattern. The rest of the file, with blanks in their place, goes through the general parser, and so does
    the whole file wherever anything is not as simple as that: no mistake is told from here.
    """
    source = to_source(data, path)
    sections = _sections(source.text)
    return (_joined(source, sections) if sections else None) or parse_nodes(source)


def _sections(text: str) -> list[_Section]:
    """Return the sections all of whose lines are simple."""
    found = []
    texts: dict[str, str] = {}
    position = 0
    while head := _HEAD.search(text, position):
        reader = _LineReader(texts)
        position = reader.read(text, head.end() + 2)
        if reader.is_complete and _BEHIND.match(text, position):
            found.append(_Section(reader.lines, head.start(), head.end(), position))
    return found


def _joined(source: Source, sections: list[_Section]) -> Document | None:
    """Return the document with its sections in their places, or None where they are not what they seem to be."""
    pieces = []
    position = 0
    for section in sections:
        pieces += [source.text[position : section.start], " " * (section.end - section.start - 1), "\n"]
        position = section.end
    try:
        document = parse_nodes(replace(source, text="".join([*pieces, source.text[position:]])))
    except MalformedGameFileError:
        return None
    root = document.root
    if not isinstance(root, Mapping) or document.mistakes or source.text[root.start] == "{":
        return None
    positions = {key.start: index for index, key in enumerate(root.keys)}
    for section in sections:
        index = positions.get(section.key)
        value = None if index is None else root.values[index]
        if index is None or not isinstance(value, Scalar) or value.style or value.text:
            return None
        root.values[index] = section.lines
    return Document(root, source, ())


class _LineReader:
    """Takes lines apart: the mappings that are open, and the outermost one."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.lines = Mapping([], [], 0)
        self.is_complete = False
        """Whether what was read ends with a line, and no key stands twice."""
        self._texts = texts
        self._num_nodes = 0

    def read(self, text: str, position: int) -> int:
        """Read pairs from the first name on; return the offset behind the last one that is simple."""
        self.lines.start = position
        stack = [self.lines]
        is_simple = True
        while is_simple and (match := _PAIR.match(text, position)):
            position = match.end()
            mapping = stack[-1]
            mapping.keys.append(self._scalar(match, 1))
            is_simple = match.end(1) - match.start(1) <= MAX_KEY
            if match[2] is not None:
                stack.append(Mapping([], [], match.start(2)))
                mapping.values.append(stack[-1])
                is_simple &= len(stack) <= MAX_LINE_DEPTH + 1
                continue
            mapping.values.append(self._list(match) if match[3] is not None else self._scalar(match, 4))
            is_simple &= self._close(stack, len(match[5])) and (len(stack) == 1) == (match[6] != ", ")
            if match[6] == "\n":
                break
        is_ended = text.endswith("\n", 0, position) and len(stack) == 1
        self.is_complete = is_simple and is_ended and _are_different(self.lines) and self._num_nodes <= MAX_NODES
        return position

    def _scalar(self, match: re.Match[str], group: int) -> Scalar:
        start, end = match.span(group)
        return self._to_scalar(match[group], start, end)

    def _to_scalar(self, written: str, start: int, end: int) -> Scalar:
        self._num_nodes += 1
        style = '"' if written[0] == '"' else ""
        text = written[1:-1] if style else written
        return Scalar(self._texts.setdefault(text, text), style, start, end)

    def _list(self, match: re.Match[str]) -> Sequence:
        """Return a list of scalars."""
        start, end = match.span(3)
        items: list[Node] = [
            self._to_scalar(item[0], *item.span()) for item in _ITEM.finditer(match.string, start, end)
        ]
        return Sequence(items, start - 1)

    @staticmethod
    def _close(stack: list[Mapping], count: int) -> bool:
        """Close mappings; return whether they were open and no key of theirs stands twice."""
        if count >= len(stack):
            return False
        closed = stack[len(stack) - count :]
        del stack[len(stack) - count :]
        return all(map(_are_different, closed))


def _are_different(mapping: Mapping) -> bool:
    """Whether no key of a mapping stands twice."""
    return len({key.text for key in mapping.keys}) == len(mapping.keys)
