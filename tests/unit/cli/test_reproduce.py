"""`gametheory reproduce`, and the scripts of the papers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import click
import pytest

from gametheory.cli.reproduce import command, run_script
from gametheory.io import reproductions
from gametheory.rendering.pictures.series_plot import Panel, Series, draw_panels
from gametheory.studies.reproduction import Reproduction, RunSettings

REPORTED = "number,reported,tolerance,origin,source\nvalue,14,,paper,kreps1982\nseed,3,,own,ours\nslow,7/9,,own,ours\n"


def numbers(settings: RunSettings) -> Iterator[tuple[str, Any]]:
    yield "value", Fraction(14)
    yield "seed", settings.seed
    if not settings.is_quick:
        yield "slow", "7/9"


def figures(settings: RunSettings) -> Iterator[tuple[str, Any]]:
    line = Series("value", ((0.0, 0.0), (1.0, float(settings.seed))))
    yield "value", draw_panels([Panel("Value", (line,), (0, 9))], title="Value", across="time")


@pytest.fixture
def paper(tmp_path: Path) -> Reproduction:
    folder = tmp_path / "nash_1950"
    folder.mkdir()
    (folder / "reported.csv").write_text(REPORTED, encoding="utf-8")
    return Reproduction(folder, numbers, figures, is_random=True)


def script(paper: Reproduction, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["reproduce.py", *arguments])
    with pytest.raises(SystemExit, match=r"^[01]$") as ended:
        run_script(paper)
    return int(str(ended.value))


def run(*arguments: str) -> int:
    return int(command.main(list(arguments), standalone_mode=False) or 0)


def test_scripts_print_every_number(
    paper: Reproduction, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert script(paper, monkeypatch, "--seed", "3") == 0
    output = capsys.readouterr().out.splitlines()
    assert output[2].split() == ["value", "14", "14", "0", "reproduced", "the", "paper's"]
    assert output[-2:] == [
        "3 of 3 numbers reproduced.",
        f"What matches, what does not, and why: {paper.folder / 'README.md'}",
    ]


def test_scripts_fail_where_a_number_differs(
    paper: Reproduction, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert script(paper, monkeypatch, "--quick") == 1
    captured = capsys.readouterr()
    assert "1 of 2 numbers reproduced; 1 left out in this quick run." in captured.out
    assert captured.err == "nash_1950: 'seed' is different, reported 3, found 0\n"


def test_scripts_tell_mistakes_of_the_file(
    paper: Reproduction, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (paper.folder / "reported.csv").write_text("number\n", encoding="utf-8")
    assert script(paper, monkeypatch) == 1
    assert "reported.csv:1:1: expected the columns" in capsys.readouterr().err


def test_files_are_written_only_where_asked(
    paper: Reproduction, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    script(paper, monkeypatch, "--seed", "3")
    assert [path.name for path in tmp_path.iterdir()] == ["nash_1950"]
    output = tmp_path / "new" / "results"
    script(paper, monkeypatch, "--seed", "3", "--output", str(output))
    names = ["nash_1950.csv", "nash_1950.tex", "nash_1950_value.pdf", "nash_1950_value.svg"]
    assert sorted(path.name for path in output.iterdir()) == names
    assert "value,14,14,0,reproduced,the paper's" in (output / "nash_1950.csv").read_text(encoding="utf-8")
    assert (output / "nash_1950.tex").read_text(encoding="utf-8").startswith(r"\begin{tabular}")


def test_a_folder_that_cannot_be_made_is_named(
    paper: Reproduction, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    assert script(paper, monkeypatch, "--seed", "3", "--output", str(tmp_path / "taken" / "results")) == 1
    assert f"{tmp_path / 'taken' / 'results'}': not a directory" in capsys.readouterr().err


def test_reproductions_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    rows = capsys.readouterr().out.splitlines()[2:]
    assert [row.split()[0] for row in rows] == [paper.name for paper in reproductions.shipped_reproductions()]
    assert rows[-1].split(maxsplit=1)[1] == "The chain store paradox (Selten 1978)"


def test_one_paper_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("selten_1978", "--quick") == 0
    output = capsys.readouterr().out
    assert "5 of 5 numbers reproduced.\nNothing in it is random: the seed has no part in it.\n" in output


def test_all_papers_have_one_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--all", "--quick") == 0
    rows = [row.split() for row in capsys.readouterr().out.splitlines()]
    assert rows[0][:3] == ["paper", "numbers", "reproduced"]
    assert [row[-1] for row in rows[2:]] == ["reproduced"] * len(reproductions.shipped_reproductions())


def test_failures_of_one_paper_end_the_run_of_all(
    paper: Reproduction, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped = (reproductions.ShippedReproduction(paper.name, paper.folder, "Nash (1950)"),)
    monkeypatch.setattr(reproductions, "shipped_reproductions", lambda: shipped)
    monkeypatch.setattr(reproductions, "load_reproduction", lambda _: paper)
    assert run("--all") == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines()[2].split()[:5] == ["nash_1950", "3", "2", "1", "0"]
    assert "'seed' is different" in captured.err


def test_a_paper_and_all_are_too_much() -> None:
    with pytest.raises(click.UsageError, match="expected a paper or --all, got 'selten_1978' and --all"):
        run("selten_1978", "--all")


def test_names_are_completed() -> None:
    (argument,) = [parameter for parameter in command.params if isinstance(parameter, click.Argument)]
    completed = argument.shell_complete(click.Context(command), "k")
    assert [item.value for item in completed] == ["kreps_wilson_1982"]


def test_terminals_get_the_rich_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    run()
    assert "─" in capsys.readouterr().out
