from __future__ import annotations

import numpy as np
import pytest

from gametheory import InconsistentGameFileError
from gametheory.core.tiered_game import Deviation
from gametheory.models import tier_payoffs
from unit.models.tier_files import adoption, all_counts, tier_game, two_alike

TWO = tier_game(
    {"store": (0, ["Low", "High"]), "shop": (6, ["A", "B", "C"]), "maker": (4, ["A", "B"])},
    {
        "store": 'share(shop, "A") if store == "Low" else 1/2',
        "shop": '(share(shop, "A") ** 2 - share(maker, "B") / 3) * (2 if shop == "A" else 1) '
        '+ (1 if store == "High" and shop == "B" else 0)',
        "maker": 'min(share(shop, "C"), 1/3) if maker == "A" else share(shop, "B") * share(maker, "B")',
    },
)


def test_bounds_agree_with_exact_gains_at_every_vector() -> None:
    deviations = [Deviation(1, 0, 1), Deviation(1, 2, 0), Deviation(2, 0, 1), Deviation(0, 1, 0)]
    bounds = TWO.payoffs.gain_bounds((1, None, None), deviations)
    compared = 0
    for counts in all_counts(TWO):
        if counts[0] != (0, 1):
            continue
        at = np.array([[float(count)] for own in counts for count in own])
        found = bounds.enclose(at, at)
        for index, deviation in enumerate(deviations):
            if counts[deviation.player][deviation.current]:
                compared += 1
                gain = TWO.gain(deviation, counts)
                assert found.lower[index, 0] <= gain <= found.upper[index, 0]
                assert found.upper[index, 0] - found.lower[index, 0] < 1e-12
    assert compared > 300


def test_payoffs_are_bounded_too() -> None:
    low = np.array([[0.0], [1.0], [1.0], [1.0], [4.0], [0.0], [4.0]])
    found = TWO.payoffs.payoff_bounds((1, None, None), [(1, 0)]).enclose(low, low)
    exact = TWO.payoff(1, 0, ((0, 1), (1, 1, 4), (0, 4)))
    assert found.lower[0, 0] <= exact <= found.upper[0, 0]


def test_the_limit_leaves_counts_as_they_are() -> None:
    game = adoption(10)
    at = np.array([[4.0], [6.0]])
    frozen = game.payoffs.gain_bounds((None,), [Deviation(0, 0, 1)], is_limit=True).enclose(at, at)
    assert frozen.lower[0, 0] == pytest.approx(0.6 - 0.65)
    assert game.payoffs.gain_bounds((None,), [Deviation(0, 0, 1)]).slopes(at, at).lower[0].ravel() == pytest.approx(
        [-0.2, 0.0]
    )


def test_a_formula_without_a_value_is_told_with_the_counts() -> None:
    game = tier_game({"shop": (3, ["A", "B"])}, {"shop": '1 / share(shop, "A")'})
    with pytest.raises(InconsistentGameFileError, match="division by zero at the counts 0 A, 3 B"):
        game.payoff(0, 1, ((0, 3),))


def test_tiers_are_alike_where_everybody_feels_their_totals_alone() -> None:
    assert two_alike(3, 5).payoffs.alike_tiers() == ((0, 1),)
    assert TWO.payoffs.alike_tiers() == ()
    actions = ["A", "B"]
    own = {"one": 'share(one, "A")', "two": 'share(two, "A")'}
    assert tier_game({"one": (3, actions), "two": (3, actions)}, own).payoffs.alike_tiers() == ()
    both = '(share(one, "A") + share(two, "A")) / 2'
    paid = {"one": f'{both} if one == "A" else 1', "two": f'{both} if two == "A" else 1'}
    assert tier_game({"one": (3, actions), "two": (3, actions)}, paid).payoffs.alike_tiers() == ((0, 1),)
    assert tier_game({"one": (3, actions), "two": (4, actions)}, paid).payoffs.alike_tiers() == ()
    told_apart = {**paid, "two": f'{both} if two == "A" else 2'}
    assert tier_game({"one": (3, actions), "two": (3, actions)}, told_apart).payoffs.alike_tiers() == ()
    watched = {**paid, "store": 'share(one, "B")'}
    with_store = tier_game({"one": (3, actions), "two": (3, actions), "store": (0, ["X"])}, watched)
    assert with_store.payoffs.alike_tiers() == ()


def test_rounded_payoffs_are_not_pooled() -> None:
    actions = ["A", "B"]
    root = 'sqrt(share(one, "A") + share(two, "A"))'
    game = tier_game({"one": (3, actions), "two": (3, actions)}, {"one": root, "two": root})
    assert game.payoffs.alike_tiers() == ()


def test_a_failure_of_pooled_tiers_tells_their_counts_once() -> None:
    both = '1 / (share(one, "A") + share(two, "A"))'
    actions = ["A", "B"]
    game = tier_game({"one": (3, actions), "two": (3, actions)}, {"one": both, "two": both})
    assert game.payoffs.alike_tiers() == ((0, 1),)
    with pytest.raises(InconsistentGameFileError, match=r"division by zero at the counts 0 A, 6 B$"):
        game.payoffs.pooled(((0, 1),)).payoff(0, 1, ((0, 6), (1, 0)))


def test_many_single_players_are_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    assert two_alike(3, 5).payoffs.alike_tiers() == ((0, 1),)
    monkeypatch.setattr(tier_payoffs, "MOST_PROFILES", 0)
    assert two_alike(3, 5).payoffs.alike_tiers() == ()
