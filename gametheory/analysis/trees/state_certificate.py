"""Is a profile by states an equilibrium of the whole tree, and of each of its subgames? Apart from every solver."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.analysis.trees.reach import exact_choices, reached_nodes
from gametheory.analysis.trees.subgame_perfection import judge_subgame_perfection
from gametheory.analysis.trees.tree_certificate import judge_choices
from gametheory.core.certificate import BestReply, Certificate
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.state_graph import END

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.markov_profile import MarkovProfile
    from gametheory.core.state_graph import State

Worth: TypeAlias = "tuple[Fraction, ...]"


class StateFailure(NamedTuple):
    """A state in which a player gains by deviating before the next state.

    Parameters
    ----------
    state
        Index of the state.
    player
        Index of the player.
    gain
        Expected gain there, if the profile is followed from the next states on.
    """

    state: int
    player: int
    gain: Fraction


class Continuation(NamedTuple):
    """What remains in a state, if a profile is followed from the next states on.

    Parameters
    ----------
    game
        The stage with what the next states are worth.
    certificate
        Of what the profile does in it.
    """

    game: ExtensiveFormGame
    certificate: Certificate


class StateJudgement(NamedTuple):
    """The verdict on a profile by states.

    Parameters
    ----------
    certificate
        Payoffs and best deviations in the whole game; deviations may read the whole history.
    failures
        The states in which the profile is no equilibrium of the game that remains; empty if it is subgame perfect.
    """

    certificate: Certificate
    failures: tuple[StateFailure, ...]


def judge_states(profile: MarkovProfile, *, heartbeat: Heartbeat | None = None) -> StateJudgement:
    """Return payoffs, best deviations and the verdict on subgame perfection of a profile by states.

    The verdict holds for the whole tree: in a state everybody's continuation payoffs are those of the profile, so a
    player gains in some subgame if and only if it gains by deviating within a single stage (the one-shot deviation
    principle). The best deviation of a player from all others' play never needs more than the state either.

    Parameters
    ----------
    profile
        A profile by states; floats keep their exact binary value.
    heartbeat
        Called every few milliseconds of work, so that a caller can stop a long proof by raising an exception.

    Notes
    -----
    Exact; two certificates of a stage for each state.
    """
    heard = heartbeat or no_heartbeat
    graph = profile.game
    nothing = (Fraction(0),) * graph.num_players
    followed = continuations(profile, heartbeat=heard)
    best: list[Worth] = [nothing] * len(graph.states)
    failures: list[StateFailure] = []
    for index in range(len(graph.states) - 1, -1, -1):
        heard()
        state, played = graph.states[index], profile.in_state(index)
        failures += [
            StateFailure(index, failure.player, failure.gain)
            for failure in judge_subgame_perfection(followed[index].game, played, heartbeat=heard).failures
        ]
        deviating = with_successors(state, [nothing if after == END else best[after] for after in state.successors])
        certificate = judge_choices(deviating, exact_choices(state.stage, played, heard), heard)
        best[index] = tuple(reply.best_payoff for reply in certificate.replies)
    payoffs = followed[0].certificate.payoffs
    replies = (BestReply(player, *own) for player, own in enumerate(zip(payoffs, best[0], strict=True)))
    return StateJudgement(Certificate(tuple(replies)), tuple(reversed(failures)))


def continuations(profile: MarkovProfile, *, heartbeat: Heartbeat = no_heartbeat) -> tuple[Continuation, ...]:
    """Return for each state its stage, each end of which also pays what the profile brings from there on.

    Parameters
    ----------
    profile
        A profile by states.
    heartbeat
        As for ``judge_states``.
    """
    graph = profile.game
    nothing = (Fraction(0),) * graph.num_players
    worth: list[Worth] = [nothing] * len(graph.states)
    found: list[Continuation] = []
    for index in range(len(graph.states) - 1, -1, -1):
        heartbeat()
        state = graph.states[index]
        game = with_successors(state, [nothing if after == END else worth[after] for after in state.successors])
        choices = exact_choices(state.stage, profile.in_state(index), heartbeat)
        found.append(Continuation(game, judge_choices(game, choices, heartbeat)))
        worth[index] = found[-1].certificate.payoffs
    return tuple(reversed(found))


def with_successors(state: State, worths: Sequence[Worth]) -> ExtensiveFormGame:
    """Return the stage of a state as a game of its own, in which each end also pays what the next state is worth.

    Parameters
    ----------
    state
        The state.
    worths
        For each end of its stage what follows is worth to each player.
    """
    stage = state.stage
    ends = list(stage.terminals)
    due = [stage.path_payoffs(player) for player in range(stage.num_players)]
    payoffs = np.empty((len(ends), stage.num_players), dtype=object)
    for row, (end, worth) in enumerate(zip(ends, worths, strict=True)):
        for player, table in enumerate(due):
            payoffs[row, player] = Fraction(table.values.item(end), table.denominator) + worth[player]
    outcome = np.full(stage.num_nodes, -1, dtype=np.int32)
    outcome[ends] = np.arange(len(ends))
    return ExtensiveFormGame(
        players=stage.players,
        infosets=stage.infosets,
        parent=stage.parent,
        parent_action=stage.parent_action,
        infoset=stage.infoset,
        outcome=outcome,
        node_labels=stage.node_labels,
        outcome_labels=("",) * len(ends),
        outcome_payoffs=payoffs,
    )


def state_reach(profile: MarkovProfile) -> tuple[tuple[Fraction, ...], ...]:
    """Return for each state the probability that play comes to each node of its stage.

    Parameters
    ----------
    profile
        A profile by states.
    """
    graph = profile.game
    arriving = [Fraction(0)] * len(graph.states)
    arriving[0] = Fraction(1)
    found = []
    for index, state in enumerate(graph.states):
        weight = arriving[index]
        reached = reached_nodes(state.stage, exact_choices(state.stage, profile.in_state(index))) if weight else {}
        found.append(tuple(weight * reached.get(node, Fraction(0)) for node in range(state.stage.num_nodes)))
        for end, successor in zip(state.stage.terminals, state.successors, strict=True):
            if successor != END:
                arriving[successor] += found[index][end]
    return tuple(found)
