"""One reading of a file: nodes in, checked values out, mistakes collected on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from gametheory.core.names import enumerate_names, nearest_name
from gametheory.errors import FileMistake, InconsistentGameFileError, MalformedGameFileError, UnsupportedGameError
from gametheory.io.keys import SECTIONS, Key
from gametheory.io.number_text import is_number, parse_number
from gametheory.io.scalar_places import offsets_in_file
from gametheory.io.yaml_nodes import MAX_MISTAKES, Mapping, Node, Scalar, kind_of
from gametheory.io.yaml_nodes import Sequence as ListNode
from gametheory.models.formulas.parser import parse_formula
from gametheory.models.formulas.syntax import Formula, constant

if TYPE_CHECKING:
    from gametheory.io.prescan import Source
    from gametheory.models.places import Place

_NAMES = {section: frozenset(key.name for key in keys) for section, keys in SECTIONS.items()}
_REQUIRED = {section: frozenset(key.name for key in keys if key.is_required) for section, keys in SECTIONS.items()}


@dataclass(slots=True)
class Reading:
    """State of one reading.

    Parameters
    ----------
    source
        Text and places.
    folder
        Where files that the game names are looked for; None for standard input.
    malformed_mistakes, inconsistent_mistakes
        What was found so far.
    """

    source: Source
    folder: Path | None
    malformed_mistakes: list[FileMistake] = field(default_factory=list)
    inconsistent_mistakes: list[FileMistake] = field(default_factory=list)
    _numbers: dict[str, Fraction] = field(default_factory=dict)

    @property
    def num_mistakes(self) -> int:
        """Number of mistakes found so far."""
        return len(self.malformed_mistakes) + len(self.inconsistent_mistakes)

    def place(self, node: Node) -> Place:
        """Return where a node begins."""
        return self.source.line_and_column(node.start)

    def place_in(self, scalar: Scalar) -> Callable[[int], Place]:
        """Return the function that gives the place of a character of a scalar's value."""
        offset_of = offsets_in_file(self.source.text, scalar)
        return lambda position: self.source.line_and_column(offset_of(position))

    def malformed(self, node: Node, message: str) -> None:
        """Note a mistake in the format, at a node."""
        self._note(self.malformed_mistakes, self.source.mistake(node.start, message))

    def inconsistent(self, node: Node, message: str) -> None:
        """Note, at a node, that the file does not describe a game."""
        self._note(self.inconsistent_mistakes, self.source.mistake(node.start, message))

    def _note(self, mistakes: list[FileMistake], mistake: FileMistake) -> None:
        mistakes.append(mistake)
        if self.num_mistakes >= MAX_MISTAKES:
            more = FileMistake(
                f"stopped after {self.num_mistakes} mistakes; correct these first", mistake.line, mistake.column
            )
            mistakes.append(more)
            self.stop()

    def stop(self) -> NoReturn:
        """Raise what was found: not the format if any mistake is of that kind, else not a game."""
        mistakes = self.malformed_mistakes + self.inconsistent_mistakes
        if self.malformed_mistakes:
            raise MalformedGameFileError(mistakes, self.source.path)
        raise InconsistentGameFileError(mistakes, self.source.path)

    def unsupported(self, node: Node, message: str) -> UnsupportedGameError:
        """Return the error of what is recognised at a node and comes later."""
        line, column = self.source.line_and_column(node.start)
        return UnsupportedGameError(f"{self.source.path}:{line}:{column}: {message}")

    def mapping(self, node: Node, what: str) -> Mapping | None:
        """Return a node that has to be a mapping, or None and a mistake."""
        if isinstance(node, Mapping):
            return node
        self.malformed(node, f"expected {what} as a mapping, got {kind_of(node)}")
        return None

    def items(self, node: Node, what: str) -> list[Node]:
        """Return the entries of a node that has to be a list; none, and a mistake, where it is not one."""
        if isinstance(node, ListNode):
            return node.items
        self.malformed(node, f"expected {what} as a list, got {kind_of(node)}")
        return []

    def text(self, node: Node, what: str, kind: str = "text") -> str | None:
        """Return the text of a node, or None and a mistake that says what kind of text was expected."""
        if isinstance(node, Scalar) and not node.is_empty:
            return node.text
        self.malformed(node, f"expected {what} as {kind}, got {kind_of(node)}")
        return None

    def texts(self, node: Node, what: str) -> list[tuple[str, Scalar]]:
        """Return the texts of a list."""
        found = []
        for item in self.items(node, what):
            text = self.text(item, f"each entry of {what}")
            if text is not None and isinstance(item, Scalar):
                found.append((text, item))
        return found

    def name(self, key: Scalar, what: str) -> str:
        """Return the text of a key that has to name something."""
        if not key.text and not key.style:
            self.malformed(key, f"expected the name of {what} before ':', got nothing")
        return key.text

    def number(self, node: Node, what: str) -> Fraction | None:
        """Return an exact number, or None and a mistake."""
        text = self.text(node, what, "a number")
        if text is None:
            return None
        try:
            return Fraction(parse_number(text))
        except ValueError as error:
            self.malformed(node, f"{error} as {what}")
            return None

    def count(self, node: Node, what: str) -> int | None:
        """Return a number of things, at least 0, or None and a mistake."""
        value = self.number(node, what)
        if value is None:
            return None
        if value.denominator != 1 or value < 0:
            self.malformed(node, f"expected a whole number of at least 0 as {what}, got {kind_of(node)}")
            return None
        return int(value)

    def formula(self, node: Node, what: str) -> Formula | None:
        """Return a parsed formula, or None and a mistake."""
        text = self.text(node, what, "a formula")
        if text is None or not isinstance(node, Scalar):
            return None
        known = self._numbers.get(text)
        if known is None and is_number(text):
            known = self.number(node, what)
            if known is None:
                return None
            self._numbers[text] = known
        if known is not None:
            return constant(known, self.place(node))
        try:
            return parse_formula(text, self.place_in(node))
        except MalformedGameFileError as error:
            for mistake in error.mistakes:
                self._note(self.malformed_mistakes, mistake)
            return None

    def fields(self, node: Node, section: str, what: str) -> dict[str, tuple[Scalar, Node]] | None:
        """Return the keys of a mapping of a known kind with their values, or None and a mistake.

        Unknown and missing keys are told, a misspelled one once; a mapping with them still gives its other keys.
        """
        mapping = self.mapping(node, what)
        if mapping is None:
            return None
        found = {key.text: (key, value) for key, value in zip(mapping.keys, mapping.values, strict=True)}
        if _REQUIRED[section] <= found.keys() <= _NAMES[section]:
            return found
        return self.known_fields(mapping, SECTIONS[section], what)

    def known_fields(self, mapping: Mapping, keys: Sequence[Key], what: str) -> dict[str, tuple[Scalar, Node]]:
        """Return the keys of a mapping with their values; unknown and missing keys are told."""
        names = {key.name: key for key in keys}
        found = {key.text: (key, value) for key, value in mapping.items() if key.text in names}
        misspelled = set()
        for key in mapping.keys if len(found) < len(mapping.keys) else ():
            if key.text not in names:
                near = nearest_name(key.text, names)
                misspelled.add(near)
                expected = f"one of the keys {enumerate_names(names, 20)}" if near is None else "a known key"
                hint = "" if near is None else f"; did you mean {near!r}?"
                self.malformed(key, f"expected {expected} in {what}, got {key.text[:60]!r}{hint}")
        for known in keys:
            if known.is_required and known.name not in found and known.name not in misspelled:
                self.malformed(mapping, f"expected the key {known.name!r} in {what}, got {kind_of_keys(mapping)}")
        return found


def kind_of_keys(mapping: Mapping) -> str:
    """Return the keys of a mapping for a sentence."""
    return f"only {enumerate_names([key.text[:60] for key in mapping.keys])}" if mapping.keys else "an empty mapping"
