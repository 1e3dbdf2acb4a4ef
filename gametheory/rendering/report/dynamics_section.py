"""The section of a report on whether play gets to the equilibria when nobody solves the game."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import numpy as np

from gametheory.dynamics.catalogue import DYNAMICS
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.phase_portrait import is_portrayed
from gametheory.rendering.pictures.trajectory_picture import draw_trajectory
from gametheory.rendering.report.report_content import Commands, Figure, Paragraph, Section
from gametheory.rendering.report.report_material import FOR_MORE, FOR_TWO, STEPS
from gametheory.rendering.sentences.distance_sentences import nearest_sentence
from gametheory.rendering.sentences.wording import joined, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.array_types import FloatArray
    from gametheory.dynamics.trajectory import Trajectory
    from gametheory.rendering.report.report_content import Block, ReportMaterial, ReportOrigin

MOST_DESCRIBED = 5
"""Actions of a player in the description of the picture, those with the largest shares."""
LEAST_DESCRIBED = 0.0005
"""Smaller shares are left out of the description."""
OPENINGS = {
    FOR_TWO: (
        "In fictitious play nobody solves the game: in every step both players choose a best reply to how often the "
        "other has chosen what so far; the first step and ties are drawn by lot."
    ),
    FOR_MORE: (
        "In best-response dynamics nobody solves the game: one player after the other changes to a best reply to what "
        "the others do now, from a profile that is drawn by lot."
    ),
}
ONE_COURSE = "This is one course of play; another draw may lead elsewhere."


def dynamics_section(material: ReportMaterial) -> Section:
    """Return one course of play and what it came to; without blocks where the game is not played."""
    trajectory = material.trajectory
    if trajectory is None:
        return Section("dynamics", "How they might get there", ())
    length = f"It ran for {trajectory.length_text}, seed {trajectory.seed}."
    nearest = nearest_sentence(trajectory, material.solution)
    blocks = (
        Paragraph(OPENINGS[trajectory.dynamics]),
        Paragraph(f"{length} {trajectory.outcome.sentence} {nearest} {ONE_COURSE}"),
        _figure(trajectory, material),
        Paragraph("This command plays it again:"),
        Commands((_command(material.origin, trajectory),)),
    )
    return Section("dynamics", "How they might get there", blocks)


def _figure(trajectory: Trajectory, material: ReportMaterial) -> Block:
    """Return the picture; where there are too many players for one, the reason."""
    try:
        picture = draw_trajectory(trajectory, material.solution, source=material.model)
    except UnsupportedGameError as error:
        return Paragraph(f"No picture: {error}.")
    label = DYNAMICS[trajectory.dynamics].label
    return Figure("play", picture, f"The course of {label}", _description(trajectory))


def _description(trajectory: Trajectory) -> str:
    """Return in words what the picture shows: its kind, and the shares at the end."""
    is_average = DYNAMICS[trajectory.dynamics].is_average
    shares = "the frequencies of all play so far" if is_average else "what is played at the time"
    kind = "A line through the square of all profiles" if is_portrayed(trajectory) else "Lines, a panel for each player"
    game = trajectory.game
    ends = [
        f"{player.label}: {_shares_text(actions, table[-1])}."
        for player, actions, table in zip(game.players, game.actions, trajectory.strategies, strict=True)
    ]
    return " ".join([f"{kind}: {shares}, over {trajectory.length_text}. At the end:", *ends])


def _shares_text(actions: Sequence[str], shares: FloatArray) -> str:
    """Return the largest shares of a player's actions: ``“Top” 0.75 and “Bottom” 0.25``."""
    order = [action for action in np.argsort(-shares, kind="stable").tolist() if shares[action] >= LEAST_DESCRIBED]
    told = [f"{quoted(actions[action])} {shares[action]:.4g}" for action in order[:MOST_DESCRIBED]]
    return joined([*told, *(["others less"] if len(order) > MOST_DESCRIBED else [])])


def _command(origin: ReportOrigin, trajectory: Trajectory) -> str:
    """Return the command that gives the same course at the same values."""
    pairs = zip(origin.options[::2], origin.options[1::2], strict=True)
    words = [origin.file_word, *(word for pair in pairs if pair[0] == "--set" for word in pair)]
    words += ["--dynamics", trajectory.dynamics, "--steps", str(STEPS[trajectory.dynamics])]
    words += ["--seed", str(trajectory.seed)]
    return f"gametheory play {shlex.join(words)} -o play.svg"
