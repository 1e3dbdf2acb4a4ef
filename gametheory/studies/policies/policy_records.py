"""What a comparison of policies answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.core.names import enumerate_names, nearest
from gametheory.core.solution import Termination
from gametheory.errors import InvalidParameterError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from gametheory.core.solution import Solution
    from gametheory.models.model import GameModel
    from gametheory.models.policy_definitions import PolicyDefinition

AS_IT_IS = ""
"""Name of the game without any policy."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is compared: a player's payoff, a formula of ``welfare:``, or the sum of all payoffs.

    Parameters
    ----------
    key
        The player's key, the formula's name, or ``all_players``.
    label
        Text for readers.
    kind
        ``player``, ``welfare`` or ``total``.
    """

    key: str
    label: str
    kind: str


@dataclass(frozen=True, eq=False)
class PolicyOutcome:
    """The equilibria under one policy and what they come to.

    Parameters
    ----------
    name
        Of the policy; empty for the game as it is.
    label
        Text for readers.
    model, solution
        The game under the policy and its equilibria.
    values
        For each listed equilibrium the value of each measure.
    selected
        Index of the equilibrium that the rule selects; None where it selects none.
    """

    name: str
    label: str
    model: GameModel
    solution: Solution
    values: tuple[tuple[Fraction, ...], ...]
    selected: int | None

    @property
    def is_complete(self) -> bool:
        """Whether every equilibrium of the kind that was sought is listed, or between those that are."""
        return self.solution.coverage.is_complete and self.solution.termination is not Termination.COUNT_REACHED

    @property
    def chosen(self) -> tuple[Fraction, ...] | None:
        """The values at the selected equilibrium; None where there is none."""
        return None if self.selected is None else self.values[self.selected]

    def interval(self, measure: int) -> tuple[Fraction, Fraction] | None:
        """Return the lowest and the highest value of a measure; None where no equilibrium is listed.

        Where the list is complete these are the ends over the whole set of equilibria: within a maximal Nash subset a
        measure is linear in each player's strategy, so that it is largest and smallest at extreme equilibria.
        """
        found = [row[measure] for row in self.values]
        return (min(found), max(found)) if found else None


@dataclass(frozen=True, eq=False)
class PolicyComparison:
    """Outcomes side by side.

    Parameters
    ----------
    model
        The game as it is, at the values that are used.
    measures
        What is compared: players in the game's order, formulas of ``welfare:``, then the sum of payoffs.
    outcomes
        The game as it is first, then one outcome for each policy.
    select
        Rule that selects one equilibrium of each: ``leading``, ``first``, ``payoff_dominant``, ``risk_dominant`` or the
        key of a player, whose best it is.
    """

    model: GameModel
    measures: tuple[Measure, ...]
    outcomes: tuple[PolicyOutcome, ...]
    select: str

    def __getitem__(self, name: str) -> PolicyOutcome:
        """Return the outcome of a policy; of ``""`` that of the game as it is."""
        for outcome in self.outcomes:
            if outcome.name == name:
                return outcome
        raise KeyError(name)

    def measure(self, key: str) -> int:
        """Return the place of a measure.

        Raises
        ------
        InvalidParameterError
            If there is none of this key.
        """
        return place_of(self.measures, key)

    def difference(self, name: str, key: str) -> tuple[Fraction, Fraction] | None:
        """Return the least and the largest change of a measure that a policy may bring, over all listed equilibria.

        Parameters
        ----------
        name
            Of a policy.
        key
            Of a measure.

        Examples
        --------
        >>> from gametheory import load
        >>> from gametheory.studies.policies.policies import compare
        >>> [str(end) for end in compare(load("price_monitoring")).difference("no_monitoring", "seller")]
        ['24/25', '24/25']
        """
        place = self.measure(key)
        before, after = self.outcomes[0].interval(place), self[name].interval(place)
        if before is None or after is None:
            return None
        return after[0] - before[1], after[1] - before[0]


def place_of(measures: Sequence[Measure], key: str) -> int:
    """Return the place of a measure in a list; for errors see `PolicyComparison.measure`."""
    keys = [measure.key for measure in measures]
    if key not in keys:
        hint = nearest(key, keys)
        raise InvalidParameterError(f"expected what is measured as one of {enumerate_names(keys)}, got {key!r}{hint}")
    return keys.index(key)


def policies_asked(model: GameModel, names: Sequence[str] | None) -> tuple[PolicyDefinition, ...]:
    """Return the policies that are compared, each once: those that are named, or all of the file.

    Raises
    ------
    InvalidParameterError
        If the file has none, or none of a name.
    """
    from gametheory.models.policies import policy_named

    if isinstance(names, str):
        raise InvalidParameterError(f"expected a list of policies, got {names!r}; write [{names!r}]")
    known = model.description.policies
    if names is None and not known:
        raise InvalidParameterError(
            f"expected a game file with 'policies', got {model.title or 'a game'!r} without any; add rules to compare"
        )
    return tuple(policy_named(model, name) for name in dict.fromkeys(known if names is None else names))
