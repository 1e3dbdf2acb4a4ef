from __future__ import annotations

from gametheory import solve
from gametheory.core.led_plan import LedPlan
from gametheory.rendering.sentences.game_description import describe, structure_sentences
from gametheory.rendering.sentences.led_histories import elsewhere, moves_made
from gametheory.rendering.tables.count_table import count_table
from unit.models.led_tier_files import SEASONS, led_game, led_model

SKIPPING = SEASONS.replace(
    "{Leave: {temu: 0}, Stay: {temu: 1}}}", "{Leave: {temu: 0}, Stay: {temu: 1}}, when: door.on}"
)
HIDDEN = SEASONS.replace(
    "payoffs:\n  amazon",
    "  - {name: check, chance: {Seen: {probability: 1/2, fine: 1}, Not: {probability: rest, fine: 0}}}\n"
    "payoffs:\n  amazon",
)


def plan(text: str) -> LedPlan:
    (equilibrium,) = solve(led_game(text)).equilibria
    assert isinstance(equilibrium.play, LedPlan)
    return equilibrium.play


def test_all_that_chance_leads_to_is_told() -> None:
    assert list(elsewhere(plan(SEASONS))) == [
        (0, (0,)),
        (0, (1,)),
        (None, (0, 0)),
        (None, (0, 1)),
        (None, (1, 0)),
        (None, (1, 1)),
    ]


def test_skipped_stages_are_no_moves() -> None:
    text = SEASONS.replace("player: amazon, actions", "player: amazon, when: season.high, actions")
    game = led_game(text)
    assert moves_made(game, (1, 2)) == ["Slump"]
    assert moves_made(game, (0, 1)) == ["Boom", "Close"]
    assert [leader for leader, _ in elsewhere(plan(text))].count(0) == 1


def test_tables_and_explanations_tell_what_chance_leads_to() -> None:
    rows = count_table(solve(led_game(SKIPPING))).rows
    assert rows[0][2] == "Open or Close"
    assert ("", "Top sellers", "after Boom, Open: Stay 20", "1", "") in rows
    assert ("", "Top sellers", "after Slump, Close: no move", "0", "") in rows
    told = " ".join(solve(led_model(SKIPPING)).explain().split())
    assert "Chance and Amazon move in this order, and the top sellers see it before they choose." in told
    assert "Amazon chooses “Open” or “Close”, as chance has it." in told
    assert "After “Slump” and “Close” the top sellers have no move." in told
    assert (
        "After “Boom” Amazon at “Open” gets 4 and would get 3 at “Close”, after which the top sellers have no" in told
    )
    assert "After “Boom” and “Open” one of the top sellers at “Stay” gets 1 and would get 0 at “Leave”." in told


def test_descriptions_tell_what_chance_does() -> None:
    told = describe(led_model(SEASONS), is_terminal=False)
    assert "Chance       season           Boom 0.25, Slump 0.75" in told
    first, second = structure_sentences(led_game(HIDDEN))
    assert "chance and Amazon move first (4 histories), everybody sees it" in first
    assert second.startswith("Chance moves at 'check', which nobody sees before choosing: payoffs are means")


def test_probabilities_that_differ_are_not_listed() -> None:
    text = SEASONS.replace(
        "  - {name: homing",
        "  - {name: law, chance: {Hard: {probability: 1/2 - door.on / 4}, Soft: {probability: rest}}}\n"
        "  - {name: homing",
    )
    assert "Chance       law              Hard, Soft" in describe(led_model(text), is_terminal=False)
