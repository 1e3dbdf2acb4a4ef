"""GAMUT's tables (``.gam``): the number of players, numbers of actions, and each player's payoffs in turn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from gametheory.core.normal_form import NormalFormGame
from gametheory.core.rationals import MAX_DIGITS, brief_fraction, to_fraction
from gametheory.errors import UnsupportedGameError
from gametheory.io.gambit.head import ReadGame
from gametheory.io.gambit.number_list import check_players, check_sizes, read_numbers, to_table
from gametheory.io.gambit.number_writing import decimal_text, without_factors
from gametheory.io.gambit.tokens import Cursor
from gametheory.io.gambit.writable import check_numbers
from gametheory.io.prescan import Source
from gametheory.models.given_game import GivenGame

if TYPE_CHECKING:
    from fractions import Fraction

_COMMENT = re.compile(r"^[^\S\n]*#.*$", re.MULTILINE)


def read_gam(source: Source) -> ReadGame:
    r"""Return the game that a table of GAMUT's describes; player 1's action varies fastest in it.

    Parameters
    ----------
    source
        The text; lines that begin with ``#`` are passed over.

    Raises
    ------
    MalformedGameFileError
        If it holds something else than numbers.
    InconsistentGameFileError
        If there are too few or too many.

    Examples
    --------
    >>> from gametheory.io.prescan import Source
    >>> read_gam(Source("2\n2 1\n\n3 0.5\n1 2", "meet.gam")).given.game.payoffs.tolist()
    [[[Fraction(3, 1)], [Fraction(1, 2)]], [[Fraction(1, 1)], [Fraction(2, 1)]]]
    """
    source = Source(_COMMENT.sub(lambda found: " " * len(found.group()), source.text), source.path)
    cursor = Cursor(source)
    start = cursor.peek().start
    num_players = cursor.take_integer("the number of players")
    check_players(source, start, num_players)
    counts = [cursor.take_integer("a number of actions") for _ in range(num_players)]
    num_profiles = check_sizes(source, start, counts)
    what = f"payoffs, {num_profiles:,} for each of {num_players} players"
    values = read_numbers(source, cursor.offset, num_profiles * num_players, what=what)
    table = to_table(values, [num_players, *reversed(counts)])
    axes = (0, *range(num_players, 0, -1))
    return ReadGame(GivenGame(NormalFormGame(np.ascontiguousarray(table.transpose(axes)))))


def write_gam(game: NormalFormGame) -> str:
    """Return the text of a game as a table of GAMUT's, without labels, in exact decimals.

    Parameters
    ----------
    game
        Any game in normal form.

    Raises
    ------
    UnsupportedGameError
        If a payoff has no end as a decimal.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> print(write_gam(NormalFormGame.from_bimatrix([[3, "1/4", 5]], [[1, -2, 0]])))
    2
    1 3
    <BLANKLINE>
    3 0.25 5
    1 -2 0
    <BLANKLINE>
    """
    check_numbers(game.payoffs)
    counts = " ".join(map(str, game.num_actions))
    rows = [" ".join(_number(to_fraction(value)) for value in own.transpose().ravel().tolist()) for own in game.payoffs]
    return f"{game.num_players}\n{counts}\n\n" + "".join(row + "\n" for row in rows)


def _number(value: Fraction) -> str:
    """Return a number as a decimal with all its digits."""
    text = decimal_text(value)
    if text is None:
        rest = without_factors(value.denominator)[0]
        raise UnsupportedGameError(
            f"expected payoffs that end as decimals, as .gam files hold them, "
            f"got {brief_fraction(value)}; multiply them by {brief_fraction(rest)}"
        )
    if len(text) > MAX_DIGITS:
        raise UnsupportedGameError(
            f"expected numbers of at most {MAX_DIGITS:,} digits, as many as a file holds, got one of {len(text):,}"
        )
    return text
