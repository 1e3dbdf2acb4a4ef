"""The command as users meet it: exit codes, pipes, terminals, Ctrl-C."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time

import pytest

from cli.program import START, run_apart
from gametheory.io.catalogue import shipped_game_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["solve", "price_monitoring"], 0),
        (["solve", "matching_pennies", "--concept", "pure"], 0),
        (["solve", "price_monitoring", "--concept", "subgame_perfect"], 1),
        (["solve", "trust_gam"], 2),
        (["solve", "price_monitoring", "--set", "commission=2"], 2),
        (["solve", "price_monitoring", "--set", "nothing=1"], 2),
        (["solve", "seventy_five_equilibria", "--time-limit", "0"], 3),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    finished = run_apart(*arguments)
    assert finished.returncode == code
    assert "Traceback" not in finished.stderr
    assert bool(finished.stdout) == (code in {0, 3})


def test_standard_input_and_json() -> None:
    text = shipped_game_path("selten_horse").read_text(encoding="utf-8")
    finished = run_apart("solve", "-", "--format", "json", stdin=text)
    assert json.loads(finished.stdout)["num_extreme"] == 2


def test_debug_shows_the_traceback() -> None:
    finished = run_apart("--debug", "solve", "price_monitoring", "--set", "commission=2")
    assert finished.returncode == 1
    assert finished.stderr.startswith("Traceback")
    assert finished.stderr.rstrip().endswith("InvalidParameterError: expected commission from 0 to 9/20, got 2")


def test_pipes_get_plain_text() -> None:
    printed = run_apart("solve", "price_monitoring").stdout
    assert "\x1b" not in printed
    assert "-  ----------" in printed


def on_a_terminal(arguments: list[str], **environment: str) -> str:
    """What a command writes to a terminal."""
    master, slave = pty.openpty()
    surroundings = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR"}}
    surroundings |= {"TERM": "xterm", "COLUMNS": "100", "PYTHONUTF8": "1", **environment}
    with subprocess.Popen([*START, *arguments], stdout=slave, stderr=subprocess.PIPE, env=surroundings) as running:
        os.close(slave)
        printed = b"".join(chunks(master))
        running.wait()
    os.close(master)
    return printed.decode("utf-8").replace("\r\n", "\n")


def chunks(descriptor: int) -> list[bytes]:
    """Read a terminal until nobody writes to it any more."""
    read = []
    while True:
        try:
            chunk = os.read(descriptor, 65536)
        except OSError:  # Linux: the other end is closed
            return read
        if not chunk:
            return read
        read.append(chunk)


def test_terminals_get_color_unless_no_color_is_set() -> None:
    colored = on_a_terminal(["solve", "price_monitoring"])
    assert "\x1b[1m" in colored
    assert "─" in colored
    plain = on_a_terminal(["solve", "price_monitoring"], NO_COLOR="1")
    assert "─" in plain
    assert "\x1b[3" not in plain


def test_a_closed_pipe_ends_quietly() -> None:
    command = subprocess.list2cmdline(["explain", "chain_store"])
    script = f"'{START[0]}' -c '{START[2]}' {command} | head -n 1"
    finished = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (finished.stdout, finished.stderr) == ("The chain store paradox\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_keeps_what_was_found() -> None:
    """Progress on the terminal says that the search runs; then Ctrl-C comes."""
    master, slave = pty.openpty()
    arguments = [*START, "solve", "chain_store", "--concept", "nash", "--format", "json"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=slave, text=True) as running:
        os.close(slave)
        wait_for(b"Ctrl-C keeps what there is", master)
        running.send_signal(signal.SIGINT)
        printed, _ = running.communicate(timeout=60)
    os.close(master)
    data = json.loads(printed)
    assert running.returncode == 3
    assert (data["termination"], data["coverage"]) == ("interrupted", "partial")
    assert all(equilibrium["max_regret"] == "0" for equilibrium in data["equilibria"])


def wait_for(text: bytes, descriptor: int) -> None:
    """Read from a terminal until a text comes."""
    seen = b""
    ends = time.monotonic() + 120
    while text not in seen:
        assert time.monotonic() < ends, seen
        seen += os.read(descriptor, 4096)


def test_shell_completion_knows_the_shipped_games() -> None:
    finished = run_apart(COMP_WORDS="gametheory solve price", COMP_CWORD="2", _GAMETHEORY_COMPLETE="bash_complete")
    assert finished.stdout == "plain,price_monitoring\n"
