"""Stages in which two players move once: who hears what, and what is paid."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO
from typing import cast

import pytest

from gametheory import ExtensiveFormGame, load, solve
from gametheory.errors import UnsupportedGameError
from gametheory.polynomials import LocalSigns, RealRoot
from gametheory.solvers.subgames.subgame_stages import Stage
from gametheory.studies.lines.late_chance import likely_payoffs
from gametheory.studies.lines.parameter_line import ParameterLine
from gametheory.studies.lines.single_choice_stage import SingleChoiceStage, StagePlays

REPLIES = """
      chance: noise
      branches:
        loud:
          probability: 1/4
          next: {player: second, infoset: loud, actions: {a: {payoffs: [2, 1]}, b: {payoffs: [0, 3]}}}
        low:
          probability: 3/4
          next: {player: second, infoset: low, actions: {c: {payoffs: [1, 1]}, d: {payoffs: [0, 4]}}}
"""
TREE = """
gametheory: 1
form: extensive
players: [first, second]
tree:
  player: first
  actions:
    In: REPLIES
    Out: OTHER
"""


def whole(tree: ExtensiveFormGame) -> Stage:
    return Stage(0, tuple(range(tree.num_nodes)), tree.terminals)


@pytest.mark.parametrize(("other", "expected"), [("{payoffs: [3, 1]}", False), ("REPLIES", True)])
def test_signals_are_heard_at_one_information_set(other: str, expected: bool) -> None:
    tree = cast("ExtensiveFormGame", load(StringIO(TREE.replace("OTHER", other).replace("REPLIES", REPLIES))).to_game())
    assert StagePlays(tree, whole(tree)).is_signaling is expected


def test_three_players_are_refused() -> None:
    tree = cast("ExtensiveFormGame", load("selten_horse").to_game())
    with pytest.raises(UnsupportedGameError, match="at most two players choose"):
        StagePlays(tree, whole(tree))


def test_payoffs_are_those_of_the_equilibria() -> None:
    line, value = ParameterLine(load("noisy_commitment"), "mistake"), Fraction(1, 10)
    tree, traced = cast("ExtensiveFormGame", line.game), line.near(value)
    signs, worths = LocalSigns(RealRoot.rational(value)), likely_payoffs(tree, traced)
    solver = SingleChoiceStage(StagePlays(tree, whole(tree)), [worths[end] for end in tree.terminals], signs)
    found = solver.nash(signs)
    paid = sorted(tuple(payoff(value) for payoff in solver.payoffs(equilibrium, signs)) for equilibrium in found)
    assert paid == sorted(
        equilibrium.payoffs for equilibrium in solve(load("noisy_commitment").with_values(mistake=value)).equilibria
    )
