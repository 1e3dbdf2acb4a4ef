"""Assessments: what the players of a tree do, and what they believe wherever they move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gametheory.core.profiles import BehaviorProfile, to_strategy
from gametheory.core.rationals import brief_fraction
from gametheory.core.read_only import read_only
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import Probability, Strategy


@dataclass(frozen=True, repr=False)
class Assessment:
    """A behavior strategy and a system of beliefs for each player of a tree (Kreps and Wilson 1982).

    Parameters
    ----------
    profile
        What is done at every information set.
    beliefs
        One entry for each information set of the game: how likely its nodes are once it is reached, in the order of
        ``game.infoset_nodes``; None where chance moves.

    Raises
    ------
    InvalidProfileError
        If the profile leaves an information set undefined, or the beliefs do not fit the game.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> builder = TreeBuilder(["seller", "buyer"])
    >>> good, bad = builder.move(0, "seller", ["Good", "Bad"], infoset="quality")
    >>> deals = [builder.move(node, "buyer", ["Buy", "Pass"], infoset="unseen") for node in (good, bad)]
    >>> profile = BehaviorProfile(builder.build(), [["1/3", "2/3"], [0, 1]])
    >>> assessment = Assessment(profile, [[1], ["1/3", "2/3"]])
    >>> assessment.belief("buyer", "unseen")
    (Fraction(1, 3), Fraction(2, 3))
    """

    profile: BehaviorProfile
    beliefs: tuple[Strategy | None, ...]

    def __post_init__(self) -> None:
        if not self.profile.is_complete:
            raise InvalidProfileError("expected an assessment to define every information set; some are undefined")
        tree = self.game
        if len(self.beliefs) != len(tree.infosets):
            raise InvalidProfileError(
                f"expected beliefs for each of {len(tree.infosets)} information sets, got {len(self.beliefs)}"
            )
        object.__setattr__(self, "beliefs", tuple(map(self._checked, range(len(tree.infosets)), self.beliefs)))

    def _checked(self, index: int, belief: Sequence[Any] | None) -> Strategy | None:
        """Return the belief at an information set as probabilities."""
        infoset = self.game.infosets[index]
        if infoset.is_chance:
            return None
        if belief is None:
            raise InvalidProfileError(f"expected a belief at information set {infoset.key!r}, got none")
        return to_strategy(belief, len(self.game.infoset_nodes(index)), f"at the nodes of {infoset.key!r}")

    @property
    def game(self) -> ExtensiveFormGame:
        """The tree."""
        return self.profile.game

    @property
    def is_pure(self) -> bool:
        """Whether nobody randomizes."""
        return self.profile.is_pure

    def __getitem__(self, player: str | int) -> Mapping[str, Mapping[str, Probability] | None]:
        """Return a player's probabilities by information set and action."""
        return self.profile[player]

    def belief(self, player: str | int, infoset: str) -> Strategy:
        """Return how likely a player holds the nodes of one of its information sets, once it is reached.

        Raises
        ------
        KeyError
            If the player has no such information set.
        """
        return self.beliefs[self.game.infoset_index(player, infoset)] or ()

    def beliefs_of(self, player: str | int) -> Mapping[str, Strategy]:
        """Return a player's beliefs by information set."""
        index = self.game.player_index(player)
        infosets = self.game.player_infosets(index)
        return read_only({self.game.infosets[place].key: self.beliefs[place] or () for place in infosets})

    def __repr__(self) -> str:
        strategies = repr(self.profile).partition(" ")[2].removesuffix(">")
        told = (", ".join(map(brief_fraction, belief)) for belief in self.beliefs if belief and len(belief) > 1)
        return f"<Assessment {strategies}; believing {' | '.join(told) or 'nothing that is open'}>"
