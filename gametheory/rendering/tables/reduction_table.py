"""Eliminated actions as a table: what went, in which round, and what dominates it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.rendering.sentences.numbers import fraction_text
from gametheory.rendering.tables.text_table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from gametheory.analysis.dominance.elimination import Reduction

MAX_LEFT = 20
"""Actions of a player that are named among those that are left."""


def reduction_table(reduction: Reduction) -> Table:
    """Return one row for each eliminated action with its dominator."""
    rows: list[tuple[str, ...]] = []
    groups = set()
    for number, eliminated in enumerate(reduction.rounds, 1):
        groups.add(len(rows))
        for position, elimination in enumerate(eliminated.eliminated):
            names = reduction.original.actions[elimination.player]
            label = reduction.original.players[elimination.player].label
            dominator = dominator_text(elimination.dominator, names)
            rows.append((str(number) if position == 0 else "", label, names[elimination.action], dominator))
    return Table(("round", "player", "eliminated", "dominated by"), tuple(rows), frozenset(groups - {0}))


def dominator_text(dominator: Sequence[Fraction], names: Sequence[str]) -> str:
    """Return the dominating action, or the mixture: ``1/2 Top + 1/2 Middle``."""
    played = [(name, weight) for name, weight in zip(names, dominator, strict=True) if weight]
    if len(played) == 1:
        return played[0][0]
    return " + ".join(f"{fraction_text(weight)} {name}" for name, weight in played)


def _some(names: Sequence[str]) -> str:
    """Return the first few names, and how many there are where there are more."""
    shown = ", ".join(names[:MAX_LEFT])
    return shown if len(names) <= MAX_LEFT else f"{shown}, … ({len(names):,} in all; --format json lists them)"


def reduction_sentences(reduction: Reduction) -> tuple[str, ...]:
    """Return what is left, and what the elimination means for equilibria."""
    kind = "strictly" if reduction.is_strict else "weakly"
    what = "action" if reduction.form is None else "plan of the reduced normal form"
    if not reduction.rounds:
        by = "" if reduction.by_mixed else f" by another {what.split(maxsplit=1)[0]} (mixtures were not tried)"
        return (f"No {what} is {kind} dominated{by}.",)
    left = [
        f"{player.label}: {_some(names)}"
        for player, names in zip(reduction.game.players, reduction.game.actions, strict=True)
    ]
    meaning = (
        "Every Nash equilibrium of the game survives strict elimination."
        if reduction.is_strict
        else "Weak elimination can lose equilibria, and another order can leave other actions; "
        "here all weakly dominated actions go at once in each round."
    )
    return ("What is left:", *(f"  {line}" for line in left), meaning)
