"""Mappings that nobody can change, and that can be pickled all the same."""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


def read_only(mapping: Mapping[Key, Value]) -> MappingProxyType[Key, Value]:
    """Return a read-only view of a copy of a mapping.

    Examples
    --------
    >>> import pickle
    >>> pickle.loads(pickle.dumps(read_only({"fee": 3})))
    mappingproxy({'fee': 3})
    """
    return MappingProxyType(dict(mapping))


def _reduced(mapping: MappingProxyType[Any, Any]) -> tuple[Callable[..., MappingProxyType[Any, Any]], tuple[Any]]:
    """Return how pickle makes an equal mapping."""
    return read_only, (dict(mapping),)


copyreg.pickle(MappingProxyType, _reduced)
