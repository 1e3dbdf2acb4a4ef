"""What a game or a solution asks of rooms above it: named here by text, imported on the first call."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_TARGETS: dict[str, str] = {}


def register(name: str, target: str) -> None:
    """Name the function that answers a hook; a later registration replaces an earlier one.

    Parameters
    ----------
    name
        The hook, as given to `call`.
    target
        ``"module:function"``; nothing is imported until the hook is called.

    Raises
    ------
    ValueError
        If the target is not of that form.
    """
    module, separator, function = target.partition(":")
    if not (module and separator and function):
        raise ValueError(f"expected the target of hook {name!r} as 'module:function', got {target!r}")
    _TARGETS[name] = target


def call(name: str, *subjects: Any) -> Any:
    """Answer of the function that is registered for a hook.

    Parameters
    ----------
    name
        The hook.
    *subjects
        What the function is called with.

    Raises
    ------
    LookupError
        If nothing is registered under the name.

    Examples
    --------
    >>> register("ratio", "fractions:Fraction")
    >>> call("ratio", 2, 6)
    Fraction(1, 3)
    """
    if name not in _TARGETS:
        raise LookupError(f"expected a registered hook (one of {sorted(_TARGETS)}), got {name!r}; register it first")
    module, _, function = _TARGETS[name].partition(":")
    return getattr(import_module(module), function)(*subjects)
