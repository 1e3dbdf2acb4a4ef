from __future__ import annotations

from gametheory.models.infoset_names import infoset_names
from gametheory.models.scopes import NOT_PLAYED

DEMAND = ("demand", ["Demand", "Allow"])
HOMING = ("homing", ["Stay", "Leave"])


def test_one_set_bears_the_stage_name() -> None:
    assert infoset_names("punish", [DEMAND], [(1,)]) == ["punish"]


def test_only_moves_that_tell_apart_are_named_in_stage_order() -> None:
    assert infoset_names("punish", [DEMAND, HOMING], [(0, 1), (0, 0)]) == ["punish: Leave", "punish: Stay"]
    assert infoset_names("punish", [DEMAND, HOMING], [(0, 0), (1, 1)]) == ["punish: Demand", "punish: Allow"]
    three = infoset_names("punish", [DEMAND, HOMING], [(0, 0), (0, 1), (1, 1)])
    assert three == ["punish: Demand, Stay", "punish: Demand, Leave", "punish: Allow, Leave"]


def test_skipped_stages_are_left_out_where_that_is_clear() -> None:
    skipped = NOT_PLAYED
    assert infoset_names("punish", [DEMAND, HOMING], [(0, 0), (0, 1), (1, skipped)]) == [
        "punish: Demand, Stay", "punish: Demand, Leave", "punish: Allow",
    ]  # fmt: skip
    assert infoset_names("punish", [HOMING], [(0,), (skipped,)]) == ["punish: Stay", "punish: homing skipped"]
    same = ("again", ["Stay", "Leave"])
    assert infoset_names("punish", [HOMING, same], [(0, skipped), (skipped, 0), (skipped, 1)]) == [
        "punish: Stay, again skipped",
        "punish: homing skipped, Stay",
        "punish: homing skipped, Leave",
    ]


def test_names_are_unique_whatever_the_labels() -> None:
    odd = [("first", ["A", "A, B"]), ("second", ["B, C", "C"])]
    assert infoset_names("s", odd, [(0, 0), (1, 1), (0, 1)]) == ["s: A, B, C", "s: A, B, C (2)", "s: A, C"]
