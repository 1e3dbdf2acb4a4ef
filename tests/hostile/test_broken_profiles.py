"""Every kind of broken or hostile profile gets its sentence, its class and its place."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.program import run
from gametheory import judge
from gametheory.errors import InconsistentGameFileError, MalformedGameFileError
from gametheory.io.game_file import read_game_text
from gametheory.io.profile_file import read_profile
from hostile.broken_file import FLAT, NORMAL
from hostile.broken_profiles import BROKEN_PROFILES, SOUND_PROFILES, BrokenProfile

if TYPE_CHECKING:
    from gametheory.core.source import Game


@cache
def game_of(text: str) -> Game:
    """The game of a file."""
    return read_game_text(text).to_game()


@pytest.mark.parametrize(("game", "text"), SOUND_PROFILES.values(), ids=SOUND_PROFILES.keys())
def test_the_profiles_are_sound_before_they_are_broken(game: str, text: str) -> None:
    profile = read_profile(text, game_of(game), "sound.yaml")
    assert judge(profile.game, profile).payoffs


@pytest.mark.parametrize("broken", BROKEN_PROFILES, ids=lambda broken: broken.name)
def test_a_broken_profile_is_told_what_is_wrong_and_where(broken: BrokenProfile) -> None:
    with pytest.raises(broken.error, match=re.escape(broken.sentence)) as caught:
        read_profile(broken.data, game_of(broken.game), "mine.yaml")
    assert type(caught.value) is broken.error
    first = str(caught.value).splitlines()[0]
    assert first.startswith(f"mine.yaml:{broken.place}" if broken.place else "mine.yaml: ")
    assert broken.sentence in first
    assert all(len(mistake.message) < 1000 and "\n" not in mistake.message for mistake in caught.value.mistakes)


def test_names_of_the_table_are_different() -> None:
    names = [broken.name for broken in BROKEN_PROFILES]
    assert len(set(names)) == len(names) >= 40


def test_independent_mistakes_are_told_at_once() -> None:
    text = "row: {Top: half, Botom: 1}\ncolum: {Left: 2}\ncolumn: {Left: 1/2, Left: 1/2, Right: 1/3}\n"
    with pytest.raises(MalformedGameFileError, match="got 'half'") as caught:
        read_profile(text, game_of(NORMAL), "x")
    assert [(mistake.line, mistake.column) for mistake in caught.value.mistakes] == [(1, 12), (1, 18), (2, 1), (3, 21)]


def test_a_misspelled_player_is_not_missed_too() -> None:
    with pytest.raises(InconsistentGameFileError, match="'column'") as caught:
        read_profile("row: Top\ncolum: Left\n", game_of(NORMAL), "x")
    assert len(caught.value.mistakes) == 1


def test_many_mistakes_are_told_up_to_a_limit() -> None:
    text = "row: {" + ", ".join(f"k{number}: 1" for number in range(2_000)) + "}"
    with pytest.raises(InconsistentGameFileError, match="stopped after 200 mistakes") as caught:
        read_profile(text, game_of(NORMAL), "x")
    assert len(caught.value.mistakes) == 201


@pytest.mark.parametrize("is_piped", [True, False])
def test_the_command_tells_file_line_and_column(tmp_path: Path, is_piped: bool) -> None:
    game, profile = tmp_path / "game.yaml", tmp_path / "mine.yaml"
    game.write_text(FLAT)
    profile.write_text("a: {one: In}\nb: {two: {Left: 1/3}}\n")
    result = run("judge", str(game), "-" if is_piped else str(profile), stdin=profile.read_text())
    assert result.exit_code == 1
    name = "<stdin>" if is_piped else str(profile)
    assert result.output.startswith(f"{name}:2:10: expected probabilities of information set 'two'")
    assert result.output.endswith("got 1/3; add 2/3\n")


def test_an_endless_profile_is_refused(tmp_path: Path) -> None:
    zeros, game = Path("/dev/zero"), tmp_path / "game.yaml"
    if not zeros.exists():
        pytest.skip("this system has no endless file")
    game.write_text(NORMAL)
    result = run("judge", str(game), str(zeros))
    assert result.exit_code == 1
    assert "expected at most 64,000,000 bytes" in result.output
