"""In which normal form a game is solved, and how that is told."""

from __future__ import annotations

from fractions import Fraction

from gametheory import ExtensiveFormGame, MixedProfile, NormalFormGame, TreeBuilder
from gametheory.core.enclosed_profile import EnclosedProfile
from gametheory.core.profiles import BehaviorProfile
from gametheory.solvers.many_players.enclosures import enclosed
from gametheory.solvers.many_players.strategic_views import (
    InfosetView,
    NormalFormView,
    ReducedFormView,
    strategic_view,
)
from gametheory.solvers.problem import Problem
from gametheory.solvers.watch import Watch


def twice(*, forgets: bool = False) -> ExtensiveFormGame:
    """The first player moves, then the second one, then the first one again where it went on."""
    builder = TreeBuilder(["first", "second"])
    stop, go = builder.move(0, "first", ["Stop", "Go"], infoset="start")
    builder.payoffs(stop, [1, 2])
    left, right = builder.move(go, "second", ["L", "R"], infoset="answer")
    for number, node in enumerate((left, right)):
        ends = builder.move(node, "first", ["l", "r"], infoset="start again" if forgets else "end")
        for other, leaf in enumerate(ends):
            builder.payoffs(leaf, [3 * (number == other), 2 * (number != other)])
    return builder.build()


def once() -> ExtensiveFormGame:
    """The second player answers each move of the first one."""
    builder = TreeBuilder(["first", "second"])
    for number, node in enumerate(builder.move(0, "first", ["A", "B"], infoset="start")):
        for other, leaf in enumerate(builder.move(node, "second", ["x", "y"], infoset=f"after {number}")):
            builder.payoffs(leaf, [number + 2 * other, 3 - number * other])
    return builder.build()


def view_of(game: NormalFormGame | ExtensiveFormGame) -> NormalFormView:
    return strategic_view(Problem(game, "nash", Watch()))


TENTH = Fraction(1, 10**13)


def test_normal_forms_are_told_as_they_are() -> None:
    game = NormalFormGame.zero_sum([[3, 1], [0, 2]])
    view = view_of(game)
    profile = MixedProfile(game, [["1/2", "1/2"], ["1/4", "3/4"]])
    assert type(view) is NormalFormView
    assert view.play(profile) is profile
    assert view.extreme(0, profile.strategies) == list(profile.strategies)
    assert view.kept == ((0, 1), (0, 1))


def test_where_nobody_moves_twice_each_information_set_is_a_player() -> None:
    view = view_of(once())
    assert isinstance(view, InfosetView)
    assert [player.key for player in view.game.players] == ["first/start", "second/after 0", "second/after 1"]
    profile = MixedProfile(view.game, [["1/3", "2/3"], [0, 1], ["1/4", "3/4"]])
    told = view.play(profile)
    assert isinstance(told, BehaviorProfile)
    assert told["second"]["after 1"] == {"x": Fraction(1, 4), "y": Fraction(3, 4)}
    boxed = view.play(enclosed(profile, TENTH))
    assert isinstance(boxed, EnclosedProfile)
    assert boxed.numbers[0] == (
        (Fraction(1, 3) - TENTH, Fraction(1, 3) + TENTH),
        (Fraction(2, 3) - TENTH, Fraction(2, 3) + TENTH),
    )
    assert boxed.numbers[1] == (0, 1)


def test_other_trees_go_through_the_reduced_normal_form() -> None:
    view = view_of(twice())
    assert isinstance(view, ReducedFormView)
    assert not view.is_injective
    assert view.game.num_actions == (3, 2)
    profile = MixedProfile(view.game, [["1/2", "1/3", "1/6"], ["1/4", "3/4"]])
    told = view.play(profile)
    assert isinstance(told, BehaviorProfile)
    assert told["first"]["end"] == {"l": Fraction(2, 3), "r": Fraction(1, 3)}
    boxed = view.play(enclosed(profile, TENTH))
    assert isinstance(boxed, EnclosedProfile)
    start, end = boxed.numbers[0], boxed.numbers[2]
    assert start is not None
    assert end is not None
    assert start[0] == (Fraction(1, 2) - 2 * TENTH, Fraction(1, 2) + 2 * TENTH)
    low, high = end[0]  # type: ignore[misc]
    assert low < Fraction(2, 3) < high
    assert high - low < 10 * TENTH


def test_extreme_points_stay_extreme_in_realization_plans() -> None:
    view = view_of(twice())
    corners = [(Fraction(1), 0, 0), (0, Fraction(1), 0), (0, 0, Fraction(1)), (0, Fraction(1, 2), Fraction(1, 2))]
    assert view.extreme(0, corners) == corners[:3]
    assert view.extreme(0, corners[2:]) == corners[2:]


def test_players_who_forget_mix_plans() -> None:
    builder = TreeBuilder(["solo"])
    for matching, node in enumerate(builder.move(0, "solo", ["L", "R"], infoset="first")):
        builder.payoffs(builder.move(node, "solo", ["l", "r"], infoset="second")[matching], [1])
    tree = builder.build()
    assert type(view_of(tree)) is NormalFormView
