"""Induction over states; against whole random trees in ``properties/test_merged_histories``."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import Coverage, Limits, NormalFormGame, Termination, TreeBuilder, load, solve
from gametheory.core.state_graph import END, State, StateGraph
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.problem import Problem
from gametheory.solvers.subgames import state_induction
from gametheory.solvers.watch import Watch


def graph_of(*states: State) -> StateGraph:
    return StateGraph(players=states[0].stage.players, states=states)


def choice(name: str, rows: list[list[int]], successors: tuple[int, ...], player: str = "a") -> State:
    """One player chooses among rows of payoffs."""
    builder = TreeBuilder(["a", "b"])
    ends = builder.move(0, player, [f"{name}{number}" for number in range(len(rows))], infoset=name)
    for end, row in zip(ends, rows, strict=True):
        builder.payoffs(end, row)
    return State(name, builder.build(), successors)


def table(name: str, cells: list[list[int]], successors: tuple[int, ...]) -> State:
    """Both choose at once, two actions each."""
    builder = TreeBuilder(["a", "b"])
    ends = [
        end
        for node in builder.move(0, "a", ["T", "B"], infoset=f"{name} a")
        for end in builder.move(node, "b", ["L", "R"], infoset=f"{name} b")
    ]
    for end, cell in zip(ends, cells, strict=True):
        builder.payoffs(end, cell)
    return State(name, builder.build(), successors)


SEXES = [[3, 1], [0, 0], [0, 0], [1, 3]]


def test_twenty_markets() -> None:
    solution = solve(load("chain_store_20"))
    assert (solution.method, solution.coverage, solution.num_extreme) == ("state_induction", Coverage.ALL, 1)
    (equilibrium,) = solution.equilibria
    assert (equilibrium.kind, equilibrium.payoffs, equilibrium.is_subgame_perfect) == ("markov", (40, 40), True)
    assert {strategy["In"] for strategy in equilibrium["entrant"].values()} == {1}
    assert {strategy["Cooperate"] for strategy in equilibrium["store"].values()} == {1}
    assert solution.statistics["states"] == 40


def test_ties_are_counted_in_the_whole_tree() -> None:
    graph = graph_of(
        choice("first", [[0, 0], [0, 0]], (1, 1)), choice("second", [[5, 1], [5, 1]], (END, END), player="b")
    )
    solution = solve(graph, "subgame_perfect")
    assert (solution.num_extreme, solution.statistics["num_pure"], len(solution.equilibria)) == (8, 8, 4)
    assert (solution.coverage, solution.termination) == (Coverage.PARTIAL, Termination.EXHAUSTED)
    assert solution.unresolved == (
        "4 of 8 subgame-perfect equilibria are listed: those in which players choose by state alone; in others they "
        "choose differently after histories that leave the same game, being indifferent",
    )


def test_later_ties_that_move_earlier_choices() -> None:
    """What b does when indifferent makes a's first choice good or bad, and may differ after a's two first choices."""
    graph = graph_of(
        choice("first", [[0, 0], [1, 0]], (1, 1)), choice("second", [[0, 5], [3, 5]], (END, END), player="b")
    )
    solution = solve(graph, "subgame_perfect")
    assert solution.num_extreme == 4
    assert {equilibrium.payoffs for equilibrium in solution.equilibria} == {(1, 5), (4, 5)}
    assert any("state 'second' on has a continuum of equilibria" in text for text in solution.unresolved)


def test_stages_of_two_players_are_solved_completely() -> None:
    graph = graph_of(table("one", SEXES, (1, 1, 1, 1)), table("two", SEXES, (END,) * 4))
    solution = solve(graph, "subgame_perfect")
    mixed = [equilibrium for equilibrium in solution.equilibria if not equilibrium.play.is_pure]
    assert len(solution.equilibria) == 9
    assert len(mixed) == 5
    assert (Fraction(3, 2), Fraction(3, 2)) in {equilibrium.payoffs for equilibrium in mixed}
    assert solution.num_extreme is not None
    assert solution.num_extreme > 9


def test_chance_and_a_single_state_are_complete() -> None:
    builder = TreeBuilder(["a", "b"])
    high, low = builder.chance(0, {"H": "1/3", "T": "2/3"}, infoset="lot")
    builder.payoffs(high, [3, 0])
    builder.payoffs(low, [0, 3])
    graph = graph_of(State("lot", builder.build(), (1, 1)), choice("only", [[1, 1], [0, 7]], (END, END)))
    solution = solve(graph, "subgame_perfect")
    assert (solution.coverage, solution.num_components) == (Coverage.ALL, 1)
    assert solution.equilibria[0].payoffs == (2, 3)


def test_numbers_that_nobody_could_write_are_told_by_their_order() -> None:
    tie = [[0, 0], [0, 0]]
    states = [choice(f"s{number}", tie, (number + 1,) * 2 if number < 39 else (END, END)) for number in range(40)]
    solution = solve(graph_of(*states), "subgame_perfect", limits=Limits(equilibria=5))
    assert (solution.num_extreme, len(solution.equilibria)) == (None, 5)
    assert solution.termination is Termination.COUNT_REACHED
    assert "5 of about 10^3010 subgame-perfect equilibria are listed: some of those" in solution.unresolved[0]


def test_too_many_payoffs_leave_the_count_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state_induction, "MOST_WORTHS", 2)
    last = choice("last", [[0, 1], [3, 1], [7, 1]], (END,) * 3, player="b")
    solution = solve(graph_of(choice("first", [[0, 0], [1, 0]], (1, 1)), last), "subgame_perfect")
    assert (solution.num_extreme, solution.coverage) == (None, Coverage.PARTIAL)
    assert any("can be worth too many different payoffs" in text for text in solution.unresolved)
    monkeypatch.setattr(state_induction, "MOST_COMBINATIONS", 3)
    early = solve(graph_of(table("early", SEXES, (1, 1, 1, 1)), last), "subgame_perfect")
    assert any("follows too many combinations of later payoffs" in text for text in early.unresolved)


def three_at_once(name: str, successors: tuple[int, ...]) -> State:
    """One player wants to match the second, who does not want that; the third wants to match the first."""
    builder = TreeBuilder(["a", "b", "c"])
    for one, first in enumerate(builder.move(0, "a", ["H", "T"], infoset=f"{name} a")):
        for two, second in enumerate(builder.move(first, "b", ["H", "T"], infoset=f"{name} b")):
            for three, end in enumerate(builder.move(second, "c", ["H", "T"], infoset=f"{name} c")):
                builder.payoffs(end, [int(one == two), int(one != two), int(one == three)])
    return State(name, builder.build(), successors)


def test_three_players_without_a_pure_equilibrium() -> None:
    graph = graph_of(three_at_once("one", (1,) * 8), three_at_once("two", (END,) * 8))
    with pytest.raises(UnsupportedGameError, match="only pure equilibria where three or more players choose at once"):
        solve(graph, "subgame_perfect")


def test_other_games_are_refused() -> None:
    problem = Problem(NormalFormGame([[1, 2]]), "subgame_perfect", Watch(), num_listed=9)
    with pytest.raises(UnsupportedGameError, match="needs a graph of states, got another game; use 'subgame_perfect'"):
        next(state_induction.search(problem))
    graph = graph_of(choice("only", [[1, 1]], (END,)))
    with pytest.raises(UnsupportedGameError, match="concept 'nash' needs a normal form, got a graph of states; for a"):
        solve(graph, "nash")


def test_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(state_induction, "MarkovProfile", interrupted)
    solution = solve(load("chain_store_20"))
    assert (solution.equilibria, solution.termination) == ((), Termination.INTERRUPTED)
