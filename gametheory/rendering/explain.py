"""A solution in sentences that a strategist understands."""

from __future__ import annotations

import textwrap
from functools import partial
from typing import TYPE_CHECKING

from gametheory.analysis.structure import forgetful_infosets
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.profiles import MixedProfile
from gametheory.rendering.credibility_sentences import aside_sentence, failure_sentence, threat_sentences
from gametheory.rendering.dominance_sentences import dominance_sentences
from gametheory.rendering.play_sentences import play_sentences
from gametheory.rendering.reason_sentences import reason_sentences
from gametheory.rendering.set_sentences import component_sentences, number_sentences
from gametheory.rendering.solution_tables import changed_parameters, proof_sentences, solution_heading
from gametheory.rendering.wording import counted, sentence_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.core.solution import Solution

WIDTH = 100
ITEM = "\n"
"""Stands before each item of a list within a paragraph."""
TOGETHER = "\N{NO-BREAK SPACE}"
"""Keeps a number and its percent sign on one line."""
MAX_OTHERS = 5
"""Equilibria, beside the leading one, that get a paragraph of their own."""


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
    paragraphs = [solution_heading(solution), " ".join([*number_sentences(solution), *_memory_sentences(solution)])]
    if solution.leading is not None:
        paragraphs += _leading_paragraphs(solution, solution.leading)
        paragraphs += _other_paragraphs(solution, solution.leading)
        paragraphs.append(" ".join(component_sentences(solution)))
    paragraphs.append(" ".join(dominance_sentences(solution.game)))
    paragraphs.append(_reading(solution))
    paragraphs += proof_sentences(solution)
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


def _leading_paragraphs(solution: Solution, leading: int) -> list[str]:
    """Return play, reasons and threats of the equilibrium that is told in full."""
    equilibrium = solution.equilibria[leading]
    unit = payoff_unit(solution)
    opening = ""
    if solution.num_extreme != 1:
        opening = f"Equilibrium {leading + 1} is told in full: {solution.leading_reason}. "
    return [
        opening + " ".join(play_sentences(equilibrium, unit)),
        _list("Why nobody wants to change:", reason_sentences(equilibrium, unit)),
        _list("What is never put to the test:", threat_sentences(equilibrium, unit)),
        failure_sentence(equilibrium, f"Equilibrium {leading + 1}", unit),
    ]


def _list(opening: str, items: list[str]) -> str:
    """Return a paragraph with a list; empty where the list is."""
    return ITEM.join((opening, *items)) if items else ""


def _other_paragraphs(solution: Solution, leading: int) -> Iterator[str]:
    """Yield a paragraph for each of the next equilibria, and how many are left."""
    unit = payoff_unit(solution)
    told = {" ".join(play_sentences(solution.equilibria[leading], unit)): leading}
    others = [index for index in range(len(solution.equilibria)) if index != leading]
    for index in others[:MAX_OTHERS]:
        equilibrium = solution.equilibria[index]
        play = " ".join(play_sentences(equilibrium, unit))
        same = told.setdefault(play, index)
        if same == index:
            sentences = [play, aside_sentence(equilibrium)]
        else:
            known = solution.equilibria[same].profile
            sentences = [f"Play and payoffs are those of equilibrium {same + 1}.", aside_sentence(equilibrium, known)]
        sentences = [f"Equilibrium {index + 1}.", *sentences, failure_sentence(equilibrium, "It", unit)]
        yield " ".join(filter(None, sentences))
    if len(others) > MAX_OTHERS:
        more = counted(len(others) - MAX_OTHERS, "more is", "more are")
        yield sentence_text(f"{more} in the list of equilibria")


def payoff_unit(solution: Solution) -> str:
    """Return the unit of payoffs that the game file names, or an empty text."""
    return str(getattr(solution.source, "unit", ""))


def _reading(solution: Solution) -> str:
    """Return the file's own reading of the equilibrium beside the story, which speaks of the file's own values."""
    reading = " ".join(str(getattr(solution.source, "reading", "")).split())
    opening = "At the file's own values" if changed_parameters(solution) else "Beside the story"
    return f"{opening}: {reading}" if reading else ""
