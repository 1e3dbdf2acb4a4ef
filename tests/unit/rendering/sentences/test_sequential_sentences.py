"""What is said of beliefs off the way of play."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from gametheory import BehaviorProfile, ExtensiveFormGame, TreeBuilder, load, solve
from gametheory.analysis.beliefs.belief_search import CredibilityFailure, Reason, search_beliefs
from gametheory.core.assessments import Assessment
from gametheory.rendering.sentences import sequential_sentences
from gametheory.rendering.sentences.sequential_sentences import (
    failure_sentence,
    forward_induction_sentences,
    signaling_sentences,
    unreached_belief_sentences,
)
from gametheory.solvers.subgames import sequential
from oracles.assessed_trees import hidden_turn, run, second_mistake, tree_of


def told(tree: ExtensiveFormGame, *strategies: Any) -> str:
    profile = BehaviorProfile(tree, strategies)
    failure = search_beliefs(profile).failure
    assert failure is not None
    return failure_sentence(profile, failure)


def test_why_a_choice_fails() -> None:
    assert (
        told(tree_of("trust_game"), (1, 0), (1, 0))
        == "At “honor”, the seller chooses “Honor”, but “Abuse” brings 1 more."
    )
    assert told(second_mistake(), (1, 0), (1, 0), (1, 0)) == (
        "At “voice”, cleo would choose “shout”, which needs the belief in “harsh” with a chance of 50 % or more, "
        "although that takes more mistakes than other ways."
    )


def test_what_the_belief_would_have_to_be() -> None:
    assert told(tree_of("beer_quiche"), None, (1, 0), (1, 0), (1, 0), (0, 1)) == (
        "At “fight” after “Beer”, the bully chooses “Duel”, but “Leave” brings 1 more; “Weak” would have to have a "
        "chance of 50 % or more."
    )


def sentence_of(**changes: Any) -> str:
    tree = hidden_turn([1, 0], [1, 0])
    profile = BehaviorProfile(tree, ((1, 0, 0), (1, 0), (1, 0)))
    told_of: dict[str, Any] = {
        "reason": Reason.DETERMINED,
        "infosets": (1,),
        "action": 0,
        "better": 1,
        "gain": Fraction(2),
    }
    return failure_sentence(profile, CredibilityFailure(**(told_of | changes)))


def test_other_reasons() -> None:
    assert sentence_of().endswith("but with the only belief that mistakes can give there “no” brings 2 more.")
    assert sentence_of(reason=Reason.ALWAYS_WORSE).endswith("but “no” brings at least 2 more, whatever is believed.")
    assert sentence_of(reason=Reason.NO_BELIEF, better=-1).endswith("but no belief makes that best.")
    assert sentence_of(reason=Reason.TOGETHER, infosets=(1, 2)) == (
        "At “bob” and at “cleo”, each choice finds a belief, but no mistakes give all these beliefs together."
    )


def test_ranges_of_beliefs() -> None:
    found, _ = run(sequential.search, tree_of("overlooked_entrant"))
    (sentence,) = unreached_belief_sentences(found[0])
    assert sentence == (
        "At “answer” after “Enter head-on”, the incumbent chooses “Fight” if it puts the chance of “Strong” at 16/61 "
        "(26.2 %) or more (here 77/122 (63.1 %))."
    )
    assert "at exactly 16/61" in unreached_belief_sentences(found[1])[0]


def test_signaling() -> None:
    found, _ = run(sequential.search, tree_of("surplus_or_invest"))
    assert signaling_sentences(found[0]) == ["The equilibrium is pooling: what is sent tells Amazon nothing."]
    assert signaling_sentences(found[4]) == [
        "The equilibrium is semi-separating: what is sent tells Amazon something of the type.",
        "It fails D1: any answer to “Few items” that does “Invest” no harm is a gain to “Clear stock”, so nobody "
        "should take it to come from “Invest”; answered accordingly, “Clear stock” would send it.",
    ]
    horse, _ = run(sequential.search, tree_of("selten_horse"))
    assert signaling_sentences(horse[0]) == []


def many_answers(num_answers: int) -> ExtensiveFormGame:
    """A signaling game whose receiver has an answer that is best for each of many beliefs."""
    builder = TreeBuilder(["sender", "receiver"])
    for kind, node in enumerate(builder.chance(0, {"low": "2/3", "high": "1/3"})):
        silent, speaks = builder.move(node, "sender", ["silent", "speak"])
        builder.payoffs(silent, [2 * num_answers**2, 0])
        for place, leaf in enumerate(
            builder.move(speaks, "receiver", [f"answer {place}" for place in range(num_answers)], infoset="reply")
        ):
            builder.payoffs(leaf, [place, 2 * place * num_answers * kind - place * place])
    return builder.build()


def test_too_many_answers_for_d1_are_told() -> None:
    tree = many_answers(14)
    infosets = {infoset.key: place for place, infoset in enumerate(tree.infosets)}
    (sender, other) = (place for place, infoset in enumerate(tree.infosets) if infoset.player == 0)
    strategies: list[list[int] | None] = [None] * len(tree.infosets)
    strategies[sender] = strategies[other] = [1, 0]
    strategies[infosets["reply"]] = [1, *[0] * 13]
    beliefs: list[list[int] | None] = [None] * len(tree.infosets)
    beliefs[sender] = beliefs[other] = [1]
    beliefs[infosets["reply"]] = [1, 0]
    told = signaling_sentences(Assessment(BehaviorProfile(tree, strategies), beliefs))
    assert told[1].startswith("Whether D1 is met was not decided: D1 looks at mixed best replies of at most 12 answers")


def test_what_is_not_held_against_forward_induction_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    solution = solve(load("beer_quiche"), "sequential")
    why = "the intuitive criterion: “Weak” cannot gain by “Beer”, and “Strong” then would."
    assert forward_induction_sentences(solution) == [f"Equilibria 3 and 4 fail {why}"]
    monkeypatch.setattr(sequential_sentences, "MAX_DOUBTED", 3)
    assert forward_induction_sentences(solution) == [
        f"Equilibrium 3 fails {why}",
        "One more equilibrium was not held against the intuitive criterion and D1.",
    ]
    assert forward_induction_sentences(solve(load("beer_quiche"), "nash")) == []
