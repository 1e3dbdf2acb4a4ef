"""Regimes side by side in words."""

from __future__ import annotations

from gametheory import load, solve
from gametheory.rendering.sentences.regime_sentences import NOTHING_ELSE, told_regimes
from gametheory.studies.regimes import regime


def test_one_regime_is_told_in_full() -> None:
    model = load("choose_one_of_two")
    texts, same = told_regimes([regime(solve(model))], model.players)
    assert texts[0].startswith("Amazon: demand: Demand exclusivity")
    assert "punish" in texts[0]
    assert same == ""


def test_what_is_shared_is_told_once() -> None:
    model = load("choose_one_of_two")
    here, there = (regime(solve(model.with_values(commission=value))) for value in ("0.15", "0.05"))
    texts, same = told_regimes([here, there], model.players)
    assert texts == ("Amazon: demand: Demand exclusivity", "Amazon: demand: Allow both")
    assert same.startswith("The same everywhere: ")
    assert "punish: Suspend" in same


def test_normal_forms_are_told_in_full() -> None:
    model = load("price_monitoring")
    here, there = (regime(solve(model.with_values(suppressed=value))) for value in ("0.01", "0"))
    texts, same = told_regimes([here, there, None], model.players)
    assert texts[-1] == "no game"
    assert same == ""
    assert all(text.startswith("Amazon: Monitor") for text in texts[:-1])


def test_a_regime_may_have_nothing_of_its_own() -> None:
    supports = (("seller", "reply", ("Comply",)), ("amazon", "demand", ("Demand",)))
    shorter = supports[:1]
    texts, _ = told_regimes([((supports,),), ((shorter,),)], load("choose_one_of_two").players)
    assert texts == ("Amazon: demand: Demand", NOTHING_ELSE)
