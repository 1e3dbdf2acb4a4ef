"""The best value of a parameter as a table with sentences."""

from __future__ import annotations

from io import StringIO

from gametheory import load
from gametheory.rendering.tables.design_table import design_heading, design_sentences, design_table
from gametheory.studies.policies.design import design


def test_a_supremum_is_called_one() -> None:
    found = design(load("price_monitoring"), "amazon", ("suppressed", 0, 1))
    assert design_heading(found) == "Price monitoring: the best suppressed from 0 to 1 for Amazon, nash"
    assert design_table(found).rows == (("0", "4.16", "yes"), ("3/71, from above", "≈4.24325", "approached"))
    sentences = design_sentences(found)
    assert sentences[0].startswith("Best: suppressed down to 3/71, as near as one likes but not there")
    assert sentences[1].startswith("At ≈0.04325")
    assert sentences[2] == "Of several equilibria at one value the leading one answers."
    assert sentences[3].startswith("The thresholds between the stretches are proved")


def test_a_best_value() -> None:
    found = design(load("choose_one_of_two"), "seller", ("suspended", 0, 1), select="seller")
    sentences = design_sentences(found)
    assert sentences[0] == "Best: suspended = 30/71, which gives Top seller 7.2 million USD a year."
    assert sentences[1] == "As much: any suspended between 30/71 and 1."
    assert sentences[2] == "Of several equilibria at one value the best one for Top seller answers."


def test_an_end_that_is_better_has_a_row() -> None:
    text = """gametheory: 1
form: normal
parameters: {fee: {value: 1, range: [0, 2], assumption: free}}
players: [state, seller]
actions: {state: [Wait], seller: [Sell, Leave]}
payoffs: [[[5, 0], [1, fee]]]
"""
    found = design(load(StringIO(text)), "state", "fee")
    assert design_table(found).rows == (("0", "5", "yes"), ("0 to 2", "1", "yes"))
    assert design_sentences(found)[0] == "Best: fee = 0, which gives state 5."
    inside = design(load(StringIO(text.replace("[1, fee]", "[7, fee]"))), "state", "fee", select="first")
    assert design_sentences(inside)[0] == "Best: any fee between 0 and 2, which gives state 7."
    assert not inside.equals
