"""Pages with maps: complete in themselves, escaped, with the places that the picture has."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from gametheory.errors import InvalidParameterError
from gametheory.rendering.maps.bifurcation_picture import draw_bifurcation
from gametheory.rendering.maps.map_page import MapPage, bifurcation_page, regime_page
from gametheory.rendering.maps.payoff_map_picture import draw_payoff_map
from gametheory.rendering.maps.regime_map_picture import draw_regime_map
from gametheory.studies.regime_map import with_payoffs
from unit.rendering.maps.games import curves_of, map_of


def data_of(page: MapPage) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.html, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_a_map_knows_its_regions() -> None:
    found = map_of("price_monitoring", "commission", "suppressed")
    picture = draw_regime_map(found)
    data = data_of(regime_page(picture, found))
    assert [axis["name"] for axis in data["axes"]] == ["commission", "suppressed"]
    assert data["frame"][2:] == [320, 320]
    assert data["frame"][0] > 14
    assert {label for label, _ in data["regions"]} == {0, 1, 2}
    assert data["regimes"][1] == {"letter": "B", "text": "Amazon: Ignore; Top seller: Undercut on Temu"}
    assert "payoff" not in data


def test_payoffs_are_told() -> None:
    found = with_payoffs(map_of("price_monitoring", "commission", "suppressed"), "amazon", "amazon")
    page = regime_page(draw_payoff_map(found, "amazon", "amazon"), found, "Amazon")
    payoff = data_of(page)["payoff"]
    assert (payoff["label"], payoff["unit"]) == ("Amazon", "million USD a year")
    assert (len(payoff["values"]), len(payoff["values"][0])) == (17, 17)


def test_curves_are_told() -> None:
    traced = curves_of("hawk_dove", "resource")
    data = data_of(bifurcation_page(draw_bifurcation(traced), traced))
    assert [stretch[:2] for stretch in data["stretches"]] == [[0, 3], [3, 10]]
    assert data["choices"][0] == ["First animal", "Hawk"]
    assert len(data["branches"]) == 4
    assert data["frame"][3] > 200


def test_a_page_needs_nothing_else(tmp_path: Path) -> None:
    found = map_of("inspection_game", "wage", "inspection")
    page = regime_page(draw_regime_map(found), found)
    assert "default-src 'none'" in page.html
    assert not re.findall(r'(?:src|href)="(?!data:|#)', page.html)
    assert repr(page).startswith("<MapPage: ")
    assert page.save(tmp_path / "map.html").read_text(encoding="utf-8") == page.html
    with pytest.raises(InvalidParameterError, match=r"expected a page ending in \.html, got .*map\.svg"):
        page.save(tmp_path / "map.svg")


def test_letters_can_be_told_from_texts() -> None:
    found = map_of("inspection_game", "wage", "inspection")
    page = regime_page(draw_regime_map(found), found)
    assert page.html.count('class="letter"') == 6
