from __future__ import annotations

from fractions import Fraction

import numpy as np

from gametheory import NormalFormGame
from gametheory.rendering.sentences.payoff_sentence import payoff_sentence

TWO = NormalFormGame.from_bimatrix([[1]], [[1]], players={"ann": "Ann", "bob": "Bob"})
THREE = NormalFormGame(np.zeros((3, 1, 1, 1), dtype=int), players={"ann": "Ann", "bob": "Bob", "eve": "Eve"})


def test_what_everybody_gets() -> None:
    assert payoff_sentence(TWO, [Fraction(3), Fraction(1, 2)], "USD", is_certain=True) == "Ann gets 3 and Bob 0.5 USD."
    assert payoff_sentence(TWO, [Fraction(3), Fraction(3)], "", is_certain=False) == "On average, both get 3."
    assert payoff_sentence(THREE, [Fraction(2)] * 3, "", is_certain=True) == "Each gets 2."
    told = payoff_sentence(THREE, [Fraction(2), Fraction(0), Fraction(-1)], "", is_certain=True)
    assert told == "Ann gets 2, Bob 0 and Eve -1."
