"""One stage with open choices: what it can pay in equilibrium."""

from __future__ import annotations

from fractions import Fraction

from gametheory import ExtensiveFormGame, TreeBuilder
from gametheory.analysis.trees.payoff_sets import PayoffSet, convex_hull, point_set
from gametheory.analysis.trees.stage_completions import StageProgram

HALF = Fraction(1, 2)


def points(*rows: tuple[int, ...]) -> list[PayoffSet]:
    return [point_set([Fraction(value) for value in row]) for row in rows]


def simultaneous() -> ExtensiveFormGame:
    builder = TreeBuilder(["one", "two"])
    for node in builder.move(0, "one", ["T", "B"], infoset="act"):
        builder.move(node, "two", ["L", "R"], infoset="reply")
    return builder.build()


def pure(*actions: int) -> tuple[dict[int, Fraction], ...]:
    return tuple({action: Fraction(1)} for action in actions)


def test_open_row_player_makes_the_column_player_content() -> None:
    ends = points((3, 1), (0, 0), (0, 0), (1, 3))
    found = StageProgram(simultaneous(), (None, {0: Fraction(1, 4), 1: Fraction(3, 4)}), ends).solve()
    assert found.is_exact
    assert found.payoffs is not None
    assert found.payoffs.simplified().point == (Fraction(3, 4), Fraction(3, 4))


def test_open_column_player_against_an_indifferent_one() -> None:
    ends = points((2, 5), (2, 5), (0, 1), (4, 1))
    found = StageProgram(simultaneous(), ({0: Fraction(1)}, None), ends).solve()
    assert found.payoffs is not None
    assert found.payoffs.simplified().point == (2, 5)
    steep = points((2, 5), (2, 5), (3, 1), (4, 1))
    failed = StageProgram(simultaneous(), ({0: Fraction(1)}, None), steep).solve()
    assert failed.payoffs is None
    assert (failed.player, failed.gain) == (0, 1)


def test_given_choices_before_sets_of_payoffs() -> None:
    varied = convex_hull(points((0, 0), (0, 8)))
    ends = [varied, *points((0, 3), (0, 0), (0, 0))]
    found = StageProgram(simultaneous(), ({0: Fraction(1)}, {0: HALF, 1: HALF}), ends).solve()
    assert found.is_exact
    assert found.payoffs is not None
    assert found.payoffs.simplified().point == (0, 3)


def test_open_player_whose_payoff_varies_later_is_only_bounded() -> None:
    varied = convex_hull(points((0, 0), (4, 0)))
    found = StageProgram(simultaneous(), (None, {0: Fraction(1)}), [varied, *points((0, 0), (2, 0), (0, 0))]).solve()
    assert not found.is_exact
    assert found.payoffs is not None


def test_ends_that_no_single_player_reaches() -> None:
    ends = points((1, 1), (0, 0), (0, 0), (9, 9))
    program = StageProgram(simultaneous(), pure(0, 0), ends)
    assert [program.is_relevant(number) for number in range(4)] == [True, True, True, False]
    found = program.solve()
    assert found.payoffs is not None
    assert found.payoffs.simplified().point == (1, 1)
    mixed = StageProgram(simultaneous(), (None, {0: Fraction(1)}), ends)
    assert all(mixed.is_relevant(number) for number in range(4))


def test_partly_given_player_must_still_be_content() -> None:
    builder = TreeBuilder(["one", "two"])
    for node in builder.move(0, "one", ["T", "B"], infoset="first"):
        for after in builder.move(node, "two", ["L", "R"], infoset="blind"):
            builder.move(after, "one", ["x", "y"], infoset=f"then{node}")
    game = builder.build()
    assert [infoset.key for infoset in game.infosets][:3] == ["first", "blind", "then1"]
    ends = points((1, 0), (2, 0), (1, 0), (2, 0), (5, 0), (0, 0), (5, 0), (0, 0))
    content = StageProgram(game, (None, {0: Fraction(1)}, {1: Fraction(1)}, None), ends).solve()
    assert content.payoffs is not None
    assert content.payoffs.simplified().point == (5, 0)
    lazy = StageProgram(game, ({0: Fraction(1)}, {0: Fraction(1)}, None, {0: Fraction(1)}), ends).solve()
    assert (lazy.payoffs, lazy.player, lazy.gain) == (None, 0, 3)
