"""Pages to explore: one file, and what they refuse."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import numpy as np
import pytest

from gametheory import ExtensiveFormGame, load, solve
from gametheory.core.infosets import Infoset
from gametheory.core.players import Player
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.rendering.explorer.page import MOST_NODES, explore


def test_the_page_allows_its_own_script_and_no_other() -> None:
    html = explore(load("trust_game")).html
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'" in html
    assert "http" not in html.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")


def test_the_page_holds_the_game() -> None:
    model = load("trust_game")
    html = explore(model, solve(model)).html
    (text,) = re.findall(r'<script type="application/json" id="game">(.*?)</script>', html, re.DOTALL)
    data = json.loads(text)
    assert (data["title"], data["total"]["3"]) == ("Trust", ["\N{MINUS SIGN}1", "2"])
    assert "<h1>Trust</h1>" in html


def test_what_a_parameter_was_set_to_stands_in_the_title() -> None:
    html = explore(load("choose_one_of_two").with_values(commission="1/5")).html
    assert "commission" in re.findall("<title>(.*?)</title>", html)[0]


def test_pages_are_saved_as_html(tmp_path: Path) -> None:
    page = explore(load("trust_game"))
    assert page.save(tmp_path / "trust.html").read_text(encoding="utf-8") == page.html
    with pytest.raises(InvalidParameterError, match=r"expected a page ending in \.html, got '.*trust\.svg'"):
        page.save(tmp_path / "trust.svg")


def test_a_normal_form_is_no_tree() -> None:
    with pytest.raises(UnsupportedGameError, match=r"needs a game in extensive form, got a normal form"):
        explore(load("matching_pennies"))


def test_a_page_has_an_end() -> None:
    count = MOST_NODES
    actions = tuple(str(number) for number in range(count))
    arrays = {
        "parent": np.array([-1, *[0] * count], dtype=np.int32),
        "parent_action": np.array([-1, *range(count)], dtype=np.int32),
        "infoset": np.array([0, *[-1] * count], dtype=np.int32),
        "outcome": np.full(count + 1, -1, dtype=np.int32),
    }
    game = ExtensiveFormGame(
        players=(Player("one", "One"),),
        infosets=(Infoset(0, "choice", "", actions),),
        node_labels=("",) * (count + 1),
        outcome_labels=(),
        outcome_payoffs=np.zeros((0, 1), dtype=np.int64),
        **arrays,  # type: ignore[arg-type]
    )
    with pytest.raises(UnsupportedGameError, match=r"at most 100,000 nodes, got 100,001"):
        explore(game)


def test_a_tree_that_is_never_built_cannot_be_explored() -> None:
    with pytest.raises(UnsupportedGameError, match="expected a game whose tree can be built, got one of 6,973"):
        explore(load("chain_store_20"))
