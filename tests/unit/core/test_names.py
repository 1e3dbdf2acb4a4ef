from __future__ import annotations

from gametheory.core.names import MAX_CANDIDATES, MAX_LENGTH, enumerate_names, nearest, nearest_name


def test_nearest_name() -> None:
    assert nearest_name("comission", iter(["margin", "commission"])) == "commission"
    assert nearest_name("zzz", ["margin", "commission"]) is None
    assert nearest("zzz", ["margin"]) == ""


def test_capitals_and_hyphens_make_no_difference() -> None:
    known = ["Hawk", "hawk", "subgame_perfect", "perfect"]
    assert nearest_name("SUBGAME PERFECT", known) == "subgame_perfect"
    assert nearest_name("HAWK", known) == "Hawk"
    assert nearest_name("hawks", known) == "hawk"
    assert nearest_name("ZZZ", known) is None


def test_huge_files_are_not_searched() -> None:
    assert nearest_name("n1", [f"n{number}" for number in range(MAX_CANDIDATES + 1)]) is None
    assert nearest_name("x" * (MAX_LENGTH + 1), ["x" * MAX_LENGTH]) is None
    assert nearest_name("x" * MAX_LENGTH, ["x" * (MAX_LENGTH + 1), "x" * (MAX_LENGTH - 1)]) == "x" * (MAX_LENGTH - 1)


def test_lists_of_names() -> None:
    assert enumerate_names(["a", "b"]) == "'a', 'b'"
    assert enumerate_names(["a", "b", "c"], 1) == "'a', … (3 in all)"
