from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from gametheory import load
from gametheory.core.extensive_form import NO_OUTCOME, TERMINAL, ExtensiveFormGame
from gametheory.core.normal_form import NormalFormGame
from gametheory.errors import InconsistentGameFileError, UnsupportedGameError
from gametheory.models.definitions import StageDefinition
from gametheory.models.formulas.exact import FormulaValueError
from gametheory.models.formulas.tape import Tape
from gametheory.models.game_formulas import GameFormulas, constant_registers, node_registers
from gametheory.models.model import GameModel
from unit.models.descriptions import chance_stage, described, payoffs, stage, staged

NOT_TABULATED = {"chain_store_20", "choose_one_of_two_tiers", "fully_managed_adoption", "two_store_limit"}
GAMES = sorted(path for path in (Path(__file__).parents[3] / "games").rglob("*.yaml") if path.stem not in NOT_TABULATED)


def random_values(model: GameModel, rng: random.Random) -> dict[str, Fraction]:
    values = {}
    for name, parameter in model.parameters.items():
        low = parameter.value - 1 if parameter.low is None else parameter.low
        high = parameter.value + 1 if parameter.high is None else parameter.high
        values[name] = low + (high - low) * Fraction(rng.randint(0, 20), 20)
    return values


def node_payoffs(tree: ExtensiveFormGame) -> np.ndarray:
    rows = [
        [Fraction(0)] * tree.num_players if outcome == NO_OUTCOME else tree.outcome_payoffs[outcome].tolist()
        for outcome in tree.outcome.tolist()
    ]
    return np.array(rows, dtype=object).T


def assert_same(formulas: GameFormulas, model: GameModel) -> None:
    game, values = model.whole_game(), model.parameter_values
    numbers = formulas.exact_payoffs(values)
    if isinstance(game, NormalFormGame):
        assert (numbers == game.payoffs).all()
        return
    tree = formulas.game
    assert isinstance(tree, ExtensiveFormGame)
    assert (numbers == node_payoffs(game)).all()
    assert (tree.parent == game.parent).all()
    reader = formulas.reader(values)
    for mine, theirs in zip(tree.infoset.tolist(), game.infoset.tolist(), strict=True):
        if theirs == TERMINAL:
            assert mine == TERMINAL
            continue
        registers, infoset = formulas.probabilities[mine], game.infosets[theirs]
        assert tree.infosets[mine].player == infoset.player
        assert (None if registers is None else tuple(map(reader.value, registers))) == infoset.probabilities


@pytest.mark.parametrize("path", GAMES, ids=lambda path: path.stem)
def test_registers_give_every_shipped_game_at_any_values(path: Path) -> None:
    model = load(str(path))
    formulas, rng, compared = model.formulas(), random.Random(5), 0
    for _ in range(20):
        changed = model.with_values(**random_values(model, rng))
        try:
            changed.whole_game()
        except InconsistentGameFileError:
            continue
        if formulas.has_shape_at(changed.parameter_values):
            compared += 1
            assert_same(formulas, changed)
    assert compared


ENTRY = stage("entry", "a", {"In": {"x": "1"}, "Out": {"x": "0"}})
FIGHT = stage("fight", "b", ["Yes", "No"], when="entry.x and cost > 1 / 2")


def model_of(*stages: StageDefinition, **ends: str) -> GameModel:
    return GameModel(described(["a", "b"], staged(*stages, **ends), numbers={"cost": "2", "luck": "1/4"}), "m")


def test_conditions_tell_where_the_tree_has_another_shape() -> None:
    model = model_of(ENTRY, FIGHT, a="entry.x - cost", b="cost")
    formulas = model.formulas()
    assert list(formulas.conditions.values()) == [True]
    assert formulas.tape.parameters_of(next(iter(formulas.conditions))) == ("cost",)
    shapes = {
        cost: formulas.has_shape_at(model.with_values(cost=cost).parameter_values) for cost in ("1/4", "1/2", "3")
    }
    assert shapes == {"1/4": False, "1/2": False, "3": True}
    for cost, same in shapes.items():
        assert (model.at(cost=cost).num_nodes == formulas.game.num_nodes) == same
    assert_same(formulas, model.with_values(cost=3))


def test_the_rest_of_a_probability_and_payoffs_on_the_way() -> None:
    luck = chance_stage("luck_", {"Good": "luck", "Middle": "luck ** 2", "Bad": None})
    toll = StageDefinition("toll", payoffs=payoffs(a="-cost", b="0"))
    model = model_of(luck, toll, ENTRY, a="1", b="entry.x")
    formulas = model.formulas()
    registers = next(registers for registers in formulas.probabilities if registers is not None)
    reader = formulas.reader(model.with_values(luck="1/3").parameter_values)
    assert [reader.value(register) for register in registers] == [Fraction(1, 3), Fraction(1, 9), Fraction(5, 9)]
    assert_same(formulas, model.with_values(luck="1/3", cost=5))
    assert_same(formulas, model.with_values(cost=0))


def test_equal_chance_moves_with_other_formulas_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "weather.yaml"
    path.write_text("""
gametheory: 1
form: extensive
players: {a: A}
parameters: {one: {value: 1/4, assumption: x}, two: {value: 1/4, assumption: x}}
tree:
  player: a
  actions:
    Left:
      chance: Rain
      branches:
        Wet: {probability: one, next: &wet {payoffs: {a: 3}}}
        Dry: {probability: rest, next: &dry {payoffs: {a: two}}}
    Right: {chance: Rain, branches: {Wet: {probability: two, next: *wet}, Dry: {probability: rest, next: *dry}}}
    Ahead: {chance: Rain, branches: {Wet: {probability: one, next: *wet}, Dry: {probability: rest, next: *dry}}}
""")
    model = load(str(path))
    formulas = model.formulas()
    assert [infoset.key for infoset in model.whole_game().infosets] == ["a:1", "Rain"]  # type: ignore[union-attr]
    assert [infoset.key for infoset in formulas.game.infosets] == ["a:1", "Rain", "Rain 2"]  # type: ignore[union-attr]
    assert_same(formulas, model.with_values(two="1/3"))
    assert_same(formulas, model.with_values(one=1))


def test_payoffs_without_a_value_raise() -> None:
    model = model_of(ENTRY, a="1 / cost", b="entry.x")
    formulas = model.formulas()
    with pytest.raises(FormulaValueError, match="division by zero"):
        formulas.exact_payoffs({**model.parameter_values, "cost": Fraction(0)})
    with pytest.raises(InconsistentGameFileError, match="division by zero"):
        model.with_values(cost=0).formulas()


def test_trees_that_are_too_large_have_no_formulas() -> None:
    with pytest.raises(UnsupportedGameError, match="expected a tree of at most 10,000,000 nodes"):
        load("chain_store_20").formulas()


def test_registers_of_numbers() -> None:
    tape = Tape([])
    registers = constant_registers(np.array([[3, 0], [Fraction(1, 3), 3]], dtype=object), tape)
    assert [[tape.value(register) for register in row] for row in registers.tolist()] == [[3, 0], [Fraction(1, 3), 3]]
    tree = load("trust_game").to_game()
    assert isinstance(tree, ExtensiveFormGame)
    assert tape.zero == 0
    outcomes = np.arange(10, 10 + tree.outcome_payoffs.size).reshape(tree.outcome_payoffs.shape)
    nodes = node_registers(tree, outcomes, tape.zero)
    assert nodes[:, 0].tolist() == [0, 0]
    assert nodes[:, tree.terminals[0]].tolist() == outcomes[tree.outcome[tree.terminals[0]]].tolist()
