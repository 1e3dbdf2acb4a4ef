"""Logit responses in the agent form of trees: every information set answers by itself to what it expects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gametheory.analysis.quantal_response.infoset_certificate import infoset_residuals, judge_infosets
from gametheory.core.path import choice_blocks
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.pure_plans import own_histories
from gametheory.core.tree_arrays import NO_PARENT
from gametheory.errors import UnsupportedGameError
from gametheory.kernels.logit_branch import LogitBranch

if TYPE_CHECKING:
    from gametheory.array_types import FloatArray
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.path import LogitCertificate
    from gametheory.solvers.quantal_response.trace import Branch

MOST_ENTRIES = 4_000_000
"""Actions at information sets times ends of play up to which a tree is followed."""


class InfosetResponses:
    """Equations of agent logit equilibria of a tree, in log probabilities and the precision.

    At an information set each action's log probability less that of the likeliest one is the precision times the
    difference of what both pay the player who moves, given that the set is reached; and probabilities sum to 1.

    Parameters
    ----------
    game
        A tree in which nobody meets an information set twice in a play.

    Attributes
    ----------
    unit
        What payoffs are divided by: the widest range of a player's payoffs.

    Raises
    ------
    UnsupportedGameError
        If somebody does, nobody moves, chance excludes an information set, or the tree is too large.
    """

    def __init__(self, game: ExtensiveFormGame) -> None:
        self.game = game
        _check(game)
        self._movers = [index for index, infoset in enumerate(game.infosets) if not infoset.is_chance]
        self._blocks = choice_blocks(game)
        self._taken, self._chance = _moves(game, dict(zip(self._movers, self._blocks, strict=True)))
        terminals = list(game.terminals)
        self._plays, self._play_chance = self._taken[terminals], self._chance[terminals]
        if self._plays.size > MOST_ENTRIES:
            raise UnsupportedGameError(
                f"the agent form needs at most {MOST_ENTRIES:,} pairs of an action and an end of play, got "
                f"{self._plays.size:,}; shorten the tree, or follow its normal form: "
                f"logit_path(to_normal_form(tree).game)"
            )
        self._nodes = [list(game.infoset_nodes(index)) for index in self._movers]
        # what all ways to a set share cancels out of its payoffs, and would only bring rounding in
        self._told = np.array([self._telling(position) for position in range(len(self._movers))])
        self._set_of = np.repeat(np.arange(len(self._movers)), [block.stop - block.start for block in self._blocks])
        payoffs, ranges = _payoffs(game)
        self.unit = max(ranges) or 1.0
        owners = [game.infosets[index].player for index in self._movers]
        self._gains = (payoffs / self.unit)[:, [owners[position] for position in self._set_of]].T
        self._own_ranges = [ranges[owner] / self.unit or 1.0 for owner in owners]
        if not all(np.isfinite(self._chance[nodes]).any() for nodes in self._nodes):
            raise UnsupportedGameError(
                "the agent form needs information sets that chance does not exclude, got one behind a probability of "
                "0; take the branch out of the tree"
            )

    def __call__(self, point: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return what the equations leave at a point, shape ``[N]``, and their derivatives, shape ``[N, N + 1]``."""
        logs, precision = point[:-1], point[-1]
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            probabilities = np.exp(logs)
            payoffs, slopes = self._payoffs_and_slopes(logs)
            left = np.empty(len(logs))
            derivatives = np.zeros((len(logs), len(logs) + 1))
            for block in self._blocks:
                likeliest = block.start + int(np.argmax(logs[block]))
                gains = payoffs[block] - payoffs[likeliest]
                left[block] = logs[block] - logs[likeliest] - precision * gains
                derivatives[block, :-1] = -precision * (slopes[block] - slopes[likeliest])
                derivatives[range(block.start, block.stop), range(block.start, block.stop)] += 1.0
                derivatives[block, likeliest] -= 1.0
                derivatives[block, -1] = -gains
                left[likeliest] = probabilities[block].sum() - 1.0
                derivatives[likeliest] = 0.0
                derivatives[likeliest, block] = probabilities[block]
        return left, derivatives

    def _payoffs_and_slopes(self, logs: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return what each action pays given that its set is reached, and how that changes with log probabilities."""
        set_reach, set_slopes = np.empty(len(self._nodes)), np.empty((len(self._nodes), len(logs)))
        for position, nodes in enumerate(self._nodes):
            reach = self._taken[nodes] @ (logs * self._told[position]) + self._chance[nodes]
            highest = reach.max()
            weights = np.exp(reach - highest)
            total = weights.sum()
            set_reach[position] = highest + np.log(total)
            set_slopes[position] = (weights / total) @ self._taken[nodes]
        arrived = (self._plays @ (logs * self._told).T + self._play_chance[:, None] - set_reach).T[self._set_of]
        terms = np.exp(np.where(self._plays.T > 0.0, arrived, -np.inf)) * self._gains
        payoffs = terms.sum(axis=1)
        slopes = terms @ self._plays - payoffs[:, None] * set_slopes[self._set_of]
        slopes[range(len(logs)), range(len(logs))] -= payoffs
        return payoffs, slopes

    def _telling(self, position: int) -> FloatArray:
        """Return 1 for each action that not all ways to a set share and that is not one at the set, else 0."""
        told = 1.0 - self._taken[self._nodes[position]].min(axis=0)
        told[self._blocks[position]] = 0.0
        return np.asarray(told)

    def branch(self, start: FloatArray, direction: FloatArray) -> Branch:
        """Return the branch from a point in a direction."""
        return LogitBranch(self, start, direction, self.regret)

    def regret(self, point: FloatArray) -> float:
        """Return the largest regret at an information set that is reached, relative to its player's range."""
        payoffs, _ = self._payoffs_and_slopes(point[:-1])
        regrets = []
        for block, own_range in zip(self._blocks, self._own_ranges, strict=True):
            own = payoffs[block]
            regrets.append(float((own.max() - own) @ np.exp(point[:-1][block])) / own_range)
        return max(regrets)

    def center(self) -> FloatArray:
        """Return where the principal branch starts: all actions alike, precision 0."""
        sizes = [block.stop - block.start for block in self._blocks]
        return np.concatenate([*(np.full(size, -np.log(size)) for size in sizes), [0.0]])

    def profile(self, log_probabilities: FloatArray) -> BehaviorProfile:
        """Return log probabilities as a profile of the tree."""
        strategies: list[tuple[float, ...] | None] = [None] * len(self.game.infosets)
        for index, block in zip(self._movers, self._blocks, strict=True):
            probabilities = np.exp(log_probabilities[block])
            strategies[index] = tuple((probabilities / probabilities.sum()).tolist())
        return BehaviorProfile(self.game, tuple(strategies))

    def residuals(self, points: FloatArray) -> FloatArray:
        """Return the residual of each point, computed apart from these equations."""
        return infoset_residuals(self.game, points[:, -1] / self.unit, points[:, :-1])

    def certificate(self, point: FloatArray) -> LogitCertificate:
        """Return the certificate of a point, computed apart from these equations."""
        return judge_infosets(self.game, float(point[-1]) / self.unit, point[:-1])


def _check(game: ExtensiveFormGame) -> None:
    """Raise UnsupportedGameError if nobody moves, or somebody can meet an information set twice in a play."""
    if all(infoset.is_chance for infoset in game.infosets):
        raise UnsupportedGameError("quantal response needs somebody who moves, got a tree without information sets")
    for player, owner in enumerate(game.players):
        histories = own_histories(game, player).items()
        if any(infoset == before for infoset, known in histories for history in known for before, _ in history):
            raise UnsupportedGameError(
                f"{owner.label} can meet one information set twice in a play, where its response is no single choice; "
                f"follow the normal form: logit_path(to_normal_form(tree).game)"
            )


def _moves(game: ExtensiveFormGame, blocks: dict[int, slice]) -> tuple[FloatArray, FloatArray]:
    """Return which actions lie on the way to each node, ``[num_nodes, N]``, and the logarithm of chance on it."""
    taken = np.zeros((game.num_nodes, max(block.stop for block in blocks.values())))
    chance = np.zeros(game.num_nodes)
    infosets, actions = game.infoset.tolist(), game.parent_action.tolist()
    for node, before in enumerate(game.parent.tolist()):
        if before == NO_PARENT:
            continue
        taken[node], chance[node] = taken[before], chance[before]
        infoset = infosets[before]
        probabilities = game.infosets[infoset].probabilities
        if probabilities is None:
            taken[node, blocks[infoset].start + actions[node]] = 1.0
        else:
            share = float(probabilities[actions[node]])
            chance[node] += np.log(share) if share else -np.inf
    return taken, chance


def _payoffs(game: ExtensiveFormGame) -> tuple[FloatArray, list[float]]:
    """Return each player's payoff at each end of play less the middle of its range, and the ranges."""
    columns, ranges = [], []
    for player in range(game.num_players):
        exact = game.path_payoffs(player)
        values = exact.values[list(game.terminals)].astype(object)
        low, high = int(values.min()), int(values.max())
        twice = 2 * values - (low + high)
        columns.append((twice / (2 * exact.denominator)).astype(np.float64))
        ranges.append((high - low) / exact.denominator)
    return np.column_stack(columns), ranges
