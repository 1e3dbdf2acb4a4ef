"""Reports of small games, made once."""

from __future__ import annotations

from functools import cache
from io import StringIO

from gametheory import GameModel, load, solve
from gametheory.rendering.report.report_content import Report, ReportMaterial, ReportOrigin
from gametheory.rendering.report.report_material import report_material
from gametheory.rendering.report.report_sections import to_report
from rendering.hostile_game import HOSTILE_GAME

HASH = "0123456789abcdef"


def material_of(model: GameModel, concept: str | None = None, name: str = "game.yaml", *options: str) -> ReportMaterial:
    """Return what the report of a model is written from."""
    solution = solve(model, concept)
    return report_material(model, solution, ReportOrigin(name, HASH, options))


@cache
def shipped(name: str, concept: str | None = None) -> ReportMaterial:
    """Return what the report of a shipped game is written from."""
    return material_of(load(name), concept, name)


@cache
def report_of(name: str) -> Report:
    """Return the report of a shipped game."""
    return to_report(shipped(name))


@cache
def hostile_report() -> Report:
    """Return the report of a game whose texts try to break out of the page."""
    return to_report(material_of(load(StringIO(HOSTILE_GAME))))
