from __future__ import annotations

import pytest

from cross_checks.searches import concluded
from gametheory import Coverage, Limits, NormalFormGame, Termination, UnsupportedGameError
from gametheory.solvers.normal_forms.lemke_howson_all import search
from oracles.best_response_vertices import strategies


def test_equilibria_that_paths_join() -> None:
    found, conclusion = concluded(
        search, NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]])
    )
    expected = list(strategies(["1 0 0 | 1 0", "0 1/3 2/3 | 1/3 2/3", "4/5 1/5 0 | 2/3 1/3"]))
    assert [profile.strategies for profile in found] == expected
    assert (conclusion.coverage, conclusion.termination) == (Coverage.PARTIAL, Termination.EXHAUSTED)
    assert conclusion.num_extreme is None
    assert conclusion.statistics["pivots"] > 0


def test_a_network_in_two_parts_is_never_called_all() -> None:
    table = [[0, 3, 0], [2, 2, 0], [3, 0, 1]]
    found, conclusion = concluded(search, NormalFormGame.from_bimatrix(table, list(zip(*table, strict=True))))
    assert [profile.strategies for profile in found] == list(strategies(["0 0 1 | 0 0 1"]))
    assert conclusion.coverage is Coverage.PARTIAL
    assert "'label_tree' finds all" in conclusion.unresolved[0]


def test_bases_of_one_equilibrium_are_listed_once() -> None:
    found, _ = concluded(search, NormalFormGame.from_bimatrix([[0, 0], [0, 0], [0, 0]], [[0, 0], [0, 0], [0, 0]]))
    assert len({profile.strategies for profile in found}) == len(found) > 0


def test_stops_at_the_number_asked_for() -> None:
    identity = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    game = NormalFormGame.from_bimatrix(identity, identity)
    assert len(concluded(search, game)[0]) == 7
    found, conclusion = concluded(search, game, limits=Limits(equilibria=2))
    assert len(found) == 2
    assert conclusion.termination is Termination.COUNT_REACHED
    assert concluded(search, game, limits=Limits(equilibria=7))[1].termination is Termination.EXHAUSTED


def test_three_players_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="lemke_howson_all needs 2 players, got 3"):
        concluded(search, NormalFormGame([[[[1]]], [[[1]]], [[[1]]]]))
