from __future__ import annotations

from dataclasses import replace

import pytest

from gametheory import NormalFormGame, Solution, solve
from gametheory.core.solution import Coverage
from gametheory.rendering.sentences import commitment_sentences
from gametheory.rendering.sentences.commitment_sentences import (
    commitment_passages,
    follower_sentences,
    leader_sentences,
    worth_sentences,
)
from gametheory.solvers.mediation.stackelberg import StackelbergOptions
from gametheory.studies.nash_payoffs import nash_payoffs

GAME = NormalFormGame.from_bimatrix(
    [[2, 4], [1, 3]],
    [[1, 0], [0, 1]],
    players={"leader": "Leader", "follower": "Follower"},
    actions=[["T", "B"], ["L", "R"]],
)


def told(solution: Solution, unit: str = "") -> str:
    passages = commitment_passages(solution, solution.equilibria[0], unit)
    return "\n".join("\n".join([passage.opening, *passage.items]) for passage in passages)


def test_a_commitment_is_told_in_full() -> None:
    assert told(solve(GAME, "stackelberg"), "points") == "\n".join(
        [
            "Leader commits itself to “T” and “B” with probability 50 % each; Follower answers with “R”. On average, "
            "Leader gets 3.5 and Follower 0.5 points. Commitment is worth 1.5 points to Leader: the best Nash "
            "equilibrium pays it 2, the commitment 3.5.",
            "Why this is the answer (amounts in points):",
            "Follower would get exactly as much, 0.5, with “L”, but answers as Leader likes.",
            "Once answered, Leader would rather play “T” and get 4 instead of 3.5: it has to be bound.",
        ]
    )


def test_a_supremum_is_told_as_one() -> None:
    text = told(solve(GAME, "stackelberg", options=StackelbergOptions(tie="weak")))
    assert "or rather to something near it, as Leader likes; Follower answers with “R”" in text
    assert "with “L”; Leader has to change its strategy a little to make “R” better." in text


def test_a_commitment_can_be_worth_nothing() -> None:
    solution = solve(GAME, "stackelberg", options=StackelbergOptions("follower"))
    text = told(solution)
    assert "Commitment is worth nothing to Follower: the best Nash equilibrium pays it 1 too." in text
    assert "Leader: “B” would bring 1 less (1 instead of 2)." in text
    assert leader_sentences(solution.equilibria[0]) == []


def test_what_can_be_counted_on_can_be_less_than_nash() -> None:
    game = NormalFormGame.from_bimatrix([[5, 0], [0, 0]], [[1, 1], [1, 1]])
    solution = solve(game, "stackelberg", options=StackelbergOptions(tie="weak"))
    text = told(solution)
    assert "pays Player 1 more, 5 instead of 0: it can hope for that, but not count on it" in text
    assert "but answers as Player 1 fears" in text


def test_nash_equilibria_that_nobody_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commitment_sentences, "nash_payoffs", lambda game, seconds: None)
    assert worth_sentences(solve(GAME, "stackelberg").equilibria[0], "") == []


@pytest.mark.parametrize(
    ("leader", "sentence"),
    [
        ("leader", "The best pure Nash equilibrium pays Leader 2, the commitment 3.5."),
        ("follower", "The best pure Nash equilibrium pays Follower 1 too."),
    ],
)
def test_without_the_mixed_equilibria_nothing_is_said_of_worth(
    monkeypatch: pytest.MonkeyPatch, leader: str, sentence: str
) -> None:
    found = nash_payoffs(GAME, seconds=10)
    assert found is not None
    pure = replace(found, solution=found.solution.replace(coverage=Coverage.ALL_PURE))
    monkeypatch.setattr(commitment_sentences, "nash_payoffs", lambda game, seconds: pure)
    solution = solve(GAME, "stackelberg", options=StackelbergOptions(leader))
    assert worth_sentences(solution.equilibria[0], "points") == [sentence]


def test_other_equilibria_have_nothing_to_tell() -> None:
    nash = solve(GAME, "nash")
    equilibrium = nash.equilibria[0]
    assert commitment_passages(nash, equilibrium, "") == []
    assert worth_sentences(equilibrium, "") == []
    assert follower_sentences(equilibrium, is_weak=False) == []
    assert leader_sentences(equilibrium) == []
