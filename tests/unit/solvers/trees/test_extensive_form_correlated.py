"""A best extensive-form correlated equilibrium, against linear programs over pairs of plans."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from gametheory import (
    Coverage,
    ExtensiveFormGame,
    InvalidParameterError,
    NormalFormGame,
    TreeBuilder,
    UnsupportedGameError,
    solve,
)
from gametheory.analysis.trees.recommended_moves import judge_correlation_plan, judge_recommended_moves
from gametheory.core.distributions import Distribution
from gametheory.core.pure_plans import PurePlan
from gametheory.core.strategic_form import StrategicForm, to_normal_form
from gametheory.linear_program import LinearProgram, Relation, solve_linear_program
from gametheory.solvers.mediation.correlated_programs import CorrelatedOptions
from gametheory.solvers.trees import extensive_form_correlated
from gametheory.solvers.trees.extensive_form_correlated import best_correlation_plan
from oracles.classic_trees import forgetful, outside_option, selten_horse, trust, ultimatum
from unit.core.random_trees import random_tree
from unit.solvers.tree_runs import concluded


def best(tree: ExtensiveFormGame, objective: str = "welfare") -> tuple[Distribution, tuple[Fraction, ...]]:
    (play,), conclusion = concluded(extensive_form_correlated, tree, options=CorrelatedOptions(objective))
    assert isinstance(play, Distribution)
    assert conclusion.coverage is Coverage.AT_LEAST_ONE
    certificate = judge_recommended_moves(tree, play)
    assert certificate.is_equilibrium
    return play, certificate.payoffs


def changed(tree: ExtensiveFormGame, plan: PurePlan, start: int, instead: dict[int, int]) -> dict[int, int]:
    """What a player does that follows a plan until an information set, and then does something else."""
    listed = zip(plan.infosets, plan.actions, strict=True)
    return {infoset: action for infoset, action in listed if action is not None} | instead


def paid(tree: ExtensiveFormGame, choices: dict[int, int], player: int) -> Fraction:
    node = 0
    while tree.children(node):
        node = tree.children(node)[choices[int(tree.infoset[node])]]
    path = tree.path_payoffs(player)
    return Fraction(path.values.item(node), path.denominator)


def complete(tree: ExtensiveFormGame, plan: PurePlan) -> dict[int, int]:
    return {infoset: action or 0 for infoset, action in zip(plan.infosets, plan.actions, strict=True)}


def follows(tree: ExtensiveFormGame, player: int, start: int) -> list[int]:
    """Information sets of a player at or below one."""
    nodes = set(tree.infoset_nodes(start))
    below = {start}
    for node in range(tree.num_nodes):
        if any(above < node < above + int(tree.subtree_size[above]) for above in nodes):
            infoset = int(tree.infoset[node])
            if infoset >= 0 and tree.infosets[infoset].player == player:
                below.add(infoset)
    return sorted(below)


def largest_welfare(tree: ExtensiveFormGame) -> Fraction:
    """By a linear program over pairs of plans with a condition for each move told and each way to go on instead."""
    form: StrategicForm = to_normal_form(tree)
    pairs = list(product(*(range(len(plans)) for plans in form.plans)))
    payoffs = [
        [paid(tree, complete(tree, form.plans[0][r]) | complete(tree, form.plans[1][c]), i) for r, c in pairs]
        for i in (0, 1)
    ]
    rows: list[list[Fraction]] = [[Fraction(1)] * len(pairs)]
    for player in (0, 1):
        for start in tree.player_infosets(player):
            later = follows(tree, player, start)
            ways = list(product(*(range(tree.infosets[infoset].num_actions) for infoset in later)))
            for told, way in product(range(tree.infosets[start].num_actions), ways):
                row = []
                for place, pair in enumerate(pairs):
                    plan = form.plans[player][pair[player]]
                    if plan.actions[plan.infosets.index(start)] != told:
                        row.append(Fraction(0))
                        continue
                    other = complete(tree, form.plans[1 - player][pair[1 - player]])
                    own = complete(tree, plan) | dict(zip(later, way, strict=True))
                    row.append(payoffs[player][place] - paid(tree, own | other, player))
                rows.append(row)
    relations = [Relation.EQUAL, *([Relation.AT_LEAST] * (len(rows) - 1))]
    sums = [first + second for first, second in zip(*payoffs, strict=True)]
    result = solve_linear_program(LinearProgram(sums, rows, relations, [1, *([0] * (len(rows) - 1))]))
    assert result.value is not None
    return result.value


def small_trees() -> list[ExtensiveFormGame]:
    found = []
    for seed in range(400):
        tree = random_tree(seed, num_players=2, depth=3)
        if any(infoset.is_chance for infoset in tree.infosets) or not all(map(tree.player_infosets, (0, 1))):
            continue
        if to_normal_form(tree).game.num_profiles <= 40:
            found.append(tree)
    return found[:40]


def test_welfare_is_that_of_the_program_over_plans() -> None:
    above_correlated = 0
    trees = small_trees()
    assert len(trees) == 40
    for tree in trees:
        _, payoffs = best(tree)
        assert sum(payoffs) == largest_welfare(tree), tree.title
        correlated = solve(tree, "correlated").equilibria[0]
        assert sum(payoffs) >= sum(correlated.payoffs), tree.title
        above_correlated += sum(payoffs) > sum(correlated.payoffs)
        nash = solve(tree, "nash")
        assert all(sum(payoffs) >= sum(equilibrium.payoffs) for equilibrium in nash.equilibria), tree.title
    assert above_correlated >= 0


def simultaneous(first: list[list[int]], second: list[list[int]]) -> ExtensiveFormGame:
    builder = TreeBuilder(["row", "column"])
    rows = [f"r{number}" for number in range(len(first))]
    columns = [f"c{number}" for number in range(len(first[0]))]
    for above, own, other in zip(builder.move(0, "row", rows, infoset="row"), first, second, strict=True):
        following = builder.move(above, "column", columns, infoset="column")
        for payoffs, end in zip(zip(own, other, strict=True), following, strict=True):
            builder.payoffs(end, payoffs)
    return builder.build()


def test_one_move_each_is_the_normal_form() -> None:
    """Chicken: sum 21/2 at (1/2, 1/4, 1/4, 0)."""
    distribution, payoffs = best(simultaneous([[6, 2], [7, 0]], [[6, 7], [2, 0]]))
    assert sum(payoffs) == Fraction(21, 2)
    assert dict(distribution.probabilities) == {(0, 0): Fraction(1, 2), (0, 1): Fraction(1, 4), (1, 0): Fraction(1, 4)}


@pytest.mark.parametrize("objective", ["row", "column", "egalitarian"])
def test_objectives_are_those_of_correlated_equilibria(objective: str) -> None:
    tree = simultaneous([[6, 2, 1], [7, 0, 3]], [[5, 7, 0], [2, 0, 9]])
    _, payoffs = best(tree, objective)
    expected = solve(tree, "correlated", options=CorrelatedOptions(objective)).equilibria[0].payoffs
    if objective == "egalitarian":
        assert (min(payoffs), sum(payoffs)) == (min(expected), sum(expected))
    else:
        own = ["row", "column"].index(objective)
        assert (payoffs[own], sum(payoffs)) == (expected[own], sum(expected))


def told_late() -> ExtensiveFormGame:
    """One may take 5 now; else both choose at once whether to meet here or there, where One is paid what Two is not.

    Told at the start where it will meet, One would leave when that is the bad place; told late it cannot.
    """
    builder = TreeBuilder(["one", "two"])
    take, stay = builder.move(0, "one", ["take", "stay"], infoset="start")
    builder.payoffs(take, [5, 0])
    for place, above in enumerate(builder.move(stay, "one", ["here", "there"], infoset="where")):
        for other, end in enumerate(builder.move(above, "two", ["here", "there"], infoset="meet")):
            builder.payoffs(end, ([9, 4], [2, 8])[place] if place == other else [0, 0])
    return builder.build()


def test_moves_told_late_allow_more_than_plans_told_early() -> None:
    tree = told_late()
    _, payoffs = best(tree, "two")
    early = solve(tree, "correlated", options=CorrelatedOptions("two")).equilibria[0].payoffs
    assert payoffs[1] > early[1]
    assert payoffs[0] == 5


@pytest.mark.parametrize("tree", [trust(), outside_option(), ultimatum(range(3), 2)], ids=lambda tree: tree.title)
def test_named_trees(tree: ExtensiveFormGame) -> None:
    _, payoffs = best(tree)
    assert sum(payoffs) == largest_welfare(tree)


def test_plans_of_sequences_where_pairs_of_plans_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rounds in which both choose at once and see what happened: 128 plans and 43 sequences a player."""
    monkeypatch.setattr(extensive_form_correlated, "MOST_PLAN_PAIRS", 10_000)
    builder = TreeBuilder(["row", "column"])
    waiting = [(0, "", 3)]
    while waiting:
        node, played, rounds = waiting.pop()
        for row, above in zip("TB", builder.move(node, "row", "TB", infoset=f"row {played}"), strict=True):
            for column, after in zip(
                "LR", builder.move(above, "column", "LR", infoset=f"column {played}"), strict=True
            ):
                own, other = {"TL": (6, 6), "TR": (2, 7), "BL": (7, 2), "BR": (0, 0)}[row + column]
                builder.payoffs(after, [own, other])
                if rounds > 1:
                    waiting.append((after, f"{played}{row}{column}", rounds - 1))
    tree = builder.build()
    with pytest.raises(UnsupportedGameError, match="use best_correlation_plan, which tells pairs of sequences"):
        best(tree)
    plan = best_correlation_plan(tree)
    certificate = judge_correlation_plan(plan)
    assert certificate.is_equilibrium
    assert sum(certificate.payoffs) >= 3 * Fraction(21, 2)


def test_other_games_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnsupportedGameError, match="extensive_form_correlated needs a tree, got a normal form"):
        concluded(extensive_form_correlated, NormalFormGame.zero_sum([[1, 2]]))
    with pytest.raises(UnsupportedGameError, match="needs 2 players and no chance moves, got 3 players"):
        best(selten_horse())
    builder = TreeBuilder(["one", "two"])
    builder.chance(0, {"a": "1/2", "b": "1/2"})
    with pytest.raises(UnsupportedGameError, match="needs 2 players and no chance moves, got chance moves"):
        best(builder.build())
    with pytest.raises(UnsupportedGameError, match="needs 2 players and no chance moves, got 1 players"):
        best(forgetful())
    with pytest.raises(InvalidParameterError, match="expected an objective among 'welfare', 'egalitarian', 'buyer', "):
        best(trust(), "profit")
    monkeypatch.setattr(extensive_form_correlated, "MOST_COEFFICIENTS", 10)
    with pytest.raises(UnsupportedGameError, match="needs a linear program of at most 10 coefficients, got"):
        best(trust())
    monkeypatch.setattr(extensive_form_correlated, "MOST_PLAN_PAIRS", 3)
    with pytest.raises(UnsupportedGameError, match="a distribution over at most 3 pairs of plans, got 4"):
        best(trust())
