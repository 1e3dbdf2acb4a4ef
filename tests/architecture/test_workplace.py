"""Nothing in the repository depends on, or speaks of, the machine that it was written on."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

from architecture.sources import REPOSITORY

FOREIGN = {
    "an absolute path of somebody's machine": re.compile(r"(?<![\w.~*}-])/(?:home|root|work|Users|opt|mnt)/\w"),
    "a path beside the repository": re.compile(r"\.\./shared\b"),
    "a package index": re.compile(r"\b(?:pypi\W{1,2}org|pythonhosted\W{1,2}org|npmjs\W{1,2}com)"),
    "an index option": re.compile(r"--(?:extra-index|index|find)-(?:url|links)"),
}


def ignored_patterns() -> list[str]:
    """Names that version control ignores, as written in .gitignore, and its own folder."""
    lines = (REPOSITORY / ".gitignore").read_text(encoding="utf-8").split()
    return [".git", *(line.rstrip("/") for line in lines)]


def is_kept(path: Path, patterns: list[str]) -> bool:
    """Whether a file belongs to the repository."""
    below = path.relative_to(REPOSITORY)
    places = [*below.parts, *(parent.as_posix() for parent in below.parents)]
    return not any(fnmatch(place, pattern) for place in places for pattern in patterns)


def kept_files() -> list[Path]:
    """Every text file of the repository."""
    patterns = ignored_patterns()
    folders = [path for path in REPOSITORY.iterdir() if path.is_dir() and is_kept(path, patterns)]
    candidates = [path for folder in folders for path in folder.rglob("*")] + list(REPOSITORY.iterdir())
    return sorted(path for path in candidates if path.is_file() and is_kept(path, patterns))


def test_files_are_found() -> None:
    names = {path.relative_to(REPOSITORY).as_posix() for path in kept_files()}
    assert {"pyproject.toml", ".ci/run", "gametheory/errors.py"} <= names


def test_no_file_knows_the_machine() -> None:
    found = {
        f"{path.relative_to(REPOSITORY)}: {what}": match.group()
        for path in kept_files()
        for what, pattern in FOREIGN.items()
        if (match := pattern.search(path.read_bytes().decode("utf-8", errors="replace")))
    }
    assert found == {}
