"""Pictures of play: a phase portrait of 2 x 2 games, shares over time of all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.errors import InvalidProfileError
from gametheory.rendering.draw import Picture
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.page import PageTexts, compose
from gametheory.rendering.pictures.phase_portrait import draw_portrait, is_portrayed, portrait_legend, portrait_notes
from gametheory.rendering.pictures.share_plot import draw_shares
from gametheory.rendering.pictures.text_block import TypeSetter
from gametheory.rendering.tables.trajectory_tables import trajectory_heading

if TYPE_CHECKING:
    from gametheory.core.solution import Solution
    from gametheory.core.source import GameSource
    from gametheory.dynamics.trajectory import Trajectory


def draw_trajectory(
    trajectory: Trajectory, solution: Solution | None = None, *, source: GameSource | None = None
) -> Picture:
    """Return the picture of a course of play.

    Parameters
    ----------
    trajectory
        Of two players with two actions each it is drawn in the square of their profiles, of others as shares over time.
    solution
        A solution of ``trajectory.game``, whose equilibria are marked in the square.
    source
        What the game was made from; the parameters that were set in it stand in the title.

    Raises
    ------
    InvalidProfileError
        If the solution belongs to another game.
    UnsupportedGameError
        If the game has too many players for a picture.

    Examples
    --------
    >>> from gametheory import dynamics, load
    >>> draw_trajectory(dynamics.fictitious_play(load("matching_pennies"), 300, seed=1))
    <Picture 'Matching pennies, fictitious play': ... inches>
    """
    if solution is not None and solution.game != trajectory.game:
        raise InvalidProfileError(
            f"expected a solution of the normal form that was played, {trajectory.game.title!r}, got one of "
            f"{solution.game.title!r}; take solve(trajectory.game)"
        )
    setter = TypeSetter(FontRuler())
    heading, outcome = trajectory_heading(trajectory, source), trajectory.outcome.sentence
    if is_portrayed(trajectory):
        drawing = draw_portrait(trajectory, solution, setter)
        texts = PageTexts(heading, portrait_legend(solution), (outcome, *portrait_notes(trajectory)))
    else:
        drawing = draw_shares(trajectory, setter)
        texts = PageTexts(heading, (), (outcome,))
    return Picture(compose(drawing, texts, setter))
