"""The section of a report on whether play gets to the equilibria when nobody solves the game."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.normal_form import NormalFormGame
from gametheory.dynamics.catalogue import DYNAMICS, play
from gametheory.dynamics.distance import nearest_equilibria
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.phase_portrait import is_portrayed
from gametheory.rendering.pictures.trajectory_picture import draw_trajectory
from gametheory.rendering.report.report_content import Commands, Figure, Paragraph, Section
from gametheory.rendering.sentences.wording import joined, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeGuard

    from gametheory.array_types import FloatArray
    from gametheory.core.solution import Solution
    from gametheory.core.source import Game
    from gametheory.dynamics.trajectory import Trajectory
    from gametheory.rendering.report.report_content import Block, ReportMaterial

MOST_ACTIONS = 60
"""Of all players together; with more, the lines of a picture cannot be told apart."""
MOST_PROFILES = 100_000
"""Of games that are played for a page, which takes a fraction of a second."""
MOST_DESCRIBED = 5
"""Actions of a player in the description of the picture, those with the largest shares."""
LEAST_DESCRIBED = 0.0005
"""Smaller shares are left out of the description."""
SEED = 0
FOR_TWO = ("fictitious_play", 10_000)
"""Dynamics and steps of games of two players."""
FOR_MORE = ("best_response", 100)
"""Dynamics and steps of games of three and more players."""
OPENINGS = {
    "fictitious_play": (
        "In fictitious play nobody solves the game: in every step both players choose a best reply to how often the "
        "other has chosen what so far; the first step and ties are drawn by lot."
    ),
    "best_response": (
        "In best-response dynamics nobody solves the game: one player after the other changes to a best reply to what "
        "the others do now, from a profile that is drawn by lot."
    ),
}
ONE_COURSE = "This is one course of play; another draw may lead elsewhere."


def dynamics_section(material: ReportMaterial) -> Section:
    """Return one course of play and what it came to; without blocks for trees, one player, and large games."""
    game = material.solution.game
    if not _is_played(game):
        return Section("dynamics", "How they might get there", ())
    dynamics, steps = FOR_TWO if game.num_players == 2 else FOR_MORE
    trajectory = play(game, dynamics, steps=steps, seed=SEED)
    if trajectory.is_interrupted:
        raise KeyboardInterrupt
    length = f"It ran for {trajectory.length_text}, seed {SEED}."
    nearest = nearest_sentence(trajectory, material.solution)
    blocks = (
        Paragraph(OPENINGS[dynamics]),
        Paragraph(f"{length} {trajectory.outcome.sentence} {nearest} {ONE_COURSE}"),
        _figure(trajectory, material.solution),
        Paragraph("This command plays it again:"),
        Commands((_command(material, dynamics, steps),)),
    )
    return Section("dynamics", "How they might get there", blocks)


def _is_played(game: Game) -> TypeGuard[NormalFormGame]:
    """Whether a game is played for a page: a normal form of several players, small, in which somebody has a choice."""
    return (
        isinstance(game, NormalFormGame)
        and game.num_players > 1
        and max(game.num_actions) > 1
        and sum(game.num_actions) <= MOST_ACTIONS
        and game.num_profiles <= MOST_PROFILES
    )


def nearest_sentence(trajectory: Trajectory, solution: Solution) -> str:
    """Say which of the equilibria found the end of a course is at, or is nearest to.

    Parameters
    ----------
    trajectory
        The course of play.
    solution
        A solution of ``trajectory.game``, in whose list the equilibria are numbered.
    """
    if not solution.equilibria:
        return "No equilibrium is listed above to compare it with."
    end = tuple(table[-1:] for table in trajectory.strategies)
    found = nearest_equilibria(trajectory.game, end, solution)
    number, least = int(found.equilibria[0]), float(found.distances[0])
    distance = _distance(trajectory, solution, number)
    num_found = len(solution.equilibria)
    name = "the equilibrium listed above" if num_found == 1 else f"equilibrium {number + 1} of the {num_found:,} found"
    if distance == 0:
        return f"This is {name}."
    nearest = f"From {name}{', the nearest,' if num_found > 1 else ''}"
    sentence = f"{nearest} no probability differs by more than {distance:.3g} at the end"
    if least < distance:
        return f"{sentence}; from one between those found, none does by more than {least:.3g}."
    return f"{sentence}."


def _distance(trajectory: Trajectory, solution: Solution, number: int) -> float:
    """Return the largest difference of a probability, at the end, to a listed equilibrium."""
    game, equilibrium = trajectory.game, solution.equilibria[number]
    differences: list[float] = [
        abs(float(equilibrium[player.key][action]) - share)
        for player, actions, table in zip(game.players, game.actions, trajectory.strategies, strict=True)
        for action, share in zip(actions, table[-1].tolist(), strict=True)
    ]
    return max(differences)


def _figure(trajectory: Trajectory, solution: Solution) -> Block:
    """Return the picture; where there are too many players for one, the reason."""
    try:
        picture = draw_trajectory(trajectory, solution)
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


def _command(material: ReportMaterial, dynamics: str, steps: int) -> str:
    """Return the command that gives the same course at the same values."""
    pairs = zip(material.options[::2], material.options[1::2], strict=True)
    settings = [word for pair in pairs if pair[0] == "--set" for word in pair]
    words = [material.file_name, *settings, "--dynamics", dynamics, "--steps", str(steps), "--seed", str(SEED)]
    return f"gametheory play {shlex.join(words)} -o play.svg"
