"""What everybody gets, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.rendering.sentences.numbers import told_payoff
from gametheory.rendering.sentences.wording import joined, sentence_text, who

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from gametheory.core.source import Game


def payoff_sentence(game: Game, payoffs: Sequence[Fraction], unit: str, *, is_certain: bool) -> str:
    """Return what everybody gets, on average unless play is certain; the unit stands once, at the end.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.zero_sum([[1, 2], [3, 0]], players=["row", "column"])
    >>> payoff_sentence(game, [Fraction(3, 2), Fraction(-3, 2)], "points", is_certain=False)
    'On average, row gets 1.5 and column -1.5 points.'
    """
    amounts = [told_payoff(payoff) for payoff in payoffs]
    if len(payoffs) > 1 and len(set(payoffs)) == 1:
        gains = f"{'both get' if len(payoffs) == 2 else 'each gets'} {amounts[0]}"
    else:
        names = [who(game, player) for player in range(len(payoffs))]
        gains = joined(
            [
                f"{name} {verb}{amount}"
                for name, verb, amount in zip(names, ["gets ", *[""] * (len(names) - 1)], amounts, strict=True)
            ]
        )
    opening = "" if is_certain else "on average, "
    return sentence_text(f"{opening}{gains} {unit}".rstrip())
