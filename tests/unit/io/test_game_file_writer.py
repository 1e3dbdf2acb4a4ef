"""Written games read back equal."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.players import Player
from gametheory.core.tree_builder import TreeBuilder
from gametheory.errors import UnsupportedGameError
from gametheory.io.game_file import load, read_game_text
from gametheory.io.game_file_writer import write_game, write_game_file

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
NUMBERS = st.one_of(
    st.integers(-(10**20), 10**20), st.fractions(max_denominator=97), st.floats(allow_nan=False, allow_infinity=False)
)


@st.composite
def normal_form_games(draw: st.DrawFn) -> NormalFormGame:
    num_actions = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    shape = (len(num_actions), *num_actions)
    size = int(np.prod(shape))
    values = np.empty(size, dtype=object)
    values[:] = [Fraction(value) for value in draw(st.lists(NUMBERS, min_size=size, max_size=size))]
    keys = draw(
        st.lists(st.from_regex(r"[a-z]{1,4}[0-9]", fullmatch=True), min_size=shape[0], max_size=shape[0], unique=True)
    )
    labels = draw(
        st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), min_size=shape[0], max_size=shape[0])
    )
    actions = [draw(st.lists(NAMES, min_size=size, max_size=size, unique=True)) for size in num_actions]
    return NormalFormGame(
        values.reshape(shape),
        players=[Player(key, label) for key, label in zip(keys, labels, strict=True)],
        actions=actions,
        title=draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=5)),
    )


@given(normal_form_games())
@settings(max_examples=150)
def test_a_normal_form_reads_back_equal(game: NormalFormGame) -> None:
    read = read_game_text(write_game(game)).to_game()
    assert read == game
    assert read.title == game.title


def test_a_large_table_goes_into_a_csv_file_beside_the_game(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    game = NormalFormGame(
        rng.integers(-(10**6), 10**6, (2, 200, 300)),
        actions=[[f"row {number}" for number in range(200)], [f'a, "{number}"' for number in range(300)]],
    )
    text = write_game(game, tmp_path / "large.yaml")
    assert "payoffs: {csv: large.csv}" in text
    assert load(tmp_path / "large.yaml").to_game() == game


def test_a_large_table_needs_a_path() -> None:
    with pytest.raises(UnsupportedGameError, match="got 90,000 profiles; give a path"):
        write_game(NormalFormGame(np.full((2, 300, 300), 10**6)))


def test_a_game_is_written_to_its_path(tmp_path: Path) -> None:
    game = NormalFormGame([[1, 2]], players=["row"], title="Choice", comment="one player:\nno game")
    assert (text := write_game(game, str(tmp_path / "choice.yaml"))) == (tmp_path / "choice.yaml").read_text("utf-8")
    assert load(tmp_path / "choice.yaml").to_game() == game
    assert load(tmp_path / "choice.yaml").story == "one player:\nno game"
    assert "  - [1]\n  - [2]\n" in text


def test_a_tree_is_written_to_its_path(tmp_path: Path) -> None:
    builder = TreeBuilder(["a"])
    builder.payoffs(0, [Fraction(1, 3)])
    game = builder.build(title="End")
    write_game(game, tmp_path / "end.yaml")
    assert load(tmp_path / "end.yaml").to_game() == game


def test_three_players_are_nested_in_blocks() -> None:
    payoffs = np.arange(3 * 2 * 2 * 2).reshape(3, 2, 2, 2)
    text = write_game(NormalFormGame(payoffs, players=["a", "b", "c"]))
    assert text.endswith(
        "payoffs:\n  - - [[0, 8, 16], [1, 9, 17]]\n    - [[2, 10, 18], [3, 11, 19]]\n"
        "  - - [[4, 12, 20], [5, 13, 21]]\n    - [[6, 14, 22], [7, 15, 23]]\n"
    )
    assert read_game_text(text).to_game() == NormalFormGame(payoffs, players=["a", "b", "c"])


def one_end(payoff: object, key: str = "a") -> ExtensiveFormGame:
    """Return a tree of nothing but its end."""
    builder = TreeBuilder([key])
    builder.payoffs(0, [payoff])
    return builder.build()


@pytest.mark.parametrize("key", ["if", "max", "share"])
def test_words_of_formulas_are_no_keys(key: str, tmp_path: Path) -> None:
    for game in (NormalFormGame([[1, 2]], players=[key]), one_end(3, key)):
        with pytest.raises(UnsupportedGameError, match=f"got '{key}', a word of formulas; rename it"):
            write_game(game, tmp_path / "game.yaml")
    assert not list(tmp_path.iterdir())


def test_numbers_are_as_long_as_files_allow() -> None:
    longest = Fraction(10**996, 7)
    assert read_game_text(write_game(NormalFormGame([[longest, 2]]))).to_game().payoffs[0, 0] == longest
    assert read_game_text(write_game(one_end(longest))).to_game() == one_end(longest)
    for game in (NormalFormGame([[10 * longest**2, 2]]), one_end(10 * longest**2)):
        with pytest.raises(UnsupportedGameError, match="expected numbers of at most 1,000 digits"):
            write_game(game)


def test_probabilities_are_as_long_as_files_allow() -> None:
    tiny = Fraction(1, 10**1000)
    builder = TreeBuilder(["a"])
    ends = builder.chance(0, {"rare": tiny, "usual": 1 - tiny})
    for number, end in enumerate(ends):
        builder.payoffs(end, [number])
    with pytest.raises(UnsupportedGameError, match="expected numbers of at most 1,000 digits"):
        write_game(builder.build())


@pytest.mark.parametrize("name", [" up", "up\r", "u\x00p"])
def test_a_csv_file_holds_plain_names(name: str, tmp_path: Path) -> None:
    actions = [[name, *map(str, range(299))], list(map(str, range(300)))]
    with pytest.raises(UnsupportedGameError, match="expected names that the CSV file of a large table can hold"):
        write_game(NormalFormGame(np.full((2, 300, 300), 10**6), actions=actions), tmp_path / "large.yaml")
    assert not list(tmp_path.iterdir())


def test_columns_of_a_csv_file_are_distinct(tmp_path: Path) -> None:
    game = NormalFormGame(np.full((2, 300, 300), 10**6), players=["a", "payoff a"])
    with pytest.raises(UnsupportedGameError, match="can hold, got 'a'; rename it"):
        write_game(game, tmp_path / "large.yaml")


def test_a_game_fits_into_a_file() -> None:
    game = NormalFormGame([[1, 2]], actions=[["x" * 600_000, "y" * 600_000]], players=["row"])
    with pytest.raises(UnsupportedGameError, match="give a path"):
        write_game(game)


def test_names_beside_a_csv_file_fit_into_a_file(tmp_path: Path) -> None:
    game = NormalFormGame([[1, 2]], actions=[["x" * 600_000, "y" * 600_000]], players=["row"])
    with pytest.raises(UnsupportedGameError, match="expected a game that fits into a file of 1,000,000 bytes"):
        write_game(game, tmp_path / "long.yaml")
    assert not list(tmp_path.iterdir())


def test_tables_are_nested_as_deep_as_files_allow() -> None:
    game = NormalFormGame(np.arange(62).reshape(62, *[1] * 62))
    assert read_game_text(write_game(game)).to_game() == game
    with pytest.raises(UnsupportedGameError, match=r"expected at most 62 players, .*, got 63"):
        write_game(NormalFormGame(np.arange(63).reshape(63, *[1] * 63)))


@pytest.mark.parametrize("suffix", [".efg", ".gbt"])
def test_the_ending_tells_the_format(suffix: str, tmp_path: Path) -> None:
    builder = TreeBuilder(["a", "b"])
    builder.payoffs(builder.move(0, "b", ["x", "y"])[1], ["1/3", 2])
    path = tmp_path / f"tree{suffix}"
    text = write_game(builder.build(), path)
    assert path.read_text(encoding="utf-8") == text
    assert load(path).to_game() == builder.build()
    with pytest.raises(UnsupportedGameError, match=r"\.nfg files hold games in normal form, got a tree"):
        write_game(builder.build(), tmp_path / "tree.nfg")


def test_game_files_may_have_any_ending(tmp_path: Path) -> None:
    text = write_game_file(NormalFormGame([[1, 2]]), tmp_path / "game.efg")
    assert text.startswith("gametheory: 1")
    assert (tmp_path / "game.efg").read_text(encoding="utf-8") == text
