"""Points and sets put in order."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from gametheory import Limits, MixedProfile, NormalFormGame
from gametheory.core.solution import Coverage
from gametheory.solvers.many_players.conclusion import Listing, arithmetic_of, concluded
from gametheory.solvers.many_players.copied_actions import CopiedActions
from gametheory.solvers.many_players.enclosures import enclosed
from gametheory.solvers.many_players.exact_supports import CurvedSet, ExactSets, ExactSupports
from gametheory.solvers.many_players.strategic_views import NormalFormView
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.watch import Watch

NAU = NormalFormGame(
    [
        [[[3, 1], [0, 0]], [[0, 0], [1, 2]]],
        [[[0, 0], [2, 1]], [[1, 3], [0, 0]]],
        [[[2, 0], [0, 0]], [[0, 0], [0, 3]]],
    ]
)


def nothing() -> None:
    """Hear a tick."""


def problem_of(game: NormalFormGame, most: int = 100) -> Problem:
    return Problem(game, "nash", Watch(Limits(equilibria=most)))


def each_alone(game: NormalFormGame) -> CopiedActions:
    """Actions of which none is a copy of another one."""
    return CopiedActions(tuple(tuple((action,) for action in range(size)) for size in game.num_actions))


def conclusion_of(problem: Problem, found: ExactSets, **told: Any) -> Conclusion:
    """What is concluded where no actions are copies."""
    given = {"unresolved": (), "statistics": {}, **told}
    return concluded(problem, NormalFormView(problem), found, copies=each_alone(problem.normal_form), **given)


def test_points_hang_together_in_components() -> None:
    game = NormalFormGame(np.zeros((3, 1, 2, 1), dtype=np.int64))
    exact = ExactSupports(game, each_alone(game), nothing)
    assert exact.undecided_within([range(1), range(2), range(1)]) == []
    problem = problem_of(game)
    found = conclusion_of(problem, exact.found, statistics={"boxes": 7})
    assert (found.coverage, found.num_extreme, found.components) == (Coverage.ALL, 2, ((0, 1),))
    assert found.component_indices == (None,)
    assert [continuum.free for continuum in found.continua] == [(1,)]
    assert found.statistics == {"boxes": 7}


def test_a_list_may_be_cut() -> None:
    game = NormalFormGame(np.zeros((2, 3, 2), dtype=np.int64))
    exact = ExactSupports(game, each_alone(game), nothing)
    exact.undecided_within([range(3), range(2)])
    problem = problem_of(game, most=4)
    found = conclusion_of(problem, exact.found)
    assert found.profiles is not None
    assert (len(found.profiles), found.num_found, found.num_extreme) == (4, 6, 6)
    assert found.components == ((0, 1, 2, 3),)


def test_what_is_open_makes_the_answer_partial() -> None:
    problem = problem_of(NAU)
    found = conclusion_of(problem, ExactSets(), unresolved=("who knows",))
    assert (found.coverage, found.components, found.num_extreme) == (Coverage.PARTIAL, (), None)
    assert found.unresolved == ("who knows",)


def test_curved_sets_leave_components_open() -> None:
    point = MixedProfile(NAU, [["1/2", "1/2"]] * 3)
    curved = CurvedSet(((0, 1),) * 3, (0, 1, 2), (), (point,))
    problem = problem_of(NAU)
    found = conclusion_of(problem, ExactSets(curved=[curved]))
    assert (found.coverage, found.components, found.num_extreme) == (Coverage.ALL, (), None)
    assert [(one.is_linear, one.equilibria) for one in found.continua] == [(False, (0,))]


def test_one_box_is_listed_once() -> None:
    center = MixedProfile(NAU, [["5/8", "3/8"], ["1/2", "1/2"], ["3/8", "5/8"]])
    tiny = Fraction(1, 2**80)
    beside = MixedProfile(NAU, [[Fraction(5, 8) + tiny, Fraction(3, 8) - tiny], *center.strategies[1:]])
    boxes = [enclosed(center, Fraction(1, 2**44)), enclosed(beside, Fraction(1, 2**43))]
    problem = problem_of(NAU)
    found = conclusion_of(problem, ExactSets(isolated=[*boxes]))
    assert found.num_found == 1
    assert found.arithmetic == "interval"
    assert len(found.components) == 1


def test_arithmetic_of_rationals_is_exact() -> None:
    assert arithmetic_of([MixedProfile(NAU, [[1, 0]] * 3)]) == "exact"


def test_equal_profiles_have_one_place() -> None:
    listing = Listing(NormalFormView(problem_of(NAU)), 1)
    first, second = MixedProfile(NAU, [[1, 0]] * 3), MixedProfile(NAU, [[0, 1]] * 3)
    assert [listing.place(one) for one in (first, second, first)] == [0, 1, 0]
    assert (listing.plays, listing.num_found) == ([first], 2)
