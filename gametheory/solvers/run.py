"""One run: what was found, what was proved, and why it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.solution import Termination
from gametheory.errors import UnsupportedGameError
from gametheory.solvers.answer import Answer, num_found
from gametheory.solvers.problem import TooLargeError
from gametheory.solvers.proofs import Proofs
from gametheory.solvers.solution_order import order_key
from gametheory.solvers.watch import LimitReachedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gametheory.core.equilibrium import Play
    from gametheory.core.solution import Solution
    from gametheory.core.source import GameSource
    from gametheory.solvers.method import Method
    from gametheory.solvers.problem import Conclusion, Problem

PROOF_SECONDS = 1.0
"""Time to prove what a search that was stopped has found, at least."""
PROOF_SHARE = 0.1
"""The same as a share of the time that the search took; the longer of the two counts."""


class Run:
    """A search, then the proof of what it found; either may be stopped.

    Parameters
    ----------
    problem
        The game, what is asked and the clock.
    candidates
        The methods to try, the preferred one first.
    """

    def __init__(self, problem: Problem, candidates: Sequence[Method]) -> None:
        self._problem = problem
        self._candidates = candidates
        self._method = candidates[0]
        self._found: Sequence[Play] = ()
        self._conclusion: Conclusion | None = None
        self._termination = Termination.EXHAUSTED
        self._proofs = Proofs(problem)
        self._refusals: list[str] = []

    def until_stopped(self, stage: Callable[[], None]) -> None:
        """Run a stage to its end, or until Ctrl-C or a limit stops it."""
        try:
            stage()
        except KeyboardInterrupt:
            self.interrupt()
        except LimitReachedError as limit:
            if not self._termination.was_cut_short:
                self._termination = limit.termination

    def interrupt(self) -> None:
        """Say that Ctrl-C came."""
        self._termination = Termination.INTERRUPTED

    def search(self) -> None:
        """Run the first method that applies."""
        for method in self._candidates:
            self._method = method
            try:
                self._exhaust()
            except UnsupportedGameError as refusal:
                if method is self._candidates[-1] or isinstance(refusal, TooLargeError):
                    raise
                reason, _, _ = str(refusal).partition("; use ")
                self._refusals.append(f"the complete method did not apply: {reason}")
            else:
                return

    def _exhaust(self) -> None:
        """Collect what the method yields, and its conclusion."""
        found: list[Play] = []
        self._found = found
        running = self._method.search(self._problem)
        while True:
            try:
                found.append(next(running))
            except StopIteration as end:
                conclusion: Conclusion = end.value
                break
            self._problem.watch.found = max(self._problem.watch.found, len(found))
            self._problem.watch.tick()
        self._found = found if conclusion.profiles is None else conclusion.profiles
        self._termination = conclusion.termination
        self._conclusion = conclusion

    def prove(self) -> None:
        """Prove the profiles that are listed, in the order of the list, unless the search was stopped."""
        if self._termination.was_cut_short:
            return
        found = num_found(self._problem, len(self._found), self._conclusion)
        if found > self._problem.num_listed and self._termination is Termination.EXHAUSTED:
            self._termination = Termination.COUNT_REACHED
        num_listed = min(found, self._problem.num_listed)
        for rank, position in enumerate(self._order()[:num_listed]):
            self._problem.watch.tick(num_listed)
            self._proofs.add(self._found[position], rank, position, is_rounded=self.is_rounded)

    def _order(self) -> Sequence[int]:
        """Return the positions of the profiles found in the order of the list."""
        if self._conclusion is not None and self._conclusion.is_in_order:
            return range(len(self._found))
        keys = []
        for play in self._found:
            self._problem.watch.tick()
            keys.append(order_key(play))
        return sorted(range(len(keys)), key=keys.__getitem__)

    def prove_after_stop(self) -> None:
        """Prove profiles in the order in which they were found, where a run was stopped before it proved any."""
        if self._proofs.listed or not self._termination.was_cut_short:
            return
        watch = self._problem.watch
        watch.grant(max(PROOF_SECONDS, PROOF_SHARE * watch.seconds))
        num_listed = min(len(self._found), self._problem.num_listed)
        for position in range(num_listed):
            watch.tick(num_listed)
            key = order_key(self._found[position])
            self._proofs.add(self._found[position], key, position, is_rounded=self.is_rounded)

    @property
    def is_rounded(self) -> bool:
        """Whether the method answered in floats."""
        if self._conclusion is None:
            return self._method.may_round
        return self._conclusion.arithmetic == "float"

    def solution(self, source: GameSource) -> Solution:
        """Return what was found and proved."""
        answer = Answer(
            self._problem, self._proofs, len(self._found), conclusion=self._conclusion, refusals=self._refusals
        )
        return answer.solution(source, self._method, self._termination, is_rounded=self.is_rounded)
