"""Values and refined equilibria of trees from the literature, found by methods that look for one equilibrium."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import BehaviorProfile, ExtensiveFormGame, judge, solve
from gametheory.analysis.trees.agent_form import compare_with_agent_form
from gametheory.core.assessments import Assessment
from gametheory.models.poker import kuhn_poker, leduc_poker, liars_dice
from gametheory.solvers.trees import quasi_perfect, sequence_form_lemke, zero_sum_tree
from oracles.classic_trees import forgetful, outside_option, payoff_on_the_way, trust
from oracles.voting_trees import mertens_vote
from unit.solvers.tree_runs import concluded


def test_kuhn_poker() -> None:
    """Kuhn (1950): the game is worth -1/18 to the first player."""
    _, conclusion = concluded(zero_sum_tree, kuhn_poker())
    assert conclusion.statistics["value"] == "-1/18"
    (play,), _ = concluded(sequence_form_lemke, kuhn_poker())
    assert isinstance(play, BehaviorProfile)
    assert judge(kuhn_poker(), play).payoffs[0] == Fraction(-1, 18)


@pytest.mark.parametrize(
    ("tree", "value"),
    [(leduc_poker(), -0.085606424078), (liars_dice(3), 0.11111111111), (liars_dice(4), 0.0625)],
    ids=lambda case: getattr(case, "title", ""),
)
def test_values_of_hidden_cards_and_dice(tree: ExtensiveFormGame, value: float) -> None:
    """The values that OpenSpiel's linear program gives for its own games (version 2.0.2), to its 1e-9."""
    (play,), conclusion = concluded(zero_sum_tree, tree)
    assert float(Fraction(str(conclusion.statistics["value"]))) == pytest.approx(value, abs=1e-9)
    assert isinstance(play, BehaviorProfile)
    certificate = judge(tree, play)
    assert certificate.max_regret < 1e-9
    assert float(certificate.payoffs[0]) == pytest.approx(value, abs=1e-9)


def quasi(tree: ExtensiveFormGame) -> Assessment:
    (play,), _ = concluded(quasi_perfect, tree)
    assert isinstance(play, Assessment)
    return play


def test_mertens_voters() -> None:
    """Mertens (1995): in the only quasi-perfect equilibrium each votes for itself and performs right.

    Other Nash equilibria, in which somebody votes for the other, are weakly dominated.
    """
    found = quasi(mertens_vote())
    assert dict(found["one"]["one votes"] or {}) == {"one": 1, "two": 0}
    assert dict(found["two"]["two votes"] or {}) == {"one": 0, "two": 1}
    for player in ("one", "two"):
        assert dict(found[player][f"{player} performs"] or {}) == {"right": 1, "wrong": 0}
    assert solve(mertens_vote()).num_extreme == 4


def test_only_credible_play_is_quasi_perfect() -> None:
    """Trust: only (Not, Abuse); with a payoff on the way: only (In, S)."""
    assert quasi(trust()).profile.strategies == ((0, 1), (0, 1))
    assert quasi(payoff_on_the_way()).profile.strategies == ((0, 1), (0, 1))


def test_a_forgetful_player_and_its_agents() -> None:
    """One player who must match its own forgotten choice: 1/2 is an equilibrium of the agents only, 1 the optimum."""
    coins = compare_with_agent_form(BehaviorProfile(forgetful(), [["1/2", "1/2"]] * 2))
    assert (coins.is_agent_equilibrium, coins.is_equilibrium) == (True, False)
    assert coins.certificate.replies[0].best_payoff == 1


def test_an_outside_option_and_its_agents() -> None:
    """Out with T, L still planned: the agent who stays out would be better off in."""
    report = compare_with_agent_form(BehaviorProfile(outside_option(), [[1, 0], [1, 0], [1, 0]]))
    assert (report.is_agent_equilibrium, report.is_equilibrium) == (False, False)
    kept = compare_with_agent_form(BehaviorProfile(outside_option(), [[1, 0], [0, 1], [0, 1]]))
    assert (kept.is_agent_equilibrium, kept.is_equilibrium) == (True, True)
