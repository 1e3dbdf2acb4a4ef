"""Every kind of broken or hostile file gets its sentence, its class and its place."""

from __future__ import annotations

import re

import pytest

from gametheory.errors import GameFileError, GameTheoryError
from gametheory.io.game_file import read_game_text
from hostile.broken_file import BrokenFile
from hostile.broken_files import BROKEN_FILES, SOUND_FILES


@pytest.mark.parametrize("text", SOUND_FILES.values(), ids=SOUND_FILES.keys())
def test_the_files_are_sound_before_they_are_broken(text: str) -> None:
    assert read_game_text(text).to_game().num_players == 2


@pytest.mark.parametrize("broken", BROKEN_FILES, ids=lambda broken: broken.name)
def test_a_broken_file_is_told_what_is_wrong_and_where(broken: BrokenFile) -> None:
    with pytest.raises(GameTheoryError, match=re.escape(broken.sentence)) as caught:
        read_game_text(broken.data, "shop.yaml").to_game()
    assert type(caught.value) is broken.error
    first = str(caught.value).splitlines()[0]
    assert first.startswith(f"shop.yaml:{broken.place}" if broken.place else "shop.yaml:")
    assert broken.sentence in first


def test_names_of_the_table_are_different() -> None:
    names = [broken.name for broken in BROKEN_FILES]
    assert len(set(names)) == len(names) >= 60


@pytest.mark.parametrize("broken", BROKEN_FILES, ids=lambda broken: broken.name)
def test_sentences_are_short_and_single(broken: BrokenFile) -> None:
    with pytest.raises(GameTheoryError, match=re.escape(broken.sentence)) as caught:
        read_game_text(broken.data, "shop.yaml").to_game()
    if isinstance(caught.value, GameFileError):
        assert all(len(mistake.message) < 1000 and "\n" not in mistake.message for mistake in caught.value.mistakes)
