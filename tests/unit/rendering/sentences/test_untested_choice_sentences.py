"""Choices that play never comes to: who would stand by them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gametheory import BehaviorProfile, TreeBuilder
from gametheory.rendering.sentences.untested_choice_sentences import (
    MAX_ASIDE,
    aside_sentences,
    subgame_failure_sentence,
    threat_sentences,
)
from unit.rendering.told_games import as_equilibrium, leading, solved, unseen_choice


def test_trust_game() -> None:
    assert threat_sentences(leading(solved("trust_game"))) == [
        "At “honor”, the seller would choose “Abuse” and stand by it: “Honor” would bring 1 less."
    ]
    honest = solved("trust_game", "nash").equilibria[0]
    assert threat_sentences(honest) == [
        "At “honor”, the seller would choose “Honor” and “Abuse” with probability 50 % each, though “Abuse” would "
        "bring 0.5 more. This holds only as long as nobody tests it."
    ]


def test_normal_forms_have_no_threats() -> None:
    equilibrium = leading(solved("price_monitoring"))
    assert threat_sentences(equilibrium) == []
    assert aside_sentences(equilibrium) == []
    assert subgame_failure_sentence(equilibrium, "It", "") == ""


def test_choices_that_rest_on_open_ones_are_not_judged() -> None:
    """In the centipede, what Bob loses by passing hangs on what Ann leaves open."""
    assert threat_sentences(leading(solved("centipede", "nash"))) == ["At “second turn”, Bob would choose “Stop”."]


def test_odds_inside_a_subgame_are_those_of_the_plan() -> None:
    assert threat_sentences(leading(solved("outside_option"))) == [
        "At “battle”, the first player would choose “Bottom” and stand by it: “Top” would bring 1 less.",
        "At “reply”, the second player would choose “Right” and stand by it: “Left” would bring 3 less.",
    ]


@pytest.mark.parametrize(
    ("stay", "lower", "answer", "standing"),
    [
        ((3, 0), (4, 1), [1, 0], "“Raise” and stand by it whatever went before."),
        ((0, 3), (1, 4), [1, 0], "“Raise”, though “Fold” would be better whatever went before. This holds only as "),
        ((0, 3), (4, 1), [1, 0], "“Raise”. That is best if Guesser then puts the chance of “High” at 50 % or less."),
        (
            (3, 0),
            (1, 5),
            [1, 0],
            "“Raise”. That is best if Guesser then puts the chance of “High” at 4/7 (57.1 %) or more.",
        ),
        ((0, 3), (4, 1), ["1/2", "1/2"], "Guesser then puts the chance of “High” at exactly 50 %."),
        ((0, 3), (1, 1), ["1/2", "1/2"], "Guesser then puts the chance of “High” at exactly 0 %."),
    ],
)
def test_unseen_moves(stay: tuple[int, int], lower: tuple[int, int], answer: list[int | str], standing: str) -> None:
    profile = BehaviorProfile(unseen_choice(stay, lower), [[1, 0, 0], answer])
    (sentence,) = threat_sentences(as_equilibrium(profile))
    assert standing in sentence


def one_answer(payoffs: list[int], answer: list[int | str]) -> BehaviorProfile:
    """The first player stays out; the second would choose among actions with these payoffs."""
    builder = TreeBuilder({"first": "First", "second": "Second"})
    out, enter = builder.move(0, "first", ["Out", "In"], infoset="entry")
    builder.payoffs(out, [9, 0])
    names = ["a", "b", "c"][: len(payoffs)]
    for node, payoff in zip(builder.move(enter, "second", names, infoset="answer"), payoffs, strict=True):
        builder.payoffs(node, [0, payoff])
    return BehaviorProfile(builder.build(), [[1, 0], answer])


@pytest.mark.parametrize(
    ("payoffs", "answer", "end"),
    [
        ([5, 5, 2], [1, 0, 0], "“a”, though “b” would bring as much."),
        ([5, 5, 2], ["1/2", "1/2", 0], "probability 50 % each and stand by it: “c” would bring 3 less."),
        ([5, 5], ["1/2", "1/2"], "“b” with probability 50 % each."),
        ([5, 7, 2], [1, 0, 0], "though “b” would bring 2 more. This holds only as long as nobody tests it."),
    ],
)
def test_seen_moves(payoffs: list[int], answer: list[int | str], end: str) -> None:
    (sentence,) = threat_sentences(as_equilibrium(one_answer(payoffs, answer)))
    assert sentence.endswith(end)


def test_selten_s_horse() -> None:
    """Second player's across is a mistake that is never put to the test."""
    (sentence,) = threat_sentences(leading(solved("selten_horse")))
    assert sentence.startswith("At “back”, the second player would choose “across”, though “down” would be ")


def test_long_lists_are_cut_but_what_nobody_would_stand_by_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gametheory.rendering.sentences.untested_choice_sentences.MAX_THREATS", 2)
    assert threat_sentences(leading(solved("chain_store"))) == [
        "At “entry” in round “second”, after “Out”, or after “In” and “Fight”, the entrant would choose “In” and stand "
        "by it: “Out” would bring 1 less.",
        "At “entry” in round “third”, in every other case, the entrant would choose “In” and stand by it: “Out” would "
        "bring 1 less.",
        "10 more are left out here.",
    ]
    empty = solved("semi_managed_recruitment", "nash").equilibria[0]
    assert any("This holds only as long as nobody tests it" in sentence for sentence in threat_sentences(empty))


def test_asides_tell_what_differs() -> None:
    honest, abusing = solved("trust_game", "nash").equilibria
    assert aside_sentences(abusing) == ["Never put to the test: at “honor”, the seller would choose “Abuse”."]
    assert aside_sentences(abusing, abusing.profile) == []
    assert aside_sentences(abusing, honest.profile) == aside_sentences(abusing)


def test_asides_are_short() -> None:
    equilibrium = leading(solved("speed_of_response"))
    told = aside_sentences(equilibrium)
    assert (len(told), told[-1]) == (MAX_ASIDE + 1, "2 more are left out.")
    assert told[2].startswith(
        "At “growth” in 2024 in 7 cases (such as after “Scale”, “Respond” and “Hold”), Temu would "
    )


def test_failures_name_the_subgame() -> None:
    nash = solved("choose_one_of_two", "nash")
    assert subgame_failure_sentence(nash.equilibria[0], "Equilibrium 1", "million") == (
        "Equilibrium 1 is not subgame perfect: after “Demand exclusivity”, “Leave Temu”, “Reported” and “Return to "
        "Temu”, Amazon would gain 0.5265 million by changing."
    )
    assert subgame_failure_sentence(leading(nash), "It", "") == ""


def test_failures_that_were_not_looked_for_are_told_too() -> None:
    equilibrium = leading(solved("trust_game"))
    assert subgame_failure_sentence(replace(equilibrium, is_subgame_perfect=False), "It", "") == (
        "It is not subgame perfect."
    )


def test_a_choice_that_no_belief_makes_best_is_told_so() -> None:
    """Passing pays 1 whichever card is out; guessing right pays 3: one of the guesses is always better."""
    builder = TreeBuilder({"sender": "Sender", "guesser": "Guesser"})
    out, high, low = builder.move(0, "sender", ["Out", "High", "Low"], infoset="cards")
    builder.payoffs(out, [9, 0])
    for node, payoffs in ((high, (3, 0, 1)), (low, (0, 3, 1))):
        ends = builder.move(node, "guesser", ["Say high", "Say low", "Pass"], infoset="answer")
        for end, payoff in zip(ends, payoffs, strict=True):
            builder.payoffs(end, [1, payoff])
    profile = BehaviorProfile(builder.build(), [[1, 0, 0], [0, 0, 1]])
    assert threat_sentences(as_equilibrium(profile)) == [
        "At “answer”, Guesser would choose “Pass”. No belief makes that best: this holds only as long as nobody "
        "tests it."
    ]
