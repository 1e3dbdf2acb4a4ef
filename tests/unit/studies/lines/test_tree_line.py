"""Subgame perfection on a line, against the solver at rationals."""

from __future__ import annotations

import random
from fractions import Fraction
from io import StringIO

import pytest

from gametheory import load, solve
from gametheory.polynomials import RealRoot
from gametheory.studies.regimes import regime
from gametheory.studies.thresholds.thresholds import thresholds
from unit.studies.planted_trees import random_tree

CHOICE = """
gametheory: 1
form: extensive
players: [first, second]
parameters:
  p: {value: 1/2, range: [0, 3], assumption: for the test}
tree:
  player: first
  actions:
    In:
      player: second
      actions:
        Left: {payoffs: [FIRST, "SECOND"]}
        Right: {payoffs: [0, "2"]}
    Out: {payoffs: [1, 1]}
"""


def tree(first: str, second: str) -> StringIO:
    return StringIO(CHOICE.replace("FIRST", first).replace("SECOND", second))


@pytest.mark.parametrize(
    ("game", "parameter"),
    [
        ("choose_one_of_two", "commission"),
        ("choose_one_of_two", "temu_sales"),
        ("monitoring_scope", "overlap"),
        ("tariff_shock", "squeeze"),
        ("shipped_inventory", "redeployed"),
    ],
)
def test_regimes_are_those_of_the_solver(game: str, parameter: str) -> None:
    model, draw = load(game), random.Random(parameter)
    found = thresholds(model, parameter)
    assert found.thresholds
    assert found.proved
    values = [found.low, found.high]
    for low, high, _ in found.stretches:
        bottom = low.interval[1] if isinstance(low, RealRoot) else low
        top = high.interval[0] if isinstance(high, RealRoot) else high
        values += [bottom + (top - bottom) * Fraction(draw.randint(1, 99), 100) for _ in range(3)]  # type: ignore[operator]
    values += [value.value for value in found.values if isinstance(value, RealRoot) and value.value is not None]
    for value in values:
        assert found.regime_at(value) == regime(solve(model.with_values(**{parameter: value})))  # type: ignore[arg-type]


def test_an_irrational_tie_that_moves_others_is_told() -> None:
    found = thresholds(load(tree("5", "p*p")), "p", concept="subgame_perfect")
    (threshold,) = found.thresholds
    assert str(threshold.value) == "sqrt(2)"
    assert len((threshold.at or ())[0]) == 2
    assert found.notes == (
        "Pure equilibria only are told at sqrt(2), where a tie moves the payoffs of others, so that there are mixed "
        "ones too.",
    )


def test_a_tie_that_others_avoid_leaves_out_nothing() -> None:
    irrational = thresholds(load(tree("1/2", "p*p")), "p", concept="subgame_perfect")
    assert [str(value) for value in irrational.values] == ["sqrt(2)"]
    assert irrational.proved
    assert irrational.notes == ()
    model = load(tree("1/2", "p"))
    found = thresholds(model, "p", concept="subgame_perfect")
    (threshold,) = found.thresholds
    assert found.values == (Fraction(2),)
    assert threshold.at == regime(solve(model.with_values(p=2), "subgame_perfect"))
    assert len((threshold.at or ())[0]) == 2


def test_a_tie_at_all_values_that_moves_others_is_sampled() -> None:
    found = thresholds(load(tree("p", "2")), "p", concept="subgame_perfect")
    assert not found.proved
    assert "got one at" in found.notes[0]


def test_information_sets_with_several_nodes_are_sampled() -> None:
    found = thresholds(load("noisy_commitment"), "mistake", within=(0, "1/4"), concept="subgame_perfect")
    assert not found.proved
    assert "need perfect information, got the information set" in found.notes[0]


def test_chance_with_probabilities_that_vary() -> None:
    found = thresholds(load("choose_one_of_two"), "detect")
    assert [str(value) for value in found.values] == ["20/147", "15/29"]


TIED_EVERYWHERE = 17
"""Seed of a tree with a tie that holds at all values and moves the payoffs of others."""


@pytest.mark.parametrize("seed", sorted({*range(25)} - {TIED_EVERYWHERE}))
def test_random_trees_against_exact_solutions(seed: int) -> None:
    model, draw = random_tree(seed), random.Random(seed)
    found = thresholds(model, "p", concept="subgame_perfect")
    assert found.proved
    values = [found.low, found.high]
    for low, high, _ in found.stretches:
        bottom = low.interval[1] if isinstance(low, RealRoot) else low
        top = high.interval[0] if isinstance(high, RealRoot) else high
        values.append(bottom + (top - bottom) * Fraction(draw.randint(1, 99), 100))  # type: ignore[operator]
    values += [value.value for value in found.values if isinstance(value, RealRoot) and value.value is not None]
    for value in values:
        assert found.regime_at(value) == regime(solve(model.with_values(p=value), "subgame_perfect")), value


def test_a_random_tree_that_ties_everywhere_is_sampled() -> None:
    found = thresholds(random_tree(TIED_EVERYWHERE), "p", concept="subgame_perfect")
    assert not found.proved
    assert "that holds on a whole interval" in found.notes[0]


def test_regimes_of_many_values_are_made_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = thresholds(random_tree(7), "p", concept="subgame_perfect")
    monkeypatch.setattr("gametheory.studies.lines.tree_line.MOST_LISTED", 0)
    monkeypatch.setattr("gametheory.studies.lines.tree_line.MOST_NODES", 10)
    late = thresholds(random_tree(7), "p", concept="subgame_perfect")
    assert len(late.thresholds) > 1
    assert late.values == at_once.values
    assert [one.after for one in reversed(late.thresholds)] == [one.after for one in reversed(at_once.thresholds)]
    assert all(threshold.at not in (None, threshold.before) for threshold in late.thresholds)
    assert "Pure equilibria only are told at" in late.notes[0]


def test_mixtures_of_larger_trees_are_sought_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = thresholds(random_tree(7), "p", concept="subgame_perfect")
    monkeypatch.setattr("gametheory.studies.lines.tree_line.MOST_NODES_AT_ONCE", 0)
    late = thresholds(random_tree(7), "p", concept="subgame_perfect")
    assert [one.at for one in late.thresholds] == [one.at for one in at_once.thresholds]
    assert "mixed equilibria are sought when what is played there is asked for" in late.notes[-1]
