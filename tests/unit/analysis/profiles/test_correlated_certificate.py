from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.analysis.profiles.correlated_certificate import judge_distribution
from gametheory.core.distributions import Distribution

GAME = NormalFormGame.from_bimatrix([[4, 0, 3], [1, 2, 5]], [[1, 6, 2], [3, 0, 4]])
DRAWN = {(0, 0): Fraction(1, 2), (0, 2): Fraction(1, 6), (1, 2): Fraction(1, 3)}


def test_recommendations_are_judged_one_by_one() -> None:
    certificate = judge_distribution(Distribution(GAME, DRAWN))
    assert certificate.payoffs == (Fraction(25, 6), Fraction(13, 6))
    rows = [(reply.player, reply.action, reply.probability) for reply in certificate.recommendations]
    assert rows == [
        (0, 0, Fraction(2, 3)),
        (0, 1, Fraction(1, 3)),
        (1, 0, Fraction(1, 2)),
        (1, 2, Fraction(1, 2)),
    ]
    told_first = certificate.recommendations[0]
    assert told_first.action_payoffs == (Fraction(15, 4), Fraction(2))
    assert (told_first.payoff, told_first.best_payoff, told_first.regret) == (Fraction(15, 4), Fraction(15, 4), 0)
    tempted = certificate.recommendations[2]
    assert (tempted.action_payoffs, tempted.regret) == ((1, 6, 2), 5)
    assert certificate.replies[1].regret == Fraction(5, 2)
    assert certificate.replies[1].action_payoffs == ()
    assert not certificate.is_equilibrium


def test_a_coarse_deviation_is_one_action() -> None:
    certificate = judge_distribution(Distribution(GAME, DRAWN, is_coarse=True))
    assert certificate.replies[1].action_payoffs == (Fraction(5, 3), Fraction(4), Fraction(8, 3))
    assert certificate.replies[1].regret == Fraction(11, 6)
    assert certificate.replies[0].regret == 0
    assert len(certificate.recommendations) == 4


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("is_coarse", [False, True])
def test_regrets_are_those_of_the_definition(seed: int, is_coarse: bool) -> None:
    rng = np.random.default_rng(seed)
    game = NormalFormGame(rng.integers(-5, 6, (3, 2, 3, 2)) / 7)
    weights = rng.integers(0, 3, 12)
    weights[0] += 1
    profiles = list(product(range(2), range(3), range(2)))
    total = int(weights.sum())
    drawn = {profile: Fraction(int(weight), total) for profile, weight in zip(profiles, weights, strict=True)}
    certificate = judge_distribution(Distribution(game, drawn, is_coarse))
    for player, size in enumerate(game.num_actions):

        def gain(told: int | None, instead: int, player: int = player) -> Fraction:
            return sum(
                (
                    probability
                    * (
                        game.payoff(player, (*profile[:player], instead, *profile[player + 1 :]))
                        - game.payoff(player, profile)
                    )
                    for profile, probability in drawn.items()
                    if told is None or profile[player] == told
                ),
                Fraction(0),
            )

        coarse = max(0, *(gain(None, instead) for instead in range(size)))
        fine = sum(max(gain(told, instead) for instead in range(size)) for told in range(size))
        assert certificate.replies[player].regret == (coarse if is_coarse else fine)


def test_a_long_proof_can_be_stopped() -> None:
    def stop() -> None:
        raise TimeoutError("enough")

    with pytest.raises(TimeoutError, match="enough"):
        judge_distribution(Distribution(GAME, DRAWN), heartbeat=stop)
