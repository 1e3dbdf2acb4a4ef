"""Trees whose chance moves come late: what their ends stand for."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gametheory import load
from gametheory.errors import UnsupportedGameError
from gametheory.polynomials import LocalSigns, RealRoot
from gametheory.studies.lines.late_chance import LateChance, likely_payoffs, total
from gametheory.studies.lines.parameter_line import ParameterLine


@pytest.mark.parametrize(
    ("game", "parameter"), [("parity_reputation", "margin"), ("surplus_or_invest", "setup"), ("tariff_shock", "goods")]
)
def test_ends_share_out_all_payoffs(game: str, parameter: str) -> None:
    line = ParameterLine(load(game), parameter)
    value = Fraction(1, 7)
    traced, signs = line.near(value), LocalSigns(RealRoot.rational(value))
    late = LateChance(line.game)  # type: ignore[arg-type]
    given, delayed = likely_payoffs(line.game, traced), late.end_worths(traced, signs)  # type: ignore[arg-type]
    assert set(delayed) == set(late.game.terminals)
    for player in range(2):
        assert total([worths[player] for worths in delayed.values()]) == total(
            [worths[player] for worths in given.values()]
        )


def test_impossible_chance_is_refused() -> None:
    line = ParameterLine(load("parity_reputation"), "tough")
    zero = RealRoot.rational(Fraction(0))
    late = LateChance(line.game)  # type: ignore[arg-type]
    with pytest.raises(UnsupportedGameError, match="positive probabilities"):
        late.end_worths(line.at(zero), LocalSigns(zero, is_point=True))
