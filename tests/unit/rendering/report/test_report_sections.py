"""What stands in which section of a report."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest

from gametheory import __version__, load, solve
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.report import report_sections as module
from gametheory.rendering.report.report_content import (
    CaptionedTable,
    Commands,
    Figure,
    ItemList,
    Paragraph,
    Report,
    ReportMaterial,
    ReportOrigin,
    Section,
)
from gametheory.rendering.report.report_material import report_material
from gametheory.rendering.report.report_sections import to_report
from unit.rendering.report_material import HASH, material_of, report_of, shipped


def section(report: Report, name: str) -> Section:
    (found,) = [part for part in report.sections if part.name == name]
    return found


def words(part: Section) -> str:
    return "\n".join(block.text for block in part.blocks if isinstance(block, Paragraph))


def test_sections_stand_in_order() -> None:
    report = report_of("choose_one_of_two")
    assert report.title == "Choose one of two"
    assert [part.name for part in report.sections if part.name != "map"] == [
        "short",
        "story",
        "parameters",
        "game",
        "equilibria",
        "explanation",
        "effects",
        "thresholds",
        "reading",
        "reproduce",
    ]
    assert report.closing == f"Made with gametheory {__version__}."


def test_sections_without_blocks_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(material: ReportMaterial) -> Section:
        return Section("silent", material.origin.file_name, ())

    def loud(material: ReportMaterial) -> Section:
        return Section("loud", material.origin.file_name, (Paragraph("more"),))

    monkeypatch.setattr(module, "SECTIONS", (*module.SECTIONS, silent, loud))
    names = [part.name for part in to_report(shipped("trust_game")).sections]
    assert "effects" not in names
    assert names[-2:] == ["reproduce", "loud"]


def test_the_answer_stands_first_in_short() -> None:
    number, play = section(report_of("choose_one_of_two"), "short").blocks
    assert number == Paragraph("There is one subgame-perfect equilibrium, and no other.")
    assert isinstance(play, Paragraph)
    assert play.text.startswith("First, Amazon chooses “Demand exclusivity”. Then the top seller chooses “Leave Temu”.")
    assert play.text.endswith("On average, Amazon gets 4.12 and the top seller 6.24 million USD a year.")


def test_long_play_is_told_by_its_choices_at_the_top(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SENTENCES", 2)
    report = to_report(shipped("choose_one_of_two"))
    assert words(section(report, "short")).splitlines()[1] == (
        "Played in the leading equilibrium: Demand exclusivity, Leave Temu, Return to Temu, Deny the demand. "
        "On average, Amazon gets 4.12 and the top seller 6.24 million USD a year."
    )
    assert "First, Amazon chooses “Demand exclusivity”." in words(section(report, "explanation"))


def test_without_equilibria_the_page_says_so_first() -> None:
    (only,) = section(to_report(shipped("matching_pennies", "pure")), "short").blocks
    assert isinstance(only, Paragraph)
    assert "no" in only.text.lower()


def test_of_several_equilibria_the_leading_one_is_named() -> None:
    solution = shipped("hawk_dove").solution
    assert solution.leading is not None
    opening = words(section(report_of("hawk_dove"), "short")).splitlines()[1]
    assert opening.startswith(f"The leading equilibrium, drawn and explained first, is number {solution.leading + 1}. ")


def test_story_has_players_and_source() -> None:
    text = words(section(report_of("choose_one_of_two"), "story"))
    assert text.startswith("In December 2024 Amazon was reported")
    assert "When: December 2024." in text
    assert "Players: Amazon and Top seller." in text
    assert text.endswith("Source: 36Kr / KrASIA Connection, Li Xiaoxia, 2025")


def test_stories_without_a_date_or_a_hash_say_nothing_of_them() -> None:
    material = shipped("trust_game")
    report = to_report(replace(material, origin=ReportOrigin("trust_game")))
    assert "When:" not in words(section(report, "story"))
    assert "hash" not in words(section(report, "reproduce"))


def test_distributions_have_a_column_where_there_are_some() -> None:
    text = """gametheory: 1
form: normal
parameters:
  fee: {value: 1/3, range: [0, 2], distribution: {uniform: [0, 1]}, assumption: a third}
  cost: {value: 2, assumption: two}
players: [row, column]
actions: {row: [In, Out], column: [Left]}
payoffs: [[[1, fee]], [[0, cost]]]
"""
    (block,) = section(to_report(material_of(load(StringIO(text)))), "parameters").blocks
    assert isinstance(block, CaptionedTable)
    assert block.table.columns[4] == "distribution"
    assert [row[4] for row in block.table.rows] == ["uniform from 0 to 1", ""]


def test_parameters_have_a_pedigree() -> None:
    (block,) = section(report_of("choose_one_of_two"), "parameters").blocks
    assert isinstance(block, CaptionedTable)
    rows = {row[0]: row[1:] for row in block.table.rows}
    assert rows["amazon_sales"] == (
        "30",
        "million USD a year",
        "10 to 100",
        "Sales on Amazon without Temu. Source: article.",
    )
    assert rows["suspended"][3].startswith("Assumed: a suspension lasts")


def test_values_that_were_set_are_told() -> None:
    model = load("price_monitoring").with_values(temu_sales="3.5")
    report = to_report(material_of(model, None, "price_monitoring", "--set", "temu_sales=3.5"))
    assert report.title == "Price monitoring at temu_sales = 3.5"
    assert "“Price monitoring at temu_sales = 3.5”" in report.figures[0].title
    assert report.figures[0].picture.scene.title == "Price monitoring at temu_sales = 3.5"
    assert "away from the file's own value: temu_sales." in words(section(report, "parameters"))
    table = section(report, "parameters").blocks[1]
    assert isinstance(table, CaptionedTable)
    assert {row[0]: row[1] for row in table.table.rows}["temu_sales"] == "3.5 (in the file 10)"
    assert words(section(report, "reading")).startswith("The following speaks of the file's own values")
    commands = section(report, "reproduce").blocks[1]
    assert isinstance(commands, Commands)
    assert commands.lines[0] == "gametheory solve price_monitoring --set temu_sales=3.5"


def test_game_has_picture_and_payoffs_in_words() -> None:
    part = section(report_of("choose_one_of_two"), "game")
    text, figure, table = part.blocks
    assert isinstance(text, Paragraph)
    assert "16 nodes" in text.text
    assert "million USD a year" in text.text
    assert isinstance(figure, Figure)
    assert figure.title == "Game tree of “Choose one of two”, with the leading equilibrium"
    assert "Leave Temu" in figure.description
    assert isinstance(table, CaptionedTable)
    assert table.caption == "Every end of play and its payoffs"


def test_games_too_large_for_a_picture_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise UnsupportedGameError("a picture holds at most 1 action")

    monkeypatch.setattr(module, "draw", refused)
    monkeypatch.setattr("gametheory.rendering.tables.outcome_table.MAX_ROWS", 2)
    part = section(to_report(shipped("hawk_dove")), "game")
    assert "No picture: a picture holds at most 1 action." in words(part)
    table = part.blocks[-1]
    assert isinstance(table, CaptionedTable)
    assert table.caption == "Every profile and its payoffs; the first 2 of 4"


UNREACHED = """
gametheory: 1
form: extensive
players: [a]
parameters: {open: {value: 0, assumption: closed}}
stages:
  - {name: early, player: a, actions: [x, y]}
  - {name: late, player: a, actions: [x, y], when: open > 0}
payoffs: {a: 'early == "x"'}
"""


def test_stages_that_are_never_reached_are_told() -> None:
    report = to_report(material_of(load(StringIO(UNREACHED))))
    assert "Never reached at these values: late." in words(section(report, "game"))


def test_equilibria_have_coverage_and_proof() -> None:
    part = section(report_of("choose_one_of_two"), "equilibria")
    text = words(part)
    assert "Coverage: all." in text
    assert "computed apart from the solver in rational arithmetic" in text
    assert "in every subgame" in text
    assert [block.caption for block in part.blocks if isinstance(block, CaptionedTable)] == [
        "Equilibria (concept: subgame perfect)",
        "Proof of the equilibrium: what every player would get from every action",
    ]
    several = section(report_of("hawk_dove"), "equilibria")
    captions = [block.caption for block in several.blocks if isinstance(block, CaptionedTable)]
    assert captions[1].startswith("Proof of equilibrium ")
    assert "subgame" not in words(several)


def test_without_equilibria_there_is_no_proof() -> None:
    report = to_report(shipped("matching_pennies", "pure"))
    part = section(report, "equilibria")
    assert not any(isinstance(block, CaptionedTable) for block in part.blocks)
    assert "No pure equilibrium: the search was exhaustive." in words(part)
    figure = report.figures[0]
    assert figure.title == "Payoff table of “Matching pennies”"


def test_without_choices_there_is_no_proof_table() -> None:
    text = "{gametheory: 1, form: extensive, players: [a], tree: {payoffs: {a: 1}}}"
    part = section(to_report(material_of(load(StringIO(text)))), "equilibria")
    assert [block.caption for block in part.blocks if isinstance(block, CaptionedTable)] == [
        "Equilibria (concept: nash)"
    ]


def test_explanation_leaves_out_what_other_sections_say() -> None:
    report = report_of("choose_one_of_two")
    part = section(report, "explanation")
    text = words(part)
    assert "one subgame-perfect equilibrium" not in text
    assert "chooses “Leave Temu”" not in text
    assert "Proof:" not in text
    assert "order of events in the article" not in text
    assert not text.startswith("Choose one of two")
    lists = [block for block in part.blocks if isinstance(block, ItemList)]
    assert lists
    assert all(block.opening.endswith(":") and block.items for block in lists)
    assert "\n" not in "".join(item for block in lists for item in block.items)


def test_names_that_look_like_a_list_stay_whole() -> None:
    names = '["Stay\\n  - or go", "Leave\\n\\nat once"]'
    text = (
        f"{{gametheory: 1, form: normal, players: [a, b], actions: {{a: {names}, b: {names}}}, "
        "payoffs: [[[2, 2], [0, 0]], [[0, 0], [1, 1]]]}"
    )
    part = section(to_report(material_of(load(StringIO(text)))), "explanation")
    (reasons,) = [block for block in part.blocks if isinstance(block, ItemList)]
    assert reasons.items == (
        "A: “Leave at once” would bring 2 less (0 instead of 2).",
        "B: “Leave at once” would bring 2 less (0 instead of 2).",
    )
    assert "A and b choose “Stay - or go”." in words(part)


def test_a_leading_equilibrium_that_is_not_sequential_is_told_at_the_top() -> None:
    horse = load("selten_horse")
    silly = solve(horse, "pure").replace(leading=1)
    material = report_material(horse, silly, ReportOrigin("selten_horse"))
    assert "Equilibrium 2 is not sequential." in words(section(to_report(material), "short"))
    sensible = report_material(horse, silly.replace(leading=0), ReportOrigin("selten_horse"))
    assert "not sequential" not in words(section(to_report(sensible), "short"))


def test_only_commands_that_work_are_named() -> None:
    chain = to_report(material_of(load("chain_store_20"), None, "chain_store_20"))
    assert [part for part in chain.figures if part.name == "game"] == []
    for report, is_drawn in ((chain, False), (report_of("trust_game"), True)):
        commands = section(report, "reproduce").blocks[1]
        assert isinstance(commands, Commands)
        assert [line.split()[1] for line in commands.lines] == [
            "solve", "explain", *(["draw"] if is_drawn else []), "report",
        ]  # fmt: skip


def test_reproduction_names_version_and_hash() -> None:
    part = section(report_of("trust_game"), "reproduce")
    assert f"gametheory {__version__}" in words(part)
    assert words(part).endswith(f"SHA-256 hash {HASH}.")
    commands = part.blocks[1]
    assert isinstance(commands, Commands)
    assert commands.lines[-1] == "gametheory report trust_game -o report.html"


def test_names_are_quoted_for_the_shell() -> None:
    report = to_report(material_of(load("trust_game"), None, "my game; rm -r.yaml"))
    commands = section(report, "reproduce").blocks[1]
    assert isinstance(commands, Commands)
    assert commands.lines[0] == "gametheory solve 'my game; rm -r.yaml'"


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("-x.yaml", "gametheory solve ./-x.yaml"),
        ("cases/x.yaml", "gametheory solve cases/x.yaml"),
        ("-", "gametheory solve -"),
    ],
)
def test_commands_find_the_file_again(name: str, command: str) -> None:
    part = section(to_report(material_of(load("matching_pennies"), None, name)), "reproduce")
    (commands,) = [block for block in part.blocks if isinstance(block, Commands)]
    assert commands.lines[0] == command
    play = section(to_report(material_of(load("matching_pennies"), None, name)), "dynamics").blocks[-1]
    assert isinstance(play, Commands)
    assert play.lines[0].startswith(command.replace("solve", "play"))


def test_games_from_standard_input_are_said_to_be() -> None:
    text = words(section(to_report(material_of(load("trust_game"), None, "-")), "reproduce"))
    assert "read from standard input" in text
    assert text.endswith(f"The game text that was read has the SHA-256 hash {HASH}.")
    assert "standard input" not in words(section(report_of("trust_game"), "reproduce"))


@pytest.mark.parametrize("game", ["chicken", "trust_game"])
@pytest.mark.parametrize(
    ("concept", "played", "proof"),
    [
        ("correlated", "A mediator", "nobody can gain by doing something else while the others obey"),
        ("coarse_correlated", "A mediator", "nobody can gain by choosing for itself before it is told anything"),
        ("stackelberg", "commits itself to", "the follower cannot gain by another answer"),
    ],
)
def test_what_is_no_nash_equilibrium_is_reported_in_its_own_words(
    game: str, concept: str, played: str, proof: str
) -> None:
    report = to_report(material_of(load(game), concept, game))
    told = "\n".join(words(part) for part in report.sections)
    assert played in told
    assert proof in told
    assert "nobody can gain by deviating alone" not in told
    assert "Nobody can gain by changing alone" not in told
    (table,) = [block for block in section(report, "equilibria").blocks[1:] if isinstance(block, CaptionedTable)]
    what = (
        "would get from every action"
        if (game, concept) == ("chicken", "stackelberg")
        else "gets, and could get at best"
    )
    assert table.caption == f"Proof of the equilibrium: what every player {what}"


def test_refinements_are_reported_like_nash_equilibria() -> None:
    report = to_report(material_of(load("chicken"), "perfect", "chicken"))
    told = "\n".join(words(part) for part in report.sections)
    assert "nobody can gain by deviating alone from any listed equilibrium" in told


@pytest.mark.parametrize(
    ("concept", "reading"),
    [
        ("nash", "Nobody can gain by changing alone: "),
        ("correlated", "Nobody can gain by disobeying alone: once a player has heard its recommendation, "),
        ("coarse_correlated", "Nobody can gain by leaving alone: before anything is recommended, "),
        ("stackelberg", "The follower cannot gain by another answer. The leader is bound: what it loses "),
    ],
)
def test_the_proof_is_read_as_its_concept_demands(concept: str, reading: str) -> None:
    texts = words(section(to_report(material_of(load("chicken"), concept, "chicken")), "equilibria")).splitlines()
    assert any(text.startswith(reading) for text in texts)
