"""Texts at nodes and branches."""

from __future__ import annotations

from gametheory import BehaviorProfile, TreeBuilder
from gametheory.rendering.pictures.graph import to_picture_graph
from gametheory.rendering.pictures.number_labels import MINUS, NumberLabels
from gametheory.rendering.pictures.style import Font, pale, player_color
from gametheory.rendering.pictures.text_block import TextBlock, TypeSetter
from gametheory.rendering.pictures.tree_labels import LabelMaker
from rendering import sample_games


class Typewriter:
    """Every letter is half as wide as the font is high."""

    def width(self, text: str, font: Font) -> float:
        return len(text) * font.size / 2


def maker(graph, scattered=()) -> LabelMaker:
    return LabelMaker(graph, TypeSetter(Typewriter()), NumberLabels(), 80.0, scattered)


def text(block: TextBlock) -> str:
    return "/".join("".join(run.content for run in line) for line in block.lines)


def test_a_mover() -> None:
    game = sample_games.platform_stages()
    labels = maker(to_picture_graph(game)).labels(1)
    assert (text(labels.action), text(labels.name), text(labels.probability)) == (
        "Demand/exclusivity",
        "Top seller",
        "",
    )
    assert labels.totals == ()
    root = maker(to_picture_graph(game)).labels(0)
    assert (text(root.action), text(root.name)) == ("", "Amazon")


def test_chance_and_what_falls_due_on_the_way() -> None:
    game = sample_games.platform_stages()
    labels = maker(to_picture_graph(game))
    (refuse,) = [node for node in range(7) if "Refuse" in text(labels.labels(node).action)]
    assert text(labels.labels(refuse).name) == "Chance"
    assert text(labels.labels(refuse).paid) == f"+({MINUS}0.1, 0)"
    assert text(labels.labels(refuse + 1).probability) == "3/5"
    named = maker(to_picture_graph(sample_games.beer_and_quiche())).labels(0)
    assert text(named.name) == "Type"


def test_an_end() -> None:
    labels = maker(to_picture_graph(sample_games.only_an_end())).labels(0)
    assert [text(block) for block in labels.totals] == ["1", "2/3"]
    assert text(labels.paid) == ""
    assert [block.lines[0][0].color for block in labels.totals] == [player_color(0), player_color(1)]


def test_nothing_that_falls_due_is_not_written() -> None:
    builder = TreeBuilder(["one", "two"])
    builder.payoffs(0, [0, 0])
    builder.move(0, "one", ["Go"])
    assert text(maker(to_picture_graph(builder.build())).labels(0).paid) == ""


def test_probabilities_and_paleness_of_choices() -> None:
    game = sample_games.horse()
    profile = BehaviorProfile(game, ([1, 0], [1, 0], ["1/5", "4/5"]))
    labels = maker(to_picture_graph(game, profile))
    assert text(labels.labels(1).probability) == ""
    assert text(labels.labels(4).probability) == "1/5"
    assert labels.labels(1).name.lines[0][0].color == player_color(1)
    assert labels.labels(3).name.lines[0][0].color == pale(player_color(2), 0.3)


def test_scattered_sets_are_named() -> None:
    graph = to_picture_graph(sample_games.absent_minded_driver())
    assert text(maker(graph, {0}).labels(2).name) == "Driver/junction"


def test_folded_ends_and_their_page() -> None:
    graph = to_picture_graph(sample_games.horse())
    graph.nodes[1].update(folded=1_200, page=3)
    graph.nodes[4].update(folded=1)
    labels = maker(graph)
    assert [text(labels.labels(node).folded) for node in (0, 1, 4)] == ["", "1,200 ends/page 3", "1 end"]


def test_sets_with_nodes_that_are_not_shown_are_named() -> None:
    graph = to_picture_graph(sample_games.horse())
    graph.graph["hidden"] = {2: 4}
    assert text(maker(graph).labels(3).name) == "Player 3/3 (+4)"
