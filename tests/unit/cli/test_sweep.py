"""`gametheory sweep`: grids of parameters, written as they are solved."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.program import START, run
from gametheory.cli import sweep as module
from gametheory.cli.progress import ProgressLine
from gametheory.core.solution import Progress
from gametheory.studies.sweeps.sweep_job import DECISIONS

AXES = ("commission=0:0.45:4", "suppressed=0,1/4,1")
SLOW = ("price_monitoring", "commission=0:0.45:200", "suppressed=0:1:40", "--concept", "pure")


def test_table_file(tmp_path: Path) -> None:
    path = tmp_path / "map.csv"
    result = run("sweep", "price_monitoring", *AXES, "-o", str(path), "--select", "seller", "--outputs", "payoff")
    lines = result.output.splitlines()
    assert lines[0].startswith(f"{path}: 12 points (4 x 3), 12 of them now, in ")
    assert lines[1:3] == ["decided: 12 in floats", "coverage: 12 all"]
    assert sum(int(line.split()[0]) for line in lines[3:]) == 12
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[-2:] == ["payoff amazon", "payoff seller"]
    assert [row["suppressed"] for row in rows[:3]] == ["0.0", "0.25", "1.0"]


def test_concept_and_settings(tmp_path: Path) -> None:
    path = tmp_path / "map.csv"
    asked = ("commission=0:0.2:2", "--set", "scan_cost=1", "--concept", "pure", "--outputs", "none", "-o", str(path))
    assert run("sweep", "price_monitoring", *asked).exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == "commission,regime,num_equilibria,num_components,coverage,decided"
    assert "Amazon: Ignore; Top seller: Undercut on Temu,1,-1,all_pure,rationals" in text


def test_interrupted_and_resumed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(line: ProgressLine, progress: Progress) -> None:
        del line
        if progress.done:
            raise KeyboardInterrupt

    path = tmp_path / "map.zarr"
    asked = ("sweep", "price_monitoring", "commission=0:0.45:3", "suppressed=0:1:40", "--concept", "pure")
    with monkeypatch.context() as patched:
        patched.setattr(ProgressLine, "__call__", stop)
        result = run(*asked, "-o", str(path))
    assert result.exit_code == 3
    assert f"{path}: 40 of 120 points (3 x 40), 40 of them now" in result.stdout
    assert result.stderr == f"stopped; the same command with --resume goes on from what is in {path}\n"
    result = run(*asked, "-o", str(path))
    assert (result.exit_code, "which is there already; go on with --resume" in result.stderr) == (2, True)
    result = run(*asked[:3], "suppressed=0:1:41", *asked[4:], "-o", str(path), "--resume")
    assert (result.exit_code, "got other axes: " in result.stderr) == (2, True)
    assert "120 points (3 x 40), 80 of them now" in run(*asked, "-o", str(path), "--resume").stdout
    result = run(*asked, "-o", str(path), "--resume")
    assert (result.exit_code, result.stdout) == (0, f"{path} is complete: 120 points\n")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_control_c_of_a_program_leaves_what_is_done(tmp_path: Path) -> None:
    path = tmp_path / "map.zarr"
    with subprocess.Popen(
        [*START, "sweep", *SLOW, "-o", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        while not list((path / "chunks_done").glob("*.json")) and running.poll() is None:
            time.sleep(0.01)
        os.kill(running.pid, signal.SIGINT)
        told, error = running.communicate()
    assert running.returncode == 3
    assert " of 8,000 points (200 x 40)" in told
    assert error.endswith(f"stopped; the same command with --resume goes on from what is in {path}\n")
    assert list((path / "chunks_done").glob("*.part")) == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("commission",), "expected NAME=VALUES, such as commission=0:0.45:1000, got 'commission'"),
        (("=1:2:3",), "expected NAME=VALUES"),
        (("commission=0:0.45:3", "commission=0,0.1"), "expected each parameter once, got 'commission' twice"),
        (("commission=0:0.45:3", "--set", "commission=0.1"), "'commission' to vary or with --set, got both"),
        (("commission=nan",), "expected finite numbers for axis 'commission', got 'nan'"),
        (("commission=0:nan:3",), "expected finite numbers for axis 'commission', got 'nan'"),
        (("commission=",), "'commission'"),
        (("commission=0:0.45:0",), "expected at least two points for axis 'commission', got none"),
        (("commission=0.45:0:10",), "expected axis 'commission' from low to high, got '0.45:0:10'; write 0:0.45:10"),
        (("commission=0:0.45:1",), "expected a range with at least two points for axis 'commission'"),
        (("commission=0:0.45:2.5",), "expected a whole number of points for axis 'commission', got '2.5'"),
        (("comission=0:0.45:3",), "unknown parameter 'comission'; did you mean 'commission'?"),
        (("commission=0:0.5:3",), "expected commission from 0 to 9/20, got 1/2; shorten the axis"),
        (("commission=0:0.45:3", "--select", "selller"), "got 'selller'; did you mean 'seller'?"),
        (("commission=0:0.45:3", "--outputs", "payof"), "got 'payof'; did you mean 'payoff'?"),
        (("commission=0:0.45:3", "--concept", "nosh"), "got 'nosh'"),
        (("commission=0:0.45:3", "--workers", "2", "--dask", "tcp://a:1"), "expected --workers or --dask, got both"),
        (("commission=0:0.45:3", "--workers", "0"), "0 is not in the range x>=1"),
    ],
)
def test_mistakes(tmp_path: Path, arguments: tuple[str, ...], sentence: str) -> None:
    result = run("sweep", "price_monitoring", *arguments, "-o", str(tmp_path / "map.zarr"))
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_mistakes_of_outputs(tmp_path: Path) -> None:
    result = run("sweep", "price_monitoring", AXES[0])
    assert (result.exit_code, "Missing option '-o'" in result.stderr) == (2, True)
    result = run("sweep", "price_monitoring", AXES[0], "-o", str(tmp_path / "map.xls"))
    assert (result.exit_code, "ends in .zarr, .nc, .csv or .parquet" in result.stderr) == (2, True)
    (tmp_path / "file").touch()
    result = run("sweep", "price_monitoring", AXES[0], "-o", str(tmp_path / "nowhere" / "map.zarr"))
    assert (result.exit_code, "no such file or directory" in result.stderr) == (1, True)
    result = run("sweep", "price_monitoring", AXES[0], "-o", str(tmp_path / "file" / "map.zarr"))
    assert (result.exit_code, "not a directory" in result.stderr.lower()) == (1, True)


def test_progress_tells_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    wording = module._wording()
    assert wording(Progress(500, 10_000, 2)) == "500 of 10,000 points (5 %), 2 regimes (Ctrl-C keeps what there is)"
    now[0] = 102.0
    told = "2,500 of 10,000 points (25 %), 1,000 a second, 8 s left (Ctrl-C keeps what there is)"
    assert wording(Progress(2_500, 10_000, 2)) == told


def test_every_way_to_decide_has_words() -> None:
    assert tuple(module.DECIDED) == DECISIONS


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.4, "0 s"), (59.6, "1 min 0 s"), (200, "3 min 20 s"), (7500, "2 h 5 min")]
)
def test_durations(seconds: float, text: str) -> None:
    assert module._duration(seconds) == text


def test_long_words_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_CHARACTERS", 20)
    lines = run("sweep", "price_monitoring", *AXES, "-o", str(tmp_path / "map.csv")).output.splitlines()
    assert all(line.endswith("Amazon:…") or len(line.split("  ")[-1]) <= 21 for line in lines[3:])
    assert any(line.endswith("…") for line in lines[3:])


def test_many_regimes_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SHOWN", 1)
    lines = run("sweep", "price_monitoring", *AXES, "-o", str(tmp_path / "map.csv")).output.splitlines()
    assert len(lines) == 5
    assert lines[-1].startswith("  and 2 regimes more, in regime_words")
