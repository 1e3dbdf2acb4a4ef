"""The sections of a report: the answer in short, story, parameters, game, equilibria and more, how to reproduce it."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from gametheory import __version__
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.draw import check_drawable, draw
from gametheory.rendering.explain import credibility_doubt, explanation
from gametheory.rendering.report.dynamics_section import dynamics_section
from gametheory.rendering.report.effect_section import effect_section
from gametheory.rendering.report.map_section import map_section
from gametheory.rendering.report.report_content import (
    CaptionedTable,
    Commands,
    Figure,
    ItemList,
    Paragraph,
    Report,
    Section,
)
from gametheory.rendering.report.thresholds_section import thresholds_section
from gametheory.rendering.sentences.dates import date_text
from gametheory.rendering.sentences.effect_sentences import play_text
from gametheory.rendering.sentences.game_description import structure_sentences
from gametheory.rendering.sentences.game_title import title_at
from gametheory.rendering.sentences.numbers import payoff_text
from gametheory.rendering.sentences.set_sentences import number_sentences
from gametheory.rendering.sentences.told_play import told_play
from gametheory.rendering.sentences.wording import joined, passage_of, sentence_text
from gametheory.rendering.tables.equilibrium_table import equilibrium_table
from gametheory.rendering.tables.outcome_table import outcome_table
from gametheory.rendering.tables.proof_table import proof_table
from gametheory.rendering.tables.solution_tables import solution_sentences
from gametheory.rendering.tables.text_table import Table
from gametheory.studies.reached_play import reached_play

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gametheory.core.solution import Solution
    from gametheory.core.source import Game
    from gametheory.models.definitions import Parameter
    from gametheory.rendering.report.report_content import Block, ReportMaterial
    from gametheory.rendering.sentences.wording import Passage

    SectionWriter = Callable[[ReportMaterial], Section]

MAX_SHOWN = 10
"""Equilibria in the table."""
MAX_SENTENCES = 6
"""Sentences on the leading equilibrium at the top of the page."""
PROOF_READING = (
    "Nobody can gain by changing alone: where play leads, no action gives its player more than the equilibrium does, "
    "given what the others do, and whatever is played gives exactly as much."
)
OTHER_READINGS = {
    "correlated": "Nobody can gain by disobeying alone: once a player has heard its recommendation, obeying brings it "
    "at least as much as anything else would, given that the others obey.",
    "coarse_correlated": "Nobody can gain by leaving alone: before anything is recommended, agreeing to obey brings "
    "every player at least as much as any action of its own choice would, given that the others obey.",
    "stackelberg": "The follower cannot gain by another answer. The leader is bound: what it loses beside "
    "its best action, once it is answered, is what being bound costs it.",
}
"""By concept, where its equilibria are no profiles from which nobody can gain by changing alone."""
FROM_INPUT = "The game was read from standard input, which “-” stands for: each command expects the same text there."
CREDIBLE = "The same holds in every subgame, reached or not: the equilibrium is subgame perfect."


def to_report(material: ReportMaterial) -> Report:
    """Return the report of a game, with the sections of ``SECTIONS`` that have something to say."""
    sections = (write(material) for write in SECTIONS)
    return Report(
        _title(material),
        tuple(section for section in sections if section.blocks),
        f"Made with gametheory {__version__}.",
    )


def _title(material: ReportMaterial) -> str:
    """Return the title with the values that were set for the report."""
    return title_at(" ".join(material.model.title.split()) or "Untitled game", material.model)


def _in_short(material: ReportMaterial) -> Section:
    """Return how many equilibria there are, what is played in the leading one and what everybody gets."""
    texts = [
        " ".join(number_sentences(material.solution)),
        " ".join(_short_play(material)),
        credibility_doubt(material.solution),
    ]
    return Section("short", "In short", _paragraphs(texts))


def _short_play(material: ReportMaterial) -> list[str]:
    """Return what happens in the leading equilibrium; of long play the choices alone."""
    told = _leading_play(material)
    leading = material.solution.leading
    if leading is None:
        return told
    if len(told) > MAX_SENTENCES:
        choices = play_text(reached_play(material.solution.equilibria[leading].play))
        told = [f"Played in the leading equilibrium: {choices}.", told[-1]]
    is_one_of_several = material.solution.num_extreme != 1
    return (
        [f"The leading equilibrium, drawn and explained first, is number {leading + 1}.", *told]
        if is_one_of_several
        else told
    )


def _story(material: ReportMaterial) -> Section:
    """Return what was observed, when, and where that is from."""
    model = material.model
    texts = [model.story, f"When: {date_text(model.when)}." if model.when else ""]
    texts.append(f"Players: {joined([player.label for player in model.players])}.")
    texts.append(f"Source: {model.source}" if model.source else "")
    return Section("story", "The story", _paragraphs(texts))


def _parameters(material: ReportMaterial) -> Section:
    """Return the parameters with their pedigree."""
    model = material.model
    if not model.parameters:
        return Section("parameters", "Parameters", (Paragraph("The game has no parameters: its payoffs are numbers."),))
    has_laws = any(parameter.distribution for parameter in model.parameters.values())
    laws = ("distribution",) if has_laws else ()
    columns = ("parameter", "value", "unit", "range", *laws, "meaning; source or assumption")
    table = Table(columns, tuple(_parameter_row(material, parameter) for parameter in model.parameters.values()))
    blocks: list[Block] = [CaptionedTable("Parameters and where their values are from", table)]
    if model.changed_parameters:
        names = joined(list(model.changed_parameters))
        blocks.insert(0, Paragraph(f"Set for this report, away from the file's own value: {names}."))
    return Section("parameters", "Parameters", tuple(blocks))


def _parameter_row(material: ReportMaterial, parameter: Parameter) -> tuple[str, ...]:
    """Return value, unit, range, distribution where some have one, meaning and pedigree."""
    value = payoff_text(material.model.parameter_values[parameter.name])
    if parameter.name in material.model.changed_parameters:
        value += f" (in the file {payoff_text(parameter.value)})"
    low, high = parameter.low, parameter.high
    bounds = "" if low is None or high is None else f"{payoff_text(low)} to {payoff_text(high)}"
    pedigree = f"Source: {parameter.source}" if parameter.source else f"Assumed: {parameter.assumption}"
    meaning = f"{sentence_text(parameter.meaning)} " if parameter.meaning else ""
    has_laws = any(one.distribution for one in material.model.parameters.values())
    law = (str(parameter.distribution or ""),) if has_laws else ()
    return (parameter.name, value, parameter.unit, bounds, *law, f"{meaning}{sentence_text(pedigree)}")


def _game(material: ReportMaterial) -> Section:
    """Return size and structure, the picture, and who can do what where."""
    model, solution = material.model, material.solution
    game = solution.game
    sentences = [*structure_sentences(game), f"Payoffs are in {model.unit}." if model.unit else ""]
    if model.unused_stages:
        sentences.append(f"Never reached at these values: {', '.join(model.unused_stages)}.")
    is_tree = isinstance(game, ExtensiveFormGame)
    kind = "Game tree" if is_tree else "Payoff table"
    blocks: list[Block] = [Paragraph(" ".join(filter(None, sentences)))]
    try:
        description = [*structure_sentences(game), *_leading_play(material)]
        title = f"{kind} of “{_title(material)}”{', with the leading equilibrium' if _leading_play(material) else ''}"
        blocks.append(Figure("game", draw(model, solution), title, " ".join(description)))
    except UnsupportedGameError as error:
        blocks.append(Paragraph(f"No picture: {error}."))
    table, num_outcomes = outcome_table(solution)
    if not table.rows:
        return Section("game", "The game", tuple(blocks))
    what = "Every end of play and its payoffs" if is_tree else "Every profile and its payoffs"
    if len(table.rows) < num_outcomes:
        what += f"; the first {len(table.rows)} of {num_outcomes:,}"
    blocks.append(CaptionedTable(what, table))
    return Section("game", "The game", tuple(blocks))


def _leading_play(material: ReportMaterial) -> list[str]:
    """Return what happens in the leading equilibrium; empty where there is none."""
    solution = material.solution
    if solution.leading is None:
        return []
    return told_play(solution, solution.equilibria[solution.leading], material.model.unit)


def _equilibria(material: ReportMaterial) -> Section:
    """Return the equilibria, how complete the list is, and the proof of the leading one."""
    solution = material.solution
    shown = equilibrium_table(solution, first=MAX_SHOWN)
    sentences = solution_sentences(solution, shown=min(MAX_SHOWN, len(solution.equilibria)))
    blocks: list[Block] = [Paragraph(sentence) for sentence in sentences]
    if shown.rows:
        blocks.insert(0, CaptionedTable(f"Equilibria (concept: {solution.concept.replace('_', ' ')})", shown))
    if solution.leading is not None:
        blocks += _proof(solution, solution.leading)
    return Section("equilibria", "Equilibria, with proof", tuple(blocks))


def _proof(solution: Solution, leading: int) -> list[Block]:
    """Return the certificate of the leading equilibrium; nothing where no player has a choice."""
    table = proof_table(solution)
    if not table.rows:
        return []
    number = f"equilibrium {leading + 1}" if len(solution.equilibria) > 1 else "the equilibrium"
    equilibrium = solution.equilibria[leading]
    reading = OTHER_READINGS.get(solution.concept, PROOF_READING)
    what = "would get from every action" if "action" in table.columns else "gets, and could get at best"
    return [
        Paragraph(f"{reading} {CREDIBLE}" if equilibrium.is_subgame_perfect is True else reading),
        CaptionedTable(f"Proof of {number}: what every player {what}", table),
    ]


def _explanation(material: ReportMaterial) -> Section:
    """Return the explanation without what other sections say: heading, what is said in short, proof and reading."""
    told = explanation(material.solution)
    known = _in_short(material).blocks
    blocks = [_block(passage) for passage in [*told.passages, *passage_of([told.rounding])]]
    return Section("explanation", "Explanation", tuple(block for block in blocks if block not in known))


def _block(passage: Passage) -> Block:
    """Return a passage as a block of the report."""
    if passage.items:
        return ItemList(_one_line(passage.opening), tuple(map(_one_line, passage.items)))
    return Paragraph(_one_line(passage.opening))


def _reading(material: ReportMaterial) -> Section:
    """Return what the file says beside the story; where parameters were set, that it speaks of the file's values."""
    model = material.model
    opening = (
        "The following speaks of the file's own values, not of those set here." if model.changed_parameters else ""
    )
    return Section("reading", "Beside the story", _paragraphs([opening, model.reading]) if model.reading else ())


def _reproduction(material: ReportMaterial) -> Section:
    """Return the commands that give the same answers, the version of the program and the hash of the file."""
    origin = material.origin
    words = [origin.file_word, *origin.options]
    picture = [("draw", "game.svg")] if _is_drawable(material.solution.game) else []
    lines = [
        f"gametheory {command} {shlex.join(words)}{f' -o {target}' if target else ''}"
        for command, target in (("solve", ""), ("explain", ""), *picture, ("report", "report.html"))
    ]
    again = f"With gametheory {__version__} these commands give the same answers again, and check the proof anew:"
    blocks: list[Block] = [Paragraph(again), Commands(tuple(lines))]
    if origin.is_standard_input:
        blocks.insert(0, Paragraph(FROM_INPUT))
    if origin.sha256:
        read = "text" if origin.is_standard_input else f"file {origin.file_name}"
        blocks.append(Paragraph(f"The game {read} that was read has the SHA-256 hash {origin.sha256}."))
    return Section("reproduce", "How to reproduce it", tuple(blocks))


def _is_drawable(game: Game) -> bool:
    """Whether the command that draws a game would not refuse."""
    try:
        check_drawable(game)
    except UnsupportedGameError:
        return False
    return True


def _paragraphs(texts: Iterable[str]) -> tuple[Paragraph, ...]:
    """Return the texts that are not empty, without their line breaks."""
    return tuple(Paragraph(_one_line(text)) for text in texts if text.strip())


def _one_line(text: str) -> str:
    """Return a text without its line breaks."""
    return " ".join(text.split())


SECTIONS: tuple[SectionWriter, ...] = (
    _in_short,
    _story,
    _parameters,
    _game,
    _equilibria,
    _explanation,
    effect_section,
    thresholds_section,
    map_section,
    dynamics_section,
    _reading,
    _reproduction,
)
"""What writes the sections, in their order on the page; a section without blocks is left out."""
