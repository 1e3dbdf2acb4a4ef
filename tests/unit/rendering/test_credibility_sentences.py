"""Choices that play never comes to: who would stand by them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gametheory import BehaviorProfile, TreeBuilder
from gametheory.rendering.credibility_sentences import (
    MAX_ASIDE,
    MAX_THREATS,
    aside_sentence,
    failure_sentence,
    threat_sentences,
)
from unit.rendering.told_games import as_equilibrium, leading, solved, unseen_choice


def test_trust_game() -> None:
    assert threat_sentences(leading(solved("trust_game")), "") == [
        "At “honor” Seller would choose “Abuse”, and would stand by it: “Honor” would give 1 less."
    ]
    honest = solved("trust_game", "nash").equilibria[0]
    assert threat_sentences(honest, "points") == [
        "At “honor” Seller would choose “Honor” with probability 50 % and “Abuse” with probability 50 %, though "
        "“Abuse” would give 0.5 points more there: this holds only as long as nobody tests it."
    ]


def test_normal_forms_have_no_threats() -> None:
    equilibrium = leading(solved("price_monitoring"))
    assert threat_sentences(equilibrium, "") == []
    assert aside_sentence(equilibrium) == ""
    assert failure_sentence(equilibrium, "It", "") == ""


def test_choices_that_rest_on_open_ones_are_not_judged() -> None:
    """In the centipede, what Bob loses by passing hangs on what Ann leaves open."""
    assert threat_sentences(leading(solved("centipede", "nash")), "") == ["At “second turn” Bob would choose “Stop”."]


def test_odds_inside_a_subgame_are_those_of_the_plan() -> None:
    assert threat_sentences(leading(solved("outside_option")), "") == [
        "At “battle” First player would choose “Bottom”, and would stand by it: “Top” would give 1 less.",
        "At “reply” Second player would choose “Right”, and would stand by it: “Left” would give 3 less.",
    ]


@pytest.mark.parametrize(
    ("stay", "lower", "answer", "standing"),
    [
        ((3, 0), (4, 1), [1, 0], ", and would stand by it whatever went before."),
        ((0, 3), (1, 4), [1, 0], ", though “Fold” would be better whatever went before: this holds only as long as "),
        ((0, 3), (4, 1), [1, 0], "; whether that is best depends on what Guesser then believes."),
        ((0, 3), (4, 1), ["1/2", "1/2"], " with probability 50 %."),
    ],
)
def test_unseen_moves(stay: tuple[int, int], lower: tuple[int, int], answer: list[int | str], standing: str) -> None:
    profile = BehaviorProfile(unseen_choice(stay, lower), [[1, 0, 0], answer])
    (sentence,) = threat_sentences(as_equilibrium(profile), "")
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
        ([5, 5, 2], [1, 0, 0], "“a”, though “b” would give as much."),
        ([5, 5, 2], ["1/2", "1/2", 0], "probability 50 %, and would stand by it: “c” would give 3 less."),
        ([5, 5], ["1/2", "1/2"], "“b” with probability 50 %."),
        ([5, 7, 2], [1, 0, 0], "though “b” would give 2 more there: this holds only as long as nobody tests it."),
    ],
)
def test_seen_moves(payoffs: list[int], answer: list[int | str], end: str) -> None:
    (sentence,) = threat_sentences(as_equilibrium(one_answer(payoffs, answer)), "")
    assert sentence.endswith(end)


def test_selten_s_horse() -> None:
    """Second player's across is a mistake that is never put to the test."""
    (sentence,) = threat_sentences(leading(solved("selten_horse")), "")
    assert sentence.startswith("At “back” Second player would choose “across”, though “down” would be ")


def test_long_lists_are_cut_but_what_nobody_would_stand_by_is_told() -> None:
    equilibrium = leading(solved("chain_store"))
    told = threat_sentences(equilibrium, "")
    assert len(told) == MAX_THREATS + 1
    unreached = len(equilibrium.certificate.unreached)
    assert told[-1] == f"{unreached - MAX_THREATS} more are left out here."
    empty = solved("semi_managed_recruitment", "nash").equilibria[0]
    assert any("this holds only as long as nobody tests it" in sentence for sentence in threat_sentences(empty, ""))


def test_asides_tell_what_differs() -> None:
    honest, abusing = solved("trust_game", "nash").equilibria
    assert aside_sentence(abusing) == "Never put to the test: at “honor” Seller would choose “Abuse”."
    assert aside_sentence(abusing, abusing.profile) == ""
    assert aside_sentence(abusing, honest.profile) == aside_sentence(abusing)


def test_asides_are_short() -> None:
    equilibrium = leading(solved("chain_store"))
    more = len(equilibrium.certificate.unreached) - MAX_ASIDE
    assert aside_sentence(equilibrium).endswith(f"; {more} more.")


def test_failures_name_the_subgame() -> None:
    nash = solved("choose_one_of_two", "nash")
    assert failure_sentence(nash.equilibria[0], "Equilibrium 1", "million") == (
        "Equilibrium 1 is not subgame perfect: in the subgame after “Demand exclusivity”, “Leave Temu”, “Reported”, "
        "“Return to Temu”, Amazon would gain 0.5265 million by changing."
    )
    assert failure_sentence(leading(nash), "It", "") == ""


def test_failures_without_a_place_are_told_too() -> None:
    equilibrium = leading(solved("trust_game"))
    assert failure_sentence(replace(equilibrium, is_subgame_perfect=False), "It", "") == (
        "It is not subgame perfect: no completion of what it leaves open is."
    )
