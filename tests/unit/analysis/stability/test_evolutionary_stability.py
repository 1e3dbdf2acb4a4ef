"""Evolutionarily stable strategies: classics, and random games against mutants drawn at random."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from gametheory import InvalidProfileError, NormalFormGame, SolverError, UnsupportedGameError, solve
from gametheory.analysis.stability import evolutionary_stability as module
from gametheory.analysis.stability.evolutionary_stability import judge_evolutionary_stability

Vector = tuple[Fraction, ...]


def symmetric(table: list[list[int]]) -> NormalFormGame:
    return NormalFormGame.from_bimatrix(table, [list(column) for column in zip(*table, strict=True)])


def payoff(table: list[list[int]], own: Vector, other: Vector) -> Fraction:
    return sum((own[i] * table[i][j] * other[j] for i in range(len(table)) for j in range(len(table))), Fraction())


def can_invade(table: list[list[int]], incumbent: Vector, mutant: Vector) -> bool:
    """The definition: no loss against the incumbents and, if there is no gain, no loss against mutants."""
    against = payoff(table, mutant, incumbent) - payoff(table, incumbent, incumbent)
    return mutant != incumbent and (
        against > 0 or (against == 0 and payoff(table, mutant, mutant) >= payoff(table, incumbent, mutant))
    )


def rock_paper_scissors(win: int, loss: int) -> list[list[int]]:
    return [[0, -loss, win], [win, 0, -loss], [-loss, win, 0]]


@pytest.mark.parametrize(("win", "loss", "is_stable"), [(2, 1, True), (1, 1, False), (1, 2, False)])
def test_rock_paper_scissors(win: int, loss: int, is_stable: bool) -> None:
    table = rock_paper_scissors(win, loss)
    third = (Fraction(1, 3),) * 3
    verdict = judge_evolutionary_stability(symmetric(table), third)
    assert verdict.is_stable is is_stable
    assert is_stable or can_invade(table, third, verdict.mutant)


def test_hawk_and_dove() -> None:
    game = symmetric([[-2, 4], [0, 2]])
    assert judge_evolutionary_stability(game, (Fraction(1, 2), Fraction(1, 2))).is_stable
    assert judge_evolutionary_stability(game, (Fraction(0), Fraction(1))).mutant == (1, 0)


def test_strict_equilibrium_is_stable_and_drift_is_not() -> None:
    assert judge_evolutionary_stability(symmetric([[2, 0], [1, 1]]), (Fraction(1), Fraction(0))).is_stable
    assert not judge_evolutionary_stability(symmetric([[1, 1], [1, 1]]), (Fraction(1), Fraction(0))).is_stable
    assert judge_evolutionary_stability(symmetric([[1, 3], [1, 2]]), (Fraction(1), Fraction(0))).is_stable


def test_copositive_but_not_positive_definite() -> None:
    """Mutants of two unused best replies help the incumbent against each other, though each alone barely loses."""
    game = symmetric([[0, 3, 3], [0, 1, -6], [0, -6, 1]])
    verdict = judge_evolutionary_stability(game, (Fraction(1), Fraction(0), Fraction(0)))
    assert verdict.is_stable


def test_only_a_mixture_of_unused_replies_invades() -> None:
    table = [[0, 1, 1], [0, 0, 4], [0, 4, 0]]
    first = (Fraction(1), Fraction(0), Fraction(0))
    verdict = judge_evolutionary_stability(symmetric(table), first)
    assert verdict.is_stable is False
    assert min(verdict.mutant[1:]) > 0
    assert can_invade(table, first, verdict.mutant)


def test_form_that_vanishes_in_one_direction() -> None:
    table = [[0, 1, 1], [0, 0, 2], [0, 2, 0]]
    first = (Fraction(1), Fraction(0), Fraction(0))
    verdict = judge_evolutionary_stability(symmetric(table), first)
    assert verdict.is_stable is False
    assert can_invade(table, first, verdict.mutant)


def test_singular_form_that_only_gains_of_both_signs_could_lower() -> None:
    table = [[0, 1, 1], [0, 0, 0], [0, 0, 0]]
    assert judge_evolutionary_stability(symmetric(table), (Fraction(1), Fraction(0), Fraction(0))).is_stable


@pytest.mark.parametrize("seed", range(150))
def test_against_random_mutants(seed: int) -> None:
    rng = random.Random(seed)
    size, most = rng.randint(2, 5), rng.choice([1, 2, 5])
    table = [[rng.randint(0, most) for _ in range(size)] for _ in range(size)]
    game = symmetric(table)
    equilibria = solve(game).equilibria
    assert equilibria
    for equilibrium in equilibria:
        first, second = equilibrium.profile.strategies
        incumbent = tuple(map(Fraction, first or ()))
        if first != second:
            continue
        verdict = judge_evolutionary_stability(game, incumbent)
        if verdict.is_stable:
            assert not any(can_invade(table, incumbent, mutant(rng, incumbent)) for _ in range(60))
        else:
            assert can_invade(table, incumbent, verdict.mutant)


def mutant(rng: random.Random, incumbent: Vector) -> Vector:
    used = rng.sample(range(len(incumbent)), rng.randint(1, len(incumbent)))
    weights = [rng.randint(1, 9) if action in used else 0 for action in range(len(incumbent))]
    share = Fraction(1, rng.choice([1, 1, 7, 1000]))
    return tuple(
        (1 - share) * own + share * Fraction(weight, sum(weights))
        for own, weight in zip(incumbent, weights, strict=True)
    )


def test_too_many_unused_replies_stay_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_UNUSED_REPLIES", 1)
    game = symmetric([[0, 3, 3], [0, 1, -6], [0, -6, 1]])
    verdict = judge_evolutionary_stability(game, (Fraction(1), Fraction(0), Fraction(0)))
    assert verdict.is_stable is None
    pure_mutant = symmetric([[0, 1, 3], [0, 1, -6], [0, -6, 1]])
    assert judge_evolutionary_stability(pure_mutant, (Fraction(1), Fraction(0), Fraction(0))).mutant == (0, 1, 0)


def test_wrong_mutant_is_refused() -> None:
    with pytest.raises(SolverError, match="cannot invade"):
        module._check([[2, 0], [1, 1]], [Fraction(1), Fraction(0)], [Fraction(0), Fraction(1)])


def test_games_and_strategies_that_do_not_fit_are_refused() -> None:
    with pytest.raises(UnsupportedGameError, match="symmetric game"):
        judge_evolutionary_stability(NormalFormGame.zero_sum([[1, 2], [3, 0]]), (Fraction(1), Fraction(0)))
    with pytest.raises(UnsupportedGameError, match="two players"):
        judge_evolutionary_stability(NormalFormGame([[[[1]]], [[[1]]], [[[1]]]]), (Fraction(1),))
    with pytest.raises(InvalidProfileError, match="expected 2 probabilities"):
        judge_evolutionary_stability(symmetric([[1, 0], [0, 1]]), (Fraction(1),))
