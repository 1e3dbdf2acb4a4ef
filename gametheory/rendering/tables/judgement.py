"""What a certificate says about a profile, in a table and sentences."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.structure import has_perfect_recall
from gametheory.analysis.trees.agent_form import compare_with_agent_form
from gametheory.analysis.trees.subgame_perfection import judge_subgame_perfection
from gametheory.core.equilibrium import Equilibrium
from gametheory.core.profiles import BehaviorProfile
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.sentences.numbers import payoff_text, probability_text
from gametheory.rendering.sentences.sequential_sentences import doubt_sentence
from gametheory.rendering.sentences.untested_choice_sentences import subgame_failure_sentence
from gametheory.rendering.sentences.wording import joined, who
from gametheory.rendering.tables.text_table import Table, to_plain, to_terminal

if TYPE_CHECKING:
    from gametheory.core.certificate import BestReply, Certificate, InfosetReply
    from gametheory.core.profiles import Profile


def judgement_text(profile: Profile, certificate: Certificate, *, is_terminal: bool) -> str:
    """Return payoffs, best replies and gains of each player, and whether the profile is an equilibrium.

    Parameters
    ----------
    profile, certificate
        The profile and its certificate by ``judge``.
    is_terminal
        Whether the table may use a terminal's means.
    """
    table = Table(
        ("player", "payoff", "best payoff", "gain", "best reply"),
        tuple(
            (
                profile.game.players[reply.player].label,
                payoff_text(reply.payoff),
                payoff_text(reply.best_payoff),
                payoff_text(reply.regret),
                _best_reply(profile, certificate, reply),
            )
            for reply in certificate.replies
        ),
    )
    shown = to_terminal(table) if is_terminal else to_plain(table)
    return "\n".join([shown, "", *_verdict(profile, certificate)])


def _best_reply(profile: Profile, certificate: Certificate, reply: BestReply) -> str:
    """Return the best actions of a player: in a tree, where play goes or would go after its deviation."""
    if not isinstance(profile, BehaviorProfile):
        return " or ".join(profile.game.actions[reply.player][action] for action in reply.best_actions)
    if reply.regret == 0:
        return "as it plays"
    improving = [found for found in certificate.infosets if _is_improving(profile, found, reply.player)]
    return "; ".join(_improvement(profile, found) for found in improving)


def _is_improving(profile: BehaviorProfile, reply: InfosetReply, player: int) -> bool:
    """Whether a player gains at an information set that play reaches."""
    return profile.game.infosets[reply.infoset].player == player and reply.reach > 0 and bool(reply.regret)


def _improvement(profile: BehaviorProfile, reply: InfosetReply) -> str:
    """Return the best actions at an information set."""
    infoset = profile.game.infosets[reply.infoset]
    payoffs = reply.action_payoffs or ()
    best = [name for name, payoff in zip(infoset.actions, payoffs, strict=False) if payoff == max(payoffs)]
    return f"{infoset.key}: {' or '.join(best)}"


def _verdict(profile: Profile, certificate: Certificate) -> list[str]:
    """Say whether it is a Nash equilibrium, and if not who deviates."""
    sentences = []
    if certificate.is_equilibrium:
        sentences += ["A Nash equilibrium: nobody gains by changing alone.", *_credibility(profile, certificate)]
    else:
        gains = [
            f"{who(profile.game, reply.player)} gains {payoff_text(reply.regret)}"
            for reply in certificate.replies
            if reply.regret
        ]
        sentences.append(f"Not an equilibrium: {joined(gains)} by changing alone.")
        sentences += _agent_sentences(profile)
    if isinstance(profile, BehaviorProfile):
        sentences += [_gain_at(profile, reply) for reply in certificate.infosets if reply.regret]
    return sentences


def _agent_sentences(profile: Profile) -> list[str]:
    """Say where only changes at several information sets together help: an equilibrium of the agent form."""
    if not isinstance(profile, BehaviorProfile) or not profile.is_complete:
        return []
    try:
        report = compare_with_agent_form(profile)
    except UnsupportedGameError:  # a player meets an information set twice: there is no agent form
        return []
    if not report.is_agent_equilibrium:
        return []
    return ["Nobody gains by a change at one information set alone: an equilibrium of the agent form only."]


def _credibility(profile: Profile, certificate: Certificate) -> list[str]:
    """Say whether an equilibrium of a tree is subgame perfect too; nothing where a player forgets."""
    if not isinstance(profile, BehaviorProfile) or not has_perfect_recall(profile.game):
        return []
    found = judge_subgame_perfection(profile.game, profile)
    if found.verdict is None:
        return ["Not decided whether it is subgame perfect: choices are left open."]
    if found.verdict:
        where = "" if profile.is_complete else ", with the right choices where it is open"
        return [f"It is subgame perfect{where}.", *filter(None, [doubt_sentence(profile, "It")])]
    equilibrium = Equilibrium(
        profile, certificate.payoffs, certificate.max_regret, certificate, found.verdict, found.failures
    )
    return [subgame_failure_sentence(equilibrium, "It", "")]


def _gain_at(profile: BehaviorProfile, reply: InfosetReply) -> str:
    """Say what a player would gain at an information set, reached or not."""
    infoset = profile.game.infosets[reply.infoset]
    name = who(profile.game, infoset.player)
    reach = f"reached with probability {probability_text(reply.reach)}"
    if reply.reach in (0, 1):
        reach = "always reached" if reply.reach else "never reached"
    return f"At {infoset.key!r} ({reach}) {name} would gain {payoff_text(reply.regret or Fraction(0))}."
