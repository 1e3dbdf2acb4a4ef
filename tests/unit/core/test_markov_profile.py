from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from gametheory import TreeBuilder
from gametheory.core.markov_profile import MarkovProfile
from gametheory.core.state_graph import END, State, StateGraph
from gametheory.errors import InvalidProfileError


def stage_of(name: str, successors: tuple[int, ...]) -> State:
    builder = TreeBuilder(["a", "b"])
    for node in builder.chance(0, {"H": "1/4", "T": "3/4"}, infoset=f"{name} lot"):
        builder.move(node, "b", ["L", "M", "R"], infoset=f"{name} choice")
    return State(name, builder.build(), successors)


GRAPH = StateGraph(
    players=stage_of("x", (1,) * 6).stage.players, states=(stage_of("x", (1,) * 6), stage_of("y", (END,) * 6))
)


def test_strategies_by_name() -> None:
    profile = MarkovProfile(GRAPH, (None, ("1/2", "1/3", "1/6"), None, (0, 0, 1)))
    assert profile["b"]["x choice"] == {"L": Fraction(1, 2), "M": Fraction(1, 3), "R": Fraction(1, 6)}
    assert profile["b"]["y choice"]["R"] == 1
    assert profile["a"] == {}
    assert profile.in_state(0).strategies == (None, (Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)))
    assert profile.in_state(1).game is GRAPH.states[1].stage
    assert not profile.is_pure
    assert MarkovProfile(GRAPH, (None, (1, 0, 0), None, (0, 0, 1))).is_pure
    assert repr(profile) == "<MarkovProfile 1/2, 1/3, 1/6 | 0, 0, 1>"


@pytest.mark.parametrize(
    ("strategies", "sentence"),
    [
        ((None, (1, 0, 0)), "one entry for each of 4 information sets, got 2"),
        ((None, None, None, (1, 0, 0)), "probabilities at information set 'x choice', got none"),
        ((None, (1, 0), None, (1, 0, 0)), "3 probabilities at information set 'x choice', got 2"),
        ((None, (1, 1, 0), None, (1, 0, 0)), "at information set 'x choice' to sum to 1, got 2"),
    ],
)
def test_wrong_profiles(strategies: Any, sentence: str) -> None:
    with pytest.raises(InvalidProfileError, match=sentence):
        MarkovProfile(GRAPH, strategies)
