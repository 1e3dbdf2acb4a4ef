"""One quasi-perfect equilibrium of a tree of two players, by trembles whose size is a symbol."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.beliefs.quasi_perfection import judge_quasi_perfection
from gametheory.core.assessments import Assessment
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.realization_plans import node_sequences
from gametheory.core.sequence_form import to_sequence_form
from gametheory.core.solution import Coverage
from gametheory.errors import SolverError, UnsupportedGameError
from gametheory.solvers.problem import Conclusion, TooLargeError
from gametheory.solvers.trees.chance_levels import chance_levels, expected_gains
from gametheory.solvers.trees.complementary_plans import ComplementaryPlans

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from gametheory.core.equilibrium import Play
    from gametheory.core.profiles import Strategy
    from gametheory.core.sequence_form import SequenceForm
    from gametheory.solvers.problem import Problem
    from gametheory.solvers.trees.chance_levels import ChanceLevels
    from gametheory.solvers.trees.complementary_plans import Row

    Polynomial = tuple[Fraction, ...]

MOST_SEQUENCES = 400
"""Sequences of both players together up to which the path is followed."""


def search(problem: Problem) -> Generator[Play, None, Conclusion]:
    """Yield one quasi-perfect equilibrium of a tree of one or two players with perfect recall, with its beliefs.

    Guaranteed for every such tree. Quasi-perfect are limits, as epsilon falls, of profiles with small mistakes to which
    every player replies optimally at each of its information sets, counting on the mistakes of others but on none of
    its own later on (van Damme 1984). Such an equilibrium is sequential with the beliefs given here, and no player's
    strategy is weakly dominated. Others are not looked for.

    Parameters
    ----------
    problem
        A tree.

    Raises
    ------
    UnsupportedGameError
        If the game is no tree of one or two players with perfect recall.
    TooLargeError
        If the players have more than ``MOST_SEQUENCES`` sequences.

    Notes
    -----
    Exact. Where only chance moves of probability 0 lead, they count as less likely than any mistakes of players. Each
    sequence of k choices must be given a weight of at least epsilon**k; Lemke's path is followed with
    right-hand sides that are polynomials in epsilon, compared for all epsilon small enough. The answer is proved apart
    from the method by ``analysis``: against the mistakes found, no choice is worse than another at any information set.

    References
    ----------
    miltersen2010; vandamme1984.
    """
    form = _checked_form(problem)
    levels = chance_levels(form.game)
    plans = _trembling_plans(form, levels)
    tableau, num_pivots = plans.path_end(problem.watch)
    weights = plans.weights(tableau)
    profile = BehaviorProfile(form.game, _limits(form, weights))
    trembles = {
        infoset: tuple(weights[player][first : first + size])
        for player, own in enumerate(form.sequences)
        for infoset, first, size in zip(own.infosets, own.first, form.num_actions[player], strict=True)
    }
    if not judge_quasi_perfection(profile, trembles, heartbeat=problem.watch.tick).is_quasi_perfect:
        raise SolverError("a path of Lemke ended at no quasi-perfect equilibrium; please report the game")
    yield Assessment(profile, _beliefs(form, weights, levels))
    return Conclusion(Coverage.AT_LEAST_ONE, statistics={"pivots": num_pivots})


def _checked_form(problem: Problem) -> SequenceForm:
    """Return the sequence form of a tree of at most two players.

    Raises
    ------
    UnsupportedGameError
        If it is none, or too large.
    """
    tree = problem.game
    if not isinstance(tree, ExtensiveFormGame):
        raise UnsupportedGameError("quasi_perfect needs a tree, got a normal form; use concept 'perfect'")
    if tree.num_players > 2:
        raise UnsupportedGameError(
            f"quasi_perfect needs at most 2 players, got {tree.num_players}; use concept 'subgame_perfect'"
        )
    form = to_sequence_form(tree, heartbeat=problem.watch.tick)
    num_sequences = sum(form.num_sequences)
    if num_sequences > MOST_SEQUENCES:
        raise TooLargeError(
            f"quasi_perfect needs at most {MOST_SEQUENCES} sequences of both players, got {num_sequences:,}; use "
            f"concept 'subgame_perfect', or 'nash' with method 'sequence_form_lemke'"
        )
    return form


def _trembling_plans(form: SequenceForm, levels: ChanceLevels) -> ComplementaryPlans:
    """Return the problem of finding plans that give a sequence of k choices a weight of at least epsilon**k.

    The empty sequence gets 1 and enough of epsilon for the first mistakes, so that all weights are fixed as parts of 1.
    """
    most = max((size for own in form.num_actions for size in own), default=1)
    least: list[tuple[Row, ...]] = [
        tuple({-1 - len(choices): 1} if choices else {-2: most} for choices in form.choices(player))
        for player in range(form.num_players)
    ]
    start = [(0,) * len(own) for own in form.num_actions]
    gains = tuple(expected_gains(form, player, levels) for player in range(form.num_players))
    at_sets = tuple(tuple(levels.of_infosets[infoset] for infoset in own.infosets) for own in form.sequences)
    return ComplementaryPlans(form, (*least, ({},))[:2], (*start, ())[:2], gains, at_sets)


def _limits(form: SequenceForm, weights: Sequence[Sequence[Polynomial]]) -> tuple[Strategy | None, ...]:
    """Return for each information set the probabilities to which those of the weights tend."""
    strategies: list[Strategy | None] = [None] * len(form.game.infosets)
    for player, own in enumerate(form.sequences):
        for infoset, first, size in zip(own.infosets, own.first, form.num_actions[player], strict=True):
            strategies[infoset] = _limit_shares(weights[player][first : first + size])
    return tuple(strategies)


def _limit_shares(polynomials: Sequence[Polynomial]) -> Strategy:
    """Return the shares of polynomials, at least 0 for small epsilon, in their sum as epsilon falls to 0."""
    power = next(power for power in range(len(polynomials[0])) if any(amounts[power] for amounts in polynomials))
    leading = [amounts[power] for amounts in polynomials]
    total = sum(leading)
    return tuple(amount / total for amount in leading)


def _beliefs(
    form: SequenceForm, weights: Sequence[Sequence[Polynomial]], levels: ChanceLevels
) -> tuple[Strategy | None, ...]:
    """Return for each information set the belief to which those of the weights tend."""
    tree = form.game
    last = [node_sequences(tree, own) for own in form.sequences]
    beliefs: list[Strategy | None] = []
    for index, infoset in enumerate(tree.infosets):
        # the player's own weight is the same at all nodes of its information set
        others = [player for player in range(tree.num_players) if player != infoset.player]
        likely = []
        for node in tree.infoset_nodes(index):
            chance = levels.chances[node] if levels.of_nodes[node] == levels.of_infosets[index] else Fraction(0)
            polynomial = weights[others[0]][last[others[0]][node]] if others else (Fraction(1),)
            likely.append(tuple(chance * amount for amount in polynomial))
        beliefs.append(None if infoset.is_chance else _limit_shares(likely))
    return tuple(beliefs)
