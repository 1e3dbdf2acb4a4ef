"""Parametric games: parameters, formulas, stages and tiers that become numbers at given values.

Examples
--------
>>> from gametheory import load, models
>>> isinstance(load("price_monitoring"), models.GameModel)
True
"""

from __future__ import annotations

from importlib import import_module

_HOMES = {
    "GameModel": "model",
    "ModelDescription": "definitions",
    "Parameter": "definitions",
    "parse_formula": "formulas.parser",
}
"""Public names, each with the module that it is imported from on first use."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
