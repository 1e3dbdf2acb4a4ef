"""One Nash equilibrium of two players, at the end of a path of Lemke and Howson."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.names import enumerate_names
from gametheory.core.profiles import MixedProfile
from gametheory.core.solution import Coverage
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.kernels.lemke_howson_path import artificial_pair, path_steps
from gametheory.solvers.problem import Conclusion

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Profile, Strategy
    from gametheory.kernels.lemke_howson_path import PathStep
    from gametheory.solvers.problem import Problem

Label: TypeAlias = tuple[str, str]
"""A player's key and one of its actions."""
GivenLabel: TypeAlias = int | str | Label


@dataclass(frozen=True, slots=True)
class LemkeHowsonOptions:
    """Options of ``lemke_howson``.

    Parameters
    ----------
    label
        Label that the path drops first: a player's key and an action, ``("row", "Top")`` or ``"row:Top"``; the action
        alone where only one player has it; or a number, 0 for the first player's first action, the second player's
        actions after all of the first's. A number may be text where no action is called so.

    Examples
    --------
    >>> from gametheory import NormalFormGame, solve
    >>> game = NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]])
    >>> [solve(game, method="lemke_howson", options=LemkeHowsonOptions(label)).equilibria[0].profile
    ...  for label in (0, 1)]
    [<MixedProfile 1, 0, 0 | 1, 0>, <MixedProfile 0, 1/3, 2/3 | 1/3, 2/3>]
    """

    label: GivenLabel = 0


@dataclass(frozen=True, slots=True)
class LemkeHowsonStep:
    """One step of a path: one player's strategy changes, loses one label and gets another.

    Parameters
    ----------
    player
        Key of the player whose strategy changes.
    dropped, picked_up
        Labels that it loses and gets. A strategy has the label of an own action that it does not play, and of an
        action of the other player that is a best reply to it.
    strategies
        Of both players after the step; None before a player's first step, where the path is at the artificial vertex.
    """

    player: str
    dropped: Label
    picked_up: Label
    strategies: tuple[Strategy | None, Strategy | None]


@dataclass(frozen=True, slots=True)
class LemkeHowsonPath:
    """A path of Lemke and Howson and the equilibrium at its end.

    Parameters
    ----------
    label
        The missing label: dropped by the first step, picked up by the last.
    steps
        In order.
    equilibrium
        Where it ends.
    """

    label: Label
    steps: tuple[LemkeHowsonStep, ...]
    equilibrium: MixedProfile


def search(problem: Problem) -> Generator[Profile, None, Conclusion]:
    """Yield the equilibrium at the end of the path that starts by dropping one label.

    Guaranteed for every game of two players, degenerate or not: ties are broken lexicographically, so the path never
    cycles, and its end is an equilibrium, exactly. Others are not looked for; another label may lead to another one.

    Parameters
    ----------
    problem
        A normal form of two players; options ``LemkeHowsonOptions``.

    Raises
    ------
    UnsupportedGameError
        If there are not two players.
    InvalidParameterError
        If the game has no such label.

    Notes
    -----
    Integers throughout, of any size. Paths are short as a rule, but of exponential length in the worst case.

    References
    ----------
    lemke1964; vonstengel2002, sections 2.3 to 2.6.

    Examples
    --------
    >>> from gametheory import NormalFormGame, solve
    >>> game = NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]])
    >>> solution = solve(game, method="lemke_howson")
    >>> solution.equilibria[0].profile, solution.coverage
    (<MixedProfile 1, 0, 0 | 1, 0>, <Coverage.AT_LEAST_ONE: 'at_least_one'>)
    """
    game = problem.normal_form
    payoffs = two_payoff_matrices(game, "lemke_howson")
    label = _label_number(game, problem.options_as(LemkeHowsonOptions).label)
    num_pivots = 0
    for step in path_steps(artificial_pair(*payoffs), label):
        problem.watch.tick()
        num_pivots += 1
        last = step
    yield to_mixed_profile(game, last.pair.weights)
    return Conclusion(Coverage.AT_LEAST_ONE, statistics={"pivots": num_pivots})


def lemke_howson_path(
    game: NormalFormGame, label: GivenLabel = 0, *, heartbeat: Callable[[], None] | None = None
) -> LemkeHowsonPath:
    """Follow the path of Lemke and Howson that starts by dropping one label, step by step.

    Parameters
    ----------
    game
        A normal form of two players.
    label
        As in ``LemkeHowsonOptions``.
    heartbeat
        Called at each step; what it raises passes through.

    Returns
    -------
    LemkeHowsonPath
        All steps, and the equilibrium at the end, in rationals.

    Raises
    ------
    UnsupportedGameError
        If there are not two players.
    InvalidParameterError
        If the game has no such label.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[3, 3], [2, 5], [0, 6]], [[3, 2], [2, 6], [3, 1]], players=["x", "y"],
    ...                                     actions=[["T", "M", "B"], ["l", "r"]])
    >>> path = lemke_howson_path(game, "M")
    >>> [(step.player, step.dropped, step.picked_up) for step in path.steps][:2]
    [('x', ('x', 'M'), ('y', 'r')), ('y', ('y', 'r'), ('x', 'B'))]
    >>> path.equilibrium
    <MixedProfile 0, 1/3, 2/3 | 1/3, 2/3>
    """
    start = artificial_pair(*two_payoff_matrices(game, "lemke_howson"))
    number = _label_number(game, label)
    labels = _labels(game)
    steps = []
    for step in path_steps(start, number):
        if heartbeat is not None:
            heartbeat()
        steps.append(_named(step, game, labels))
    return LemkeHowsonPath(labels[number], tuple(steps), to_mixed_profile(game, step.pair.weights))


def two_payoff_matrices(game: NormalFormGame, method: str) -> tuple[list[list[int]], list[list[int]]]:
    """Return the payoffs of two players in integers, each over a denominator of its own.

    Raises
    ------
    UnsupportedGameError
        In the name of a method, if there are not two players.
    """
    if game.num_players != 2:
        alone = "one player's game is solved by leaving out the method or by 'pure_enumeration'"
        more = "for more players use 'pure_enumeration', or leave out the method"
        raise UnsupportedGameError(
            f"{method} needs 2 players, got {game.num_players}; {alone if game.num_players == 1 else more}"
        )
    rows, columns = (game.integer_payoffs(player).values.tolist() for player in range(2))
    return rows, columns


def to_mixed_profile(game: NormalFormGame, weights: Sequence[Sequence[int]]) -> MixedProfile:
    """Return the profile whose probabilities are integer weights over their sum."""
    return MixedProfile(game, tuple(_probabilities(own) for own in weights))


def _probabilities(weights: Sequence[int]) -> Strategy:
    """Return weights over their sum."""
    total = sum(weights)
    return tuple(Fraction(weight, total) for weight in weights)


def _labels(game: NormalFormGame) -> list[Label]:
    """Return all labels in the order of their numbers."""
    return [(player.key, action) for player, names in zip(game.players, game.actions, strict=True) for action in names]


def _label_number(game: NormalFormGame, given: object) -> int:
    """Return the number of a label given as a number, an action, or a player and an action.

    Raises
    ------
    InvalidParameterError
        If the game has no such label, or several.
    """
    labels = _labels(game)
    if isinstance(given, int) and not isinstance(given, bool):
        meant = [given] if 0 <= given < len(labels) else []
    else:
        meant = [number for number, label in enumerate(labels) if given in (label, label[1])]
        meant = meant or [number for number, label in enumerate(labels) if given in (":".join(label), str(number))]
    if len(meant) == 1:
        return meant[0]
    known = enumerate_names([":".join(label) for label in labels])
    if meant:
        raise InvalidParameterError(f"action {given!r} is one of both players; name the player too, one of {known}")
    raise InvalidParameterError(
        f"expected a label, 'player:action' or a number from 0 to {len(labels) - 1}, got {given!r}; labels are {known}"
    )


def _named(step: PathStep, game: NormalFormGame, labels: Sequence[Label]) -> LemkeHowsonStep:
    """Return a step with names for numbers."""
    first, second = (_probabilities(weights) if any(weights) else None for weights in step.pair.weights)
    return LemkeHowsonStep(game.players[step.side].key, labels[step.dropped], labels[step.picked_up], (first, second))
