"""Every `$ gametheory ...` line of the pages runs, prints what the page shows, and ends as the page says.

The commands of one page run in order in one empty folder, which holds the files that the page shows (blocks whose first
line is `# name.yaml`). Exit code 0 is expected unless the next line is `$ echo $?` with the code under it. Shown output
is compared line by line; `...` stands for any text, also of several lines. A command without output shows none.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from docs.pages import REPOSITORY, Block, blocks, page_name, pages, write_shown_files

PROGRAM = f"""#!/bin/sh
exec '{sys.executable}' -c 'import sys; from gametheory.cli.main import main; sys.argv[0] = "gametheory"; main()' "$@"
"""


@dataclass(frozen=True)
class Command:
    """One line after a prompt, and what the page shows under it."""

    line: str
    output: str
    exit_code: int = 0


def prompts(text: str) -> Iterator[tuple[str, str]]:
    """Lines after a prompt with the text up to the next prompt; a trailing backslash continues the line."""
    for part in re.split(r"^\$ ", text.replace("\\\n", ""), flags=re.M)[1:]:
        line, _, output = part.partition("\n")
        yield line.strip(), output.strip("\n")


def commands(block: Block) -> list[Command]:
    """Commands of this program in a console block."""
    found: list[Command] = []
    for line, output in prompts(block.text):
        if line == "echo $?" and found:
            found[-1] = Command(found[-1].line, found[-1].output, int(output))
        elif line.split(" ")[0] == "gametheory":
            found.append(Command(line, output))
    return found


def commands_of_page(path: Path) -> list[Command]:
    """Commands of this program on a page, in order."""
    consoles = [block for block in blocks(path.read_text(encoding="utf-8")) if block.language == "console"]
    return [command for block in consoles for command in commands(block)]


def pattern_of(output: str) -> str:
    """Regular expression for shown output: `...` stands for any text, spaces at the ends of lines do not count."""
    lines = "\n".join(line.rstrip() for line in output.strip("\n").splitlines())
    return re.escape(lines).replace(re.escape("..."), "(?s:.*)")


def environment(folder: Path) -> dict[str, str]:
    """Surroundings in which `gametheory` is the program of this interpreter, on a plain terminal of 120 columns."""
    program = folder / "gametheory"
    program.write_text(PROGRAM, encoding="utf-8")
    program.chmod(0o755)
    paths = {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(REPOSITORY),
    }
    return {**os.environ, **paths, "COLUMNS": "120", "NO_COLOR": "1", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}


@pytest.mark.parametrize("path", [path for path in pages() if commands_of_page(path)], ids=page_name)
def test_commands_of_page(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "page"
    folder.mkdir()
    write_shown_files(blocks(path.read_text(encoding="utf-8")), folder)
    surroundings = environment(tmp_path)
    for command in commands_of_page(path):
        finished = subprocess.run(
            ["bash", "-c", command.line],
            cwd=folder,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert finished.returncode == command.exit_code, f"$ {command.line}\n{finished.stdout}"
        printed = "\n".join(line.rstrip() for line in finished.stdout.strip("\n").splitlines())
        if command.output:
            shown = f"$ {command.line}\n{printed}\nbut {page_name(path)} shows\n{command.output}"
            assert re.fullmatch(pattern_of(command.output), printed), shown


def test_readme_shows_commands() -> None:
    readme = [path for path in pages() if page_name(path) == "README.md"]
    assert [command for path in readme for command in commands_of_page(path)] != []


def test_prompts_are_read_as_on_a_terminal() -> None:
    text = "$ pip install gametheory\nnoise\n$ gametheory solve \\\n  horse\nA\n...\n$ gametheory no\n$ echo $?\n2\n"
    assert commands(Block("console", text, 1)) == [
        Command("gametheory solve   horse", "A\n..."),
        Command("gametheory no", "", 2),
    ]


@pytest.mark.parametrize(
    ("shown", "printed", "agrees"),
    [
        ("one\n...\nfour", "one\ntwo\nthree\nfour", True),
        ("payoff 3/2 (...)", "payoff 3/2 (exact)", True),
        ("one\n...\nfour", "one\ntwo\nthree", False),
        ("a.b", "axb", False),
    ],
)
def test_three_points_stand_for_any_text(shown: str, printed: str, agrees: bool) -> None:
    assert bool(re.fullmatch(pattern_of(shown), printed)) == agrees
