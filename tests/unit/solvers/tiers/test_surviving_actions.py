from __future__ import annotations

import pytest

from gametheory import Coverage, solve
from gametheory.core.tiered_game import TieredGame
from gametheory.solvers.tiers import surviving_actions as dominance
from gametheory.solvers.tiers.surviving_actions import surviving_actions
from unit.models.tier_files import all_counts, counted_equilibria, random_tiers, tier_game


def no_tick() -> None:
    """Do nothing."""


def guarded(store: str) -> TieredGame:
    """Return the game in which the makers never sell low, and then the store's choice is plain."""
    return tier_game(
        {"maker": (6, ["Low", "High"]), "shop": (9, ["A", "B", "C"]), "store": (0, ["X", "Y"])},
        {
            "maker": '(1/2 * share(shop, "A")) if maker == "Low" else 2/3',
            "shop": '(share(shop, "B") - 1/2) if shop == "A" else (-2 if shop == "C" else 0)',
            "store": store,
        },
    )


def test_dominated_actions_go_step_by_step() -> None:
    game = guarded('share(maker, "Low") if store == "X" else 1/4')
    assert surviving_actions(game, no_tick) == ((1,), (0, 1), (1,))
    assert surviving_actions(guarded("0"), no_tick) == ((1,), (0, 1), (0, 1))


def test_what_is_left_to_one_tier_of_two_actions_is_solved_completely() -> None:
    solution = solve(guarded('share(maker, "Low") if store == "X" else 1/4'), "symmetric")
    assert solution.coverage is Coverage.ALL
    assert [equilibrium.play.is_pure for equilibrium in solution.equilibria] == [False]


def test_what_was_not_looked_at_is_named() -> None:
    (told,) = solve(guarded('share(shop, "A") if store == "X" else 1/4'), "symmetric").unresolved
    assert told == "profiles in which store mixes were not looked for"
    alone = tier_game({"shop": (4, ["A"]), "store": (0, ["X", "Y"])}, {"shop": "0", "store": 'store == "X"'})
    assert solve(alone, "symmetric").unresolved == ()
    idle = tier_game({"shop": (4, ["A"]), "store": (0, ["X", "Y"])}, {"shop": "0", "store": "0"})
    assert solve(idle, "symmetric").unresolved == ("profiles in which store mixes were not looked for",)
    three = tier_game({"shop": (4, ["A", "B", "C"])}, {"shop": 'share(shop, "A") if shop == "B" else 0'})
    assert solve(three, "symmetric").unresolved[-1] == (
        "profiles in which shop mix three or more of 'A', 'B', 'C' were not looked for"
    )


@pytest.mark.parametrize("seed", range(40))
def test_no_equilibrium_in_counts_has_an_action_that_went(seed: int) -> None:
    game = random_tiers(seed)
    kept = surviving_actions(game, no_tick)
    assert all(own for own in kept)
    for counts in counted_equilibria(game):
        assert all(
            action in own
            for own, numbers in zip(kept, counts, strict=True)
            for action, number in enumerate(numbers)
            if number
        )


def test_many_single_players_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    game = guarded("0")
    monkeypatch.setattr(dominance, "MOST_PROFILES", 1)
    assert surviving_actions(game, no_tick) == ((0, 1), (0, 1, 2), (0, 1))
    assert len(list(all_counts(game))) > 100
