"""What the formulas of ``welfare:`` come to at many points, where the equilibria there are known."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, cast

import numpy as np

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.normal_form import NormalFormGame
from gametheory.errors import UnsupportedGameError
from gametheory.models.formulas.arrays import ArrayReader
from gametheory.models.formulas.exact import FormulaValueError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from numpy.typing import NDArray

    from gametheory.array_types import FloatArray
    from gametheory.models.game_formulas import GameFormulas
    from gametheory.studies.sweeps.sweep_job import Choice, SweepJob

_ALL = slice(None)


def sampled_welfare(job: SweepJob, points: Mapping[str, FloatArray], probabilities: FloatArray) -> FloatArray:
    """Return each formula of ``welfare:`` in expectation, ``[formula, point]``; not a number where nothing is known.

    Parameters
    ----------
    job
        The sweep in which the equilibria were found.
    points
        Values of the parameters that vary.
    probabilities
        ``[point, choice]``, the choices as ``job.choices``.

    Raises
    ------
    UnsupportedGameError
        If the model has no such formulas, is too large to be written out, or the shape of its tree varies.
    """
    return SampledWelfare(job, points).expected(probabilities)


class SampledWelfare:
    """What the formulas of ``welfare:`` pay at many points, whatever is played there.

    Parameters
    ----------
    job
        The sweep in which the equilibria are found.
    points
        Values of the parameters that vary.

    Attributes
    ----------
    doubtful
        ``[point]``: whether rounding may have changed the truth of a comparison or a zero.

    Raises
    ------
    UnsupportedGameError
        If the model has no such formulas, is too large to be written out, or the shape of its tree varies.
    """

    def __init__(self, job: SweepJob, points: Mapping[str, FloatArray]) -> None:
        formulas = job.welfare_formulas
        if formulas is None:
            raise UnsupportedGameError("welfare needs formulas under 'welfare' in the file, got none")
        varying = chain.from_iterable(map(formulas.tape.parameters_of, formulas.conditions))
        if not set(points).isdisjoint(varying):
            raise UnsupportedGameError("welfare at many points needs a tree whose shape no varying parameter changes")
        fixed = {name: value for name, value in job.model.parameter_values.items() if name not in points}
        self._choices, self._formulas = job.choices, formulas
        self._num_formulas = len(job.model.description.welfare)
        observers = formulas.payoffs[-self._num_formulas :]
        chance = [registers or () for registers in formulas.probabilities]
        self._num_paid = observers.size
        self._wanted = [*observers.ravel().tolist(), *chain.from_iterable(chance)]
        read = ArrayReader(formulas.tape, self._wanted, fixed).read(points)
        self._values, self.doubtful = read.values, read.doubtful

    def correct(self, point: int, parameters: Mapping[str, Fraction] | None) -> None:
        """Read a point again, exactly; None leaves it without values.

        Parameters
        ----------
        point
            Its place.
        parameters
            Values of all parameters there.
        """
        self._values[:, point] = np.nan
        if parameters is None:
            return
        reader = self._formulas.reader(parameters)
        try:
            self._values[:, point] = [float(reader.value(register)) for register in self._wanted]
        except (FormulaValueError, OverflowError):
            return

    def expected(self, probabilities: FloatArray, lanes: NDArray[np.int64] | slice = _ALL) -> FloatArray:
        """Return each formula in expectation, ``[formula, point]``; not a number where nothing is known.

        Parameters
        ----------
        probabilities
            ``[point, choice]``, the choices as ``job.choices``.
        lanes
            At which of the points that is played; all of them by default.
        """
        welfare = self._mean(self._values[:, lanes], probabilities)
        if np.isnan(probabilities[:, 0]).any():
            welfare[:, np.isnan(probabilities).all(axis=1)] = np.nan
        return welfare

    def _mean(self, values: FloatArray, probabilities: FloatArray) -> FloatArray:
        """Return each formula in expectation where something is played at each of the points."""
        game = self._formulas.game
        paid = values[: self._num_paid].reshape(self._num_formulas, -1, values.shape[1])
        if not isinstance(game, NormalFormGame):
            weights = _node_weights(self._choices, self._formulas, (probabilities, values[self._num_paid :]))
        elif len(game.players) == self._num_formulas:  # nothing that is played matters
            return paid[:, 0].copy()
        else:
            weights = _profile_weights(self._choices, game, probabilities)
        welfare: FloatArray = np.einsum("fcp,cp->fp", paid, weights)
        return welfare


def _profile_weights(choices: Sequence[Choice], game: NormalFormGame, probabilities: FloatArray) -> FloatArray:
    """Return the probability of each profile, ``[profile, point]``, in the order of the payoffs."""
    weights = np.ones((1, len(probabilities)))
    for player in game.players:
        own = [place for place, choice in enumerate(choices) if choice.player == player.key]
        if own:
            columns = probabilities[:, own].T
            weights = (weights[:, None] * columns[None]).reshape(-1, len(probabilities))
    return weights


def _node_weights(
    choices: Sequence[Choice], formulas: GameFormulas, given: tuple[FloatArray, FloatArray]
) -> FloatArray:
    """Return the probability with which each node is reached, ``[node, point]``.

    Parameters
    ----------
    choices
        What the columns of the probabilities are.
    formulas
        Of the ledger.
    given
        Probabilities of the choices, ``[point, choice]``, and of chance, ``[branch, point]``, set after set.
    """
    tree = cast("ExtensiveFormGame", formulas.game)
    probabilities, drawn = given
    columns = {(choice.infoset, choice.action): place for place, choice in enumerate(choices)}
    played = np.nan_to_num(probabilities)
    steps: list[list[FloatArray]] = []
    first = 0
    for infoset, registers in zip(tree.infosets, formulas.probabilities, strict=True):
        if registers:
            steps.append(list(drawn[first : first + len(registers)]))
            first += len(registers)
        else:
            steps.append([played[:, columns[infoset.key, action]] for action in infoset.actions])
    weights = np.ones((tree.num_nodes, len(probabilities)))
    for node in range(tree.num_nodes):
        for action, child in enumerate(tree.children(node)):
            weights[child] = weights[node] * steps[int(tree.infoset[node])][action]
    return weights
