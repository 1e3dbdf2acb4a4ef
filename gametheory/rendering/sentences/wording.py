"""Small pieces of sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.core.node_places import path_to_node
from gametheory.rendering.sentences.numbers import told_probabilities, told_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from fractions import Fraction

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Probability
    from gametheory.core.source import Game

MAX_MIXED = 5
"""Actions of a mixture that are told one by one."""


def joined(words: Sequence[str], conjunction: str = "and") -> str:
    """Return ``a, b and c``.

    Examples
    --------
    >>> joined(["Amazon", "Temu", "a seller"])
    'Amazon, Temu and a seller'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def counted(number: int, singular: str, plural: str) -> str:
    """Return a number with its noun: ``one equilibrium``, ``3 equilibria``."""
    return f"one {singular}" if number == 1 else f"{number:,} {plural}"


def sentence_text(clause: str) -> str:
    """Return a clause as a sentence of its own: with a capital letter and a full stop.

    Examples
    --------
    >>> sentence_text("the subgame after 'In' was not decided")
    "The subgame after 'In' was not decided."
    """
    return f"{clause[:1].upper()}{clause[1:].removesuffix('.')}."


def amount_text(amount: Fraction, unit: str) -> str:
    """Return a payoff with its unit."""
    return f"{told_text(amount)} {unit}".rstrip()


def opening_text(opening: str, unit: str) -> str:
    """Return what stands before a list of sentences with amounts: with their unit, which they do not repeat.

    Examples
    --------
    >>> opening_text("Why nobody wants to change", "million USD")
    'Why nobody wants to change (amounts in million USD):'
    """
    return f"{opening} (amounts in {unit}):" if unit else f"{opening}:"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or a list with the words above it.

    Parameters
    ----------
    opening
        The paragraph, or the words above the list.
    items
        Sentences, one or more for each item; none in a paragraph.
    """

    opening: str
    items: tuple[str, ...] = ()


def passage_of(sentences: Iterable[str]) -> list[Passage]:
    """Return a paragraph of the sentences that are not empty; nothing where all are."""
    text = " ".join(filter(None, sentences))
    return [Passage(text)] if text else []


def listed(opening: str, items: Sequence[str]) -> list[Passage]:
    """Return a list with the words above it; nothing where there are no items."""
    return [Passage(opening, tuple(items))] if items else []


def quoted(name: str) -> str:
    """Return the name of an action in quotation marks."""
    return f"“{name}”"


def mixture_text(probabilities: Mapping[str, Probability]) -> str:
    """Return what is played: ``“Monitor”``, or ``“Monitor” with probability 48/107 (44.9 %) and “Ignore” with ...``."""
    played = [(action, probability) for action, probability in probabilities.items() if probability]
    if len(played) == 1:
        return quoted(played[0][0])
    if len(played) > MAX_MIXED:
        return f"one of {len(played)} actions by lot"
    names, odds = [quoted(action) for action, _ in played], [probability for _, probability in played]
    (first, *rest) = told_probabilities(odds)
    if len(set(odds)) == 1:
        return f"{joined(names)} with probability {first} each"
    others = [f"{name} with {text}" for name, text in zip(names[1:], rest, strict=True)]
    return joined([f"{names[0]} with probability {first}", *others])


def is_mixture(probabilities: Iterable[Probability]) -> bool:
    """Whether more than one action is played."""
    return sum(map(bool, probabilities)) > 1


def who(game: Game, player: int) -> str:
    """Return what a player is called within a sentence."""
    return game.players[player].name_in_text


def node_text(game: ExtensiveFormGame, node: int) -> str:
    """Return a node by the moves that lead to it: ``after “Demand” and “Refuse”``, or ``at the start``."""
    moves = path_to_node(game, node)
    return f"after {joined([quoted(move) for move in moves])}" if moves else "at the start"
