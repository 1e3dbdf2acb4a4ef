"""Tables as lists of numbers."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from gametheory.errors import InconsistentGameFileError, MalformedGameFileError
from gametheory.io.gambit.number_list import Numbers, check_players, check_sizes, read_numbers, to_table, word_offset
from unit.io.gambit.sources import source


def test_numbers_are_parsed_once() -> None:
    numbers = Numbers()
    assert numbers["0.1"] is numbers["0.1"]
    assert list(numbers) == ["0.1"]


def test_numbers_to_the_end_of_the_file() -> None:
    assert read_numbers(source("9 1 -2/4\n.5"), 2, 3, what="payoffs") == [1, Fraction(-1, 2), Fraction(1, 2)]
    with pytest.raises(MalformedGameFileError, match=r"f:2:3: expected a number such as 3, 0.15 or -1/3, got '5,'"):
        read_numbers(source("1\n2 5, 6"), 0, 3, what="payoffs")
    with pytest.raises(MalformedGameFileError, match=r"f:1:3: expected a number such as 3, 0.15 or -1/3, got 'end'"):
        read_numbers(source("1 end"), 0, 1, what="payoffs")


def test_counts_are_told_both_ways() -> None:
    with pytest.raises(InconsistentGameFileError, match="f:1:4: expected 3 payoffs, got 2"):
        read_numbers(source("1 2 \n"), 0, 3, what="payoffs")
    with pytest.raises(InconsistentGameFileError, match="f:1:3: expected 1 payoffs, got 3"):
        read_numbers(source("1 2 3"), 0, 1, what="payoffs")
    assert word_offset(source("1 2  30"), 0, 2) == 5


def test_sizes() -> None:
    assert check_sizes(source(""), 0, [2, 3, 4]) == 24
    with pytest.raises(InconsistentGameFileError, match="expected at least one action of each player, got 0"):
        check_sizes(source("2 0"), 0, [2, 0])
    with pytest.raises(InconsistentGameFileError, match="expected 1 to 31 players in a table, got 32"):
        check_sizes(source("2 0"), 0, [1] * 32)
    with pytest.raises(InconsistentGameFileError, match="expected at most 10,000,000 payoffs in a table, got 10125000"):
        check_sizes(source("2 0"), 0, [2250, 2250])
    check_players(source("1"), 0, 31)
    with pytest.raises(InconsistentGameFileError, match="expected 1 to 31 players in a table, got 0"):
        check_players(source("0"), 0, 0)


def test_tables_are_of_machine_integers_where_all_fit() -> None:
    assert to_table([1, 2], (2, 1)).dtype == np.int64
    assert to_table([1, 2**63], (2,)).tolist() == [1, 2**63]
    assert to_table([1, Fraction(1, 2)], (1, 2)).tolist() == [[1, Fraction(1, 2)]]
