"""Perfect equilibria and undominated strategies of two players."""

from __future__ import annotations

import random

import pytest

from gametheory import MixedProfile, NormalFormGame, UnsupportedGameError, solve
from gametheory.analysis.stability.perfection import judge_perfection

MIDDLE = [[4, 0, 1], [0, 4, 1], [3, 3, 1]]


def test_weakly_dominated_equilibrium_is_not_perfect() -> None:
    game = NormalFormGame.from_bimatrix([[0, 0], [0, 1]], [[0, 0], [0, 1]])
    bad = judge_perfection(game, MixedProfile(game, [[1, 0], [1, 0]]))
    assert bad.is_equilibrium
    assert not bad.is_perfect
    assert [strategy.dominator for strategy in bad.strategies] == [(0, 1), (0, 1)]
    good = judge_perfection(game, MixedProfile(game, [[0, 1], [0, 1]]))
    assert good.is_perfect
    assert all(min(strategy.belief) > 0 for strategy in good.strategies)


def test_undominated_profile_that_is_no_equilibrium() -> None:
    game = NormalFormGame.zero_sum([[1, 2], [3, 0]])
    verdict = judge_perfection(game, MixedProfile(game, [[1, 0], [0, 1]]))
    assert all(strategy.is_undominated for strategy in verdict.strategies)
    assert not verdict.is_perfect


def test_edges_are_perfect_and_their_mixture_is_not() -> None:
    game = NormalFormGame.from_bimatrix(MIDDLE, [[0, 0, 1]] * 3)

    def is_perfect(*shares: str | int) -> bool:
        return judge_perfection(game, MixedProfile(game, [shares, (0, 0, 1)])).is_perfect

    assert is_perfect("1/3", 0, "2/3")
    assert is_perfect(0, "1/2", "1/2")
    assert not is_perfect("1/2", "1/2", 0)
    assert not is_perfect("1/100", "1/100", "98/100")


@pytest.mark.parametrize("seed", range(40))
def test_strict_and_completely_mixed_equilibria_are_perfect(seed: int) -> None:
    rng = random.Random(seed)
    tables = [[[rng.randint(0, 3) for _ in range(3)] for _ in range(3)] for _ in range(2)]
    game = NormalFormGame(tables)
    equilibria = solve(game).equilibria
    assert equilibria
    for equilibrium in equilibria:
        verdict = judge_perfection(game, equilibrium.profile)  # type: ignore[arg-type]
        replies = [reply.best_actions for reply in equilibrium.certificate.replies]
        is_strict = equilibrium.play.is_pure and all(len(actions) == 1 for actions in replies)
        is_mixed = all(min(strategy) > 0 for strategy in equilibrium.profile.strategies)  # type: ignore[type-var,arg-type]
        assert verdict.is_equilibrium
        assert verdict.is_perfect or not (is_strict or is_mixed)


def test_three_players_are_refused() -> None:
    game = NormalFormGame([[[[1]]], [[[2]]], [[[3]]]])
    with pytest.raises(UnsupportedGameError, match="two players"):
        judge_perfection(game, MixedProfile(game, [[1], [1], [1]]))
