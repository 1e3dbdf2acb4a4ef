"""What a leader gets by committing itself to a mixed strategy: one linear program for each answer of the follower."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

from gametheory.errors import SolverError
from gametheory.kernels.exact_basis import IntegerProgramData
from gametheory.solvers.mediation.distribution_program import (
    best_on_face,
    distribution_program,
    exact_optimum,
    minimum_program,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray


Found = TypeVar("Found")


class BestCommitment(NamedTuple):
    """A best strategy to commit to.

    Parameters
    ----------
    strategy
        The leader's probabilities.
    reply
        The follower's answer, a best reply.
    value
        What the leader gets, in the units of the payoffs that were given.
    is_attained
        Whether it gets so much at this very strategy, and not only as close to it as one likes.
    """

    strategy: tuple[Fraction, ...]
    reply: int
    value: Fraction
    is_attained: bool = True


class LeadershipGame:
    """A leader who commits itself to a mixed strategy, and a follower who answers it.

    Parameters
    ----------
    leader_payoffs, follower_payoffs
        Integers, by the follower's action and then by the leader's.
    heartbeat
        Called in the linear programs; what it raises stops them.
    """

    def __init__(
        self, leader_payoffs: NDArray[Any], follower_payoffs: NDArray[Any], heartbeat: Callable[[], None]
    ) -> None:
        self._leader, self._follower = leader_payoffs, follower_payoffs
        self._heartbeat = heartbeat

    def strong(self) -> BestCommitment:
        """Return a best commitment if the follower, where it is indifferent, answers as the leader likes it.

        For each answer, the largest payoff over the strategies to which it is a best reply; the largest of these. Of
        several that are equally good for the leader the one that the follower likes best, then the first answer.
        """
        best: tuple[tuple[Fraction, Fraction, int], BestCommitment] | None = None
        bounds = self._leader.max(axis=1).tolist()
        tried = set()
        for reply in sorted(range(len(bounds)), key=lambda answer: -bounds[answer]):
            self._heartbeat()
            if best is not None and bounds[reply] < best[1].value:
                break  # no answer that is left can pay the leader as much
            content = (tuple(self._leader[reply].tolist()), tuple(self._follower[reply].tolist()))
            if content in tried:
                continue
            tried.add(content)
            losses = self._binding_losses(reply)
            if (losses.max(axis=1, initial=-1) < 0).any():
                continue  # another answer is always better
            program = distribution_program(losses, self._leader[reply])
            optimum = exact_optimum(program, heartbeat=self._heartbeat)
            if optimum is not None and (best is None or optimum.value >= best[1].value):
                liked = self._follower[reply]
                strategy = tuple(best_on_face(program, optimum, liked, heartbeat=self._heartbeat))
                merit = (optimum.value, _mean(liked, strategy), -reply)
                if best is None or merit > best[0]:
                    best = merit, BestCommitment(strategy, reply, optimum.value)
        return _existing(best)[1]

    def weak(self) -> BestCommitment:
        """Return a best commitment, or a limit of better and better ones, if the follower answers as the leader fears.

        Only answers count that are somewhere the only best reply, other answers aside that always pay the follower the
        same: the strategies to which these are best replies cover all strategies. Over them, the least that such equal
        answers give is maximized; the largest of these maxima is the supremum.
        """
        maxima = [(self._largest_minimum(equal), equal) for equal in self._unique_answers]
        value = max(value for value, _ in maxima)
        limits = (self._limit(equal, value) for best, equal in maxima if best == value)
        return max(limits, key=lambda limit: (limit.is_attained, _mean(self._follower[limit.reply], limit.strategy)))

    @cached_property
    def _unique_answers(self) -> list[list[int]]:
        """Answers that are somewhere the only best replies, together with those that pay the follower the same."""
        classes: dict[tuple[int, ...], list[int]] = {}
        for answer, payoffs in enumerate(self._follower.tolist()):
            classes.setdefault(tuple(payoffs), []).append(answer)
        return [equal for equal in classes.values() if self._is_somewhere_unique(equal)]

    def _is_somewhere_unique(self, equal: Sequence[int]) -> bool:
        """Whether all other answers are worse for the follower at some strategy."""
        losses = self._binding_losses(equal[0])
        if not len(losses):
            return True
        optimum = exact_optimum(minimum_program(losses[:0], losses), heartbeat=self._heartbeat)
        return _existing(optimum).value + int(losses.min()) > 0

    def _losses(self, *equal: int) -> NDArray[Any]:
        """What the follower loses by each other answer than some equal ones, by the leader's action."""
        others = [answer for answer in range(len(self._follower)) if answer not in equal]
        losses: NDArray[Any] = self._follower[equal[0]] - self._follower[others]
        return losses

    @cached_property
    def _undominated(self) -> NDArray[Any]:
        """The follower's payoffs from answers that no other one is at least as good as everywhere, each once.

        An answer that is a best reply against these is one against all.
        """
        distinct = np.array(list(dict.fromkeys(map(tuple, self._follower.tolist()))), dtype=self._follower.dtype)
        kept = []
        for row in distinct:
            self._heartbeat()
            if (distinct >= row).all(axis=1).sum() == 1:
                kept.append(row)
        return np.array(kept, dtype=self._follower.dtype)

    def _binding_losses(self, answer: int) -> NDArray[Any]:
        """What the follower loses by each undominated answer that pays otherwise, by the leader's action."""
        losses: NDArray[Any] = self._follower[answer] - self._undominated
        binding: NDArray[Any] = losses[(losses != 0).any(axis=1)]
        return binding

    def _largest_minimum(self, equal: Sequence[int]) -> Fraction:
        """Return the most that the leader gets for sure where some equal answers are best replies."""
        payoffs = self._leader[list(equal)]
        program = minimum_program(self._binding_losses(equal[0]), payoffs)
        return _existing(exact_optimum(program, heartbeat=self._heartbeat)).value + int(payoffs.min())

    def _limit(self, equal: Sequence[int], value: Fraction) -> BestCommitment:
        """Return a strategy at which the supremum is reached, if there is one; else one at which it would be.

        The strategies to which equal answers are best replies, and which give the supremum if these are given, are a
        polytope. In its middle, only few answers more are best replies. Those have to give the supremum too: that cuts
        the polytope down, and in its new middle others may be best replies, until all give it or nothing is left.
        """
        needed = set(equal)
        limit = _existing(self._middle(equal, needed, value))
        strategy: tuple[Fraction, ...] | None = limit
        while strategy is not None:
            follower = [_mean(payoffs, strategy) for payoffs in self._follower]
            replies = {answer for answer, payoff in enumerate(follower) if payoff == max(follower)}
            if replies <= needed:
                return BestCommitment(strategy, self._worst(replies, strategy), value)
            needed |= replies
            strategy = self._middle(equal, needed, value)
        return BestCommitment(limit, self._worst(equal, limit), value, is_attained=False)

    def _worst(self, answers: Iterable[int], strategy: Sequence[Fraction]) -> int:
        """Return the answer among some that pays the leader least."""
        return min(answers, key=lambda answer: (_mean(self._leader[answer], strategy), answer))

    def _middle(self, equal: Sequence[int], needed: Iterable[int], value: Fraction) -> tuple[Fraction, ...] | None:
        """Return a strategy to which equal answers are best replies and others only if they are wherever they may be.

        All answers that are needed give the leader at least a value; None if no strategy does that. The program is one
        of weights that need not sum to 1: an answer that can be worse for the follower can then be so by its largest
        loss, and as many as possible are made so at once.
        """
        losses = self._losses(*equal)
        num_others, num_actions = losses.shape
        surplus = self._leader[list(needed)].astype(object) * value.denominator - value.numerator
        above = np.hstack(
            [np.vstack([np.ones((1, num_actions), dtype=object), surplus]), _zeros(len(surplus) + 1, num_others)]
        )
        largest = np.maximum(abs(losses).max(axis=1, initial=0), 1).astype(object)
        worse = np.hstack([losses.astype(object), -np.diag(largest)])
        at_most = np.hstack([_zeros(num_others, num_actions), -np.eye(num_others, dtype=object)])
        matrix = np.vstack([above, worse, at_most])
        bounds = np.array([1] + [0] * (len(surplus) + num_others) + [-1] * num_others, dtype=object)
        costs = np.array([0] * num_actions + [1] * num_others, dtype=object)
        optimum = exact_optimum(IntegerProgramData(matrix, bounds, costs, ()), heartbeat=self._heartbeat)
        if optimum is None:
            return None
        weights = optimum.point[:num_actions]
        return tuple(weight / sum(weights) for weight in weights)


def _zeros(num_rows: int, num_columns: int) -> NDArray[Any]:
    return np.zeros((num_rows, num_columns), dtype=object)


def _mean(payoffs: NDArray[Any], strategy: Sequence[Fraction]) -> Fraction:
    """Return the payoff of a mixture."""
    return sum((int(payoff) * share for payoff, share in zip(payoffs, strategy, strict=True) if share), Fraction())


def _existing(found: Found | None) -> Found:
    """Return what exists in every game.

    Raises
    ------
    SolverError
        If it was not found: a mistake of the method.
    """
    if found is None:
        raise SolverError("a linear program over commitments found none; please report the game")
    return found
