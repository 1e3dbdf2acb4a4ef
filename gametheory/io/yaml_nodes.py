"""A file's text as a tree of nodes that know their place: scalars (as written), sequences and mappings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias, cast

import yaml

from gametheory.errors import FileMistake, MalformedGameFileError
from gametheory.io.prescan import Content, Source, to_source
from gametheory.io.yaml_errors import syntax_error

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 64
"""Collections inside one another, aliases expanded."""
MAX_NODES = 12_000_000
"""Nodes of a file."""
MAX_ALIAS_NODES = 100_000
"""Nodes that aliases add to those written down."""

MAX_MISTAKES = 200
"""Mistakes told at once."""

_ANCHOR = re.compile(r"&\w[\w-]*(?:[ \t\r\n]+(?:#[^\r\n]*)?)*")

Loader: type[Any] = cast("type[Any]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@dataclass(slots=True, eq=False)
class Scalar:
    """A text, a number or a name, as it is written.

    Parameters
    ----------
    text
        The value, without quotes; numbers and words such as ``no`` stay text.
    style
        ``""`` for a plain scalar, else ``'``, ``"``, ``|`` or ``>``.
    start, end
        Offsets of its first character (the quote, where there is one) and behind its last.
    """

    text: str
    style: str
    start: int
    end: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing, or a null, is written here."""
        return not self.style and self.text in ("", "~", "null")


@dataclass(slots=True, eq=False)
class Sequence:
    """A list: its nodes and the offset where it begins."""

    items: list[Node]
    start: int


@dataclass(slots=True, eq=False)
class Mapping:
    """Keys and values in the order of the file, the offset where it begins, and whether a key stood twice."""

    keys: list[Scalar]
    values: list[Node]
    start: int
    has_duplicates: bool = False

    def items(self) -> Iterator[tuple[Scalar, Node]]:
        """Yield the keys with their values."""
        return zip(self.keys, self.values, strict=True)

    def get(self, name: str) -> Node | None:
        """Return the value of a key, or None."""
        for key, value in self.items():
            if key.text == name:
                return value
        return None


Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(frozen=True)
class Document:
    """A parsed file.

    Parameters
    ----------
    root
        The outermost node.
    source
        Text and places.
    mistakes
        Keys that stand twice, found on the way; the later value is left out.
    """

    root: Node
    source: Source
    mistakes: tuple[FileMistake, ...]


def kind_of(node: Node) -> str:
    """Return what a node is in a reader's words."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    return "nothing" if node.is_empty else repr(node.text if len(node.text) <= 60 else node.text[:60] + "…")


def read_nodes(data: bytes | str, path: str, content: Content = Content.GAME) -> Document:
    """Return the nodes of a YAML 1.2 text (JSON included).

    Parameters
    ----------
    data
        The text, or its bytes in UTF-8.
    path
        Name of the file in errors.
    content
        What the file is about.

    Raises
    ------
    MalformedGameFileError
        If the text is not one YAML document, or is too large, too deep, or expands too far by aliases.

    Notes
    -----
    Reads the parser's events one by one, so that depth and aliases are refused as they come, before anything is built
    from them; nothing recurses. Linear in the size.
    """
    return parse_nodes(to_source(data, path, content))


def parse_nodes(source: Source) -> Document:
    """Return the nodes of a text that was checked before; otherwise as ``read_nodes``."""
    builder = _built(source, Loader)
    if builder.root is None:
        raise MalformedGameFileError(
            [FileMistake(f"expected a {source.content.value}, got an empty file")], source.path
        )
    return Document(builder.root, source, tuple(builder.mistakes))


def _built(source: Source, loader: type[Any]) -> _Builder:
    """Return the nodes of all events.

    The fast parser has a limit of depth of its own. It looks ahead, and stops before it has told the events up to
    there: the slow one, which has none, then tells the place where a file is too deep for this package.
    """
    builder = _Builder(source)
    try:
        for event in yaml.parse(source.text, Loader=loader):
            builder.add(event)
    except yaml.YAMLError as error:
        if loader is not yaml.SafeLoader and "nesting depth" in str(error):
            return _built(source, yaml.SafeLoader)
        raise syntax_error(error, source) from None
    return builder


@dataclass(slots=True)
class _Frame:
    """A collection that is still open."""

    node: Sequence | Mapping
    anchor: str | None
    key: Scalar | None = None
    num_nodes: int = 1
    height: int = 1


@dataclass(slots=True)
class _Anchored:
    """A node with an anchor: complete once ``node`` is there."""

    offset: int
    node: Node | None = None
    num_nodes: int = 0
    height: int = 0


@dataclass(slots=True)
class _Builder:
    """Puts events together; the state of one reading."""

    source: Source
    root: Node | None = None
    mistakes: list[FileMistake] = field(default_factory=list)
    _open: list[_Frame] = field(default_factory=list)
    _anchors: dict[str, _Anchored] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)
    _num_nodes: int = 0
    _num_alias_nodes: int = 0

    def add(self, event: Any) -> None:
        """Take the next event."""
        if isinstance(event, yaml.ScalarEvent):
            self._add_scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open_collection(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close_collection()
        elif isinstance(event, yaml.AliasEvent):
            self._add_alias(event)
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            mark: Any = event.start_mark
            raise self.source.malformed(
                mark.index,
                f"expected one document, got a second one; put each {self.source.content.value} into its own file",
            )

    def _add_scalar(self, event: Any) -> None:
        if event.tag is not None:
            self._refuse_tag(event)
        text = self._texts.setdefault(event.value, event.value)
        scalar = Scalar(text, event.style or "", event.start_mark.index, event.end_mark.index)
        if event.anchor is not None:
            anchored = self._anchor(event.anchor, scalar.start)
            behind = _ANCHOR.match(self.source.text, scalar.start, scalar.end)
            scalar.start = behind.end() if behind is not None else scalar.start
            anchored.node, anchored.num_nodes, anchored.height = scalar, 1, 0
        self._put(scalar, 1, 0)

    def _open_collection(self, event: Any) -> None:
        if event.tag is not None:
            self._refuse_tag(event)
        start = event.start_mark.index
        if len(self._open) >= MAX_DEPTH:
            hint = "; use 'nodes:' for deep trees" if self.source.content is Content.GAME else ""
            raise self.source.malformed(start, f"expected at most {MAX_DEPTH} levels of nesting, got more{hint}")
        node = Sequence([], start) if isinstance(event, yaml.SequenceStartEvent) else Mapping([], [], start)
        if event.anchor:
            self._anchor(event.anchor, start)
        self._open.append(_Frame(node, event.anchor))

    def _close_collection(self) -> None:
        frame = self._open.pop()
        if isinstance(frame.node, Mapping):
            self._drop_duplicates(frame.node)
        if frame.anchor:
            anchored = self._anchors[frame.anchor]
            anchored.node, anchored.num_nodes, anchored.height = frame.node, frame.num_nodes, frame.height
        self._put(frame.node, frame.num_nodes, frame.height)

    def _add_alias(self, event: Any) -> None:
        start = event.start_mark.index
        anchored = self._anchors.get(event.anchor or "")
        if anchored is None:
            raise self.source.malformed(start, f"expected the name of an anchor set above, got '*{event.anchor}'")
        if anchored.node is None:
            raise self.source.malformed(
                start, f"expected an anchor that is complete, got '*{event.anchor}' inside itself"
            )
        if len(self._open) + anchored.height > MAX_DEPTH:
            raise self.source.malformed(
                start, f"expected at most {MAX_DEPTH} levels of nesting, got more through '*{event.anchor}'"
            )
        self._num_alias_nodes += anchored.num_nodes
        if self._num_alias_nodes > MAX_ALIAS_NODES:
            raise self.source.malformed(
                start, f"expected aliases that add at most {MAX_ALIAS_NODES:,} nodes, got more with '*{event.anchor}'"
            )
        self._put(anchored.node, anchored.num_nodes, anchored.height)

    def _put(self, node: Node, num_nodes: int, height: int) -> None:
        """Hang a complete node where it belongs."""
        self._num_nodes += 1
        if self._num_nodes > MAX_NODES:
            raise self.source.malformed(node.start, f"expected at most {MAX_NODES:,} values and names, got more")
        if not self._open:
            self.root = node
            return
        frame = self._open[-1]
        frame.num_nodes += num_nodes
        if height >= frame.height:
            frame.height = height + 1
        if isinstance(frame.node, Sequence):
            frame.node.items.append(node)
        elif frame.key is None:
            frame.key = self._as_key(node)
        else:
            frame.node.keys.append(frame.key)
            frame.node.values.append(node)
            frame.key = None

    def _as_key(self, node: Node) -> Scalar:
        """Return a node that stands as a key."""
        if isinstance(node, Scalar):
            return node
        raise self.source.malformed(node.start, f"expected a name before ':', got {kind_of(node)}")

    def _anchor(self, name: str, offset: int) -> _Anchored:
        """Register an anchor whose node is not complete yet."""
        if name in self._anchors:
            line, column = self.source.line_and_column(self._anchors[name].offset)
            raise self.source.malformed(
                offset, f"expected different anchors, got '&{name}' again (first at {line}:{column}); rename one"
            )
        self._anchors[name] = _Anchored(offset)
        return self._anchors[name]

    def _refuse_tag(self, event: Any) -> NoReturn:
        start = self.source.text.index("!", event.start_mark.index)
        written = self.source.text[start : start + 60].split(maxsplit=1)[0]
        raise self.source.malformed(start, f"expected a value without a tag, got the tag {written!r}; remove it")

    def _drop_duplicates(self, mapping: Mapping) -> None:
        """Tell keys that stand twice, and keep the first."""
        first: dict[str, Scalar] = {}
        for key in mapping.keys:
            first.setdefault(key.text, key)
        if len(first) == len(mapping.keys):
            return
        keys, values = [], []
        for key, value in mapping.items():
            if first[key.text] is key:
                keys.append(key)
                values.append(value)
                continue
            if len(self.mistakes) >= MAX_MISTAKES:
                continue
            line, column = self.source.line_and_column(first[key.text].start)
            message = f"expected each key once, got {key.text!r} again (first at {line}:{column}); remove or rename one"
            self.mistakes.append(self.source.mistake(key.start, message))
        mapping.keys, mapping.values, mapping.has_duplicates = keys, values, True
