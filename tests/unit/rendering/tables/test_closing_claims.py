"""What answers claim beyond being equilibria."""

from __future__ import annotations

import numpy as np
import pytest

from gametheory import Coverage, NormalFormGame, Termination, solve
from gametheory.rendering.tables.closing_claims import reason_for_one, refinement_sentences, value_sentences
from unit.rendering.told_games import shipped, solved

PENNIES = NormalFormGame.zero_sum([[3, -1], [-2, 1]], players=["odd", "even"])


@pytest.mark.parametrize(
    ("objective", "claim"),
    [
        ("welfare", "No correlated equilibrium has a larger sum of payoffs; others may have the same."),
        ("egalitarian", "In no correlated equilibrium does whoever gets least get more; others may be as good."),
        ("first", "In no correlated equilibrium does the first driver get more; others may pay it the same."),
    ],
)
def test_correlated_equilibria_are_best_by_their_objective(objective: str, claim: str) -> None:
    found = solve(shipped("chicken"), "correlated", options={"objective": objective})
    assert reason_for_one(found) == claim
    assert reason_for_one(found.replace(options={})) is None
    assert reason_for_one(found.replace(coverage=Coverage.PARTIAL)) is None


def test_extensive_form_correlated_equilibria_are_best_by_their_objective() -> None:
    found = solve(shipped("trust_game"), "extensive_form_correlated", options={"objective": "seller"})
    assert reason_for_one(found) == (
        "In no extensive-form correlated equilibrium does the seller get more; others may pay it the same."
    )


def test_commitments_name_leader_and_ties() -> None:
    strong = reason_for_one(solve(shipped("chicken"), "stackelberg"))
    assert strong is not None
    assert strong.startswith("The first driver leads and no commitment pays it more")
    assert "likes (strong)" in strong
    leader = shipped("chicken").to_game().players[1].key
    weak = reason_for_one(solve(shipped("chicken"), "stackelberg", options={"leader": leader, "tie": "weak"}))
    assert weak is not None
    assert weak.startswith("The second driver leads and can count on no more")
    assert reason_for_one(solved("hawk_dove").replace(concept="stackelberg", coverage=Coverage.AT_LEAST_ONE)) is None


def test_one_proper_equilibrium_of_infinitely_many_nash_equilibria() -> None:
    found = solve(shipped("von_stengel_degenerate"), "proper")
    assert found.coverage is Coverage.AT_LEAST_ONE
    assert "infinitely many Nash equilibria" in str(reason_for_one(found))
    assert reason_for_one(found.replace(termination=Termination.TIME_LIMIT)) is None


def test_a_method_for_one_points_to_all() -> None:
    found = solve(shipped("chicken"), method="one_equilibrium")
    assert found.termination is Termination.CONVERGED
    assert str(reason_for_one(found)).endswith("method label_tree lists all.")
    assert reason_for_one(found.replace(equilibria=())) is None


@pytest.mark.parametrize(
    ("concept", "game", "claim"),
    [
        ("perfect", "prisoners_dilemma", "weakly dominated"),
        ("strict", "hawk_dove", "every deviation alone costs something"),
        ("risk_dominant", "hawk_dove", "Neither risk-dominates the other"),
    ],
)
def test_refinements_say_what_they_add(concept: str, game: str, claim: str) -> None:
    (said,) = refinement_sentences(solve(shipped(game), concept))
    assert claim in said


def test_risk_dominance_of_one() -> None:
    game = NormalFormGame.from_bimatrix([[4, 0], [3, 2]], [[4, 3], [0, 2]])
    (said,) = refinement_sentences(solve(game, "risk_dominant"))
    assert said.startswith("Decided by the solver: the product of the players' losses")
    assert refinement_sentences(solve(game)) == []
    assert refinement_sentences(solve(PENNIES, "strict")) == []


def test_values_are_told() -> None:
    assert value_sentences(solve(PENNIES, method="zero_sum")) == ["Value of the game to odd: 1/7."]
    (near,) = value_sentences(solve(PENNIES, method="interior_point"))
    assert near.startswith(
        "Value of the game to odd: 0.1428571429, rounded; its strategy guarantees it at least 0.142857142"
    )
    assert value_sentences(solve(NormalFormGame(np.zeros((2, 2, 2), dtype=np.int64)))) == []
