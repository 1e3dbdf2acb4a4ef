"""Names of what happens in chains of markets."""

from __future__ import annotations

from gametheory.models.market_names import FIGHT, OUT, STRONG, entrant_key, infoset_name


def test_names_tell_the_past() -> None:
    assert infoset_name(STRONG, (OUT, FIGHT, FIGHT)) == "strong 4: Out, Fight, Fight"
    assert infoset_name("entry", ()) == "entry 1"


def test_entrants_are_numbered_from_one() -> None:
    assert entrant_key(1) == "entrant_1"
