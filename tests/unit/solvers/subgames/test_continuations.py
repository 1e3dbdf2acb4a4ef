from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.solvers.subgames import continuations
from gametheory.solvers.subgames.continuations import (
    NO_SUBGAME,
    ONE,
    ChanceSubgame,
    ChoiceSubgame,
    Count,
    Exit,
    SolvedSubgame,
    StageEquilibrium,
)

HALF = Fraction(1, 2)


def end(*payoffs: int) -> Exit:
    return Exit(NO_SUBGAME, {payoffs: ONE})


def test_best_action_only() -> None:
    choice = ChoiceSubgame(1, 7, [end(9, 1), end(0, 4)])
    assert choice.counts == {(0, 4): ONE}
    assert not choice.has_moving_tie
    ((choices, component, required),) = choice.ways((0, 4))
    assert (choices, component, list(required)) == (((7, (0, 1)),), 0, [])


def test_ties_count_the_equilibria_of_every_later_subgame() -> None:
    exits = [Exit(3, {(1, 5): Count(2, 2)}), Exit(8, {(4, 5): Count(3, 1)}), Exit(9, {(0, 0): Count(7, 7)})]
    choice = ChoiceSubgame(1, 0, exits)
    assert choice.counts == {(1, 5): Count(42, 14), (4, 5): Count(42, 14)}
    assert choice.has_moving_tie
    (way,) = choice.ways((4, 5))
    assert [(number, list(allowed)) for number, allowed in way.required] == [
        (3, [(1, 5)]),
        (8, [(4, 5)]),
        (9, [(0, 0)]),
    ]


def test_ties_that_move_nobody() -> None:
    choice = ChoiceSubgame(0, 0, [end(2, 3), end(2, 3), end(1, 9)])
    assert choice.counts == {(2, 3): Count(2, 2)}
    assert not choice.has_moving_tie
    assert [way.choices for way in choice.ways((2, 3))] == [((0, (1, 0, 0)),), ((0, (0, 1, 0)),)]


def test_other_actions_may_give_anything_no_better() -> None:
    exits = [Exit(1, {(0, 2): Count(5, 5), (3, 2): Count(1, 1)}), Exit(2, {(1, 0): Count(2, 2), (4, 4): Count(3, 3)})]
    choice = ChoiceSubgame(0, 0, exits)
    # 0 against 1 or 4; 3 against 1 or 4
    assert choice.counts == {(1, 0): Count(10, 10), (3, 2): Count(2, 2), (4, 4): Count(18, 18)}
    assert not choice.has_moving_tie
    (way,) = choice.ways((4, 4))
    assert [(number, list(allowed)) for number, allowed in way.required] == [(1, [(0, 2), (3, 2)]), (2, [(4, 4)])]


def test_a_tie_among_several_payoffs() -> None:
    exits = [Exit(1, {(1, 2): ONE, (2, 2): ONE}), Exit(2, {(1, 7): ONE})]
    assert ChoiceSubgame(0, 0, exits).has_moving_tie
    assert not ChoiceSubgame(0, 0, [exits[0], Exit(2, {(1, 2): ONE})]).has_moving_tie


def test_chance_adds_up_what_is_equal() -> None:
    exits = [Exit(1, {(0, 2): Count(2, 1), (2, 0): ONE}), Exit(2, {(2, 0): ONE, (0, 2): ONE})]
    chance = ChanceSubgame([HALF, HALF], exits, lambda: None)
    assert chance.counts == {(1, 1): Count(3, 2), (0, 2): Count(2, 1), (2, 0): ONE}
    ways = [[(number, *allowed) for number, allowed in way.required] for way in chance.ways((1, 1))]
    assert ways == [[(1, (0, 2)), (2, (2, 0))], [(1, (2, 0)), (2, (0, 2))]]
    assert not chance.is_cut


def test_chance_follows_so_many_payoffs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(continuations, "MOST_PAYOFFS", 2)
    chance = ChanceSubgame(
        [HALF, HALF], [Exit(1, {(0,): ONE, (1,): ONE}), Exit(2, {(0,): ONE, (4,): ONE})], lambda: None
    )
    assert (len(chance.counts), chance.is_cut) == (2, True)


def test_stage_equilibria_are_completed_in_every_pure_way() -> None:
    stage = SolvedSubgame([Exit(4, {(1, 1): Count(2, 2)}), end(0, 0)])
    worths = ((1, 1), (0, 0))
    stage.add((1, 1), StageEquilibrium(((0, (Fraction(1), Fraction(0))),), ((2, 3),), 0, worths))
    stage.add((1, 1), StageEquilibrium(((0, (HALF, HALF)), (2, (HALF, HALF, Fraction(0)))), (), 1, worths))
    assert stage.counts == {(1, 1): Count(8, 6)}
    ways = list(stage.ways((1, 1)))
    assert [dict(way.choices)[2] for way in ways] == [(1, 0, 0), (0, 1, 0), (0, 0, 1), (HALF, HALF, 0)]
    assert [way.component for way in ways] == [0, 0, 0, 1]
    assert ways[0].required == ((4, ((1, 1),)),)


def test_a_stage_with_nothing_to_choose() -> None:
    stage = SolvedSubgame([end(3, 1)]).with_nothing_to_choose()
    assert stage.counts == {(3, 1): ONE}
    assert [way.choices for way in stage.ways((3, 1))] == [()]


def test_the_heartbeat_can_stop_the_sums_of_chance() -> None:
    def stop() -> None:
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        ChanceSubgame([HALF, HALF], [Exit(1, {(0,): ONE}), Exit(2, {(4,): ONE})], stop)
