"""Policies over a region of parameters: shares of the points at which a rule gives more or less."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gametheory.rendering.sentences.numbers import fraction_text
from gametheory.rendering.sentences.wording import joined
from gametheory.rendering.tables.text_table import Table

if TYPE_CHECKING:
    from gametheory.studies.policies.policy_regions import Contest, RegionComparison


def region_heading(region: RegionComparison) -> str:
    """Return over which region the policies are ranked."""
    ranges = [
        f"{name} from {fraction_text(low)} to {fraction_text(high)}" for name, (low, high) in region.ranges.items()
    ]
    return f"Over {joined(ranges)}: share of {len(region.points):,} points with more / the same / less than as it is"


def region_table(region: RegionComparison) -> Table:
    """Return one row for each policy: how often it gives more, as much and less than the game as it is."""
    columns = ("policy", *(measure.label for measure in region.measures))
    rows = [
        (label, *(_cell(region.contest(name, region.names[0], measure.key)) for measure in region.measures))
        for name, label in zip(region.names[1:], region.labels[1:], strict=True)
    ]
    return Table(columns, tuple(rows))


def _cell(contest: Contest) -> str:
    if not contest.num_points:
        return "no point"
    told = " / ".join(_percent(number, contest.num_points) for number in (contest.better, contest.equal, contest.worse))
    return f"{told}; open {_percent(contest.open, contest.num_points)}" if contest.open else told


def _percent(number: int, total: int) -> str:
    """Return a share in whole percent; only none and all are 0 and 100 %."""
    if number in {0, total}:
        return f"{100 * number // total} %"
    return f"{min(99, max(1, round(100 * number / total)))} %"


def region_sentences(region: RegionComparison) -> tuple[str, ...]:
    """Return which policies most often give the most, how the points were drawn and how far their shares carry."""
    if not region.points:
        return (f"No point was solved. {region.termination.sentence}",)
    told = [sentence for measure in region.measures if (sentence := _best_sentence(region, measure.key, measure.label))]
    error = 50 / math.sqrt(len(region.points))
    rule = "in every equilibrium" if region.select is None else f"at the selected equilibrium ({region.select})"
    told.append(
        f"A rule gives more where it does so {rule}. The points were drawn evenly with seed {region.seed}; "
        f"the standard error of a share is at most {error:.1f} percentage points."
    )
    if region.termination.was_cut_short:
        told.append(region.termination.sentence)
    return tuple(told)


def _best_sentence(region: RegionComparison, key: str, label: str) -> str:
    """Return the ranking of all policies by the share of the others' points that each beats; empty for one policy."""
    if len(region.names) < 3:
        return ""
    scores = []
    for name, text in zip(region.names, region.labels, strict=True):
        contests = [region.contest(name, other, key) for other in region.names if other != name]
        beaten = sum(contest.better - contest.worse for contest in contests)
        scores.append((beaten, text))
    order = sorted(scores, key=lambda score: -score[0])
    groups: dict[int, list[str]] = {}
    for score, text in order:
        groups.setdefault(score, []).append(text)
    ranked = " > ".join(" = ".join(texts) for texts in groups.values())
    return f"Ranking for {label}, by points won less points lost against the others: {ranked}."
