"""What is played in a graph of states, in a few sentences however many states there are."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.trees.state_certificate import continuations, state_reach
from gametheory.rendering.sentences.numbers import told_text
from gametheory.rendering.sentences.payoff_sentence import payoff_sentence
from gametheory.rendering.sentences.wording import (
    Passage,
    counted,
    joined,
    listed,
    mixture_text,
    opening_text,
    passage_of,
    quoted,
    sentence_text,
    who,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.markov_profile import MarkovProfile
    from gametheory.core.state_graph import StateGraph

MOST_PLACES = 3
"""Information sets that are named one by one."""
MOST_GROUPS = 4
"""Choices of one player that are told one by one."""
LONGEST_NUMBER = 6
"""Digits of a number that is told in full."""


def graph_sentence(graph: StateGraph) -> str:
    """Say how large the tree is and how many states stand for it.

    Examples
    --------
    >>> from gametheory import load
    >>> graph_sentence(load("chain_store_20").to_game())
    'Histories that leave the same game are one state: 40 states stand for a tree of about 7.0 * 10^9 nodes.'
    """
    states = counted(len(graph.states), "state stands", "states stand")
    return (
        f"Histories that leave the same game are one state: {states} for a tree of {size_text(graph.num_nodes)} nodes."
    )


def size_text(number: int) -> str:
    """Return a number in full, or rounded with a power of ten where it is long."""
    exponent = len(str(number)) - 1
    if exponent < LONGEST_NUMBER:
        return f"{number:,}"
    tenths = round(Fraction(number * 10, 10**exponent))
    return f"about {tenths // 10}.{tenths % 10} * 10^{exponent}"


def state_play_sentences(profile: MarkovProfile, payoffs: Sequence[Fraction], unit: str) -> list[str]:
    """Return what everybody does where play comes, and what everybody gets."""
    sentences = [
        sentence_text(f"{who(profile.game, player)} chooses {_grouped(groups)}")
        for player, groups in enumerate(_choices(profile, is_reached=True))
        if groups
    ]
    is_certain = profile.is_pure and all(infoset.probabilities is None for infoset in profile.game.infosets)
    return [*sentences, payoff_sentence(profile.game, payoffs, unit, is_certain=is_certain)]


def state_passages(equilibrium: Equilibrium, profile: MarkovProfile, unit: str) -> list[Passage]:
    """Return play, what other choices would bring, and what would be done where play does not come."""
    graph = profile.game
    would = [
        sentence_text(f"{who(graph, player)} would choose {_grouped(groups)}")
        for player, groups in enumerate(_choices(profile, is_reached=False))
        if groups
    ]
    return [
        *passage_of([graph_sentence(graph), *state_play_sentences(profile, equilibrium.payoffs, unit)]),
        *listed(opening_text("Why nobody wants to change", unit), list(_reasons(profile))),
        *listed("What is never put to the test:", would),
    ]


def _reached(profile: MarkovProfile) -> list[bool]:
    """Return for each information set of the graph whether play comes there."""
    return [
        any(reach[node] for node in state.stage.infoset_nodes(index))
        for state, reach in zip(profile.game.states, state_reach(profile), strict=True)
        for index in range(len(state.stage.infosets))
    ]


def _choices(profile: MarkovProfile, *, is_reached: bool) -> list[dict[str, list[str]]]:
    """Return for each player where it does what, among the information sets where play comes, or does not."""
    graph = profile.game
    groups: list[dict[str, list[str]]] = [{} for _ in graph.players]
    for infoset, strategy, reached in zip(graph.infosets, profile.strategies, _reached(profile), strict=True):
        if strategy is not None and reached is is_reached:
            what = mixture_text(dict(zip(infoset.actions, strategy, strict=True)))
            groups[infoset.player].setdefault(what, []).append(infoset.key)
    return groups


def _grouped(groups: dict[str, list[str]]) -> str:
    """Return choices with where they are made, those made at most places first."""
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    told = [f"{what} at {_places(keys)}" for what, keys in ordered[:MOST_GROUPS]]
    more = len(ordered) - len(told)
    return joined(
        [*told, *([f"otherwise at {counted(more, 'more kind of place', 'more kinds of places')}"] * (more > 0))]
    )


def _places(keys: Sequence[str]) -> str:
    """Return the names of information sets, of many the first ones."""
    told = [quoted(key) for key in keys[:MOST_PLACES]]
    more = len(keys) - len(told)
    return joined([*told, f"{more:,} more places"] if more > 1 else list(map(quoted, keys)))


def _reasons(profile: MarkovProfile) -> Iterator[str]:
    """Yield for each player which other choice where play comes would cost it least; no state is an exception."""
    graph = profile.game
    costs: list[dict[tuple[Fraction, str], list[str]]] = [{} for _ in graph.players]
    reached = _reached(profile)
    for first, continuation in zip(graph.first_infosets, continuations(profile), strict=True):
        for reply in continuation.certificate.infosets:
            index = first + reply.infoset
            strategy, infoset = profile.strategies[index], graph.infosets[index]
            if strategy is None or reply.action_payoffs is None or not reached[index]:
                continue
            best = max(reply.action_payoffs)
            for action, share, payoff in zip(infoset.actions, strategy, reply.action_payoffs, strict=True):
                if not share:
                    costs[infoset.player].setdefault((best - payoff, action), []).append(infoset.key)
    for player, groups in enumerate(costs):
        if groups:
            (cost, action), keys = min(groups.items(), key=lambda group: group[0])
            bring = f"would bring {told_text(cost)} less" if cost else "would bring as much"
            yield sentence_text(f"{who(graph, player)} at {_places(keys)}: {quoted(action)} {bring}")
    yield "In no state does anybody gain by another choice, whatever was played before."
