"""Public names of a room that are imported when they are first used, so that the room costs nothing until then."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def lazy_names(room: str, homes: Mapping[str, str]) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return the functions ``__getattr__`` and ``__dir__`` of a room.

    Parameters
    ----------
    room
        Full name of the room's package.
    homes
        Public names, each with the module of the room that holds it.
    """

    def find(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        return getattr(import_module(f"{room}.{homes[name]}"), name)

    def known() -> list[str]:
        return sorted({*vars(sys.modules[room]), *homes})

    return find, known
