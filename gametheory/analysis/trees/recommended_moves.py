"""Does anybody gain by disobeying a mediator who tells one move at a time? Payoffs and best deviations, exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.trees.own_histories import NOTHING, own_histories
from gametheory.core.certificate import BestReply, Certificate
from gametheory.core.pure_plans import pure_plans
from gametheory.core.tree_arrays import NO_OUTCOME
from gametheory.errors import InvalidProfileError, UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.analysis.trees.own_histories import OwnHistories
    from gametheory.core.correlation_plans import CorrelationPlan
    from gametheory.core.distributions import Distribution
    from gametheory.core.extensive_form import ExtensiveFormGame


def judge_recommended_moves(
    tree: ExtensiveFormGame, distribution: Distribution, *, heartbeat: Heartbeat | None = None
) -> Certificate:
    """Return payoffs, best deviations and regrets if the moves of plans drawn together are told one at a time.

    A player hears the move of its plan when it comes to make it. It may disobey from any move on, and then hears no
    more. Where nobody gains, the distribution is an extensive-form correlated equilibrium.

    Parameters
    ----------
    tree
        Two players with perfect recall; chance moves are allowed.
    distribution
        Over pairs of the tree's reduced pure plans, in the order of ``to_normal_form(tree)``.
    heartbeat
        Called every few steps; what it raises passes through.

    Returns
    -------
    Certificate
        One reply for each player; nothing by information set.

    Raises
    ------
    UnsupportedGameError
        If there are not two players, or one forgets its own choices.
    InvalidProfileError
        If the distribution is not over the reduced plans of the tree.

    Notes
    -----
    Exact. Linear in the number of nodes for each move that is ever told and each choice after it.

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
    >>> distribution = Distribution(to_normal_form(tree).game, {(0, 0): "1/3", (1, 1): "2/3"})
    >>> [str(reply.regret) for reply in judge_recommended_moves(tree, distribution).replies]
    ['0', '1/3']
    """
    heard = heartbeat or no_heartbeat
    histories = _histories(tree, heard)
    drawn = [_choices_of_plans(tree, player, own, distribution) for player, own in enumerate(histories)]
    chances = _chances(tree)
    replies = []
    for player in (0, 1):
        likely: list[dict[int, Fraction]] = [{} for _ in range(histories[player].num_choices)]
        for profile, probability in distribution.probabilities.items():
            heard()
            for own_choice in drawn[player][profile[player]]:
                row = likely[own_choice]
                for other_choice in drawn[1 - player][profile[1 - player]]:
                    row[other_choice] = row.get(other_choice, Fraction(0)) + probability
        replies.append(_reply(tree, player, histories, (likely, chances), heartbeat=heard))
    return Certificate(tuple(replies))


def judge_correlation_plan(plan: CorrelationPlan, *, heartbeat: Heartbeat | None = None) -> Certificate:
    """Return payoffs, best deviations and regrets if moves are told as a correlation plan says.

    As ``judge_recommended_moves``, for plans that need not be told as distributions.

    Parameters
    ----------
    plan
        A correlation plan.
    heartbeat
        Called every few steps; what it raises passes through.

    Raises
    ------
    InvalidProfileError
        If the weights of the ends of play do not sum to 1.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.core.correlation_plans import CorrelationPlan
    >>> tree = load("trust_game").to_game()
    >>> told = {(0, 0): 1, (1, 0): "1/3", (2, 0): "2/3", (0, 1): "1/3", (0, 2): "2/3", (1, 1): "1/3", (2, 2): "2/3"}
    >>> [str(reply.regret) for reply in judge_correlation_plan(CorrelationPlan(tree, told)).replies]
    ['0', '1/3']
    """
    heard, tree = heartbeat or no_heartbeat, plan.game
    histories = _histories(tree, heard)
    ends = [(histories[0].last[node], histories[1].last[node]) for node in tree.terminals]
    total = sum((plan.weights.get(pair, Fraction(0)) for pair in ends), Fraction(0))
    if total != 1:
        raise InvalidProfileError(f"expected weights of the ends of play that sum to 1, got {total}")
    chances = _chances(tree)
    replies = []
    for player in (0, 1):
        likely: list[dict[int, Fraction]] = [{} for _ in range(histories[player].num_choices)]
        for pair, weight in plan.weights.items():
            if weight:
                likely[pair[player]][pair[1 - player]] = weight
        replies.append(_reply(tree, player, histories, (likely, chances), heartbeat=heard))
    return Certificate(tuple(replies))


def _histories(tree: ExtensiveFormGame, heartbeat: Heartbeat) -> list[OwnHistories]:
    """Return both players' own choices before each node.

    Raises
    ------
    UnsupportedGameError
        If there are not two players, or one forgets.
    """
    if tree.num_players != 2:
        raise UnsupportedGameError(f"recommended moves are judged for 2 players, got {tree.num_players}")
    histories = [own_histories(tree, player, heartbeat) for player in (0, 1)]
    for player, own in enumerate(histories):
        if not own.has_recall:
            raise UnsupportedGameError(
                f"recommended moves are judged under perfect recall, but {tree.players[player].label} forgets"
            )
    return histories


def _choices_of_plans(
    tree: ExtensiveFormGame, player: int, own: OwnHistories, distribution: Distribution
) -> list[list[int]]:
    """Return for each reduced plan of a player the numbers of the choices that it makes, nothing included."""
    plans = list(pure_plans(tree, player))
    if len(plans) != distribution.game.num_actions[player]:
        raise InvalidProfileError(
            f"expected a distribution over {len(plans)} plans of {tree.players[player].label}, got "
            f"{distribution.game.num_actions[player]}; make it of to_normal_form(tree).game"
        )
    return [
        [
            NOTHING,
            *(
                own.first[infoset] + action
                for infoset, action in zip(plan.infosets, plan.actions, strict=True)
                if action is not None
            ),
        ]
        for plan in plans
    ]


def _chances(tree: ExtensiveFormGame) -> list[Fraction]:
    """Return how likely chance allows each node."""
    infosets, actions = tree.infoset.tolist(), tree.parent_action.tolist()
    chances = [Fraction(1)] * tree.num_nodes
    for node, before in enumerate(tree.parent.tolist()):
        if node:
            probabilities = tree.infosets[infosets[before]].probabilities
            chances[node] = chances[before] * (1 if probabilities is None else probabilities[actions[node]])
    return chances


def _reply(
    tree: ExtensiveFormGame,
    player: int,
    histories: Sequence[OwnHistories],
    weights: tuple[Sequence[Mapping[int, Fraction]], Sequence[Fraction]],
    *,
    heartbeat: Heartbeat,
) -> BestReply:
    """Return what a player gets if it obeys, and if it disobeys where that pays.

    ``weights`` are how likely each choice of the other is told together with each own one, and what chance allows.
    """
    likely, chances = weights
    own, others = histories[player], histories[1 - player].last
    payoffs, outcomes = tree.integer_payoffs(player), tree.outcome.tolist()
    due: list[list[tuple[int, Fraction]]] = [[] for _ in range(own.num_choices)]
    for node, outcome in enumerate(outcomes):
        if outcome != NO_OUTCOME and chances[node]:
            due[own.last[node]].append((others[node], chances[node] * payoffs.values.item(node)))

    def paid(told: int, choice: int) -> Fraction:
        """What falls due after a choice as the last one where another one was told."""
        return sum((likely[told].get(other, 0) * amount for other, amount in due[choice]), Fraction(0))

    obeying = [paid(choice, choice) for choice in range(own.num_choices)]
    best = list(obeying)
    for infoset in sorted(own.first, reverse=True):
        before, later = own.before[infoset], _later(tree, own, infoset)
        for told in _choices_at(tree, own, infoset):
            heartbeat()
            obeying[before] += obeying[told]
            if likely[told]:
                values = {choice: paid(told, choice) for place in later for choice in _choices_at(tree, own, place)}
                best[before] += max(best[told], _most(tree, own, later, values))
    return BestReply(player, obeying[NOTHING] / payoffs.denominator, best[NOTHING] / payoffs.denominator)


def _choices_at(tree: ExtensiveFormGame, own: OwnHistories, infoset: int) -> range:
    """Return the numbers of the choices at an information set."""
    return range(own.first[infoset], own.first[infoset] + tree.infosets[infoset].num_actions)


def _later(tree: ExtensiveFormGame, own: OwnHistories, start: int) -> list[int]:
    """Return an information set and all of the player's that follow it, in order."""
    found, choices = [start], set(_choices_at(tree, own, start))
    for infoset in sorted(own.first):
        if own.before[infoset] in choices:
            found.append(infoset)
            choices |= set(_choices_at(tree, own, infoset))
    return found


def _most(tree: ExtensiveFormGame, own: OwnHistories, later: Sequence[int], values: dict[int, Fraction]) -> Fraction:
    """Return the most that a player can get from the first of some information sets on.

    ``values`` is what falls due after each choice as the last one; what follows is added on the way.
    """
    for infoset in reversed(later[1:]):
        values[own.before[infoset]] += max(values[choice] for choice in _choices_at(tree, own, infoset))
    return max(values[choice] for choice in _choices_at(tree, own, later[0]))
