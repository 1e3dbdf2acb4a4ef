"""Critical discount factors, against the textbook and against the definition."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gametheory import MixedProfile, NormalFormGame, TreeBuilder, load, solve
from gametheory.analysis.shared_values.repetition import critical_discount, sustaining_discounts
from gametheory.errors import InvalidProfileError, UnsupportedGameError


def dilemma(temptation: int, agreed: int, punished: int, sucker: int) -> NormalFormGame:
    table = np.array([[agreed, sucker], [temptation, punished]])
    actions = [["Cooperate", "Defect"]] * 2
    return NormalFormGame.from_bimatrix(table, table.T, players=["row", "column"], actions=actions)


def pure(game: NormalFormGame, *actions: int) -> MixedProfile:
    return MixedProfile(
        game, [[int(a == own) for a in range(size)] for own, size in zip(actions, game.num_actions, strict=True)]
    )


@pytest.mark.parametrize(
    ("payoffs", "expected"), [((5, 3, 1, 0), "1/2"), ((4, 3, 1, 0), "1/3"), ((9, 5, 2, -1), "4/7")]
)
def test_prisoners_dilemma(payoffs: tuple[int, int, int, int], expected: str) -> None:
    # (T - R) / (T - P), e.g. Mailath and Samuelson (2006)
    game = dilemma(*payoffs)
    assert critical_discount(game, [0, 0], pure(game, 1, 1)) == Fraction(expected)
    assert critical_discount(game, [0, 0], "minmax") == Fraction(expected)


@pytest.mark.parametrize(
    "agreement",
    [
        (0, 0),
        ["Cooperate", 0],
        {"column": "Cooperate", "row": "Cooperate"},
        MixedProfile(dilemma(5, 3, 1, 0), [[1, 0], [1, 0]]),
    ],
)
def test_agreements_are_given_in_several_ways(agreement: Any) -> None:
    game = dilemma(5, 3, 1, 0)
    assert critical_discount(game, agreement, pure(game, 1, 1)) == Fraction(1, 2)


def test_equilibria_of_a_solution_serve_as_both() -> None:
    game = dilemma(5, 3, 1, 0)
    (equilibrium,) = solve(game).equilibria
    assert critical_discount(game, (0, 0), equilibrium) == Fraction(1, 2)
    assert critical_discount(game, equilibrium, equilibrium) == 0


@pytest.mark.parametrize("num_sellers", [2, 3, 5])
def test_cartels_of_bertrand(num_sellers: int) -> None:
    # n sellers share the monopoly profit 60 or undercut and take it all; competition pays nothing: 1 - 1/n
    shape = (2,) * num_sellers
    payoffs = np.zeros((num_sellers, *shape), dtype=object)
    for cell in np.ndindex(*shape):
        lowest = [seller for seller in range(num_sellers) if cell[seller] == max(cell)]
        for seller in lowest:
            profit = 60 if cell[seller] == 0 or len(lowest) == 1 else 0
            payoffs[(seller, *cell)] = Fraction(profit, len(lowest))
    game = NormalFormGame(payoffs)
    competition = pure(game, *[1] * num_sellers)
    assert critical_discount(game, [0] * num_sellers, competition) == 1 - Fraction(1, num_sellers)


def test_mixed_equilibria_punish() -> None:
    # chicken: the mixed equilibrium pays 14/3 each; (6, 6) against 7 at once
    game = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]])
    mixed = MixedProfile(game, [["2/3", "1/3"], ["2/3", "1/3"]])
    assert critical_discount(game, [0, 0], mixed) == Fraction(1) / (7 - Fraction(14, 3))
    assert critical_discount(game, [0, 0], "minmax") == Fraction(1, 5)


@given(seed=st.integers(0, 10_000), discount=st.fractions(0, Fraction(99, 100)))
def test_the_interval_is_where_the_definition_holds(seed: int, discount: Fraction) -> None:
    rng = np.random.default_rng(seed)
    shape = tuple(rng.integers(1, 4, size=rng.integers(2, 4)).tolist())
    game = NormalFormGame(rng.integers(0, 6, size=(len(shape), *shape)))
    equilibria = solve(game, "pure").equilibria
    assume(equilibria)
    agreement = tuple(int(rng.integers(size)) for size in shape)
    found = sustaining_discounts(game, agreement, equilibria[0])
    holds = all(
        game.payoff(player, agreement)
        >= (1 - discount) * game.payoff(player, (*agreement[:player], action, *agreement[player + 1 :]))
        + discount * equilibria[0].payoffs[player]
        for player in range(len(shape))
        for action in range(shape[player])
        if action != agreement[player]
    )
    ends = found.discounts
    assert holds == (ends is not None and ends[0] <= discount <= ends[1])
    assert critical_discount(game, agreement, equilibria[0]) == (None if ends is None else ends[0])
    assert found.sentence.endswith(".")
    bound = critical_discount(game, agreement, "minmax")
    if ends is not None:
        assert bound is not None
        assert bound <= ends[0]


def test_sentences() -> None:
    game = dilemma(5, 3, 1, 0)
    threat = pure(game, 1, 1)
    assert "from a discount factor of 1/2 on, which row needs" in sustaining_discounts(game, [0, 0], threat).sentence
    assert "below a discount factor of 1/2, which row" in sustaining_discounts(game, [0, 0], "minmax").sentence
    assert sustaining_discounts(game, [1, 1], threat).sentence.startswith("Any discount factor will do")
    hopeless = sustaining_discounts(game, [0, 1], threat)
    assert hopeless.discounts is None
    assert "row gains by deviating, and the punishment, which pays 1, is better than" in hopeless.sentence
    even = dilemma(5, 1, 1, 0)
    assert "pays 1, is no worse than the agreement" in sustaining_discounts(even, [0, 0], pure(even, 1, 1)).sentence


def test_a_welcome_punishment_tempts_the_patient() -> None:
    # coordination: (0, 0) pays 1 each, (1, 1) pays 4, missing each other -1
    game = NormalFormGame.from_bimatrix([[1, -1], [-1, 4]], [[1, -1], [-1, 4]])
    found = sustaining_discounts(game, [0, 0], pure(game, 1, 1))
    assert found.discounts == (0, Fraction(2, 5))
    assert found.sentence.startswith("Only discount factors from 0 to 2/5 let reversion to the equilibrium sustain")


def test_no_common_discount_factor() -> None:
    # row needs patience (8 - 3) / (8 - 2); column, who likes the punishment better, allows at most 1/3
    game = NormalFormGame.from_bimatrix([[3, 0], [8, 2]], [[2, 1], [0, 4]])
    found = sustaining_discounts(game, [0, 0], pure(game, 1, 1))
    assert [temptation.discounts for temptation in found.temptations] == [(Fraction(5, 6), 1), (0, Fraction(1, 3))]
    assert found.discounts is None
    assert critical_discount(game, [0, 0], pure(game, 1, 1)) is None
    assert found.sentence.startswith("No discount factor sustains the agreement for all players")


def test_mistakes_are_named() -> None:
    game = dilemma(5, 3, 1, 0)
    threat = pure(game, 1, 1)
    with pytest.raises(InvalidProfileError, match="in which row gains 2 by deviating; take one of"):
        critical_discount(game, [0, 0], pure(game, 0, 0))
    with pytest.raises(InvalidProfileError, match="or 'minmax' as punishment, got 'maxmin'"):
        critical_discount(game, [0, 0], "maxmin")  # type: ignore[arg-type]
    with pytest.raises(InvalidProfileError, match="deviations from a mixture cannot be seen"):
        critical_discount(game, MixedProfile(game, [["1/2", "1/2"], [1, 0]]), threat)
    with pytest.raises(InvalidProfileError, match="one action for each of 2 players"):
        critical_discount(game, [0], threat)
    with pytest.raises(InvalidProfileError, match=r"an action of column, one of .* got 'Deny'"):
        critical_discount(game, [0, "Deny"], threat)
    with pytest.raises(InvalidProfileError, match="got 2"):
        critical_discount(game, [2, 0], threat)
    with pytest.raises(InvalidProfileError, match="none for 'column'"):
        critical_discount(game, {"row": "Defect"}, threat)
    builder = TreeBuilder(["one"])
    builder.move(0, "one", ["L", "R"])
    with pytest.raises(UnsupportedGameError, match="stage game in normal form"):
        critical_discount(builder.build(), [0], "minmax")


def test_models_are_stage_games() -> None:
    game = load("price_monitoring")
    assert critical_discount(game, [0, 0], "minmax") is None or critical_discount(game, [0, 0], "minmax") >= 0
