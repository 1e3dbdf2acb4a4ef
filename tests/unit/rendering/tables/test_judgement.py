"""What a certificate says about a profile."""

from __future__ import annotations

import pytest

from gametheory import BehaviorProfile, MixedProfile, NormalFormGame, TreeBuilder, judge
from gametheory.analysis.trees.subgame_perfection import SubgamePerfection
from gametheory.rendering.tables import judgement as module
from gametheory.rendering.tables.judgement import judgement_text
from unit.rendering.told_games import shipped, solved

GAME = NormalFormGame.from_bimatrix(
    [[4, 0, 3], [1, 2, 5]],
    [[1, 6, 2], [3, 0, 4]],
    players={"row": "Row", "column": "Column"},
    actions=[["T", "B"], ["L", "M", "R"]],
)


def test_normal_forms() -> None:
    profile = MixedProfile(GAME, [[1, 0], [0, "1/2", "1/2"]])
    assert judgement_text(profile, judge(GAME, profile), is_terminal=False).splitlines() == [
        "player  payoff  best payoff  gain  best reply",
        "------  ------  -----------  ----  ----------",
        "Row     1.5     3.5          2     B",
        "Column  4       6            2     M",
        "",
        "Not an equilibrium: Row gains 2 and Column gains 2 by changing alone.",
    ]


def test_equilibria_and_ties() -> None:
    even = NormalFormGame.zero_sum(
        [[2, 2], [1, 2]], players={"row": "Row", "column": "Column"}, actions=[["T", "B"]] * 2
    )
    profile = MixedProfile(even, [[1, 0], [1, 0]])
    text = judgement_text(profile, judge(even, profile), is_terminal=False)
    assert "T or B" in text
    assert text.endswith("A Nash equilibrium: nobody gains by changing alone.")


def test_trees() -> None:
    game = shipped("trust_game").to_game()
    profile = BehaviorProfile.from_mapping(
        game, {"buyer": {"trust": {"Trust": "1/4", "Not": "3/4"}}, "seller": {"honor": {"Honor": 1}}}
    )
    assert judgement_text(profile, judge(game, profile), is_terminal=False).splitlines()[2:] == [
        "Buyer   0.25    1            0.75  trust: Trust",
        "Seller  0.25    0.5          0.25  honor: Abuse",
        "",
        "Not an equilibrium: the buyer gains 0.75 and the seller gains 0.25 by changing alone.",
        "At 'trust' (always reached) the buyer would gain 0.75.",
        "At 'honor' (reached with probability 1/4 (25 %)) the seller would gain 1.",
    ]


@pytest.mark.parametrize(
    ("entry", "reaction", "verdict"),
    [
        ("Out", "Fight", "It is not subgame perfect: after “In”, the chain store would gain 2 by changing."),
        ("In", "Cooperate", "It is subgame perfect."),
    ],
)
def test_equilibria_of_trees_can_rest_on_empty_threats(entry: str, reaction: str, verdict: str) -> None:
    game = shipped("entry_deterrence").to_game()
    profile = BehaviorProfile.from_mapping(
        game, {"entrant": {"entry": {entry: 1}}, "store": {"reaction": {reaction: 1}}}
    )
    lines = judgement_text(profile, judge(game, profile), is_terminal=False).splitlines()
    assert lines[2].endswith("as it plays")
    assert lines[5:] == ["A Nash equilibrium: nobody gains by changing alone.", verdict]


def test_open_choices_of_equilibria() -> None:
    nash = solved("centipede", "nash").equilibria[0]
    text = judgement_text(nash.profile, nash.certificate, is_terminal=False)
    assert text.endswith("It is subgame perfect, with the right choices where it is open.")


def test_verdicts_that_are_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "judge_subgame_perfection", lambda *_: SubgamePerfection(None))
    nash = solved("centipede", "nash").equilibria[0]
    text = judgement_text(nash.profile, nash.certificate, is_terminal=False)
    assert text.endswith("Not decided whether it is subgame perfect: choices are left open.")


def test_players_that_forget_are_judged_in_the_whole_game_only() -> None:
    builder = TreeBuilder({"ann": "Ann"})
    for node, payoffs in zip(builder.move(0, "ann", ["L", "R"], infoset="first"), ((3, 0), (0, 2)), strict=True):
        for end, payoff in zip(builder.move(node, "ann", ["x", "y"], infoset="second"), payoffs, strict=True):
            builder.payoffs(end, [payoff])
    profile = BehaviorProfile(builder.build(), [[1, 0], [1, 0]])
    text = judgement_text(profile, judge(profile.game, profile), is_terminal=False)
    assert text.endswith("A Nash equilibrium: nobody gains by changing alone.")


def test_terminals_get_the_rich_table() -> None:
    profile = MixedProfile(GAME, [[1, 0], [0, 1, 0]])
    assert "─" in judgement_text(profile, judge(GAME, profile), is_terminal=True)


def test_changes_that_help_only_together_make_an_equilibrium_of_the_agent_form() -> None:
    builder = TreeBuilder(["solo"])
    for matching, node in enumerate(builder.move(0, "solo", ["L", "R"], infoset="first")):
        builder.payoffs(builder.move(node, "solo", ["l", "r"], infoset="second")[matching], [1])
    coins = BehaviorProfile(builder.build(), [["1/2", "1/2"], ["1/2", "1/2"]])
    told = judgement_text(coins, judge(coins.game, coins), is_terminal=False)
    assert "an equilibrium of the agent form only." in told
