"""What a calibration aims at."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import load
from gametheory.errors import InvalidParameterError
from gametheory.studies.uncertainty.calibration_targets import Observation, OutcomeTarget, read_targets

MIXED = {"Heads": "1/3", "Tails": "2/3"}


def test_outcomes_in_words_and_numbers() -> None:
    game = load("matching_pennies").to_game()
    keys = [player.key for player in game.players]
    found = read_targets(game, {"profile": {keys[0]: MIXED, keys[1]: "Tails"}})
    assert isinstance(found, OutcomeTarget)
    assert found.profile is not None
    assert found.profile.strategies == ((Fraction(1, 3), Fraction(2, 3)), (0, 1))
    assert found.text.endswith(": Heads 1/3 + Tails 2/3; " + f"{game.players[1].label}: Tails")
    support = read_targets(game, {"support": {keys[0]: "Heads"}})
    assert isinstance(support, OutcomeTarget)
    assert (support.profile, support.support) == (None, {keys[0]: frozenset({"Heads"})})


def test_observations() -> None:
    game = load("matching_pennies").to_game()
    key = game.players[1].key
    found = read_targets(game, {"payoffs": {key: "1/4"}, "counts": {key: {"Heads": 3, "Tails": 0}}})
    assert found == (
        Observation("payoffs", key, "", "", 0.25),
        Observation("counts", key, "", "Heads", 3.0),
        Observation("counts", key, "", "Tails", 0.0),
    )


def test_paths_end_where_play_ends() -> None:
    game = load("trust_game").to_game()
    found = read_targets(game, {"path": ["Trust", "Honor"]})
    assert isinstance(found, OutcomeTarget)
    assert found.path == ("Trust", "Honor")
    with pytest.raises(InvalidParameterError, match="expected the end of play in 'path' after 'Not', got 'Honor'"):
        read_targets(game, {"path": ["Not", "Honor"]})
    with pytest.raises(InvalidParameterError, match="after the beginning, got 'Honor'"):
        read_targets(game, {"path": ["Honor"]})
    with pytest.raises(InvalidParameterError, match="unknown information set 'trst'; did you mean 'trust'"):
        read_targets(game, {"probability": {"buyer": {"trst": {"Trust": 1}}}})
