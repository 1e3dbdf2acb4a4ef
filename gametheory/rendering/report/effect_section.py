"""The section of a report on what changes when each parameter moves to the ends of its range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.rendering.pictures.tornado_picture import tornado_picture
from gametheory.rendering.report.report_content import CaptionedTable, Figure, Paragraph, Section
from gametheory.rendering.sentences.effect_sentences import MORE_CHANGES, effect_sentences, play_text
from gametheory.rendering.sentences.numbers import payoff_text
from gametheory.rendering.sentences.wording import counted, joined
from gametheory.rendering.tables.text_table import Table
from gametheory.studies.reached_play import reached_play

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gametheory.rendering.report.report_content import Block, ReportMaterial
    from gametheory.studies.parameter_ends import ParameterEnd, ParameterEnds
    from gametheory.studies.reached_play import ReachedPlay

MAX_DESCRIBED = 5
"""Parameters in the description of a chart; the table has all."""
METHOD = (
    "One parameter at a time moves to the ends of its range, the others stay at the values above; the game is solved "
    "anew at each end. “Other actions” means that another set of actions is played with positive probability in the "
    "leading equilibrium, the one that is drawn and explained first; these may lie where play does not lead, while "
    "“then played” tells only the players' choices where it does. “Other set” means that the actions played in all "
    "extreme equilibria, or the way these hang together, differ; lists are not compared where one may be incomplete."
)
SEARCH = (
    "Where the leading equilibrium changes on the way to an end, up to three times, was located by trying values "
    "between and bisection in exact rationals, to a thousandth of the range. Such a place is certain; that there is no "
    "other is not."
)
AS_NOW = "as now"
NO_ANSWER = "No parameter has an answer at the ends of its range."


def effect_section(material: ReportMaterial) -> Section:
    """Return the tornado chart of each player and the table behind it; without blocks where nothing has a range."""
    rows, solution = material.effects, material.solution
    if not rows:
        return Section("effects", "What changes with the parameters", ())
    if complaint := _only_complaint(material):
        return Section("effects", "What changes with the parameters", (Paragraph(f"{NO_ANSWER} {complaint}"),))
    blocks: list[Block] = [Paragraph(METHOD), *map(Paragraph, _coverage(material))]
    if solution.leading is not None:
        for index, player in enumerate(solution.game.players):
            blocks.append(
                Figure(
                    f"effects-{index + 1}",
                    tornado_picture(rows, solution, index, material.model.unit),
                    f"What {player.label} gets when each parameter moves to the ends of its range",
                    _description(material, index),
                )
            )
    blocks.append(CaptionedTable("Each parameter at the ends of its range", effect_table(material)))
    changes = change_table(material)
    if changes.rows:
        blocks.append(CaptionedTable("Where the leading equilibrium changes on the way to an end", changes))
    return Section("effects", "What changes with the parameters", tuple(blocks))


def _only_complaint(material: ReportMaterial) -> str:
    """Return the complaint that all ends have in common; empty where they differ, or where an end has an answer."""
    complaints = {end.complaint for row in material.effects for end in row.ends}
    return complaints.pop() if len(complaints) == 1 else ""


def _coverage(material: ReportMaterial) -> Iterator[str]:
    """Yield what was looked at, and what was not."""
    ends = [end for row in material.effects for end in row.ends]
    varied = {row.parameter.name for row in material.effects}
    fixed = [name for name in material.model.parameters if name not in varied]
    if fixed:
        yield f"Without a range in the file, and so not moved: {joined(fixed)}."
    if material.solution.leading is not None:
        yield SEARCH
    unfinished = sum(not end.is_searched and not end.complaint for end in ends)
    if unfinished and material.solution.leading is not None:
        yield (
            f"On {counted(unfinished, 'way', 'ways')} of {len(ends)} the search was not finished in its time: "
            "a change there may be missing, or be given more widely."
        )


def _description(material: ReportMaterial, player: int) -> str:
    """Return the widest effects on a player in words."""
    sentences = effect_sentences(material.effects, material.solution, player, material.model.unit)
    if not sentences:
        return "No parameter changes anything."
    more = len(sentences) - MAX_DESCRIBED
    return " ".join([*sentences[:MAX_DESCRIBED], *(["All are in the tables below."] if more > 0 else [])])


def effect_table(material: ReportMaterial) -> Table:
    """Return two rows for each parameter with a range: payoffs and equilibria at its low and at its high end."""
    players = material.solution.game.players
    payoffs = tuple(f"{player.label} gets" for player in players)
    columns = ("parameter", "moves from", "to", *payoffs, "leading equilibrium", "then played", "all equilibria")
    base = _base_play(material)
    rows = [_row(parameter, end, len(players), base) for parameter in material.effects for end in parameter.ends]
    return Table(columns, tuple(rows), frozenset(range(2, len(rows), 2)))


def _row(row: ParameterEnds, end: ParameterEnd, num_players: int, base: ReachedPlay | None) -> tuple[str, ...]:
    """Return the row of one end."""
    head = (row.parameter.name, payoff_text(row.value), payoff_text(end.value))
    if end.complaint:
        return (*head, *("",) * num_players, f"no answer: {end.complaint}", "", "")
    paid = ("none",) * num_players if end.payoffs is None else tuple(map(payoff_text, end.payoffs))
    support = "other actions" if end.has_other_support else "same actions"
    regime = {True: "other set", False: "same set", None: "not compared"}[end.has_other_regime]
    return (*head, *paid, support, _played(end.play, base), regime)


def change_table(material: ReportMaterial) -> Table:
    """Return a row for each place where the leading equilibrium changes, with what is played beyond it."""
    base = _base_play(material)
    rows: list[tuple[str, ...]] = []
    groups: list[int] = []
    for parameter in material.effects:
        groups.append(len(rows))
        for end in parameter.ends:
            for number, change in enumerate(end.changes, 1):
                between = f"{payoff_text(change.unchanged)} and {payoff_text(change.changed)}"
                is_last = end.has_more_changes and number == len(end.changes)
                played = _played(change.play, base) + (MORE_CHANGES if is_last else "")
                rows.append((parameter.parameter.name, payoff_text(end.value), between, played))
    starts = frozenset(start for start in groups if 0 < start < len(rows))
    return Table(("parameter", "moves towards", "changes between", "then played"), tuple(rows), starts)


def _base_play(material: ReportMaterial) -> ReachedPlay | None:
    """Return what is played in the leading equilibrium at the base; None where there is none."""
    solution = material.solution
    return None if solution.leading is None else reached_play(solution.equilibria[solution.leading].play)


def _played(play: ReachedPlay | None, base: ReachedPlay | None) -> str:
    """Return what is played, where it is not what is played at the base."""
    return AS_NOW if play == base else play_text(play)
