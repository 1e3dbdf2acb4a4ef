"""Games and solutions whose sentences are tested."""

from __future__ import annotations

from functools import cache

from gametheory import GameModel, Limits, Solution, TreeBuilder, judge, load, solve
from gametheory.core.equilibrium import Equilibrium
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.profiles import Profile
from gametheory.io.catalogue import shipped_game_path
from gametheory.io.game_file import read_game_text

FORGETFUL = """
gametheory: 1
title: A pair in two rooms
form: extensive
players: {pair: Pair, guard: Guard}
tree:
  player: pair
  infoset: first
  actions:
    L:
      player: guard
      infoset: guess
      actions:
        l: {player: pair, infoset: second, actions: {x: {payoffs: [3, -3]}, y: {payoffs: [0, 0]}}}
        r: {payoffs: [1, -1]}
    R:
      player: guard
      infoset: guess
      actions:
        l: {payoffs: [1, -1]}
        r: {player: pair, infoset: second, actions: {x: {payoffs: [0, 0]}, y: {payoffs: [2, -2]}}}
"""


@cache
def shipped(name: str) -> GameModel:
    """A shipped game."""
    return load(shipped_game_path(name))


@cache
def solved(name: str, concept: str | None = None, *, most: int = 10_000) -> Solution:
    """Its solution."""
    return solve(shipped(name), concept, limits=Limits(equilibria=most))


@cache
def forgetful() -> Solution:
    """Equilibrium in plans of a player that forgets."""
    return solve(read_game_text(FORGETFUL))


def leading(solution: Solution) -> Equilibrium:
    """The equilibrium that is told in full."""
    assert solution.leading is not None
    return solution.equilibria[solution.leading]


def as_equilibrium(profile: Profile) -> Equilibrium:
    """A profile with its certificate, equilibrium or not."""
    certificate = judge(profile.game, profile)
    return Equilibrium(profile, certificate.payoffs, certificate.max_regret, certificate)


def one_line(sentences: list[str] | str) -> str:
    """Sentences without their line breaks."""
    return " ".join((sentences if isinstance(sentences, str) else " ".join(sentences)).split())


def unseen_choice(stay: tuple[int, int], lower: tuple[int, int]) -> ExtensiveFormGame:
    """The sender stays out or shows one of two cards, which the guesser cannot tell apart; it may raise or fold."""
    builder = TreeBuilder({"sender": "Sender", "guesser": "Guesser"})
    out, high, low = builder.move(0, "sender", ["Out", "High", "Low"], infoset="cards")
    builder.payoffs(out, [9, 0])
    for node, raised in ((high, stay), (low, lower)):
        ends = builder.move(node, "guesser", ["Raise", "Fold"], infoset="answer")
        builder.payoffs(ends[0], [1, raised[0]])
        builder.payoffs(ends[1], [2, raised[1]])
    return builder.build()
