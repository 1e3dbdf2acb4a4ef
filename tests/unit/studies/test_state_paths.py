from __future__ import annotations

import pytest

from gametheory import TreeBuilder
from gametheory.core.markov_profile import MarkovProfile
from gametheory.core.state_graph import END, State, StateGraph
from gametheory.studies.state_paths import follows_states, outcome_of_states
from unit.core.test_state_graph import market


def with_weather() -> StateGraph:
    builder = TreeBuilder(["entrant", "store"])
    builder.chance(0, {"Rain": "1/3", "Sun": "2/3", "Snow": 0}, infoset="weather")
    states = (State("weather", builder.build(), (1, END, 1)), market("one", (2, END, 2)), market("two", (END,) * 3))
    return StateGraph(players=states[0].stage.players, states=states)


GRAPH = with_weather()
PROFILE = MarkovProfile(GRAPH, (None, (1, 0), (0, 1), (0, 1), (1, 0)))


@pytest.mark.parametrize(
    ("path", "is_followed"),
    [
        (["Rain", "Out", "In", "Yes"], True),
        (["Sun"], True),
        (["Rain", "Out", "In"], False),
        (["Rain", "In", "Yes"], False),
        (["Snow", "Out", "In", "Yes"], False),
        (["Sun", "Out"], False),
        (["Rain", "Out", "Elsewhere"], False),
        ([], False),
    ],
)
def test_paths(path: list[str], is_followed: bool) -> None:
    assert follows_states(PROFILE, path) is is_followed


def test_outcomes_differ_where_play_differs() -> None:
    off_the_path = MarkovProfile(GRAPH, (None, (1, 0), (1, 0), (0, 1), (1, 0)))
    on_the_path = MarkovProfile(GRAPH, (None, (1, 0), (0, 1), (0, 1), ("1/2", "1/2")))
    assert outcome_of_states(off_the_path) == outcome_of_states(PROFILE)
    assert outcome_of_states(on_the_path) != outcome_of_states(PROFILE)
