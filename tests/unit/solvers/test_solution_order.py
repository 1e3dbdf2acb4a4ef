from __future__ import annotations

from fractions import Fraction

from gametheory import BehaviorProfile, MixedProfile, NormalFormGame, solve
from gametheory.core.certificate import Certificate
from gametheory.core.equilibrium import Equilibrium
from gametheory.solvers.solution_order import leading, order_key
from oracles.classic_trees import outside_option

GAME = NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[1, 0], [0, 3]])


def equilibrium(row: list[object], payoffs: tuple[int, int], is_subgame_perfect: bool | None = None) -> Equilibrium:
    profile = MixedProfile(GAME, (row, [1, 0]))
    return Equilibrium(profile, tuple(map(Fraction, payoffs)), Fraction(0), Certificate(()), is_subgame_perfect)


PURE, OTHER = [1, 0], [0, 1]
MIXED: list[object] = ["1/2", "1/2"]


def test_larger_probabilities_of_earlier_actions_come_first() -> None:
    rows = [[0, 1], ["1/3", "2/3"], ["1/2", "1/2"], [1, 0]]
    profiles = [MixedProfile(GAME, (row, [0, 1])) for row in rows]
    assert [profile.strategies[0][0] for profile in sorted(profiles, key=order_key)] == [
        1,
        Fraction(1, 2),
        Fraction(1, 3),
        0,
    ]


def test_undefined_sets_come_after_and_players_before_infosets() -> None:
    tree = outside_option()
    rows = [[[1, 0], None, [1, 0]], [[1, 0], [0, 1], [0, 1]], [[1, 0], [0, 1], [1, 0]]]
    profiles = sorted((BehaviorProfile(tree, row) for row in rows), key=order_key)
    assert [profile.strategies for profile in profiles] == [
        ((1, 0), (0, 1), (1, 0)),
        ((1, 0), (0, 1), (0, 1)),
        ((1, 0), None, (1, 0)),
    ]


def test_nobody_and_one() -> None:
    assert leading([]) == (None, "")
    assert leading([equilibrium(PURE, (0, 0))]) == (0, "it is the only equilibrium listed")


def test_subgame_perfect_leads_before_pure_and_welfare() -> None:
    listed = [equilibrium(PURE, (9, 9), False), equilibrium(MIXED, (0, 0), True)]
    assert leading(listed) == (1, "of 2 equilibria it is subgame perfect")


def test_pure_leads_before_welfare() -> None:
    listed = [equilibrium(MIXED, (9, 9)), equilibrium(PURE, (0, 0))]
    assert leading(listed) == (1, "of 2 equilibria it is pure")


def test_welfare_then_order() -> None:
    listed = [
        equilibrium(MIXED, (9, 9)),
        equilibrium(PURE, (1, 0)),
        equilibrium(PURE, (0, 2)),
        equilibrium(OTHER, (2, 0)),
    ]
    assert leading(listed) == (
        2,
        "of 4 equilibria it is pure, has the largest sum of payoffs and comes first in the order of probabilities",
    )


def test_solution_says_which() -> None:
    solution = solve(GAME)
    assert (solution.leading, solution.leading_reason) == (
        2,
        "of 3 equilibria it is pure and has the largest sum of payoffs",
    )
