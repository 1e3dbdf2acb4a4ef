from __future__ import annotations

from dataclasses import replace

from gametheory.models.stage_play import StagePlan
from gametheory.models.state_names import SetInState, state_infoset_names
from gametheory.models.unrolling import PlayedStage
from unit.models.descriptions import stage

PLANS = [
    StagePlan(PlayedStage(stage(name, "a", moves), number, None), 0, tuple(moves), None, (), None, (), False)
    for number, (name, moves) in enumerate([("offer", ["Low", "High"]), ("again", ["Low", "Top"]), ("reply", ["Yes"])])
]


def test_one_state_bears_the_name_of_its_stage() -> None:
    only = SetInState(0, (-1, -1, -1), 0, ())
    assert state_infoset_names(PLANS, [(), (), ()], [only]) == {only: "offer"}


def test_moves_still_read_and_moves_seen_since() -> None:
    plans = [PLANS[0], PLANS[1], replace(PLANS[2], observed=(0, 1))]
    sets = [SetInState(1, (first, -1, -1), 2, (first, second)) for first in (0, 1) for second in (0, 1)]
    names = state_infoset_names(plans, [(), ((0,),), ()], sets)
    assert list(names.values()) == ["reply: Low, Low", "reply: Low, Top", "reply: High, Low", "reply: High, Top"]
    forgotten = [SetInState(1, (-1, -1, -1), 2, (-1, second)) for second in (0, 1)]
    assert list(state_infoset_names(plans, [(), (), ()], forgotten).values()) == ["reply: Low", "reply: Top"]


def test_the_latest_of_several_moves() -> None:
    latest = [((0, 1),)] * 3
    sets = [SetInState(2, kept, 2, ()) for kept in [(1, -1, -1), (-1, 1, -1), (0, -1, -1), (-1, 0, -1)]]
    names = list(state_infoset_names(PLANS, latest, sets).values())
    assert names == ["reply: High", "reply: Top", "reply: Low", "reply: Low (2)"]


def test_sets_of_one_stage_in_states_of_different_stages() -> None:
    sets = [SetInState(0, (-1, -1, -1), 2, ()), SetInState(1, (-1, -1, -1), 2, ())]
    assert list(state_infoset_names(PLANS, [(), (), ()], sets).values()) == ["reply", "reply (2)"]
