"""The search for proper trembles."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import MixedProfile, NormalFormGame, SolverError
from gametheory.analysis.stability import proper_trembles
from gametheory.analysis.stability.proper_trembles import Properness, check_trembles, some_trembles, trembles_near
from gametheory.analysis.stability.properness import judge_properness, proper_equilibrium

MYERSON = [[1, 0, -9], [0, 0, -7], [-9, -7, -7]]


def test_trembles_of_a_given_equilibrium() -> None:
    first, last = tuple(map(Fraction, (1, 0, 0))), tuple(map(Fraction, (0, 0, 1)))
    verdict = trembles_near((MYERSON, MYERSON), (first, first))
    assert verdict.is_proper
    assert [mixture.index(1) for mixture in verdict.trembles[0]] == [0, 1, 2]
    assert trembles_near((MYERSON, MYERSON), (last, last)) == Properness(False)
    assert some_trembles((MYERSON, MYERSON)) == verdict


def test_heartbeat_ends_the_search() -> None:
    def stop() -> None:
        raise TimeoutError("enough")

    with pytest.raises(TimeoutError, match="enough"):
        some_trembles((MYERSON, MYERSON), heartbeat=stop)


def test_all_orders_are_tried_where_small_mistakes_show_none(monkeypatch: pytest.MonkeyPatch) -> None:
    game = NormalFormGame.from_bimatrix(MYERSON, MYERSON)
    expected = proper_equilibrium(game).trembles
    monkeypatch.setattr(proper_trembles, "TREMBLE_BITS", ())
    assert proper_equilibrium(game).trembles == expected
    assert proper_equilibrium(game, most_programs=0) == Properness(None)
    assert judge_properness(game, MixedProfile(game, [[0, 1, 0], [0, 1, 0]]), most_programs=0) == Properness(None)


def test_an_impossible_failure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proper_trembles._TrembleSearch, "_of_orders", lambda *_: None)
    with pytest.raises(SolverError, match="though there is one"):
        proper_equilibrium(NormalFormGame.zero_sum([[1, 2], [3, 0]]))


def test_wrong_trembles_are_refused() -> None:
    one, other = (Fraction(1), Fraction(0)), (Fraction(0), Fraction(1))
    tables = [[2, 0], [1, 1]], [[1, 0], [0, 1]]
    check_trembles(tables, ((one, other), (one, other)))
    for trembles in (((one,), (one, other)), ((other, one), (one, other))):
        with pytest.raises(SolverError, match="not proper"):
            check_trembles(tables, trembles)
