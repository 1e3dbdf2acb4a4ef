"""Regimes of tiers along a parameter, against solutions at single values."""

from __future__ import annotations

import random
from fractions import Fraction
from io import StringIO

import pytest

from gametheory import load, solve
from gametheory.errors import UnsupportedGameError
from gametheory.polynomials import LocalSigns, RealRoot
from gametheory.studies.regimes import regime
from gametheory.studies.tiers.tier_line import TierLine
from unit.studies.tiers.tier_models import CASES, tier_model_with

STAGED = """
gametheory: 1
form: extensive
parameters: {p: {value: 1, range: [0, 2], assumption: a test}, q: {value: 1/5, assumption: a test}}
players: {temu: Temu, shop: {label: Shops, count: 9}}
stages:
  - {name: offer, player: temu, actions: {Subsidize: {paid: 1/3}, Wait: {paid: 0}}}
  - {name: choice, player: shop, actions: {Amazon: {temu: 0}, Temu: {temu: 1}}}
payoffs:
  temu: p * share(shop, "Temu") - offer.paid * (1 + share(shop, "Temu"))
  shop: share(shop, "Temu") - q + offer.paid if choice.temu else (p - 1) / 2
"""


@pytest.mark.parametrize("case", [*CASES, "staged"])
def test_regimes_are_those_of_solutions(case: str) -> None:
    model = load(StringIO(STAGED)) if case == "staged" else tier_model_with(case, count=7)
    concept = model.default_concept or model.to_game().default_concept or "nash"
    line = TierLine(model, "p", (Fraction(0), Fraction(2)), concept=concept, tick=lambda: None)
    assert not line.undecided
    rng = random.Random(5)
    for value in [Fraction(1, 2), Fraction(1), Fraction(5, 4), *(Fraction(rng.randint(0, 600), 300) for _ in range(8))]:
        expected = regime(solve(model.with_values(p=value), concept))
        assert expected is not None
        assert line.at_cut(value, LocalSigns(RealRoot.rational(value), is_point=True)) == expected


def test_what_is_not_known_exactly_is_said() -> None:
    ends = Fraction(0), Fraction(2)
    with pytest.raises(UnsupportedGameError, match="need payoffs by formulas"):
        TierLine(load("price_monitoring"), "fee", ends, concept="nash", tick=lambda: None)
    with pytest.raises(UnsupportedGameError, match="concept 'symmetric' is solved at single values"):
        TierLine(tier_model_with("crowding"), "p", ends, concept="symmetric", tick=lambda: None)
    rooted = STAGED.replace("p * share", "sqrt(p) * share")
    with pytest.raises(UnsupportedGameError, match="quotients of polynomials in 'p', got a square root"):
        TierLine(load(StringIO(rooted)), "p", ends, concept="subgame_perfect", tick=lambda: None)
