"""The grammar of the nodes of Gambit's trees, twice: patterns that read fast, and a walk that tells what is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gametheory.errors import MalformedGameFileError
from gametheory.io.gambit.tokens import FLAGS, INTEGER, QUOTED, SPACE, Cursor, Kind

if TYPE_CHECKING:
    from gametheory.io.prescan import Source

_LABEL = f"(?:{SPACE}{QUOTED})?+"
_BLOCK = SPACE + r'(?:\{((?:[^{}"]++|"(?:[^"\\]++|\\.)*+")*+)\})?+'
_WORD = r'[^\s"{},]++'

NODE = re.compile(
    f"{SPACE}(?:t{SPACE}{QUOTED}"
    f"|p{SPACE}{QUOTED}{SPACE}{INTEGER}{SPACE}{INTEGER}{_LABEL}{_BLOCK}"
    f"|c{SPACE}{QUOTED}{SPACE}{INTEGER}{_LABEL}{_BLOCK})"
    f'{SPACE}{INTEGER}{_LABEL}{_BLOCK}(?!{SPACE}["{{])',
    FLAGS,
)
"""A node: label of an end; label, player, number, label and actions of a player's move; the same without a player of
chance's; then number, label and payoffs of the outcome. What stands in braces is not looked into."""
PLAYER_BLOCK, CHANCE_BLOCK, OUTCOME_BLOCK = 6, 10, 13
"""Groups of ``NODE`` that hold what stands in braces."""

ACTION = re.compile(SPACE + QUOTED, FLAGS)
BRANCH = re.compile(rf"{SPACE}{QUOTED}{SPACE}({_WORD})", FLAGS)
_ACTIONS = re.compile(rf"(?:{SPACE}{QUOTED})++{SPACE}", FLAGS)
_BRANCHES = re.compile(rf"(?:{SPACE}{QUOTED}{SPACE}{_WORD})++{SPACE}", FLAGS)
_PAYOFFS = re.compile(rf"{SPACE}(?:{_WORD}{SPACE},?+{SPACE})*+", FLAGS)


def offset_of_node(found: re.Match[str]) -> int:
    """Return where the letter of a node stands that was found behind blanks."""
    text = found.group()
    return found.end() - len(text.lstrip())


def are_actions(block: str) -> bool:
    """Whether what stands in braces is a list of labels."""
    return _ACTIONS.fullmatch(block) is not None


def are_branches(block: str) -> bool:
    """Whether what stands in braces is a list of labels and words that may be probabilities."""
    return _BRANCHES.fullmatch(block) is not None


def payoff_words(block: str) -> list[str] | None:
    """Return the words in braces that may be payoffs; None where something else stands there."""
    if _PAYOFFS.fullmatch(block) is None:
        return None
    return block.replace(",", " ").split()


def node_mistake(source: Source, offset: int, *, is_complete: bool) -> MalformedGameFileError:
    """Return what is wrong with the node that begins at an offset.

    Parameters
    ----------
    source
        The file.
    offset
        Where the node begins that could not be read.
    is_complete
        Whether the tree has all its nodes, so that nothing may follow.
    """
    cursor = Cursor(source, offset)
    try:
        if is_complete:
            cursor.refuse("the end of the file behind the last node")
        if cursor.peek().kind is Kind.END:
            cursor.refuse("a node for each action")
        _walk_node(cursor)
        cursor.refuse("a node or the end of the file")
    except MalformedGameFileError as error:
        return error


def _walk_node(cursor: Cursor) -> None:
    """Pass a node."""
    token = cursor.peek()
    if token.text not in {"c", "p", "t"}:
        cursor.refuse("a node, which begins with c, p or t")
    kind = cursor.take("c", "p", "t")
    cursor.take_text("the node's label")
    if kind == "p":
        cursor.take_integer("the number of a player")
    if kind != "t":
        cursor.take_integer("the number of an information set")
        if cursor.is_at_text():
            cursor.take_text("the information set's label")
        if cursor.is_at("{"):
            _walk_actions(cursor, is_chance=kind == "c")
    cursor.take_integer("the number of an outcome")
    if cursor.is_at_text():
        cursor.take_text("the outcome's label")
    if cursor.is_at("{"):
        walk_payoffs(cursor)


def _walk_actions(cursor: Cursor, *, is_chance: bool) -> None:
    """Pass actions, those of chance with probabilities; there must be one."""
    cursor.take("{")
    is_first = True
    while is_first or not cursor.is_at("}"):
        if not (is_first or cursor.is_at_text()):
            cursor.refuse("an action's label in quotes or '}'")
        cursor.take_text("an action's label")
        if is_chance:
            cursor.take_number("a probability")
        is_first = False
    cursor.take("}")


def walk_payoffs(cursor: Cursor, *, has_label: bool = False) -> None:
    """Pass payoffs in braces, with or without commas behind them, and a label before them."""
    cursor.take("{")
    if has_label and cursor.is_at_text():
        cursor.take_text("the outcome's label")
    while not cursor.is_at("}"):
        cursor.take_number("a payoff or '}'")
        if cursor.is_at(","):
            cursor.take(",")
    cursor.take("}")
