"""Names and texts as YAML writes them, so that they read back as they were."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from gametheory.errors import InvalidGameError

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = re.compile(r"[^\W\d](?:[\w .()'/+-]*[\w.)'])?")
_READ_AS_VALUES = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "inf", "nan"})
_INVISIBLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
MAX_KEY = 500
"""Characters of a key in the short notation; YAML asks for ``?`` before longer ones."""


def to_yaml(text: str) -> str:
    """Return a text as a YAML scalar on one line, quoted where it has to be.

    Raises
    ------
    InvalidGameError
        If it holds half a surrogate pair, which no file can hold.
    """
    if len(text) <= MAX_KEY and _PLAIN.fullmatch(text) and text.lower() not in _READ_AS_VALUES:
        return text
    if _SURROGATE.search(text):
        raise InvalidGameError(f"expected text that UTF-8 can hold, got {text!r}")
    quoted = json.dumps(text, ensure_ascii=False)
    return _INVISIBLE.sub(lambda match: f"\\u{ord(match.group()):04x}", quoted)


def flow_mapping(items: Iterable[tuple[str, str]]) -> str:
    """Return ``{key: value, ...}`` from texts of keys and values that are YAML already."""
    return "{" + ", ".join(_flow_key(key) + value for key, value in items) + "}"


def flow_list(items: Iterable[str]) -> str:
    """Return ``[item, ...]`` from items that are YAML already."""
    return "[" + ", ".join(items) + "]"


def block_key(name: str, indent: str) -> str:
    """Return what stands before a value in a block mapping: ``name:``, on two lines where the name is long."""
    key = to_yaml(name)
    return f"{indent}{key}:" if len(key) <= 2 * MAX_KEY else f"{indent}? {key}\n{indent}:"


@lru_cache(maxsize=1_000)
def _flow_key(name: str) -> str:
    """Return what stands before a value in the short notation; the same few names stand on all lines of a tree."""
    key = to_yaml(name)
    return f"{key}: " if len(key) <= 2 * MAX_KEY else f"? {key} : "
