"""Where the reproductions are, and files of reported numbers."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from gametheory import InvalidParameterError, MalformedGameFileError
from gametheory.io import reproductions
from gametheory.io.reproductions import load_reproduction, read_reported, shipped_reproductions
from gametheory.studies.reproduction import Origin, ReportedNumber, RunSettings

HEADER = "number,reported,tolerance,origin,source\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "reported.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_source_trees_have_them_beside_the_package() -> None:
    found = {paper.name: paper for paper in shipped_reproductions()}
    assert list(found) == ["kreps_wilson_1982", "rasmusen_ramseyer_wiley_1991", "selten_1978"]
    assert found["selten_1978"].title == "The chain store paradox (Selten 1978)"
    assert found["selten_1978"].folder == Path(__file__).parents[3] / "reproductions" / "selten_1978"


def test_installed_packages_have_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gametheory" / "reproductions" / "nash_1950"
    folder.mkdir(parents=True)
    script = "from pathlib import Path\nREPRODUCTION = (Path(__file__).name, __name__)\n"
    (folder / "reproduce.py").write_text(script, encoding="utf-8")
    monkeypatch.setattr(reproductions, "files", lambda _: tmp_path / "gametheory")
    (paper,) = shipped_reproductions()
    assert (paper.name, paper.title, paper.folder) == ("nash_1950", "nash_1950", folder)
    assert load_reproduction("nash_1950") == ("reproduce.py", "gametheory_reproduction_nash_1950")


def test_where_there_are_none_none_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reproductions, "files", lambda _: tmp_path / "gametheory")
    assert shipped_reproductions() == ()


def test_loaded_reproductions_can_be_run() -> None:
    selten = load_reproduction("selten_1978")
    assert selten.name == "selten_1978"
    assert dict(selten.numbers(RunSettings(is_quick=True)))["store, by backward induction"] == 40


def test_unknown_names() -> None:
    with pytest.raises(InvalidParameterError, match=r"selten_1978\), got 'selten_1987'; did you mean 'selten_1978'"):
        load_reproduction("selten_1987")


def test_reported_numbers_are_exact(tmp_path: Path) -> None:
    text = HEADER + 'fee,0.1,,paper,"smith2000, table 1"\n"a, b",7/9,0.001,own,ours\ncost,no exclusion,,formula,x\n'
    assert read_reported(written(tmp_path, text)) == (
        ReportedNumber("fee", Fraction(1, 10), Fraction(0), Origin.PAPER, "smith2000, table 1"),
        ReportedNumber("a, b", Fraction(7, 9), Fraction(1, 1000), Origin.OWN, "ours"),
        ReportedNumber("cost", "no exclusion", Fraction(0), Origin.FORMULA, "x"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r":1:1: expected the columns number, reported, tolerance, origin, source, got nothing"),
        ("number,reported\n", r":1:1: expected the columns .*, got number, reported"),
        (HEADER + "fee,1,,paper\n", r":2:1: expected 5 values, got another number of them; put texts"),
        (HEADER + "fee,1,,paper,a, b\n", r":2:1: expected 5 values"),
        (HEADER + "fee,1,,paper,a\nfee,2,,paper,a\n", r":3:1: expected each number once, got 'fee' twice"),
        (HEADER + "fee,1,,mine,a\n", r":2:1: expected an origin among paper, formula, own, got 'mine'"),
        (HEADER + "fee,1,little,own,a\n", r":2:1: expected a number as tolerance, or nothing, got 'little'"),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(MalformedGameFileError, match=message):
        read_reported(written(tmp_path, text))
