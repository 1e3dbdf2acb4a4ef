"""Threats that are not carried out, and equilibria that rest on ones that nobody would carry out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.analysis.subgame_perfection import subgame_perfection
from gametheory.core.profiles import BehaviorProfile
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
    game = profile.game
    for reply in equilibrium.certificate.infosets:
        infoset = game.infosets[reply.infoset]
        strategy = profile[game.players[infoset.player].key][infoset.key]
        if reply.reach or strategy is None:
            continue
        label = game.players[infoset.player].label
        plan = f"Play never comes to “{infoset.key}”; there {label} would choose {mixture_text(strategy)}"
        if reply.regret is None:
            yield f"{plan}."
        elif reply.regret == 0:
            yield f"{plan}, and would stand by it."
        else:
            yield (
                f"{plan}, though it would rather not: once there it would gain {amount_text(reply.regret, unit)} by "
                f"another choice. The threat is enough as long as nobody tests it."
            )


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
