"""What holds for every test: no display, no randomness from outside, no clock in Hypothesis."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("MPLBACKEND", "Agg")

settings.register_profile(
    "seeded", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", settings.get_profile("seeded"), derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "seeded"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--games", type=int, default=1000, help="random two-player games that are compared with brute force"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure the coverage of unit tests and of examples only: tracing makes the others four times slower."""
    measured = {"unit", "cli", "packaging"}
    for item in items:
        path = item.path.relative_to(item.config.rootpath)
        if path.is_relative_to(Path("tests")) and path.parts[1] not in measured:
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture
def num_games(request: pytest.FixtureRequest) -> int:
    """How many random games are compared with brute force."""
    return int(request.config.getoption("--games"))
