"""Distributions over profiles of actions: what a mediator who recommends actions draws from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.rationals import brief_fraction, to_fraction
from gametheory.core.read_only import read_only
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from gametheory.core.normal_form import NormalFormGame

ActionProfile: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, repr=False)
class Distribution:
    """A probability for each profile of actions of a normal form: actions are recommended together.

    Parameters
    ----------
    game
        The game whose actions are recommended.
    probabilities
        Exact, by profile of action indices; profiles left out have probability 0, and those given with 0 are dropped.
    is_coarse
        Whether players choose between the device and an action before they hear their recommendation (coarse
        correlated equilibrium), not after (correlated equilibrium).

    Raises
    ------
    InvalidProfileError
        If a profile is none of the game, a probability is negative, or they do not sum to 1.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]], actions=[["Swerve", "Straight"]] * 2)
    >>> distribution = Distribution(game, {(0, 0): "1/2", (0, 1): "1/4", (1, 0): "1/4"})
    >>> distribution["Swerve", "Straight"]
    Fraction(1, 4)
    """

    game: NormalFormGame
    probabilities: Mapping[ActionProfile, Fraction]
    is_coarse: bool = False

    def __post_init__(self) -> None:
        positive = {}
        for profile in sorted(self.probabilities):
            probability = to_fraction(self.probabilities[profile])
            if len(profile) != self.game.num_players or not all(
                0 <= action < size for action, size in zip(profile, self.game.num_actions, strict=True)
            ):
                expected = f"expected profiles of {self.game.num_players} actions out of {self.game.num_actions}"
                raise InvalidProfileError(f"{expected}, got {profile}")
            if probability < 0:
                raise InvalidProfileError(
                    f"expected probabilities of at least 0, got {brief_fraction(probability)} for {profile}"
                )
            if probability:
                positive[tuple(profile)] = probability
        total = sum(positive.values())
        if total != 1:
            raise InvalidProfileError(f"expected probabilities that sum to 1, got {brief_fraction(Fraction(total))}")
        object.__setattr__(self, "probabilities", read_only(positive))

    def __getitem__(self, actions: tuple[str, ...]) -> Fraction:
        """Return the probability of a profile of actions, given by their names in the order of the players."""
        if len(actions) != self.game.num_players:
            raise KeyError(f"expected {self.game.num_players} actions, got {len(actions)}")
        profile = tuple(self.game.action_index(player, name) for player, name in enumerate(actions))
        return self.probabilities.get(profile, Fraction(0))

    def __hash__(self) -> int:
        return hash((self.game, tuple(self.probabilities.items()), self.is_coarse))

    @property
    def is_pure(self) -> bool:
        """Whether one profile of actions is certain."""
        return len(self.probabilities) == 1

    def __repr__(self) -> str:
        told = ", ".join(f"{profile}: {brief_fraction(value)}" for profile, value in self.probabilities.items())
        return f"<Distribution {told}>"
