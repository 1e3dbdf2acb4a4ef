from __future__ import annotations

import re
from fractions import Fraction

import pytest

from gametheory import GameModel, InconsistentGameFileError, solve
from gametheory.models.formulas.parser import parse_formula
from gametheory.models.library import Library
from gametheory.models.mistakes import Mistakes
from gametheory.models.scopes import Scope
from gametheory.models.templates import Workshop
from gametheory.models.unseen_chance import MeanTemplate
from unit.models.led_tier_files import led_game, led_model

TEXT = """
gametheory: 1
form: extensive
parameters: {care: {value: 1/4, range: [-1, 2], assumption: test}}
players: {amazon: Amazon, top: {label: Top sellers, count: 20}}
stages:
  - {name: demand, player: amazon, actions: {Demand: {on: 1}, Allow: {on: 0}}}
  - {name: mood, chance: {Bad: {probability: care, loss: 2}, Good: {probability: rest, loss: 0}}}
  - {name: homing, player: top, actions: {Leave: {temu: 0}, Stay: {temu: 1}}, observes: [demand]}
  - name: check
    chance:
      Seen: {probability: (1 + demand.on) / 4 + mood.loss / 10, seen: 1}
      Unseen: {probability: rest, seen: 0}
payoffs:
  amazon: 10 - 4 * share(top, "Stay") - demand.on - mood.loss * (check == "Seen")
  top: homing.temu * (1 - 2 * check.seen * demand.on) - mood.loss
"""


def test_payoffs_are_means_over_what_chance_does() -> None:
    game = led_game(TEXT)
    stay, leave = ((1, 0), (0, 20)), ((1, 0), (20, 0))
    seen = Fraction(1, 4) * Fraction(7, 10) + Fraction(3, 4) * Fraction(1, 2)
    assert game.payoff("top", 1, stay) == 1 - 2 * seen - Fraction(1, 2)
    assert game.payoff("top", 0, leave) == -Fraction(1, 2)
    assert game.payoff("amazon", 0, leave) == 9 - 2 * Fraction(1, 4) * Fraction(7, 10)
    assert game.payoff("amazon", 1, ((0, 1), (0, 20))) == 6 - 2 * Fraction(1, 4) * Fraction(9, 20)


def test_players_foresee_what_chance_does() -> None:
    (found,) = solve(led_model(TEXT)).equilibria
    assert (found["amazon"]["Demand"], found["top"]["Leave"]) == (1, 1)
    (seldom,) = solve(led_model(TEXT.replace("(1 + demand.on) / 4", "1/4"))).equilibria
    assert (seldom["amazon"]["Allow"], seldom["top"]["Stay"]) == (1, 1)


def test_a_single_seller_has_the_payoffs_of_the_game_of_stages() -> None:
    single = led_model(TEXT.replace("count: 20", "count: 2").replace('4 * share(top, "Stay")', "4 * 0"))
    tree = led_model(
        TEXT.replace("{label: Top sellers, count: 20}", "Top sellers").replace('4 * share(top, "Stay")', "4 * 0")
    )
    assert isinstance(tree, GameModel)
    (by_counts,), (by_tree,) = solve(single).equilibria, solve(tree, "subgame_perfect").equilibria
    assert by_counts.payoffs == by_tree.payoffs


@pytest.mark.parametrize(
    ("care", "told"),
    [
        (Fraction(-1, 10), "expected probabilities of at least 0 at chance node 'mood'"),
        (Fraction(11, 10), "expected probabilities at chance node 'mood' with care = 11/10 to sum to 1, got 11/10"),
    ],
)
def test_probabilities_are_checked_at_the_values(care: Fraction, told: str) -> None:
    with pytest.raises(InconsistentGameFileError, match=re.escape(told)):
        led_model(TEXT).with_values(care=care).to_game()


def test_probabilities_are_checked_after_every_move() -> None:
    with pytest.raises(InconsistentGameFileError, match="chance node 'check'"):
        led_model(TEXT.replace("(1 + demand.on) / 4", "(1 + 3 * demand.on) / 4")).to_game()


def test_a_mean_keeps_the_place_of_its_formula() -> None:
    game = led_game(TEXT.replace('4 * share(top, "Stay")', '1 / share(top, "Stay")'))
    with pytest.raises(InconsistentGameFileError, match=r":15:\d+: this formula has no value: division by zero"):
        game.payoff("amazon", 0, ((1, 0), (20, 0)))


def test_without_chance_a_mean_is_the_formula_itself() -> None:
    workshop = Workshop(Library((), (), Mistakes()), Mistakes())
    template = workshop.template(parse_formula("2 + 1/3"), Scope(workshop.library))
    mean = MeanTemplate(template, (), workshop)
    assert mean.register(()) == template.register(())
    assert workshop.tape.value(mean.register(())) == Fraction(7, 3)
    assert mean.formula is template.formula
