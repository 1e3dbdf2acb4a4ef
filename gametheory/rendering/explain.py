"""A solution in sentences that a strategist understands."""

from __future__ import annotations

import textwrap
from functools import partial
from typing import TYPE_CHECKING

from gametheory.analysis.structure import forgetful_infosets
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import MixedProfile
from gametheory.core.source import GameStory
from gametheory.rendering.sentences.belief_sentences import signal_sentences
from gametheory.rendering.sentences.credibility_sentences import failure_sentence, threat_sentences
from gametheory.rendering.sentences.dominance_sentences import dominance_sentences
from gametheory.rendering.sentences.numbers import is_told_exactly
from gametheory.rendering.sentences.other_equilibria import difference_sentence, other_paragraphs, outcome_groups
from gametheory.rendering.sentences.play_sentences import play_sentences
from gametheory.rendering.sentences.reason_sentences import reason_sentences
from gametheory.rendering.sentences.set_sentences import component_paragraphs, number_sentences
from gametheory.rendering.sentences.wording import ITEM, listed, opening_text
from gametheory.rendering.tables.solution_tables import proof_sentences, solution_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.core.solution import Solution

WIDTH = 100
TOGETHER = "\N{NO-BREAK SPACE}"
"""Keeps a number and its percent sign on one line."""
NUMBER_NAMES = {3: "three", 4: "four", 5: "five", 6: "six"}
"""Numbers of players in words."""


def explain_solution(solution: Solution) -> str:
    """Return what happens, why nobody wants to change, which threats are not carried out, and what is not credible.

    Parameters
    ----------
    solution
        Any solution; one without equilibria is explained too.

    Returns
    -------
    str
        Paragraphs of at most ``WIDTH`` characters a line. The leading equilibrium is told in full, others shortly.
    """
    unit = payoff_unit(solution)
    paragraphs = [solution_heading(solution), " ".join([*number_sentences(solution), *_memory_sentences(solution)])]
    if solution.leading is not None:
        groups = outcome_groups(solution, solution.leading, unit)
        paragraphs += _leading_paragraphs(solution, groups, unit)
        paragraphs += other_paragraphs(solution, groups, unit)
        paragraphs += (listed(opening, items) for opening, items in component_paragraphs(solution))
    paragraphs.append(listed("What nobody would choose, round by round:", dominance_sentences(solution.game)))
    paragraphs.append(_reading(solution))
    paragraphs.append(" ".join([*proof_sentences(solution), *_rounding_sentences(solution)]))
    return "\n\n".join(_wrapped(paragraph) for paragraph in paragraphs if paragraph)


def _wrapped(paragraph: str) -> str:
    """Return a paragraph in lines of at most ``WIDTH`` characters, each item of a list on lines of its own."""
    opening, *items = paragraph.replace(" %", f"{TOGETHER}%").split(ITEM)
    fill = partial(textwrap.fill, width=WIDTH, break_on_hyphens=False)
    lines = [fill(opening)] if opening else []
    lines += [fill(item, initial_indent="  - ", subsequent_indent="    ") for item in items]
    return "\n".join(lines).replace(TOGETHER, " ")


def _memory_sentences(solution: Solution) -> Iterator[str]:
    """Yield why strategies are whole plans, where a tree is answered so: somebody forgets."""
    if isinstance(solution.game, ExtensiveFormGame) and any(
        isinstance(equilibrium.profile, MixedProfile) for equilibrium in solution.equilibria
    ):
        for forgetful in forgetful_infosets(solution.game):
            yield f"{forgetful.reason}."
        yield "So strategies are whole plans here, settled or drawn by lot before play begins."


def _leading_paragraphs(solution: Solution, groups: Sequence[Sequence[int]], unit: str) -> list[str]:
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
        " ".join(sentences),
        listed("What each signal tells:", signal_sentences(equilibrium)),
        listed(opening_text(f"Why nobody wants to change{given}", unit), reason_sentences(equilibrium)),
        listed(opening_text("What is never put to the test", unit), threat_sentences(equilibrium)),
        failure_sentence(equilibrium, f"Equilibrium {leading + 1}", unit),
    ]


def _rounding_sentences(solution: Solution) -> Iterator[str]:
    """Yield where exact numbers stand, if some are rounded."""
    if any(not is_told_exactly(payoff) for equilibrium in solution.equilibria for payoff in equilibrium.payoffs):
        yield "Long numbers are rounded here; `gametheory solve` prints them exactly."


def payoff_unit(solution: Solution) -> str:
    """Return the unit of payoffs that the game file names, or an empty text."""
    return solution.source.unit if isinstance(solution.source, GameStory) else ""


def _reading(solution: Solution) -> str:
    """Return the file's own reading of the equilibrium beside the story, which speaks of the file's own values."""
    if not isinstance(solution.source, GameStory) or not solution.source.reading:
        return ""
    opening = "At the file's own values" if solution.source.changed_parameters else "Beside the story"
    return f"{opening}: {' '.join(solution.source.reading.split())}"
