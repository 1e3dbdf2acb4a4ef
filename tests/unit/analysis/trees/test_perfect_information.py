"""Gains from one other move."""

from __future__ import annotations

from fractions import Fraction

from gametheory import TreeBuilder
from gametheory.analysis.trees.perfect_information import is_everything_seen, single_deviation_gains
from gametheory.core.extensive_form import ExtensiveFormGame

CERTAIN = Fraction(1)


def entry_after_weather() -> ExtensiveFormGame:
    builder = TreeBuilder(["entrant", "incumbent"])
    good, bad = builder.chance(0, {"good": "1/4", "bad": "3/4"})
    builder.payoffs(bad, ["1/3", 5])
    out, enter = builder.move(good, "entrant", ["out", "in"])
    builder.payoffs(out, [0, 7])
    builder.payoffs(enter, ["-1/2", 0])
    fight, share = builder.move(enter, "incumbent", ["fight", "share"])
    builder.payoffs(fight, [-2, -1])
    builder.payoffs(share, [3, 2])
    return builder.build()


WEATHER = {0: Fraction(1, 4), 1: Fraction(3, 4)}


def test_nobody_gains_in_the_subgame_perfect_profile() -> None:
    assert single_deviation_gains(entry_after_weather(), [WEATHER, {1: CERTAIN}, {1: CERTAIN}]) == []


def test_an_empty_threat_and_what_it_keeps_away() -> None:
    gains = single_deviation_gains(entry_after_weather(), [WEATHER, {1: CERTAIN}, {0: CERTAIN}])
    assert gains == [(1, 0, Fraction(5, 2)), (3, 1, Fraction(3))]


def test_a_mixture_loses_what_its_worse_part_loses() -> None:
    gains = single_deviation_gains(
        entry_after_weather(), [WEATHER, {1: CERTAIN}, {0: Fraction(1, 3), 1: Fraction(2, 3)}]
    )
    assert gains == [(3, 1, Fraction(1))]


def test_one_node() -> None:
    assert single_deviation_gains(TreeBuilder(["alone"]).build(), []) == []


def test_who_sees_everything() -> None:
    assert is_everything_seen(entry_after_weather())
    assert is_everything_seen(TreeBuilder(["solo"]).build())
    builder = TreeBuilder(["one", "two"])
    for node in builder.chance(0, {"x": "1/4", "y": "3/4"}):
        builder.move(node, "two", ["l", "r"], infoset="blind")
    assert not is_everything_seen(builder.build())
