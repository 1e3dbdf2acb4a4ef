from __future__ import annotations

import re
from dataclasses import replace

import pytest

from gametheory import GameModel, InconsistentGameFileError, InvalidParameterError
from gametheory.models.definitions import ChanceBranch, StagedDefinition, StageDefinition
from unit.models.led_tier_files import FILE, led_game, led_model


def coin(probability: str, key: str = "") -> str:
    """Return a stage at which chance moves."""
    heads = f"{{probability: '{probability}', won: 1}}"
    return f"  - {{name: coin, {key}chance: {{Heads: {heads}, Tails: {{probability: rest, won: 0}}}}}}\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("player: temu,", "player: temu, when: answer.paid,", "'answer' is not known here: it moves later"),
        ("player: temu,", "player: temu, when: top.temu,", "'top' is a tier of 20 sellers who each choose"),
        (
            "player: top,",
            """player: top, when: 'share(top, "Stay")',""",
            "a condition without share(...) at stage 'homing'",
        ),
        (
            "player: temu,",
            """player: temu, payoffs: {temu: 'share(top, "Stay")'},""",
            "expected payoffs without share(...)",
        ),
        (
            "player: temu,",
            "player: temu, payoffs: {temi: 1},",
            "expected the key of a player ('amazon', 'temu', 'top'), got 'temi'",
        ),
        ("player: temu,", "player: temu, payoffs: {amazon: homing.temu},", "'homing' is a tier of 20 sellers"),
        ("player: temu,", "player: temu, forgets: [demand],", "expected no 'forgets' at stage 'answer'"),
        ("player: temu,", "player: temu, observes: [],", "write 'observes: [demand]'"),
        ("player: top,", "player: top, observes: [demand],", "write 'observes: [demand, answer]'"),
        ("player: temu,", "player: amazon,", "expected one stage of 'amazon' in a game with tiers, got another one"),
        ("  temu: Temu\n", "  temu: {label: Temu, count: 3}\n", "to observe what all see and no tier, got all"),
        ("  amazon: Amazon\n", "  amazon: {label: Amazon, count: 3}\n", "before those of tiers, got it after one"),
        (
            "  - {name: answer",
            coin("1/4") + "  - {name: answer, observes: [demand]",
            "to observe what all see and no tier",
        ),
        ("payoffs:\n", coin('share(top, "Stay")') + "payoffs:\n", "without share(...) at stage 'coin'"),
        ("payoffs:\n", coin("homing.temu") + "payoffs:\n", "'homing' is a tier of 20 sellers"),
        ("payoffs:\n", coin("heads") + "payoffs:\n", "unknown name 'heads'"),
        ("payoffs:\n", coin("1/4", "when: homing.temu, ") + "payoffs:\n", "'homing' is a tier of 20 sellers"),
        ("amazon: 10 - 4", 'amazon: (homing == "Stay") + 10 - 4', "'homing' is a tier of 20 sellers who each choose"),
        ("share(top,", "share(tops,", "expected a tier in share(...), got 'tops'"),
    ],
)
def test_what_these_games_do_not_have_is_told(old: str, new: str, told: str) -> None:
    assert old in FILE
    with pytest.raises(InconsistentGameFileError, match=re.escape(told)):
        led_model(FILE.replace(old, new, 1))


def test_rounds_are_written_out() -> None:
    text = FILE[: FILE.index("stages:")] + (
        "stages:\n"
        "  - repeat: year\n"
        "    over: [1, 2]\n"
        "    stages: [{name: demand, player: amazon, actions: [a, b]}]\n"
        "  - {name: homing, player: top, actions: [c, d]}\n"
        "payoffs: {amazon: 1, temu: 2, top: 3}\n"
    )
    with pytest.raises(InconsistentGameFileError, match="got 'repeat'; write them out"):
        led_model(text)


def test_somebody_moves_first() -> None:
    text = (
        "{gametheory: 1, form: extensive, players: {shop: {count: 2}}, "
        "stages: [{name: s, player: shop, actions: [a, b]}], payoffs: {shop: 1}}"
    )
    with pytest.raises(
        InconsistentGameFileError, match="expected a single player who moves before the tiers, or chance that they see"
    ):
        led_model(text)


def test_somebody_is_paid() -> None:
    description = led_model().description
    assert isinstance(description.body, StagedDefinition)
    with pytest.raises(InconsistentGameFileError, match="expected payoffs at the end or at stages of a game with tie"):
        GameModel(replace(description, body=replace(description.body, payoffs=None)))
    text = FILE[: FILE.index("payoffs:")].replace("player: top,", "player: top, payoffs: {amazon: 1, top: 3},")
    with pytest.raises(InconsistentGameFileError, match="at the end or at a stage, got none of temu"):
        led_model(text)


def test_every_tier_has_a_stage() -> None:
    text = FILE.replace("  top: {label", "  rest: {label: Rest, count: 4}\n  top: {label")
    text = text.replace("payoffs:\n", "payoffs:\n  rest: 1\n")
    with pytest.raises(InconsistentGameFileError, match="expected a stage at which the tier 'rest' chooses, got none"):
        led_model(text)


def test_players_of_stages_exist() -> None:
    description = led_model().description
    assert isinstance(description.body, StagedDefinition)
    first, *others = description.body.stages
    assert isinstance(first, StageDefinition)
    both = replace(first, chance=(ChanceBranch("a", None),))
    with pytest.raises(InconsistentGameFileError, match="expected a player or chance at stage 'demand', got both"):
        GameModel(replace(description, body=replace(description.body, stages=(both, *others))))
    body = replace(description.body, stages=(replace(first, player="amazin"), *others))
    with pytest.raises(
        InconsistentGameFileError, match="unknown player 'amazin' at stage 'demand'; the players are am"
    ):
        GameModel(replace(description, body=body))


def test_attributes_of_stages_and_players_stand_in_formulas() -> None:
    by_stage = led_game()
    by_player = led_game(FILE.replace("demand.on", "amazon.on").replace("homing.temu", "top.temu"))
    counts = ((1, 0), (0, 1), (3, 17))
    assert by_stage.leaders == (0, 1)
    assert [by_stage.payoff(player, 0, counts) for player in ("amazon", "temu")] == [
        by_player.payoff(player, 0, counts) for player in ("amazon", "temu")
    ]
    assert by_stage.payoff("top", 1, counts) == by_player.payoff("top", 1, counts) != 0


def test_a_player_who_never_moves_is_paid() -> None:
    text = FILE.replace("  temu: Temu\n", "  temu: Temu\n  buyers: Buyers\n")
    text = text.replace("payoffs:\n", 'payoffs:\n  buyers: 3 * share(top, "Stay")\n')
    game = led_game(text)
    assert game.leaders == (0, 1)
    assert game.payoff("buyers", 0, ((1, 0), (1, 0), (1,), (10, 10))) * 2 == 3


def test_the_default_concept_is_subgame_perfection() -> None:
    assert led_model().default_concept == "subgame_perfect"
    assert led_game().default_concept == "subgame_perfect"
    assert led_model("concept: nash\n" + FILE.strip()).default_concept == "nash"


def test_parameters_are_checked() -> None:
    with pytest.raises(InvalidParameterError, match="unknown parameter"):
        led_model().with_values(cost=1)
