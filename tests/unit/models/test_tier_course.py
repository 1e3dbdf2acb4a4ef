from __future__ import annotations

import random
import re
from fractions import Fraction

import pytest

from gametheory import InconsistentGameFileError, UnsupportedGameError, solve
from gametheory.core.count_profile import CountProfile
from gametheory.core.led_tiered_game import LedTieredGame
from gametheory.core.tiered_game import Deviation
from unit.models.led_tier_files import SEASONS, led_game, led_model
from unit.models.tier_files import counted_equilibria

OPENING = """
gametheory: 1
form: extensive
parameters: {boom: {value: 1/4, range: [0, 2], assumption: test}}
players: {amazon: Amazon, top: {label: Top sellers, count: 20}, small: {label: Small, count: 30}}
stages:
  - {name: season, chance: {Boom: {probability: boom, high: 2}, Slump: {probability: rest, high: 1}}}
  - {name: door, player: amazon, actions: {Open: {on: 1}, Close: {on: 0}}, when: season.high - 1}
  - {name: law, chance: {Strict: {probability: season.high / 5, hard: 1}, Mild: {probability: rest, hard: 3}}}
  - {name: homing, player: top, actions: {Leave: {temu: 0}, Stay: {temu: 1}}, when: door.on}
  - {name: following, player: small, actions: {Rest: {temu: 0}, Go: {temu: 1}}, observes: [season, door, law]}
payoffs:
  amazon: law.hard * share(top, "Stay") + (7 if door == "Close" else 5)
  top: homing.temu * (law.hard - 2) + (1/9 if door == "Open" else 0)
  small: following.temu * (share(top, "Stay") - 1/2)
"""


def test_what_is_seen_is_a_stage_of_its_own() -> None:
    game = led_game(OPENING)
    assert [(stage.name, stage.leader, stage.moves) for stage in game.stages] == [
        ("season", None, ("Boom", "Slump")),
        ("door", 0, ("Open", "Close", "no move")),
        ("law", None, ("Strict", "Mild")),
    ]
    assert game.has_chance
    assert game.leaders == (0,)
    assert game.chances_after(()) == {0: Fraction(1, 4), 1: Fraction(3, 4)}
    assert game.chances_after((1,)) == {2: 1}
    assert game.chances_after((0, 1)) == {0: Fraction(2, 5), 1: Fraction(3, 5)}
    assert (game.num_histories, game.histories[-1]) == (6, (1, 2, 1))
    assert game.place_of((1, 2)) == "after season: 'Slump', Amazon: 'no move'"


def test_skipped_tiers_have_no_move_and_no_shares() -> None:
    game = led_game(OPENING)
    closed, opened = game.after((0, 1, 1)), game.after((0, 0, 1))
    assert [closed.actions[tier] for tier in closed.tiers] == [("no move",), ("Rest", "Go")]
    assert [opened.actions[tier] for tier in opened.tiers] == [("Leave", "Stay"), ("Rest", "Go")]
    counts = ((1,), (20,), (10, 20))
    assert closed.payoff("small", 1, counts) == -Fraction(1, 2)
    assert closed.payoff("amazon", 0, counts) == 7
    assert closed.payoff("top", 0, counts) == 0
    everybody = ((1,), (5, 15), (10, 20))
    assert opened.payoff("top", 1, everybody) == 1 + Fraction(1, 9)
    assert opened.payoff("amazon", 0, everybody) == 3 * Fraction(3, 4) + 5
    skipped = game.after((1, 2, 0))
    assert skipped.actions[0] == ("no move",)
    assert skipped.payoff("amazon", 0, counts) == 5
    assert skipped.gain(Deviation(2, 0, 1), ((1,), (20,), (3, 27))) == -Fraction(1, 2)


def test_leaders_foresee_chance_and_skipped_stages() -> None:
    (found,) = solve(led_model(OPENING)).equilibria
    assert found.max_regret == 0
    assert found["amazon"] == {"Open": 0, "Close": Fraction(1, 4), "no move": Fraction(3, 4)}
    assert dict(found["top"]) == {"Leave": 0, "Stay": 0, "no move": 1}
    assert found.payoffs[0] == Fraction(1, 4) * 7 + Fraction(3, 4) * 5


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"boom": 2}, "expected probabilities at chance node 'season' with boom = 2 to sum to 1, got 2; take 1 away"),
    ],
)
def test_probabilities_are_checked_at_the_values(changes: dict[str, int], told: str) -> None:
    with pytest.raises(InconsistentGameFileError, match=re.escape(told)):
        led_model(OPENING).with_values(**changes).to_game()


def test_probabilities_that_are_never_asked_for_may_be_wrong() -> None:
    check = "{name: check, when: 0, chance: {Seen: {probability: 3, fine: 1}, Not: {probability: rest, fine: 0}}}"
    text = SEASONS.replace("payoffs:\n  amazon", f"  - {check}\npayoffs:\n  amazon").replace(
        "- 1)", "- 1 - check.fine)"
    )
    assert led_game(text).after((0, 0)).payoff("top", 1, ((1,), (0, 20))) == 1
    with pytest.raises(InconsistentGameFileError, match="chance node 'check'"):
        led_game(text.replace("when: 0, ", ""))


def test_what_cannot_come_about_is_left_out() -> None:
    game = led_model(OPENING).with_values(boom=0).to_game()
    assert isinstance(game, LedTieredGame)
    assert game.histories == ((1, 2, 0), (1, 2, 1))


def test_too_many_histories_are_refused() -> None:
    moves = ", ".join(f"a{number}: {{probability: 1/50}}" for number in range(50))
    stages = "".join(f"  - {{name: s{number}, chance: {{{moves}}}}}\n" for number in range(3))
    text = (
        f"gametheory: 1\nform: extensive\nplayers: {{shop: {{count: 3}}}}\nstages:\n{stages}"
        "  - {name: sell, player: shop, actions: [A, B]}\npayoffs: {shop: 4}\n"
    )
    with pytest.raises(
        UnsupportedGameError, match="expected at most 100,000 histories before tiers choose, got more at"
    ):
        led_model(text).to_game()


def random_stages(seed: int, sellers: str) -> str:
    """Return a random game of chance, two leaders and sellers; all stages can be skipped or pay."""
    rng = random.Random(seed)

    def number() -> int:
        return rng.randint(-9, 9)

    def when(names: str) -> str:
        return rng.choice(["", f", when: {names}"])

    def pay(name: str) -> str:
        paid = "shop" if name == "s" else rng.choice(["one", "two", "shop"])
        return rng.choice(["", f", payoffs: {{{paid}: {number()} + {number()} * {name}.v}}"])

    def stage(name: str, player: str, known: str) -> str:
        moves = f"actions: {{L: {{v: {rng.randint(0, 2)}}}, R: {{v: {number()}}}}}"
        return f"  - {{name: {name}, player: {player}, {moves}{when(known)}{pay(name)}}}\n"

    def chance(name: str, known: str) -> str:
        moves = f"chance: {{U: {{probability: 1/{rng.randint(2, 5)}, v: {number()}}}, D: {{probability: rest, v: 0}}}}"
        return f"  - {{name: {name}, {moves}{when(known)}{pay(name)}}}\n"

    stages = [chance("c", "1"), stage("a", "one", "c.v"), chance("d", "a.v"), stage("b", "two", "a.v + c.v > d.v")]
    stages += [stage("s", "shop", "b.v - d.v"), chance("e", "b.v + d.v > 1")]
    stages.append(f"  - {{name: f, when: e.v > b.v, payoffs: {{one: {number()}, shop: {number()} * s.v}}}}\n")
    finals = [
        f"  {key}: {number()} * a.v * c.v + {number()} * b.v + {number()} * d.v * e.v + {number()} * c.v + {number()}/7"
        for key in ("one", "two", "shop")
    ]
    finals[2] += f" + {number()}/11 * s.v + {number()} * s.v * (b.v + c.v * d.v)"
    body = "".join(stages) + "payoffs:\n" + "\n".join(finals)
    return f"gametheory: 1\nform: extensive\nplayers: {{one: One, two: Two, {sellers}}}\nstages:\n{body}\n"


@pytest.mark.parametrize("seed", range(20))
def test_sellers_who_do_not_feel_each_other_play_as_one_seller_does(seed: int) -> None:
    tiers = solve(led_model(random_stages(seed, "shop: {label: Shops, count: 3}")), "subgame_perfect")
    tree = solve(led_model(random_stages(seed, "shop: Shop")), "subgame_perfect")
    assert tiers.equilibria
    paid = {equilibrium.payoffs for equilibrium in tiers.equilibria}
    assert paid == {tuple(equilibrium.payoffs) for equilibrium in tree.equilibria if equilibrium.play.is_pure}


def test_branches_have_the_equilibria_that_counting_finds() -> None:
    game = led_game(OPENING.replace("count: 20", "count: 3").replace("count: 30", "count: 2"))
    for history in game.histories:
        branch = game.after(history)
        plays = [equilibrium.play for equilibrium in solve(branch, "pure").equilibria]
        found = {counts for play in plays if isinstance(play, CountProfile) for counts in play.vectors()}
        assert found == counted_equilibria(branch)
