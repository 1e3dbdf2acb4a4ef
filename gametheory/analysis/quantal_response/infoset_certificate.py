"""Is a behavior profile near a logit equilibrium of the agent form? Residuals of many points, a proof for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.quantal_response.krawczyk import ROUNDING, LocalEquations, proved_box
from gametheory.core.path import LogitCertificate, choices_of
from gametheory.core.rationals import to_fraction
from gametheory.core.tree_arrays import NO_PARENT

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray
    from gametheory.core.extensive_form import ExtensiveFormGame


def infoset_residuals(tree: ExtensiveFormGame, precisions: FloatArray, log_probabilities: FloatArray) -> FloatArray:
    """Return for each point by how much log odds at a set miss the precision times differences of payoffs, at most.

    Parameters
    ----------
    tree
        A tree.
    precisions
        For each unit of payoff, shape ``[num_points]``.
    log_probabilities
        By information set of a player and action, shape ``[num_points, num_actions in all]``.

    Returns
    -------
    FloatArray
        Shape ``[num_points]``; also the logarithm of the sum of probabilities at a set counts, which is to be 0.

    Notes
    -----
    Payoffs given that a set is reached, by going back from the ends of play.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> builder = TreeBuilder(["solo"])
    >>> for payoff, node in enumerate(builder.move(0, "solo", ["L", "R"])):
    ...     builder.payoffs(node, [3 * payoff])
    >>> infoset_residuals(builder.build(), np.array([0.0, 2.0]), np.log(np.full((2, 2), 0.5))).tolist()
    [0.0, 6.0]
    """
    starts = _starts(tree)
    ways, chance = _ways(tree, starts, log_probabilities.shape[1])
    values = _values(tree, starts, log_probabilities)
    largest = np.zeros(len(precisions))
    for infoset, start in starts.items():
        record = tree.infosets[infoset]
        nodes = list(tree.infoset_nodes(infoset))
        reach = _telling(ways, nodes) @ log_probabilities.T + chance[nodes][:, None]
        weights = np.exp(reach - reach.max(axis=0))
        weights /= weights.sum(axis=0)
        own = log_probabilities[:, start : start + record.num_actions].T
        payoffs = np.array(
            [
                (weights * values[record.player][[tree.child_lists[node][action] for node in nodes]]).sum(axis=0)
                for action in range(record.num_actions)
            ]
        )
        left = own - precisions * payoffs
        total = np.abs(np.log(np.exp(own).sum(axis=0)))
        largest = np.maximum(largest, np.maximum(left.max(axis=0) - left.min(axis=0), total))
    return np.asarray(largest)


def _starts(tree: ExtensiveFormGame) -> dict[int, int]:
    """Return where the actions of each information set stand among all."""
    starts, start = {}, 0
    for _, infoset, actions in choices_of(tree):
        starts[infoset] = start
        start += len(actions)
    return starts


def _telling(ways: FloatArray, nodes: list[int]) -> FloatArray:
    """Return which actions lie on the way to each of some nodes and not on the ways to all of them."""
    return np.asarray(ways[nodes] * (1.0 - ways[nodes].min(axis=0)))


def _log_choice(
    tree: ExtensiveFormGame, starts: dict[int, int], move: tuple[int, int], log_probabilities: FloatArray
) -> FloatArray:
    """Return the logarithm of the probability of an action at an information set, at each point."""
    infoset, action = move
    probabilities = tree.infosets[infoset].probabilities
    if probabilities is None:
        return np.asarray(log_probabilities[:, starts[infoset] + action])
    share = float(probabilities[action])
    return np.full(len(log_probabilities), np.log(share) if share else -np.inf)


def _values(tree: ExtensiveFormGame, starts: dict[int, int], log_probabilities: FloatArray) -> FloatArray:
    """Return what each player expects at each node, less the middle of its range; ``[player, node, point]``."""
    values = np.zeros((tree.num_players, tree.num_nodes, len(log_probabilities)))
    infosets, actions = tree.infoset.tolist(), tree.parent_action.tolist()
    parents = tree.parent.tolist()
    for player in range(tree.num_players):
        for end, payoff in zip(tree.terminals, _centered(tree, player), strict=True):
            values[player, end] = payoff
    for node in range(tree.num_nodes - 1, 0, -1):
        before = parents[node]
        share = np.exp(_log_choice(tree, starts, (infosets[before], actions[node]), log_probabilities))
        values[:, before] += share * values[:, node]
    return values


def _centered(tree: ExtensiveFormGame, player: int) -> list[float]:
    """Return a player's payoffs at the ends of play less the middle of their range, correctly rounded."""
    payoffs = tree.path_payoffs(player)
    values = [to_fraction(payoffs.values[end]) / payoffs.denominator for end in tree.terminals]
    middle = (min(values) + max(values)) / 2
    return [float(value - middle) for value in values]


def judge_infosets(tree: ExtensiveFormGame, precision: float, log_probabilities: FloatArray) -> LogitCertificate:
    """Return the certificate of a behavior profile: its residual, and how near exactly one agent equilibrium is.

    Parameters
    ----------
    tree
        A tree in which nobody meets an information set twice in a play.
    precision
        For each unit of payoff.
    log_probabilities
        By information set of a player and action, one after the other.

    Notes
    -----
    As ``judge_logit``: Krawczyk's operator in floats with every rounding error counted. The equations are multiplied by
    how likely their sets are reached, relative to the middle of the box, so that they are sums of exponentials.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> builder = TreeBuilder(["solo"])
    >>> for payoff, node in enumerate(builder.move(0, "solo", ["L", "R"])):
    ...     builder.payoffs(node, [payoff])
    >>> certificate = judge_infosets(builder.build(), np.log(3.0), np.log([0.25, 0.75]))
    >>> certificate.is_proved, certificate.radius < 1e-14
    (True, True)
    """
    residual = float(infoset_residuals(tree, np.array([precision]), log_probabilities[None])[0])
    box = proved_box(_InfosetEquations(tree, precision, log_probabilities))
    if box is None:
        return LogitCertificate(residual, None)
    with np.errstate(under="ignore"):
        radius = float((np.exp(log_probabilities) * np.expm1(box)).max()) * (1.0 + 16.0 * ROUNDING)
    return LogitCertificate(residual, radius)


@dataclass(frozen=True, eq=False)
class _SetTerms:
    """What the equations of an information set are made of.

    Parameters
    ----------
    shares, ways
        Of its nodes: how likely play is at each of them, and the actions before that not all of them share.
    terms, term_ways
        For each action, of the ends of play behind it: probability times payoff given that the set is reached and the
        action taken, and the actions that make the difference between ends.
    doubt
        Relative error of any of these.
    """

    shares: FloatArray
    ways: FloatArray
    terms: tuple[FloatArray, ...]
    term_ways: tuple[FloatArray, ...]
    doubt: float


class _InfosetEquations(LocalEquations):
    """The equations around one point of the agent form.

    For an information set with likeliest action r, an action a, nodes v of shares w: ``(x_a - x_r) S`` less precision
    times the payoffs of a less those of r, where ``S`` is the sum of the shares, 1 in the middle of the box.
    """

    def __init__(self, tree: ExtensiveFormGame, precision: float, log_probabilities: FloatArray) -> None:
        self._logs, self._precision = log_probabilities, precision
        self._blocks = [
            (start, start + tree.infosets[infoset].num_actions, infoset) for infoset, start in _starts(tree).items()
        ]
        self._ways, self._chance = _ways(tree, _starts(tree), len(log_probabilities))
        self._sets = [self._set_terms(tree, infoset) for _, _, infoset in self._blocks]

    def _set_terms(self, tree: ExtensiveFormGame, infoset: int) -> _SetTerms:
        """Return what the equations of an information set are made of."""
        nodes = list(tree.infoset_nodes(infoset))
        start = self._column(infoset)
        told = 1.0 - self._ways[nodes].min(axis=0)
        told[start : start + tree.infosets[infoset].num_actions] = 0.0
        logs = np.where(told > 0.0, self._logs, 0.0)
        reach = self._ways[nodes] @ logs + self._chance[nodes]
        highest = float(reach.max())
        shares = np.exp(reach - highest)
        total = float(shares.sum())
        ends = np.array(tree.terminals)
        payoffs = np.array(_centered(tree, tree.infosets[infoset].player))
        largest = 0.0
        terms, ways = [], []
        for action in range(tree.infosets[infoset].num_actions):
            children = [tree.child_lists[node][action] for node in nodes]
            is_below = np.zeros(len(ends), dtype=np.bool_)
            for child in children:
                is_below |= (ends >= child) & (ends < child + int(tree.subtree_size[child]))
            way = self._ways[ends[is_below]] * told
            arrived = way @ logs + self._chance[ends[is_below]] - highest
            terms.append(np.exp(arrived) / total * payoffs[is_below])
            ways.append(way)
            largest = max(largest, float((way @ np.abs(logs)).max()))
        doubt = ROUNDING * (8.0 * len(nodes) + 16.0 + 4.0 * len(logs) * (largest + abs(highest) + 1.0))
        return _SetTerms(shares / total, self._ways[nodes] * told, tuple(terms), tuple(ways), doubt)

    def _column(self, infoset: int) -> int:
        """Return the position of the first action of an information set."""
        return next(start for start, _, index in self._blocks if index == infoset)

    def system(self) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
        """Return values and derivatives of the equations, each with how far it can be wrong."""
        size = len(self._logs)
        values, errors = np.empty(size), np.empty(size)
        derivatives, doubts = np.zeros((size, size)), np.zeros((size, size))
        for (start, end, _), parts in zip(self._blocks, self._sets, strict=True):
            own, arrived = self._logs[start:end], parts.shares @ parts.ways
            likeliest = start + int(np.argmax(own))
            base, base_way = parts.terms[likeliest - start], parts.term_ways[likeliest - start]
            for row in range(start, end):
                terms, way = parts.terms[row - start], parts.term_ways[row - start]
                ahead = self._logs[row] - self._logs[likeliest]
                values[row] = ahead - self._precision * (terms.sum() - base.sum())
                weight = float(np.abs(terms).sum() + np.abs(base).sum())
                roundings = parts.doubt + (len(terms) + len(base) + 16.0) * ROUNDING
                errors[row] = 4.0 * ROUNDING * (abs(self._logs[row]) + abs(self._logs[likeliest]))
                errors[row] += self._precision * weight * roundings + 1e-300
                derivatives[row] = ahead * arrived - self._precision * (terms @ way - base @ base_way)
                doubts[row] = roundings * abs(ahead) * arrived
                doubts[row] += self._precision * roundings * (np.abs(terms) @ way + np.abs(base) @ base_way)
                derivatives[row, row] += 1.0
                derivatives[row, likeliest] -= 1.0
            probabilities = np.exp(own)
            values[likeliest] = probabilities.sum() - 1.0
            errors[likeliest] = (8.0 + len(own)) * ROUNDING * (1.0 + probabilities.sum())
            derivatives[likeliest], doubts[likeliest] = 0.0, 0.0
            derivatives[likeliest, start:end] = probabilities
            doubts[likeliest, start:end] = 4.0 * ROUNDING * probabilities
        return values, errors, derivatives, doubts

    def bend(self, box: FloatArray) -> FloatArray:
        """Return how much derivatives change within a box, times the box, for each equation at most."""
        result = np.empty(len(box))
        for (start, end, _), parts in zip(self._blocks, self._sets, strict=True):
            likeliest = start + int(np.argmax(self._logs[start:end]))
            moved = parts.ways @ box
            grown, steep = float(parts.shares @ np.expm1(moved)), float(parts.shares @ (np.exp(moved) * moved))
            bent = float(parts.shares @ _bends(moved))
            base_bent = float(np.abs(parts.terms[likeliest - start]) @ _bends(parts.term_ways[likeliest - start] @ box))
            for row in range(start, end):
                terms, way = parts.terms[row - start], parts.term_ways[row - start]
                sides = box[row] + box[likeliest]
                ahead = abs(self._logs[row] - self._logs[likeliest])
                payoffs = float(np.abs(terms) @ _bends(way @ box)) + base_bent
                result[row] = sides * (grown + steep) + ahead * bent + self._precision * payoffs
            own = box[start:end]
            result[likeliest] = float(np.exp(self._logs[start:end]) @ (np.expm1(own) * own))
            result[start:end] *= 1.0 + 4.0 * parts.doubt + 64.0 * ROUNDING * len(box)
        return result


def _bends(moved: FloatArray) -> FloatArray:
    """Return by how much slopes of exponentials change, times the way."""
    return np.asarray(np.expm1(moved) * moved)


def _ways(tree: ExtensiveFormGame, starts: dict[int, int], size: int) -> tuple[FloatArray, FloatArray]:
    """Return which actions of players lie on the way to each node, ``[num_nodes, N]``, and the logarithm of chance."""
    ways, chance = np.zeros((tree.num_nodes, size)), np.zeros(tree.num_nodes)
    infosets, actions = tree.infoset.tolist(), tree.parent_action.tolist()
    for node, before in enumerate(tree.parent.tolist()):
        if before == NO_PARENT:
            continue
        ways[node], chance[node] = ways[before], chance[before]
        infoset = infosets[before]
        if infoset in starts:
            ways[node, starts[infoset] + actions[node]] = 1.0
        else:
            share = float((tree.infosets[infoset].probabilities or ())[actions[node]])
            chance[node] += np.log(share) if share else -np.inf
    return ways, chance
