"""Does anybody gain by disobeying at one information set? Mediation in agent form, judged by walks of the tree."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.trees.own_histories import meets_a_set_twice
from gametheory.core.certificate import BestReply, Certificate
from gametheory.core.pure_plans import pure_plans
from gametheory.errors import InvalidProfileError, UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.distributions import Distribution
    from gametheory.core.extensive_form import ExtensiveFormGame


def judge_infoset_recommendations(
    tree: ExtensiveFormGame, distribution: Distribution, *, heartbeat: Heartbeat | None = None
) -> Certificate:
    """Return payoffs and best deviations where each information set hears its own move and decides for itself.

    A player may disobey at one information set, after any move that is told there, and obeys everywhere else. Where
    nobody gains, the distribution is an agent-form correlated equilibrium.

    Parameters
    ----------
    tree
        Any number of players, chance moves too; in no play anybody comes to one information set twice.
    distribution
        Over profiles of the tree's complete plans, in the order of ``to_normal_form(tree, is_reduced=False)``.
    heartbeat
        Called every few steps; what it raises passes through.

    Returns
    -------
    Certificate
        One reply for each player, with the most that it gains at one of its information sets.

    Raises
    ------
    UnsupportedGameError
        If somebody can come to one information set twice in a play.
    InvalidProfileError
        If the distribution is not over the complete plans of the tree.

    Notes
    -----
    Exact. For each profile that is ever drawn and each action, one walk through what can happen.

    References
    ----------
    vonstengel2008.

    Examples
    --------
    The buyer is told to trust one time in three, the seller then to honor that, which it would rather not:

    >>> from gametheory import load
    >>> from gametheory.core.distributions import Distribution
    >>> from gametheory.core.strategic_form import to_normal_form
    >>> tree = load("trust_game").to_game()
    >>> game = to_normal_form(tree, is_reduced=False).game
    >>> distribution = Distribution(game, {(0, 0): "1/3", (1, 1): "2/3"})
    >>> [str(reply.regret) for reply in judge_infoset_recommendations(tree, distribution).replies]
    ['0', '1/3']
    """
    heard = heartbeat or no_heartbeat
    for player, owner in enumerate(tree.players):
        if meets_a_set_twice(tree, player):
            raise UnsupportedGameError(
                f"recommendations to information sets need plays that come to each at most once, but {owner.label} "
                f"can come to one twice; use concept 'correlated'"
            )
    plans = [_plans(tree, player, distribution) for player in range(tree.num_players)]
    walk = _Walk(tree)
    payoffs = [Fraction(0)] * tree.num_players
    gains: dict[tuple[int, int], list[Fraction]] = {}
    for profile, probability in distribution.probabilities.items():
        heard()
        drawn = (own[place] for own, place in zip(plans, profile, strict=True))
        told = {infoset: move for plan in drawn for infoset, move in plan.items()}
        obeyed = walk.payoffs(told)
        payoffs = [total + probability * payoff for total, payoff in zip(payoffs, obeyed, strict=True)]
        for infoset in walk.met(told):
            heard()
            here = tree.infosets[infoset]
            own_gains = gains.setdefault((infoset, told[infoset]), [Fraction(0)] * here.num_actions)
            for action in range(here.num_actions):
                instead = walk.payoffs({**told, infoset: action})[here.player]
                own_gains[action] += probability * (instead - obeyed[here.player])
    replies = zip(payoffs, _largest_gains(tree, gains), strict=True)
    return Certificate(tuple(BestReply(player, payoff, payoff + gain) for player, (payoff, gain) in enumerate(replies)))


def _largest_gains(tree: ExtensiveFormGame, gains: Mapping[tuple[int, int], Sequence[Fraction]]) -> list[Fraction]:
    """Return for each player the most that it gains at one information set, by gains at sets after moves told there."""
    by_infoset: dict[int, Fraction] = {}
    for (infoset, _), own in gains.items():
        by_infoset[infoset] = by_infoset.get(infoset, Fraction(0)) + max(own)
    largest = [Fraction(0)] * tree.num_players
    for infoset, gain in by_infoset.items():
        player = tree.infosets[infoset].player
        largest[player] = max(largest[player], gain)
    return largest


def _plans(tree: ExtensiveFormGame, player: int, distribution: Distribution) -> list[dict[int, int]]:
    """Return for each complete plan of a player its move at each information set."""
    plans = list(pure_plans(tree, player, is_reduced=False))
    if len(plans) != distribution.game.num_actions[player]:
        raise InvalidProfileError(
            f"expected a distribution over {len(plans)} complete plans of {tree.players[player].label}, got "
            f"{distribution.game.num_actions[player]}; make it of to_normal_form(tree, is_reduced=False).game"
        )
    return [
        {infoset: action for infoset, action in zip(plan.infosets, plan.actions, strict=True) if action is not None}
        for plan in plans
    ]


class _Walk:
    """What happens where every information set makes one move."""

    def __init__(self, tree: ExtensiveFormGame) -> None:
        self._tree = tree
        self._infosets = tree.infoset.tolist()
        self._paid = [
            [Fraction(value, paths.denominator) for value in paths.values.tolist()]
            for paths in map(tree.path_payoffs, range(tree.num_players))
        ]

    def _reached(self, moves: Mapping[int, int]) -> list[tuple[int, Fraction]]:
        """Return the nodes that are reached with positive probability, with that."""
        tree = self._tree
        reached = [(0, Fraction(1))]
        for node, weight in reached:
            infoset = self._infosets[node]
            if infoset < 0:
                continue
            probabilities = tree.infosets[infoset].probabilities
            children: Sequence[int] = tree.child_lists[node]
            if probabilities is None:
                reached.append((children[moves[infoset]], weight))
            else:
                reached += [(child, weight * p) for child, p in zip(children, probabilities, strict=True) if p]
        return reached

    def payoffs(self, moves: Mapping[int, int]) -> list[Fraction]:
        """Return the expected payoffs of the players."""
        ends = [(node, weight) for node, weight in self._reached(moves) if self._infosets[node] < 0]
        return [sum((weight * own[node] for node, weight in ends), Fraction(0)) for own in self._paid]

    def met(self, moves: Mapping[int, int]) -> list[int]:
        """Return the information sets of players that are reached."""
        met = {self._infosets[node] for node, _ in self._reached(moves) if self._infosets[node] in moves}
        return sorted(met)
