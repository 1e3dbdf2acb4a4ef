from __future__ import annotations

import numpy as np
import pytest

from gametheory import Limits, NormalFormGame, Termination
from gametheory.kernels.logit_branch import LogitBranch
from gametheory.solvers.quantal_response.table_responses import TableResponses
from gametheory.solvers.quantal_response.trace import trace
from gametheory.solvers.watch import Watch

EQUATIONS = TableResponses(NormalFormGame.from_bimatrix([[4, 0], [1, 2]], [[0, 3], [2, 1]]))
UPWARDS = np.eye(5)[-1]


def test_a_time_limit_keeps_the_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TableResponses, "branch", lambda self, *where: LogitBranch(self, *where, self.regret))
    found = trace(EQUATIONS, EQUATIONS.center(), UPWARDS, Watch(Limits(time=0)))
    assert found.termination is Termination.TIME_LIMIT
    assert len(found.points) >= 1


@pytest.mark.parametrize(
    ("stop", "termination"), [(KeyboardInterrupt(), Termination.INTERRUPTED), (None, Termination.CONVERGED)]
)
def test_interrupts_keep_the_points(
    stop: BaseException | None, termination: Termination, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch()
    monkeypatch.setattr(TableResponses, "branch", lambda self, *where: LogitBranch(self, *where, self.regret))

    def tick(total: int | None = None) -> None:
        del total
        watch.steps += 1
        if watch.steps == 5 and stop is not None:
            raise stop

    monkeypatch.setattr(watch, "tick", tick)
    found = trace(EQUATIONS, EQUATIONS.center(), UPWARDS, watch)
    assert found.termination is termination
    assert 1 < len(found.points) < 100


def test_a_branch_that_is_lost_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class Lost:
        points = (EQUATIONS.center(),)
        crossings = ()
        is_lost = True
        has_ended = False

        def follow(self) -> list[None]:
            return []

    monkeypatch.setattr(TableResponses, "branch", lambda *_: Lost())
    assert trace(EQUATIONS, EQUATIONS.center(), UPWARDS, Watch()).termination is Termination.NUMERICAL_FAILURE
