from __future__ import annotations

import pytest

from gametheory import UnsupportedGameError
from gametheory.core.concepts import CONCEPTS, concept_named, nearest_concept


def test_names_are_keys() -> None:
    assert {name: concept.name for name, concept in CONCEPTS.items()} == {name: name for name in CONCEPTS}


ENDINGS = {("equilibrium", "equilibria"), ("strategy", "strategies"), ("commitment", "commitments")}


@pytest.mark.parametrize("name", CONCEPTS)
def test_words_fit_into_sentences(name: str) -> None:
    concept = concept_named(name)
    assert concept.singular != concept.plural
    assert (concept.singular.split()[-1], concept.plural.split()[-1]) in ENDINGS
    assert concept.meaning.endswith(".")


def test_unknown_concepts_are_told_with_the_nearest() -> None:
    with pytest.raises(UnsupportedGameError, match=r"concept 'nahs'; did you mean 'nash'\? There are nash, pure"):
        concept_named("nahs")
    with pytest.raises(UnsupportedGameError, match=r"unknown concept 'zzz'; there are nash, pure, subgame_perfect"):
        concept_named("zzz")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("SPE", "subgame_perfect"), ("pbe", "perfect_bayesian"), ("EFCE", "extensive_form_correlated"), ("Pure", "pure")],
)
def test_initials_and_capitals_are_understood(name: str, meant: str) -> None:
    assert nearest_concept(name) == f"; did you mean {meant!r}?"


def test_initials_of_several_are_not_guessed() -> None:
    assert nearest_concept("E") == ""
