"""Which beliefs support the choices of a profile, information set by information set."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.beliefs.belief_programs import weight_ranges
from gametheory.analysis.beliefs.belief_search import belief_demands
from gametheory.analysis.heartbeat import no_heartbeat

if TYPE_CHECKING:
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.profiles import BehaviorProfile


def supporting_ranges(
    profile: BehaviorProfile, heartbeat: Heartbeat = no_heartbeat
) -> dict[int, tuple[tuple[Fraction, Fraction], ...]]:
    """Return for each information set off the way of play how likely its nodes may be held.

    Parameters
    ----------
    profile
        A sequential equilibrium's behavior, defined at every information set.
    heartbeat
        Called regularly.

    Returns
    -------
    dict
        By index of information set the least and the largest probability of each node among the consistent beliefs
        that make what is done there best, all other information sets left alone. Where play comes, and where there is
        nothing to believe, nothing is given.

    Examples
    --------
    >>> from gametheory import BehaviorProfile, load
    >>> tree = load("beer_quiche").to_game()
    >>> profile = BehaviorProfile(tree, [None, [1, 0], [0, 1], [1, 0], [1, 0]])
    >>> [(str(low), str(high)) for low, high in supporting_ranges(profile)[3]]
    [('0', '1/2'), ('1/2', '1')]
    """
    found = {}
    for demand in belief_demands(profile, heartbeat):
        nodes = profile.game.infoset_nodes(demand.infoset)
        if len(nodes) == 1 or not demand.classes[0].mistakes:
            continue
        ranges = dict.fromkeys(nodes, (Fraction(0), Fraction(0)))
        weights = weight_ranges([kind.payoffs for kind in demand.classes], demand.chosen)
        for kind, (low, high) in zip(demand.classes, weights, strict=True):
            for node, share in zip(kind.nodes, kind.shares, strict=True):
                ranges[node] = (low * share / kind.share, high * share / kind.share)
        found[demand.infoset] = tuple(ranges[node] for node in nodes)
    return found
