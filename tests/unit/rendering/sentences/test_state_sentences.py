from __future__ import annotations

import pytest

from gametheory import load, solve
from gametheory.core.markov_profile import MarkovProfile
from gametheory.core.state_graph import END, StateGraph
from gametheory.rendering.sentences.state_sentences import size_text, state_passages, state_play_sentences
from unit.core.test_state_graph import market

STATES = (market("one", (1, 1, 1)), market("two", (END,) * 3))
GRAPH = StateGraph(players=STATES[0].stage.players, states=STATES)


@pytest.mark.parametrize(
    ("number", "text"),
    [(7, "7"), (999_999, "999,999"), (1_234_567, "about 1.2 * 10^6"), (6_973_568_801, "about 7.0 * 10^9")],
)
def test_sizes(number: int, text: str) -> None:
    assert size_text(number) == text


def test_play_and_payoffs() -> None:
    profile = MarkovProfile(GRAPH, ((0, 1), (1, 0), ("1/3", "2/3"), (1, 0)))
    told = state_play_sentences(profile, solve(GRAPH, "subgame_perfect").equilibria[0].payoffs, "points")
    assert told == [
        "Entrant chooses “In” at “one entry” and “Out” with probability 1/3 (33.3 %) and “In” with 2/3 (66.7 %) at "
        "“two entry”.",
        "Store chooses “Yes” at “one reply” and “two reply”.",
        "On average, entrant gets 4 and store 6 points.",
    ]


def test_what_is_never_put_to_the_test() -> None:
    solution = solve(GRAPH, "subgame_perfect")
    profile = MarkovProfile(GRAPH, ((1, 0), (0, 1), (1, 0), (0, 1)))
    passages = state_passages(solution.equilibria[0], profile, "")
    assert passages[1].opening == "Why nobody wants to change:"
    assert passages[1].items[0] == "Entrant at “one entry” and “two entry”: “In” would bring 1 less."
    assert passages[2].items == ("Store would choose “No” at “one reply” and “two reply”.",)


def test_the_explanation_of_twenty_markets() -> None:
    told = " ".join(solve(load("chain_store_20")).explain().split())
    assert "40 states stand for a tree of about 7.0 * 10^9 nodes. The entrant chooses “In” at “entry[1]”," in told
    assert "“entry[3]” and 17 more places: “Out” would bring 1 less." in told
    assert "“Fight” would bring 2 less." in told
