from __future__ import annotations

import pickle

import pytest

from gametheory import errors
from gametheory.errors import FileMistake, GameFileError, GameTheoryError, InconsistentGameFileError, SolverError

MISTAKES = [FileMistake("expected more", 7, 2), FileMistake("unreadable"), FileMistake("expected less", 3, 9)]


def test_mistakes_are_told_in_the_order_of_the_file() -> None:
    error = GameFileError(MISTAKES, "a b.yaml")
    assert str(error) == "a b.yaml: unreadable\na b.yaml:3:9: expected less\na b.yaml:7:2: expected more"
    assert (error.path, error.line, error.column) == ("a b.yaml", 0, 0)
    assert GameFileError(MISTAKES[::2]).line == 3


def test_file_errors_survive_pickling() -> None:
    again = pickle.loads(pickle.dumps(InconsistentGameFileError(MISTAKES, "x.yaml")))
    assert type(again) is InconsistentGameFileError
    assert again.mistakes == InconsistentGameFileError(MISTAKES).mistakes
    assert str(again).startswith("x.yaml: unreadable")


def test_a_solver_error_carries_what_was_found() -> None:
    assert SolverError("stuck").solution is None


@pytest.mark.parametrize("name", [name for name in dir(errors) if name.endswith("Error")])
def test_every_error_is_one_of_the_package(name: str) -> None:
    assert issubclass(getattr(errors, name), GameTheoryError)
