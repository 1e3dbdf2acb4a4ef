"""Where play leads in a graph of states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.analysis.trees.state_certificate import state_reach
from gametheory.core.state_graph import END

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from gametheory.core.markov_profile import MarkovProfile


def follows_states(profile: MarkovProfile, path: Sequence[str]) -> bool:
    """Whether play follows a path for certain, up to chance, to the end of play.

    Parameters
    ----------
    profile
        A profile by states.
    path
        Names of the actions, chance's branches among them, which must have positive probability.
    """
    graph = profile.game
    state = node = 0
    for step in path:
        if state == END:
            return False
        stage = graph.states[state].stage
        index = stage.infoset.item(node)
        infoset = stage.infosets[index]
        strategy = profile.strategies[graph.first_infosets[state] + index]
        if step not in infoset.actions:
            return False
        action = infoset.actions.index(step)
        if infoset.probabilities is not None:
            is_played = infoset.probabilities[action] > 0
        else:
            is_played = strategy is not None and strategy[action] == 1
        if not is_played:
            return False
        node = stage.children(node)[action]
        if not stage.children(node):
            state, node = graph.states[state].successors[stage.terminals.index(node)], 0
    return state == END


def outcome_of_states(profile: MarkovProfile) -> Hashable:
    """Return what is done wherever play comes: two profiles have equal ones if all histories are equally likely."""
    graph = profile.game
    done = []
    for index, (state, reach) in enumerate(zip(graph.states, state_reach(profile), strict=True)):
        reached = {state.stage.infoset.item(node) for node in range(len(reach)) if reach[node]}
        first = graph.first_infosets[index]
        strategies = profile.strategies[first : first + len(state.stage.infosets)]
        done.append(tuple(strategy for number, strategy in enumerate(strategies) if number in reached))
    return tuple(done)
