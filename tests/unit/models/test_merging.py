from __future__ import annotations

from gametheory.models.definitions import RepeatDefinition, StagedDefinition, StageDefinition
from gametheory.models.library import Library
from gametheory.models.merging import Hidden, Merging
from gametheory.models.mistakes import Mistakes
from gametheory.models.stages import StagedBody
from gametheory.models.templates import Workshop
from unit.models.descriptions import chance_stage, formula, payoffs, players, stage, staged

MOVES = {"L": {"x": "0"}, "R": {"x": "1"}}


def merging_of(definition: StagedDefinition) -> Merging:
    mistakes = Mistakes()
    workshop = Workshop(Library((), (), mistakes), mistakes)
    body = StagedBody(definition, players("a", "b"), workshop)
    mistakes.raise_if_any("file")
    return Merging(body._plans, body._final, workshop)


def texts(merging: Merging, position: int) -> list[tuple[int, tuple[tuple[int, ...], ...]]]:
    return [(player, term.references) for player, term in merging.terms_due(position)]


def test_terms_fall_due_when_their_last_stage_has_passed() -> None:
    merging = merging_of(staged(stage("p", "a", MOVES), stage("q", "b", MOVES), a="p.x + p.x * q.x + 7", b="q.x"))
    assert [len(merging.terms_due(position)) for position in range(3)] == [1, 1, 2]
    assert texts(merging, 1) == [(0, ((0,),))]
    assert merging.columns(1) == ((0,),)
    assert merging.columns(2) == ()


def test_payoffs_of_a_stage_with_a_condition_stay_there() -> None:
    due = StageDefinition("pay", when=formula("q.x > 0"), payoffs=payoffs(a="p.x", b="q.x - p.x"))
    merging = merging_of(staged(stage("p", "a", MOVES), stage("q", "b", MOVES), due, stage("r", "a", MOVES), a="r.x"))
    assert len(merging.conditional_payoffs(2)) == 2
    assert merging.columns(1) == ((0,),)
    assert merging.columns(3) == ()
    assert merging.num_leaves(2) == 3


def test_a_state_begins_where_everybody_knows_what_came_before() -> None:
    simultaneous = staged(
        RepeatDefinition("t", ("1", "2"), (stage("p", "a", MOVES), stage("q", "b", MOVES, observes=[]))),
        a="0",
        b="1",
    )
    assert merging_of(simultaneous).hindrance == Hidden(stage=3, unseen=0)
    everything = staged(
        RepeatDefinition(
            "t", ("1", "2"), (stage("p", "a", MOVES), stage("q", "b", MOVES, observes=["p[previous]", "q[previous]"]))
        ),
        a="0",
        b="1",
    )
    merging = merging_of(everything)
    assert merging.hindrance is None
    assert [merging.is_cut(0, position) for position in (1, 2, 3)] == [False, True, True]
    assert not merging.is_cut(2, 3)


def test_forgotten_moves_and_hidden_chance_forbid_merging() -> None:
    forgetful = staged(stage("p", "a", MOVES), stage("q", "a", MOVES, forgets=["p"]), a="0", b="1")
    assert merging_of(forgetful).hindrance == Hidden(1, 0)
    dealt = staged(
        chance_stage("deal", {"H": "1/2", "T": None}), stage("p", "a", MOVES), stage("q", "b", MOVES, observes=["p"]),
        a="0", b="1",
    )  # fmt: skip
    assert merging_of(dealt).hindrance == Hidden(2, 0)
    seen = staged(chance_stage("deal", {"H": "1/2", "T": None}), stage("p", "a", MOVES), a="deal.number * p.x", b="1")
    assert merging_of(seen).hindrance is None
