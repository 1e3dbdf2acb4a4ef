"""Solutions as tables and closing sentences."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.concepts import CONCEPTS
from gametheory.core.rationals import rounded_count
from gametheory.core.solution import Coverage
from gametheory.core.tiered_game import TieredGame
from gametheory.rendering.sentences.enclosure_sentences import enclosure_sentences, is_enclosed
from gametheory.rendering.sentences.game_title import title_at
from gametheory.rendering.sentences.numbers import payoff_text
from gametheory.rendering.sentences.set_sentences import (
    ending_sentence,
    has_continuum,
    index_text,
    may_have_more_mixed,
    next_step_sentences,
)
from gametheory.rendering.sentences.tier_sentences import distance_sentences, tier_coverage
from gametheory.rendering.sentences.wording import counted, joined, sentence_text
from gametheory.rendering.tables.closing_claims import reason_for_one, refinement_sentences, value_sentences
from gametheory.rendering.tables.welfare_sentences import welfare_sentences

if TYPE_CHECKING:
    from gametheory.core.solution import Solution

MAX_NUMBERS = 20
"""Longest list of equilibria by number in a sentence."""

_NASH_CLAIM = (
    "nobody can gain by deviating alone from any listed equilibrium",
    "deviating alone in any listed equilibrium",
)
_SEQUENTIAL_CLAIM = (
    "nobody can gain at any information set by choosing otherwise, and the beliefs are limits of those under small "
    "mistakes",
    "choosing otherwise at an information set, given the belief there,",
)
_CLAIMS = {
    "large_population": (
        "nobody who is too small to move shares can gain by choosing otherwise",
        "choosing otherwise, shares being as they are,",
    ),
    "sequential": _SEQUENTIAL_CLAIM,
    "quasi_perfect": _SEQUENTIAL_CLAIM,
    "extensive_form_correlated": (
        "nobody can gain by disobeying from any move on, while the others obey",
        "disobeying from some move on",
    ),
    "agent_form_correlated": (
        "at no information set can anybody gain by disobeying there alone, while everybody obeys everywhere else",
        "disobeying at one information set",
    ),
    "perfect_bayesian": (
        "nobody can gain at any information set by choosing otherwise, given beliefs that follow Bayes' rule where "
        "play comes",
        "choosing otherwise at an information set, given the belief there,",
    ),
    "correlated": (
        "whatever it is told, nobody can gain by doing something else while the others obey",
        "disobeying what one is told, before it is known what that is,",
    ),
    "coarse_correlated": (
        "nobody can gain by choosing for itself before it is told anything, while the others obey",
        "choosing for oneself before one is told anything",
    ),
    "stackelberg": (
        "the follower cannot gain by another answer",
        "another answer of the follower",
    ),
}
"""By concept what a proof says where nobody gains at all, and what brings a gain where somebody does."""

_COVERAGE = {
    Coverage.ALL: "These are all of them.",
    Coverage.ALL_EXTREME: "These are all extreme ones.",
    Coverage.ALL_PURE: "These are all pure ones; mixed ones were not looked for.",
    Coverage.AT_LEAST_ONE: "There may be others.",
    Coverage.PARTIAL: "There may be others.",
    Coverage.APPROXIMATE: "These are approximate.",
    Coverage.NONE: "Nothing was decided.",
}


_CONTINUUM = "Every other equilibrium is a mixture of extreme ones within one maximal Nash subset."
_CONTINUUM_OF_COMPONENTS = (
    "There are infinitely many: these extreme ones, and certain mixtures of those in one component."
)


def solution_sentences(solution: Solution, *, shown: int) -> tuple[str, ...]:
    """Return what is to be said under the table: how many, how complete, why it stopped, and the proof.

    Parameters
    ----------
    solution
        Any solution.
    shown
        How many of its equilibria the table shows.
    """
    sentences = [_count_sentence(solution), *_index_sentences(solution), _coverage_sentence(solution)]
    if shown < len(solution.equilibria):
        sentences.append(f"The table shows the first {shown} of {len(solution.equilibria)} that are listed.")
    sentences += [*map(sentence_text, solution.unresolved), *next_step_sentences(solution)]
    sentences += [*value_sentences(solution), *distance_sentences(solution), *_credibility_sentences(solution)]
    sentences += [*proof_sentences(solution), *refinement_sentences(solution)]
    sentences += welfare_sentences(solution)
    if solution.leading is not None and len(solution.equilibria) > 1:
        sentences.append(f"Equilibrium {solution.leading + 1} is drawn and explained first: {solution.leading_reason}.")
    return tuple(sentences)


def _credibility_sentences(solution: Solution) -> list[str]:
    """Say which equilibria of a tree are subgame perfect, where the concept does not promise it."""
    verdicts = [equilibrium.is_subgame_perfect for equilibrium in solution.equilibria]
    if CONCEPTS[solution.concept].holds_in_subgames or (True not in verdicts and False not in verdicts):
        return []
    said = [f"Subgame perfect among them, by number: {_numbers(verdicts, True)}."]
    if None in verdicts:
        said.append(f"Not decided whether subgame perfect: {_numbers(verdicts, None)}.")
    return said


def _numbers(verdicts: list[bool | None], wanted: bool | None) -> str:
    """Return the numbers of the equilibria with a verdict: ``1, 3 and 4``, or ``none``."""
    numbers = [str(number) for number, verdict in enumerate(verdicts, 1) if verdict is wanted]
    shown = numbers[:MAX_NUMBERS]
    return joined([*shown, f"{len(numbers) - len(shown)} more"] if len(numbers) > len(shown) else shown) or "none"


def proof_sentences(solution: Solution) -> list[str]:
    """Return what the certificates prove; empty where there is nothing to prove."""
    if not solution.equilibria:
        return []
    enclosed = [number for number, found in enumerate(solution.equilibria, 1) if is_enclosed(found)]
    worst = max((found.max_regret for found in solution.equilibria if not is_enclosed(found)), default=Fraction(0))
    unshakable, deviating = _CLAIMS.get(solution.concept, _NASH_CLAIM)
    claim = unshakable if worst == 0 else f"the largest gain from {deviating} is {payoff_text(worst)}"
    how = f"computed apart from the solver in {_arithmetic(solution)} arithmetic"
    return [f"Proof: {claim}, {how}.", *enclosure_sentences(solution, enclosed)]


def _arithmetic(solution: Solution) -> str:
    return "rational" if solution.arithmetic == "exact" else solution.arithmetic


def _count_sentence(solution: Solution) -> str:
    """Say how many equilibria there are and in how many components."""
    concept = CONCEPTS[solution.concept]
    total = solution.num_extreme if solution.num_extreme is not None else len(solution.equilibria)
    if isinstance(solution.game, TieredGame) and total > len(solution.equilibria):
        families = counted(len(solution.equilibria), "family", "families")
        return f"{rounded_count(total)} {concept.plural} by counts, in {families}, by {solution.method}."
    if total == 0:
        if solution.coverage.is_complete:
            return f"No {concept.singular}: the search was exhaustive."
        return f"No {concept.singular} found{' so far' if solution.termination.was_cut_short else ''}."
    kind = concept.singular if total == 1 else concept.plural
    count = f"{total:,} {'extreme ' if has_continuum(solution) else ''}{kind}"
    if has_continuum(solution):
        count += f" in {counted(solution.num_components or 0, 'connected component', 'connected components')}"
    elif solution.num_components is not None and total > 1:
        count += ", each isolated"
    if solution.termination.was_cut_short:
        count += " found so far"
    return f"{count}, by {solution.method}."


def _index_sentences(solution: Solution) -> list[str]:
    """Say the index of each component where equilibria hang together; isolated ones need no word."""
    if not any(index is not None for index in solution.component_indices) or not has_continuum(solution):
        return []
    shown = [index_text(index) for index in solution.component_indices[:MAX_NUMBERS]]
    more = len(solution.component_indices) - len(shown)
    listed = joined([*shown, f"{more} more"] if more else shown)
    of_listed = ""
    if len(solution.component_indices) < (solution.num_components or 0):
        of_listed = f" of the listed {'equilibrium' if len(solution.equilibria) == 1 else 'equilibria'}"
    if len(solution.component_indices) == 1:
        return [f"Index of the component{of_listed}: {listed}."]
    return [f"Indices of the components{of_listed}, in order: {listed}."]


def _coverage_sentence(solution: Solution) -> str:
    """Say what the list leaves out, and why the run stopped if it was cut short."""
    said = reason_for_one(solution) or _COVERAGE[solution.coverage]
    if solution.coverage is Coverage.PARTIAL and not solution.equilibria:
        said = "There may be some."
    if isinstance(solution.game, TieredGame):
        said = tier_coverage(solution) or said
    elif solution.coverage is Coverage.ALL and len(solution.equilibria) < (solution.num_extreme or 0):
        said = "The maximal Nash subsets that were found determine all of them; not all are listed."
    if solution.coverage is Coverage.ALL and has_continuum(solution):
        said = _CONTINUUM if solution.nash_subsets else _CONTINUUM_OF_COMPONENTS
    elif may_have_more_mixed(solution):
        said = "No pure one is missing; there may be more in which somebody randomizes."
    if solution.termination.was_cut_short or solution.termination.value == "count_reached":
        said += f" {ending_sentence(solution)}"
    return f"Coverage: {solution.coverage}. {said}"


def solution_heading(solution: Solution) -> str:
    """Return the line above the table: the game, and its parameters as used where they were set."""
    return title_at(solution.game.title or "Untitled game", solution.source)
