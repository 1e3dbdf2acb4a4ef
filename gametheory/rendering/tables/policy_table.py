"""Policies side by side: a table of outcomes, and what each rule changes in sentences."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.rendering.sentences.effect_sentences import play_text
from gametheory.rendering.sentences.numbers import told_text
from gametheory.rendering.sentences.wording import counted, joined
from gametheory.rendering.tables.text_table import Table
from gametheory.studies.reached_play import reached_play

if TYPE_CHECKING:
    from gametheory.studies.policies.policy_records import PolicyComparison, PolicyOutcome

_RULES = {
    "leading": "the leading one of each game (subgame perfect before others, pure before mixed, the largest sum first)",
    "first": "the first one in the order of each list",
    "payoff_dominant": "the one in which nobody gets less than in another",
    "risk_dominant": "the risk-dominant one",
}

_OPENINGS = (
    "more for",
    "less for",
    "by the equilibrium as much or more for",
    "by the equilibrium as much or less for",
    "no change for",
    "either way, by the equilibrium, for",
)
"""How the clauses on a rule begin, in the order in which they are told."""


def policy_heading(found: PolicyComparison) -> str:
    """Return what is compared."""
    unit = found.model.unit
    concept = found.outcomes[0].solution.concept.replace("_", " ")
    return f"{found.model.title or 'The game'}: policies, {concept}{f' ({unit})' if unit else ''}"


def policy_table(found: PolicyComparison) -> Table:
    """Return one row for each game: what is played, and each measure with its interval over the equilibria."""
    columns = ("policy", "equilibria", "played", *(measure.label for measure in found.measures))
    return Table(columns, tuple(_row(found, outcome) for outcome in found.outcomes))


def _row(found: PolicyComparison, outcome: PolicyOutcome) -> tuple[str, ...]:
    number = len(outcome.values)
    count = str(number) if outcome.is_complete else f"{number} found"
    cells = [_cell(outcome, place) for place in range(len(found.measures))]
    return (outcome.label, count, _played(outcome), *cells)


def _played(outcome: PolicyOutcome) -> str:
    """Return what the selected equilibrium plays."""
    if outcome.selected is None:
        return "none selected"
    return play_text(reached_play(outcome.solution.equilibria[outcome.selected].play))


def _cell(outcome: PolicyOutcome, place: int) -> str:
    """Return the value at the selected equilibrium, and the interval where equilibria differ."""
    interval = outcome.interval(place)
    if interval is None:
        return "none"
    ends = f"{told_text(interval[0])} to {told_text(interval[1])}"
    if outcome.chosen is None:
        return ends
    value = told_text(outcome.chosen[place])
    return value if interval[0] == interval[1] else f"{value} ({ends})"


def policy_sentences(found: PolicyComparison) -> tuple[str, ...]:
    """Return what each policy changes, which equilibrium is meant, and how complete the lists are."""
    told = [_change_sentence(found, outcome) for outcome in found.outcomes[1:]]
    if any(len(outcome.values) > 1 for outcome in found.outcomes):
        rule = _RULES.get(found.select) or f"the best one for {_label(found, found.select)}"
        told.append(f"Where there are several equilibria, the numbers are those of {rule}; brackets hold the interval.")
    return (*told, *_coverage_sentences(found))


def _label(found: PolicyComparison, key: str) -> str:
    return found.measures[found.measure(key)].label


def _change_sentence(found: PolicyComparison, outcome: PolicyOutcome) -> str:
    """Return who gains and who loses by a policy."""
    told: dict[str, list[str]] = {opening: [] for opening in _OPENINGS}
    for measure in found.measures:
        difference = found.difference(outcome.name, measure.key)
        if difference is not None:
            opening, amount = _change(*difference)
            told[opening].append(f"{measure.label}{amount}")
    clauses = [f"{opening} {joined(labels)}" for opening, labels in told.items() if labels]
    return f"{outcome.label}: {'; '.join(clauses) or 'nothing can be said without an equilibrium'}."


def _change(low: Fraction, high: Fraction) -> tuple[str, str]:
    """Return how sentences begin on a difference between these ends, and by how much it is."""
    more, less, weakly_more, weakly_less, same, either = _OPENINGS
    if low > 0:
        return more, f" {_span(low, high)}"
    if high < 0:
        return less, f" {_span(-high, -low)}"
    if low == high:
        return same, ""
    if low == 0:
        return weakly_more, f" (by up to {told_text(high)})"
    return (weakly_less, f" (by up to {told_text(-low)})") if high == 0 else (either, "")


def _span(low: Fraction, high: Fraction) -> str:
    """Return by how much: a number, or its ends."""
    return f"(by {told_text(low)})" if low == high else f"(by {told_text(low)} to {told_text(high)})"


def _coverage_sentences(found: PolicyComparison) -> list[str]:
    """Return how complete the lists of equilibria are; all games of one kind in one sentence."""
    groups: dict[str, list[str]] = {}
    for outcome in found.outcomes:
        solution = outcome.solution
        kind = solution.coverage.value.replace("_", " ")
        if solution.termination.was_cut_short:
            kind += f", {solution.termination.sentence[:1].lower()}{solution.termination.sentence[1:].rstrip('.')}"
        groups.setdefault(kind, []).append(outcome.label)
    if len(groups) == 1:
        (kind,) = groups
        return [f"Coverage of all {counted(len(found.outcomes), 'game', 'games')}: {kind}."]
    return [f"Coverage: {kind} ({joined(labels)})." for kind, labels in groups.items()]
