"""A solution in sentences that a strategist understands."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING

from gametheory.analysis.structure import forgetful_infosets
from gametheory.core.assessments import Assessment, AssessmentCertificate
from gametheory.core.commitments import Commitment
from gametheory.core.count_profile import CountProfile
from gametheory.core.distributions import Distribution
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.led_plan import LedPlan
from gametheory.core.markov_profile import MarkovProfile
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.source import GameStory
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.rendering.sentences.belief_sentences import signal_sentences
from gametheory.rendering.sentences.commitment_sentences import commitment_passages
from gametheory.rendering.sentences.distribution_sentences import distribution_passages
from gametheory.rendering.sentences.dominance_sentences import dominance_sentences
from gametheory.rendering.sentences.led_tier_sentences import led_tier_passages
from gametheory.rendering.sentences.numbers import is_told_exactly
from gametheory.rendering.sentences.other_equilibria import difference_sentence, other_passages, outcome_groups
from gametheory.rendering.sentences.play_sentences import play_sentences
from gametheory.rendering.sentences.reason_sentences import reason_sentences
from gametheory.rendering.sentences.sequential_sentences import (
    doubt_sentence,
    forward_induction_sentences,
    signaling_sentences,
    unreached_belief_sentences,
)
from gametheory.rendering.sentences.set_sentences import component_passages, number_sentences
from gametheory.rendering.sentences.state_sentences import state_passages
from gametheory.rendering.sentences.symmetry_sentences import symmetric_equilibria_sentences
from gametheory.rendering.sentences.tier_sentences import tier_passages
from gametheory.rendering.sentences.untested_choice_sentences import subgame_failure_sentence, threat_sentences
from gametheory.rendering.sentences.wording import Passage, listed, opening_text, passage_of
from gametheory.rendering.tables.solution_tables import proof_sentences, solution_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.solution import Solution

WIDTH = 100
TOGETHER = "\N{NO-BREAK SPACE}"
"""Keeps a number and its percent sign on one line."""
NUMBER_NAMES = {3: "three", 4: "four", 5: "five", 6: "six"}
"""Numbers of players in words."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is said of a solution, for any writer.

    Parameters
    ----------
    heading
        The game, and its parameters as used where they were set.
    passages
        How many equilibria there are, the leading one in full, the others shortly, and what nobody would choose.
    reading
        The game file's own reading; empty where it has none.
    proof
        What the certificates prove; empty where there is nothing to prove.
    rounding
        Where exact numbers stand, if some are rounded.
    """

    heading: str
    passages: tuple[Passage, ...]
    reading: str
    proof: str
    rounding: str


def explanation(solution: Solution) -> Explanation:
    """Return what happens, why nobody wants to change, which threats are not carried out, and what is not credible.

    Parameters
    ----------
    solution
        Any solution; one without equilibria is explained too.
    """
    unit = payoff_unit(solution)
    opening = [*number_sentences(solution), *symmetric_equilibria_sentences(solution), *_memory_sentences(solution)]
    passages = passage_of(opening)
    if solution.leading is not None:
        passages += _equilibrium_passages(solution, solution.leading, unit)
    passages += listed("What nobody would choose, round by round:", dominance_sentences(solution.game))
    return Explanation(
        solution_heading(solution),
        tuple(passages),
        _reading(solution),
        " ".join(proof_sentences(solution)),
        _rounding_sentence(solution),
    )


def explain_solution(solution: Solution) -> str:
    """Return the `explanation` of a solution as text.

    Parameters
    ----------
    solution
        Any solution; one without equilibria is explained too.

    Returns
    -------
    str
        Paragraphs of at most ``WIDTH`` characters a line. The leading equilibrium is told in full, others shortly.
    """
    told = explanation(solution)
    closing = [*passage_of([told.reading]), *passage_of([told.proof, told.rounding])]
    return "\n\n".join(map(_wrapped, [Passage(told.heading), *told.passages, *closing]))


def _wrapped(passage: Passage) -> str:
    """Return a passage in lines of at most ``WIDTH`` characters, each item of a list on lines of its own."""
    lines = [_filled(passage.opening)]
    lines += [_filled(item, first="  - ", following="    ") for item in passage.items]
    return "\n".join(lines)


def _filled(text: str, *, first: str = "", following: str = "") -> str:
    """Return a text in lines, with what stands before the first and before the following ones."""
    whole = text.replace(" %", f"{TOGETHER}%")
    lines = fill(whole, width=WIDTH, break_on_hyphens=False, initial_indent=first, subsequent_indent=following)
    return lines.replace(TOGETHER, " ")


def _memory_sentences(solution: Solution) -> Iterator[str]:
    """Yield why strategies are whole plans, where a tree is answered so: somebody forgets."""
    if isinstance(solution.game, ExtensiveFormGame) and any(
        equilibrium.kind == "mixed" for equilibrium in solution.equilibria
    ):
        for forgetful in forgetful_infosets(solution.game):
            yield f"{forgetful.reason}."
        yield "So strategies are whole plans here, settled or drawn by lot before play begins."


def _equilibrium_passages(solution: Solution, leading: int, unit: str) -> list[Passage]:
    """Return what is said of the equilibrium that is told in full, and of the others."""
    equilibrium = solution.equilibria[leading]
    if isinstance(equilibrium.play, Distribution):
        return distribution_passages(solution, equilibrium, unit)
    if isinstance(equilibrium.play, Commitment):
        return commitment_passages(solution, equilibrium, unit)
    if isinstance(equilibrium.play, MarkovProfile):
        return state_passages(equilibrium, equilibrium.play, unit)
    if isinstance(equilibrium.play, LedPlan):
        return led_tier_passages(solution, leading, unit)
    if isinstance(equilibrium.play, CountProfile | SymmetricProfile):
        return tier_passages(solution, leading, unit)
    groups = outcome_groups(solution, leading)
    return [
        *_leading_passages(solution, groups, unit),
        *other_passages(solution, groups, unit),
        *listed("What messages would say that are never sent:", forward_induction_sentences(solution)),
        *component_passages(solution),
    ]


def _leading_passages(solution: Solution, groups: Sequence[Sequence[int]], unit: str) -> list[Passage]:
    """Return play, reasons, beliefs and threats of the equilibrium that is told in full, the first of the groups."""
    leading = groups[0][0]
    equilibrium = solution.equilibria[leading]
    sentences = play_sentences(equilibrium, unit)
    if isinstance(solution.game, NormalFormGame) and solution.game.num_players > 2:
        number = NUMBER_NAMES.get(solution.game.num_players, str(solution.game.num_players))
        sentences.insert(0, f"All {number} choose without seeing what the others do.")
    if solution.num_extreme != 1:
        opening = f"Equilibrium {leading + 1} is told in full: {solution.leading_reason}."
        sentences = [*filter(None, [opening, difference_sentence(solution, groups)]), *sentences]
    given = " while the others keep to this" if solution.game.num_players > 2 else ""
    return [
        *passage_of(sentences),
        *listed("What each signal tells:", [*signal_sentences(equilibrium), *_criteria_sentences(equilibrium)]),
        *listed(opening_text(f"Why nobody wants to change{given}", unit), reason_sentences(equilibrium)),
        *listed(opening_text("What is never put to the test", unit), threat_sentences(equilibrium)),
        *listed("What has to be believed where play never comes:", _belief_sentences(equilibrium)),
        *passage_of(
            [subgame_failure_sentence(equilibrium, f"Equilibrium {leading + 1}", unit), credibility_doubt(solution)]
        ),
    ]


def credibility_doubt(solution: Solution) -> str:
    """Return why a leading equilibrium that holds in every subgame is not sequential, where that was not asked."""
    if solution.leading is None:
        return ""
    equilibrium = solution.equilibria[solution.leading]
    if not equilibrium.is_subgame_perfect or not isinstance(equilibrium.play, BehaviorProfile):
        return ""
    name = f"Equilibrium {solution.leading + 1}" if len(solution.equilibria) > 1 else "It"
    return doubt_sentence(equilibrium.play, name)


def _criteria_sentences(equilibrium: Equilibrium) -> list[str]:
    """Return how a signaling game's messages tell types apart, and which criterion its beliefs fail."""
    assessment = _sequential_assessment(equilibrium)
    return [] if assessment is None else signaling_sentences(assessment)


def _belief_sentences(equilibrium: Equilibrium) -> list[str]:
    """Return which beliefs keep a sequential equilibrium together at information sets that play never comes to."""
    assessment = _sequential_assessment(equilibrium)
    return [] if assessment is None else unreached_belief_sentences(assessment)


def _sequential_assessment(equilibrium: Equilibrium) -> Assessment | None:
    """Return the assessment of an equilibrium that was proved sequential; None of any other."""
    play, certificate = equilibrium.play, equilibrium.certificate
    is_proved = isinstance(certificate, AssessmentCertificate) and certificate.is_sequential
    return play if is_proved and isinstance(play, Assessment) else None


def _rounding_sentence(solution: Solution) -> str:
    """Return where exact numbers stand, if some are rounded."""
    if any(not is_told_exactly(payoff) for equilibrium in solution.equilibria for payoff in equilibrium.payoffs):
        return "Long numbers are rounded here; `gametheory solve` prints them exactly."
    return ""


def payoff_unit(solution: Solution) -> str:
    """Return the unit of payoffs that the game file names, or an empty text."""
    return solution.source.unit if isinstance(solution.source, GameStory) else ""


def _reading(solution: Solution) -> str:
    """Return the file's own reading of the equilibrium beside the story, which speaks of the file's own values."""
    if not isinstance(solution.source, GameStory) or not solution.source.reading:
        return ""
    opening = "At the file's own values" if solution.source.changed_parameters else "Beside the story"
    return f"{opening}: {' '.join(solution.source.reading.split())}"
