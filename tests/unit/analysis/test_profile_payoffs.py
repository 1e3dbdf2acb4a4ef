"""Expected payoffs, against plain sums and plain recursion."""

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
    InvalidProfileError,
    MixedProfile,
    NormalFormGame,
    TreeBuilder,
)
from gametheory.analysis.profile_payoffs import expected_payoffs
from gametheory.analysis.profiles.action_payoffs import integer_weights
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


def test_floats_are_exact_and_scaled_to_sum_to_one() -> None:
    game = NormalFormGame.from_bimatrix([[3, 0]], [[1, 7]])
    profile = MixedProfile(game, [[1.0], [0.1, 0.9]])
    tenth, rest = Fraction(0.1), Fraction(0.9)
    assert tenth + rest != 1
    assert expected_payoffs(game, profile) == (3 * tenth / (tenth + rest), (tenth + 7 * rest) / (tenth + rest))
    assert integer_weights((0.25, 0.75)) == ([1, 3], 4)


@given(st.integers(0, 10_000), st.booleans())
def test_tree_payoffs_are_those_of_the_recursion(seed: int, has_recall: bool) -> None:
    tree = random_tree(seed, has_recall=has_recall)
    profile = random_profile(tree, seed + 1)
    assert expected_payoffs(tree, profile) == tuple(payoffs_below(tree, 0, chooser(profile)))


def trust_tree() -> TreeBuilder:
    builder = TreeBuilder({"buyer": "Buyer", "seller": "Seller"})
    trust, refuse = builder.move(0, "buyer", ["Trust", "Not"], infoset="trust")
    honor, abuse = builder.move(trust, "seller", ["Honor", "Abuse"], infoset="trusted")
    builder.payoffs(honor, [1, 1])
    builder.payoffs(abuse, [-1, 2])
    builder.payoffs(refuse, [0, 5])
    return builder


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
