"""The sequential equilibrium of a chain of markets, by recursion over the markets that are left and the belief."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.analysis.beliefs.public_beliefs import Situation
from gametheory.analysis.trees.beliefs import justifying_beliefs
from gametheory.core.assessments import Assessment
from gametheory.core.profiles import BehaviorProfile
from gametheory.core.rationals import brief_fraction, to_fraction
from gametheory.errors import InvalidParameterError
from gametheory.models.market_names import ACQUIESCE, FIGHT, OUT, STRONG, WEAK, infoset_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.rationals import Number
    from gametheory.models.reputation import ReputationGame

_NONE, _SURE = Fraction(0), Fraction(1)
INFORMED = 0
"""The incumbent in ``situations``; entrant number m is player m."""


@dataclass(frozen=True, slots=True)
class MarketPlay:
    """What is done in one market at one belief.

    Parameters
    ----------
    markets_left
        This market and those after it.
    belief
        Probability that the incumbent is strong.
    entry
        Probability that the entrant enters.
    fight
        Probability that a weak incumbent fights it.
    belief_after_fight
        Probability that the incumbent is strong, once it has fought here; after acquiescence it is 0.
    value
        What a weak incumbent expects from here on, before the entrant decides.
    """

    markets_left: int
    belief: Fraction
    entry: Fraction
    fight: Fraction
    belief_after_fight: Fraction
    value: Fraction


@dataclass(frozen=True, slots=True)
class _Market:
    """What holds in the market with so many left, for all beliefs.

    ``values`` are the steps of a weak incumbent's expected payoff: pairs of a belief and the payoff above it, belief
    after belief; up to the first one the payoff is 0, and at a step it may be anything between.
    """

    cutoff: Fraction
    fear: Fraction | None
    values: tuple[tuple[Fraction, Fraction], ...]

    def limits(self, belief: Fraction) -> tuple[Fraction, Fraction]:
        """Return the least and the largest payoff that a weak incumbent can expect at a belief."""
        below = [payoff for start, payoff in self.values if start < belief]
        upto = [payoff for start, payoff in self.values if start <= belief]
        return (below[-1] if below else _NONE), (upto[-1] if upto else _NONE)


@dataclass(frozen=True)
class ReputationEquilibrium:
    """What Kreps and Wilson's equilibrium does in every market and at every belief.

    Markets are solved from the last one back. In each of them a weak incumbent, if it randomizes, makes the next
    entrant believe what leaves it indifferent; the entrant compares how likely it is to be fought with what makes it
    indifferent; and an indifferent entrant randomizes so that the fight before was worth just its cost. Both
    indifferences are solved by ``justifying_beliefs`` of ``analysis``, in exact rationals.

    Parameters
    ----------
    game
        The chain of markets.

    Notes
    -----
    After a fight that was not to be expected the belief stays as it was; who acquiesces is held to be weak. At the
    belief at which the very first entrant is indifferent it behaves as a later one would.

    References
    ----------
    kreps1982.

    Examples
    --------
    >>> from gametheory.models import ReputationGame
    >>> equilibrium = ReputationGame(10, prior="1/10", monopoly=2, entry="1/2").equilibrium()
    >>> play = equilibrium.at(3, "1/10")
    >>> [str(number) for number in (play.entry, play.fight, play.belief_after_fight, play.value)]
    ['1', '1/3', '1/4', '0']
    >>> equilibrium.num_markets_to_deter("1/1000")
    10
    """

    game: ReputationGame
    _markets: list[_Market] = field(default_factory=list, repr=False, compare=False)

    @property
    def value(self) -> Fraction:
        """What a weak incumbent expects before the first market."""
        return self.at(self.game.num_markets, self.game.prior).value

    def cutoff(self, markets_left: int) -> Fraction:
        """Return the belief at which the entrant is indifferent, with so many markets left.

        Raises
        ------
        InvalidParameterError
            If no market is left.
        """
        return self._market(markets_left).cutoff

    def num_markets_to_deter(self, belief: Number) -> int:
        """Return with how many markets left, or more, an entrant stays out for certain.

        Raises
        ------
        InvalidParameterError
            If the belief is not above 0.
        """
        held = _checked_belief(belief)
        if not held:
            raise InvalidParameterError("expected a belief above 0, got 0; who is known to be weak deters nobody")
        markets_left = 1
        while held <= self.cutoff(markets_left):
            markets_left += 1
        return markets_left

    def at(self, markets_left: int, belief: Number) -> MarketPlay:
        """Return what is done with so many markets left at a belief.

        Raises
        ------
        InvalidParameterError
            If no market is left, or the belief is no probability.
        """
        held = _checked_belief(belief)
        market = self._market(markets_left)
        fight, believed = _fight(market.fear, held)
        if held == market.cutoff:
            entry, value = self._entry_when_indifferent(markets_left)
        else:
            entry = _SURE if held < market.cutoff else _NONE
            value = market.limits(held)[0]
        return MarketPlay(markets_left, held, entry, fight, believed, value)

    def fought_play(self) -> tuple[MarketPlay, ...]:
        """Return the markets one after another where the incumbent fights whoever enters."""
        belief, found = self.game.prior, []
        for markets_left in range(self.game.num_markets, 0, -1):
            play = self.at(markets_left, belief)
            found.append(play)
            belief = play.belief_after_fight if play.entry else belief
        return tuple(found)

    def assessment(self) -> Assessment:
        """Return behavior and beliefs at every information set of the tree.

        Raises
        ------
        UnsupportedGameError
            If there are too many markets for a tree.
        """
        tree = self.game.to_game()
        places = {infoset.key: index for index, infoset in enumerate(tree.infosets)}
        num_markets = self.game.num_markets
        strategies: list[tuple[Fraction, ...] | None] = [None] * len(tree.infosets)
        beliefs: list[tuple[Fraction, ...] | None] = [None] * len(tree.infosets)
        waiting: list[tuple[tuple[str, ...], Fraction]] = [((), self.game.prior)]
        while waiting:
            endings, belief = waiting.pop()
            play = self.at(num_markets - len(endings), belief)
            entry = places[infoset_name("entry", endings)]
            strategies[entry] = (1 - play.entry, play.entry)
            beliefs[entry] = (belief, 1 - belief)
            for kind, fight in ((STRONG, _SURE), (WEAK, play.fight)):
                answer = places[infoset_name(kind, endings)]
                strategies[answer], beliefs[answer] = (1 - fight, fight), (_SURE,)
            if play.markets_left > 1:
                waiting += [((*endings, ending), after) for ending, after in _beliefs_after(play).items()]
        return Assessment(BehaviorProfile(tree, tuple(strategies)), tuple(beliefs))

    def situations(self) -> tuple[Situation, ...]:
        """Return every situation that can come up, for ``analysis.judge_situations``: two for each market and belief.

        Every information set of the tree is in one of them: histories after which the same is believed with as many
        markets left belong together.
        """
        layers = self._layers()
        places: dict[tuple[int, Fraction], int] = {}
        for layer in layers:
            for play in layer:
                places[play.markets_left, play.belief] = 2 * len(places)
        found: list[Situation] = []
        for play in (play for layer in layers for play in layer):
            after = {
                ending: places.get((play.markets_left - 1, belief)) for ending, belief in _beliefs_after(play).items()
            }
            found += self._two_situations(play, after, len(found) + 1)
        return tuple(found)

    def _layers(self) -> list[list[MarketPlay]]:
        """Return what is done at all beliefs that can come up, market after market."""
        layers: list[list[MarketPlay]] = []
        beliefs = {self.game.prior}
        for markets_left in range(self.game.num_markets, 0, -1):
            layers.append([self.at(markets_left, belief) for belief in sorted(beliefs)])
            beliefs = {belief for play in layers[-1] for belief in _beliefs_after(play).values()}
        return layers

    def _two_situations(self, play: MarketPlay, after: dict[str, int | None], answer: int) -> tuple[Situation, ...]:
        """Return entry and its answer in one market, of which the answer has the given index."""
        entrant = self.game.num_markets - play.markets_left + 1
        pays = {
            ending: tuple(
                {INFORMED: self.game.incumbent_payoffs[kind][ending], entrant: self.game.entrant_payoffs[ending]}
                for kind in (STRONG, WEAK)
            )
            for ending in (OUT, ACQUIESCE, FIGHT)
        }
        belief = (play.belief, 1 - play.belief)
        told = f"with {play.markets_left} left, belief {brief_fraction(play.belief)}"
        return (
            Situation(
                label=f"entry {told}",
                player=entrant,
                belief=belief,
                actions=(OUT, "In"),
                strategies=((1 - play.entry, play.entry),),
                payoffs=(pays[OUT], ({}, {})),
                following=(after[OUT], answer),
            ),
            Situation(
                label=f"answer {told}",
                player=INFORMED,
                belief=belief,
                actions=(ACQUIESCE, FIGHT),
                strategies=((_NONE, _SURE), (1 - play.fight, play.fight)),
                payoffs=(pays[ACQUIESCE], pays[FIGHT]),
                following=(after[ACQUIESCE], after[FIGHT]),
            ),
        )

    def _market(self, markets_left: int) -> _Market:
        """Return the market with so many left, solving those after it first."""
        if markets_left < 1:
            raise InvalidParameterError(f"expected at least 1 market left, got {markets_left}")
        while len(self._markets) < markets_left:
            self._markets.append(self._solved(self._markets[-1] if self._markets else None))
        return self._markets[markets_left - 1]

    def _solved(self, later: _Market | None) -> _Market:
        """Return the market before another one, or the last one."""
        cost = self._cost_of_fighting
        steps = () if later is None else later.values
        fear = next((belief for belief, payoff in steps if payoff >= cost), None)
        # up to the belief at which he fights for certain, the chance of a fight grows in proportion to the belief
        cutoff = self._tolerated_risk * (_SURE if fear is None else fear)
        gain = self.game.monopoly
        above = gain + (later.limits(cutoff)[1] if later else _NONE)
        higher = tuple((belief, gain + payoff) for belief, payoff in steps if belief > cutoff)
        return _Market(cutoff, fear, ((cutoff, above), *higher))

    @property
    def _cost_of_fighting(self) -> Fraction:
        """What a weak incumbent gives up by a fight."""
        weak = self.game.incumbent_payoffs[WEAK]
        return weak[ACQUIESCE] - weak[FIGHT]

    @property
    def _tolerated_risk(self) -> Fraction:
        """The probability of a fight at which an entrant is indifferent."""
        pays = self.game.entrant_payoffs
        return _indifference([[pays[OUT], pays[FIGHT]], [pays[OUT], pays[ACQUIESCE]]])

    def _entry_when_indifferent(self, markets_left: int) -> tuple[Fraction, Fraction]:
        """Return how likely entry is at the cut-off, so that the fight before it was worth its cost, and the value."""
        cost = self._cost_of_fighting
        market = self._market(markets_left)
        low, high = market.limits(market.cutoff)
        staying_out = _indifference([[cost, high], [cost, low]])
        return 1 - staying_out, cost


def _indifference(payoffs: Sequence[Sequence[Fraction]]) -> Fraction:
    """Return the probability of the first of two cases at which two actions are worth the same."""
    ends = justifying_beliefs(payoffs, [0, 1])
    if ends is None:
        raise InvalidParameterError("expected payoffs at which one can be indifferent; one action is always better")
    return ends[0]


def _fight(fear: Fraction | None, belief: Fraction) -> tuple[Fraction, Fraction]:
    """Return the probability that a weak incumbent fights, and the belief after a fight, by Bayes' rule.

    ``fear`` is the belief after a fight that leaves a weak incumbent indifferent; None where no belief does.
    """
    if fear is None:
        return _NONE, (_SURE if belief else _NONE)
    if belief >= fear:
        return _SURE, belief
    if not belief:
        return _NONE, _NONE
    # belief / (belief + (1 - belief) * fight) == fear
    return (belief / fear - belief) / (1 - belief), fear


def _beliefs_after(play: MarketPlay) -> dict[str, Fraction]:
    """Return what is believed after each ending of a market."""
    return {OUT: play.belief, ACQUIESCE: _NONE, FIGHT: play.belief_after_fight}


def _checked_belief(belief: Number) -> Fraction:
    """Return a belief as a fraction, refused unless it is a probability."""
    held = to_fraction(belief)
    if not 0 <= held <= 1:
        raise InvalidParameterError(f"expected a probability that the incumbent is strong, got {belief}")
    return held
