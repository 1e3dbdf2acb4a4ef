"""What drawing adds to the graph of a tree."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import BehaviorProfile, MixedProfile
from gametheory.core.graph import from_networkx
from gametheory.core.strategic_form import to_normal_form
from gametheory.rendering.pictures.graph import to_picture_graph
from rendering import sample_games

HALF = Fraction(1, 2)


def test_totals_count_what_falls_due_on_the_way() -> None:
    game = sample_games.platform_stages()
    graph = to_picture_graph(game)
    totals = [graph.nodes[node]["total"] for node in game.terminals]
    assert totals[:3] == [
        (Fraction("30.25"), 6),
        (Fraction("12.65"), Fraction(3, 2)),
        (Fraction("28.3"), 7),
    ]
    assert "reach" not in graph.nodes[0]
    assert from_networkx(graph) == game


def test_behavior() -> None:
    game = sample_games.horse()
    graph = to_picture_graph(game, BehaviorProfile(game, ([HALF, HALF], [1, 0], ["1/5", "4/5"])))
    reach = [graph.nodes[node]["reach"] for node in graph.nodes]
    assert reach == [1, HALF, HALF, 0, 0, 0, HALF, Fraction(1, 10), Fraction(2, 5)]
    assert graph.edges[3, 4]["choice"] == Fraction(1, 5)


def test_what_is_undefined_stays_open() -> None:
    game = sample_games.beer_and_quiche()
    graph = to_picture_graph(game, BehaviorProfile(game, (None, [1, 0], [1, 0], None, [1, 0])))
    quiche = game.infoset_nodes(3)[0]
    assert [graph.edges[quiche, end]["choice"] for end in graph.successors(quiche)] == [None, None]
    assert graph.nodes[quiche]["reach"] == 0
    assert "choice" not in graph.edges[0, 1]


def test_mixture_of_plans_without_perfect_recall() -> None:
    game = sample_games.absent_minded_driver()
    form = to_normal_form(game)
    graph = to_picture_graph(game, MixedProfile(form.game, [[Fraction(1, 4), Fraction(3, 4)]]))
    assert [graph.nodes[node]["reach"] for node in graph.nodes] == [
        1,
        Fraction(1, 4),
        Fraction(3, 4),
        0,
        Fraction(3, 4),
    ]
    assert graph.edges[2, 4]["choice"] == 1


def test_mixture_agrees_with_behavior() -> None:
    game = sample_games.beer_and_quiche()
    form = to_normal_form(game)
    weights = [[0] * size for size in form.game.num_actions]
    weights[0][1], weights[0][2], weights[1][0], weights[1][3] = HALF, HALF, Fraction(1, 3), Fraction(2, 3)
    graph = to_picture_graph(game, MixedProfile(form.game, weights))
    assert sum(graph.nodes[node]["reach"] for node in game.terminals) == 1
    (root,) = (node for node, degree in graph.in_degree() if degree == 0)
    assert [graph.nodes[child]["reach"] for child in graph.successors(root)] == [Fraction(9, 10), Fraction(1, 10)]
    assert graph.nodes[game.infoset_nodes(1)[0] + 1]["reach"] == pytest.approx(Fraction(9, 20))


def test_plans_that_come_nowhere_leave_choices_open() -> None:
    game = sample_games.horse()
    form = to_normal_form(game)
    graph = to_picture_graph(game, MixedProfile(form.game, [[1, 0], [1, 0], [1, 0]]))
    assert graph.nodes[6]["reach"] == 0
    assert graph.edges[6, 7]["choice"] == 1
