from __future__ import annotations

import numpy as np
import pytest

from gametheory import NormalFormGame, TreeBuilder, load
from gametheory.analysis.quantal_response.infoset_certificate import infoset_residuals, judge_infosets
from gametheory.analysis.quantal_response.logit_certificate import logit_residuals
from gametheory.solvers.quantal_response.principal_branch import logit_path

TREES = [
    "beer_quiche",
    "centipede",
    "choose_one_of_two",
    "kuhn_poker",
    "outside_option",
    "selten_horse",
    "simple_poker",
]


def table_as_tree(game: NormalFormGame) -> object:
    """The tree in which the second player does not see what the first one did."""
    builder = TreeBuilder(["row", "column"])
    for row, node in enumerate(builder.move(0, "row", ["T", "B"], infoset="r")):
        for column, end in enumerate(builder.move(node, "column", ["L", "M", "R"], infoset="c")):
            builder.payoffs(end, [game.payoff(0, (row, column)), game.payoff(1, (row, column))])
    return builder.build()


def test_a_table_and_its_tree_have_the_same_residuals() -> None:
    rng = np.random.default_rng(2)
    game = NormalFormGame(rng.integers(0, 9, (2, 2, 3)))
    logs = np.log(np.hstack([rng.dirichlet(np.ones(2), 4), rng.dirichlet(np.ones(3), 4)]))
    precisions = np.array([0.0, 0.5, 1.0, 4.0])
    of_tree = infoset_residuals(table_as_tree(game), precisions, logs)  # type: ignore[arg-type]
    assert of_tree == pytest.approx(logit_residuals(game, precisions, logs))


@pytest.mark.parametrize("name", TREES)
def test_points_of_paths_are_proved(name: str) -> None:
    path = logit_path(load(name))
    assert path.residuals.max() < 1e-7
    for precision in (0.2, 1.0, 5.0):
        certificate = path.at(precision).certificate
        assert certificate.radius is not None
        assert certificate.radius < 1e-10


def test_the_radius_holds_the_equilibrium() -> None:
    tree = load("kuhn_poker").to_game()
    true = logit_path(tree).at(2.0)
    shift = np.random.default_rng(1).normal(size=len(true.log_probabilities))
    for error in (1e-10, 1e-7, 1e-5):
        moved = true.log_probabilities + error * shift
        certificate = judge_infosets(tree, 2.0, moved)
        assert certificate.radius is not None
        assert np.abs(np.exp(moved) - np.exp(true.log_probabilities)).max() <= certificate.radius < 1e3 * error


def test_nothing_is_proved_far_away() -> None:
    tree = load("kuhn_poker").to_game()
    logs = np.log(np.full(len(logit_path(tree).log_probabilities[0]), 0.5))
    assert not judge_infosets(tree, 200.0, logs).is_proved
