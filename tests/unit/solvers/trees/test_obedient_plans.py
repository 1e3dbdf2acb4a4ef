"""Conditions under which nobody gains by disobeying: what is obeyed for certain in equilibrium meets them."""

from __future__ import annotations

from fractions import Fraction

from gametheory.core.sequence_form import to_sequence_form
from gametheory.solvers.trees.obedient_plans import ObedientPlans
from oracles.classic_trees import outside_option, trust


def test_numbers_of_variables_and_conditions() -> None:
    plans = ObedientPlans(to_sequence_form(trust()))
    assert (len(plans.pairs), len(plans.equations), plans.num_variables) == (9, 6, 9 + 4)
    assert list(plans.disobedient) == [(0, 1, 0), (0, 2, 0), (1, 1, 0), (1, 2, 0)]
    deeper = ObedientPlans(to_sequence_form(outside_option()))
    # told Out or In, 1 may disobey at both of its sets; told T or B only at the second
    assert list(deeper.disobedient)[:6] == [(0, 1, 0), (0, 1, 1), (0, 2, 0), (0, 2, 1), (0, 3, 1), (0, 4, 1)]


def test_gains_count_from_the_smallest_payoff() -> None:
    """Trust, Honor 1, 1; Trust, Abuse -1, 2; Not 0, 0."""
    plans = ObedientPlans(to_sequence_form(trust()))
    named = [{pair: own[plans.pairs[pair]] for pair in plans.pairs if plans.pairs[pair] in own} for own in plans.gains]
    assert named == [{(1, 1): 2, (2, 0): 1}, {(1, 1): 1, (1, 2): 2}]


def test_disobedience_is_worth_the_best_answer_to_what_was_told() -> None:
    plans = ObedientPlans(to_sequence_form(trust()))
    rows = plans.incentives(lambda: None)
    assert len(rows) == 4 * 3  # two ways to disobey each of four moves, and what obeying must be worth

    def holds(weights: dict[tuple[int, int], Fraction], best: dict[tuple[int, int, int], Fraction]) -> bool:
        point = [weights.get(pair, Fraction(0)) for pair in plans.pairs]
        point += [best.get(key, Fraction(0)) for key in plans.disobedient]
        return all(sum(value * point[number] for number, value in row.items()) >= 0 for row in rows)

    one = Fraction(1)
    refused = {(0, 0): one, (2, 0): one, (0, 2): one, (2, 2): one}
    assert holds(refused, {(0, 2, 0): one})
    trusted = {(0, 0): one, (1, 0): one, (0, 1): one, (1, 1): one}
    for amount in range(4):
        assert not holds(trusted, {(0, 1, 0): 2 * one, (1, 1, 0): amount * one})
