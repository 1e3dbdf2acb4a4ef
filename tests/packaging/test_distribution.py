"""What is installed is what the repository holds: rooms, games and types, and nothing else."""

from __future__ import annotations

import configparser
import tomllib
from pathlib import Path, PurePosixPath

import pytest

import gametheory

REPOSITORY = Path(__file__).parents[2]


def folder_of(package: str, mapped: dict[str, str]) -> PurePosixPath:
    """Folder of a package below the repository."""
    if package in mapped:
        return PurePosixPath(mapped[package])
    parent, _, name = package.rpartition(".")
    return folder_of(parent, mapped) / name


@pytest.fixture(scope="module")
def setup() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(REPOSITORY / "setup.cfg", encoding="utf-8")
    return parser


@pytest.fixture(scope="module")
def folders(setup: configparser.ConfigParser) -> dict[PurePosixPath, str]:
    mapped = dict(line.split(" = ") for line in setup["options"]["package_dir"].split("\n") if line)
    return {folder_of(package, mapped): package for package in setup["options"]["packages"].split()}


def test_every_folder_of_modules_and_games_is_a_package(folders: dict[PurePosixPath, str]) -> None:
    files = [
        *(REPOSITORY / "gametheory").rglob("*.py"),
        *(REPOSITORY / "games").rglob("*.yaml"),
        *(REPOSITORY / "reproductions").rglob("*.py"),
    ]
    assert set(folders) == {PurePosixPath(path.parent.relative_to(REPOSITORY).as_posix()) for path in files}


def test_every_data_file_is_shipped(setup: configparser.ConfigParser, folders: dict[PurePosixPath, str]) -> None:
    patterns = {package: value.split() for package, value in setup["options.package_data"].items()}
    data = [
        PurePosixPath(path.relative_to(REPOSITORY).as_posix())
        for root in ("gametheory", "games", "reproductions")
        for path in (REPOSITORY / root).rglob("*")
        if path.is_file() and path.suffix != ".py" and path.parent.name != "__pycache__"
    ]
    left = [path for path in data if not any(path.match(pattern) for pattern in patterns.get(folders[path.parent], []))]
    assert left == []
    assert PurePosixPath("gametheory/py.typed") in data
    assert PurePosixPath("reproductions/selten_1978/reported.csv") in data


def test_setup_holds_packages_and_their_data_only(setup: configparser.ConfigParser) -> None:
    assert setup.sections() == ["options", "options.package_data"]
    assert set(setup["options"]) == {"package_dir", "packages", "include_package_data"}


def test_version_has_one_place() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert gametheory.__version__ in {project["version"], "0+unknown"}
    assert f"\nversion: {project['version']}\n" in (REPOSITORY / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## {project['version']} " in (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")


def test_version_of_a_source_tree_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gametheory, "__name__", "gametheory-that-was-never-installed")
    assert gametheory._installed_version() == "0+unknown"
