"""Whether players would stand by choices that are never put to the test."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import BehaviorProfile, TreeBuilder
from gametheory.analysis.trees.untested_choices import Standing, untested_choices, untested_infosets
from unit.rendering.told_games import as_equilibrium, leading, solved


def guess(rows: list[list[int]], answer: list[int | str]) -> tuple[Standing, tuple[Fraction, Fraction] | None]:
    """The standing of a guesser's answer after cards that play never shows, with these payoffs of its actions."""
    builder = TreeBuilder({"sender": "Sender", "guesser": "Guesser"})
    out, *cards = builder.move(0, "sender", ["Out", *(f"card {number}" for number in range(len(rows)))])
    builder.payoffs(out, [9, 0])
    for node, payoffs in zip(cards, rows, strict=True):
        names = [f"action {number}" for number in range(len(payoffs))]
        for end, payoff in zip(builder.move(node, "guesser", names, infoset="answer"), payoffs, strict=True):
            builder.payoffs(end, [1, payoff])
    profile = BehaviorProfile(builder.build(), [[1] + [0] * len(rows), answer])
    (choice,) = untested_choices(profile, as_equilibrium(profile))
    return choice.standing, choice.belief


@pytest.mark.parametrize(
    ("rows", "answer", "standing", "belief"),
    [
        ([[3, 0], [4, 1]], [1, 0], Standing.ALWAYS, None),
        ([[0, 3], [1, 4]], [1, 0], Standing.ALWAYS_WORSE, None),
        ([[0, 3], [4, 1]], [1, 0], Standing.ON_A_BELIEF, (0, Fraction(1, 2))),
        ([[3, 0, 1], [0, 3, 1]], [0, 0, 1], Standing.ON_NO_BELIEF, None),
        ([[3, 0], [4, 1], [0, 2]], [1, 0], Standing.ON_A_BELIEF, None),
        ([[3, 0, 2], [0, 3, 2], [3, 0, 2]], [0, 0, 1], Standing.ON_A_BELIEF, None),
        ([[3, 0, 1], [0, 3, 1], [3, 0, 1]], [0, 0, 1], Standing.ON_NO_BELIEF, None),
        ([[3, 0, 0, 1], [0, 3, 0, 1], [0, 0, 3, 1]], [0, 0, 0, 1], Standing.ON_A_BELIEF, None),
        ([[5, 0, 0, 1], [0, 5, 0, 1], [0, 0, 5, 1]], [0, 0, 0, 1], Standing.ON_NO_BELIEF, None),
        ([[2, 0, 1], [0, 2, 1], [0, 2, 3]], ["1/2", "1/2", 0], Standing.ON_A_BELIEF, None),
        ([[2, 0, 3], [0, 2, 3], [0, 2, 1]], ["1/2", "1/2", 0], Standing.ON_NO_BELIEF, None),
    ],
)
def test_unseen_moves(
    rows: list[list[int]], answer: list[int | str], standing: Standing, belief: tuple[Fraction, Fraction] | None
) -> None:
    assert guess(rows, answer) == (standing, belief)


def test_only_what_the_profile_defines_is_judged() -> None:
    """In the centipede Ann leaves her third turn open."""
    equilibrium = leading(solved("centipede", "nash"))
    profile = equilibrium.profile
    assert isinstance(profile, BehaviorProfile)
    infosets = untested_infosets(profile, equilibrium)
    assert [profile.game.infosets[index].key for index in infosets] == ["second turn"]
    assert [choice.standing for choice in untested_choices(profile, equilibrium)] == [Standing.OPEN]
