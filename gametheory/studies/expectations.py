"""Whether a model says what its file expects of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from gametheory.analysis.beliefs.supporting_beliefs import supporting_ranges
from gametheory.analysis.structure import is_constant_sum
from gametheory.analysis.trees.beliefs import beliefs
from gametheory.core.assessments import Assessment
from gametheory.core.distributions import Distribution
from gametheory.core.equilibrium import profile_of
from gametheory.core.markov_profile import MarkovProfile
from gametheory.core.node_places import node_names_within
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.rationals import to_fraction
from gametheory.core.solution import Coverage, Limits, Termination
from gametheory.errors import FileMistake, GameTheoryError
from gametheory.solvers.solve import solve
from gametheory.solvers.watch import LimitReachedError
from gametheory.studies.outcomes import follows_path, have_one_outcome
from gametheory.studies.state_paths import follows_states
from gametheory.studies.thresholds.threshold_expectations import threshold_failures
from gametheory.tolerances import EXPECTED_FLOAT

if TYPE_CHECKING:
    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.profiles import Probability
    from gametheory.core.solution import Solution
    from gametheory.models.definitions import Expectation
    from gametheory.models.model import GameModel

Range: TypeAlias = tuple[Fraction, Fraction]
"""The least and the largest belief."""
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


def check_expectations(model: GameModel, *, time_limit: float | None = None) -> tuple[Difference, ...]:
    """Return the expectations of a game file that its game does not meet; empty where all are met.

    Parameters
    ----------
    model
        The game file's model. Each concept is solved once for each set of parameter values that a row names.
    time_limit
        Seconds to solve, for all rows together; None for no limit.

    Raises
    ------
    LimitReachedError
        If time ran out before all rows were checked.

    Notes
    -----
    Names that the game does not have are differences too. Ctrl-C ends the whole check.
    """
    solutions = _Solutions(model, time_limit)
    differences = []
    for expectation in model.expect:
        for path, sentence in _check_row(expectation, solutions):
            place = expectation.places.get(path, expectation.places[()])
            differences.append(Difference(expectation, FileMistake(sentence, place.line, place.column)))
    return tuple(differences)


class _Solutions:
    """Solutions by parameter values and concept, each computed once."""

    def __init__(self, model: GameModel, time_limit: float | None) -> None:
        self._model = model
        self._deadline = None if time_limit is None else time.monotonic() + time_limit
        self._known: dict[tuple[tuple[tuple[str, str], ...], str], Solution] = {}

    def model_of(self, expectation: Expectation) -> GameModel:
        """Return the model at the parameter values of a row."""
        at: Any = expectation.values.get("at", {})
        return self._model.with_values(**at) if at else self._model

    def time_left(self) -> float | None:
        """Return the seconds that are left; None for no limit."""
        return None if self._deadline is None else max(0.0, self._deadline - time.monotonic())

    def of(self, expectation: Expectation, concept: str | None = None) -> Solution:
        """Return the solution that a row speaks of, or that of another concept at its parameter values."""
        at: Any = expectation.values.get("at", {})
        asked = concept or str(expectation.values.get("concept", self._model.default_concept or "nash"))
        key = (tuple(sorted(at.items())), asked)
        if key not in self._known:
            solution = solve(self.model_of(expectation), asked, limits=Limits(time=self.time_left()))
            if solution.termination is Termination.INTERRUPTED:
                raise KeyboardInterrupt
            if solution.termination is Termination.TIME_LIMIT:
                raise LimitReachedError(solution.termination)
            self._known[key] = solution
        return self._known[key]


Failure: TypeAlias = "tuple[tuple[str | int, ...], str]"
"""Path of the value within the row, and what is wrong."""


def _check_row(expectation: Expectation, solutions: _Solutions) -> list[Failure]:
    """Return what a row expects in vain."""
    try:
        failures = threshold_failures(expectation, solutions.model_of(expectation), solutions.time_left())
        if not set(expectation.values) - {"at", "concept", "threshold"}:
            return failures
        solution = solutions.of(expectation)
        failures += [
            failure
            for key in COUNTS
            if key in expectation.values
            for failure in _check_count(key, expectation, solutions)
        ]
        failures += _check_value(expectation, solution)
        failures += _check_unique_outcome(expectation, solution)
        return failures + _check_equilibria(expectation, solution)
    except GameTheoryError as error:
        return [((), f"expected an answer, got none: {error}")]


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
    if solution.game.num_players != 2 or not is_constant_sum(solution.game):
        return [(("value",), "expected a constant-sum game of two players, which alone has a value, got another")]
    expected = to_fraction(str(expectation.values["value"]))
    found = [equilibrium.payoffs[0] for equilibrium in solution.equilibria]
    if found and all(_agree(value, expected, solution) for value in found):
        return []
    shown = ", ".join(map(str, dict.fromkeys(found[:3]))) or "no equilibrium"
    return [(("value",), f"expected value {expected}, got {shown}")]


def _check_unique_outcome(expectation: Expectation, solution: Solution) -> list[Failure]:
    """Check that all equilibria lead to one outcome."""
    if expectation.values.get("unique_outcome", "false") == "false":
        return []
    key = ("unique_outcome",)
    missing = _missing_sentence(solution)
    if missing:
        return [(key, missing)]
    if not solution.equilibria or not have_one_outcome(solution):
        return [(key, f"expected one outcome, got several among {len(solution.equilibria)} equilibria")]
    return []


def _missing_sentence(solution: Solution) -> str:
    """Return why a list does not speak for every equilibrium of its concept; empty where it does.

    A list of all extreme equilibria does: what is the same at all of them is the same at their mixtures.
    """
    listed, total = len(solution.equilibria), solution.num_extreme
    if solution.coverage is Coverage.ALL_PURE and solution.concept != "pure":
        return "expected a complete answer, got only the pure equilibria"
    if not solution.coverage.is_complete:
        return f"expected a complete answer, got a list that is not complete ({solution.coverage})"
    if total is not None and listed < total:
        return f"expected a complete answer, got a list of {listed:,} of {total:,} equilibria"
    return ""


def _check_equilibria(expectation: Expectation, solution: Solution) -> list[Failure]:
    """Check the keys that hold together at one equilibrium, or at every one."""
    keys = [key for key in _TESTS if key in expectation.values]
    if not keys:
        return []
    if not solution.equilibria:
        return [((), "expected an equilibrium, got none")]
    per_equilibrium = [
        [failure for key in keys for failure in _TESTS[key](expectation.values[key], equilibrium, solution)]
        for equilibrium in solution.equilibria
    ]
    if expectation.values.get("equilibrium", "some") == "every":
        missing = _missing_sentence(solution)
        if missing:
            return [(("equilibrium",), missing)]
        return next((failures for failures in per_equilibrium if failures), [])
    return min(per_equilibrium, key=len)


def _test_payoffs(expected: Any, equilibrium: Equilibrium, solution: Solution) -> list[Failure]:
    """Compare payoffs by player."""
    failures: list[Failure] = []
    keys = [player.key for player in solution.game.players]
    for player, text in expected.items():
        if player not in keys:
            failures.append((("payoffs", player), _unknown_sentence(player, keys)))
            continue
        found = equilibrium.payoffs[keys.index(player)]
        if not _agree(found, to_fraction(text), solution):
            failures.append((("payoffs", player), f"expected {player} to get {text}, got {found}"))
    return failures


def _test_probability(expected: Any, equilibrium: Equilibrium, solution: Solution) -> list[Failure]:
    """Compare probabilities by player and action, in trees by player, information set and action."""
    if isinstance(equilibrium.play, Distribution):
        return [(("probability",), "expected probabilities of strategies, got a distribution of recommended actions")]
    found = {player.key: equilibrium[player.key] for player in solution.game.players}
    return list(_probability_failures(expected, found, ("probability",), solution))


def _test_beliefs(expected: Any, equilibrium: Equilibrium, solution: Solution) -> list[Failure]:
    """Compare beliefs by player, information set and node: by Bayes' rule where play comes.

    Elsewhere the beliefs of an assessment may be any that keep it sequential.
    """
    profile = profile_of(equilibrium)
    if not isinstance(profile, BehaviorProfile):
        return [(("beliefs",), "expected beliefs, which only behavior in a tree has, got another kind of answer")]
    tree = profile.game
    held: dict[int, Sequence[Probability | Range]] = dict(beliefs(tree, profile))
    if isinstance(equilibrium.play, Assessment):
        held = {**supporting_ranges(profile), **held}
    found = {
        player.key: {
            tree.infosets[index].key: dict(zip(node_names_within(tree, index), held[index], strict=True))
            for index in tree.player_infosets(place)
            if index in held
        }
        for place, player in enumerate(tree.players)
    }
    failures = list(_probability_failures(expected, found, ("beliefs",), solution))
    return failures or list(_sum_failures(expected, found, solution))


def _sum_failures(expected: Any, found: Any, solution: Solution) -> Iterator[Failure]:
    """Yield the information sets whose given beliefs cannot be held together: all of them sum to 1, some to less."""
    for player, sets in expected.items():
        for infoset, given in sets.items():
            total = sum((to_fraction(text) for text in given.values()), Fraction(0))
            is_whole = len(given) == len(found[player][infoset])
            if _agree(total, Fraction(1), solution) or (total < 1 and not is_whole):
                continue
            what = "1" if is_whole else "at most 1"
            path = ("beliefs", player, infoset)
            yield path, f"expected the beliefs at {player} > {infoset} to sum to {what}, got {total}"


def _probability_failures(
    expected: Any, found: Any, path: tuple[str | int, ...], solution: Solution
) -> Iterator[Failure]:
    """Yield what is wrong with a probability, or with those of an action's, an information set's or a player's."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        for key, inner in expected.items():
            if key in found:
                yield from _probability_failures(inner, found[key], (*path, key), solution)
            else:
                yield (*path, key), _unknown_sentence(key, found)
    elif not _same_probability(expected, found, solution):
        place = " > ".join(map(str, path[1:]))
        yield path, f"expected {_shown(expected)} at {place}, got {_shown(found).removeprefix('probability ')}"


def _same_probability(expected: Any, found: Any, solution: Solution) -> bool:
    """Whether a probability, or null, is the expected one."""
    if expected == "null" or found is None:
        return bool(expected == "null") and found is None
    if isinstance(found, Mapping) or isinstance(expected, Mapping):
        return False
    if isinstance(found, tuple):
        return bool(found[0] <= to_fraction(expected) <= found[1])
    return _agree(found, to_fraction(expected), solution)


def _shown(value: Any) -> str:
    """Return a probability, or several by name, for a sentence."""
    if isinstance(value, Mapping):
        return f"probabilities of {', '.join(value)}"
    if isinstance(value, tuple):
        return f"probability {value[0]} to {value[1]}"
    return "null" if value in (None, "null") else f"probability {value}"


def _unknown_sentence(name: str, known: Iterable[str]) -> str:
    return f"expected one of {', '.join(map(repr, known))}, got {name!r}"


def _test_path(expected: Sequence[str], equilibrium: Equilibrium, solution: Solution) -> list[Failure]:
    """Check that play follows a path."""
    profile = profile_of(equilibrium)
    if profile is not None and follows_path(solution.game, profile, expected):
        return []
    if isinstance(equilibrium.play, MarkovProfile) and follows_states(equilibrium.play, expected):
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
    "beliefs": _test_beliefs,
    "path": _test_path,
}
