"""From strategies in floats to a proved equilibrium, and what is said where none is proved."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np
import pytest

from gametheory import BehaviorProfile, NormalFormGame, judge, load
from gametheory.core.enclosed_profile import EnclosedProfile
from gametheory.core.profiles import MixedProfile
from gametheory.core.solution import Coverage, Limits, Termination
from gametheory.kernels.pair_payoffs import PairPayoffs
from gametheory.solvers.many_players import nearby_equilibria
from gametheory.solvers.many_players.nearby_equilibria import SearchedGame, equilibrium_near, one_found
from gametheory.solvers.normal_forms.support_profiles import scaled_payoffs
from gametheory.solvers.problem import Conclusion, Problem
from gametheory.solvers.watch import Watch
from unit.solvers.many_players.single_searches import DEMANDING, INDIFFERENT, NAU

MIXED = np.array([0.6192, 0.3808, 0.4798, 0.5202, 0.3788, 0.6212])
"""Near the irrational equilibrium of Nau's game."""
PURE = np.array([1.0, 0.0, 1.0, 0.0, 1.0, 0.0])
FAR = np.array([0.5, 0.5, 0.9, 0.1, 0.2, 0.8])


def nothing() -> None:
    """Hear a tick."""


def payoffs_of(game: NormalFormGame) -> PairPayoffs:
    """Payoffs from 0 to 1."""
    return PairPayoffs([scaled_payoffs(game, player) for player in range(game.num_players)])


def near(game: NormalFormGame, strategies: np.ndarray) -> MixedProfile | EnclosedProfile | None:
    """The equilibrium near strategies."""
    return equilibrium_near(game, payoffs_of(game), strategies, tick=nothing)


def said(game: NormalFormGame, ends: Iterable[np.ndarray]) -> tuple[list[object], Conclusion]:
    """What is yielded and concluded from the ends of paths."""
    problem = Problem(game, "nash", Watch(Limits()))
    running = one_found(problem, SearchedGame.of(problem, "this"), ends, {"paths": 4})
    found = []
    while True:
        try:
            found.append(next(running))
        except StopIteration as end:
            return found, end.value


def test_rational_and_irrational_equilibria() -> None:
    pure = near(DEMANDING, PURE)
    assert isinstance(pure, MixedProfile)
    assert pure.strategies == ((1, 0), (1, 0), (1, 0))
    mixed = near(NAU, MIXED)
    assert isinstance(mixed, EnclosedProfile)
    assert [float(own[0]) for own in mixed.center.strategies] == pytest.approx([0.6192, 0.4798, 0.3788], abs=1e-4)


def test_hardly_any_probability_is_left_out() -> None:
    blurred = near(DEMANDING, PURE + 1e-5 * np.array([-1, 1] * 3))
    assert isinstance(blurred, MixedProfile)
    assert blurred.strategies == ((1, 0), (1, 0), (1, 0))


def test_nothing_is_near_strategies_that_are_far_from_all() -> None:
    assert near(NAU, FAR) is None


def test_of_actions_that_always_pay_the_same_the_first_is_played() -> None:
    first, second = [[0, 3], [2, 1]], [[5, 1], [0, 2]]
    doubled = NormalFormGame.from_bimatrix([*first, first[1]], [*second, second[1]])
    profile = near(doubled, np.array([0.3333, 0.2, 0.4667, 0.5, 0.5]))
    assert isinstance(profile, MixedProfile)
    assert profile.strategies == ((Fraction(1, 3), Fraction(2, 3), 0), (Fraction(1, 2), Fraction(1, 2)))


def test_fractions_are_tried_where_mixtures_are_not_determined() -> None:
    # the second player pays itself the same by both actions only where the first mixes half and half
    game = NormalFormGame([[[[2, 2], [0, 1]], [[2, 2], [0, 1]]], INDIFFERENT.payoffs[1], INDIFFERENT.payoffs[2]])
    profile = near(game, np.array([0.7501, 0.2499, 0.25, 0.75, 0.5, 0.5]))
    assert profile is not None
    assert judge(game, profile.center if isinstance(profile, EnclosedProfile) else profile).max_regret == 0


def test_the_first_end_that_is_proved_is_the_answer() -> None:
    (play,), conclusion = said(DEMANDING, [FAR, PURE, FAR])
    assert isinstance(play, MixedProfile)
    assert play.strategies == ((1, 0), (1, 0), (1, 0))
    assert conclusion.coverage is Coverage.AT_LEAST_ONE
    assert conclusion.termination is Termination.CONVERGED
    assert conclusion.arithmetic == "exact"
    assert conclusion.statistics == {"paths": 4}
    (play,), conclusion = said(NAU, [MIXED])
    assert isinstance(play, EnclosedProfile)
    assert conclusion.arithmetic == "interval"


def test_without_a_proof_the_first_end_is_told_in_floats(monkeypatch: pytest.MonkeyPatch) -> None:
    (play,), conclusion = said(NAU, [2 * FAR, PURE, FAR])
    assert isinstance(play, MixedProfile)
    assert [sum(own) for own in play.strategies] == [1, 1, 1]
    assert [float(own[0]) for own in play.strategies] == pytest.approx([0.5, 0.9, 0.2])
    assert conclusion.coverage is Coverage.APPROXIMATE
    assert conclusion.arithmetic == "float"
    asked = iter([FAR, PURE, MIXED, FAR])
    monkeypatch.setattr(nearby_equilibria, "MOST_UNPROVED", 2)
    (_,), conclusion = said(NAU, asked)
    assert conclusion.coverage is Coverage.APPROXIMATE
    assert len(list(asked)) == 2


def test_without_any_end_there_is_no_answer() -> None:
    found, conclusion = said(NAU, [])
    assert found == []
    assert conclusion.coverage is Coverage.NONE
    assert conclusion.termination is Termination.NUMERICAL_FAILURE


def test_a_tree_is_searched_in_its_agent_form_where_nobody_moves_twice() -> None:
    horse, twice = (load(name).to_game() for name in ("selten_horse", "centipede"))
    agents, reduced = (SearchedGame.of(Problem(tree, "nash", Watch()), "this") for tree in (horse, twice))
    assert agents.payoffs.sizes == agents.game.num_actions == (2, 2, 2)
    assert reduced.game.num_players == 2
    told = agents.told(MixedProfile(agents.game, ((1, 0), (0, 1), (1, 0))))
    assert isinstance(told, BehaviorProfile)
    assert told.strategies == ((1, 0), (0, 1), (1, 0))
