"""Correlated equilibria in sentences: what the mediator draws, what everybody gets, and why all obey."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.profiles.correlated_certificate import DistributionCertificate
from gametheory.core.concepts import CONCEPTS
from gametheory.core.distributions import Distribution
from gametheory.rendering.sentences.numbers import told_apart, told_payoff, told_probability, told_text
from gametheory.rendering.sentences.payoff_sentence import payoff_sentence
from gametheory.rendering.sentences.wording import (
    Passage,
    counted,
    joined,
    listed,
    opening_text,
    passage_of,
    quoted,
    sentence_text,
    who,
)
from gametheory.studies.nash_payoffs import nash_payoffs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.solution import Solution

MAX_PROFILES = 12
"""Profiles of a distribution that are told one by one, the most probable ones."""
MAX_REASONS = 24
"""Recommendations that are told one by one."""
NASH_SECONDS = 5.0
"""For the search of the Nash equilibria to compare with."""
_HEARD_ON_THE_WAY = frozenset({"extensive_form_correlated", "agent_form_correlated"})
"""Concepts whose mediator speaks at each information set."""
_INDEPENDENT = "The parts are drawn independently: this is a Nash equilibrium, and nobody needs the mediator."


def distribution_passages(solution: Solution, equilibrium: Equilibrium, unit: str) -> list[Passage]:
    """Return all that is to be said of a correlated equilibrium of a solution; nothing of other equilibria.

    Parameters
    ----------
    solution
        Of the concept ``correlated`` or ``coarse_correlated``.
    equilibrium
        One of its equilibria.
    unit
        Unit of payoffs, or an empty text.
    """
    play = equilibrium.play
    if not isinstance(play, Distribution):
        return []
    why = "Why nobody prefers an action of its own" if play.is_coarse else "Why everybody does as it is told"
    return [
        *_drawn(play, _who_hears(solution, play)),
        *passage_of(
            [
                _INDEPENDENT if not play.is_pure and _is_independent(play) else "",
                payoff_sentence(play.game, equilibrium.payoffs, unit, is_certain=play.is_pure),
                *objective_sentences(solution, equilibrium, unit),
            ]
        ),
        *listed(opening_text(why, unit), obedience_sentences(equilibrium)),
    ]


def _who_hears(solution: Solution, play: Distribution) -> str:
    """Return who is told which part of the profile that is drawn, and when."""
    if play.is_coarse:
        return "each agrees to follow it before it hears its own part"
    if solution.concept in _HEARD_ON_THE_WAY:
        return "where play gets to an information set, whoever chooses there hears the part for it, and no more"
    return "each hears only its own part"


def _drawn(play: Distribution, hears: str) -> list[Passage]:
    """Return what the mediator draws, the most probable profiles first."""
    order = [who(play.game, player) for player in range(play.game.num_players)]
    ordered = sorted(play.probabilities.items(), key=lambda pair: (-pair[1], pair[0]))
    names = [_profile_text(play.game, profile) for profile, _ in ordered]
    if play.is_pure:
        return passage_of([sentence_text(f"the mediator always recommends {names[0]} to {joined(order)}")])
    told = [
        f"{name} with probability {told_probability(probability)}"
        for name, (_, probability) in zip(names[:MAX_PROFILES], ordered, strict=False)
    ]
    if len(names) > len(told):
        rest = sum(probability for _, probability in ordered[MAX_PROFILES:])
        told.append(f"{len(names) - len(told):,} more with {told_probability(rest)} together")
    opening = f"A mediator draws one of {len(names):,} profiles; {hears} (in the order {', '.join(order)}):"
    return listed(opening, told)


def _is_independent(play: Distribution) -> bool:
    """Whether the parts of a profile are drawn independently of each other."""
    marginals: list[dict[int, Fraction]] = [{} for _ in play.game.players]
    for profile, probability in play.probabilities.items():
        for shares, action in zip(marginals, profile, strict=True):
            shares[action] = shares.get(action, Fraction()) + probability
    parts = math.prod(map(len, marginals))
    return parts == len(play.probabilities) and all(
        probability == math.prod(shares[action] for shares, action in zip(marginals, profile, strict=True))
        for profile, probability in play.probabilities.items()
    )


def _profile_text(game: NormalFormGame, profile: Sequence[int]) -> str:
    """Return the actions of a profile."""
    return joined([quoted(names[action]) for names, action in zip(game.actions, profile, strict=True)])


def objective_sentences(solution: Solution, equilibrium: Equilibrium, unit: str) -> list[str]:
    """Return what is proved to be best about an equilibrium, and how far Nash equilibria fall short of it.

    What the mediator is worth is told where all Nash equilibria are known; otherwise those that are known are compared.

    Parameters
    ----------
    solution
        Its ``options`` name the objective; without one nothing is said.
    equilibrium
        One of its equilibria, a distribution.
    unit
        Unit of payoffs, or an empty text.
    """
    play, objective = equilibrium.play, solution.options.get("objective")
    if not isinstance(play, Distribution) or objective is None:
        return []
    claim, measure = _objective(play.game, str(objective))
    best = measure(equilibrium.payoffs)
    proved = claim.format(concept=CONCEPTS[solution.concept].singular, amount=told_payoff(best))
    sentences = [sentence_text(f"it is proved that {proved} {unit}".rstrip())]
    if _is_independent(play):
        return [*sentences, "The best Nash equilibrium reaches that too."]
    found = nash_payoffs(play.game, seconds=NASH_SECONDS)
    if found is None:
        return sentences
    nash = max(measure(listed.payoffs) for listed in found.solution.equilibria)
    if nash == best:
        return [*sentences, sentence_text(f"{found.best_in_words} reaches that too")]
    less, _ = told_apart(nash, best)
    missing = told_text(best - nash)
    gap = f": the mediator is worth {missing}" if found.is_complete else f", {missing} less"
    return [*sentences, sentence_text(f"{found.best_in_words} reaches {less}{gap}")]


def _objective(game: NormalFormGame, objective: str) -> tuple[str, Callable[[Sequence[Fraction]], Fraction]]:
    """Return what is proved by an objective, in words, and how payoffs are measured by it."""
    if objective == "welfare":
        return "no {concept} has a larger sum of payoffs than {amount}", lambda payoffs: sum(payoffs[1:], payoffs[0])
    if objective == "egalitarian":
        return "in no {concept} does whoever gets least get more than {amount}", min
    player = game.player_index(objective)
    claim = f"in no {{concept}} does {who(game, player)} get more than {{amount}}"
    return claim, lambda payoffs: payoffs[player]


def obedience_sentences(equilibrium: Equilibrium) -> list[str]:
    """Return for each recommendation, or for each player where the device is coarse, what disobeying would bring.

    Parameters
    ----------
    equilibrium
        With the certificate of a distribution. Amounts are told without their unit.
    """
    play, certificate = equilibrium.play, equilibrium.certificate
    if not isinstance(play, Distribution) or not isinstance(certificate, DistributionCertificate):
        return []
    told = list(
        map(sentence_text, _coarse_reasons(play, certificate) if play.is_coarse else _reasons(play, certificate))
    )
    if len(told) > MAX_REASONS:
        more = counted(len(told) - MAX_REASONS, "more is", "more are")
        told[MAX_REASONS:] = [sentence_text(f"{more} left out here")]
    return told


def _reasons(play: Distribution, certificate: DistributionCertificate) -> Iterator[str]:
    """Yield for each recommendation the best that its player could do instead."""
    for reply in certificate.recommendations:
        names = play.game.actions[reply.player]
        others = [action for action in range(len(names)) if action != reply.action]
        heard = f"{who(play.game, reply.player)}, told {quoted(names[reply.action])}"
        if reply.probability < 1:
            heard += f" ({told_probability(reply.probability).replace(' (', ', ').removesuffix(')')})"
        if others:
            second = max(others, key=lambda action: reply.action_payoffs[action])
            compared = _comparison(reply.payoff, reply.action_payoffs[second])
            yield f"{heard}: {quoted(names[second])} would bring {compared}"
        else:
            yield f"{heard}, has no other choice"


def _coarse_reasons(play: Distribution, certificate: DistributionCertificate) -> Iterator[str]:
    """Yield for each player the best single action that it could take instead."""
    for reply in certificate.replies:
        name, names = who(play.game, reply.player), play.game.actions[reply.player]
        told = {profile[reply.player] for profile in play.probabilities}
        others = [action for action in range(len(names)) if told != {action}]
        if others:
            best = max(others, key=lambda action: reply.action_payoffs[action])
            compared = _comparison(reply.payoff, reply.action_payoffs[best])
            yield f"{name}: {quoted(names[best])} whatever is drawn would bring {compared}"
        else:
            yield f"{name} has no other choice than {quoted(names[0])}"


def _comparison(payoff: Fraction, other: Fraction) -> str:
    """Return how much less another action would bring."""
    if payoff == other:
        return f"exactly as much, {told_text(payoff)}"
    instead, now = told_apart(other, payoff)
    return f"{told_text(payoff - other)} less ({instead} instead of {now})"
