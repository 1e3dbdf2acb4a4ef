"""The public function: what it accepts, refuses and writes."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from gametheory import MixedProfile, NormalFormGame, draw, load, solve
from gametheory.errors import InvalidParameterError, InvalidProfileError, UnsupportedGameError
from gametheory.rendering.draw import KINDS, Kind, check_drawable, draw_pages, draw_svg
from gametheory.rendering.pictures.scene import Text
from rendering import sample_games

HORSE = sample_games.horse()
SOLUTION = sample_games.solution_of(sample_games.random_behavior(HORSE, 1), sample_games.random_behavior(HORSE, 2))
SIGNATURES = {".svg": b"<?xml", ".PNG": b"\x89PNG", ".pdf": b"%PDF"}


def contents(picture) -> str:
    return " ".join(item.content for item in picture.scene.items if isinstance(item, Text))


@pytest.mark.parametrize("suffix", SIGNATURES)
def test_saving(suffix: str, tmp_path: Path) -> None:
    target = tmp_path / f"tree{suffix}"
    assert draw(HORSE).save(str(target)) == target
    assert target.read_bytes().startswith(SIGNATURES[suffix])


@pytest.mark.parametrize("name", ["tree.bmp", "tree"])
def test_unknown_suffixes(name: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidParameterError, match=rf"ending in \.svg, \.png, \.pdf or \.tex, got '.*{name}'"):
        draw(HORSE).save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_titles_say_which_values_were_set() -> None:
    model = load("choose_one_of_two").with_values(reported="0.7")
    expected = "Choose one of two at reported = 0.7"
    solution = solve(model)
    assert draw(model).scene.title == expected
    assert draw(model, kind="table").scene.title == expected
    assert draw(solution.game, solution).scene.title == expected
    assert draw(solution.game).scene.title == "Choose one of two"
    assert [page.scene.title for page in draw_pages(model, ends=6).pictures][1].startswith(f"{expected} (page 2")


def test_notebooks() -> None:
    picture = draw(HORSE)
    assert picture._repr_svg_() == picture.svg == HORSE._repr_svg_() == draw_svg(HORSE)
    assert SOLUTION._repr_svg_() == draw(HORSE, SOLUTION).svg != picture.svg
    assert repr(picture).startswith('<Picture "Selten\'s horse": ')


def test_models_are_drawn_at_their_values() -> None:
    assert draw(SimpleNamespace(to_game=lambda: HORSE)).svg == draw(HORSE).svg


def test_which_equilibrium() -> None:
    assert "2 of 2" in contents(draw(HORSE, SOLUTION))
    assert "1 of 2" in contents(draw(HORSE, SOLUTION, 0))
    assert "1 of 2" in contents(draw(HORSE, SOLUTION.replace(leading=None)))
    none = draw(HORSE, SOLUTION.replace(equilibria=(), leading=None))
    assert "No equilibrium is shown" in contents(none)


def test_equilibria_that_are_not_there() -> None:
    with pytest.raises(InvalidProfileError, match="index of one of 2 equilibria, from 0, got 2"):
        draw(HORSE, SOLUTION, 2)
    with pytest.raises(InvalidProfileError, match="expected a solution to take equilibrium 0 from"):
        draw(HORSE, None, 0)
    with pytest.raises(InvalidProfileError, match="drawn, 'Beer and quiche', got one of \"Selten's horse\""):
        draw(sample_games.beer_and_quiche(), SOLUTION)


def test_orientation() -> None:
    right, down = (draw(HORSE, orientation=orientation).scene for orientation in ("right", "down"))
    assert right.width != down.width
    with pytest.raises(InvalidParameterError, match="expected orientation 'right' or 'down', got 'up'"):
        draw(HORSE, orientation="up")


def test_tables() -> None:
    game = sample_games.random_table(2, 2, 3)
    solution = sample_games.solution_of(MixedProfile(game, [["1/4", "3/4"], ["1/2", "1/2", 0]]))
    assert "Shaded" in contents(draw(game, solution))
    assert "Shaded" not in contents(draw(game))


def test_games_too_large_for_a_picture() -> None:
    game = NormalFormGame(np.zeros((2, 31, 2), dtype=np.int64), title="Wide")
    with pytest.raises(UnsupportedGameError, match="at most 30 actions"):
        draw(game)
    assert draw_svg(game).startswith("<?xml")
    with pytest.raises(UnsupportedGameError, match=r"got 31 x 2; choose kind 'heatmap'"):
        check_drawable(NormalFormGame.zero_sum(np.zeros((31, 2), dtype=np.int64)))


ASSURANCE = NormalFormGame.from_bimatrix([[3, 0], [1, 2]], [[1, 0], [0, 4]], title="Assurance")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"tree", "supports"}])
def test_kinds_of_normal_forms(kind: str) -> None:
    check_drawable(ASSURANCE, kind)
    assert draw(ASSURANCE, kind=kind).scene.title == "Assurance"
    assert (draw(ASSURANCE, kind=kind).svg == draw(ASSURANCE).svg) is (kind == "table")


def test_trees_are_trees_unless_another_kind_is_asked_for() -> None:
    tree = sample_games.beer_and_quiche()
    assert draw(tree, kind="tree").svg == draw(tree).svg != draw(tree, kind="table").svg


def test_kinds_that_do_not_fit() -> None:
    for refuse in (check_drawable, lambda game, kind: draw(game, kind=kind)):
        with pytest.raises(UnsupportedGameError, match="kind 'tree' needs a game in extensive form, got a normal form"):
            refuse(ASSURANCE, "tree")
        with pytest.raises(InvalidParameterError, match="'heatmap', 'payoff-set' or 'supports', got 'map'"):
            refuse(ASSURANCE, "map")
        with pytest.raises(UnsupportedGameError, match="a best-response diagram needs two players"):
            refuse(HORSE, "best-response")
        with pytest.raises(UnsupportedGameError, match="a heat map needs two players"):
            refuse(HORSE, "heatmap")


def test_folding() -> None:
    tree = sample_games.random_tree(5, 200)
    picture = draw(tree, fold=12)
    assert "Triangles: folded parts" in contents(picture)
    assert picture.scene.height < draw(tree).scene.height
    assert draw(tree, fold=10_000).svg == draw(tree).svg
    with pytest.raises(InvalidParameterError, match="expected at least"):
        draw(tree, fold=1)
    with pytest.raises(InvalidParameterError, match="only trees are folded, got a picture of kind 'table' and 9 ends"):
        draw(ASSURANCE, fold=9)


def test_folded_trees_may_be_large() -> None:
    tree = sample_games.wide(40)
    check_drawable(tree, ends=41)
    assert draw(tree, fold=41).svg == draw(tree).svg


def test_pages(tmp_path: Path) -> None:
    tree = sample_games.random_tree(5, 200)
    pages = draw_pages(tree, ends=50)
    count = len(pages.pictures)
    assert count > 1
    assert f"(page 2 of {count})" in contents(pages.pictures[1])
    names = [path.name for path in pages.save(tmp_path / "tree.svg")]
    assert names == ["tree.svg", *(f"tree-{number}.svg" for number in range(2, count + 1))]
    assert pages.save(tmp_path / "tree.pdf") == (tmp_path / "tree.pdf",)
    with pytest.raises(UnsupportedGameError, match="kind 'tree' needs a game in extensive form"):
        draw_pages(ASSURANCE)


def test_grays() -> None:
    picture = draw(HORSE)
    assert "#0072B2" in picture.svg.upper()
    assert "#0072B2" not in picture.in_grayscale().svg.upper()
    assert draw_pages(HORSE).in_grayscale().pictures[0].svg == picture.in_grayscale().svg


@pytest.mark.parametrize("kind", [None, "table", "best-response", "heatmap", "payoff-set"])
@pytest.mark.parametrize("concept", ["correlated", "coarse_correlated", "stackelberg"])
@pytest.mark.parametrize("game", ["chicken", "trust_game"])
def test_whatever_is_played_can_be_drawn(game: str, concept: str, kind: Kind | None) -> None:
    model = load(game)
    svg = draw(model, solve(model, concept), kind=kind).svg
    assert svg.startswith("<?xml")
    assert svg != draw(model, kind=kind).svg, "it is drawn, or told below"


def test_perfect_equilibria_are_drawn_like_others() -> None:
    model = load("chicken")
    assert draw(model, solve(model, "perfect"), 1).svg != draw(model).svg
