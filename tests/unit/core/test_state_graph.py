from __future__ import annotations

from typing import Any

import pytest

from gametheory import NormalFormGame, TreeBuilder
from gametheory.core.state_graph import END, State, StateGraph, whole
from gametheory.errors import InvalidGameError, UnsupportedGameError


def market(name: str, successors: tuple[int, ...], players: tuple[str, ...] = ("entrant", "store")) -> State:
    """Stay out, or come in and be welcomed or fought."""
    builder = TreeBuilder(list(players))
    out, enter = builder.move(0, "entrant", ["Out", "In"], infoset=f"{name} entry")
    builder.payoffs(out, [1, 5])
    for end, due in zip(
        builder.move(enter, players[1], ["Yes", "No"], infoset=f"{name} reply"), ([2, 3], [0, -1]), strict=True
    ):
        builder.payoffs(end, due)
    return State(name, builder.build(), successors)


def graph_of(*states: State) -> StateGraph:
    return StateGraph(players=states[0].stage.players, states=states, title="Markets")


def test_sizes_of_the_whole_tree() -> None:
    graph = graph_of(market("one", (1, 2, 1)), market("two", (2, END, 2)), market("three", (END, END, END)))
    assert (graph.num_ends, graph.num_nodes) == (3 + 2 * 7, 2 + 2 * (2 + 1 + 2 * 5) + 5)
    assert graph.to_game() is graph
    assert (graph.num_players, graph.player_index("store")) == (2, 1)
    assert repr(graph) == "<StateGraph 'Markets': 3 states of a tree of 33 nodes, entrant, store>"


def test_information_sets_state_by_state() -> None:
    graph = graph_of(market("one", (1, 1, END)), market("two", (END, END, END)))
    assert [infoset.key for infoset in graph.infosets] == ["one entry", "one reply", "two entry", "two reply"]
    assert (graph.first_infosets, graph.player_infosets(1)) == ((0, 2), (1, 3))


def test_equality_by_content() -> None:
    first, second = (graph_of(market("one", (END, END, END))) for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)
    assert first != graph_of(market("other", (END, END, END)))


@pytest.mark.parametrize(
    ("states", "sentence"),
    [
        ((market("one", (END, END)),), "a successor for each of 3 ends of state 'one', got 2"),
        ((market("one", (END, 0, END)),), r"a later state, or -1 .* after state 'one' \(number 0 of 1\), got 0"),
        ((market("one", (END, 1, END)),), "after state 'one' .*, got 1"),
        ((market("one", (END, END, END)), market("two", (END, END, END))), "a way to state 'two', got none"),
        ((market("one", (1, 1, 1)), market("one", (END, END, END))), "one player, got 'one entry' twice"),
        (
            (market("one", (1, 1, 1)), market("two", (END, END, END), ("entrant", "store chain"))),
            "the players of the graph in state 'two', got others",
        ),
    ],
)
def test_wrong_graphs(states: Any, sentence: str) -> None:
    with pytest.raises(InvalidGameError, match=sentence):
        graph_of(*states)


def test_no_states() -> None:
    with pytest.raises(InvalidGameError, match="at least one state, got none"):
        StateGraph(players=(), states=())


def test_what_needs_the_whole_game_refuses() -> None:
    game = NormalFormGame([[1, 2]])
    assert whole(game) is game
    with pytest.raises(UnsupportedGameError, match="whose tree can be built, got one of 5 nodes, of which only the 1"):
        whole(graph_of(market("one", (END, END, END))))


def test_the_refusal_asks_for_nothing_that_is_refused_again() -> None:
    """The concept that is solved without the tree is named as what there is, and what to do is to change the game."""
    with pytest.raises(UnsupportedGameError, match=r"for all else repeat its stages less often, or take some out$"):
        whole(graph_of(market("one", (END, END, END))))
