"""What the formulas of ``welfare:`` come to at many points, where the equilibria there are known."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, cast

import numpy as np

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.normal_form import NormalFormGame
from gametheory.errors import UnsupportedGameError
from gametheory.models.formulas.arrays import ArrayReader

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.models.game_formulas import GameFormulas
    from gametheory.studies.sweep_job import Choice, SweepJob


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
    ledger, names = job.model.welfare_ledger, [one.name for one in job.model.description.welfare]
    if ledger is None:
        raise UnsupportedGameError("welfare needs formulas under 'welfare' in the file, got none")
    formulas = ledger.formulas()
    varying = chain.from_iterable(map(formulas.tape.parameters_of, formulas.conditions))
    if not set(points).isdisjoint(varying):
        raise UnsupportedGameError("welfare at many points needs a tree whose shape no varying parameter changes")
    fixed = {name: value for name, value in ledger.parameter_values.items() if name not in points}
    observers = formulas.payoffs[-len(names) :]
    chance = [registers or () for registers in formulas.probabilities]
    wanted = [*observers.ravel().tolist(), *chain.from_iterable(chance)]
    read = ArrayReader(formulas.tape, wanted, fixed).read(points).values
    paid = read[: observers.size].reshape(len(names), -1, read.shape[1])
    if isinstance(formulas.game, NormalFormGame):
        if len(formulas.game.players) == len(names):
            return paid[:, 0]
        weights = _profile_weights(job.choices, formulas.game, probabilities)
    else:
        weights = _node_weights(job.choices, formulas, (probabilities, read[observers.size :]))
    is_unknown = np.isnan(probabilities).all(axis=1)
    welfare: FloatArray = np.einsum("fcp,cp->fp", paid, weights)
    welfare[:, is_unknown] = np.nan
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
