"""Equilibria whose probabilities are not all rational: what is proved of them, and formulas of short numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.enclosed_profile import EnclosedProfile, EnclosureCertificate
from gametheory.core.profiles import MixedProfile
from gametheory.polynomials import RealRoot
from gametheory.rendering.sentences.failure_groups import equilibria_text
from gametheory.rendering.sentences.numbers import payoff_text
from gametheory.rendering.sentences.wording import counted, quoted, sentence_text, who

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.core.enclosed_profile import KnownNumber
    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.solution import Solution

NEARNESS = Fraction(1, 10**12)
"""Largest width of an interval that a probability is told by."""
MOST_FORMULAS = 6
"""Formulas of probabilities that are told."""
LONGEST_FORMULA = 48
"""Letters of a formula that somebody reads; the root of a longer one stands in the JSON of the answer."""


def is_enclosed(equilibrium: Equilibrium) -> bool:
    """Whether an equilibrium is proved to lie in a box, and told by a rational profile next to it."""
    return isinstance(equilibrium.certificate, EnclosureCertificate)


def enclosure_sentences(solution: Solution, numbers: Sequence[int]) -> list[str]:
    """Return what is proved of equilibria with numbers that are not rational, which are given by number.

    Parameters
    ----------
    solution
        Any solution.
    numbers
        Numbers of the equilibria, from 1.
    """
    if not numbers:
        return []
    plays = [play for number in numbers if isinstance(play := solution.equilibria[number - 1].play, EnclosedProfile)]
    told_numbers = [number for play in plays for own in play.numbers for number in own or ()]
    is_rounded = any(isinstance(number, tuple) for number in told_numbers)
    where = equilibria_text([number - 1 for number in numbers])
    each = "Next to what is told of it" if len(numbers) == 1 else "Next to what is told of each"
    far = f", within {payoff_text(NEARNESS)} of every probability" if is_rounded else ""
    told = [f"Probabilities of {where} are irrational and rounded here. {each} there is exactly one equilibrium{far}."]
    known = [
        (number, formula)
        for number in numbers
        if isinstance(play := solution.equilibria[number - 1].play, EnclosedProfile)
        for formula in _formulas(play)
    ]
    is_alone = len(solution.equilibria) == 1
    told += [
        f"{'Exactly' if is_alone else f'In equilibrium {number}, exactly'}, {formula}."
        for number, formula in known[:MOST_FORMULAS]
    ]
    if len(known) > MOST_FORMULAS:
        more = counted(len(known) - MOST_FORMULAS, "more such formula is", "more such formulas are")
        told.append(sentence_text(f"{more} not shown here"))
    return told


def _formulas(play: EnclosedProfile) -> Iterator[str]:
    """Yield probabilities that have a short formula in square roots; the last of a choice follows from the others."""
    profile = play.profile
    if isinstance(profile, MixedProfile):
        for player, (names, own) in enumerate(zip(profile.game.actions, play.numbers, strict=True)):
            yield from _told(who(profile.game, player), names, own or ())
        return
    tree = profile.game
    for infoset, own in zip(tree.infosets, play.numbers, strict=True):
        if not infoset.is_chance:
            yield from _told(f"{who(tree, infoset.player)} at {quoted(infoset.key)}", infoset.actions, own or ())


def _told(player: str, names: Sequence[str], numbers: Sequence[KnownNumber]) -> Iterator[str]:
    for name, number in list(zip(names, numbers, strict=False))[:-1]:
        if not isinstance(number, RealRoot) or number.value is not None or not number.closed_form:
            continue
        if len(str(number.closed_form)) <= LONGEST_FORMULA:
            yield f"{player} chooses {quoted(name)} with probability {number.closed_form}"
