"""The JSON Schemas of paths and fits."""

from __future__ import annotations

import json

import jsonschema
import pytest

from gametheory import fit_logit, load, logit_path
from gametheory.io.path_json import fit_to_json, path_to_json
from gametheory.io.path_schema import fit_schema, path_schema

PATHS = jsonschema.Draft202012Validator(path_schema())
FITS = jsonschema.Draft202012Validator(fit_schema())


@pytest.mark.parametrize("game", ["chicken", "trust_game", "jordan_matching_pennies"])
def test_paths_validate(game: str) -> None:
    path = logit_path(load(game))
    told = json.loads(json.dumps(path_to_json(path, [path.at(0.5)])))
    PATHS.validate(told)
    assert told["at"][0]["precision"] == 0.5
    assert not PATHS.is_valid({**told, "precisions": ["0.5"]})
    assert bool(told["bifurcations"]) is (game == "chicken")


@pytest.mark.parametrize(
    ("game", "counts"),
    [
        ("matching_pennies", {"matcher": {"Heads": 31, "Tails": 12}, "mismatcher": {"Heads": 7, "Tails": 36}}),
        ("trust_game", {"buyer": {"trust": {"Trust": 9, "Not": 4}}, "seller": {"honor": {"Honor": 2, "Abuse": 7}}}),
    ],
)
def test_fits_validate(game: str, counts: dict[str, dict[str, object]]) -> None:
    told = json.loads(json.dumps(fit_to_json(fit_logit(load(game), counts))))
    FITS.validate(told)
    assert not FITS.is_valid({name: value for name, value in told.items() if name != "precision"})
