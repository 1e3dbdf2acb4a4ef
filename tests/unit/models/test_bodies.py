from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory.errors import InconsistentGameFileError
from gametheory.models.bodies import note_missing_payoffs, payoff_array, payoff_templates
from gametheory.models.mistakes import Mistakes
from gametheory.models.scopes import Scope
from unit.models.descriptions import in_scope, payoffs, players


def test_integers_that_fit_are_stored_as_such() -> None:
    assert payoff_array([[1, Fraction(2)], [3, 4]]).dtype == np.int64
    mixed = payoff_array([[1, Fraction(1, 2)], [3, 4]])
    assert mixed.dtype == object
    assert mixed.tolist() == [[1, Fraction(1, 2)], [3, 4]]
    assert payoff_array([[2**63]]).tolist() == [[Fraction(2**63)]]


def test_payoffs_of_known_players() -> None:
    _, workshop, mistakes = in_scope("fee")
    scope = Scope(workshop.library)
    templates = payoff_templates(payoffs(seller="fee", walmart="2"), players("amazon", "seller"), workshop, scope)
    assert [template is not None for template in templates] == [False, True]
    note_missing_payoffs(payoffs(seller="fee"), players("amazon", "seller"), "at the end", mistakes)
    with pytest.raises(InconsistentGameFileError, match="unknown player 'walmart'; the players are amazon, seller"):
        mistakes.raise_if_any("m")
    missing = Mistakes()
    note_missing_payoffs(payoffs(), players("amazon", "seller"), "at the end", missing)
    with pytest.raises(InconsistentGameFileError, match="all players at the end, got none of amazon, seller"):
        missing.raise_if_any("m")
