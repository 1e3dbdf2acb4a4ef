"""Formulas of game files: parsed once, never executed, read exactly."""

from gametheory.models.formulas.parser import parse_formula
from gametheory.models.formulas.syntax import Formula, constant

__all__ = ["Formula", "constant", "parse_formula"]
