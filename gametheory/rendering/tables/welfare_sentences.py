"""What the formulas of ``welfare:`` come to at the equilibria, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.rendering.sentences.numbers import payoff_text
from gametheory.rendering.sentences.wording import joined

if TYPE_CHECKING:
    from gametheory.core.solution import Solution

MOST_NUMBERED = 10
"""Equilibria whose welfare is told one by one; of more only the ends."""


def welfare_sentences(solution: Solution) -> list[str]:
    """Return one sentence for each formula: its value where it is the same everywhere, else by equilibrium."""
    rows = [equilibrium.welfare for equilibrium in solution.equilibria]
    known = [row for row in rows if row is not None]
    if rows and not known:
        return ["Welfare was not worked out: what is played is told by states, plans or lots."]
    sentences = []
    for name in known[0] if known else ():
        values = [row[name] for row in known]
        if len(set(values)) == 1:
            text = (
                payoff_text(values[0]) if len(known) == 1 else f"{payoff_text(values[0])} in every listed equilibrium"
            )
        elif len(values) <= MOST_NUMBERED and len(known) == len(rows):
            numbers = {
                value: [str(number) for number, other in enumerate(values, 1) if other == value] for value in values
            }
            text = "; ".join(f"{payoff_text(value)} in {joined(listed)}" for value, listed in numbers.items())
        else:
            text = f"{payoff_text(min(values))} to {payoff_text(max(values))}"
        sentences.append(f"Welfare, {name.replace('_', ' ')}: {text}.")
    return sentences
