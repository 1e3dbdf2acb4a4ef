"""Policies over a region as a table with sentences."""

from __future__ import annotations

from gametheory import Limits, load
from gametheory.rendering.tables.region_table import region_heading, region_sentences, region_table
from gametheory.studies.policies.policy_regions import compare_over

POLICIES = ["no_monitoring", "commission_cap"]


def test_shares_of_points() -> None:
    region = compare_over(load("price_monitoring"), {"temu_sales": (0, 30)}, POLICIES, num_points=40)
    assert region_heading(region).startswith("Over temu_sales from 0 to 30: share of 40 points with more / the same")
    table = region_table(region)
    assert table.columns[:3] == ("policy", "Amazon", "Top seller")
    assert table.rows[0][:3] == ("No price monitoring", "0 % / 20 % / 80 %", "80 % / 20 % / 0 %")
    sentences = region_sentences(region)
    assert sentences[0].endswith("against the others: As it is > No price monitoring > Cap on the commission.")
    assert "with seed 0; the standard error of a share is at most 7.9 percentage points." in sentences[-1]


def test_one_policy_needs_no_ranking() -> None:
    region = compare_over(
        load("price_monitoring"), {"temu_sales": (0, 30)}, POLICIES[:1], num_points=4, select="seller"
    )
    (sentence,) = region_sentences(region)
    assert sentence.startswith("A rule gives more where it does so at the selected equilibrium (seller).")


def test_no_point() -> None:
    region = compare_over(
        load("price_monitoring"), {"temu_sales": (0, 30)}, POLICIES, num_points=4, limits=Limits(time=0)
    )
    if not region.points:
        assert region_table(region).rows[0][1] == "no point"
        assert region_sentences(region)[0].startswith("No point was solved. The time limit was reached")
    else:
        assert "The time limit was reached" in region_sentences(region)[-1]
