"""Records of thresholds: regimes at values, stretches, enclosures."""

from __future__ import annotations

from fractions import Fraction

from gametheory import load
from gametheory.polynomials import RealRoot
from gametheory.studies.thresholds.threshold_records import Edge, Enclosure, Threshold, Thresholds

A, B, C = ((((("x", "", (name,)),),),) for name in "abc")
THIRD = RealRoot.rational(Fraction(1, 3))
NEAR = Enclosure(Fraction(1, 2), Fraction(5, 8))


def record() -> Thresholds:
    return Thresholds(
        load("price_monitoring"),
        "scan_cost",
        "nash",
        Fraction(0),
        Fraction(1),
        (Threshold(THIRD, A, B, A), Threshold(NEAR, A, None, C)),
        A,
        edges=(Edge(Fraction(1), None, C),),
    )


def test_regimes_at_values() -> None:
    found = record()
    values = ["0", "1/4", "1/3", "2/5", "1/2", "9/16", "5/8", "3/4", "1"]
    assert [found.regime_at(Fraction(value)) for value in values] == [A, A, B, A, A, None, C, C, None]


def test_stretches() -> None:
    ends = [(str(low), str(high), regime) for low, high, regime in record().stretches]
    assert ends == [("0", "1/3", A), ("1/3", "0.5625", A), ("0.5625", "1", C)]


def test_kinds_of_thresholds() -> None:
    first, second = record().thresholds
    assert (first.is_exact, first.is_touch) == (True, True)
    assert (second.is_exact, second.is_touch) == (False, False)
    assert NEAR.interval == (Fraction(1, 2), Fraction(5, 8))
    assert float(NEAR) == 0.5625
