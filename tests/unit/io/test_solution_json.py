"""Solutions as JSON: exact numbers as fraction strings, floats as numbers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import jsonschema

import gametheory
from gametheory import MixedProfile, TreeBuilder, solve
from gametheory.core.state_graph import END, StateGraph
from gametheory.io.equilibrium_json import strategies_to_json
from gametheory.io.json_values import number_to_json
from gametheory.io.solution_json import solution_to_json
from gametheory.io.solution_schema import solution_schema
from unit.core.test_state_graph import market
from unit.rendering.told_games import forgetful, shipped, solved

if TYPE_CHECKING:
    import pytest

    from gametheory.core.solution import Solution


def test_it_begins_with_what_identifies_the_run() -> None:
    data = solution_to_json(solved("price_monitoring"), sha256="f" * 64)
    assert list(data)[:4] == ["format", "version", "sha256", "game"]
    assert (data["format"], data["version"], data["sha256"]) == (1, gametheory.__version__, "f" * 64)
    assert data["game"] == {
        "title": "Price monitoring",
        "form": "normal",
        "players": [{"key": "amazon", "label": "Amazon"}, {"key": "seller", "label": "Top seller"}],
        "num_actions": [2, 3],
    }
    assert data["parameters"]["commission"] == "3/20"
    assert (data["coverage"], data["termination"], data["arithmetic"]) == ("all", "exhausted", "exact")


def test_equilibria_of_normal_forms() -> None:
    (equilibrium,) = solution_to_json(solved("price_monitoring"))["equilibria"]
    assert equilibrium["kind"] == "mixed"
    assert equilibrium["strategies"]["seller"] == {
        "Undercut on Temu": "400/1227",
        "Keep parity": "827/1227",
        "Delist": "0",
    }
    assert equilibrium["payoffs"] == {"amazon": "86371/20450", "seller": "156/25"}
    assert (equilibrium["max_regret"], equilibrium["is_subgame_perfect"], equilibrium["unreached"]) == ("0", None, {})
    assert equilibrium["certificate"] == {
        "best_payoffs": {"amazon": "86371/20450", "seller": "156/25"},
        "regrets": {"amazon": "0", "seller": "0"},
    }


def test_trees_keep_open_choices_and_what_is_not_reached() -> None:
    data = solution_to_json(solved("centipede", "nash"))
    assert data["game"]["form"] == "extensive"
    assert {key: data["game"][key] for key in ("num_nodes", "num_terminals", "num_infosets")} == {
        "num_nodes": 9,
        "num_terminals": 5,
        "num_infosets": 4,
    }
    first = data["equilibria"][0]
    assert first["kind"] == "behavior"
    assert first["strategies"]["ann"] == {"first turn": {"Stop": "1", "Pass": "0"}, "third turn": None}
    assert first["unreached"] == {"ann": ["third turn"], "bob": ["second turn", "last turn"]}
    assert first["is_subgame_perfect"] is True
    assert first["certificate"]["infosets"]["ann"]["first turn"] == {"reach": "1", "regret": "0"}
    assert first["certificate"]["infosets"]["ann"]["third turn"]["regret"] is None
    assert (data["num_extreme"], data["num_components"], data["components"]) == (4, 1, [[0, 1, 2, 3]])
    subset = data["nash_subsets"][0]
    assert subset["num_extreme"] == len(subset["equilibria"])


def test_nash_subsets_of_normal_forms_are_spanned_by_strategies() -> None:
    data = solution_to_json(solved("von_stengel_degenerate", most=1))
    assert (len(data["equilibria"]), data["num_extreme"]) == (1, 3)
    assert data["nash_subsets"] == [
        {
            "num_extreme": 2,
            "equilibria": [0],
            "strategies": {
                "row": [{"Top": "1", "Middle": "0", "Bottom": "0"}],
                "column": [{"Left": "1", "Right": "0"}, {"Left": "2/3", "Right": "1/3"}],
            },
        },
        {
            "num_extreme": 1,
            "equilibria": [],
            "strategies": {
                "row": [{"Top": "0", "Middle": "1/3", "Bottom": "2/3"}],
                "column": [{"Left": "1/3", "Right": "2/3"}],
            },
        },
    ]


def test_nash_subsets_of_trees_are_products_of_blocks() -> None:
    (subset,) = solution_to_json(solved("centipede", "nash", most=1))["nash_subsets"]
    assert subset["strategies"]["ann"] == {
        "num_points": 1,
        "fixed": {"first turn": {"Stop": "1", "Pass": "0"}, "third turn": {"Stop": "0", "Pass": "0"}},
        "blocks": [],
    }
    assert subset["strategies"]["bob"]["fixed"] == {}
    (block,) = subset["strategies"]["bob"]["blocks"]
    listed = block["vertices"]
    assert {"second turn": {"Stop": "2/3", "Pass": "1/3"}, "last turn": {"Stop": "1/3", "Pass": "0"}} in listed
    assert len(listed) == block["num_vertices"] == subset["num_extreme"] == subset["strategies"]["bob"]["num_points"]


def test_long_lists_of_vertices_are_cut_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    solution = solved("centipede", "nash", most=1)
    ((whole,),) = blocks_of_bob(solution)
    monkeypatch.setattr("gametheory.io.equilibrium_json.MOST_VERTICES", 1)
    ((cut,),) = blocks_of_bob(solution)
    assert cut == {"num_vertices": whole["num_vertices"], "vertices": whole["vertices"][:1]}
    assert cut["num_vertices"] > 1


def blocks_of_bob(solution: Solution) -> list[list[dict[str, Any]]]:
    """Return the blocks of one player in each maximal Nash subset, checked against the schema."""
    data = solution_to_json(solution)
    jsonschema.validate(data, solution_schema())
    return [subset["strategies"]["bob"]["blocks"] for subset in data["nash_subsets"]]


def test_whole_plans() -> None:
    data = solution_to_json(forgetful())
    (equilibrium,), (subset,) = data["equilibria"], data["nash_subsets"]
    assert subset["strategies"] == {player: [plan] for player, plan in equilibrium["strategies"].items()}
    assert (equilibrium["kind"], equilibrium["unreached"]) == ("mixed", {})
    assert equilibrium["strategies"]["guard"] == {"guess=l": "1/3", "guess=r": "2/3"}
    assert "infosets" not in equilibrium["certificate"]


def test_nothing_found() -> None:
    data = solution_to_json(solved("matching_pennies", "pure"))
    assert (data["equilibria"], data["leading"], data["sha256"]) == ([], None, None)


def test_floats_are_numbers() -> None:
    assert number_to_json(0.1) == 0.1
    assert number_to_json(Fraction(-1, 10)) == "-1/10"
    assert number_to_json(Fraction(7)) == "7"
    game = shipped("matching_pennies").to_game()
    assert strategies_to_json(MixedProfile(game, [[0.25, 0.75], ["1/2", "1/2"]])) == {
        "matcher": {"Heads": 0.25, "Tails": 0.75},
        "mismatcher": {"Heads": "1/2", "Tails": "1/2"},
    }


def test_statistics_and_options_are_plain() -> None:
    solution = solved("matching_pennies").replace(
        statistics=MappingProxyType({"seconds": 0.5, "weight": Fraction(1, 3)}), options={"start": "Heads"}, source=None
    )
    data = solution_to_json(solution)
    assert data["statistics"] == {"seconds": 0.5, "weight": "1/3"}
    assert (data["options"], data["parameters"]) == ({"start": "Heads"}, {})


def test_regret_is_told_exactly() -> None:
    found = solved("matching_pennies")
    rough = replace(found.equilibria[0], max_regret=Fraction(1, 8))
    (data,) = solution_to_json(found.replace(equilibria=(rough,)))["equilibria"]
    assert data["max_regret"] == "1/8"


def test_where_an_equilibrium_fails_to_be_subgame_perfect() -> None:
    honest, abusing = solution_to_json(solved("trust_game", "nash"))["equilibria"]
    assert honest["subgame_failures"] == [{"node": "honor", "player": "seller", "gain": "1/2"}]
    assert abusing["subgame_failures"] == []
    undecided = replace(solved("trust_game", "nash").equilibria[0], is_subgame_perfect=None, subgame_failures=())
    (told,) = solution_to_json(solved("trust_game", "nash").replace(equilibria=(undecided,)))["equilibria"]
    assert told["subgame_failures"] is None
    assert solution_to_json(solved("price_monitoring"))["equilibria"][0]["subgame_failures"] is None


def test_nodes_without_a_name_of_their_own_are_told_by_the_actions_that_lead_there() -> None:
    builder = TreeBuilder(["first", "second"])
    out, enter = builder.move(0, "first", ["Out", "In"])
    builder.payoffs(out, [9, 0])
    for node, payoff in zip(builder.move(enter, "second", ["a", "b"]), [3, 5], strict=True):
        builder.payoffs(node, [0, payoff])
    failures = [found["subgame_failures"] for found in solution_to_json(solve(builder.build(), "pure"))["equilibria"]]
    assert failures == [[{"node": ["In"], "player": "second", "gain": "2"}], []]


def test_numbers_are_of_any_length() -> None:
    assert number_to_json(Fraction(-(10**5000), 3)) == "-1" + "0" * 5000 + "/3"


def test_strategies_by_state_and_what_they_never_reach() -> None:
    states = (market("one", (1, END, END)), market("two", (END, END, END)))
    graph = StateGraph(players=states[0].stage.players, states=states, title="Markets")
    data = solution_to_json(solve(graph, "subgame_perfect"))
    assert data["game"] == {
        "title": "Markets",
        "form": "extensive",
        "players": [{"key": "entrant", "label": "entrant"}, {"key": "store", "label": "store"}],
        "num_nodes": 9,
        "num_terminals": 5,
        "num_states": 2,
    }
    (equilibrium,) = data["equilibria"]
    assert (equilibrium["kind"], equilibrium["payoffs"]) == ("markov", {"entrant": "3", "store": "8"})
    assert equilibrium["strategies"]["store"]["one reply"] == {"Yes": "1", "No": "0"}
    assert equilibrium["unreached"] == {"entrant": [], "store": ["one reply"]}
