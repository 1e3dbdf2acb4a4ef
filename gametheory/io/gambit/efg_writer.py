"""Trees as Gambit's text (``.efg``), laid out as Gambit lays it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.extensive_form import NO_OUTCOME, TERMINAL
from gametheory.core.rationals import format_fraction
from gametheory.io.gambit.labels import original_label
from gametheory.io.gambit.number_writing import number_text
from gametheory.io.gambit.tokens import quoted
from gametheory.io.gambit.writable import check_numbers, check_texts, number_of_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.infosets import Infoset


def write_efg(game: ExtensiveFormGame) -> str:
    """Return the text of a tree in Gambit's format, which reads back as an equal game.

    Parameters
    ----------
    game
        Any tree. Payoffs are written as fractions or decimals, whichever are shorter, probabilities as fractions.
        Information sets keep the numbers of the file that they were read from, others get the next free ones. Outcomes
        that stand at no node are left out.

    Raises
    ------
    UnsupportedGameError
        If a label holds a character that the format does not allow, or a number has too many digits.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> builder = TreeBuilder({"buyer": "Buyer", "seller": "Seller"})
    >>> trust, refuse = builder.move(0, "buyer", ["Trust", "Not"])
    >>> builder.payoffs(trust, [1, "1/3"])
    >>> print(write_efg(builder.build(title="Trust")))
    EFG 2 R "Trust" { "Buyer" "Seller" }
    ""
    <BLANKLINE>
    p "" 1 1 "" { "Trust" "Not" } 0
    t "" 1 "" { 1, 1/3 }
    t "" 0
    <BLANKLINE>
    """
    texts = [game.title, game.comment, *game.node_labels, *game.outcome_labels]
    texts += [original_label(player) for player in game.players]
    for infoset in game.infosets:
        texts += [infoset.label, *(infoset.original_actions or infoset.actions)]
    check_texts(texts)
    check_numbers(game.outcome_payoffs, *(infoset.probabilities or () for infoset in game.infosets))
    players = " ".join(quoted(original_label(player)) for player in game.players)
    head = f"EFG 2 R {quoted(game.title)} {{ {players} }}\n{quoted(game.comment)}\n\n"
    return head + "".join(_node_lines(game))


def _node_lines(game: ExtensiveFormGame) -> Iterator[str]:
    """Yield one line for each node."""
    moves = _moves(game)
    due = [
        f"{number} {quoted(label)} {{ {', '.join(number_text(value) for value in row)} }}\n"
        for number, (label, row) in enumerate(zip(game.outcome_labels, game.outcome_payoffs.tolist(), strict=True), 1)
    ]
    for label, infoset, outcome in zip(game.node_labels, game.infoset.tolist(), game.outcome.tolist(), strict=True):
        kind, move = ("t", "") if infoset == TERMINAL else moves[infoset]
        yield f"{kind} {quoted(label)} {move}{'0' + chr(10) if outcome == NO_OUTCOME else due[outcome]}"


def _moves(game: ExtensiveFormGame) -> list[tuple[str, str]]:
    """Return, for each information set, the letter of its nodes and what stands behind their labels."""
    moves = []
    for infoset, number in zip(game.infosets, infoset_numbers(game), strict=True):
        labels = infoset.original_actions or infoset.actions
        if infoset.probabilities is None:
            kind, owner = "p", f"{infoset.player + 1} "
            actions = " ".join(map(quoted, labels))
        else:
            kind, owner = "c", ""
            branches = zip(labels, infoset.probabilities, strict=True)
            actions = " ".join(f"{quoted(label)} {format_fraction(probability)}" for label, probability in branches)
        moves.append((kind, f"{owner}{number} {quoted(infoset.label)} {{ {actions} }} "))
    return moves


def infoset_numbers(game: ExtensiveFormGame) -> list[int]:
    """Return a number for each information set, different for those of one player.

    Examples
    --------
    >>> from gametheory import load
    >>> infoset_numbers(load("trust_game").to_game())
    [1, 1]
    """
    wanted = [_wanted_number(game, infoset) for infoset in game.infosets]
    taken = {(infoset.player, number) for infoset, number in zip(game.infosets, wanted, strict=True)}
    given: set[tuple[int, int | None]] = set()
    following: dict[int, int] = {}
    numbers = []
    for infoset, number in zip(game.infosets, wanted, strict=True):
        free = number
        if free is None or (infoset.player, free) in given:
            free = following.get(infoset.player, 1)
            while (infoset.player, free) in taken:
                free += 1
            following[infoset.player] = free + 1
        given.add((infoset.player, free))
        numbers.append(free)
    return numbers


def _wanted_number(game: ExtensiveFormGame, infoset: Infoset) -> int | None:
    """Return the number of the file that a set was read from, or that its key tells; None where there is none."""
    if infoset.number is not None:
        return infoset.number
    owner = "chance" if infoset.is_chance else game.players[infoset.player].key
    return number_of_key(infoset.key, owner)
