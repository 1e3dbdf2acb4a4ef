"""Is an equilibrium credible? Whether it belongs to a sequential one, and where and why it does not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from gametheory.analysis.beliefs.belief_search import search_beliefs
from gametheory.analysis.beliefs.complete_profiles import CompleteProfiles
from gametheory.analysis.beliefs.tremble_beliefs import assessment_of
from gametheory.analysis.heartbeat import no_heartbeat
from gametheory.core.tree_arrays import TERMINAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.beliefs.belief_search import CredibilityFailure
    from gametheory.analysis.heartbeat import Heartbeat
    from gametheory.core.assessments import Assessment
    from gametheory.core.profiles import BehaviorProfile

MOST_COMPLETIONS = 100
"""Pure completions of a profile that are tried."""
MOST_STEPS = 10_000
"""Single choices that are tried for them."""


@dataclass(frozen=True, slots=True)
class Credibility:
    """Whether a profile belongs to a sequential equilibrium.

    Parameters
    ----------
    assessment
        A sequential equilibrium with this behavior, open information sets filled in; None where none was found.
    failure
        Why there is none; None where one was found, and where it was not decided.
    profile
        The profile that the failure is told of: the given one, perhaps with open information sets filled in.
    """

    assessment: Assessment | None = None
    failure: CredibilityFailure | None = None
    profile: BehaviorProfile | None = None

    @property
    def verdict(self) -> bool | None:
        """Whether the profile is credible; None where it was not decided."""
        if self.assessment is not None:
            return True
        return None if self.failure is None else False


def judge_credibility(profile: BehaviorProfile, heartbeat: Heartbeat = no_heartbeat) -> Credibility:
    """Return beliefs that make a sequential equilibrium of a profile, or the choice that no consistent belief supports.

    Parameters
    ----------
    profile
        Of a tree with perfect recall, such as a Nash equilibrium. Where it is undefined, pure choices are tried.
    heartbeat
        Called regularly.

    Returns
    -------
    Credibility
        Undecided where beliefs are linked in products, and where only mixed choices could fill in what is open.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> found = solve(load("entry_deterrence"), "nash").equilibria
    >>> [judge_credibility(equilibrium.profile).verdict for equilibrium in found]
    [False, False, True]
    """
    completer = CompleteProfiles(profile.game, heartbeat)
    completions = completer.fill(profile.strategies, is_given_checked=False, most_steps=MOST_STEPS)
    told: Credibility | None = None
    for filled in islice(completions, MOST_COMPLETIONS):
        search = search_beliefs(filled, heartbeat)
        if search.trembles is not None:
            return Credibility(assessment_of(filled, search.trembles, heartbeat))
        if told is None and search.failure is not None and _is_certain(profile, search.failure.infosets):
            told = Credibility(failure=search.failure, profile=filled)
    return told or Credibility()


def _is_certain(profile: BehaviorProfile, infosets: Sequence[int]) -> bool:
    """Whether nothing that a profile leaves open stands at information sets, on the way to them or behind them."""
    tree = profile.game
    around = set(infosets)
    sizes = tree.subtree_size.tolist()
    for infoset in infosets:
        for node in tree.infoset_nodes(infoset):
            around.update(tree.infoset[node : node + sizes[node]].tolist())
            before = node
            while before:
                before = tree.parent.item(before)
                around.add(tree.infoset.item(before))
    met = (index for index in around if index != TERMINAL and not tree.infosets[index].is_chance)
    return all(profile.strategies[index] is not None for index in met)
