"""What an answer depends on, as tables and sentences."""

from __future__ import annotations

from gametheory import load
from gametheory.rendering.tables.sensitivity_tables import (
    sensitivity_heading,
    sensitivity_sentences,
    sensitivity_tables,
)
from gametheory.studies.uncertainty.sensitivity import sensitivity
from unit.studies.planted_games import ENTRY, LINEAR, planted


def test_shares_and_probabilities() -> None:
    found = sensitivity(planted(LINEAR), samples=64)
    assert sensitivity_heading(found) == "the game: Sobol's indices, nash"
    spreads, indices, regimes = sensitivity_tables(found)
    assert [row[0] for row in spreads.rows] == ["payoff of Row", "payoff of Column", "welfare of consumers"]
    assert indices.columns == ("parameter", "Row", "Column", "consumers")
    rows = {row[0]: row[1:] for row in indices.rows}
    assert rows["idle"] == ("0", "0", "0")
    assert rows["c"][0].endswith("(alone 0.83)") or rows["c"][0].startswith("0.8")
    assert indices.rows[-1][0] == "idle"
    assert regimes.rows[0][1:] == ("nothing", "Row: Top; Column: Left")
    sentences = sensitivity_sentences(found)
    assert sentences[1] == (
        "Distributions: b uniform from 0 to 2; c triangular from 0 over 1 to 5. All others are taken as equally likely "
        "over their ranges, which is an assumption."
    )
    assert "Without any influence at these points: idle." in sentences
    assert sentences[-1] == "At each point there is one equilibrium, and it is certain."


def test_effects() -> None:
    found = sensitivity(planted(LINEAR), ["a", "idle"], method="morris", samples=4, outputs=["payoff", "regime"])
    indices, regimes = sensitivity_tables(found)
    assert indices.rows == (("a", "2.25 (size 2.25)", "0.75 (size 0.75)"), ("idle", "0", "0"))
    assert regimes.columns == ("depends most on", "equilibria")
    sentences = sensitivity_sentences(found)
    assert sentences[0].startswith("Numbers are mean changes as the parameter goes from its 12.5 % to its 87.5 %")
    assert "12 points in 4 trajectories, seed 0." in sentences


def test_what_is_not_known_is_told() -> None:
    sentences = sensitivity_sentences(sensitivity(planted(ENTRY), samples=16, select="payoff_dominant"))
    text = " ".join(sentences)
    assert "points have several equilibria, of which the rule 'payoff_dominant' selects one." in text
    assert "points have no equilibrium that the rule selects." in text
    assert "Groups with points at which an output is not known were left out" in text


def test_more_kinds_of_answers_than_are_listed() -> None:
    found = sensitivity(load("tariff_shock"), samples=4, outputs=["regime"])
    assert found.num_regimes > 6
    assert f"Of {found.num_regimes} kinds of answers the 6 most frequent are listed." in sensitivity_sentences(found)
