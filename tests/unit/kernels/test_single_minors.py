"""Single minors are those of the whole table."""

from __future__ import annotations

import random

from gametheory.kernels.bordered_minors import bordered_minors
from gametheory.kernels.single_minors import SingleMinors


def test_single_minors_are_those_of_the_table() -> None:
    draw = random.Random(5)
    payoffs = [[draw.randint(-9, 9) for _ in range(4)] for _ in range(3)]
    single = SingleMinors(payoffs, 1)
    expected = bordered_minors(payoffs, 1)
    keys = list(expected)
    draw.shuffle(keys)
    assert [single.minor(*key) for key in keys] == [expected[key] for key in keys]
