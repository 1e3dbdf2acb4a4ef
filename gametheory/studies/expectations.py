"""Whether a model says what its file expects of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from gametheory.core.rationals import to_fraction
from gametheory.errors import FileMistake, GameTheoryError, InconsistentGameFileError
from gametheory.solvers.solve import solve
from gametheory.studies.outcomes import follows_path, have_one_outcome
from gametheory.tolerances import EXPECTED_FLOAT

if TYPE_CHECKING:
    from gametheory.core.solution import Equilibrium, Solution
    from gametheory.models.definitions import Expectation
    from gametheory.models.model import GameModel

COUNTS = ("num_extreme", "num_components", "num_pure")


@dataclass(frozen=True, slots=True)
class Difference:
    """An expectation that is not met.

    Parameters
    ----------
    expectation
        The row of the file.
    mistake
        What was expected and what came out, with the place in the file.
    """

    expectation: Expectation
    mistake: FileMistake


def check_expectations(model: GameModel) -> tuple[Difference, ...]:
    """Return the expectations of a game file that its game does not meet; empty where all are met.

    Parameters
    ----------
    model
        The game file's model. Each concept is solved once for each set of parameter values that a row names.

    Raises
    ------
    InconsistentGameFileError
        If a row names a player, an action or an information set that the game does not have.
    """
    solutions = _Solutions(model)
    differences = []
    for expectation in model.expect:
        for path, sentence in _check_row(expectation, solutions):
            place = expectation.places.get(path, expectation.places[()])
            differences.append(Difference(expectation, FileMistake(sentence, place.line, place.column)))
    return tuple(differences)


class _Solutions:
    """Solutions by parameter values and concept, each computed once."""

    def __init__(self, model: GameModel) -> None:
        self._model = model
        self._known: dict[tuple[tuple[tuple[str, str], ...], str], Solution] = {}

    def of(self, expectation: Expectation, concept: str | None = None) -> Solution:
        """Return the solution that a row speaks of, or that of another concept at its parameter values."""
        at: Any = expectation.values.get("at", {})
        asked = concept or str(expectation.values.get("concept", self._model.default_concept or "nash"))
        key = (tuple(sorted(at.items())), asked)
        if key not in self._known:
            source = self._model.with_values(**at) if at else self._model
            self._known[key] = solve(source, asked)
        return self._known[key]


Failure: TypeAlias = "tuple[tuple[str | int, ...], str]"
"""Path of the value within the row, and what is wrong."""


def _check_row(expectation: Expectation, solutions: _Solutions) -> list[Failure]:
    """Return what a row expects in vain."""
    try:
        solution = solutions.of(expectation)
        failures = [
            failure
            for key in COUNTS
            if key in expectation.values
            for failure in _check_count(key, expectation, solutions)
        ]
        failures += _check_value(expectation, solution)
        failures += _check_unique_outcome(expectation, solution)
        return failures + _check_equilibria(expectation, solution)
    except KeyError as error:
        place = expectation.places[()]
        raise InconsistentGameFileError([FileMistake(str(error.args[0]), place.line, place.column)]) from error
    except GameTheoryError as error:
        return [((), f"expected an answer, got: {error}")]


def _check_count(key: str, expectation: Expectation, solutions: _Solutions) -> list[Failure]:
    """Compare one of the counts."""
    if key == "num_pure":
        found = solutions.of(expectation, "pure").num_extreme
    else:
        solution = solutions.of(expectation)
        found = solution.num_extreme if key == "num_extreme" else solution.num_components
    expected = int(str(expectation.values[key]))
    shown = "an unknown number" if found is None else found
    return [] if found == expected else [((key,), f"expected {key} {expected}, got {shown}")]


def _check_value(expectation: Expectation, solution: Solution) -> list[Failure]:
    """Compare the value of a constant-sum game: the first player's payoff at every equilibrium."""
    if "value" not in expectation.values:
        return []
    expected = to_fraction(str(expectation.values["value"]))
    found = {equilibrium.payoffs[0] for equilibrium in solution.equilibria}
    if len(found) == 1 and _agree(found.pop(), expected, solution):
        return []
    shown = ", ".join(str(e.payoffs[0]) for e in solution.equilibria[:3]) or "no equilibrium"
    return [(("value",), f"expected value {expected}, got {shown}")]


def _check_unique_outcome(expectation: Expectation, solution: Solution) -> list[Failure]:
    """Check that all equilibria lead to one outcome, along a path where one is given."""
    expected = expectation.values.get("unique_outcome")
    if expected is None or expected == "false":
        return []
    key = ("unique_outcome",)
    if not solution.equilibria or not have_one_outcome(solution):
        return [(key, f"expected one outcome, got several among {len(solution.equilibria)} equilibria")]
    if isinstance(expected, tuple) and not follows_path(solution.game, solution.equilibria[0].profile, expected):
        return [(key, f"expected play along {' > '.join(expected)}, got another outcome")]
    return []


def _check_equilibria(expectation: Expectation, solution: Solution) -> list[Failure]:
    """Check the keys that hold together at one equilibrium, or at every one."""
    keys = [key for key in ("payoffs", "probability", "path") if key in expectation.values]
    if not keys:
        return []
    if not solution.equilibria:
        return [((), "expected an equilibrium, got none")]
    per_equilibrium = [
        [failure for key in keys for failure in _TESTS[key](expectation.values[key], equilibrium, solution)]
        for equilibrium in solution.equilibria
    ]
    if expectation.values.get("equilibrium", "some") == "every":
        return next((failures for failures in per_equilibrium if failures), [])
    return min(per_equilibrium, key=len)


def _test_payoffs(expected: Any, equilibrium: Equilibrium, solution: Solution) -> list[Failure]:
    """Compare payoffs by player."""
    failures: list[Failure] = []
    for player, text in expected.items():
        found = equilibrium.payoffs[solution.game.player_index(player)]
        if not _agree(found, to_fraction(text), solution):
            failures.append((("payoffs", player), f"expected {player} to get {text}, got {found}"))
    return failures


def _test_probability(expected: Any, equilibrium: Equilibrium, solution: Solution) -> list[Failure]:
    """Compare probabilities by player and action, in trees by player, information set and action."""
    return [
        (path, f"expected probability {wanted} at {' > '.join(map(str, path[1:]))}, got {found}")
        for path, wanted, found in _leaves(expected, equilibrium, ("probability",))
        if not _same_probability(wanted, found, solution)
    ]


def _leaves(expected: Any, found: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any, Any]]:
    """Yield (path, expected, found) of every number that a row names; whole information sets where one is null."""
    if not isinstance(expected, Mapping) or found is None:
        yield path, "null" if expected is None else expected, found
        return
    for key, inner in expected.items():
        if isinstance(found, Mapping) and key not in found:
            raise KeyError(f"no {key!r} for {' > '.join(map(str, path[1:]))}; there are {', '.join(found)}")
        yield from _leaves(inner, found[key], (*path, key))


def _same_probability(wanted: Any, found: Any, solution: Solution) -> bool:
    """Whether a probability, or null, is the expected one."""
    if wanted == "null" or found is None:
        return bool(wanted == "null") and found is None
    if isinstance(found, Mapping) or isinstance(wanted, Mapping):
        return False
    return _agree(found, to_fraction(wanted), solution)


def _test_path(expected: Sequence[str], equilibrium: Equilibrium, solution: Solution) -> list[Failure]:
    """Check that play follows a path."""
    if follows_path(solution.game, equilibrium.profile, expected):
        return []
    return [(("path",), f"expected play along {' > '.join(expected)}, got another path")]


def _agree(found: Fraction | float, expected: Fraction, solution: Solution) -> bool:
    """Whether two numbers are equal, up to rounding where the game's own numbers are rounded."""
    if solution.arithmetic == "exact":
        return found == expected
    return abs(float(found) - float(expected)) <= EXPECTED_FLOAT * max(1.0, abs(float(expected)))


_TESTS: dict[str, Callable[[Any, Equilibrium, Solution], list[Failure]]] = {
    "payoffs": _test_payoffs,
    "probability": _test_probability,
    "path": _test_path,
}
