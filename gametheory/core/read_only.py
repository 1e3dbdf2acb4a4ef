"""Mappings that nobody can change, and that can be pickled all the same."""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from gametheory.core.names import enumerate_names, nearest

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


def read_by_name(mapping: Mapping[str, Value], kind: str) -> MappingProxyType[str, Value]:
    """Return a read-only view of a copy of a mapping that tells its names to who asks for one that is not there.

    Parameters
    ----------
    mapping
        Anything by name.
    kind
        What is named, such as ``action``.

    Examples
    --------
    >>> read_by_name({"Honor": 1, "Abuse": 3}, "action")["Abuses"]
    Traceback (most recent call last):
    KeyError: "no action 'Abuses'; did you mean 'Abuse'? There are 'Honor', 'Abuse'"
    """
    return MappingProxyType(_Named(mapping, kind))


class _Named(dict[str, Value]):
    """A mapping whose KeyError is a sentence."""

    def __init__(self, mapping: Mapping[str, Value], kind: str) -> None:
        super().__init__(mapping)
        self._kind = kind

    def __missing__(self, name: object) -> Value:
        """Raise the KeyError."""
        hint = nearest(name, self) if isinstance(name, str) else ""
        known = f"There are {enumerate_names(self)}" if hint else f"there are {enumerate_names(self) or 'none'}"
        raise KeyError(f"no {self._kind} {name!r}{hint or ';'} {known}")


def _reduced(mapping: MappingProxyType[Any, Any]) -> tuple[Callable[..., MappingProxyType[Any, Any]], tuple[Any]]:
    """Return how pickle makes an equal mapping."""
    return read_only, (dict(mapping),)


copyreg.pickle(MappingProxyType, _reduced)
