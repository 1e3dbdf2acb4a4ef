from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.models import tree_size as module
from gametheory.models.definitions import RepeatDefinition, StagedDefinition
from gametheory.models.library import Library
from gametheory.models.mistakes import Mistakes
from gametheory.models.model import GameModel
from gametheory.models.stage_play import StagePlay
from gametheory.models.stages import StagedBody
from gametheory.models.templates import Workshop
from gametheory.models.tree_size import TreeSize, largest_size, tree_size
from gametheory.models.values import Values
from unit.models.descriptions import chance_stage, described, players, stage, staged


def play_of(definition: StagedDefinition) -> StagePlay:
    mistakes = Mistakes()
    workshop = Workshop(Library((), (), mistakes), mistakes)
    body = StagedBody(definition, players("a", "b"), workshop)
    mistakes.raise_if_any("file")
    return StagePlay(body._plans, Values(workshop.tape, {}, mistakes), mistakes)


MARKET = (
    stage("enter", "a", {"Out": {"x": "0"}, "In": {"x": "1"}}),
    stage("fight", "b", {"No": {}, "Yes": {}, "Later": {}}, when="enter.x"),
)
GAMES = [
    staged(stage("one", "a", ["L", "R"]), stage("two", "b", ["U", "M", "D"]), a="0", b="1"),
    staged(RepeatDefinition("t", ("1", "2", "3"), MARKET), a="0", b="1"),
    staged(chance_stage("c", {"H": "1/3", "T": None}), stage("d", "b", ["L", "R"], when="c.number > 1"), a="0", b="1"),
    staged(
        stage("one", "a", {"L": {"x": "0"}, "R": {"x": "1"}}),
        stage("two", "b", {"U": {"y": "1"}, "D": {"y": "3"}}, when="one.x"),
        stage("three", "a", ["P", "Q"], when="two.y > 2 or not one.x"),
        a="0",
        b="1",
    ),
]


@pytest.mark.parametrize("definition", GAMES)
def test_the_number_is_that_of_the_grown_tree(definition: StagedDefinition) -> None:
    tree = GameModel(described("ab", definition)).to_game()
    assert tree_size(play_of(definition)) == TreeSize(tree.num_nodes, is_exact=True)
    assert largest_size(play_of(definition).plans) >= tree.num_nodes


def test_many_rounds_are_counted_at_once() -> None:
    rounds = tuple(map(str, range(100)))
    play = play_of(staged(RepeatDefinition("t", rounds, MARKET), a="0", b="1"))
    ends = 4**100
    assert tree_size(play).num_nodes == 2 * (ends - 1) // 3 + ends
    assert tree_size(play).text == "about 10^60"
    assert largest_size(play.plans) > ends


def test_conditions_that_read_too_much_give_a_lower_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_STEPS", 100)
    listed = [stage(f"s{number}", "a", {"L": {"x": "0"}, "R": {"x": "1"}}) for number in range(12)]
    total = " + ".join(f"s{number}.x" for number in range(12))
    size = tree_size(play_of(staged(*listed, stage("last", "b", ["U", "D"], when=f"({total}) > 5"), a="0", b="1")))
    assert not size.is_exact
    assert 100 < size.num_nodes < 2**13
    assert size.text == f"at least {size.num_nodes}"


def test_numbers_in_sentences() -> None:
    assert TreeSize(6_973_568_801, is_exact=True).text == "6,973,568,801"
    assert TreeSize(12 * 10**39, is_exact=False).text == "at least about 10^40"
    assert Fraction(TreeSize(3, is_exact=True).num_nodes) == 3
