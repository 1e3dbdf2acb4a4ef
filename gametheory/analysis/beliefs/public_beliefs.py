"""Long games with one informed player, judged situation by situation: best replies, and beliefs by Bayes' rule.

Every action is seen by all, so that all others believe the same of the informed player's type. Histories after which
play goes on alike are one situation, and thousands of them need not be walked one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Situation:
    """Where one player moves, what is believed there, what it does, and what follows.

    Parameters
    ----------
    label
        For readers.
    player
        Index of the player who moves; 0 is the informed one.
    belief
        How likely each type of the informed player is, to the others.
    actions
        Names of the actions.
    strategies
        Probabilities of the actions: of the informed player's move one strategy for each type, of others' a single one.
    payoffs
        For each action and type what falls due at once, by player; players left out get 0.
    following
        For each action the index of the situation that comes next, a later one; None where play ends.
    """

    label: str
    player: int
    belief: tuple[Fraction, ...]
    actions: tuple[str, ...]
    strategies: tuple[tuple[Fraction, ...], ...]
    payoffs: tuple[tuple[Mapping[int, Fraction], ...], ...]
    following: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class SituationReply:
    """What the player who moves in a situation could gain, and whether the beliefs after it are Bayes'.

    Parameters
    ----------
    label
        Of the situation.
    regret
        The most that a type, or the uninformed player at its belief, gains by another action here.
    mistaken
        Actions after which the belief is not the one that Bayes' rule gives; after actions that nobody takes any belief
        is allowed that does not revive a type that was ruled out.
    """

    label: str
    regret: Fraction
    mistaken: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nobody gains here and the beliefs are right."""
        return not self.regret and not self.mistaken


def judge_situations(situations: Sequence[Situation]) -> tuple[SituationReply, ...]:
    """Return for each situation of a game with one informed player what could be gained there, and wrong beliefs.

    Parameters
    ----------
    situations
        All that can come up, also those that play does not reach; each leads to later ones only.

    Returns
    -------
    tuple
        Where every reply holds, nobody gains by one deviation, hence by none, and the assessment is a perfect Bayesian
        equilibrium. Exact.

    Raises
    ------
    InvalidProfileError
        If a situation leads back, or its numbers do not fit each other.

    References
    ----------
    kreps1982; kreps1982sequential.

    Examples
    --------
    >>> fears = Situation(
    ...     label="entry", player=1, belief=(Fraction(1, 3), Fraction(2, 3)), actions=("Out", "In"),
    ...     strategies=((Fraction(1), Fraction(0)),), payoffs=(({}, {}), ({1: Fraction(-1)}, {1: Fraction(2)})),
    ...     following=(None, None),
    ... )
    >>> judge_situations([fears])
    (SituationReply(label='entry', regret=Fraction(1, 1), mistaken=()),)
    """
    for index, situation in enumerate(situations):
        _check(situation, index, len(situations))
    values = {player: _values(situations, player) for player in {situation.player for situation in situations}}
    return tuple(
        SituationReply(
            situation.label, _regret(situation, values[situation.player]), tuple(_mistaken(situation, situations))
        )
        for situation in situations
    )


def _check(situation: Situation, index: int, num_situations: int) -> None:
    """Raise InvalidProfileError where the numbers of a situation do not fit."""
    num_types, num_actions = len(situation.belief), len(situation.actions)
    wanted = num_types if situation.player == 0 else 1
    distributions = (situation.belief, *situation.strategies)
    if (
        len(situation.strategies) != wanted
        or any(min(numbers) < 0 or sum(numbers) != 1 for numbers in distributions)
        or {len(numbers) for numbers in (*situation.strategies, situation.payoffs, situation.following)}
        != {num_actions}
    ):
        raise InvalidProfileError(
            f"expected a belief and {wanted} strategies of {num_actions} probabilities each that sum to 1, with "
            f"payoffs and what follows for each action (in situation {situation.label!r})"
        )
    for after in situation.following:
        if after is not None and not index < after < num_situations:
            raise InvalidProfileError(
                f"expected situation {situation.label!r} to lead to a later one of {num_situations}, got {after}; "
                f"list situations in the order of play"
            )


def _values(situations: Sequence[Situation], player: int) -> list[tuple[Fraction, ...]]:
    """Return what a player gets from each situation on, by type of the informed player."""
    found: list[tuple[Fraction, ...]] = [()] * len(situations)
    for index in reversed(range(len(situations))):
        situation = situations[index]
        found[index] = tuple(
            sum(
                (
                    probability * worth
                    for probability, worth in zip(
                        _strategy(situation, kind), _worths(situation, player, kind, found), strict=True
                    )
                    if probability
                ),
                Fraction(0),
            )
            for kind in range(len(situation.belief))
        )
    return found


def _strategy(situation: Situation, kind: int) -> tuple[Fraction, ...]:
    """Return what is done in a situation where the informed player is of a type."""
    return situation.strategies[kind if situation.player == 0 else 0]


def _worths(
    situation: Situation, player: int, kind: int, values: Sequence[tuple[Fraction, ...]]
) -> tuple[Fraction, ...]:
    """Return what each action of a situation is worth to a player, given the informed player's type."""
    return tuple(
        paid[kind].get(player, Fraction(0)) + (Fraction(0) if after is None else values[after][kind])
        for paid, after in zip(situation.payoffs, situation.following, strict=True)
    )


def _regret(situation: Situation, values: Sequence[tuple[Fraction, ...]]) -> Fraction:
    """Return the most that can be gained by another action in one situation."""
    by_type = [_worths(situation, situation.player, kind, values) for kind in range(len(situation.belief))]
    if situation.player == 0:
        deciders = zip(situation.strategies, by_type, strict=True)
    else:
        mean = tuple(
            sum((weight * worth for weight, worth in zip(situation.belief, worths, strict=True)), Fraction(0))
            for worths in zip(*by_type, strict=True)
        )
        deciders = zip(situation.strategies, [mean], strict=True)
    return max(
        max(worths) - sum(probability * worth for probability, worth in zip(strategy, worths, strict=True))
        for strategy, worths in deciders
    )


def _mistaken(situation: Situation, situations: Sequence[Situation]) -> list[str]:
    """Return the actions after which the belief is not one that Bayes' rule allows."""
    found = []
    for action, (name, after) in enumerate(zip(situation.actions, situation.following, strict=True)):
        if after is None:
            continue
        held = situations[after].belief
        weights = [
            share * _strategy(situation, kind)[action] if situation.player == 0 else share
            for kind, share in enumerate(situation.belief)
        ]
        total = sum(weights)
        if total:
            is_right = held == tuple(weight / total for weight in weights)
        else:
            is_right = all(share or not now for share, now in zip(situation.belief, held, strict=True))
        if not is_right:
            found.append(name)
    return found
