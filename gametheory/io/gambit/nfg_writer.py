"""Games in normal form as Gambit's text (``.nfg``)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from gametheory.io.gambit.labels import original_label
from gametheory.io.gambit.number_writing import number_text
from gametheory.io.gambit.tokens import quoted
from gametheory.io.gambit.writable import check_numbers, check_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.models.given_game import OutcomeTable


def write_nfg(
    game: NormalFormGame,
    *,
    original_actions: Sequence[Sequence[str]] | None = None,
    outcomes: OutcomeTable | None = None,
) -> str:
    """Return the text of a game in Gambit's format, which reads back as an equal game.

    Parameters
    ----------
    game
        Any game in normal form. Numbers are written as fractions or decimals, whichever are shorter.
    original_actions
        What the file that was read called the actions; None where it is the game's names.
    outcomes
        The outcomes of the file that was read, which are then written with their labels; None writes the payoffs one
        after the other.

    Raises
    ------
    UnsupportedGameError
        If a label holds a character that the format does not allow, or a number has too many digits.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> print(write_nfg(NormalFormGame.from_bimatrix([[3, 0, 5]], [[1, "1/2", 0]], players=["row", "column"])))
    NFG 1 R "" { "row" "column" }
    <BLANKLINE>
    { { "1" }
    { "1" "2" "3" }
    }
    ""
    <BLANKLINE>
    3 1
    0 1/2
    5 0
    <BLANKLINE>
    """
    labels = game.actions if original_actions is None else original_actions
    players = [original_label(player) for player in game.players]
    check_texts([game.title, game.comment, *players, *chain(*labels), *(outcomes.labels if outcomes else ())])
    check_numbers(game.payoffs)
    actions = "\n".join("{ " + _listed(own) + " }" for own in labels)
    head = f"NFG 1 R {quoted(game.title)} {{ {_listed(players)} }}\n\n{{ {actions}\n}}\n{quoted(game.comment)}\n\n"
    return head + (_flat(game) if outcomes is None else _outcomes(outcomes))


def _listed(labels: Iterable[str]) -> str:
    return " ".join(map(quoted, labels))


def _flat(game: NormalFormGame) -> str:
    """Return one line for each profile of all players but the first: the payoffs at each of its actions."""
    numbers = [number_text(value) for value in game.payoffs.transpose().ravel().tolist()]
    width = game.num_actions[0] * game.num_players
    return "".join(" ".join(numbers[start : start + width]) + "\n" for start in range(0, len(numbers), width))


def _outcomes(outcomes: OutcomeTable) -> str:
    """Return the outcomes, and the number of each profile's."""
    rows = [", ".join(number_text(value) for value in row) for row in outcomes.payoffs.tolist()]
    lines = [f"{{ {quoted(label)} {row} }}\n" for label, row in zip(outcomes.labels, rows, strict=True)]
    numbers = " ".join(str(number + 1) for number in outcomes.outcome.transpose().ravel().tolist())
    return "{\n" + "".join(lines) + "}\n" + numbers + "\n"
