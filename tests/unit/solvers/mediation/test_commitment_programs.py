from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np
import pytest

from gametheory.solvers.mediation.commitment_programs import LeadershipGame
from gametheory.solvers.mediation.distribution_program import distribution_program


def nobody() -> None:
    """Hear a heartbeat and go on."""


class OneProbability:
    """A leader with two actions: the follower's best replies and the leader's payoff, by the definition."""

    def __init__(self, leader: np.ndarray, follower: np.ndarray) -> None:
        self.leader, self.follower = leader.tolist(), follower.tolist()
        crossings = {Fraction(0), Fraction(1)}
        for table in (self.leader, self.follower):
            for one, two in combinations(table, 2):
                differences = [one[action] - two[action] for action in (0, 1)]
                if differences[0] != differences[1]:
                    crossings.add(Fraction(-differences[1], differences[0] - differences[1]))
        self.places = sorted(place for place in crossings if 0 <= place <= 1)

    def payoff(self, first: Fraction, choose: Callable[[Iterable[Fraction]], Fraction]) -> Fraction:
        """What the leader gets from its first action with some probability, one of the best replies being chosen."""
        follower = [first * row[0] + (1 - first) * row[1] for row in self.follower]
        leader = [first * row[0] + (1 - first) * row[1] for row in self.leader]
        return choose(paid for paid, liked in zip(leader, follower, strict=True) if liked == max(follower))

    def strong(self) -> Fraction:
        """The largest payoff; it is linear between two places."""
        return max(self.payoff(place, max) for place in self.places)

    def weak(self) -> tuple[Fraction, bool]:
        """The supremum of the least payoff, and whether it is attained."""
        attained = max(self.payoff(place, min) for place in self.places)
        supremum = attained
        for low, high in pairwise(self.places):
            middle, quarter = (low + high) / 2, (3 * low + high) / 4
            paid, before = self.payoff(middle, min), self.payoff(quarter, min)
            slope = (paid - before) / (middle - quarter)
            supremum = max(supremum, paid + slope * (high - middle), paid + slope * (low - middle))
            attained = max(attained, paid)
        return supremum, supremum == attained


@pytest.mark.parametrize("highest", [2, 3, 10])
@pytest.mark.parametrize("num_answers", [1, 2, 3, 4])
@pytest.mark.parametrize("seed", range(15))
def test_values_are_those_of_the_definition(seed: int, num_answers: int, highest: int) -> None:
    leader, follower = np.random.default_rng(seed).integers(0, highest, (2, num_answers, 2))
    expected = OneProbability(leader, follower)
    game = LeadershipGame(leader, follower, nobody)
    strong, weak = game.strong(), game.weak()
    assert strong.value == expected.strong()
    assert strong.is_attained
    assert (weak.value, weak.is_attained) == expected.weak()
    for found in (strong, weak):
        first = found.strategy[0]
        liked = [first * row[0] + (1 - first) * row[1] for row in follower.tolist()]
        assert liked[found.reply] == max(liked)
        paid = leader[found.reply].tolist()
        assert first * paid[0] + (1 - first) * paid[1] == found.value
    if weak.is_attained:
        assert expected.payoff(weak.strategy[0], min) == weak.value


def test_the_follower_breaks_ties_between_equally_good_answers() -> None:
    leader, follower = np.array([[3, 3], [3, 3]]), np.array([[1, 0], [0, 4]])
    strong = LeadershipGame(leader, follower, nobody).strong()
    assert (strong.value, strong.reply, strong.strategy) == (3, 1, (0, 1))


def test_an_answer_that_is_never_the_only_one_does_not_count() -> None:
    # the last answer is a best reply at one point only; there, the leader fears it in vain
    leader = np.array([[0, 4], [4, 0], [-9, -9]])
    follower = np.array([[2, 0], [0, 2], [1, 1]])
    weak = LeadershipGame(leader, follower, nobody).weak()
    assert (weak.value, weak.is_attained) == (2, False)
    kind = LeadershipGame(np.array([[0, 4], [4, 0], [3, 3]]), follower, nobody)
    assert (kind.weak().value, kind.weak().is_attained, kind.strong().value) == (2, True, 3)


def test_equal_answers_count_as_the_worse() -> None:
    leader, follower = np.array([[5, 1], [2, 7]]), np.array([[3, 3], [3, 3]])
    game = LeadershipGame(leader, follower, nobody)
    assert game.strong().value == 7
    weak = game.weak()
    assert (weak.value, weak.strategy) == (Fraction(11, 3), (Fraction(2, 3), Fraction(1, 3)))


def test_a_search_can_be_stopped() -> None:
    def stop() -> None:
        raise TimeoutError("enough")

    tables = np.random.default_rng(1).integers(0, 101, (2, 30, 30))
    with pytest.raises(TimeoutError, match="enough"):
        LeadershipGame(tables[0], tables[1], stop).strong()


def test_answers_that_others_make_needless_cost_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plans of a tree pay the same by the hundred, and most are never a best reply."""
    sizes: list[int] = []

    def counted(losses: np.ndarray, objective: np.ndarray) -> object:
        sizes.append(len(losses))
        return distribution_program(losses, objective)

    monkeypatch.setattr("gametheory.solvers.mediation.commitment_programs.distribution_program", counted)
    leader = np.array([[7, 1], [2, 9], [8, 8]]).repeat(50, axis=0)
    follower = np.array([[5, 0], [1, 4], [0, -1]]).repeat(50, axis=0)
    best = LeadershipGame(leader, follower, nobody).strong()
    assert (best.reply, best.value, best.strategy) == (50, 9, (0, 1))
    assert sizes == [1]
    assert LeadershipGame(leader, follower, nobody).weak().value == 9
