from __future__ import annotations

from itertools import product

from gametheory.models.remembered_moves import Reading, RememberedMoves
from gametheory.models.templates import last_played

READINGS = [Reading((0,), 1), Reading((0, 2), 3), Reading((1, 2, 3), 4), Reading((2,), 2), Reading((), 5)]


def test_a_reference_is_remembered_as_long_as_its_last_reading() -> None:
    remembered = RememberedMoves([Reading((0,), 1), Reading((0,), 4), Reading((0,), 2)])
    assert [remembered.columns(position) for position in range(6)] == [(), *[((0,),)] * 4, ()]


def test_kept_moves_give_every_reading_its_value() -> None:
    remembered = RememberedMoves(READINGS)
    for position in range(5):
        for moves in product((-1, 0, 1), repeat=position):
            history = (*moves, *[-1] * (5 - position))
            kept = remembered.kept(history, position)
            assert all(move in (-1, played) for move, played in zip(kept, history, strict=True))
            for reading in READINGS:
                if reading.until >= position:
                    assert last_played(reading.reference, kept) == last_played(reading.reference, history)


def test_histories_that_differ_only_in_what_nothing_reads_are_kept_alike() -> None:
    remembered = RememberedMoves(READINGS)
    assert remembered.kept((0, 1, 1, -1, -1), 3) == remembered.kept((1, 0, 1, -1, -1), 3) == (-1, -1, 1, -1, -1)
    assert remembered.kept((0, 1, -1, -1, -1), 3) == (0, 1, -1, -1, -1)
