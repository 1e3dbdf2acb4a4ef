from __future__ import annotations

import math
import pickle

import numpy as np
import pytest

from gametheory import BehaviorProfile, MixedProfile, NormalFormGame, load
from gametheory.core.path import LogitCertificate, choice_blocks, choices_of, flat_probabilities
from gametheory.solvers.quantal_response.principal_branch import logit_path

GAME = NormalFormGame.from_bimatrix([[4, 0], [1, 2]], [[0, 3], [2, 1]], players=["row", "column"], title="Mixed")


def test_a_path_says_what_it_is() -> None:
    path = logit_path(GAME)
    assert repr(path).startswith("<Path of 'Mixed': ")
    assert repr(path.limit) == "<LimitPoint <MixedProfile 1/4, 3/4 | 2/5, 3/5>, exact>"
    assert path.limit["row"]["2"] == 0.75
    assert path.num_points == len(path.precisions) == len(path.residuals)


def test_points_answer_by_name() -> None:
    response = logit_path(GAME).at(1.0)
    row, column = response["row"], response["column"]
    assert math.log(row["1"] / row["2"]) == pytest.approx(3 * column["1"] - 2 * column["2"])
    assert math.log(column["1"] / column["2"]) == pytest.approx(row["2"] - 3 * row["1"])
    assert repr(response).startswith("<QuantalResponse at precision 1: <MixedProfile 0.")


def test_bifurcations_say_whether_they_were_followed() -> None:
    path = logit_path(load("chicken"))
    assert [repr(fork) for fork in path.bifurcations] == ["<Bifurcation at precision 1.37218: 2 arms>"]
    assert len(path.arms) == 2
    unfollowed = logit_path(NormalFormGame.from_bimatrix(np.eye(3, dtype=int), np.eye(3, dtype=int)))
    assert [repr(fork) for fork in unfollowed.bifurcations] == ["<Bifurcation at precision 3: not followed>"]
    assert "1 bifurcations" in repr(unfollowed)


def test_a_path_can_be_sent_elsewhere() -> None:
    path = pickle.loads(pickle.dumps(logit_path(GAME)))
    assert path.at(2.0)["row"]["1"] == logit_path(GAME).at(2.0)["row"]["1"]


def test_certificates_are_proved_or_not() -> None:
    assert LogitCertificate(0.0, 1e-12).is_proved
    assert not LogitCertificate(0.0, None).is_proved


def test_choices_stand_in_the_order_of_the_game() -> None:
    tree = load("trust_game").to_game()
    listed = choices_of(tree)
    assert [tree.infosets[infoset].key for _, infoset, _ in listed] == [s.key for s in tree.infosets if not s.is_chance]
    assert [block.stop - block.start for block in choice_blocks(tree)] == [len(actions) for _, _, actions in listed]


def test_probabilities_are_listed_flat() -> None:
    assert flat_probabilities(MixedProfile(GAME, [["1/3", "2/3"], [0.5, 0.5]]))[2:] == [0.5, 0.5]
    tree = load("trust_game").to_game()
    strategies = [None] + [(1,) + (0,) * (infoset.num_actions - 1) for infoset in tree.infosets[1:]]
    flat = flat_probabilities(BehaviorProfile(tree, tuple(strategies)))
    assert flat[: tree.infosets[0].num_actions] == [0] * tree.infosets[0].num_actions
    assert sum(flat) == len(tree.infosets) - 1
