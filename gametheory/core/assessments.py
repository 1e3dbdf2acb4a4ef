"""Assessments: what the players of a tree do, and what they believe wherever they move."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gametheory.core.certificate import Certificate
from gametheory.core.profiles import BehaviorProfile, to_strategy
from gametheory.core.rationals import brief_fraction
from gametheory.core.read_only import read_by_name
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
        by_key = {self.game.infosets[place].key: self.beliefs[place] or () for place in infosets}
        return read_by_name(by_key, "information set")

    def __repr__(self) -> str:
        strategies = repr(self.profile).partition(" ")[2].removesuffix(">")
        told = (", ".join(map(brief_fraction, belief)) for belief in self.beliefs if belief and len(belief) > 1)
        return f"<Assessment {strategies}; believing {' | '.join(told) or 'nothing that is open'}>"


@dataclass(frozen=True, slots=True)
class PowerProduct:
    """A positive number as a product of powers; it may be irrational.

    Parameters
    ----------
    powers
        Pairs of an integer above 1 and an exponent other than 0; no two of the integers have a common divisor.

    Examples
    --------
    >>> PowerProduct(((2, Fraction(3)), (9, Fraction(-1, 2)))).rational
    Fraction(8, 3)
    >>> str(PowerProduct(((6, Fraction(1, 2)),)))
    '6^(1/2)'
    """

    powers: tuple[tuple[int, Fraction], ...] = ()

    @property
    def rational(self) -> Fraction | None:
        """The number as a fraction; None if it is irrational."""
        value = Fraction(1)
        for base, exponent in self.powers:
            root = _whole_root(base, exponent.denominator)
            if root is None:
                return None
            value *= Fraction(root) ** exponent.numerator
        return value

    def __float__(self) -> float:
        return math.exp(sum(float(exponent) * math.log(base) for base, exponent in self.powers))

    def __str__(self) -> str:
        value = self.rational
        if value is not None:
            return str(value)
        return " ".join(f"{base}^({exponent})" for base, exponent in self.powers)


def _whole_root(number: int, degree: int) -> int | None:
    """Return the root of a positive integer, or None where it is no integer."""
    low, high = 1, 1 << (number.bit_length() // degree + 1)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if middle**degree < number else (low, middle)
    return low if low**degree == number else None


@dataclass(frozen=True, slots=True)
class Tremble:
    """A small probability ``coefficient * epsilon ** rank`` of an action that is not taken.

    Parameters
    ----------
    infoset, action
        The action; at an information set of chance one of probability 0.
    node
        Chance: the node at which it trembles, since its nodes do so apart from each other; None for players.
    rank
        At least 1; of chance larger than the sum of the ranks of players that it is compared with.
    coefficient
        A positive number.
    """

    infoset: int
    action: int
    node: int | None
    rank: int
    coefficient: PowerProduct


@dataclass(frozen=True, slots=True)
class BayesFailure:
    """A belief at an information set on the way of play that is not the one of Bayes' rule.

    Parameters
    ----------
    infoset
        Index of the information set.
    expected
        The belief that Bayes' rule gives.
    """

    infoset: int
    expected: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Odds:
    """The odds of one node of an information set against another one, to some power.

    Parameters
    ----------
    infoset
        Index of the information set.
    node, other
        The odds are the probability of the first node over that of the second.
    times
        The power, at least 1.
    """

    infoset: int
    node: int
    other: int
    times: int


@dataclass(frozen=True, slots=True)
class BeliefConflict:
    """Beliefs that no trembles give together: a product of odds that is one thing by belief and another by trembles.

    Parameters
    ----------
    odds
        The odds whose product is taken.
    believed
        What the beliefs make of the product; 0 where a node that is excluded stands above.
    least
        In every completely mixed profile near enough the product is nearly this or more; where ``is_exact``, it tends
        to this.
    is_exact
        Whether the product does not depend on the trembles at all.
    """

    odds: tuple[Odds, ...]
    believed: Fraction
    least: Fraction
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Consistency:
    """Whether the beliefs of an assessment are limits of Bayes' beliefs in completely mixed profiles, with the proof.

    Parameters
    ----------
    trembles
        If consistent: how often mistakes are made in such profiles; as epsilon falls, they and their beliefs tend to
        the assessment.
    bayes_failures
        Information sets on the way of play whose beliefs break Bayes' rule.
    conflict
        Beliefs elsewhere that contradict each other; None where they do not, and where a failure of Bayes' rule
        settles the matter.
    """

    trembles: tuple[Tremble, ...] = ()
    bayes_failures: tuple[BayesFailure, ...] = ()
    conflict: BeliefConflict | None = None

    @property
    def is_consistent(self) -> bool:
        """Whether the assessment is consistent."""
        return not self.bayes_failures and self.conflict is None


@dataclass(frozen=True, slots=True)
class BeliefReply:
    """What a player gets at one information set, given its belief there.

    Parameters
    ----------
    infoset
        Index of the information set.
    payoff
        Expected payoff if everybody goes on as planned.
    action_payoffs
        The same for each action here, all later choices as planned.
    best_payoff
        The most that the player can get from here on, later choices changed too.
    """

    infoset: int
    payoff: Fraction
    action_payoffs: tuple[Fraction, ...]
    best_payoff: Fraction

    @property
    def regret(self) -> Fraction:
        """Gain of the best deviation from here on, at least 0."""
        return self.best_payoff - self.payoff

    @property
    def regret_at_once(self) -> Fraction:
        """Gain of the best deviation at this information set alone."""
        return max(self.action_payoffs) - self.payoff

    @property
    def best_action(self) -> int:
        """Index of the first action that is best if all later choices are as planned."""
        return self.action_payoffs.index(max(self.action_payoffs))


@dataclass(frozen=True, slots=True)
class AssessmentCertificate(Certificate):
    """The proof that an assessment is a sequential equilibrium, or where and by how much it fails.

    Parameters
    ----------
    belief_replies
        One for each information set of a player, in the order of the game.
    consistency
        Whether the beliefs are consistent, and why or why not.
    """

    belief_replies: tuple[BeliefReply, ...] = ()
    consistency: Consistency = Consistency()

    @property
    def max_regret(self) -> Fraction:
        """Largest gain that any player could make, at the start or at any information set, given its belief there."""
        at_start = (reply.regret for reply in self.replies)
        return max((*at_start, *(reply.regret for reply in self.belief_replies)))

    @property
    def is_rational(self) -> bool:
        """Whether nobody can gain at any information set, given its beliefs: sequential rationality."""
        return self.max_regret == 0

    @property
    def is_sequential(self) -> bool:
        """Whether the assessment is a sequential equilibrium."""
        return self.is_rational and self.consistency.is_consistent

    @property
    def is_perfect_bayesian(self) -> bool:
        """Whether it is a weak perfect Bayesian equilibrium: Bayes' rule only where play comes."""
        return self.is_rational and not self.consistency.bayes_failures

    @property
    def failures(self) -> tuple[BeliefReply, ...]:
        """The information sets where somebody can gain."""
        return tuple(reply for reply in self.belief_replies if reply.regret > 0)
