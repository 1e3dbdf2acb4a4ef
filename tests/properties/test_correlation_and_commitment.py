"""Theorems on correlated equilibria and commitment, on small games with many ties."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from gametheory import NormalFormGame, solve
from gametheory.analysis.profiles.correlated_certificate import judge_distribution
from gametheory.core.distributions import Distribution
from gametheory.core.profiles import MixedProfile
from gametheory.solvers.mediation.correlated import CorrelatedOptions
from gametheory.solvers.mediation.stackelberg import StackelbergOptions


@st.composite
def games(draw: st.DrawFn, num_players: int = 2, most_actions: int = 3) -> NormalFormGame:
    """Small games with few different payoffs."""
    shape = draw(st.tuples(*[st.integers(1, most_actions)] * num_players))
    size = num_players * int(np.prod(shape))
    highest = draw(st.sampled_from([1, 2, 9]))
    payoffs = draw(st.lists(st.integers(0, highest), min_size=size, max_size=size))
    return NormalFormGame(np.array(payoffs).reshape(num_players, *shape))


def as_distribution(profile: MixedProfile, *, is_coarse: bool) -> Distribution:
    """The distribution over profiles of players who randomize on their own."""
    game = profile.game
    probabilities = {
        actions: Fraction(np.prod([profile.strategies[player][action] for player, action in enumerate(actions)]))
        for actions in product(*map(range, game.num_actions))
    }
    return Distribution(game, probabilities, is_coarse)


@given(games(), st.booleans())
def test_nash_equilibria_are_correlated_ones(game: NormalFormGame, is_coarse: bool) -> None:
    solution = solve(game, "nash")
    assert solution.equilibria
    for equilibrium in solution.equilibria:
        assert isinstance(equilibrium.play, MixedProfile)
        certificate = judge_distribution(as_distribution(equilibrium.play, is_coarse=is_coarse))
        assert certificate.is_equilibrium
        assert certificate.payoffs == equilibrium.payoffs


@given(games(most_actions=2) | games(most_actions=3).filter(lambda game: game.num_profiles <= 6))
def test_extreme_nash_equilibria_are_vertices(game: NormalFormGame) -> None:
    """Evangelista and Raghavan (1996): of the polytope of correlated equilibria."""
    vertices = {
        equilibrium.play
        for equilibrium in solve(game, "correlated", method="correlated_vertices").equilibria
        if isinstance(equilibrium.play, Distribution)
    }
    assert vertices
    for equilibrium in solve(game, "nash").equilibria:
        assert isinstance(equilibrium.play, MixedProfile)
        assert as_distribution(equilibrium.play, is_coarse=False) in vertices


@given(games(3, 2) | games(2, 3), st.sampled_from(["welfare", "egalitarian", "1", "2"]))
def test_a_best_equilibrium_is_best(game: NormalFormGame, objective: str) -> None:
    def worth(payoffs: tuple[Fraction, ...]) -> Fraction:
        if objective == "welfare":
            return sum(payoffs, Fraction(0))
        return min(payoffs) if objective == "egalitarian" else payoffs[int(objective) - 1]

    options = CorrelatedOptions(objective)
    correlated = solve(game, "correlated", options=options).equilibria[0]
    coarse = solve(game, "coarse_correlated", options=options).equilibria[0]
    assert correlated.max_regret == coarse.max_regret == 0
    assert worth(coarse.payoffs) >= worth(correlated.payoffs)
    for equilibrium in solve(game, "pure").equilibria:
        assert worth(correlated.payoffs) >= worth(equilibrium.payoffs)


@given(games(), st.sampled_from(["1", "2"]))
def test_leading_is_no_disadvantage(game: NormalFormGame, leader: str) -> None:
    """Von Stengel and Zamir (2010): the leader's payoffs are, as a set, at least the correlated ones."""
    index = int(leader) - 1
    strong, weak = (
        solve(game, "stackelberg", options=StackelbergOptions(leader, tie)).equilibria[0].payoffs[index]
        for tie in ("strong", "weak")
    )
    assert strong >= weak
    opposed = NormalFormGame(np.concatenate([game.payoffs, -game.payoffs[index : index + 1]])[:, :, :, None])
    highest = solve(game, "correlated", options=CorrelatedOptions(leader)).equilibria[0].payoffs[index]
    # a third player without a choice, who likes what the leader does not, finds the leader's lowest payoff
    lowest = solve(opposed, "correlated", options=CorrelatedOptions("3")).equilibria[0].payoffs[index]
    assert strong >= highest
    assert weak >= lowest


@given(games())
def test_against_a_strict_opponent_commitment_is_worth_the_value(game: NormalFormGame) -> None:
    """In a zero-sum game nobody gains or loses by leading."""
    zero_sum = NormalFormGame.zero_sum(game.payoffs[0])
    (value,) = {equilibrium.payoffs[0] for equilibrium in solve(zero_sum, "nash").equilibria}
    for leader, tie in product(("1", "2"), ("strong", "weak")):
        options = StackelbergOptions(leader, tie)
        assert solve(zero_sum, "stackelberg", options=options).equilibria[0].payoffs[0] == value
    assert solve(zero_sum, "correlated").equilibria[0].payoffs == (value, -value)


@given(games(), st.randoms(use_true_random=False))
def test_order_and_units_do_not_matter(game: NormalFormGame, random: object) -> None:
    assume(game.num_profiles > 1)
    rows, columns = (list(range(size)) for size in game.num_actions)
    random.shuffle(rows)  # type: ignore[attr-defined]
    random.shuffle(columns)  # type: ignore[attr-defined]
    shuffled = NormalFormGame(game.payoffs[:, rows][:, :, columns] * Fraction(3, 10**12) + 10**9)
    for concept in ("correlated", "coarse_correlated", "stackelberg"):
        found = [solve(each, concept).equilibria[0].payoffs for each in (game, shuffled)]
        plain, changed = ([Fraction(payoff) for payoff in payoffs] for payoffs in found)
        back = [(payoff - 10**9) * Fraction(10**12, 3) for payoff in changed]
        if concept == "stackelberg":
            assert back[0] == plain[0]
        else:
            assert sum(back) == sum(plain)
