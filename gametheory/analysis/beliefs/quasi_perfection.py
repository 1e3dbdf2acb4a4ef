"""Is a profile quasi-perfect? Proved by the mistakes of others to which every choice is a best reply."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeAlias

from gametheory.analysis.heartbeat import no_heartbeat, with_heartbeat
from gametheory.analysis.trees.own_histories import NOTHING, own_histories
from gametheory.analysis.trees.reach import exact_choices
from gametheory.core.rationals import to_fraction
from gametheory.core.tree_arrays import NO_OUTCOME
from gametheory.errors import InvalidProfileError, UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.trees.own_histories import OwnHistories
    from gametheory.analysis.trees.reach import Choices
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import BehaviorProfile

Polynomial: TypeAlias = tuple[Fraction, ...]
"""Coefficients by power of epsilon."""
Trembles: TypeAlias = "Mapping[int, Sequence[Polynomial]]"
"""For each information set of a player, and each action there, the weight of choosing it and all that leads to it."""


@dataclass(frozen=True, slots=True)
class TremblingFailure:
    """An action that is taken although another one is better against the mistakes, however small.

    Parameters
    ----------
    infoset
        Index of the information set.
    action
        The action that is taken.
    better_action
        The one that is better.
    """

    infoset: int
    action: int
    better_action: int


@dataclass(frozen=True, slots=True)
class QuasiPerfection:
    """Whether given mistakes prove that a profile is quasi-perfect.

    Parameters
    ----------
    missed
        Information sets at which the mistakes do not vanish: their probabilities tend to something else than the
        profile.
    failures
        Actions that are no best replies to the mistakes of others.
    """

    missed: tuple[int, ...]
    failures: tuple[TremblingFailure, ...]

    @property
    def is_quasi_perfect(self) -> bool:
        """Whether the mistakes prove the profile quasi-perfect; if not, others still may."""
        return not self.missed and not self.failures


def judge_quasi_perfection(
    profile: BehaviorProfile, trembles: Trembles, *, heartbeat: Heartbeat | None = None
) -> QuasiPerfection:
    """Return whether a profile is a best reply at every information set to given mistakes of others that vanish.

    Where it is, the profile is quasi-perfect by definition (van Damme 1984): a limit of completely mixed profiles to
    which it is a best reply at every information set, if nobody counts on own mistakes later on. It is then sequential
    with the beliefs that the mistakes give, and with two players no strategy is weakly dominated. Where it is not, only
    these mistakes are refuted: others may still prove the profile quasi-perfect.

    Parameters
    ----------
    profile
        A complete profile of a tree of at most two players with perfect recall. Floats count as their exact values.
    trembles
        Realization plans of completely mixed strategies: by index of the information set, for each action the weight
        of choosing it and all own choices before, as a polynomial in epsilon. The weights at an information set sum to
        that of the choice that leads there, and are positive for all epsilon small enough.
    heartbeat
        Called every few steps; what it raises passes through.

    Raises
    ------
    InvalidProfileError
        If the profile is not complete, or the mistakes are no realization plans of completely mixed strategies.
    UnsupportedGameError
        If there are more than two players, or one forgets its own choices.

    Notes
    -----
    Exact for all epsilon small enough: of two polynomials the one whose first different coefficient is larger is
    larger. Own choices that are best one by one are best together, since mistakes lead everywhere; where only chance
    moves of probability 0 lead, these count as less likely than all mistakes.

    References
    ----------
    vandamme1984.

    Examples
    --------
    Both Top and Bottom are best replies to Left, but only Top is one as long as Right is played by mistake:

    >>> from gametheory import BehaviorProfile, TreeBuilder
    >>> builder = TreeBuilder(["row", "column"])
    >>> for row, worth in zip(builder.move(0, "row", ["Top", "Bottom"]), (2, 1)):
    ...     left, right = builder.move(row, "column", ["Left", "Right"], infoset="column")
    ...     builder.payoffs(right, [worth, 0])
    ...     builder.payoffs(left, [0, 3])
    >>> tree = builder.build()
    >>> rarely, mostly = (Fraction(0), Fraction(1)), (Fraction(1), Fraction(-1))
    >>> top = BehaviorProfile(tree, [[1, 0], [1, 0]])
    >>> judge_quasi_perfection(top, {0: [mostly, rarely], 1: [mostly, rarely]}).is_quasi_perfect
    True
    >>> bottom = BehaviorProfile(tree, [[0, 1], [1, 0]])
    >>> judge_quasi_perfection(bottom, {0: [rarely, mostly], 1: [mostly, rarely]}).failures
    (TremblingFailure(infoset=0, action=1, better_action=0),)
    """
    tree, heard = profile.game, heartbeat or no_heartbeat
    if tree.num_players > 2:
        raise UnsupportedGameError(f"mistakes are judged for at most 2 players, got {tree.num_players}")
    if not profile.is_complete:
        raise InvalidProfileError("expected probabilities at every information set to judge mistakes, got some missing")
    choices = exact_choices(tree, profile, heard)
    histories = [own_histories(tree, player, heard) for player in range(tree.num_players)]
    for player, own in enumerate(histories):
        if not own.has_recall:
            raise UnsupportedGameError(
                f"mistakes are judged under perfect recall, but {tree.players[player].label} forgets its own choices"
            )
    plans = [_checked_plan(tree, own, trembles) for own in histories]
    missed = [
        infoset
        for own in histories
        for infoset in own.first
        if _limit(trembles[infoset]) != _probabilities(choices, tree, infoset)
    ]
    failures: list[TremblingFailure] = []
    for player, own in enumerate(histories):
        others = [other for other in range(tree.num_players) if other != player]
        reach = [plans[other][choice] for other in others for choice in histories[other].last]
        expected = _expected(tree, player, own, reach or [(Fraction(1),)] * tree.num_nodes, heartbeat=heard)
        failures += _failures(tree, choices, own, expected)
    return QuasiPerfection(tuple(sorted(missed)), tuple(sorted(failures, key=lambda failure: failure.infoset)))


def _checked_plan(tree: ExtensiveFormGame, own: OwnHistories, trembles: Trembles) -> list[Polynomial]:
    """Return the weight of each of a player's choices, nothing included.

    Raises
    ------
    InvalidProfileError
        If they are no realization plan of a completely mixed strategy.
    """
    plan: list[Polynomial] = [()] * own.num_choices
    total: Polynomial | None = None
    for infoset, first in own.first.items():
        key, listed = tree.infosets[infoset].key, trembles.get(infoset, ())
        if len(listed) != tree.infosets[infoset].num_actions:
            raise InvalidProfileError(
                f"expected {tree.infosets[infoset].num_actions} weights at information set {key!r}, got {len(listed)}"
            )
        for action, weight in enumerate(listed):
            if _sign(weight) <= 0:
                raise InvalidProfileError(
                    f"expected weights above 0 at information set {key!r} for every epsilon small enough, got "
                    f"{', '.join(map(str, weight))} for {tree.infosets[infoset].actions[action]!r}"
                )
            plan[first + action] = tuple(map(to_fraction, weight))
        together = _sum(listed)
        before = own.before[infoset]
        expected = plan[before] if before != NOTHING else total or together
        if _difference(together, expected):
            raise InvalidProfileError(
                f"expected weights at information set {key!r} to sum to that of the choice that leads there"
            )
        total = expected if before == NOTHING else total
    plan[NOTHING] = total or (Fraction(1),)
    return plan


@dataclass(frozen=True, slots=True)
class _Expected:
    """What one player expects, mistakes of the other included.

    Parameters
    ----------
    paid
        For each own choice what falls due after it as the last one, and, once that is added, all that follows.
    levels
        For each own choice how many chance moves of probability 0 lead to its information set at least. They count as
        less likely than all mistakes, so only what as many of them lead to is expected there.
    """

    paid: list[Polynomial]
    levels: list[int]


def _expected(
    tree: ExtensiveFormGame, player: int, own: OwnHistories, reach: Sequence[Polynomial], *, heartbeat: Heartbeat
) -> _Expected:
    """Return what falls due to a player after each of its choices as the last one.

    ``reach`` holds for each node the other player's weight of getting there.
    """
    payoffs, outcomes = tree.integer_payoffs(player).values.tolist(), tree.outcome.tolist()
    infosets, actions = tree.infoset.tolist(), tree.parent_action.tolist()
    chances, impossible = [Fraction(1)] * tree.num_nodes, [0] * tree.num_nodes
    for node, before in enumerate(with_heartbeat(tree.parent.tolist(), heartbeat)):
        if node:
            probabilities = tree.infosets[infosets[before]].probabilities
            chance = Fraction(1) if probabilities is None else probabilities[actions[node]]
            chances[node], impossible[node] = chances[before] * (chance or 1), impossible[before] + (not chance)
    levels = [0] * own.num_choices
    for infoset, first in own.first.items():
        least = min(impossible[node] for node in tree.infoset_nodes(infoset))
        levels[first : first + tree.infosets[infoset].num_actions] = [least] * tree.infosets[infoset].num_actions
    paid: list[Polynomial] = [()] * own.num_choices
    for node, outcome in enumerate(with_heartbeat(outcomes, heartbeat)):
        last = own.last[node]
        if outcome != NO_OUTCOME and impossible[node] == levels[last]:
            due = tuple(payoffs[node] * chances[node] * weight for weight in reach[node])
            paid[last] = _sum((paid[last], due))
    return _Expected(paid, levels)


def _failures(
    tree: ExtensiveFormGame, choices: Choices, own: OwnHistories, expected: _Expected
) -> Iterator[TremblingFailure]:
    """Yield the actions that a player takes although another one is better, the last information sets first."""
    paid, levels = expected.paid, expected.levels
    for infoset in sorted(own.first, reverse=True):
        first, before = own.first[infoset], own.before[infoset]
        best = 0
        for action in range(tree.infosets[infoset].num_actions):
            if _sign(_difference(paid[first + action], paid[first + best])) > 0:
                best = action
        followed: Polynomial = ()
        for action, share in _taken(choices, infoset):
            if _difference(paid[first + best], paid[first + action]):
                yield TremblingFailure(infoset, action, best)
            followed = _sum((followed, tuple(share * amount for amount in paid[first + action])))
        if levels[before] == levels[first]:
            paid[before] = _sum((paid[before], followed))


def _taken(choices: Choices, infoset: int) -> list[tuple[int, Fraction]]:
    """Return the actions taken at an information set, which a complete profile defines, with their probabilities."""
    return list((choices[infoset] or {}).items())


def _probabilities(choices: Choices, tree: ExtensiveFormGame, infoset: int) -> list[Fraction]:
    """Return the probability of each action at an information set."""
    chosen = choices[infoset] or {}
    return [chosen.get(action, Fraction(0)) for action in range(tree.infosets[infoset].num_actions)]


def _limit(weights: Sequence[Polynomial]) -> list[Fraction]:
    """Return the shares of weights in their sum as epsilon falls to 0."""
    total = _sum(weights)
    power = next(power for power, amount in enumerate(total) if amount)
    leading = [weight[power] if power < len(weight) else Fraction(0) for weight in weights]
    return [Fraction(amount) / total[power] for amount in leading]


def _sum(polynomials: Iterable[Polynomial]) -> Polynomial:
    """Return a sum of polynomials."""
    return tuple(sum(amounts, Fraction(0)) for amounts in zip_longest(*polynomials, fillvalue=Fraction(0)))


def _difference(first: Polynomial, second: Polynomial) -> Polynomial:
    """Return the difference of two polynomials, empty where they are equal."""
    amounts = tuple(one - other for one, other in zip_longest(first, second, fillvalue=Fraction(0)))
    return amounts if any(amounts) else ()


def _sign(polynomial: Polynomial) -> int:
    """Return the sign of a polynomial for all epsilon small enough."""
    leading = next((amount for amount in polynomial if amount), Fraction(0))
    return (leading > 0) - (leading < 0)
