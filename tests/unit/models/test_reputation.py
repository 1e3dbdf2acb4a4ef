"""Chains of markets with an incumbent who may be strong: payoffs, trees, limits."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from gametheory import InvalidParameterError, UnsupportedGameError, solve
from gametheory.core.source import GameSource
from gametheory.models import ReputationGame

GAME = ReputationGame(2, prior="1/10", monopoly=3, entry="2/5")


def test_tree_pays_what_the_markets_pay() -> None:
    tree = GAME.to_game()
    paid = {}
    for end in tree.terminals:
        path = []
        node = end
        while tree.parent[node] >= 0:
            path.append(tree.infosets[tree.infoset[tree.parent[node]]].actions[tree.parent_action[node]])
            node = int(tree.parent[node])
        values = [tree.path_payoffs(player) for player in range(3)]
        paid[tuple(reversed(path))] = [str(Fraction(int(value.values[end]), value.denominator)) for value in values]
    assert len(paid) == 18
    assert paid["strong", "In", "Acquiesce", "Out"] == ["2", "2/5", "0"]
    assert paid["weak", "In", "Acquiesce", "In", "Fight"] == ["-1", "2/5", "-3/5"]
    assert paid["weak", "Out", "Out"] == ["6", "0", "0"]
    assert paid["strong", "In", "Fight", "In", "Fight"] == ["0", "-3/5", "-3/5"]


def test_entrants_see_what_happened_and_not_the_type() -> None:
    tree = GAME.to_game()
    names = {infoset.key: len(tree.infoset_nodes(index)) for index, infoset in enumerate(tree.infosets)}
    assert names["entry 2: Fight"] == names["entry 1"] == 2
    assert names["weak 2: Acquiesce"] == names["strong 2: Out"] == 1
    assert len(names) == 1 + 3 * 4


@pytest.mark.parametrize("num_markets", [1, 2, 3, 5])
def test_size_of_the_tree(num_markets: int) -> None:
    tree = ReputationGame(num_markets, prior="1/10", monopoly=2, entry="1/2").to_game()
    assert tree.num_nodes == 4 * 3**num_markets - 1
    assert tree.num_players == num_markets + 1


def test_large_trees_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match=r"at most 10 markets for a tree, got 11; equilibrium\(\) solves"):
        ReputationGame(11, prior="1/10", monopoly=2, entry="1/2").to_game()


def test_it_is_a_source_of_a_game() -> None:
    assert isinstance(GAME, GameSource)
    assert (GAME.default_concept, GAME.game_arithmetic) == ("sequential", "exact")
    assert dict(GAME.parameter_values) == {
        "prior": Fraction(1, 10),
        "monopoly": Fraction(3),
        "entry": Fraction(2, 5),
    }
    assert solve(GAME, "pure").source is GAME


@pytest.mark.parametrize(
    "changes",
    [
        {"num_markets": 0},
        {"prior": 0},
        {"prior": 1},
        {"monopoly": 1},
        {"entry": 1},
        {"entry": "0"},
    ],
)
def test_ranges(changes: dict[str, Any]) -> None:
    numbers: dict[str, Any] = {"num_markets": 2, "prior": "1/10", "monopoly": 2, "entry": "1/2"} | changes
    with pytest.raises(InvalidParameterError, match="expected at least 1 market, a prior and an entrant's profit"):
        ReputationGame(numbers.pop("num_markets"), **numbers)
