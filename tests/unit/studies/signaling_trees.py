"""Signaling games with one parameter, drawn at random."""

from __future__ import annotations

import random
from io import StringIO
from typing import TYPE_CHECKING

from gametheory import load

if TYPE_CHECKING:
    from gametheory import GameModel

FILE = """
gametheory: 1
form: extensive
players: [sender, receiver]
parameters:
  p: {{value: 1/3, range: [1/10, 9/10], assumption: for the test}}
tree:
  chance: type
  branches:
    weak: {{probability: {share}, next: {weak}}}
    strong: {{probability: rest, next: {strong}}}
"""


def random_signaling(seed: int, *, with_regret: bool = False) -> GameModel:
    """Return a random game with two types, two or three messages and two replies; ties are likely.

    With regret, the receiver may learn the type after a reply and then move once more.
    """
    draw = random.Random(seed)
    size = draw.choice([2, 5, 9])
    num_messages = draw.choice([2, 2, 3])
    is_silent = draw.random() < 0.4
    share = draw.choice(["p", "2/5", "p*p"])

    def payoffs() -> str:
        slope = "" if draw.random() < 0.4 else f" + {draw.randint(-size, size)}*p"
        return f"{{payoffs: ['{draw.randint(0, size)}{slope}', '{draw.randint(0, size)}']}}"

    def end(kind: str, message: int) -> str:
        if not with_regret or draw.random() < 0.6:
            return payoffs()
        return f"{{player: receiver, infoset: late {kind} {message}, actions: {{yes: {payoffs()}, no: {payoffs()}}}}}"

    def reply(kind: str, message: int) -> str:
        if is_silent and message == num_messages - 1:
            return payoffs()
        actions = f"{{up: {end(kind, message)}, down: {payoffs()}}}"
        return f"{{player: receiver, infoset: heard {message}, actions: {actions}}}"

    def types(kind: str) -> str:
        messages = ", ".join(f"m{message}: {reply(kind, message)}" for message in range(num_messages))
        return f"{{player: sender, infoset: {kind}, actions: {{{messages}}}}}"

    return load(StringIO(FILE.format(share=share, weak=types("weak"), strong=types("strong"))))
