"""Best-response correspondences of two-player games in which a player has two actions, exact.

With two actions a mixed strategy is one number, the probability of the first action. Two such players give a unit
square, in which both correspondences are rectangles; one gives the line from 0 to 1, cut where the other player's best
replies change.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.profiles import certain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.normal_form import NormalFormGame

Interval: TypeAlias = "tuple[Fraction, Fraction]"
ExactStrategy: TypeAlias = "tuple[Fraction, ...]"

ALL: Interval = (Fraction(0), Fraction(1))


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Pairs of probabilities that two players give to their first actions.

    Parameters
    ----------
    sides
        For each player the smallest and the largest probability; both the same where the rectangle is a line or point.
    """

    sides: tuple[Interval, Interval]

    @property
    def is_point(self) -> bool:
        """Whether it is a single pair of probabilities."""
        return all(low == high for low, high in self.sides)

    @property
    def has_area(self) -> bool:
        """Whether both probabilities vary."""
        return all(low < high for low, high in self.sides)

    def meet(self, other: Rectangle) -> Rectangle | None:
        """Return what two rectangles share, None where that is nothing."""
        (one, two) = (
            (max(mine[0], theirs[0]), min(mine[1], theirs[1]))
            for mine, theirs in zip(self.sides, other.sides, strict=True)
        )
        return Rectangle((one, two)) if one[0] <= one[1] and two[0] <= two[1] else None


@dataclass(frozen=True, slots=True)
class ReplyPiece:
    """A point or an open interval of a two-action player's probabilities over which nothing changes.

    Parameters
    ----------
    low, high
        Its ends; the same for a point.
    best
        The other player's actions that are best replies there.
    answers
        The player's own actions that are best replies to some of those.
    replies
        The extreme strategies of the other player that make an equilibrium at every probability of the piece; empty
        where there is none.
    """

    low: Fraction
    high: Fraction
    best: tuple[int, ...]
    answers: tuple[int, ...]
    replies: tuple[ExactStrategy, ...]


def response_rectangles(game: NormalFormGame, player: int) -> tuple[Rectangle, ...]:
    """Return a player's best-response correspondence in a 2 x 2 game as rectangles of the unit square.

    Parameters
    ----------
    game
        Two players with two actions each.
    player
        0 or 1.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[3, 0], [1, 2]], [[1, 0], [0, 4]])
    >>> for rectangle in response_rectangles(game, 0):
    ...     print([[str(end) for end in side] for side in rectangle.sides])
    [['1', '1'], ['1/2', '1']]
    [['0', '1'], ['1/2', '1/2']]
    [['0', '0'], ['0', '1/2']]
    """
    gains = _first_action_gains(game, player)
    zero = _where(gains, 0)
    if zero == ALL:
        return (Rectangle((ALL, ALL)),)
    own_sides = ((ALL[1], ALL[1]), ALL, (ALL[0], ALL[0]))
    others_sides = (_where(gains, 1), zero, _where(gains, -1))
    return tuple(
        Rectangle((own, others) if player == 0 else (others, own))
        for own, others in zip(own_sides, others_sides, strict=True)
        if others is not None
    )


def square_equilibria(game: NormalFormGame) -> tuple[tuple[Rectangle, ...], ...]:
    """Return the components of the equilibria of a 2 x 2 game, each as its maximal Nash subsets.

    Components are in the order of the first player's probability, larger first.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[3, 0], [1, 2]], [[1, 0], [0, 4]])
    >>> [[str(low) for low, _ in subset.sides] for subset, in square_equilibria(game)]
    [['1', '1'], ['4/5', '1/2'], ['0', '0']]
    """
    met = {
        shared
        for mine in response_rectangles(game, 0)
        for theirs in response_rectangles(game, 1)
        if (shared := mine.meet(theirs)) is not None
    }
    subsets = [one for one in met if not any(one != other and one.meet(other) == one for other in met)]
    subsets.sort(key=lambda subset: [(-high, -low) for low, high in subset.sides])
    components: list[list[Rectangle]] = []
    for subset in subsets:
        touching = [group for group in components if any(subset.meet(other) for other in group)]
        for group in touching:
            components.remove(group)
        components.append([*(other for group in touching for other in group), subset])
    return tuple(tuple(group) for group in components)


def reply_pieces(game: NormalFormGame, player: int) -> tuple[ReplyPiece, ...]:
    """Return the probabilities of a two-action player from 0 to 1, cut where the other player's best replies change.

    Points and open intervals take turns. The equilibria of the game are, piece by piece, the probabilities of the piece
    with the convex combinations of its ``replies``; together they are all equilibria.

    Parameters
    ----------
    game
        Two players.
    player
        The one with two actions, 0 or 1; the other has any number.

    Notes
    -----
    Exact. All crossings of two payoff lines are compared: cubic in the other player's number of actions.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[3, 0, 2], [1, 2, 2]], [[1, 0, 0], [0, 4, 3]])
    >>> [(str(piece.low), str(piece.high), piece.best, len(piece.replies)) for piece in reply_pieces(game, 0)]
    [('0', '0', (1,), 1), ('0', '4/5', (1,), 0), ('4/5', '4/5', (0, 1), 1), ('4/5', '1', (0,), 0), ('1', '1', (0,), 1)]
    """
    lines = payoff_lines(game, player)
    own = _by_own_action(game, player, player)
    gains = [first - second for first, second in zip(*own, strict=True)]
    cuts = _cuts(lines)
    pieces = []
    for index, cut in enumerate(cuts):
        pieces.append(_piece((cut, cut), lines, gains))
        if index + 1 < len(cuts):
            pieces.append(_piece((cut, cuts[index + 1]), lines, gains))
    return tuple(pieces)


def payoff_lines(game: NormalFormGame, player: int) -> tuple[tuple[Fraction, Fraction], ...]:
    """Return the other player's payoff from each of its actions where a player's first action has probability 0 and 1.

    In between the payoff is linear.
    """
    first, second = _by_own_action(game, player, 1 - player)
    return tuple(zip(second, first, strict=True))


def _by_own_action(game: NormalFormGame, player: int, receiver: int) -> tuple[list[Fraction], list[Fraction]]:
    """Return the receiver's payoffs over the other player's actions, for the first and the second own action."""
    rows = [
        [
            game.payoff(receiver, (own, other) if player == 0 else (other, own))
            for other in range(game.num_actions[1 - player])
        ]
        for own in (0, 1)
    ]
    return rows[0], rows[1]


def _first_action_gains(game: NormalFormGame, player: int) -> tuple[Fraction, Fraction]:
    """Return what the first action pays more than the second where the other's first action has probability 0 and 1."""
    first, second = _by_own_action(game, player, player)
    return first[1] - second[1], first[0] - second[0]


def _where(gains: tuple[Fraction, Fraction], sign: int) -> Interval | None:
    """Return where a linear function on [0, 1] is zero (sign 0), at least zero (1) or at most zero (-1)."""
    if sign == -1:
        return _where((-gains[0], -gains[1]), 1)
    start, end = gains
    cuts = {Fraction(0), Fraction(1)}
    if start != end and 0 <= start / (start - end) <= 1:
        cuts.add(start / (start - end))
    values = {cut: (1 - cut) * start + cut * end for cut in cuts}
    inside = [cut for cut, value in values.items() if (value >= 0 if sign else value == 0)]
    return (min(inside), max(inside)) if inside else None


def _value(line: tuple[Fraction, Fraction], probability: Fraction) -> Fraction:
    """Return a line's height."""
    return (1 - probability) * line[0] + probability * line[1]


def _best(lines: Sequence[tuple[Fraction, Fraction]], probability: Fraction) -> tuple[int, ...]:
    """Return the lines that are highest."""
    values = [_value(line, probability) for line in lines]
    highest = max(values)
    return tuple(index for index, value in enumerate(values) if value == highest)


def _cuts(lines: Sequence[tuple[Fraction, Fraction]]) -> list[Fraction]:
    """Return 0, 1 and the probabilities between them at which other lines become highest, in order."""
    crossings = {Fraction(0), Fraction(1)}
    for index, one in enumerate(lines):
        for other in lines[:index]:
            slope = (one[1] - one[0]) - (other[1] - other[0])
            if slope and 0 < (crossing := (other[0] - one[0]) / slope) < 1:
                crossings.add(crossing)
    candidates = sorted(crossings)
    between = [_best(lines, (low + high) / 2) for low, high in pairwise(candidates)]
    kept = [cut for cut, (before, after) in zip(candidates[1:-1], pairwise(between), strict=True) if before != after]
    return [candidates[0], *kept, candidates[-1]]


def _piece(ends: Interval, lines: Sequence[tuple[Fraction, Fraction]], gains: Sequence[Fraction]) -> ReplyPiece:
    """Return a point, or the open interval between two points, with its best replies and equilibria."""
    low, high = ends
    best = _best(lines, (low + high) / 2)
    is_end = low == high and low in ALL
    sign = (1 if low else -1) if is_end else 0
    answers = tuple(own for own in (0, 1) if any((gains[index] <= 0) if own else (gains[index] >= 0) for index in best))
    return ReplyPiece(low, high, best, answers, _extreme_replies(best, gains, sign))


def _extreme_replies(best: Sequence[int], gains: Sequence[Fraction], sign: int) -> tuple[ExactStrategy, ...]:
    """Return the extreme mixtures of best replies to which the probability is a best reply itself.

    The gain from the first action has to be zero between 0 and 1 (sign 0), at least zero at 1 and at most zero at 0.
    """
    size = len(gains)
    pure = [index for index in best if gains[index] == 0 or gains[index] * sign > 0]
    replies = [_exact(certain(index, size)) for index in pure]
    for one in best:
        for other in best:
            if gains[one] > 0 > gains[other]:
                weight = gains[other] / (gains[other] - gains[one])
                mixture = [Fraction(0)] * size
                mixture[one], mixture[other] = weight, 1 - weight
                replies.append(tuple(mixture))
    return tuple(replies)


def _exact(strategy: Sequence[Fraction | float]) -> ExactStrategy:
    """Return a strategy in Fractions."""
    return tuple(Fraction(probability) for probability in strategy)
