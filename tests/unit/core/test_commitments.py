"""Commitments of a leader with the follower's answer."""

from __future__ import annotations

import pytest

from gametheory import InvalidProfileError, MixedProfile, NormalFormGame
from gametheory.core.commitments import Commitment

GAME = NormalFormGame.from_bimatrix([[2, 4, 0], [1, 3, 5]], [[1, 0, 0], [0, 2, 1]], players=["leader", "follower"])


def test_a_commitment_is_its_profile_and_its_leader() -> None:
    commitment = Commitment(MixedProfile(GAME, [["2/3", "1/3"], [0, 1, 0]]), leader=0, is_attained=False)
    assert commitment.game is GAME
    assert (commitment.is_pure, commitment.is_attained) == (False, False)
    assert repr(commitment) == "<Commitment of leader: 2/3, 1/3 | 0, 1, 0>"
    assert Commitment(MixedProfile(GAME, [[1, 0], [0, 1, 0]]), leader=1).is_pure


@pytest.mark.parametrize("leader", [-1, 2])
def test_the_leader_is_a_player(leader: int) -> None:
    with pytest.raises(InvalidProfileError, match=f"expected a leader among 2 players, got {leader}"):
        Commitment(MixedProfile(GAME, [[1, 0], [1, 0, 0]]), leader)
