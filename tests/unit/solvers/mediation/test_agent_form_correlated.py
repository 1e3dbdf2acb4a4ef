from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from gametheory import ExtensiveFormGame, NormalFormGame, TreeBuilder, load, solve
from gametheory.analysis.trees.infoset_recommendations import judge_infoset_recommendations
from gametheory.analysis.trees.recommended_moves import judge_recommended_moves
from gametheory.core.distributions import Distribution
from gametheory.core.solution import Coverage
from gametheory.core.strategic_form import to_normal_form
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.solvers.mediation import agent_form_correlated
from gametheory.solvers.mediation.agent_form_correlated import CorrelatedOptions, search
from gametheory.solvers.problem import Problem, TooLargeError
from gametheory.solvers.watch import Watch

if TYPE_CHECKING:
    from gametheory.solvers.problem import Conclusion


def best(game: ExtensiveFormGame | NormalFormGame, objective: str = "welfare") -> tuple[Distribution, Conclusion]:
    running = search(Problem(game, "agent_form_correlated", Watch(), options=CorrelatedOptions(objective)))
    found = []
    while True:
        try:
            found.append(next(running))
        except StopIteration as end:
            (only,) = found
            assert isinstance(only, Distribution)
            return only, end.value


def two_steps() -> ExtensiveFormGame:
    """Only a change of both moves of the maker pays; the buyer, who never moves, likes neither."""
    builder = TreeBuilder(["maker", "buyer"])
    keep, risk = builder.move(0, "maker", ["Keep", "Risk"], infoset="first")
    low, high = builder.move(risk, "maker", ["low", "high"], infoset="second")
    builder.payoffs(keep, [1, 10])
    builder.payoffs(low, [0, 0])
    builder.payoffs(high, [2, 0])
    return builder.build()


def test_moves_of_one_player_are_not_changed_together() -> None:
    tree = two_steps()
    found, conclusion = best(tree)
    assert conclusion.coverage is Coverage.AT_LEAST_ONE
    assert found["first=Keep; second=low", "(no choice)"] == 1
    certificate = judge_infoset_recommendations(tree, found)
    assert certificate.payoffs == (1, 10)
    assert certificate.is_equilibrium
    reduced = Distribution(to_normal_form(tree).game, {(0, 0): 1})
    assert [reply.regret for reply in judge_recommended_moves(tree, reduced).replies] == [1, 0]
    assert solve(tree, "correlated").equilibria[0].payoffs == (2, 0)


@pytest.mark.parametrize("name", ["beer_quiche", "selten_horse", "ultimatum", "choose_one_of_two", "outside_option"])
def test_never_worse_than_the_best_of_the_normal_form(name: str) -> None:
    tree = load(name).to_game()
    assert isinstance(tree, ExtensiveFormGame)
    for objective in ("welfare", "egalitarian", tree.players[-1].key):
        found, _ = best(tree, objective)
        certificate = judge_infoset_recommendations(tree, found)
        assert certificate.is_equilibrium
        told = solve(tree, "correlated", options={"objective": objective}).equilibria[0].payoffs
        measure = {"welfare": sum, "egalitarian": min}.get(objective, lambda payoffs: payoffs[-1])
        assert measure(certificate.payoffs) >= measure(told)


def test_equal_to_correlated_where_everybody_moves_once() -> None:
    tree = load("selten_horse").to_game()
    found, _ = best(tree, "egalitarian")
    assert judge_infoset_recommendations(tree, found).payoffs == (3, 3, 2)


def test_a_known_best_with_chance() -> None:
    """The least payoff of beer and quiche: telling the types apart at their sets alone does better."""
    tree = load("beer_quiche").to_game()
    found, conclusion = best(tree, "egalitarian")
    payoffs = judge_infoset_recommendations(tree, found).payoffs
    assert min(payoffs) == Fraction(39, 40)
    told = solve(tree, "correlated", options={"objective": "egalitarian"})
    assert min(told.equilibria[0].payoffs) == Fraction(17, 18)
    assert conclusion.statistics["profiles"] <= 16


def test_normal_forms_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="needs a tree, got a normal form"):
        best(NormalFormGame.from_bimatrix([[1, 0]], [[0, 2]]))


def test_unknown_objective() -> None:
    with pytest.raises(InvalidParameterError, match="among 'welfare', 'egalitarian', 'maker', 'buyer', got 'first'"):
        best(two_steps(), "first")


def test_absent_minded_players_are_refused() -> None:
    builder = TreeBuilder(["driver"])
    _, on = builder.move(0, "driver", ["exit", "go"], infoset="exit")
    builder.move(on, "driver", ["exit", "go"], infoset="exit")
    with pytest.raises(UnsupportedGameError, match="driver can come to one twice; use concept 'correlated'"):
        best(builder.build())


def test_large_programs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = load("choose_one_of_two").to_game()
    monkeypatch.setattr(agent_form_correlated, "MOST_COEFFICIENTS", 40)
    with pytest.raises(TooLargeError, match=r"at most 40 coefficients .* got 48 profiles of moves; use concept"):
        best(tree)
    monkeypatch.setattr(agent_form_correlated, "MOST_COEFFICIENTS", 50)
    with pytest.raises(TooLargeError, match="got 48 profiles times 14 deviations"):
        best(tree)
