"""Every reproduction runs as a script, gives what is reported, and fails where that is changed."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gametheory.io.reproductions import load_reproduction, read_reported, shipped_reproductions
from gametheory.rendering.draw import Picture
from gametheory.studies.reproduction import Origin, RunSettings, compare_numbers
from rendering.test_nothing_overlaps import check

REPOSITORY = Path(__file__).parents[2]
PAPERS = [paper.name for paper in shipped_reproductions()]
FOLDERS = {paper.name: paper.folder for paper in shipped_reproductions()}


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(folder / "reproduce.py"), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)


def test_there_are_reproductions() -> None:
    assert {"kreps_wilson_1982", "rasmusen_ramseyer_wiley_1991", "selten_1978"} <= set(PAPERS)


@pytest.mark.parametrize("name", PAPERS)
def test_script_reproduces_quickly(name: str) -> None:
    done = run(FOLDERS[name], "--quick", "--seed", "7")
    assert (done.returncode, done.stderr) == (0, "")
    assert "numbers reproduced" in done.stdout
    assert " different " not in done.stdout


@pytest.mark.parametrize("name", PAPERS)
def test_every_number_is_reproduced(name: str) -> None:
    paper = load_reproduction(name)
    reported = read_reported(FOLDERS[name] / "reported.csv")
    compared = compare_numbers(reported, dict(paper.numbers(RunSettings())))
    assert len(compared) == len(reported) >= 5
    assert [number.name for number in compared if number.verdict.is_failure] == []


@pytest.mark.parametrize("name", PAPERS)
def test_changed_number_is_found_and_named(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    shutil.copytree(FOLDERS[name], folder)
    path = folder / "reported.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    changed = rows[1]["number"]
    rows[1]["reported"] = "4711"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    done = run(folder, "--quick")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name}: {changed!r} is different, reported 4711, found ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", PAPERS)
def test_removed_number_is_found_and_named(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    shutil.copytree(FOLDERS[name], folder)
    path = folder / "reported.csv"
    header, first, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    removed = next(csv.reader([first]))[0]
    path.write_text("".join([header, *rest]), encoding="utf-8")
    done = run(folder, "--quick")
    assert done.returncode == 1
    assert done.stderr == f"{name}: {removed!r} was found but is not reported\n"


@pytest.mark.parametrize("name", PAPERS)
def test_figures_are_readable(name: str) -> None:
    drawn = dict(load_reproduction(name).figures(RunSettings(is_quick=True)))
    assert drawn
    for picture in drawn.values():
        assert isinstance(picture, Picture)
        check(picture)


@pytest.mark.parametrize("name", PAPERS)
def test_page_says_what_a_referee_asks(name: str) -> None:
    page = (FOLDERS[name] / "README.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", page, flags=re.M)
    assert {"The claim", "How it is computed", "What matches", "What does not, and why", "Run it"} <= set(headings)
    assert f"`gametheory reproduce {name}`" in page


@pytest.mark.parametrize("name", PAPERS)
def test_sources_are_in_the_bibliography(name: str) -> None:
    known = set(
        re.findall(r"^@\w+\{([^,]+),", (REPOSITORY / "docs" / "references.bib").read_text(encoding="utf-8"), re.M)
    )
    cited = [
        number.source
        for number in read_reported(FOLDERS[name] / "reported.csv")
        if number.origin in {Origin.PAPER, Origin.FORMULA}
    ]
    assert cited
    assert {re.split(r"[,:]", source)[0] for source in cited} <= known
