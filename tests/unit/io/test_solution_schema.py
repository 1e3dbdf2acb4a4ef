"""What `solve --format json` prints is what the schema describes, and nothing else is."""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema
import pytest

from gametheory import Coverage, NormalFormGame, Solution, Termination, solve
from gametheory.core.concepts import CONCEPTS
from gametheory.io.solution_json import solution_to_json
from gametheory.io.solution_schema import solution_schema
from gametheory.solvers.methods import METHODS
from unit.rendering.told_games import forgetful, shipped, solved

VALIDATOR = jsonschema.Draft202012Validator(solution_schema())


def printed(solution: Solution) -> Any:
    """The JSON of a solution, written and read."""
    return json.loads(json.dumps(solution_to_json(solution, sha256="0" * 64)))


@pytest.mark.parametrize(
    "solution",
    [
        solved("price_monitoring"),
        solved("matching_pennies", "pure"),
        solved("von_stengel_degenerate", most=1),
        solved("centipede", "nash"),
        solved("choose_one_of_two", "nash"),
        solved("selten_horse", "nash"),
        solved("ultimatum", "subgame_perfect"),
        forgetful(),
        solved("hawk_dove").replace(termination=Termination.TIME_LIMIT, coverage=Coverage.PARTIAL, num_extreme=None),
    ],
    ids=repr,
)
def test_solutions_fit(solution: Solution) -> None:
    VALIDATOR.validate(printed(solution))


OF_NORMAL_FORMS = [
    (concept, method.name)
    for concept in CONCEPTS
    for method in METHODS
    if (concept in method.concepts and "normal form" in method.forms)
]
OF_TREES = [
    (concept, method.name)
    for concept in CONCEPTS
    for method in METHODS
    if concept in method.concepts and "tree" in method.forms
]


@pytest.mark.parametrize(("concept", "method"), OF_NORMAL_FORMS)
def test_every_answer_for_a_normal_form_fits(concept: str, method: str) -> None:
    is_constant = method in {"zero_sum", "interior_point"}
    game = NormalFormGame.zero_sum([[3, -1, 2], [-2, 4, 1]]) if is_constant else shipped("hawk_dove")
    solution = solve(game, concept, method=method)
    assert len(solution.equilibria) > 0
    VALIDATOR.validate(printed(solution))


@pytest.mark.parametrize(("concept", "method"), OF_TREES)
def test_every_answer_for_a_tree_fits(concept: str, method: str) -> None:
    solution = solve(shipped("kuhn_poker" if method == "zero_sum_tree" else "trust_game"), concept, method=method)
    assert len(solution.equilibria) > 0
    VALIDATOR.validate(printed(solution))


@pytest.mark.parametrize(
    ("concept", "options"),
    [
        ("stackelberg", {"leader": "second", "tie": "weak"}),
        ("correlated", {"objective": "egalitarian"}),
        ("coarse_correlated", {"objective": "first"}),
    ],
)
def test_options_fit(concept: str, options: dict[str, str]) -> None:
    told = printed(solve(shipped("chicken"), concept, options=options))
    assert told["options"] == options
    VALIDATOR.validate(told)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(solution_schema())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", 2),
        ("sha256", "abc"),
        ("coverage", "ALL"),
        ("termination", "done"),
        ("arithmetic", "rational"),
        ("num_extreme", -1),
        ("equilibria", [{}]),
        ("parameters", {"fee": "0.1"}),
        ("nothing", 1),
    ],
)
def test_others_do_not_fit(key: str, value: object) -> None:
    wrong = copy.deepcopy(printed(solved("price_monitoring")))
    wrong[key] = value
    with pytest.raises(jsonschema.ValidationError, match=r"\S"):
        VALIDATOR.validate(wrong)


def test_nash_subsets_need_strategies() -> None:
    wrong = printed(solved("price_monitoring"))
    del wrong["nash_subsets"][0]["strategies"]
    with pytest.raises(jsonschema.ValidationError, match="'strategies' is a required property"):
        VALIDATOR.validate(wrong)


@pytest.mark.parametrize("key", ["equilibria", "continua", "unresolved", "leading"])
def test_keys_are_required(key: str) -> None:
    wrong = printed(solved("price_monitoring"))
    del wrong[key]
    with pytest.raises(jsonschema.ValidationError, match=f"'{key}' is a required property"):
        VALIDATOR.validate(wrong)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kind", "pure"),
        ("distribution", [{"actions": {"first": "Dare"}}]),
        ("distribution", [{"actions": {"first": 1}, "probability": "1/2"}]),
        ("payoffs", {"first": "0.5"}),
    ],
)
def test_wrong_distributions_do_not_fit(key: str, value: object) -> None:
    wrong = printed(solve(shipped("chicken"), "correlated"))
    VALIDATOR.validate(wrong)
    wrong["equilibria"][0][key] = value
    with pytest.raises(jsonschema.ValidationError, match=r"\S"):
        VALIDATOR.validate(wrong)
