"""The equilibria beside the one that is told in full: those with the same play, and other outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.rendering.sentences.belief_sentences import signal_sentences
from gametheory.rendering.sentences.failure_groups import equilibria_text, failure_groups, verdict_sentences
from gametheory.rendering.sentences.play_sentences import play_sentences
from gametheory.rendering.sentences.untested_choice_sentences import aside_sentences, subgame_failure_sentence
from gametheory.rendering.sentences.wording import Passage, counted, listed, passage_of, sentence_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.solution import Solution

MAX_OUTCOMES = 5
"""Outcomes, beside the leading one, that get a paragraph of their own."""
MAX_COMPARED = 500
"""Equilibria whose play is compared."""
MAX_SINGLE = 3
"""Equilibria with the same play that are told one by one."""


def outcome_groups(solution: Solution, leading: int) -> list[list[int]]:
    """Return the equilibria grouped by play and payoffs, the group of the leading one first and itself its first.

    Parameters
    ----------
    solution, leading
        A solution and the index of the equilibrium that is told in full.

    Returns
    -------
    list
        Indices. Of a long list the play of the first ones is compared; the rest is in no group.
    """
    groups: dict[object, list[int]] = {_outcome_of(solution.equilibria[leading]): [leading]}
    others = [index for index in range(len(solution.equilibria)) if index != leading]
    for index in others[:MAX_COMPARED]:
        groups.setdefault(_outcome_of(solution.equilibria[index]), []).append(index)
    return list(groups.values())


def _outcome_of(equilibrium: Equilibrium) -> tuple[object, ...]:
    """Return payoffs and play: all strategies, in a tree those of the information sets that play comes to."""
    profile = equilibrium.profile
    if isinstance(profile, MixedProfile):
        return equilibrium.payoffs, profile.strategies
    unreached = set(equilibrium.certificate.unreached)
    play = [(index, plan) for index, plan in enumerate(profile.strategies) if index not in unreached]
    return equilibrium.payoffs, tuple(play)


def difference_sentence(solution: Solution, groups: Sequence[Sequence[int]]) -> str:
    """Return which equilibria of a tree end otherwise than the leading one; empty where none does."""
    others = sorted(index for group in groups[1:] for index in group)
    if not others or not isinstance(solution.equilibria[others[0]].profile, BehaviorProfile):
        return ""
    return sentence_text(f"{equilibria_text(others)} {'ends' if len(others) == 1 else 'end'} differently")


def other_passages(solution: Solution, groups: Sequence[Sequence[int]], unit: str) -> Iterator[Passage]:
    """Yield what holds for the equilibria beside the leading one.

    Parameters
    ----------
    solution
        A solution.
    groups
        Its equilibria by `outcome_groups`.
    unit
        Unit of payoffs, or an empty text.
    """
    first, *outcomes = groups
    yield from _same_play(solution, first, unit)
    plays = {_play(solution, first[0], unit): first[0]}
    for group in outcomes[:MAX_OUTCOMES]:
        alike = plays.setdefault(_play(solution, group[0], unit), group[0])
        yield from passage_of(_outcome(solution, group[0], unit, leading=first[0], alike=alike))
        yield from _same_play(solution, group, unit)
    told = {index for group in (first, *outcomes[:MAX_OUTCOMES]) for index in group}
    rest = [index for index in range(len(solution.equilibria)) if index not in told]
    if rest:
        more = counted(len(rest), "more is", "more are")
        yield from _with_failures(solution, rest, [sentence_text(f"{more} in the list of equilibria")], unit)


def _play(solution: Solution, index: int, unit: str) -> str:
    """Return play and payoffs in words."""
    return " ".join(play_sentences(solution.equilibria[index], unit))


def _same_play(solution: Solution, group: Sequence[int], unit: str) -> Iterator[Passage]:
    """Yield what there is to say of equilibria that differ from the first of the group only where play never comes."""
    told, *others = group
    is_joint = any(set(group) <= set(component) for component in solution.components)
    if len(others) > MAX_SINGLE or (is_joint and len(others) > 1):
        opening = f"{equilibria_text(others)} have the play and payoffs of equilibrium {told + 1}"
        sentences = [sentence_text(opening), "They differ only in what is never put to the test."]
        yield from _with_failures(solution, others, sentences, unit)
        return
    for index in others:
        equilibrium = solution.equilibria[index]
        yield from passage_of(
            [
                f"Equilibrium {index + 1} has the play and payoffs of equilibrium {told + 1}.",
                *aside_sentences(equilibrium, solution.equilibria[told].profile),
                subgame_failure_sentence(equilibrium, "It", unit),
            ]
        )


def _outcome(solution: Solution, index: int, unit: str, *, leading: int, alike: int) -> list[str]:
    """Return what there is to say of an outcome; ``alike`` is the first equilibrium that reads like it."""
    equilibrium = solution.equilibria[index]
    likeness = f"It reads like equilibrium {alike + 1} here; `gametheory solve` lists both in full."
    return [
        f"Equilibrium {index + 1}.",
        *play_sentences(equilibrium, unit, known=solution.equilibria[leading]),
        likeness if alike != index else "",
        *signal_sentences(equilibrium),
        *aside_sentences(equilibrium),
        subgame_failure_sentence(equilibrium, "It", unit),
    ]


def _with_failures(solution: Solution, indices: Sequence[int], sentences: Sequence[str], unit: str) -> list[Passage]:
    """Return sentences on some equilibria, with where those fail that are not subgame perfect."""
    groups = failure_groups(solution, indices, unit)
    verdicts = verdict_sentences(solution, indices)
    if not groups:
        return passage_of([*sentences, *verdicts])
    if groups[0].members == tuple(indices):
        return passage_of([*sentences, sentence_text(f"none of them is subgame perfect: {groups[0].clause}")])
    opening = "Not subgame perfect, each told with the first subgame in which it fails:"
    return listed(" ".join([*sentences, *verdicts, opening]), [group.text for group in groups])
