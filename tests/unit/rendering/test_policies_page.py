"""The page on policies."""

from __future__ import annotations

from gametheory import load
from gametheory.rendering.policies_page import policies_page
from gametheory.studies.policies.policies import compare
from gametheory.studies.policies.policy_regions import compare_over


def test_page_holds_outcomes_rules_and_the_command() -> None:
    model = load("price_monitoring").with_values(temu_sales=20)
    names = ["no_monitoring", "commission_cap"]
    found = compare(model, names, select="seller")
    region = compare_over(model, {"diversion": (0, 1)}, names, num_points=5, seed=2, select="seller")
    page = policies_page(found, region, file_name="price_monitoring")
    assert page.count("<h2") == 5
    assert "<h1" in page
    assert "commission 0.08 in the place of 0.15" in page
    assert "Assumed: eight percent" in page.replace("Eight", "eight")
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org", "")
    assert (
        "gametheory compare price_monitoring --set temu_sales=20 --policy no_monitoring --policy commission_cap "
        "--select seller --concept nash --over diversion=0:1 --points 5 --seed 2" in page
    )


def test_page_without_a_region() -> None:
    page = policies_page(compare(load("two_store_limit")), file_name="two_store_limit")
    assert page.count("<h2") == 4
    assert "gametheory compare two_store_limit --concept pure" in page
