from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from fractions import Fraction

import pytest

from gametheory import load
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.players import Player
from gametheory.core.source import GameSource
from gametheory.errors import InconsistentGameFileError, InvalidParameterError
from gametheory.models.definitions import Parameter, Place
from gametheory.models.model import GameModel
from unit.models.descriptions import definitions, described, normal_form

BODY = normal_form({"seller": {"List": {"on": "1"}, "Leave": {"on": "0"}}}, seller="(1 - fee) * seller.on + sqrt(cost)")
DESCRIPTION = replace(
    described(["seller"], BODY, numbers={"fee": "1/10", "cost": "4"}),
    title="Listing", source="nobody", story="It lists.", reading="It pays.", concept="pure",
)  # fmt: skip


def test_a_model_tells_what_the_file_says() -> None:
    model = GameModel(DESCRIPTION, "games/listing.yaml")
    assert (model.title, model.source, model.story, model.reading) == ("Listing", "nobody", "It lists.", "It pays.")
    assert model.concept == model.default_concept == "pure"
    assert (model.path, model.players) == ("games/listing.yaml", (Player("seller", "Seller"),))
    assert model.parameters["fee"].assumption == "given"
    assert repr(model) == "<GameModel 'Listing': 2 parameters, Seller>"
    assert isinstance(model, GameSource)


def test_games_at_values() -> None:
    model = GameModel(DESCRIPTION)
    assert model.to_game() is model.to_game()
    assert model.at(fee=0.5) == NormalFormGame([[Fraction(5, 2), 2]], players={"seller": "Seller"},
                                               actions=[["List", "Leave"]])  # fmt: skip
    assert model.parameter_values == {"fee": Fraction(1, 10), "cost": 4}


def test_values_add_up_and_the_file_stays() -> None:
    changed = GameModel(DESCRIPTION).with_values(fee="1/2").with_values(cost=9)
    assert changed.parameter_values == {"fee": Fraction(1, 2), "cost": 9}
    assert changed.parameters["cost"].value == 4
    assert changed.to_game() == changed.at()


def test_arithmetic_is_float_only_where_a_value_is_irrational() -> None:
    model = GameModel(DESCRIPTION)
    assert model.arithmetic == model.game_arithmetic == "exact"
    assert model.with_values(cost=2).arithmetic == "float"


def test_wrong_values_are_refused() -> None:
    with pytest.raises(InvalidParameterError, match="unknown parameter 'fe'; did you mean 'fee'"):
        GameModel(DESCRIPTION).at(fe=1)
    with pytest.raises(InvalidParameterError, match="unknown parameter 'fe'"):
        GameModel(DESCRIPTION, parameter_values={"fe": Fraction(1)})


def test_models_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError, match="path"):
        GameModel(DESCRIPTION).path = "x"  # type: ignore[misc]
    with pytest.raises(TypeError, match="does not support item assignment"):
        GameModel(DESCRIPTION).parameters["fee"] = None  # type: ignore[index]


def test_independent_mistakes_are_told_together() -> None:
    wrong = replace(
        DESCRIPTION,
        parameters=(*DESCRIPTION.parameters, Parameter("seller", Fraction(1), assumption="x", place=Place(2, 1))),
        definitions=definitions(a="comission", b="b", unused="fe"),
    )
    with pytest.raises(InconsistentGameFileError, match="'seller' is a player and also a parameter") as caught:
        GameModel(wrong, "m")
    assert [mistake.line for mistake in caught.value.mistakes] == [2, 10, 11, 12]


def test_no_players_no_game() -> None:
    with pytest.raises(InconsistentGameFileError, match="expected at least one player, got none"):
        GameModel(replace(DESCRIPTION, players=()))


def test_a_notebook_shows_the_picture() -> None:
    assert "<svg" in load("price_monitoring")._repr_svg_()
