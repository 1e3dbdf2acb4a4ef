"""Verdicts on profiles by states; against whole random trees in ``properties/test_merged_histories``."""

from __future__ import annotations

from fractions import Fraction

from gametheory.analysis.trees.state_certificate import (
    StateFailure,
    continuations,
    judge_states,
    state_reach,
    with_successors,
)
from gametheory.core.markov_profile import MarkovProfile
from gametheory.core.state_graph import END, StateGraph
from unit.core.test_state_graph import market

GRAPH = StateGraph(
    players=market("one", (END,) * 3).stage.players,
    states=(market("one", (1, 1, END)), market("two", (END, END, END))),
)
OUT, IN = (1, 0), (0, 1)
YES, NO = (1, 0), (0, 1)


def test_payoffs_and_best_deviations() -> None:
    judgement = judge_states(MarkovProfile(GRAPH, (OUT, NO, ("1/3", "2/3"), YES)))
    # in the second market 1/3 (1, 5) + 2/3 (2, 3); the entrant would best come in both times: welcomed only there
    assert judgement.certificate.payoffs == (1 + Fraction(5, 3), 5 + Fraction(11, 3))
    assert [reply.best_payoff for reply in judgement.certificate.replies] == [3, 5 + Fraction(11, 3)]
    assert judgement.failures == (StateFailure(0, 1, Fraction(23, 3)), StateFailure(1, 0, Fraction(1, 3)))


def test_a_subgame_perfect_profile() -> None:
    judgement = judge_states(MarkovProfile(GRAPH, (IN, YES, IN, YES)))
    assert judgement.failures == ()
    assert judgement.certificate.payoffs == (4, 6)
    assert judgement.certificate.max_regret == 0


def test_an_equilibrium_on_an_empty_threat() -> None:
    judgement = judge_states(MarkovProfile(GRAPH, (OUT, NO, OUT, NO)))
    assert judgement.certificate.is_equilibrium
    assert [(failure.state, failure.player) for failure in judgement.failures] == [(0, 1), (1, 1)]


def test_how_likely_play_comes_where() -> None:
    reach = state_reach(MarkovProfile(GRAPH, (("1/4", "3/4"), ("1/3", "2/3"), IN, YES)))
    quarter, half = Fraction(1, 4), Fraction(1, 2)
    assert reach[0] == (1, quarter, 3 * quarter, quarter, half)
    assert reach[1] == (half, 0, half, half, 0)


def test_what_remains_in_each_state() -> None:
    first, second = continuations(MarkovProfile(GRAPH, (IN, YES, OUT, NO)))
    assert first.certificate.payoffs == (3, 8)
    assert second.certificate.payoffs == (1, 5)
    assert [first.game.path_payoffs(0).values.item(end) for end in first.game.terminals] == [2, 3, 0]
    assert [second.game.path_payoffs(1).values.item(end) for end in second.game.terminals] == [5, 3, -1]


def test_what_follows_is_added_to_what_fell_due() -> None:
    worths = [(Fraction(1, 2), Fraction(0)), (Fraction(7), Fraction(-2)), (Fraction(0), Fraction(0))]
    game = with_successors(GRAPH.states[0], worths)
    assert [str(value) for value in game.outcome_payoffs[:, 0]] == ["3/2", "9", "0"]
    assert [str(value) for value in game.outcome_payoffs[:, 1]] == ["5", "1", "-1"]
