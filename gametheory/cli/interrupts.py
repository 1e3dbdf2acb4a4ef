"""What Ctrl-C does: it ends the command with one line; within a search it stops the search, whose answer is printed."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

EXIT_CODE = 130
"""What shells report of a program that Ctrl-C ended: 128 and the number of the signal."""
SENTENCE = "interrupted before there was an answer"
STANDARD_ERROR = 2
"""Its number; the stream of Python may be in the middle of something."""


def end_at_interrupts() -> None:
    """Let Ctrl-C end the program with one line, at whatever it does: libraries that are half imported included.

    Where Ctrl-C is ignored, as in some background jobs, it stays ignored.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


def ignore_interrupts() -> None:
    """Let Ctrl-C do nothing more: it has been heard already, or the answer is printed."""
    if signal.getsignal(signal.SIGINT) is _end:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def stopping_a_search() -> Iterator[None]:
    """Let Ctrl-C raise KeyboardInterrupt within a block, which ``solve`` turns into an answer."""
    if signal.getsignal(signal.SIGINT) is not _end:
        yield
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, _end)


def _end(signal_number: int, frame: FrameType | None) -> None:
    """Say one line and end without cleaning up, so that nothing else can be said."""
    del signal_number, frame
    start = "\n" if os.isatty(STANDARD_ERROR) else ""
    with suppress(OSError):
        os.write(STANDARD_ERROR, f"{start}{SENTENCE}\n".encode())
    os._exit(EXIT_CODE)
