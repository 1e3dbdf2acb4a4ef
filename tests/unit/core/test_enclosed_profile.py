"""Profiles with numbers that are not rational."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import MixedProfile, NormalFormGame, TreeBuilder
from gametheory.core.enclosed_profile import EnclosedProfile, EnclosureCertificate, ends_of
from gametheory.core.profiles import BehaviorProfile
from gametheory.errors import InvalidProfileError
from gametheory.polynomials import Polynomial, RealRoot

GAME = NormalFormGame([[[1, 0], [0, 2]], [[3, 0], [0, 1]]], actions=[["T", "B"], ["L", "R"]])
PROFILE = MixedProfile(GAME, [["1/4", "3/4"], [1, 0]])
RADIUS = Fraction(1, 100)


def known(shift: Fraction = Fraction(0)) -> tuple[tuple[Fraction | tuple[Fraction, Fraction], ...], ...]:
    """What is known of the profile, moved by a shift."""
    quarter = Fraction(1, 4) + shift
    about = (quarter - RADIUS, quarter + RADIUS), (1 - quarter - RADIUS, 1 - quarter + RADIUS)
    return about, (Fraction(1), Fraction(0))


def test_what_is_known_stands_beside_the_profile() -> None:
    play = EnclosedProfile(PROFILE, known(), PROFILE, RADIUS)
    assert play.supports == ((0, 1), (0,))
    assert play.numbers_of("2") == {"L": 1, "R": 0}
    assert play.numbers_of("1")["T"] == (Fraction(6, 25), Fraction(13, 50))
    assert not play.is_pure
    assert play.game is GAME
    assert repr(play) == "<EnclosedMixedProfile 1/4, 3/4 | 1, 0>"


def test_the_profile_lies_where_the_numbers_are() -> None:
    with pytest.raises(InvalidProfileError, match=r"expected a probability within .* got Fraction\(1, 4\)"):
        EnclosedProfile(PROFILE, known(Fraction(1, 10)), PROFILE, RADIUS)


def test_every_probability_has_a_number() -> None:
    with pytest.raises(InvalidProfileError, match="expected a number for each probability"):
        EnclosedProfile(PROFILE, (known()[0], (Fraction(1),)), PROFILE, RADIUS)
    with pytest.raises(InvalidProfileError, match="expected a number for each probability"):
        EnclosedProfile(PROFILE, (None, known()[1]), PROFILE, RADIUS)


def test_numbers_of_trees_go_by_information_set() -> None:
    builder = TreeBuilder(["solo"])
    for value, node in enumerate(builder.move(0, "solo", ["Left", "Right"], infoset="start")):
        builder.payoffs(node, [value])
    behavior = BehaviorProfile(builder.build(), [["1/4", "3/4"]])
    play = EnclosedProfile(behavior, known()[:1], PROFILE, RADIUS)
    with pytest.raises(AttributeError, match=r"numbers of a tree go by information set; read \.numbers"):
        play.numbers_of("solo")


def test_ends_of_every_kind_of_number() -> None:
    root = RealRoot(Polynomial([-2, 0, 1]), Fraction(1), Fraction(2))
    pair = (Fraction(1, 5), Fraction(2, 5))
    assert [ends_of(number) for number in (Fraction(3), pair, root)] == [(3, 3), pair, (1, 2)]


def test_the_one_in_a_box_is_an_equilibrium() -> None:
    assert EnclosureCertificate((), (), -1, Fraction(1, 3)).is_equilibrium
