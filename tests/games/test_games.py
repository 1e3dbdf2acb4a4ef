"""Every file in games/ loads, solves, draws, shows, explains, meets its `expect`, and comes back when written."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from gametheory import Coverage, GameModel, Solution, UnsupportedGameError, draw, load, solve, write_game
from gametheory.core.state_graph import StateGraph
from gametheory.core.tiered_game import TieredGame
from gametheory.io.catalogue import ShippedGame, shipped_games
from gametheory.rendering.explain import WIDTH
from gametheory.rendering.sentences.enclosure_sentences import is_enclosed
from gametheory.rendering.sentences.game_description import describe
from gametheory.studies.expectations import check_expectations

FOLDER = Path(__file__).resolve().parents[2] / "games"
GAMES = shipped_games()

PROOFS = {"sequential": "Proof: nobody can gain at any information set by choosing otherwise"}
"""What is proved under concepts that ask for more than that nobody gains by deviating alone."""

each_game = pytest.mark.parametrize("game", GAMES, ids=lambda game: game.name)


@cache
def model_of(game: ShippedGame) -> GameModel:
    return load(game.path)


@cache
def solution_of(game: ShippedGame) -> Solution:
    return solve(model_of(game))


def test_no_file_is_left_out() -> None:
    assert sorted(game.path.relative_to(FOLDER) for game in GAMES) == sorted(
        path.relative_to(FOLDER) for path in FOLDER.rglob("*.yaml")
    )
    assert len({game.name for game in GAMES}) == len(GAMES) >= 20


@each_game
def test_it_says_what_it_is(game: ShippedGame) -> None:
    model = model_of(game)
    assert model.title == game.title
    assert model.source
    assert model.story
    assert model.expect


@each_game
def test_it_is_solved(game: ShippedGame) -> None:
    solution = solution_of(game)
    assert solution.concept == (model_of(game).concept or "nash")
    assert solution.equilibria
    assert solution.leading is not None
    assert all(equilibrium.max_regret == 0 or is_enclosed(equilibrium) for equilibrium in solution.equilibria)
    assert solution.coverage in {Coverage.ALL, Coverage.ALL_PURE}


@each_game
def test_it_meets_what_it_expects(game: ShippedGame) -> None:
    assert [difference.mistake for difference in check_expectations(model_of(game))] == []


@each_game
def test_it_is_drawn(game: ShippedGame) -> None:
    if isinstance(solution_of(game).game, StateGraph):
        with pytest.raises(UnsupportedGameError, match="expected a game whose tree can be built"):
            draw(model_of(game))
        return
    assert draw(model_of(game)).svg.startswith("<?xml")
    assert draw(model_of(game), solution_of(game)).svg != draw(model_of(game)).svg


@each_game
def test_it_comes_back_when_written(game: ShippedGame, tmp_path: Path) -> None:
    numbers = model_of(game).to_game()
    path = tmp_path / "written.yaml"
    if isinstance(numbers, StateGraph):
        with pytest.raises(UnsupportedGameError, match="expected a game whose tree can be built"):
            write_game(numbers)
        return
    if isinstance(numbers, TieredGame):
        with pytest.raises(UnsupportedGameError, match="expected a game of single players"):
            write_game(numbers)
        return
    path.write_text(write_game(numbers), encoding="utf-8")
    assert load(path).to_game() == numbers


@each_game
def test_it_is_shown(game: ShippedGame) -> None:
    shown = describe(model_of(game), is_terminal=False)
    assert shown.startswith(f"{game.title}\n\nSource: ")
    assert all(name in shown for name in model_of(game).parameters)


@each_game
def test_it_is_explained(game: ShippedGame) -> None:
    paragraphs = solution_of(game).explain().split("\n\n")
    assert paragraphs[0] == game.title
    assert paragraphs[1].startswith(("There is one ", "There are ")) or "no pure one is missing" in paragraphs[1]
    assert any(paragraph.startswith("Why nobody wants to change") for paragraph in paragraphs)
    assert paragraphs[-1].startswith(PROOFS.get(solution_of(game).concept, "Proof: nobody can gain by deviating alone"))
    lines = "\n".join(paragraphs).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert not any("  " in line.lstrip() or line != line.rstrip() for line in lines)
