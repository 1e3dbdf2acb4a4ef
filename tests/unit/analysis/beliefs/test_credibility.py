"""Which Nash equilibria belong to sequential ones."""

from __future__ import annotations

from gametheory import BehaviorProfile, load, solve
from gametheory.analysis.beliefs.assessment_certificate import judge_assessment
from gametheory.analysis.beliefs.belief_search import Reason
from gametheory.analysis.beliefs.credibility import judge_credibility
from oracles.assessed_trees import tree_of


def test_an_open_choice_is_filled_in() -> None:
    """The disregarded strong entrant is answered late; what would follow a fight is open."""
    equilibria = solve(load("overlooked_entrant"), "nash").equilibria
    found = [judge_credibility(equilibrium.profile) for equilibrium in equilibria]
    assert [credibility.verdict for credibility in found] == [True, False, True]
    assert all(found[place].assessment is not None for place in (0, 2))
    for credibility in found:
        assert credibility.assessment is None or judge_assessment(credibility.assessment).is_sequential
    assert found[1].failure is not None
    assert found[1].failure.reason is Reason.DETERMINED


def test_a_failure_that_an_open_choice_could_mend_is_not_decided() -> None:
    """In the subgame that the own choice excludes only a mixture is an equilibrium."""
    found = solve(load("outside_option"), "nash").equilibria
    verdicts = [judge_credibility(equilibrium.profile).verdict for equilibrium in found]
    assert verdicts.count(True) == 2
    assert None in verdicts


def test_complete_profiles_are_decided() -> None:
    tree = tree_of("trust_game")
    assert judge_credibility(BehaviorProfile(tree, ((0, 1), (0, 1)))).verdict is True
    credibility = judge_credibility(BehaviorProfile(tree, ((0, 1), ("1/2", "1/2"))))
    assert credibility.failure is not None
    assert credibility.failure.infosets == (1,)
