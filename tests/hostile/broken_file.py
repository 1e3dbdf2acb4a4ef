"""Sound game files, and what a file that was made from them by breaking something has to be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gametheory.errors import (
    GameTheoryError,
    InconsistentGameFileError,
    MalformedGameFileError,
    UnsupportedGameError,
)

MALFORMED = MalformedGameFileError
INCONSISTENT = InconsistentGameFileError
UNSUPPORTED = UnsupportedGameError


@dataclass(frozen=True)
class BrokenFile:
    """A file, the class of its error, its place (``line:column``, empty for none) and a piece of its sentence."""

    name: str
    content: str | bytes | Callable[[], str | bytes]
    error: type[GameTheoryError]
    place: str
    sentence: str

    @property
    def data(self) -> str | bytes:
        """The file."""
        return self.content() if callable(self.content) else self.content


NORMAL = """gametheory: 1
form: normal
players: {row: Row, column: Column}
actions: {row: [Top, Bottom], column: [Left, Right]}
payoffs: [[[3, 1], [0, 0]], [[0, 0], [1, 3]]]
"""
FORMULAS = """gametheory: 1
form: normal
players: {row: Row, column: Column}
parameters:
  fee: {value: 0.15, range: [0, 1], source: article}
actions:
  row: {Top: {high: 1}, Bottom: {high: 0}}
  column: [Left, Right]
define:
  share_kept: 1 - fee
payoffs:
  row: share_kept * row.high
  column: fee * row.high
"""
FLAT = """gametheory: 1
form: extensive
players: {a: A, b: B}
nodes:
  first: {player: a, infoset: one, actions: {In: second, Out: out}}
  second: {player: b, infoset: two, actions: {Left: left, Right: right}}
  out: {payoffs: [0, 0]}
  left: {payoffs: [1, 2]}
  right: {payoffs: {a: 3, b: 1}}
"""
TREE = """gametheory: 1
form: extensive
players: {a: A, b: B}
tree:
  chance: weather
  branches:
    Sun:
      probability: 1/3
      next: {payoffs: {a: 1, b: 2}}
    Rain:
      probability: rest
      next:
        player: a
        infoset: one
        actions: {In: {payoffs: [1, 2]}, Out: {payoffs: [0, 0]}}
"""
STAGES = """gametheory: 1
form: extensive
players: {a: A, b: B}
stages:
  - {name: entry, player: a, actions: {In: {inside: 1}, Out: {inside: 0}}}
  - {name: answer, player: b, actions: {Fight: {war: 1}, Share: {war: 0}}, when: entry.inside, observes: [entry]}
payoffs:
  a: entry.inside - 2 * answer.war
  b: 3 - entry.inside
"""


def changed(text: str, old: str, new: str) -> str:
    """Return a text with one piece replaced; the piece has to be there."""
    if text.count(old) != 1:
        raise ValueError(f"{old!r} stands {text.count(old)} times")
    return text.replace(old, new)


def normal_with_actions(payoffs: str) -> str:
    """A normal form whose payoffs are written in another way."""
    return changed(NORMAL, "payoffs: [[[3, 1], [0, 0]], [[0, 0], [1, 3]]]\n", f"payoffs: {payoffs}\n")
