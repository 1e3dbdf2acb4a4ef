from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from gametheory import solve
from gametheory.io.solution_json import solution_to_json
from gametheory.io.solution_schema import solution_schema
from unit.models.tier_files import adoption, crowding, tier_game, two_alike


def test_counts_and_shares_are_written() -> None:
    written = solution_to_json(solve(crowding(12), "pure"))
    (found,) = written["equilibria"]
    assert (found["kind"], found["counts"]) == ("counts", {"shop": {"Amazon": 4, "Temu": 8}})
    assert found["strategies"] == {"shop": {"Amazon": "1/3", "Temu": "2/3"}}
    assert written["game"]["counts"] == [12]


def test_boxes_are_written_as_ranges() -> None:
    idle = tier_game({"shop": (10**6, ["A", "B"])}, {"shop": "1/10"})
    (found,) = solution_to_json(solve(idle, "pure"))["equilibria"]
    assert found["counts"] == {"shop": {"A": [0, 10**6], "B": [0, 10**6]}}


def test_enclosed_probabilities_are_written_with_their_interval() -> None:
    written = solution_to_json(solve(adoption(1_000), "symmetric"))
    mixed = written["equilibria"][1]["strategies"]["shop"]["Temu"]
    assert mixed["value"] == pytest.approx(0.625125, abs=1e-6)
    assert len(mixed["interval"]) == 2
    assert written["arithmetic"] == "interval"


@pytest.mark.parametrize("concept", ["pure", "symmetric", "large_population"])
def test_what_is_written_fits_the_schema(concept: str) -> None:
    written = json.loads(json.dumps(solution_to_json(solve(adoption(1_000), concept))))
    assert list(Draft202012Validator(solution_schema()).iter_errors(written)) == []


def test_totals_of_tiers_that_are_alike_are_written() -> None:
    written = json.loads(json.dumps(solution_to_json(solve(two_alike(3, 5), "pure"))))
    assert written["equilibria"][0]["counts"]["large"] == {"Amazon": [1, 4], "Temu": [1, 4]}
    assert written["equilibria"][0]["pools"] == [{"tiers": ["small", "large"], "totals": {"Amazon": 4, "Temu": 4}}]
    assert list(Draft202012Validator(solution_schema()).iter_errors(written)) == []
