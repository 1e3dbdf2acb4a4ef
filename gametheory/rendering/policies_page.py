"""A comparison of policies as one page of HTML, complete in itself."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from gametheory import __version__
from gametheory.rendering.report.report_content import CaptionedTable, Commands, ItemList, Paragraph, Report, Section
from gametheory.rendering.report.report_html import report_to_html
from gametheory.rendering.sentences.numbers import payoff_text
from gametheory.rendering.sentences.wording import joined, sentence_text
from gametheory.rendering.tables.policy_table import policy_sentences, policy_table
from gametheory.rendering.tables.region_table import region_heading, region_sentences, region_table

if TYPE_CHECKING:
    from gametheory.models.policy_definitions import PolicyDefinition
    from gametheory.studies.policies.policy_records import PolicyComparison, PolicyOutcome
    from gametheory.studies.policies.policy_regions import RegionComparison


def policies_page(found: PolicyComparison, region: RegionComparison | None = None, *, file_name: str) -> str:
    """Return the page: what each rule changes, outcomes side by side, the region, the rules with their pedigree.

    Parameters
    ----------
    found
        The outcomes side by side.
    region
        How the policies do over a region of parameters; None where that was not asked.
    file_name
        What to type for the game file.
    """
    sections = [_changes(found), _outcomes(found)]
    if region is not None:
        sections.append(_region(region))
    sections += [_rules(found), _reproduction(found, region, file_name)]
    title = f"{found.model.title or 'The game'}: what each rule changes"
    return report_to_html(Report(title, tuple(sections), f"Made with gametheory {__version__}."))


def _changes(found: PolicyComparison) -> Section:
    """Return one sentence for each policy."""
    sentences = policy_sentences(found)
    num_policies = len(found.outcomes) - 1
    unit = f" ({found.model.unit})" if found.model.unit else ""
    opening = f"Against the game as it is{unit}:"
    told = [Paragraph(sentence) for sentence in sentences[num_policies:]]
    return Section("changes", "In short", (ItemList(opening, sentences[:num_policies]), *told))


def _outcomes(found: PolicyComparison) -> Section:
    """Return the table of outcomes."""
    caption = f"Outcomes by policy{f', {found.model.unit}' if found.model.unit else ''}"
    return Section("outcomes", "Outcomes side by side", (CaptionedTable(caption, policy_table(found)),))


def _region(region: RegionComparison) -> Section:
    """Return the shares of the region at which a rule gives more."""
    table = CaptionedTable(region_heading(region), region_table(region))
    return Section("region", "Over a region", (table, *map(Paragraph, region_sentences(region))))


def _rules(found: PolicyComparison) -> Section:
    """Return what each policy is and where its numbers are from."""
    policies = found.model.description.policies
    items = tuple(_rule_text(found, outcome, policies[outcome.name]) for outcome in found.outcomes[1:])
    return Section("rules", "The rules", (ItemList("", items),))


def _rule_text(found: PolicyComparison, outcome: PolicyOutcome, policy: PolicyDefinition) -> str:
    """Return a policy in words: its meaning, the numbers it sets, its pedigree."""
    before, after = found.model.parameter_values, outcome.model.parameter_values
    numbers = [
        f"{name} {payoff_text(after[name])} in the place of {payoff_text(before[name])}"
        for name in policy.values
        if after[name] != before[name]
    ]
    parts = [f"{policy.text}."]
    if policy.meaning:
        parts.append(sentence_text(policy.meaning))
    if numbers:
        parts.append(f"Here: {joined(numbers)}.")
    if policy.source:
        parts.append(sentence_text(f"Source: {policy.source}"))
    elif policy.assumption:
        parts.append(sentence_text(f"Assumed: {policy.assumption}"))
    return " ".join(" ".join(parts).split())


def _reproduction(found: PolicyComparison, region: RegionComparison | None, file_name: str) -> Section:
    """Return the command that gives the same answers."""
    words = ["gametheory", "compare", file_name]
    for name, value in found.model.changed_parameters.items():
        words += ["--set", f"{name}={value}"]
    for outcome in found.outcomes[1:]:
        if len(found.outcomes) - 1 < len(found.model.description.policies):
            words += ["--policy", outcome.name]
    if found.select != "leading":
        words += ["--select", found.select]
    words += ["--concept", found.outcomes[0].solution.concept]
    if region is not None:
        for name, (low, high) in region.ranges.items():
            words += ["--over", f"{name}={low}:{high}"]
        words += ["--points", str(len(region.points)), "--seed", str(region.seed)]
    again = Paragraph(f"With gametheory {__version__} this command gives the same answers again:")
    return Section("reproduce", "How to reproduce it", (again, Commands((shlex.join(words),))))
