"""Heat maps of two players' payoffs: large tables at a glance, with best replies and pure equilibria."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import dist
from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.profiles.best_replies import best_reply_table
from gametheory.core.profiles import certain
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.equilibrium_marks import DISC_SIZE, equilibrium_star, place_disc, point_note
from gametheory.rendering.pictures.heatmap_panel import HeatmapPanel
from gametheory.rendering.pictures.plot_frame import Plot, extent, fitted
from gametheory.rendering.pictures.scene import Marker, Sheet, shifted
from gametheory.rendering.pictures.style import INK, PAPER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import MixedProfile
    from gametheory.rendering.pictures.number_labels import NumberLabels
    from gametheory.rendering.pictures.scene import Point
    from gametheory.rendering.pictures.text_block import TypeSetter

MOST_ACTIONS = 200
MOST_NUMBERED = 12
MOST_STARS = 400
SUPPORT_SIZE = 5.0
BETWEEN_PANELS = 30.0
_READING = "Each panel shows one player's payoffs, darker where they are higher. Outlined: the player's best replies."


def check_heatmap(game: NormalFormGame) -> None:
    """Raise UnsupportedGameError if a game has no heat map."""
    if game.num_players != 2 or max(game.num_actions) > MOST_ACTIONS:
        raise UnsupportedGameError(
            f"a heat map needs two players with at most {MOST_ACTIONS} actions each, "
            f"got {' x '.join(map(str, game.num_actions))}; "
            + ("leave out actions (in Python game.restrict)" if game.num_players == 2 else "choose kind 'table'")
        )


def draw_heatmap(
    game: NormalFormGame, setter: TypeSetter, numbers: NumberLabels, profile: MixedProfile | None = None
) -> Plot:
    """Return the heat map of a two-player game that ``check_heatmap`` let pass, with the notes below it.

    The two players' panels stand side by side. Pure equilibria are marked in both and numbered row by row.

    Parameters
    ----------
    game
        Two players.
    setter, numbers
        Measure texts and write numbers.
    profile
        An equilibrium to point out.
    """
    best = best_reply_table(game)
    equilibria = [(int(row), int(column)) for row, column in np.argwhere(best.all(axis=0))]
    sheets = (Sheet(), Sheet())
    for player, sheet in enumerate(sheets):
        panel = HeatmapPanel(game, player, setter, numbers)
        panel.place(sheet, best[player])
        _mark(sheet, panel, equilibria, profile)
    _, _, end, _ = extent(sheets[0].items, setter.ruler)
    start, _, _, _ = extent(sheets[1].items, setter.ruler)
    beside = (shifted(item, end + BETWEEN_PANELS - start, 0.0) for item in sheets[1].items)
    both = Sheet([*sheets[0].items, *beside])
    numbered = equilibria[: MOST_NUMBERED if len(equilibria) <= MOST_STARS else 0]
    rows, columns = game.num_actions
    notes = [
        *(
            point_note(str(number), game, (certain(row, rows), certain(column, columns)), numbers)
            for number, (row, column) in enumerate(numbered, start=1)
        ),
        _READING,
        _equilibria_note(len(equilibria), profile),
    ]
    return Plot(fitted(both, setter.ruler), tuple(notes))


def scale_payoffs(game: NormalFormGame) -> list[Fraction]:
    """Return the payoffs that a heat map writes as numbers: the ticks of its scales."""
    return [tick for player in range(game.num_players) for tick in HeatmapPanel.ticks(game, player)]


def _equilibria_note(count: int, profile: MixedProfile | None) -> str:
    """Return how many pure equilibria there are, and how they and the equilibrium shown are marked."""
    if not count:
        words = "There is no pure equilibrium."
    elif count > MOST_STARS:
        words = f"{count:,} pure equilibria, too many to mark."
    elif count > MOST_NUMBERED:
        words = f"Stars: the {count:,} pure equilibria, the first {MOST_NUMBERED} numbered row by row."
    else:
        words = (
            "Star: the pure equilibrium." if count == 1 else f"Stars: the {count} pure equilibria, numbered row by row."
        )
    if profile is None:
        return words
    return f"{words} {'Black disc' if profile.is_pure else 'Circles'}: played in the equilibrium shown."


def _mark(
    sheet: Sheet, panel: HeatmapPanel, equilibria: Sequence[tuple[int, int]], profile: MixedProfile | None
) -> None:
    """Draw stars with numbers, and circles where a mixed profile plays."""
    played = [] if profile is None else _support(profile)
    if profile is not None and not profile.is_pure:
        sheet.extend(Marker(*panel.middle(cell), "circle", SUPPORT_SIZE, PAPER, INK) for cell in played)
    if len(equilibria) > MOST_STARS:
        return
    stars = [panel.middle(cell) for cell in equilibria]
    sheet.extend(map(equilibrium_star, stars))
    taken = list(stars)
    for number, (cell, star) in enumerate(zip(equilibria[:MOST_NUMBERED], stars, strict=False), start=1):
        disc = _free_place(star, taken, panel)
        taken.append(disc)
        place_disc(sheet, star, disc, str(number), is_shown=played == [cell], setter=panel.setter)


def _support(profile: MixedProfile) -> list[tuple[int, int]]:
    """Return the cells that a profile plays."""
    rows, columns = ([index for index, share in enumerate(strategy) if share] for strategy in profile.strategies)
    return list(product(rows, columns))


def _free_place(star: Point, taken: Sequence[Point], panel: HeatmapPanel) -> Point:
    """Return the nearest place for a number beside a star that lies in the panel and on no other mark."""
    steps = ((1, -1), (1, 1), (-1, -1), (-1, 1), (1.3, 0), (-1.3, 0), (0, 1.3), (0, -1.3))
    places = [
        (star[0] + reach * right * DISC_SIZE, star[1] + reach * down * DISC_SIZE)
        for reach in (0.9, 1.8, 2.7, 3.6, 5.4, 8.1)
        for right, down in steps
    ]

    def room(place: Point) -> float:
        is_inside = 0 <= place[0] <= panel.width and 0 <= place[1] <= panel.height
        nearest = min(dist(place, mark) for mark in taken)
        return min(nearest, DISC_SIZE + 1.0) - (0.0 if is_inside else 5.0)

    return max(places, key=room)
