"""Profiles by index and by name, exact and floating."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import (
    BehaviorProfile,
    ExtensiveFormGame,
    InvalidProfileError,
    MixedProfile,
    NormalFormGame,
    TreeBuilder,
)
from gametheory.core.profiles import certain

THIRD = Fraction(1, 3)


def table() -> NormalFormGame:
    return NormalFormGame.zero_sum(
        [[1, 2, 3], [3, 0, 1]], players={"row": "Row", "column": "Column"}, actions=[["T", "B"], ["L", "M", "R"]]
    )


def trust() -> ExtensiveFormGame:
    builder = TreeBuilder({"buyer": "Buyer", "seller": "Seller"})
    trusted, _ = builder.move(0, "buyer", ["Trust", "Not"], infoset="trust")
    for node in builder.chance(trusted, {"ok": "1/2", "late": "1/2"}, infoset="post"):
        builder.move(node, "seller", ["Honor", "Abuse"], infoset="trusted")
    return builder.build()


def test_mixed_profile_by_name() -> None:
    game = table()
    profile = MixedProfile.from_mapping(game, {"row": {"B": 1}, "column": {"R": "2/3", "L": "1/3"}})
    assert profile.strategies == ((0, 1), (THIRD, 0, 2 * THIRD))
    assert dict(profile["column"]) == {"L": THIRD, "M": 0, "R": 2 * THIRD} == dict(profile[1])
    assert not profile.is_pure
    assert MixedProfile(game, [[1, 0], [0, 0, 1]]).is_pure
    assert repr(profile) == "<MixedProfile 0, 1 | 1/3, 0, 2/3>"
    assert profile == MixedProfile(game, [[0, 1], ["1/3", 0, "2/3"]])


def test_floats_stay_floats() -> None:
    profile = MixedProfile(table(), [[0.1, 0.9], [0.5, 0.25, "1/4"]])
    assert [type(value) for value in profile.strategies[1]] == [float, float, Fraction]
    assert MixedProfile(table(), [[0.1 + 1e-12, 0.9], [1, 0, 0]]).strategies[0][1] == 0.9


@pytest.mark.parametrize(
    ("strategies", "sentence"),
    [
        ([[1, 0]], "expected 2 strategies, got 1"),
        ([[1], [1, 0, 0]], "expected 2 probabilities for Row, got 1"),
        ([[1, 0], ["3/2", "-1/2", 0]], "expected probabilities of at least 0 for Column, got -1/2"),
        ([[1, 0], ["1/2", "1/3", 0]], "expected probabilities for Column to sum to 1, got 5/6"),
        ([[1, 0], ["1/2", "1/2", "1/1000000000000"]], "expected probabilities for Column to sum to 1"),
        ([[0.5, 0.4], [1, 0, 0]], "expected probabilities for Row to sum to 1, got 0.9"),
        ([[float("nan"), 1], [1, 0, 0]], "expected probabilities of at least 0 for Row, got nan"),
        ([[float("inf"), 1], [1, 0, 0]], "expected probabilities for Row to sum to 1, got inf"),
    ],
)
def test_mistakes_in_mixed_profiles(strategies: list, sentence: str) -> None:
    with pytest.raises(InvalidProfileError, match=sentence):
        MixedProfile(table(), strategies)


def test_mistakes_in_names() -> None:
    with pytest.raises(InvalidProfileError, match=r"expected players \['row', 'column'\], got 'bank'"):
        MixedProfile.from_mapping(table(), {"bank": {}})
    with pytest.raises(InvalidProfileError, match="a strategy for every player, got none for 'column'"):
        MixedProfile.from_mapping(table(), {"row": {"T": 1}})
    with pytest.raises(InvalidProfileError, match=r"expected actions among \['T', 'B'\] for Row, got 'X'"):
        MixedProfile.from_mapping(table(), {"row": {"X": 1}, "column": {"L": 1}})
    with pytest.raises(KeyError, match="no player 'bank'"):
        MixedProfile(table(), [[1, 0], [1, 0, 0]])["bank"]


def test_behavior_profile_by_name() -> None:
    tree = trust()
    profile = BehaviorProfile.from_mapping(
        tree, {"buyer": {"trust": {"Trust": 1}}, "seller": {"trusted": {"Abuse": "2/3", "Honor": "1/3"}}}
    )
    assert profile.strategies == ((1, 0), None, (THIRD, 2 * THIRD))
    assert dict(profile["seller"]["trusted"] or {}) == {"Honor": THIRD, "Abuse": 2 * THIRD}
    assert profile.is_complete
    assert not profile.is_pure
    assert repr(profile) == "<BehaviorProfile 1, 0 | - | 1/3, 2/3>"
    assert profile == BehaviorProfile(tree, [[1, 0], [1, 0], ["1/3", "2/3"]])


@pytest.mark.parametrize("seller", [{}, {"trusted": None}])
def test_undefined_sets(seller: dict) -> None:
    profile = BehaviorProfile.from_mapping(trust(), {"buyer": {"trust": {"Not": 1}}, "seller": seller})
    assert profile.strategies[2] is None
    assert profile["seller"]["trusted"] is None
    assert profile.is_pure
    assert not profile.is_complete


def test_mistakes_in_behavior_profiles() -> None:
    tree = trust()
    with pytest.raises(InvalidProfileError, match="expected one entry for each of 3 information sets, got 1"):
        BehaviorProfile(tree, [[1, 0]])
    with pytest.raises(InvalidProfileError, match="expected 2 probabilities at information set 'trusted', got 3"):
        BehaviorProfile(tree, [[1, 0], None, [1, 0, 0]])
    with pytest.raises(InvalidProfileError, match=r"no information set 'x'; there are trust \(player 'buyer'\)"):
        BehaviorProfile.from_mapping(tree, {"buyer": {"x": None}, "seller": {}})
    with pytest.raises(InvalidProfileError, match=r"expected actions among .* at information set 'trust', got 'No'"):
        BehaviorProfile.from_mapping(tree, {"buyer": {"trust": {"No": 1}}, "seller": {}})
    with pytest.raises(InvalidProfileError, match="a strategy for every player, got none for 'seller'"):
        BehaviorProfile.from_mapping(tree, {"buyer": {}})


def test_long_numbers_are_shown_in_brief() -> None:
    game = NormalFormGame([[1, 2]], players=["row"], actions=[["Up", "Down"]])
    rare = Fraction(1, 7 * 10**5000)
    assert repr(MixedProfile(game, [[rare, 1 - rare]])) == "<MixedProfile ≈1.42857e-5001, ≈1>"
    with pytest.raises(InvalidProfileError, match=r"at least 0 .*, got ≈-1\.42857e-5001$"):
        MixedProfile(game, [[-rare, 1 + rare]])


def test_certain() -> None:
    assert certain(1, 3) == (0, 1, 0)
