"""The table of keys has no key twice."""

from __future__ import annotations

import pytest

from gametheory.io.keys import EXTENSIVE_FORM, FILE, LATER, NORMAL_FORM, SECTIONS, Key


@pytest.mark.parametrize("keys", [(*FILE, *NORMAL_FORM), (*FILE, *EXTENSIVE_FORM), *SECTIONS.values()])
def test_keys_of_one_mapping_are_different(keys: tuple[Key, ...]) -> None:
    names = [key.name for key in keys]
    assert len(set(names)) == len(names)
    assert all(key.meaning.endswith(".") for key in keys)


def test_keys_that_come_later_are_free() -> None:
    assert not set(LATER) & {key.name for key in (*FILE, *NORMAL_FORM, *EXTENSIVE_FORM)}
