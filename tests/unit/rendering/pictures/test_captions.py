"""The words around a picture."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import NormalFormGame
from gametheory.rendering.pictures.captions import (
    equilibrium_note,
    page_title,
    payoff_order_note,
    rounding_note,
    table_reading_note,
    tree_legend,
    tree_reading_notes,
)
from gametheory.rendering.pictures.graph import to_picture_graph
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.scene import Drawing, Sheet, Text
from gametheory.rendering.pictures.tree_fold import pages
from rendering import sample_games

NUMBERS = NumberLabels()


def test_equilibrium() -> None:
    profile = sample_games.random_behavior(sample_games.horse())
    paid = "Expected payoffs: Player 1: 0, Player 2: 1/3, Player 3: 2/3."
    one, two = sample_games.solution_of(profile), sample_games.solution_of(profile, profile)
    assert equilibrium_note(one, 0, NUMBERS) == (f"Nash equilibrium. {paid}",)
    assert equilibrium_note(two, 1, NUMBERS) == (f"Nash equilibrium 2 of 2 listed. {paid}",)
    assert equilibrium_note(None, None, NUMBERS) == ()
    assert equilibrium_note(one.replace(equilibria=()), None, NUMBERS) == (
        "No equilibrium is shown: the solver listed none (concept nash).",
    )


@pytest.mark.parametrize(
    ("concept", "name"),
    [("subgame_perfect", "Subgame-perfect equilibrium."), ("pure", "Pure equilibrium.")],
)
def test_concepts(concept: str, name: str) -> None:
    solution = sample_games.solution_of(sample_games.random_behavior(sample_games.horse()), concept=concept)
    assert equilibrium_note(solution, 0, NUMBERS)[0].startswith(name)


def test_reading_trees() -> None:
    def notes(game, *, has_profile: bool = False) -> tuple[str, ...]:
        return tree_reading_notes(to_picture_graph(game), has_profile=has_profile)

    assert notes(sample_games.horse()) == (
        "Payoffs in the order Player 1, Player 2, Player 3. Dashed: one information set.",
    )
    assert "falls due on the way" in notes(sample_games.platform_stages())[0]
    assert notes(sample_games.absent_minded_driver()) == (
        "Nodes with the same name in italics are one information set.",
    )
    assert notes(sample_games.horse(), has_profile=True)[0].startswith("Thick lines: where play goes.")
    assert len(notes(sample_games.only_an_end(), has_profile=True)) == 1
    assert notes(sample_games.wide(2)) == ()


def test_reading_parts_of_trees() -> None:
    graph = to_picture_graph(sample_games.horse())
    assert page_title("Horse", graph) == "Horse"
    first, second = pages(graph, 3)
    assert page_title("Horse", second) == "Horse (page 2 of 2)"
    assert page_title("", first) == "(page 1 of 2)"
    assert tree_reading_notes(first, has_profile=False) == (
        "Payoffs in the order Player 1, Player 2, Player 3. Nodes with the same name in italics are one information "
        "set. (+n): n of its nodes are not shown here. Triangles: folded parts of the tree, with the number of their "
        "ends.",
    )
    assert tree_reading_notes(second, has_profile=False)[0] == "Continued from page 1, after: C."


def test_reading_tables() -> None:
    two = table_reading_note(sample_games.random_table(1, 2, 2), has_profile=True)
    assert two.startswith("Payoffs in the order Player 1, Player 2. Underlined")
    assert two.endswith("Shaded: played in the equilibrium shown.")
    four = table_reading_note(sample_games.random_table(1, 2, 2, 2, 2), has_profile=False)
    assert four == "Underlined: best reply. Framed: pure equilibrium."
    drawn = table_reading_note(sample_games.random_table(1, 2, 2), has_profile=False, has_distribution=True)
    assert "Framed: pure Nash equilibrium. Shaded: recommended" in drawn
    assert drawn.endswith("with the probability below its payoffs.")
    assert payoff_order_note(NormalFormGame([[1]]).players) == ""


def test_rounding_is_admitted_only_where_it_happens() -> None:
    def drawing(content: str) -> Drawing:
        return Drawing(Sheet([Text(0.0, 0.0, content)]), 1.0, 1.0)

    sentence = ("≈ rounded to 4 significant digits; all other numbers are exact.",)
    assert rounding_note(drawing("0.3"), NUMBERS) == ()
    assert rounding_note(drawing("≈0.3333"), NUMBERS) == sentence
    assert rounding_note(drawing("0.3"), NUMBERS, [f"Amazon: {NUMBERS.payoff(Fraction(1 / 3))}"]) == sentence


def test_legend_names_who_moves() -> None:
    assert [entry.text for entry in tree_legend(sample_games.beer_and_quiche())] == ["Sender", "Receiver", "Chance"]
    assert tree_legend(sample_games.only_an_end()) == ()
