from __future__ import annotations

from fractions import Fraction

import numpy as np

from gametheory.core.tiered_game import Deviation
from gametheory.models.count_polynomials import CountNormalizer
from gametheory.models.formulas.operations import Operation
from gametheory.models.formulas.tape import Tape
from unit.models.tier_files import all_counts, tier_game


def read(weights: dict[str, int], constant: int) -> tuple[str, ...]:
    """Return the counts on which a condition on weighted counts of six sellers with three actions depends."""
    source, target = Tape(["total"]), Tape(["a", "b", "c"])
    registers = tuple(target.parameter(name) for name in "abc")
    total = {((target.parameter(name), 1),): Fraction(weight) for name, weight in weights.items()}
    condition = source.emit(Operation.LESS, source.parameter("total"), source.constant(Fraction(constant)))
    normalizer = CountNormalizer(source, target, {"total": total}, [(registers, 6)])
    return target.parameters_of(normalizer.written(normalizer.polynomial(condition)))


def test_conditions_are_written_with_few_counts() -> None:
    assert read({"a": 2, "b": 2}, 5) == ("c",)
    assert read({"a": 2, "b": 2}, 12) == ("c",)
    assert read({"a": 2, "b": 3}, 5) == ("a", "b")
    assert read({"a": 2}, 5) == ("a",)
    assert read({"a": 1, "b": 1, "c": 1}, 5) == ()


def test_gains_with_conditions_on_the_last_action_are_bounded() -> None:
    formula = '(1 if share(shop, "C") > 1/3 else share(shop, "A")) if shop == "B" else share(shop, "B")'
    game = tier_game({"shop": (6, ["A", "B", "C"])}, {"shop": formula})
    deviations = [Deviation(0, 0, 1), Deviation(0, 2, 1), Deviation(0, 1, 2)]
    bounds = game.payoffs.gain_bounds((None,), deviations)
    for counts in all_counts(game):
        at = np.array([[float(count)] for count in counts[0]])
        found = bounds.enclose(at, at)
        for index, deviation in enumerate(deviations):
            if counts[0][deviation.current]:
                assert found.lower[index, 0] <= game.gain(deviation, counts) <= found.upper[index, 0]
    low, high = np.array([[0.0], [0.0], [3.0]]), np.array([[3.0], [3.0], [6.0]])
    assert bounds.enclose(low, high).lower[0, 0] >= 1 - 3 / 6
    slopes = bounds.slopes(np.array([[0.0], [0.0], [1.0]]), np.array([[5.0], [5.0], [4.0]]))
    assert np.isinf(slopes.upper[0, 2, 0])
    assert np.isfinite(slopes.upper[0, 0, 0])
