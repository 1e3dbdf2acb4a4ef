"""Expected payoffs and reach, against plain sums and plain recursion."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gametheory import (
    BehaviorProfile,
    ExtensiveFormGame,
    InvalidProfileError,
    MixedProfile,
    NormalFormGame,
    TreeBuilder,
)
from gametheory.analysis.expected_payoffs import (
    action_payoffs,
    expected_payoffs,
    integer_weights,
    reach_probabilities,
    undefined_infosets,
)
from unit.core.random_trees import chooser, payoffs_below, random_profile, random_tree

HALF = Fraction(1, 2)


def summed(game: NormalFormGame, strategies: list[list[Fraction]], player: int) -> Fraction:
    """The definition: the sum over pure profiles of probability times payoff."""
    return sum(
        (
            math.prod((strategies[i][a] for i, a in enumerate(cell)), start=Fraction(1)) * game.payoff(player, cell)
            for cell in itertools.product(*map(range, game.num_actions))
        ),
        Fraction(0),
    )


@pytest.mark.parametrize("scale", [1, 10**9, 10**18, 10**30])
@pytest.mark.parametrize("shape", [(2, 3), (3, 1, 2), (2, 2, 2, 3)])
def test_normal_form_payoffs_are_the_sum_over_profiles(shape: tuple[int, ...], scale: int) -> None:
    rng = np.random.default_rng(5)
    payoffs = rng.integers(-9, 10, size=(len(shape), *shape)).astype(object) * scale
    game = NormalFormGame(payoffs.tolist())
    weights = [rng.integers(0, 5, size=size).tolist() for size in shape]
    strategies = [[Fraction(w + (i == 0), sum(listed) + 1) for i, w in enumerate(listed)] for listed in weights]
    expected = tuple(summed(game, strategies, player) for player in range(len(shape)))
    assert expected_payoffs(game, MixedProfile(game, strategies)) == expected


def test_smallest_integer_does_not_overflow() -> None:
    game = NormalFormGame.zero_sum(np.array([[-(2**63), 5]]))
    assert expected_payoffs(game, MixedProfile(game, [[1], [1, 0]])) == (-(2**63), 2**63)


def test_floats_are_exact_and_scaled_to_sum_to_one() -> None:
    game = NormalFormGame.from_bimatrix([[3, 0]], [[1, 7]])
    profile = MixedProfile(game, [[1.0], [0.1, 0.9]])
    tenth, rest = Fraction(0.1), Fraction(0.9)
    assert tenth + rest != 1
    assert expected_payoffs(game, profile) == (3 * tenth / (tenth + rest), (tenth + 7 * rest) / (tenth + rest))
    assert integer_weights((0.25, 0.75)) == ([1, 3], 4)


def test_action_payoffs_leave_out_what_others_never_do() -> None:
    game = NormalFormGame.from_bimatrix([[4, 0, 3], [1, 2, 5]], [[1, 6, 2], [3, 0, 4]])
    profile = MixedProfile(game, [["1/3", "2/3"], [0, HALF, HALF]])
    assert action_payoffs(game, profile, 0) == (Fraction(3, 2), Fraction(7, 2))
    assert action_payoffs(game, profile, 1) == (Fraction(7, 3), 2, Fraction(10, 3))


@given(st.integers(0, 10_000), st.booleans())
def test_tree_payoffs_are_those_of_the_recursion(seed: int, has_recall: bool) -> None:
    tree = random_tree(seed, has_recall=has_recall)
    profile = random_profile(tree, seed + 1)
    assert expected_payoffs(tree, profile) == tuple(payoffs_below(tree, 0, chooser(profile)))


@given(st.integers(0, 10_000))
def test_reach_of_the_ends_sums_to_one(seed: int) -> None:
    tree = random_tree(seed)
    reach = reach_probabilities(tree, random_profile(tree, seed))
    assert reach[0] == 1
    assert sum(reach[end] for end in tree.terminals) == 1
    assert all(isinstance(weight, Fraction) for weight in reach)


def trust_tree() -> TreeBuilder:
    builder = TreeBuilder({"buyer": "Buyer", "seller": "Seller"})
    trust, refuse = builder.move(0, "buyer", ["Trust", "Not"], infoset="trust")
    honor, abuse = builder.move(trust, "seller", ["Honor", "Abuse"], infoset="trusted")
    builder.payoffs(honor, [1, 1])
    builder.payoffs(abuse, [-1, 2])
    builder.payoffs(refuse, [0, 5])
    return builder


def test_undefined_sets_matter_only_where_play_comes() -> None:
    tree = trust_tree().build()
    assert expected_payoffs(tree, BehaviorProfile(tree, [[0, 1], None])) == (0, 5)
    with pytest.raises(InvalidProfileError, match="'trusted' of player 'seller', which play reaches, got none"):
        expected_payoffs(tree, BehaviorProfile(tree, [[HALF, HALF], None]))


def test_profiles_of_another_kind_or_game_are_refused() -> None:
    tree = trust_tree().build()
    game = NormalFormGame.zero_sum([[1, 2]])
    other = NormalFormGame.zero_sum([[1, 2, 3]])
    with pytest.raises(InvalidProfileError, match="expected a mixed profile for a normal form, got a behavior profile"):
        expected_payoffs(game, BehaviorProfile(tree, [[0, 1], None]))
    with pytest.raises(InvalidProfileError, match=r"over \[1, 2\] actions, got \[1, 3\]"):
        expected_payoffs(game, MixedProfile(other, [[1], [1, 0, 0]]))
    with pytest.raises(InvalidProfileError, match="expected a behavior profile for a tree, got a mixed profile"):
        expected_payoffs(tree, MixedProfile(game, [[1], [1, 0]]))
    builder = TreeBuilder(["buyer", "seller"])
    builder.move(0, "seller", ["Trust", "Not"])
    with pytest.raises(InvalidProfileError, match="got one whose information sets differ"):
        expected_payoffs(tree, BehaviorProfile(builder.build(), [[0, 1]]))


def test_profile_of_an_equal_tree_is_taken() -> None:
    first, second = trust_tree().build(), trust_tree().build()
    assert expected_payoffs(first, BehaviorProfile(second, [[1, 0], ["1/4", "3/4"]])) == (-HALF, Fraction(7, 4))


def test_many_certificates_stay_in_small_integers() -> None:
    rng = np.random.default_rng(1)
    game = NormalFormGame(rng.integers(-100, 100, size=(2, 16, 16)))
    profile = MixedProfile(game, [[Fraction(1, 16)] * 16, [Fraction(k + 1, 136) for k in range(16)]])
    expected = Fraction(int((game.payoffs[0].sum(axis=0) * np.arange(1, 17)).sum()), 16 * 136)
    assert expected_payoffs(game, profile)[0] == expected


def chain() -> ExtensiveFormGame:
    """Three players in turn, who go on or stop; chance may lead to the third one at once, and never to a fourth set."""
    builder = TreeBuilder(["ann", "bob", "eve"])
    on, late, never = builder.chance(0, {"early": "2/3", "late": "1/3", "never": 0})
    first, _ = builder.move(on, "ann", ["On", "Stop"], infoset="first")
    second, _ = builder.move(first, "bob", ["On", "Stop"], infoset="second")
    builder.move(second, "eve", ["On", "Stop"], infoset="third")
    builder.move(late, "ann", ["On", "Stop"], infoset="waiting")
    builder.move(never, "eve", ["On", "Stop"], infoset="nowhere")
    return builder.build()


def gaps(**strategies: dict[str, str]) -> list[tuple[str, int | None]]:
    """Keys of the sets that are missing, with who leads there."""
    game = chain()
    given = {
        player.key: {key: {action: 1} for key, action in strategies.get(player.key, {}).items()}
        for player in game.players
    }
    found = undefined_infosets(BehaviorProfile.from_mapping(game, given))
    return [(game.infosets[index].key, deviator) for index, deviator in found.items()]


def test_play_reaches_what_chance_and_players_lead_to() -> None:
    assert gaps() == [("first", None), ("second", 0), ("waiting", None)]
    assert gaps(ann={"first": "On", "waiting": "On"}, bob={"second": "On"}) == [("third", None)]


def test_deviations_of_one_other_player_count() -> None:
    assert gaps(ann={"first": "Stop", "waiting": "On"}) == [("second", 0)]
    assert gaps(ann={"first": "On", "waiting": "On"}, bob={"second": "Stop"}) == [("third", 1)]


def test_deviations_of_two_players_do_not_count() -> None:
    assert gaps(ann={"first": "Stop", "waiting": "On"}, bob={"second": "Stop"}) == []


def test_own_deviations_do_not_count() -> None:
    builder = TreeBuilder(["ann"])
    on, _ = builder.move(0, "ann", ["On", "Stop"], infoset="first")
    builder.move(on, "ann", ["Left", "Right"], infoset="second")
    game = builder.build()
    assert undefined_infosets(BehaviorProfile.from_mapping(game, {"ann": {"first": {"Stop": 1}}})) == {}
