"""What signals tell, and what would have to be believed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import BehaviorProfile, TreeBuilder, solve
from gametheory.rendering.sentences.belief_sentences import belief_condition, signal_sentences
from unit.rendering.told_games import as_equilibrium, leading, solved, unseen_choice


def signaling(low: list[str]) -> BehaviorProfile:
    """A high type that shows A, a low one that shows A or B, and a guesser that sees the card, not the type."""
    builder = TreeBuilder({"sender": "Sender", "guesser": "Guesser"})
    types = builder.chance(0, {"High": "1/4", "Low": "3/4"})
    cards = [
        builder.move(node, "sender", ["A", "B"], infoset=f"card {name}") for node, name in zip(types, "hl", strict=True)
    ]
    for card in (0, 1):
        for number, shown in enumerate(cards):
            for action, node in enumerate(builder.move(shown[card], "guesser", ["high", "low"], infoset="AB"[card])):
                builder.payoffs(node, [0, int(action == number)])
    profile = {"card h": [1, 0], "card l": low, "A": [0, 1], "B": [0, 1]}
    game = builder.build()
    return BehaviorProfile(game, [profile.get(infoset.key) for infoset in game.infosets])


def test_signals_that_tell_nothing() -> None:
    assert signal_sentences(leading(solved("beer_quiche"))) == [
        "At “fight” after “Beer”, the bully puts the chance of “Strong” at 90 %, as before: the signal tells nothing."
    ]
    assert signal_sentences(as_equilibrium(signaling(["1", "0"]))) == []


def test_signals_that_tell_something() -> None:
    assert signal_sentences(as_equilibrium(signaling(["1/3", "2/3"]))) == [
        "At “A”, Guesser puts the chance of “High” at 50 %, up from 25 %.",
        "At “B”, Guesser is sure of “Low” (75 % before).",
    ]


def test_normal_forms_have_no_signals() -> None:
    assert signal_sentences(leading(solved("price_monitoring"))) == []


def test_moves_of_others_are_signals_too() -> None:
    assert signal_sentences(solved("noisy_commitment").equilibria[0]) == [
        "At “reply” after “Large”, the follower puts the chance of “Stackelberg” at more than 99.9 %, up from 99 %.",
        "At “reply” after “Small”, the follower puts the chance of “Stackelberg” at 50 %, down from 99 %.",
    ]


def test_many_signals_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gametheory.rendering.sentences.belief_sentences.MAX_SIGNALS", 1)
    assert signal_sentences(solved("noisy_commitment").equilibria[0])[1:] == ["One more is left out here."]


def test_several_hidden_moves_are_told_one_by_one() -> None:
    builder = TreeBuilder({"ann": "Ann"})
    drawn = builder.chance(0, {"Red": "1/2", "Blue": "1/4", "Green": "1/4"})
    for node, infoset in zip(drawn, ("dark", "dark", "light"), strict=True):
        builder.move(node, "ann", ["x", "y"], infoset=infoset)
    game = builder.build()
    (dark,) = signal_sentences(as_equilibrium(BehaviorProfile(game, [None, [1, 0], [1, 0]])))
    assert dark == (
        "At “dark”, Ann puts the chance of “Red” at 2/3 (66.7 %), up from 50 %, of “Blue” at 1/3 (33.3 %), up from "
        "25 % and of “Green” at 0 %, down from 25 %."
    )


@pytest.mark.parametrize(
    ("belief", "odds"),
    [
        ((Fraction(0), Fraction(2, 5)), "40 % or less"),
        ((Fraction(2, 5), Fraction(1)), "40 % or more"),
        ((Fraction(2, 5), Fraction(3, 5)), "40 % to 60 %"),
        ((Fraction(2, 5), Fraction(2, 5)), "exactly 40 %"),
    ],
)
def test_conditions(belief: tuple[Fraction, Fraction], odds: str) -> None:
    game = unseen_choice((3, 0), (4, 1))
    profile = BehaviorProfile(game, [[1, 0, 0], [1, 0]])
    text = belief_condition(profile, game.infoset_index("guesser", "answer"), belief)
    assert text == f"that is best if Guesser then puts the chance of “High” at {odds}"


def test_conditions_that_are_not_known() -> None:
    game = unseen_choice((3, 0), (4, 1))
    profile = BehaviorProfile(game, [[1, 0, 0], [1, 0]])
    assert belief_condition(profile, 1, None) == "whether that is best depends on what Guesser then believes"


def two_draws(call: str) -> list[str]:
    """What is told at the bet where the caller, who sees both draws, calls up if the formula holds."""
    builder = TreeBuilder(["caller", "better"])
    skies = builder.chance(0, {"Rain": "1/2", "Sun": "1/2"})
    for weather, after in zip(("rain", "sun"), skies, strict=True):
        kinds = builder.chance(after, {"Hi": "1/2", "Lo": "1/2"}, infoset="type")
        for kind, node in zip(("hi", "lo"), kinds, strict=True):
            is_up = {"type": kind == "hi", "same": (weather == "rain") == (kind == "hi")}[call]
            ends = builder.move(node, "caller", ["Up", "Down"], infoset=f"call {weather} {kind}")
            for sign, end in zip((True, False), ends, strict=True):
                bets = builder.move(end, "better", ["Yes", "No"], infoset=f"bet {sign}")
                for yes, last in zip((1, 0), bets, strict=True):
                    builder.payoffs(last, [int(sign is is_up), yes])
    return signal_sentences(solve(builder.build()).equilibria[0])


def test_every_hidden_draw_is_looked_at() -> None:
    told = " ".join(two_draws("type"))
    assert "better is sure of “Hi” (50 % before)" in told
    assert "tells nothing" not in told


def test_what_only_joins_two_draws_does_not_tell_nothing() -> None:
    told = " ".join(two_draws("same"))
    assert "as before" in told
    assert "tells nothing" not in told
