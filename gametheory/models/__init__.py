"""Parametric games: parameters, formulas, stages and tiers that become numbers at given values.

Examples
--------
>>> from gametheory import load, models
>>> isinstance(load("price_monitoring"), models.GameModel)
True
"""

from __future__ import annotations

from gametheory.core.lazy_names import lazy_names

_HOMES = {
    "GameModel": "model",
    "ModelDescription": "definitions",
    "Parameter": "definitions",
    "parse_formula": "formulas.parser",
}
"""Public names, each with the module that it is imported from on first use."""

__getattr__, __dir__ = lazy_names(__name__, _HOMES)
