from __future__ import annotations

from importlib import import_module

import pytest

from gametheory import UnsupportedGameError
from gametheory.core.concepts import CONCEPTS
from gametheory.solvers.methods import METHODS, method_named, methods_for

TIERS = ("game of tiers", "game of tiers that follow leaders")


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)
def test_every_method_has_its_module(method: object) -> None:
    listed = next(known for known in METHODS if known is method)
    module = import_module(f"gametheory.solvers.{listed.module}")
    assert callable(module.search)
    assert set(listed.concepts) <= CONCEPTS.keys()
    assert set(listed.forms) <= {"normal form", "tree", "graph of states", *TIERS}


def test_every_concept_has_a_method() -> None:
    assert {concept for method in METHODS for concept in method.concepts} == CONCEPTS.keys()


def test_the_preferred_method_comes_first() -> None:
    defaults = [method.name for method in methods_for("nash", "tree") if method.is_default]
    assert defaults == ["tree_nash", "certified_search", "pure_enumeration"]
    defaults = [method.name for method in methods_for("nash", "normal form") if method.is_default]
    assert defaults == ["label_tree", "certified_search", "pure_enumeration"]


def test_unknown_concept_names_the_nearest() -> None:
    with pytest.raises(
        UnsupportedGameError, match=r"unknown concept 'nahs'; did you mean 'nash'\? There are nash, pure, subgame_perf"
    ):
        methods_for("nahs", "tree")


def test_unknown_method_lists_all() -> None:
    with pytest.raises(UnsupportedGameError, match=r"unknown method 'xyz'; there are label_tree, tree_nash, certified"):
        method_named("xyz")


def test_concept_for_another_kind_of_game() -> None:
    with pytest.raises(UnsupportedGameError, match=r"'subgame_perfect' needs a tree, got a normal form; .* 'nash' or"):
        methods_for("subgame_perfect", "normal form")
