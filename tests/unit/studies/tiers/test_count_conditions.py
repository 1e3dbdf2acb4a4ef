"""Signs of gains along a parameter."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory.core.tiered_game import Deviation, TieredGame
from gametheory.models.tier_payoffs import TierFormulas
from gametheory.polynomials import LocalSigns, RealRoot
from gametheory.studies.tiers.count_conditions import GainSigns, GainTest
from unit.studies.tiers.tier_models import tier_model_with


@pytest.mark.parametrize("value", [Fraction(1, 4), Fraction(3, 5), Fraction(4, 5), Fraction(9, 5)])
@pytest.mark.parametrize("case", ["crowding", "quotient"])
def test_a_test_is_passed_where_the_gain_in_numbers_is_not_positive(case: str, value: Fraction) -> None:
    model = tier_model_with(case)
    game, at_value = model.to_game(), model.with_values(p=value).to_game()
    assert isinstance(game, TieredGame)
    assert isinstance(at_value, TieredGame)
    assert isinstance(game.payoffs, TierFormulas)
    signs = LocalSigns(RealRoot.rational(value), is_point=True)
    gains = GainSigns(game.payoffs.along("p"), {}, signs, signs)
    for number in range(6):
        counts = ((5 - number, number),)
        for deviation in (Deviation(0, 0, 1), Deviation(0, 1, 0)):
            if counts[0][deviation.current]:
                expected = at_value.gain(deviation, counts) <= 0
                assert gains.is_passed(GainTest(deviation, counts)) == expected
