"""Subgame-perfect play of trees in which everything is seen, at all points of a block: backward induction on arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from gametheory.core.batch_solution import COVERAGES
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.infosets import CHANCE
from gametheory.core.solution import Coverage
from gametheory.core.tree_arrays import TERMINAL
from gametheory.models.formulas.arrays import NO_FAILURE, ArrayReader
from gametheory.studies.sweeps.sweep_doubt import points_to_solve
from gametheory.studies.sweeps.sweep_job import MARGIN
from gametheory.studies.sweeps.sweep_points import SinglePoints
from gametheory.studies.sweeps.sweep_regimes import regime_json, regime_key
from gametheory.studies.sweeps.sweep_welfare import block_welfare

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gametheory.array_types import BooleanArray, FloatArray
    from gametheory.models.game_formulas import GameFormulas
    from gametheory.studies.regimes import Support
    from gametheory.studies.sweeps.grid import Block
    from gametheory.studies.sweeps.sweep_job import SweepJob

_ALL = COVERAGES.index(Coverage.ALL)
_SUM_ERROR = 1e-12
"""How far probabilities may sum from 1 before they are looked at in rationals."""


class Induction:
    """Optimal play at many points.

    Parameters
    ----------
    tree
        Its shape.
    payoffs
        ``[player, node, point]``, not a number where there is none.
    probabilities
        For each information set of chance ``[branch, point]``, else None.

    Attributes
    ----------
    chosen
        ``[information set, point]``: the best action; 0 where chance moves.
    values
        ``[player, point]``: what play is worth.
    in_doubt
        ``[point]``: whether two actions differ by less than the margin, or a number is missing or no probability.
    """

    def __init__(self, tree: ExtensiveFormGame, payoffs: FloatArray, probabilities: list[FloatArray | None]) -> None:
        self._tree = tree
        self._probabilities = probabilities
        num_points = payoffs.shape[2]
        self.chosen = np.zeros((len(tree.infosets), num_points), dtype=np.int16)
        self.in_doubt = np.zeros(num_points, dtype=bool)
        with np.errstate(invalid="ignore"):
            self._slack = MARGIN * np.nansum(np.abs(payoffs), axis=1)
            for number in probabilities:
                if number is not None:
                    is_right = (number >= 0.0).all(axis=0) & (np.abs(number.sum(axis=0) - 1.0) <= _SUM_ERROR)
                    self.in_doubt |= ~is_right
            self.values = self._run(payoffs)
        self.in_doubt |= np.isnan(self.values).any(axis=0)

    def _run(self, payoffs: FloatArray) -> FloatArray:
        """Go from the last node to the first."""
        tree = self._tree
        infosets, children = tree.infoset.tolist(), tree.child_lists
        worth: dict[int, FloatArray] = {}
        for node in range(tree.num_nodes - 1, -1, -1):
            value = payoffs[:, node]
            if infosets[node] != TERMINAL:
                following = np.stack([worth.pop(child) for child in children[node]])
                value = value + self._followed(infosets[node], following)
            worth[node] = value
        return worth[0]

    def _followed(self, infoset: int, following: FloatArray) -> FloatArray:
        """Return what play from a node on is worth, ``[player, point]``, given ``[action, player, point]``."""
        mover, weights = self._tree.infosets[infoset].player, self._probabilities[infoset]
        if mover == CHANCE:
            return cast("FloatArray", np.einsum("ap,aip->ip", cast("FloatArray", weights), following))
        own = following[:, mover]
        best = own.argmax(axis=0)
        value: FloatArray = np.take_along_axis(following, best[None, None], axis=0)[0]
        self.chosen[infoset] = best
        if len(own) > 1:
            lead = np.abs(own[0] - own[1]) if len(own) == 2 else np.diff(np.partition(own, -2, axis=0)[-2:], axis=0)[0]
            self.in_doubt |= ~(lead > self._slack[mover])
        return value


class TreePoints:
    """The points of a block of a sweep.

    Parameters
    ----------
    job
        A sweep of a tree in which everything is seen and whose shape no axis changes.
    block
        Where the points lie.

    Attributes
    ----------
    arrays
        The answer, one row for each point.
    texts
        Regimes that were met, by key.
    """

    def __init__(self, job: SweepJob, block: Block) -> None:
        self._job = job
        self._block = block
        self._formulas = cast("GameFormulas", job.formulas)
        self._tree = cast("ExtensiveFormGame", self._formulas.game)
        self._moves = [index for index, infoset in enumerate(self._tree.infosets) if not infoset.is_chance]
        self._single = SinglePoints(job, block)
        self.arrays = self._single.arrays
        self.texts = self._single.texts

    def solve(self) -> None:
        """Solve all points."""
        induction, is_failed = self._induction(self._block)
        self._write(induction)
        lanes, self.arrays["decided"][:] = points_to_solve(
            self._job,
            self._block,
            (induction.in_doubt, is_failed),
            lambda around: self._induction(around)[0].chosen.astype(np.int32),
        )
        for lane in lanes.tolist():
            for name, array in self._job.empty(1).items():
                self.arrays[name][lane] = array[0]
            self._single.solve_point(lane)

    def _induction(self, block: Block) -> tuple[Induction, BooleanArray]:
        """Return optimal play at the points of a block, in floats, and where formulas have no value."""
        job, formulas, tree = self._job, self._formulas, self._tree
        fixed = {name: value for name, value in job.model.parameter_values.items() if name not in job.grid.names}
        chance = [registers or () for registers in formulas.probabilities]
        wanted = [*formulas.payoffs.ravel().tolist(), *(register for registers in chance for register in registers)]
        read = ArrayReader(formulas.tape, wanted, fixed).read(job.grid.floats(block))
        num_payoffs = formulas.payoffs.size
        payoffs = read.values[:num_payoffs].reshape(tree.num_players, tree.num_nodes, -1)
        probabilities: list[Any] = []
        first = num_payoffs
        for registers in chance:
            probabilities.append(read.values[first : first + len(registers)] if registers else None)
            first += len(registers)
        induction = Induction(tree, payoffs, probabilities)
        is_failed = read.failed != NO_FAILURE
        induction.in_doubt |= read.doubtful | is_failed
        return induction, is_failed

    def _write(self, induction: Induction) -> None:
        """Write the play that is optimal in floats."""
        arrays, chosen = self.arrays, induction.chosen[self._moves]
        arrays["num_equilibria"][:] = arrays["num_components"][:] = 1
        arrays["coverage"][:] = _ALL
        kinds, of_point = _kinds(chosen)
        keys = []
        for point in kinds.tolist():
            text = regime_json(((self._support(chosen[:, point]),),))
            keys.append(regime_key(text))
            self.texts[keys[-1]] = text
        arrays["regime"][:] = np.array(keys, dtype=np.uint64)[of_point]
        place = (slice(None),) if self._job.select is not None else (slice(None), 0)
        if "payoff" in arrays:
            arrays["payoff"][place] = induction.values.T
        if "probability" in arrays:
            arrays["probability"][place] = self._columns(chosen)
        if "welfare" in arrays:
            arrays["welfare"][place] = block_welfare(self._job, self._block).expected(self._columns(chosen)).T

    def _columns(self, chosen: NDArray[np.int16]) -> FloatArray:
        """Return for each point the probabilities of all choices, which are 0 and 1."""
        counts = [len(self._tree.infosets[index].actions) for index in self._moves]
        columns = [
            (actions == action).astype(float)
            for actions, count in zip(chosen, counts, strict=True)
            for action in range(count)
        ]
        return np.stack(columns, axis=1) if columns else np.empty((chosen.shape[1], 0))

    def _support(self, actions: NDArray[np.int16]) -> Support:
        """Return what is played at each information set."""
        named = [self._tree.infosets[index] for index in self._moves]
        return tuple(
            (self._tree.players[infoset.player].key, infoset.key, (infoset.actions[int(action)],))
            for infoset, action in zip(named, actions, strict=True)
        )


def _kinds(chosen: NDArray[np.int16]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return a point of each kind of play, and the kind of each point."""
    kinds = np.zeros(chosen.shape[1], dtype=np.int64)
    examples = np.zeros(1, dtype=np.int64)
    for actions in chosen:
        _, examples, kinds = np.unique(
            kinds * (int(actions.max()) + 1) + actions, return_index=True, return_inverse=True
        )
    return examples, kinds
