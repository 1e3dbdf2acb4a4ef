"""Records of certificates."""

from __future__ import annotations

from fractions import Fraction

from gametheory.core.certificate import BestReply, Certificate, InfosetReply

HALF = Fraction(1, 2)


def test_regrets_and_best_actions() -> None:
    content = BestReply(0, Fraction(2), Fraction(2), (Fraction(2), Fraction(0), Fraction(2)))
    greedy = BestReply(1, Fraction(1), Fraction(5, 2))
    certificate = Certificate((content, greedy))
    assert (content.regret, content.best_actions) == (0, (0, 2))
    assert (greedy.regret, greedy.best_actions) == (Fraction(3, 2), ())
    assert certificate.payoffs == (2, 1)
    assert certificate.max_regret == Fraction(3, 2)
    assert not certificate.is_equilibrium
    assert Certificate((content,)).is_equilibrium


def test_unreached_sets() -> None:
    replies = (InfosetReply(0, HALF, None, None), InfosetReply(3, Fraction(0), (HALF,), Fraction(0)))
    assert Certificate((BestReply(0, HALF, HALF),), replies).unreached == (3,)
