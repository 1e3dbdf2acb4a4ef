"""Supports by name, and regimes that do not depend on the order of equilibria."""

from __future__ import annotations

from gametheory import Coverage, Limits, NormalFormGame, load, solve
from gametheory.core.commitments import Commitment
from gametheory.core.distributions import Distribution
from gametheory.studies.regimes import leading_support, regime, support


def coordination(rows: tuple[str, str] = ("up", "down")) -> NormalFormGame:
    payoffs = {"up": [3, 0], "down": [0, 2]}
    table = [payoffs[row] for row in rows]
    return NormalFormGame.from_bimatrix(table, table, players=["row", "column"], actions=[rows, ["left", "right"]])


def test_support_names_what_is_played() -> None:
    solution = solve(coordination())
    supports = [support(equilibrium.profile) for equilibrium in solution.equilibria]
    assert (("row", "", ("up",)), ("column", "", ("left",))) in supports
    assert (("row", "", ("up", "down")), ("column", "", ("left", "right"))) in supports
    assert leading_support(solution) == (("row", "", ("up",)), ("column", "", ("left",)))


def test_nothing_is_played_where_the_player_has_excluded_it() -> None:
    supports = [support(equilibrium.profile) for equilibrium in solve(load("centipede"), "nash").equilibria]
    assert ("ann", "third turn", ()) in supports[0]
    assert ("ann", "first turn", ("Stop",)) in supports[0]


def test_without_equilibrium_there_is_no_leading_support() -> None:
    solution = solve(load("matching_pennies"), "pure")
    assert leading_support(solution) is None
    assert regime(solution) == ()


def test_regime_does_not_depend_on_the_order_of_actions() -> None:
    one, other = solve(coordination()), solve(coordination(("down", "up")))
    found = regime(one)
    assert found is not None
    assert len(found) == 3
    named = {frozenset((player, frozenset(actions)) for player, _, actions in group[0]) for group in found}
    again = {
        frozenset((player, frozenset(actions)) for player, _, actions in group[0]) for group in regime(other) or ()
    }
    assert named == again


def test_regime_keeps_components_apart() -> None:
    solution = solve(load("overlooked_entrant"), "nash")
    found = regime(solution)
    assert found is not None
    assert [len(group) for group in found] == [3]


def test_incomplete_lists_have_no_regime() -> None:
    assert regime(solve(coordination(), limits=Limits(equilibria=1))) is None
    solution = solve(coordination())
    assert regime(solution.replace(coverage=Coverage.PARTIAL)) is None


def test_support_of_a_distribution_is_what_it_recommends_together() -> None:
    distribution = Distribution(coordination(), {(0, 0): "1/3", (1, 1): "2/3"})
    assert support(distribution) == (
        ("row", "1", ("up",)),
        ("column", "1", ("left",)),
        ("row", "2", ("down",)),
        ("column", "2", ("right",)),
    )
    other = Distribution(coordination(), {(0, 0): "1/2", (1, 1): "1/2"})
    assert support(other) == support(distribution)


def test_support_of_a_commitment_is_that_of_its_profile() -> None:
    found = solve(coordination(), "stackelberg").equilibria[0]
    assert isinstance(found.play, Commitment)
    assert support(found.play) == support(found.profile) == (("row", "", ("up",)), ("column", "", ("left",)))


def test_equilibria_without_a_profile_have_a_leading_support() -> None:
    solution = solve(coordination(), "correlated")
    assert leading_support(solution) == (("row", "1", ("up",)), ("column", "1", ("left",)))
    assert regime(solution) is None, "one of many correlated equilibria"
    vertices = solve(coordination(), "correlated", method="correlated_vertices")
    assert len(regime(vertices) or ()) == len(vertices.equilibria) > 1
