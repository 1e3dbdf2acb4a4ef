"""The section on how play might get there: what is played, what it came to, and for which games there is none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gametheory import NormalFormGame, load, solve
from gametheory.dynamics.catalogue import play
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.report import dynamics_section as module
from gametheory.rendering.report.dynamics_section import dynamics_section
from gametheory.rendering.report.report_content import Commands, Figure, Paragraph, ReportMaterial, Section
from gametheory.rendering.report.report_material import played
from unit.rendering.report_material import material_of, shipped


def words(section: Section) -> str:
    return "\n".join(block.text for block in section.blocks if isinstance(block, Paragraph))


def figure(section: Section) -> Figure:
    (found,) = [block for block in section.blocks if isinstance(block, Figure)]
    return found


def command(section: Section) -> str:
    (found,) = [block for block in section.blocks if isinstance(block, Commands)]
    (line,) = found.lines
    return line


def of_game(game: NormalFormGame) -> ReportMaterial:
    """Return the material of a report on a game that no file holds; its model is not looked at."""
    return replace(shipped("hawk_dove"), solution=solve(game, "pure"), trajectory=played(game))


def test_two_players_learn_from_frequencies() -> None:
    section = dynamics_section(shipped("price_monitoring"))
    assert (section.name, section.title) == ("dynamics", "How they might get there")
    opening, told, *_ = words(section).splitlines()
    assert opening.startswith("In fictitious play nobody solves the game")
    assert told.startswith(
        "It ran for 10,000 steps, seed 0. It has converged: no share changed by more than 0.018 over"
    )
    assert "From the equilibrium listed above no probability differs by more than 0.0032 at the end." in told
    assert command(section) == (
        "gametheory play price_monitoring --dynamics fictitious_play --steps 10000 --seed 0 -o play.svg"
    )


def test_more_players_change_in_turn_to_the_listed_equilibrium() -> None:
    section = dynamics_section(shipped("imitation_race"))
    text = words(section)
    assert text.startswith("In best-response dynamics nobody solves the game")
    assert (
        "It ran for 8 steps, seed 0. It has converged: at (Copy early, Copy late, Copy early, Copy early, Go on)"
        in text
    )
    assert "This is the equilibrium listed above." in text
    assert command(section).startswith("gametheory play imitation_race --dynamics best_response --steps 100 ")


def test_the_equilibrium_is_told_by_its_number() -> None:
    material = shipped("public_good")
    (number,) = [
        number
        for number, found in enumerate(material.solution.equilibria, 1)
        if all(found[player]["Keep"] == 1 for player in range(3))
    ]
    assert number > 1
    assert f"This is equilibrium {number} of the {len(material.solution.equilibria)} found." in words(
        dynamics_section(material)
    )


def test_pictures_are_described() -> None:
    shares = figure(dynamics_section(shipped("price_monitoring")))
    assert (shares.name, shares.title) == ("play", "The course of fictitious play")
    assert shares.description == (
        "Lines, a panel for each player: the frequencies of all play so far, over 10,000 steps. At the end: "
        "Amazon: “Ignore” 0.5546 and “Monitor” 0.4454. "
        "Top seller: “Keep parity” 0.6768 and “Undercut on Temu” 0.3232."
    )
    square = figure(dynamics_section(shipped("matching_pennies")))
    assert square.description.startswith(
        "A line through the square of all profiles: the frequencies of all play so far"
    )
    turns = figure(dynamics_section(shipped("imitation_race")))
    assert "what is played at the time, over 8 steps. At the end: AliExpress: “Copy early” 1." in turns.description


def test_only_the_largest_shares_are_described() -> None:
    game = NormalFormGame.zero_sum(np.eye(7, dtype=np.int64) * np.arange(2, 9), players=["one", "other"])
    description = figure(dynamics_section(of_game(game))).description
    first = description.partition("one: ")[2].partition(" other: ")[0]
    assert first.count("“") == module.MOST_DESCRIBED
    assert first.endswith(" and others less.")


def test_cycles_are_told() -> None:
    text = words(dynamics_section(shipped("shapley")))
    assert "It cycles: play goes round (" in text
    assert "From the equilibrium listed above no probability differs by more than 0.221 at the end." in text


def test_trees_have_no_section() -> None:
    assert dynamics_section(shipped("trust_game")).blocks == ()


def test_sixty_actions_are_played() -> None:
    game = NormalFormGame(np.arange(2 * 58 * 2).reshape(2, 58, 2))
    assert "It has converged" in words(dynamics_section(of_game(game)))


def test_settings_stand_in_the_command_and_other_options_do_not() -> None:
    model = load("price_monitoring").with_values(temu_sales="3.5", scan_cost="1/5")
    options = ("--set", "temu_sales=3.5", "--concept", "nash", "--set", "scan_cost=1/5")
    section = dynamics_section(material_of(model, "nash", "my game.yaml", *options))
    assert command(section) == (
        "gametheory play 'my game.yaml' --set temu_sales=3.5 --set scan_cost=1/5 "
        "--dynamics fictitious_play --steps 10000 --seed 0 -o play.svg"
    )
    assert "It has converged" in words(section)


def test_without_a_picture_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise UnsupportedGameError("a picture holds at most 1 panel")

    monkeypatch.setattr(module, "draw_trajectory", refused)
    assert "No picture: a picture holds at most 1 panel." in words(dynamics_section(shipped("hawk_dove")))


def test_nothing_listed_is_told() -> None:
    text = words(dynamics_section(shipped("matching_pennies", "pure")))
    assert "No equilibrium is listed above to compare it with." in text


def test_the_nearest_of_several_is_told() -> None:
    material = shipped("battle_of_the_sexes")
    game, solution = material.solution.game, material.solution
    assert isinstance(game, NormalFormGame)
    for number, found in enumerate(solution.equilibria, 1):
        start = [[float(share) for share in found[player].values()] for player in range(2)]
        moved = [[0.99 * share + 0.01 * other for share, other in zip(row, row[::-1], strict=True)] for row in start]
        at_rest = play(game, "replicator", steps=1, step_length=1e-9, start=moved)
        text = words(dynamics_section(replace(material, trajectory=replace(at_rest, dynamics="fictitious_play"))))
        assert f" From equilibrium {number} of the 3 found, the nearest, no probability differs by" in text
