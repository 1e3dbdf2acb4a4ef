"""Threats that are not carried out, and equilibria that rest on ones that nobody would carry out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.certificate import judge
from gametheory.analysis.structure import subgame_roots
from gametheory.analysis.subgame_perfection import subgame_perfection
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.subtree import subtree
from gametheory.rendering.wording import amount_text, mixture_text, node_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.solution import Equilibrium


def threat_sentences(equilibrium: Equilibrium, unit: str) -> Iterator[str]:
    """Yield one sentence for each choice that play never comes to, and whether its player would stand by it.

    Parameters
    ----------
    equilibrium
        An equilibrium; normal forms have no threats.
    unit
        Unit of payoffs, or an empty text.
    """
    profile = equilibrium.profile
    if not isinstance(profile, BehaviorProfile):
        return
    roots = set(subgame_roots(profile.game))
    for reply in equilibrium.certificate.infosets:
        infoset = profile.game.infosets[reply.infoset]
        strategy = profile[profile.game.players[infoset.player].key][infoset.key]
        if reply.reach == 0 and strategy is not None:
            label = profile.game.players[infoset.player].label
            plan = f"Play never comes to “{infoset.key}”; there {label} would choose {mixture_text(strategy)}"
            node = profile.game.infoset_nodes(reply.infoset)[0]
            yield f"{plan}{_standing(profile, node, unit) if node in roots else ''}."


def _standing(profile: BehaviorProfile, node: int, unit: str) -> str:
    """Say whether the player who moves at the start of a subgame would stand by its choice there."""
    part = subtree(profile.game, node)
    nodes = range(node, node + part.num_nodes)
    kept = dict.fromkeys(index for index in profile.game.infoset[nodes.start : nodes.stop].tolist() if index >= 0)
    local = BehaviorProfile(part, tuple(profile.strategies[index] for index in kept))
    payoffs, chosen = judge(part, local).infosets[0].action_payoffs, local.strategies[0]
    if payoffs is None or chosen is None:
        return ""
    actions = part.infosets[0].actions
    value = sum((weight * payoff for weight, payoff in zip(chosen, payoffs, strict=True)), Fraction(0))
    others = [index for index, weight in enumerate(chosen) if not weight]
    if not others:
        return ""
    other = max(others, key=lambda index: payoffs[index])
    difference = payoffs[other] - Fraction(value)
    if difference > 0:
        return (
            f", though once there “{actions[other]}” would give it {amount_text(difference, unit)} more: a threat that "
            f"works only as long as nobody tests it"
        )
    if difference == 0:
        return f", though “{actions[other]}” would give it as much"
    return f", and would stand by it: “{actions[other]}” would cost it {amount_text(-difference, unit)}"


def failure_sentence(equilibrium: Equilibrium, name: str, unit: str) -> str:
    """Return why an equilibrium is not subgame perfect and where it fails; empty where it is, or nobody knows.

    Parameters
    ----------
    equilibrium
        An equilibrium of a tree.
    name
        What the sentence calls it: ``Equilibrium 2``.
    unit
        Unit of payoffs, or an empty text.
    """
    profile = equilibrium.profile
    if equilibrium.is_subgame_perfect is not False or not isinstance(profile, BehaviorProfile):
        return ""
    failures = subgame_perfection(profile.game, profile).failures
    if not failures:
        return f"{name} is not subgame perfect: no completion of what it leaves open is."
    failure = failures[0]
    label = profile.game.players[failure.player].label
    return (
        f"{name} is not subgame perfect: in the subgame {node_text(profile.game, failure.node)} {label} would gain "
        f"{amount_text(failure.gain, unit)} by changing."
    )
