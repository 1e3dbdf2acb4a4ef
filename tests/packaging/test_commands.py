"""The command that runs the tests is one and the same wherever it is written, and CI calls it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
CI = REPOSITORY / ".ci" / "run"

TEST_COMMAND = "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/pytest"
ANSWER_COMMAND = "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/gametheory solve choose_one_of_two"


@pytest.mark.parametrize("name", [".ci/run", "README.md", "CONTRIBUTING.md"])
def test_command_of_the_tests_is_written_once(name: str) -> None:
    assert (REPOSITORY / name).read_text(encoding="utf-8").count(TEST_COMMAND) == 1


def test_readme_leads_to_an_answer() -> None:
    assert ANSWER_COMMAND in (REPOSITORY / "README.md").read_text(encoding="utf-8")


def test_ci_is_a_strict_script() -> None:
    lines = CI.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines
    assert CI.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(CI)], check=True)


def test_ci_runs_every_step_that_it_names() -> None:
    text = CI.read_text(encoding="utf-8")
    defined = re.findall(r"^(\w+)\(\)", text, flags=re.M)
    called = re.findall(r'^run "[\w ]+" (\w+)$', text, flags=re.M)
    assert set(defined) - {"finish", "run"} == set(called)
    assert called[0] == "tests_with_coverage"
    assert len(called) >= 8
