"""Formulas of `welfare:` where a game is played."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO

import pytest

from gametheory import InconsistentGameFileError, UnsupportedGameError, load, solve
from gametheory.models.welfare import expected_welfare, welfare_ledger

NORMAL = """gametheory: 1
form: normal
parameters: {saving: {value: 1/4, range: [0, 1], assumption: a quarter}}
players: [row, column]
actions: {row: {Top: {high: 1}, Bottom: {high: 0}}, column: {Left: {near: 1}, Right: {near: 0}}}
payoffs: [[[3, 1], [0, 0]], [[0, 0], [1, 3]]]
welfare: {buyers: saving * (8 * row.high + 4 * column.near), both: row.high * column.near}
"""


def test_mixed_play() -> None:
    model = load(StringIO(NORMAL))
    equilibria = solve(model).equilibria
    values = [dict(equilibrium.welfare or {}) for equilibrium in equilibria]
    assert values == [dict(model.welfare(equilibrium.play)) for equilibrium in equilibria]
    assert {"buyers": 3, "both": 1} in values
    assert {"buyers": Fraction(7, 4), "both": Fraction(3, 16)} in values  # Top 3/4, Left 1/4


def test_values_of_parameters_are_those_of_the_model() -> None:
    model = load(StringIO(NORMAL))
    play = solve(model).equilibria[0].play
    before = model.welfare(play)["buyers"]
    assert model.with_values(saving="1/2").welfare(play)["buyers"] == 2 * before


def test_recommended_play() -> None:
    model = load(StringIO(NORMAL))
    (equilibrium,) = solve(model, "correlated").equilibria
    assert model.welfare(equilibrium.play)["both"] in {0, 1, Fraction(1, 2)}


def test_stages_that_pay_on_the_way() -> None:
    text = """gametheory: 1
form: extensive
players: {shop: Shop}
stages:
  - {name: entry, player: shop, actions: {In: {there: 1}, Out: {there: 0}}, payoffs: {shop: 2 * entry.there}}
  - {name: luck, chance: {Good: {probability: 1/3, good: 1}, Bad: {probability: rest, good: 0}}, when: entry.there}
  - {name: prize, when: luck.good, payoffs: {shop: 5}}
welfare: {buyers: 6 * luck.good + entry.there}
"""
    model = load(StringIO(text))
    assert dict(model.welfare(solve(model, "subgame_perfect").equilibria[0].play)) == {"buyers": 3}


def test_trees_know_parameters_only() -> None:
    text = """gametheory: 1
form: extensive
parameters: {tax: {value: 3, assumption: three}}
players: {shop: Shop}
tree: {player: shop, actions: {In: {payoffs: [2]}, Out: {payoffs: [tax]}}}
welfare: {state: 2 * tax}
"""
    model = load(StringIO(text))
    assert dict(model.welfare(solve(model).equilibria[0].play)) == {"state": 6}
    assert welfare_ledger(model).to_game().num_players == 1


def test_tiers() -> None:
    text = """gametheory: 1
form: normal
players: {shop: {label: Shops, count: 5}, state: State}
actions: {shop: {North: {n: 1}, South: {n: 0}}, state: {Tax: {rate: 2}, None: {rate: 0}}}
payoffs: {shop: shop.n - 1/2, state: state.rate}
welfare: {buyers: '10 * share(shop, "North") + state.rate'}
"""
    model = load(StringIO(text))
    (equilibrium,) = solve(model, "pure").equilibria
    assert dict(model.welfare(equilibrium.play)) == {"buyers": 12}


def test_lots_of_tiers_and_plays_by_state_are_refused() -> None:
    text = """gametheory: 1
form: normal
players: {shop: {label: Shops, count: 5}}
actions: {shop: [North, South]}
payoffs: {shop: 'share(shop, "South") if shop == "North" else share(shop, "North")'}
welfare: {buyers: 'share(shop, "North")'}
"""
    model = load(StringIO(text))
    solution = solve(model, "symmetric")
    mixed = [equilibrium for equilibrium in solution.equilibria if 0 < equilibrium["shop"]["North"] < 1]
    assert mixed
    with pytest.raises(UnsupportedGameError, match="welfare of tiers is worked out at counts"):
        expected_welfare(model, mixed[0].play)
    assert mixed[0].welfare is None


def test_nothing_without_formulas() -> None:
    model = load("chicken")
    assert model.welfare_ledger is None
    solution = solve(model)
    assert dict(model.welfare(solution.equilibria[0].play)) == {}
    assert solution.equilibria[0].welfare == {}
    assert solve(model.to_game()).equilibria[0].welfare == {}


def test_a_name_that_is_unknown_at_the_end_of_play() -> None:
    text = """gametheory: 1
form: extensive
players: {shop: Shop}
stages:
  - repeat: year
    over: [1, 2]
    stages: [{name: entry, player: shop, actions: {In: {there: 1}, Out: {there: 0}}, payoffs: {shop: entry.there}}]
welfare: {buyers: entry.there}
"""
    model = load(StringIO(text))
    (equilibrium,) = solve(model, "subgame_perfect").equilibria
    with pytest.raises(InconsistentGameFileError, match="'entry' is repeated; name the round"):
        _ = equilibrium.welfare
