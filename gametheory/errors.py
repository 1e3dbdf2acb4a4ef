"""Every error that the package raises on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.solution import Solution


class GameTheoryError(Exception):
    """Base class of all errors of this package.

    Examples
    --------
    >>> import gametheory
    >>> try:
    ...     gametheory.load("price_monitorin")
    ... except gametheory.GameTheoryError as error:
    ...     print(error)
    expected the name of a shipped game or the path of a file, got 'price_monitorin'; did you mean 'price_monitoring'?
    """


class InvalidGameError(GameTheoryError, ValueError):
    """Payoffs, probabilities or nodes that do not make a game.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> NormalFormGame([[3, 1], [0, 2]])
    Traceback (most recent call last):
    gametheory.errors.InvalidGameError: expected payoffs of shape [player, action of player 1, ...
    """


class InvalidProfileError(GameTheoryError, ValueError):
    """Strategies that do not fit the game, or whose probabilities do not sum to 1.

    Examples
    --------
    >>> from gametheory import MixedProfile, NormalFormGame
    >>> MixedProfile(NormalFormGame.zero_sum([[1, 2]]), [[1], ["1/3", "1/3"]])
    Traceback (most recent call last):
    gametheory.errors.InvalidProfileError: expected probabilities for Player 2 to sum to 1, got 2/3
    """


class UnsupportedGameError(GameTheoryError, ValueError):
    """A method that does not apply to this game; the text names the condition and other methods.

    Examples
    --------
    >>> from gametheory import NormalFormGame, solve
    >>> solve(NormalFormGame.zero_sum([[1, 2]]), "subgame_perfect")
    Traceback (most recent call last):
    gametheory.errors.UnsupportedGameError: concept 'subgame_perfect' needs a tree, got a normal form; ...
    """


class InvalidParameterError(GameTheoryError, ValueError):
    """A parameter that the model does not have, or a value outside its range.

    Examples
    --------
    >>> from gametheory import load
    >>> load("price_monitoring").at(comission=0.2)
    Traceback (most recent call last):
    gametheory.errors.InvalidParameterError: unknown parameter 'comission'; did you mean 'commission'?
    """


class UnknownGameError(GameTheoryError, LookupError):
    """A name that is neither a file's nor a shipped game's.

    Examples
    --------
    >>> from gametheory import load
    >>> load("trust")
    Traceback (most recent call last):
    gametheory.errors.UnknownGameError: expected the name of a shipped game or the path of a file, got 'trust'...
    """


class SolverError(GameTheoryError, RuntimeError):
    """A solver that failed.

    Parameters
    ----------
    message
        What happened and what to try.
    solution
        What had been found by then.

    Examples
    --------
    >>> SolverError("the method stalled; choose an exact one").solution is None
    True
    """

    def __init__(self, message: str, solution: Solution | None = None) -> None:
        super().__init__(message)
        self.solution = solution


class GameFileWarning(UserWarning):
    """A file that was read although something in it is not quite right; the text says what and where.

    Examples
    --------
    >>> import warnings
    >>> from io import StringIO
    >>> from gametheory import load
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     model = load(StringIO('EFG 2 R "" { "a" } p "" 1 1 "" { "" "" } 0 t "" 0 t "" 0'))
    >>> print(caught[0].message)
    <stdin>:1:33: expected a label, got an action without one; used '1' (and 1 more such place)
    """


@dataclass(frozen=True, slots=True)
class FileMistake:
    """One mistake in a game file.

    Parameters
    ----------
    message
        Expected ..., got ...; what to do.
    line, column
        Place in the file, counted from 1; 0 where the mistake has no place (an unreadable file).
    """

    message: str
    line: int = 0
    column: int = 0


class GameFileError(GameTheoryError, ValueError):
    """One or more mistakes in a game file, all that can be told independently.

    Parameters
    ----------
    mistakes
        At least one mistake; they are told in the order of their places.
    path
        The file's name as the user gave it; ``<stdin>`` for standard input.

    Examples
    --------
    >>> from io import StringIO
    >>> from gametheory import load
    >>> try:
    ...     load(StringIO("gametheory: 1"))
    ... except GameFileError as error:
    ...     print(error.line, error.column)
    1 1
    """

    def __init__(self, mistakes: Sequence[FileMistake], path: str = "<game file>") -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: (mistake.line, mistake.column)))
        self.path = path
        super().__init__("\n".join(self._sentence(mistake) for mistake in self.mistakes))

    def _sentence(self, mistake: FileMistake) -> str:
        place = f":{mistake.line}:{mistake.column}" if mistake.line else ""
        return f"{self.path}{place}: {mistake.message}"

    @property
    def line(self) -> int:
        """Line of the first mistake, counted from 1."""
        return self.mistakes[0].line

    @property
    def column(self) -> int:
        """Column of the first mistake, counted from 1."""
        return self.mistakes[0].column

    def __reduce__(self) -> tuple[type[GameFileError], tuple[tuple[FileMistake, ...], str]]:
        return type(self), (self.mistakes, self.path)


class MalformedGameFileError(GameFileError):
    """Text that is not in the format: syntax, unknown keys, wrong kinds of value.

    Examples
    --------
    >>> from io import StringIO
    >>> from gametheory import load
    >>> load(StringIO("gametheory: [1"))
    Traceback (most recent call last):
    gametheory.errors.MalformedGameFileError: <stdin>:...
    """


class InconsistentGameFileError(GameFileError):
    """Text in the format that does not describe a game.

    Examples
    --------
    >>> from io import StringIO
    >>> from gametheory import load
    >>> load(StringIO("{gametheory: 1, form: normal, players: [one], actions: {one: [a]}, payoffs: {one: fee}}"))
    Traceback (most recent call last):
    gametheory.errors.InconsistentGameFileError: <stdin>:1:83: unknown name 'fee'
    """
