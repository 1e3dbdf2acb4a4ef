"""One equilibrium of a tree by Lemke's path, in rationals and in floats."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gametheory import (
    BehaviorProfile,
    Coverage,
    ExtensiveFormGame,
    InvalidParameterError,
    NormalFormGame,
    TreeBuilder,
    UnsupportedGameError,
    judge,
)
from gametheory.core.equilibrium import Play
from gametheory.core.solution import Termination
from gametheory.models.poker import kuhn_poker
from gametheory.solvers.trees import sequence_form_lemke
from gametheory.solvers.trees.sequence_form_lemke import SequenceFormLemkeOptions
from oracles.classic_trees import selten_horse, trust, ultimatum
from unit.core.random_trees import random_tree
from unit.solvers.tree_runs import concluded, two_player_tree


def regret(tree: ExtensiveFormGame, play: Play) -> Fraction:
    assert isinstance(play, BehaviorProfile)
    return judge(tree, play).max_regret


@settings(max_examples=100)
@given(st.integers(0, 10_000), st.one_of(st.none(), st.integers(0, 2)))
def test_an_equilibrium_of_every_tree(seed: int, start: int | None) -> None:
    tree = random_tree(seed, num_players=1 + seed % 2)
    (play,), conclusion = concluded(sequence_form_lemke, tree, options=SequenceFormLemkeOptions(start))
    assert regret(tree, play) == 0
    assert (conclusion.coverage, conclusion.arithmetic) == (Coverage.AT_LEAST_ONE, "exact")
    assert int(conclusion.statistics["pivots"]) > 0


@pytest.mark.parametrize("payoff", [0, 1])
def test_games_in_which_nothing_matters(payoff: int) -> None:
    """Every pivot is degenerate."""
    for seed in range(20):
        tree = two_player_tree(seed)
        level = replace(tree, outcome_payoffs=np.full_like(tree.outcome_payoffs, payoff))
        (play,), _ = concluded(sequence_form_lemke, level)
        assert regret(level, play) == 0


@pytest.fixture
def no_tableau(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every path be followed in floats."""
    monkeypatch.setattr(sequence_form_lemke, "MOST_TABLEAU_SEQUENCES", 0)


@pytest.fixture
def no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no end be solved in rationals."""
    monkeypatch.setattr(sequence_form_lemke, "plans_of_basis", lambda *_: None)


LARGER = [*map(two_player_tree, range(40)), random_tree(3, num_players=1), kuhn_poker(8)]


@pytest.mark.usefixtures("no_tableau")
def test_the_end_in_floats_is_solved_in_rationals() -> None:
    for tree in LARGER:
        (play,), conclusion = concluded(sequence_form_lemke, tree)
        assert regret(tree, play) == 0
        assert (conclusion.coverage, conclusion.arithmetic) == (Coverage.AT_LEAST_ONE, "exact")
        assert conclusion.statistics["starts"] == 1


@pytest.mark.usefixtures("no_tableau")
def test_other_starts_where_paths_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = kuhn_poker(8)
    monkeypatch.setattr(sequence_form_lemke, "SHORT_PATH", 1)
    (play,), conclusion = concluded(sequence_form_lemke, tree)
    assert int(conclusion.statistics["starts"]) > 1
    assert regret(tree, play) == 0
    _, conclusion = concluded(sequence_form_lemke, tree, options=SequenceFormLemkeOptions(4))
    assert conclusion.statistics["starts"] == 1
    monkeypatch.setattr(sequence_form_lemke, "SHORT_PATH", 0)
    (play,), conclusion = concluded(sequence_form_lemke, tree)
    assert conclusion.statistics["starts"] == sequence_form_lemke.MOST_STARTS
    assert regret(tree, play) == 0


@pytest.mark.usefixtures("no_tableau", "no_proof")
def test_rationals_where_floats_are_lost() -> None:
    tree = kuhn_poker(5)
    (play,), conclusion = concluded(sequence_form_lemke, tree)
    assert regret(tree, play) == 0
    assert (conclusion.termination, conclusion.arithmetic) == (Termination.EXHAUSTED, "exact")


@pytest.mark.usefixtures("no_tableau", "no_proof")
def test_floats_where_the_tree_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sequence_form_lemke, "MOST_RESCUED_SEQUENCES", 0)
    for tree in LARGER:
        (play,), conclusion = concluded(sequence_form_lemke, tree)
        assert regret(tree, play) < 1e-9
        assert (conclusion.coverage, conclusion.arithmetic) == (Coverage.AT_LEAST_ONE, "float")
        assert conclusion.termination is Termination.CONVERGED
        assert float(conclusion.statistics["regret"]) < 1e-9


@pytest.mark.usefixtures("no_tableau", "no_proof")
def test_floats_that_are_lost_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sequence_form_lemke, "MOST_RESCUED_SEQUENCES", 0)
    monkeypatch.setattr(sequence_form_lemke, "NEAR", -1.0)
    _, conclusion = concluded(sequence_form_lemke, trust())
    assert conclusion.coverage is Coverage.APPROXIMATE
    assert conclusion.termination is Termination.NUMERICAL_FAILURE


@pytest.mark.parametrize("factor", [Fraction(1, 10**12), Fraction(10**10)])
@pytest.mark.parametrize("shift", [0, 10**9])
def test_units_do_not_matter(factor: Fraction, shift: int) -> None:
    for seed in range(10):
        tree = two_player_tree(seed)
        (expected,), _ = concluded(sequence_form_lemke, tree)
        moved = np.empty(tree.outcome_payoffs.shape, dtype=object)
        moved[:] = [[factor * Fraction(amount) for amount in row] for row in tree.outcome_payoffs]
        root = int(tree.outcome[0])
        if shift and root < 0:
            continue
        if shift:
            moved[root] = [amount + shift for amount in moved[root]]
        game = replace(tree, outcome_payoffs=moved)
        (play,), _ = concluded(sequence_form_lemke, game)
        assert isinstance(play, BehaviorProfile)
        assert isinstance(expected, BehaviorProfile)
        if not shift or (tree.outcome == root).sum() == 1:
            assert play.strategies == expected.strategies


def test_seeds_lead_to_other_equilibria() -> None:
    tree = ultimatum(range(4), 3)
    found = {
        play.strategies
        for seed in range(20)
        for play in concluded(sequence_form_lemke, tree, options=SequenceFormLemkeOptions(seed))[0]
        if isinstance(play, BehaviorProfile)
    }
    assert len(found) > 1


def test_other_games_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnsupportedGameError, match="sequence_form_lemke needs a tree, got a normal form; use 'lemke_"):
        concluded(sequence_form_lemke, NormalFormGame.zero_sum([[1, 2]]))
    with pytest.raises(UnsupportedGameError, match="sequence_form_lemke needs at most 2 players, got 3"):
        concluded(sequence_form_lemke, selten_horse())
    builder = TreeBuilder(["solo"])
    for node in builder.move(0, "solo", ["L", "R"], infoset="start"):
        builder.move(node, "solo", ["l", "r"], infoset="later")
    with pytest.raises(UnsupportedGameError, match="realization plans need perfect recall"):
        concluded(sequence_form_lemke, builder.build())
    monkeypatch.setattr(sequence_form_lemke, "MOST_SEQUENCES", 5)
    with pytest.raises(UnsupportedGameError, match="needs at most 5 sequences of both players, got 6; use 'zero_sum_t"):
        concluded(sequence_form_lemke, trust())


@pytest.mark.parametrize("given_seed", [-1, 2.5, True, "many"])
def test_seeds_are_whole_numbers(given_seed: object) -> None:
    with pytest.raises(InvalidParameterError, match="expected a whole number of at least 0 as seed, got"):
        SequenceFormLemkeOptions(given_seed)  # type: ignore[arg-type]


def test_a_seed_as_text() -> None:
    assert SequenceFormLemkeOptions("7").seed == 7  # type: ignore[arg-type]
