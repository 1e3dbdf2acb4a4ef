"""`gametheory draw`: each kind of picture, and what cannot be drawn or written."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.program import run


@pytest.mark.parametrize(
    ("suffix", "start"), [(".svg", b"<?xml"), (".png", b"\x89PNG"), (".pdf", b"%PDF"), (".tex", b"% ")]
)
def test_pictures_are_written(tmp_path: Path, suffix: str, start: bytes) -> None:
    path = tmp_path / f"picture{suffix}"
    result = run("draw", "trust_game", "-o", str(path))
    assert (result.exit_code, result.output) == (0, f"wrote {path}\n")
    assert path.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--kind", "table"], "a page shows the tree: leave out --kind table, or write a picture such as .svg"),
        (["--fold", "3", "--grayscale"], "a page is folded and colored by its reader: leave out --fold, --grayscale"),
    ],
)
def test_what_a_page_does_not_take_is_named(options: list[str], sentence: str, tmp_path: Path) -> None:
    result = run("draw", "trust_game", "-o", str(tmp_path / "tree.html"), *options)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_other_kinds_are_usage_errors(tmp_path: Path) -> None:
    result = run("draw", "trust_game", "-o", str(tmp_path / "picture.bmp"))
    assert result.exit_code == 2
    assert "expected a picture file ending in .svg, .png, .pdf or .tex" in result.stderr
    assert "the page to explore a tree ends in .html" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_equilibria_are_chosen_by_number(tmp_path: Path) -> None:
    texts = []
    for number in ("0", "1", "2"):
        path = tmp_path / f"{number}.svg"
        assert run("draw", "trust_game", "--concept", "nash", "--equilibrium", number, "-o", str(path)).exit_code == 0
        texts.append(path.read_text(encoding="utf-8"))
    assert len(set(texts)) == 3


@pytest.mark.parametrize("number", ["3", "-1", "x"])
def test_numbers_without_equilibrium_are_usage_errors(tmp_path: Path, number: str) -> None:
    path = tmp_path / "picture.svg"
    result = run("draw", "trust_game", "--concept", "nash", "--equilibrium", number, "-o", str(path))
    assert result.exit_code == 2
    assert not path.exists()
    if number == "3":
        assert "expected an equilibrium from 1 to 2, or 0 for none, got 3" in result.stderr


def test_places_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    result = run("draw", "trust_game", "-o", str(tmp_path / "no" / "picture.svg"))
    assert result.exit_code == 1
    assert "no such file or directory" in result.stderr


def test_limits_end_with_their_code(tmp_path: Path) -> None:
    path = tmp_path / "picture.svg"
    result = run("draw", "seventy_five_equilibria", "--time-limit", "0", "-o", str(path))
    assert result.exit_code == 3
    assert path.exists()


def test_the_output_is_required() -> None:
    assert run("draw", "trust_game").exit_code == 2


LARGE_TABLE = """
gametheory: 1
form: normal
players: [row, column]
actions: {{row: [{rows}], column: [only]}}
payoffs: [{payoffs}]
"""


def test_what_is_too_large_is_refused_before_it_is_solved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def solved(*_: object, **__: object) -> None:
        raise AssertionError("solved")

    monkeypatch.setattr("gametheory.cli.draw.solve_opened", solved)
    monkeypatch.setattr("gametheory.rendering.pictures.tree_picture.MOST_TERMINALS", 2)
    names = ", ".join(f"a{number}" for number in range(40))
    text = LARGE_TABLE.format(rows=names, payoffs=", ".join(["[[0, 1]]"] * 40))
    result = run("draw", "-", "-o", str(tmp_path / "picture.svg"), stdin=text)
    assert (result.exit_code, result.stderr[:57]) == (1, "a picture of a payoff table holds at most 30 actions a pl")
    result = run("draw", "trust_game", "-o", str(tmp_path / "picture.svg"))
    assert (result.exit_code, result.stderr[:47]) == (1, "a picture of a tree holds at most 2 ends, got 3")


@pytest.mark.parametrize("kind", ["tree", "table", "best-response", "heatmap", "supports"])
def test_kinds(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "picture.svg"
    result = run("draw", "trust_game", "--kind", kind, "-o", str(path))
    assert (result.exit_code, result.output) == (0, f"wrote {path}\n")
    is_given = "equilibrium. Expected payoffs" in path.read_text(encoding="utf-8")
    assert is_given is (kind in {"tree", "table"})


def test_kinds_that_mark_equilibria_themselves_solve_only_where_one_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def solved(*_: object, **__: object) -> None:
        raise AssertionError("solved")

    path = tmp_path / "picture.svg"
    assert run("draw", "chicken", "--kind", "heatmap", "--equilibrium", "2", "-o", str(path)).exit_code == 0
    assert "Nash equilibrium 2 of 3 listed" in path.read_text(encoding="utf-8")
    monkeypatch.setattr("gametheory.cli.draw.solve_opened", solved)
    assert run("draw", "chicken", "--kind", "heatmap", "-o", str(path)).exit_code == 0


def test_folded_and_split_trees(tmp_path: Path) -> None:
    path = tmp_path / "picture.svg"
    assert run("draw", "chain_store", "--fold", "8", "--grayscale", "-o", str(path)).exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert "Triangles" in text
    assert "#0072B2" not in text.upper()
    result = run("draw", "chain_store", "--pages", "20", "-o", str(path))
    assert (result.exit_code, result.output) == (0, f"wrote {path}\nwrote {tmp_path / 'picture-2.svg'}\n")


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (
            ("chain_store", "--pages", "20", "--fold", "5"),
            2,
            "--pages splits a whole tree: leave out --fold and --kind",
        ),
        (("chain_store", "--pages", "20", "--kind", "table"), 2, "leave out --fold and --kind"),
        (("chicken", "--fold", "5"), 2, "only trees are folded, got a picture of kind 'table' and 5 ends"),
        (("chicken", "--pages", "5"), 1, "kind 'tree' needs a game in extensive form"),
        (("chicken", "--kind", "tree"), 1, "kind 'tree' needs a game in extensive form"),
        (("chicken", "--kind", "map"), 2, "'map' is not one of 'tree', 'table', 'best-response', 'heatmap'"),
    ],
)
def test_looks_that_do_not_fit(tmp_path: Path, options: tuple[str, ...], code: int, sentence: str) -> None:
    result = run("draw", *options, "-o", str(tmp_path / "picture.svg"))
    assert result.exit_code == code
    assert sentence in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_payoff_sets_are_drawn_with_or_without_an_equilibrium(tmp_path: Path) -> None:
    path = tmp_path / "payoffs.svg"
    assert run("draw", "chicken", "--kind", "payoff-set", "-o", str(path)).exit_code == 0
    assert "the equilibrium shown" not in " ".join(path.read_text(encoding="utf-8").split())
    options = ("--concept", "correlated", "--option", "objective=egalitarian")
    assert run("draw", "chicken", "--kind", "payoff-set", *options, "-o", str(path)).exit_code == 0
    assert "First driver: 5.25, Second driver: 5.25" in path.read_text(encoding="utf-8")


def test_payoff_sets_are_of_two_players(tmp_path: Path) -> None:
    path = tmp_path / "payoffs.svg"
    result = run("draw", "selten_horse", "--kind", "payoff-set", "-o", str(path))
    assert (result.exit_code, path.exists()) == (1, False)
    assert "needs two players with at most 20 actions each, got 3 players; choose kind 'table'" in result.stderr


@pytest.mark.parametrize("game", ["chicken", "trust_game"])
@pytest.mark.parametrize("concept", ["correlated", "coarse_correlated", "stackelberg"])
def test_what_is_no_profile_is_drawn_too(tmp_path: Path, game: str, concept: str) -> None:
    path = tmp_path / "picture.svg"
    assert run("draw", game, "--concept", concept, "-o", str(path)).exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.parametrize("suffix", [".svg", ".html"])
def test_trees_that_cannot_be_built_are_refused_with_what_helps(tmp_path: Path, suffix: str) -> None:
    result = run("draw", "chain_store_20", "-o", str(tmp_path / f"tree{suffix}"))
    assert result.exit_code == 1
    assert "got one of 6,973,568,801 nodes, of which only the 40 states are known" in result.output
    assert "repeat its stages less often" in result.output
    assert "use concept" not in result.output
