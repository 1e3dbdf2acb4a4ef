"""Every file of pygambit's catalogue: read, shown, drawn, solved where a method applies, written and read again.

``GAMBIT_GAMES=folder`` does the same with the files of a folder.
"""

from __future__ import annotations

import math
import random
import subprocess
from pathlib import Path

import pygambit
import pytest

from cross_checks.gambit_files import READERS, catalogue_files, content, contributed_files, labels, saved_by_pygambit
from cross_checks.lrsnash_program import is_installed
from cross_checks.pygambit_games import to_fraction
from cross_checks.random_trees import TreeDraw
from cross_checks.test_pygambit_trees import check_solution
from cross_checks.tree_references import num_reduced_plans
from gametheory import ExtensiveFormGame, Limits, NormalFormGame, Solution, UnsupportedGameError, draw, load, solve
from gametheory.analysis.structure import has_perfect_recall
from gametheory.core.solution import Coverage
from gametheory.io.conversion import conversion_of
from gametheory.io.formats import Format, format_of_name
from gametheory.io.game_file import read_game_text
from gametheory.io.given_writer import write_given
from gametheory.rendering.sentences.game_description import describe

CATALOGUE = catalogue_files()
CONTRIBUTED = contributed_files()
EVERY = [*CATALOGUE, *CONTRIBUTED]
MANY_NODES = 200
MOST_PROFILES = 20_000
MOST_PAIRS = 100

pytestmark = pytest.mark.filterwarnings("ignore::gametheory.errors.GameFileWarning")


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.skipif(not CATALOGUE, reason="this pygambit has no catalogue")
def test_there_are_games() -> None:
    assert len(CATALOGUE) >= 30
    assert {path.suffix for path in CATALOGUE} >= {".efg", ".nfg"}


@pytest.mark.skipif(not CONTRIBUTED, reason="GAMBIT_GAMES names no folder with Gambit's contributed games")
def test_contributed_games_are_there() -> None:
    assert CONTRIBUTED


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_a_file_goes_through_every_format_and_back(path: Path) -> None:
    model = load(path)
    conversion = conversion_of(model)
    for kind in Format:
        try:
            text = conversion.text(kind)
        except UnsupportedGameError:
            assert kind.is_table != isinstance(model.to_game(), NormalFormGame) or kind in {Format.GAM, Format.LRS}
            continue
        again = read_game_text(text, "written", kind=kind)
        assert conversion_of(again).text(kind) == text
        if kind.has_labels:
            assert again.to_game() == model.to_game()
            assert (again.title, again.story) == (model.title, model.story)


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_a_file_is_shown_and_drawn(path: Path) -> None:
    model = load(path)
    assert model.title in describe(model, is_terminal=False)
    game = model.to_game()
    if isinstance(game, ExtensiveFormGame) and game.num_nodes <= MANY_NODES:
        assert "<svg" in draw(model).svg
    if isinstance(game, NormalFormGame) and game.num_players == 2:
        assert "<svg" in draw(model).svg


@pytest.mark.parametrize("path", CATALOGUE, ids=name_of)
def test_a_game_is_solved_or_the_reason_is_told(path: Path) -> None:
    found = answer(path)
    if isinstance(found, Solution):
        assert found.equilibria
        assert found.coverage is not Coverage.NONE
    else:
        assert load(path).to_game().num_players > 2
        assert len(found.splitlines()) == 1


@pytest.mark.parametrize("path", CATALOGUE, ids=name_of)
def test_pure_equilibria_of_a_game_are_those_of_pygambit(path: Path) -> None:
    game = load(path).to_game()
    if isinstance(game, ExtensiveFormGame) and not has_perfect_recall(game):
        return  # pygambit refuses these
    theirs = READERS[Format(path.suffix[1:])](path)
    if math.prod(len(player.strategies) for player in theirs.players) > MOST_PROFILES:
        return
    expected = [
        tuple(to_fraction(equilibrium.payoff(player)) for player in theirs.players)
        for equilibrium in pygambit.nash.enumpure_solve(theirs).equilibria
    ]
    found = solve(game, "pure")
    assert sorted(equilibrium.payoffs for equilibrium in found.equilibria) == sorted(expected)
    assert found.num_extreme == len(expected)


def test_equilibria_of_trees_are_those_of_pygambit() -> None:
    games = [load(path).to_game() for path in CATALOGUE]
    trees = [game for game in games if isinstance(game, ExtensiveFormGame) and has_few_plans(game)]
    assert len(trees) >= 10
    for tree in trees:
        check_solution(tree)


def has_few_plans(tree: ExtensiveFormGame) -> bool:
    """Whether a tree is one of two players who remember, with so few plans that pygambit is quick."""
    if tree.num_players != 2 or tree.num_nodes > MANY_NODES or not has_perfect_recall(tree):
        return False
    return math.prod(num_reduced_plans(tree, player) for player in (0, 1)) <= MOST_PAIRS


def answer(path: Path) -> Solution | str:
    """What is found, or the sentence why no method applies."""
    try:
        return solve(load(path), limits=Limits(time=20, equilibria=200))
    except UnsupportedGameError as error:
        return str(error)


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_pygambit_reads_what_we_write(path: Path) -> None:
    game = load(path).to_game()
    kind = format_of_name(path)
    assert kind is not None
    saved = saved_by_pygambit(conversion_of(load(path)).text(kind), kind)
    assert content(saved) == content(game)
    assert labels(saved) == labels(game)
    assert content(saved_by_pygambit(write_given(game, Format.GBT), Format.GBT)) == content(game)


@pytest.mark.parametrize("seed", range(40))
def test_random_trees_go_through_pygambit(seed: int) -> None:
    tree = TreeDraw(num_players=1 + seed % 3, depth=4).tree(f"files {seed}")
    assert content(saved_by_pygambit(write_given(tree, Format.EFG), Format.EFG)) == content(tree)


@pytest.mark.parametrize("seed", range(20))
def test_random_tables_go_through_pygambit(seed: int) -> None:
    rng = random.Random(seed)
    sizes = [rng.randint(1, 4) for _ in range(rng.randint(1, 3))]

    def table(shape: list[int]) -> object:
        if not shape:
            return f"{rng.randint(-9, 9)}/{rng.randint(1, 7)}"
        return [table(shape[1:]) for _ in range(shape[0])]

    game = NormalFormGame(table([len(sizes), *sizes]))
    assert content(saved_by_pygambit(write_given(game, Format.NFG), Format.NFG)) == content(game)


@pytest.mark.skipif(not is_installed(), reason="lrsnash (of lrslib) is not installed")
@pytest.mark.parametrize("name", ["battle_of_the_sexes", "trust_game"])
def test_lrsnash_reads_what_we_write(name: str, tmp_path: Path) -> None:
    conversion = conversion_of(load(name), is_reduced=True)
    path = tmp_path / "table.lrs"
    path.write_text(conversion.text(Format.LRS), encoding="ascii")
    output = subprocess.run(["lrsnash", path.name], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    expected = solve(conversion.game).num_extreme
    assert f"*Number of equilibria found: {expected}\n" in output
