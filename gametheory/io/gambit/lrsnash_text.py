"""lrsnash's matrices: the numbers of rows and columns, then the payoffs of either player."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.normal_form import NormalFormGame
from gametheory.core.rationals import brief_fraction, format_fraction, to_fraction
from gametheory.errors import UnsupportedGameError
from gametheory.io.gambit.head import ReadGame
from gametheory.io.gambit.number_list import check_sizes, read_numbers, to_table
from gametheory.io.gambit.tokens import Cursor
from gametheory.models.given_game import GivenGame

if TYPE_CHECKING:
    from fractions import Fraction

    from gametheory.io.prescan import Source

LARGEST = 2**63 - 1
"""The largest numerator or denominator that lrsnash reads; longer ones it cuts off without a word."""


def read_lrs(source: Source) -> ReadGame:
    r"""Return the game that two matrices in lrsnash's format describe; decimals are exact here.

    Parameters
    ----------
    source
        The text.

    Raises
    ------
    MalformedGameFileError
        If it holds something else than numbers.
    InconsistentGameFileError
        If there are too few or too many.

    Examples
    --------
    >>> from gametheory.io.prescan import Source
    >>> read_lrs(Source("1 2\n\n3 1/2\n\n1 2\n", "meet.lrs")).given.game.payoffs.tolist()
    [[[Fraction(3, 1), Fraction(1, 2)]], [[Fraction(1, 1), Fraction(2, 1)]]]
    """
    cursor = Cursor(source)
    start = cursor.peek().start
    counts = [cursor.take_integer("the number of rows"), cursor.take_integer("the number of columns")]
    num_profiles = check_sizes(source, start, counts)
    what = f"payoffs, {num_profiles:,} for either player"
    values = read_numbers(source, cursor.offset, 2 * num_profiles, what=what)
    return ReadGame(GivenGame(NormalFormGame(to_table(values, [2, *counts]))))


def write_lrs(game: NormalFormGame) -> str:
    """Return the text of a game of two players for lrsnash, without labels, in fractions.

    Parameters
    ----------
    game
        A game of two players in normal form.

    Raises
    ------
    UnsupportedGameError
        If it has another number of players, or lrsnash would not read a number as it stands.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> print(write_lrs(NormalFormGame.from_bimatrix([[3, "0.25", 5]], [[1, -2, 0]])))
    1 3
    <BLANKLINE>
    3 1/4 5
    <BLANKLINE>
    1 -2 0
    <BLANKLINE>
    """
    if game.num_players != 2:
        raise UnsupportedGameError(f"lrsnash's files hold games of 2 players, got {game.num_players}; write '.nfg'")
    matrices = [
        "".join(" ".join(_number(to_fraction(value)) for value in row) + "\n" for row in own.tolist())
        for own in game.payoffs
    ]
    rows, columns = game.num_actions
    return f"{rows} {columns}\n\n" + "\n".join(matrices)


def _number(value: Fraction) -> str:
    """Return an integer or a fraction that lrsnash reads as it stands."""
    if max(abs(value.numerator), value.denominator) > LARGEST:
        raise UnsupportedGameError(
            f"expected integers and fractions of at most 63 bits, as lrsnash reads them, got {brief_fraction(value)}"
        )
    return format_fraction(value)
