"""Choices that play never comes to, and equilibria that rest on ones by which nobody would stand."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.analysis.expected_payoffs import exact_choices
from gametheory.analysis.structure import subgame_roots
from gametheory.analysis.subgame_perfection import subgame_perfection
from gametheory.core.profiles import BehaviorProfile
from gametheory.rendering.wording import (
    amount_text,
    counted,
    in_order_of_play,
    mixture_text,
    node_text,
    place_text,
    sentence_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gametheory.analysis.expected_payoffs import Choices
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.solution import Equilibrium, Profile

    Values: TypeAlias = "list[Fraction | None]"

MAX_THREATS = 6
"""Choices off the path that are told one by one; those by which nobody would stand are always told."""
MAX_ASIDE = 4
"""The same in a paragraph on one more equilibrium."""
UNTESTED = "this holds only as long as nobody tests it"
"""Said of a choice by which its player would not stand."""


def threat_sentences(equilibrium: Equilibrium, unit: str) -> list[str]:
    """Return one sentence for each choice that play never comes to, and whether its player would stand by it.

    Parameters
    ----------
    equilibrium
        An equilibrium; normal forms have no such choices.
    unit
        Unit of payoffs, or an empty text.

    Notes
    -----
    Each choice is held against the player's other actions there, while all else is played as planned. At a set of
    several nodes their odds are those of the plan in the smallest subgame around it; where that subgame does not come
    there either, the sentence says whether the player's beliefs matter.
    """
    profile = equilibrium.profile
    if not isinstance(profile, BehaviorProfile):
        return []
    choices = list(_off_path_choices(profile, equilibrium, unit))
    empty = sum(choice.is_empty for choice in choices)
    others = [choice for choice in choices if not choice.is_empty][: max(0, MAX_THREATS - empty)]
    told = [f"{choice.clause}{choice.standing}." for choice in choices if choice.is_empty or choice in others]
    left_out = len(choices) - len(told)
    if left_out:
        told.append(sentence_text(f"{counted(left_out, 'more is', 'more are')} left out here"))
    return told


def aside_sentence(equilibrium: Equilibrium, known: Profile | None = None) -> str:
    """Return what would be done where play never comes; empty where there is nothing to tell.

    Parameters
    ----------
    equilibrium
        Any equilibrium.
    known
        A profile with the same play: then only what differs from it is told.
    """
    profile = equilibrium.profile
    if not isinstance(profile, BehaviorProfile):
        return ""
    clauses = [
        _clause(profile, index)
        for index in _off_path_infosets(profile, equilibrium)
        if not isinstance(known, BehaviorProfile) or known.strategies[index] != profile.strategies[index]
    ]
    more = [f"{len(clauses) - MAX_ASIDE} more"] if len(clauses) > MAX_ASIDE else []
    return f"Never put to the test: {'; '.join([*clauses[:MAX_ASIDE], *more])}." if clauses else ""


def failure_sentence(equilibrium: Equilibrium, name: str, unit: str) -> str:
    """Return why an equilibrium is not subgame perfect and where it fails, or that nobody knows; empty where it is.

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
    if equilibrium.is_subgame_perfect or not isinstance(profile, BehaviorProfile):
        return ""
    if equilibrium.is_subgame_perfect is None:
        return f"Whether {name[:1].lower()}{name[1:]} is subgame perfect was not decided."
    failures = subgame_perfection(profile.game, profile).failures
    if not failures:
        return f"{name} is not subgame perfect: no completion of what it leaves open is."
    failure = failures[0]
    label = profile.game.players[failure.player].label
    return (
        f"{name} is not subgame perfect: in the subgame {node_text(profile.game, failure.node)}, {label} would gain "
        f"{amount_text(failure.gain, unit)} by changing."
    )


@dataclass(frozen=True, slots=True)
class _OffPathChoice:
    """What a player would do where play never comes, whether it would stand by it, and whether it surely would not."""

    clause: str
    standing: str
    is_empty: bool = False


def _off_path_infosets(profile: BehaviorProfile, equilibrium: Equilibrium) -> list[int]:
    """Return the information sets that play never comes to and where the profile says what is done."""
    defined = [index for index in equilibrium.certificate.unreached if profile.strategies[index] is not None]
    return in_order_of_play(profile.game, defined)


def _clause(profile: BehaviorProfile, index: int) -> str:
    """Return where, who and what: ``at “punish” Amazon would choose “Suspend”``."""
    infoset = profile.game.infosets[index]
    chosen = dict(zip(infoset.actions, profile.strategies[index] or (), strict=True))
    label = profile.game.players[infoset.player].label
    return f"{place_text(profile.game, index)} {label} would choose {mixture_text(chosen)}"


def _off_path_choices(profile: BehaviorProfile, equilibrium: Equilibrium, unit: str) -> Iterator[_OffPathChoice]:
    """Yield the choices that play never comes to, in the order of play."""
    game = profile.game
    choices, roots = exact_choices(game, profile), subgame_roots(game)
    values: dict[int, Values] = {}
    for index in _off_path_infosets(profile, equilibrium):
        player = game.infosets[index].player
        if player not in values:
            values[player] = _continuation_payoffs(game, choices, player)
        clause = _clause(profile, index)
        standing, is_empty = _standing(_plan(_Place(game, index, roots), choices, values[player]), unit)
        yield _OffPathChoice(f"{clause[:1].upper()}{clause[1:]}", standing, is_empty)


def _continuation_payoffs(game: ExtensiveFormGame, choices: Choices, player: int) -> Values:
    """Return for each node what a player gets in all if play comes there and goes on as planned; None if undefined."""
    payoffs = game.path_payoffs(player)
    values: Values = [None] * game.num_nodes
    for node in reversed(range(game.num_nodes)):
        following = game.children(node)
        if not following:
            values[node] = Fraction(payoffs.values.item(node), payoffs.denominator)
            continue
        terms = [
            None if (value := values[following[action]]) is None else probability * value
            for action, probability in (choices[int(game.infoset[node])] or {}).items()
        ]
        if terms and None not in terms:
            values[node] = sum((term for term in terms if term is not None), Fraction(0))
    return values


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is planned at an information set, what each action would pay at each of its nodes, and their odds."""

    game: ExtensiveFormGame
    infoset: int
    chosen: Mapping[int, Fraction]
    payoffs: list[list[Fraction]]
    odds: list[Fraction]

    def name(self, action: int) -> str:
        return f"“{self.game.infosets[self.infoset].actions[action]}”"

    def pays(self, payoffs: list[Fraction]) -> Fraction:
        """Return what the plan pays where the actions pay so much."""
        return sum((weight * payoffs[action] for action, weight in self.chosen.items()), Fraction(0))


@dataclass(frozen=True, slots=True)
class _Place:
    """An information set in a tree with known subgames."""

    game: ExtensiveFormGame
    infoset: int
    roots: tuple[int, ...]

    @property
    def subgame(self) -> int:
        """The node that starts the smallest subgame around the information set: one that contains all its nodes."""
        nodes, sizes = self.game.infoset_nodes(self.infoset), self.game.subtree_size
        first, last = int(min(nodes)), int(max(nodes))
        before = self.roots[: bisect_right(self.roots, first)]
        return next(root for root in reversed(before) if last < root + sizes[root])


def _plan(place: _Place, choices: Choices, values: Values) -> _Plan | None:
    """Return the plan at an information set; None where it is undefined what one of the actions would pay."""
    game, nodes = place.game, place.game.infoset_nodes(place.infoset)
    rows = [[values[child] for child in game.children(node)] for node in nodes]
    payoffs = [[value for value in row if value is not None] for row in rows]
    if payoffs != rows:
        return None
    odds = [_odds(game, node, place.subgame, choices) for node in nodes]
    return _Plan(game, place.infoset, choices[place.infoset] or {}, payoffs, odds)


def _odds(game: ExtensiveFormGame, node: int, root: int, choices: Choices) -> Fraction:
    """Return the probability that the plan leads from one node to another below it; 0 where it is undefined between."""
    odds = Fraction(1)
    while node > root:
        before = int(game.parent[node])
        odds *= (choices[int(game.infoset[before])] or {}).get(int(game.parent_action[node]), Fraction(0))
        node = before
    return odds


def _standing(plan: _Plan | None, unit: str) -> tuple[str, bool]:
    """Say whether a player would stand by its plan, and whether it surely would not; nothing where that is open."""
    if plan is None:
        return "", False
    if sum(plan.odds):
        weighted = zip(plan.odds, plan.payoffs, strict=True)
        rows = [[odds * payoff / sum(plan.odds) for payoff in row] for odds, row in weighted]
        return _standing_with_odds(plan, [sum(column, Fraction(0)) for column in zip(*rows, strict=True)], unit)
    planned = [plan.pays(row) for row in plan.payoffs]
    gains = [max(row) - value for row, value in zip(plan.payoffs, planned, strict=True)]
    if max(gains) == 0:
        return ", and would stand by it whatever went before", False
    for action in range(len(plan.payoffs[0])):
        if all(row[action] > value for row, value in zip(plan.payoffs, planned, strict=True)):
            return f", though {plan.name(action)} would be better whatever went before: {UNTESTED}", True
    label = plan.game.players[plan.game.infosets[plan.infoset].player].label
    return f"; whether that is best depends on what {label} then believes" if min(gains) == 0 else "", False


def _standing_with_odds(plan: _Plan, payoffs: list[Fraction], unit: str) -> tuple[str, bool]:
    """The same where each action's payoff is known."""
    planned = plan.pays(payoffs)
    best = max(range(len(payoffs)), key=lambda action: payoffs[action])
    if payoffs[best] > planned:
        more = amount_text(payoffs[best] - planned, unit)
        return f", though {plan.name(best)} would give {more} more there: {UNTESTED}", True
    others = [action for action in range(len(payoffs)) if action not in plan.chosen]
    if not others:
        return "", False
    other = max(others, key=lambda action: payoffs[action])
    if payoffs[other] == planned:
        return f", though {plan.name(other)} would give as much", False
    less = amount_text(planned - payoffs[other], unit)
    return f", and would stand by it: {plan.name(other)} would give {less} less", False
