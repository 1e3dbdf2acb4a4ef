from __future__ import annotations

import pytest

from gametheory import NormalFormGame, TreeBuilder, UnsupportedGameError, load
from gametheory.solvers.quantal_response.equations import equations_of
from gametheory.solvers.quantal_response.infoset_responses import InfosetResponses
from gametheory.solvers.quantal_response.table_responses import TableResponses


def test_tables_and_trees_have_their_own_equations() -> None:
    assert isinstance(equations_of(load("chicken").to_game()), TableResponses)
    assert isinstance(equations_of(load("beer_quiche").to_game()), InfosetResponses)


def test_tiers_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="expected a game of single players"):
        equations_of(load("fully_managed_adoption").to_game())


def test_payoffs_too_large_for_floats_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match=r"payoffs are at most 1e\+200 in size, got larger ones"):
        equations_of(NormalFormGame.zero_sum([[10**400, 1]]))
    builder = TreeBuilder(["solo"])
    for node in builder.move(0, "solo", ["a", "b"]):
        builder.payoffs(node, [-(10**201)])
    with pytest.raises(UnsupportedGameError, match="divide all payoffs by one constant"):
        equations_of(builder.build())
