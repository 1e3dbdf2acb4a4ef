"""Choices that play never comes to, and equilibria that rest on ones by which nobody would stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.analysis.trees.untested_choices import Standing, untested_choices, untested_infosets
from gametheory.core.assessments import Assessment
from gametheory.core.profiles import BehaviorProfile
from gametheory.rendering.sentences.belief_sentences import belief_condition
from gametheory.rendering.sentences.numbers import told_text
from gametheory.rendering.sentences.places import Places, common_place
from gametheory.rendering.sentences.wording import (
    amount_text,
    counted,
    mixture_text,
    node_text,
    quoted,
    sentence_text,
    who,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.analysis.trees.untested_choices import UntestedChoice
    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.profiles import Profile
    from gametheory.rendering.sentences.places import Place

MAX_THREATS = 8
"""Items on choices off the path; those by which nobody would stand are always told."""
MAX_ASIDE = 4
"""Choices of one more equilibrium that are told."""
UNTESTED = "this holds only as long as nobody tests it"
"""Said of a choice by which its player would not stand."""


def threat_sentences(equilibrium: Equilibrium) -> list[str]:
    """Return what would be done where play never comes, and whether its player would stand by it.

    Parameters
    ----------
    equilibrium
        An equilibrium; normal forms have no such choices. Amounts are told without their unit, which the list's
        opening names.

    Notes
    -----
    What one player would do alike at the same stage, for the same kind of reason, is one item.
    """
    profile = equilibrium.profile
    if not isinstance(profile, BehaviorProfile):
        return []
    places = Places(profile.game)
    groups: dict[_Likeness, list[UntestedChoice]] = {}
    # beliefs of an assessment are told apart from its threats
    has_beliefs = isinstance(equilibrium.play, Assessment)
    for choice in untested_choices(profile, equilibrium):
        if has_beliefs and choice.standing is Standing.ON_A_BELIEF:
            continue
        groups.setdefault(_likeness(profile, choice, places[choice.infoset]), []).append(choice)
    empty = sum(members[0].is_empty for members in groups.values())
    room = max(0, MAX_THREATS - empty)
    others = [likeness for likeness, members in groups.items() if not members[0].is_empty][:room]
    told = [
        _item(profile, likeness, members, places)
        for likeness, members in groups.items()
        if members[0].is_empty or likeness in others
    ]
    if left_out := sum(map(len, groups.values())) - sum(
        len(members) for likeness, members in groups.items() if members[0].is_empty or likeness in others
    ):
        told.append(sentence_text(f"{counted(left_out, 'more is', 'more are')} left out here"))
    return told


@dataclass(frozen=True, slots=True)
class _Likeness:
    """What the choices of one item have in common: who, at which stage and round, does what, and why."""

    player: int
    stage: str
    choice: str
    reason: str = ""


def _likeness(profile: BehaviorProfile, choice: UntestedChoice, place: Place) -> _Likeness:
    """Return what a choice has in common with others of its item."""
    infoset = profile.game.infosets[choice.infoset]
    reason = choice.standing.name
    if choice.standing in (Standing.WORSE, Standing.ALWAYS_WORSE, Standing.AS_GOOD):
        reason += infoset.actions[choice.other]
    if choice.standing is Standing.ON_A_BELIEF:
        reason += belief_condition(profile, choice.infoset, choice.belief)
    stage = place.stage_text if place.stage else place.text
    return _Likeness(infoset.player, stage, _chosen(profile, choice.infoset), reason)


def _chosen(profile: BehaviorProfile, index: int) -> str:
    """Return what is planned at an information set."""
    return mixture_text(dict(zip(profile.game.infosets[index].actions, profile.strategies[index] or (), strict=True)))


def _item(profile: BehaviorProfile, likeness: _Likeness, members: Sequence[UntestedChoice], places: Places) -> str:
    """Return where, who and what, and whether the player would stand by it."""
    found = [places[choice.infoset] for choice in members]
    where = common_place(found, places.num_alike(likeness.player, found[0]))
    clause = f"{where}, {who(profile.game, likeness.player)} would choose {likeness.choice}"
    return " ".join(map(sentence_text, _with_standing(profile, clause, members)))


def _with_standing(profile: BehaviorProfile, clause: str, members: Sequence[UntestedChoice]) -> list[str]:
    """Return the clause on some choices that are alike, and what there is to say of standing by them."""
    choice = members[0]
    actions = profile.game.infosets[choice.infoset].actions
    margins = [member.margin for member in members]
    least = f"{'at least ' if len(set(margins)) > 1 else ''}{told_text(min(margins))}"
    match choice.standing:
        case Standing.BETTER:
            names = {actions[member.other] for member in members}
            other = quoted(actions[choice.other]) if len(names) == 1 else "anything else"
            return [f"{clause} and stand by it: {other} would bring {least} less"]
        case Standing.AS_GOOD:
            return [f"{clause}, though {quoted(actions[choice.other])} would bring as much"]
        case Standing.ALWAYS:
            return [f"{clause} and stand by it whatever went before"]
        case Standing.ON_A_BELIEF:
            return [clause, belief_condition(profile, choice.infoset, choice.belief)]
        case Standing.WORSE:
            return [f"{clause}, though {quoted(actions[choice.other])} would bring {least} more", UNTESTED]
        case Standing.ALWAYS_WORSE:
            return [f"{clause}, though {quoted(actions[choice.other])} would be better whatever went before", UNTESTED]
        case Standing.ON_NO_BELIEF:
            return [clause, f"no belief makes that best: {UNTESTED}"]
        case _:
            return [clause]


def aside_sentences(equilibrium: Equilibrium, known: Profile | None = None) -> list[str]:
    """Return what would be done where play never comes; nothing where there is nothing to tell.

    Parameters
    ----------
    equilibrium
        Any equilibrium.
    known
        A profile with the same play: then only what differs from it is told.
    """
    profile = equilibrium.profile
    if not isinstance(profile, BehaviorProfile):
        return []
    game, places = profile.game, Places(profile.game)
    differing = [
        index
        for index in untested_infosets(profile, equilibrium)
        if not isinstance(known, BehaviorProfile) or known.strategies[index] != profile.strategies[index]
    ]
    groups: dict[_Likeness, list[Place]] = {}
    for index in differing:
        place = places[index]
        stage = place.stage_text if place.stage else place.text
        likeness = _Likeness(game.infosets[index].player, stage, _chosen(profile, index))
        groups.setdefault(likeness, []).append(place)
    told = [
        f"{common_place(found, places.num_alike(likeness.player, found[0]))}, {who(game, likeness.player)} would "
        f"choose {likeness.choice}"
        for likeness, found in groups.items()
    ]
    if len(told) > MAX_ASIDE:
        told[MAX_ASIDE:] = [counted(len(told) - MAX_ASIDE, "more is left out", "more are left out")]
    return [sentence_text(f"never put to the test: {told[0]}"), *map(sentence_text, told[1:])] if told else []


def subgame_failure_sentence(equilibrium: Equilibrium, name: str, unit: str) -> str:
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
    if not equilibrium.subgame_failures:
        return f"{name} is not subgame perfect."
    failure = equilibrium.subgame_failures[0]
    return (
        f"{name} is not subgame perfect: {node_text(profile.game, failure.node)}, "
        f"{who(profile.game, failure.player)} would gain {amount_text(failure.gain, unit)} by changing."
    )
