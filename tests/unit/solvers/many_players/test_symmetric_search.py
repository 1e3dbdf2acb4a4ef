from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest

from gametheory import NormalFormGame
from gametheory.analysis.certificate import judge
from gametheory.core.enclosed_profile import EnclosedProfile
from gametheory.core.profiles import MixedProfile
from gametheory.core.solution import Coverage
from gametheory.errors import UnsupportedGameError
from gametheory.polynomials import RealRoot
from gametheory.solvers.many_players.symmetric_search import search
from gametheory.solvers.problem import Problem, TooLargeError
from gametheory.solvers.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.core.equilibrium import Play
    from gametheory.solvers.problem import Conclusion


def solved(game: NormalFormGame) -> tuple[list[Play], Conclusion]:
    running = search(Problem(game, "symmetric", Watch()))
    found = []
    while True:
        try:
            found.append(next(running))
        except StopIteration as end:
            return found, end.value


def symmetric_game(num_players: int, num_actions: int, payoff: Callable[[int, list[int]], object]) -> NormalFormGame:
    """Return the game in which a player is paid by its action and the sorted actions of the others."""
    payoffs = np.empty((num_players,) + (num_actions,) * num_players, dtype=object)
    for profile in product(range(num_actions), repeat=num_players):
        for player in range(num_players):
            others = sorted(profile[:player] + profile[player + 1 :])
            payoffs[(player, *profile)] = payoff(profile[player], others)
    return NormalFormGame(payoffs)


def random_payoff(seed: int, most: int) -> Callable[[int, list[int]], object]:
    rng = np.random.default_rng(seed)
    known: dict[tuple[int, ...], int] = {}

    def payoff(own: int, others: Sequence[int]) -> int:
        return known.setdefault((own, *others), int(rng.integers(0, most)))

    return payoff


def first_lot(play: Play) -> list[float]:
    center = play.center if isinstance(play, EnclosedProfile) else play
    assert isinstance(center, MixedProfile)
    assert len({tuple(own) for own in center.strategies}) == 1
    return [float(weight) for weight in center.strategies[0]]


def test_volunteers_dilemma() -> None:
    """Diekmann 1985: with value 4 and cost 1, three players volunteer with probability 1 - (1/4)^(1/2) = 1/2."""
    game = symmetric_game(3, 2, lambda own, others: 3 if own == 0 else 4 * (0 in others))
    found, conclusion = solved(game)
    assert conclusion.coverage is Coverage.ALL
    assert [play.strategies for play in found] == [((Fraction(1, 2), Fraction(1, 2)),) * 3]


def test_an_irrational_probability_is_told_as_a_root() -> None:
    game = symmetric_game(3, 2, lambda own, others: 2 if own == 0 else 4 * (0 in others))
    (play,), conclusion = solved(game)
    assert conclusion.coverage is Coverage.ALL
    root = play.numbers[2][1]
    assert isinstance(root, RealRoot)
    assert root.closed_form == "sqrt(2)/2"
    assert first_lot(play)[1] == pytest.approx(0.5**0.5)


def test_all_seven_equilibria_of_a_coordination_game() -> None:
    game = symmetric_game(3, 3, lambda own, others: (4, 6, 12)[own] * (others == [own, own]))
    found, conclusion = solved(game)
    assert conclusion.coverage is Coverage.ALL
    assert conclusion.num_extreme == len(found) == 7
    lots = sorted(tuple(round(1 / weight**2 if weight else 0, 6) for weight in first_lot(play)) for play in found)
    inside = [lot for lot in lots if all(lot)]
    assert len(inside) == 1
    assert inside[0][0] / inside[0][1] == pytest.approx(4 / 6)
    assert inside[0][0] / inside[0][2] == pytest.approx(4 / 12)


@pytest.mark.parametrize("seed", range(12))
def test_random_games_have_an_odd_number_each_certified(seed: int) -> None:
    num_players, num_actions = ((3, 3), (4, 2), (3, 4))[seed % 3]
    game = symmetric_game(num_players, num_actions, random_payoff(seed, 10**6))
    found, conclusion = solved(game)
    assert conclusion.coverage is Coverage.ALL
    assert len(found) % 2 == 1
    assert len({tuple(np.round(first_lot(play), 9)) for play in found}) == len(found)
    for play in found:
        center = play.center if isinstance(play, EnclosedProfile) else play
        assert judge(game, center).max_regret < Fraction(1, 10**6)


def test_outsiders_may_play_anything() -> None:
    """Two shops that want to differ from the seller, who wants to meet either: all mix evenly."""
    payoffs = np.zeros((3, 2, 2, 2), dtype=np.int64)
    for seller, first, second in product(range(2), repeat=3):
        payoffs[:, seller, first, second] = (
            3 * (seller == first) + 3 * (seller == second),
            5 * (first != seller) + (first == second),
            5 * (second != seller) + (first == second),
        )
    (play,), conclusion = solved(NormalFormGame(payoffs))
    assert conclusion.coverage is Coverage.ALL
    assert play.strategies == ((Fraction(1, 2), Fraction(1, 2)),) * 3


def test_actions_are_matched_by_name() -> None:
    row, column = np.array([[0, 4], [3, 1]])[:, ::-1], np.array([[0, 3], [4, 1]])[:, ::-1]
    game = NormalFormGame.from_bimatrix(row, column, actions=[["a", "b"], ["b", "a"]])
    (play,), conclusion = solved(game)
    assert conclusion.coverage is Coverage.ALL
    assert play.strategies == ((Fraction(1, 2), Fraction(1, 2)),) * 2
    skewed = NormalFormGame.from_bimatrix(row + np.array([[3], [0]]), column + np.array([[0, 3]]), actions=game.actions)
    (play,), _ = solved(skewed)
    assert play.strategies == ((Fraction(1), Fraction(0)), (Fraction(0), Fraction(1)))


def test_a_whole_face_of_equilibria() -> None:
    game = symmetric_game(3, 2, lambda own, others: others.count(0) + 2)
    found, conclusion = solved(game)
    assert conclusion.coverage is Coverage.ALL
    assert len(found) == 2
    (continuum,) = conclusion.continua
    assert continuum.supports == ((0, 1),) * 3
    assert continuum.free == (0, 1, 2)
    assert sorted(continuum.equilibria) == [0, 1]
    assert conclusion.num_extreme is None
    assert continuum.conditions[0].terms == ((Fraction(1), ((0, 0),)), (Fraction(-1), ((1, 0),)))


def test_part_of_a_face_of_equilibria() -> None:
    """Actions 1 and 2 always pay the same, the third more where the other plays 2 with more than one half.

    Mixtures of all three are left open, since one condition does not determine two probabilities.
    """
    game = symmetric_game(2, 3, lambda own, others: 2 if own < 2 else 4 * (others == [1]))
    found, conclusion = solved(game)
    assert conclusion.coverage is Coverage.PARTIAL
    assert [told.endswith("play 1 and 2 and 3") for told in conclusion.unresolved] == [True]
    (continuum,) = conclusion.continua
    assert continuum.supports == ((0, 1), (0, 1))
    no_gain, *equal = continuum.conditions
    assert no_gain.terms == ((Fraction(-1), ((1, 0),)), (Fraction(1), ((1, 1),)))
    assert len(equal) == 2
    (place,) = continuum.equilibria
    assert 0 < found[place].strategies[0][1] < Fraction(1, 2)
    assert all(judge(game, play).is_equilibrium for play in found)


def test_a_point_alone_where_two_actions_always_pay_the_same() -> None:
    """The third action pays 1 + (4p - 1)^2 if p is the probability of the second, the first two pay 1."""

    def payoff(own: int, others: list[int]) -> object:
        return 1 if own < 2 else (2, -2, 10)[others.count(1)] + 7 * (2 in others)

    found, conclusion = solved(symmetric_game(3, 3, payoff))
    assert conclusion.coverage is Coverage.PARTIAL
    assert [told.endswith("play 1 and 2 and 3") for told in conclusion.unresolved] == [True]
    assert not conclusion.continua
    assert ((Fraction(3, 4), Fraction(1, 4), 0),) * 3 in [play.strategies for play in found]


def test_several_probabilities_are_free() -> None:
    game = symmetric_game(2, 4, lambda own, others: 2 if own < 3 else 4 * (others == [1]))
    found, conclusion = solved(game)
    assert found
    assert conclusion.coverage is Coverage.PARTIAL
    assert any("which of infinitely many" in told for told in conclusion.unresolved)


def test_curves_are_left_open() -> None:
    copies = symmetric_game(3, 3, lambda own, others: ([0, 1, 1][own] - sum(other > 0 for other in others)) ** 2)
    found, conclusion = solved(copies)
    assert found
    assert conclusion.coverage is Coverage.PARTIAL
    assert any(told.startswith("not decided") for told in conclusion.unresolved)


def test_nobody_can_change_places() -> None:
    with pytest.raises(UnsupportedGameError, match="needs players who can change places, got 2 who cannot"):
        solved(NormalFormGame.from_bimatrix([[1, 2]], [[3, 4]]))


def test_too_many_choices() -> None:
    rng = np.random.default_rng(3)
    row = rng.integers(0, 1000, (20, 20))
    row[range(20), range(20)] += 2000
    with pytest.raises(TooLargeError, match="up to 100,000 choices"):
        solved(NormalFormGame.from_bimatrix(row, row.T))


def test_units_do_not_matter() -> None:
    payoff = random_payoff(4, 1000)
    plain, conclusion = solved(symmetric_game(3, 3, payoff))
    scaled, other = solved(symmetric_game(3, 3, lambda own, others: payoff(own, others) * Fraction(10**12, 7) - 10**9))
    assert conclusion.coverage is other.coverage is Coverage.ALL
    assert len(plain) == len(scaled) > 1
    for one, two in zip(plain, scaled, strict=True):
        assert first_lot(one) == pytest.approx(first_lot(two), abs=1e-12)
