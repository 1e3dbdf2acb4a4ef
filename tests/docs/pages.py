"""The project's pages, cut into fenced blocks that the tests run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]

FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,})(?P<language>[\w-]*)[^\n]*\n(?P<text>.*?)^ *(?P=fence) *$", re.M | re.S
)
FILE_NAME = re.compile(r"# (?P<name>[\w-]+\.(?:yaml|json|csv|efg|nfg))\n")


@dataclass(frozen=True)
class Block:
    """One fenced block of a page."""

    language: str
    text: str
    line: int

    @property
    def file_name(self) -> str | None:
        """Name of the file that the block shows, where its first line is a comment with nothing else."""
        match = FILE_NAME.match(self.text)
        return match["name"] if match else None


def pages() -> list[Path]:
    """README, the other pages beside it, and every page of the documentation."""
    built = REPOSITORY / "docs" / "_build"
    written = [path for path in (REPOSITORY / "docs").rglob("*.md") if built not in path.parents]
    return [path for path in (REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md") if path.exists()] + sorted(
        written
    )


def page_name(path: Path) -> str:
    """A page's place in the repository."""
    return path.relative_to(REPOSITORY).as_posix()


def blocks(text: str) -> list[Block]:
    """Fenced blocks of a page, in order, without the indentation of their fence."""
    return [
        Block(
            match["language"],
            re.sub(f"^{match['indent']}", "", match["text"], flags=re.M),
            text.count("\n", 0, match.start()) + 1,
        )
        for match in FENCE.finditer(text)
    ]


def write_shown_files(shown: list[Block], folder: Path) -> None:
    """Put the files that a page shows into the folder where its commands and examples run."""
    for block in shown:
        if block.file_name:
            (folder / block.file_name).write_text(block.text, encoding="utf-8")
