"""Reputation: an incumbent who may be strong meets one entrant after another (Kreps and Wilson 1982)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from gametheory.core.rationals import Number, to_fraction
from gametheory.core.read_only import read_only
from gametheory.core.tree_builder import TreeBuilder
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.models.market_names import ACQUIESCE, FIGHT, OUT, STRONG, WEAK, entrant_key, infoset_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.models.reputation_equilibrium import ReputationEquilibrium

MOST_MARKETS_OF_A_TREE = 10
"""Each further market makes the tree three times as large; with ten it has 236,195 nodes."""


@dataclass(frozen=True)
class ReputationGame:
    """A chain of markets, one entrant in each, and an incumbent of whom nobody knows whether it is strong.

    Chance makes the incumbent strong or weak. In each market the entrant, who has seen all that happened before, stays
    out or enters, and the incumbent fights an entrant or acquiesces. A market pays

    ===============  ===================  ============  =================
    it ends          entrant              weak          strong
    ===============  ===================  ============  =================
    Out              0                    ``monopoly``  ``monopoly``
    Acquiesce        ``entry``            0             -1
    Fight            ``entry`` - 1        -1            0
    ===============  ===================  ============  =================

    and the incumbent gets the sum over the markets.

    Parameters
    ----------
    num_markets
        At least 1.
    prior
        Probability that the incumbent is strong, between 0 and 1.
    monopoly
        What the incumbent earns where the entrant stays out, above 1.
    entry
        What an entrant earns who is not fought, between 0 and 1.

    Raises
    ------
    InvalidParameterError
        If a number is out of range.

    Notes
    -----
    ``to_game`` gives the tree, whose size triples with every market; ``equilibrium`` solves market by market and needs
    no tree.

    References
    ----------
    kreps1982.

    Examples
    --------
    >>> game = ReputationGame(10, prior="1/10", monopoly=2, entry="1/2")
    >>> game.equilibrium().value
    Fraction(14, 1)
    >>> ReputationGame(2, prior="1/10", monopoly=2, entry="1/2").to_game()
    <ExtensiveFormGame 'Reputation in 2 markets': 35 nodes, 18 ends, Incumbent, Entrant 1, Entrant 2>
    """

    num_markets: int
    prior: Fraction
    monopoly: Fraction
    entry: Fraction

    def __init__(self, num_markets: int, *, prior: Number, monopoly: Number, entry: Number) -> None:
        numbers = {"prior": to_fraction(prior), "monopoly": to_fraction(monopoly), "entry": to_fraction(entry)}
        object.__setattr__(self, "num_markets", num_markets)
        for name, value in numbers.items():
            object.__setattr__(self, name, value)
        if num_markets < 1 or not (0 < self.prior < 1 and self.monopoly > 1 and 0 < self.entry < 1):
            raise InvalidParameterError(
                f"expected at least 1 market, a prior and an entrant's profit between 0 and 1 and a monopoly profit "
                f"above 1, got {num_markets} markets, prior {prior}, entry {entry} and monopoly {monopoly}"
            )

    @property
    def entrant_payoffs(self) -> Mapping[str, Fraction]:
        """What an entrant gets, by how its market ends."""
        return read_only({OUT: Fraction(0), ACQUIESCE: self.entry, FIGHT: self.entry - 1})

    @property
    def incumbent_payoffs(self) -> Mapping[str, Mapping[str, Fraction]]:
        """What the incumbent gets from a market, by type and by how the market ends."""
        nothing, loss = Fraction(0), Fraction(-1)
        strong = {OUT: self.monopoly, ACQUIESCE: loss, FIGHT: nothing}
        weak = {OUT: self.monopoly, ACQUIESCE: nothing, FIGHT: loss}
        return read_only({STRONG: read_only(strong), WEAK: read_only(weak)})

    def equilibrium(self) -> ReputationEquilibrium:
        """Return the sequential equilibrium that Kreps and Wilson describe, by recursion over the markets."""
        from gametheory.models.reputation_equilibrium import ReputationEquilibrium

        return ReputationEquilibrium(self)

    def to_game(self) -> ExtensiveFormGame:
        """Return the tree, with payoffs where each market ends.

        The incumbent's information sets are called ``strong 1``, ``weak 2: Fight`` and so on, the entrants' ``entry
        2: Fight``: the number of the market, and how those before it ended.

        Raises
        ------
        UnsupportedGameError
            If there are more than ``MOST_MARKETS_OF_A_TREE`` markets.
        """
        if self.num_markets > MOST_MARKETS_OF_A_TREE:
            raise UnsupportedGameError(
                f"expected at most {MOST_MARKETS_OF_A_TREE} markets for a tree, got {self.num_markets}; "
                f"equilibrium() solves market by market"
            )
        players = {"incumbent": "Incumbent"} | {
            entrant_key(market): f"Entrant {market}" for market in range(1, self.num_markets + 1)
        }
        builder = TreeBuilder(players)
        roots = builder.chance(0, {STRONG: self.prior, WEAK: 1 - self.prior}, infoset="type")
        for kind, root in zip((STRONG, WEAK), roots, strict=True):
            self._grow(builder, root, kind)
        markets = f"{self.num_markets} market{'s' * (self.num_markets > 1)}"
        return builder.build(title=f"Reputation in {markets}")

    def _grow(self, builder: TreeBuilder, root: int, kind: str) -> None:
        """Build the markets of one type of incumbent."""
        waiting: list[tuple[int, tuple[str, ...]]] = [(root, ())]
        while waiting:
            node, endings = waiting.pop()
            entrant = entrant_key(len(endings) + 1)
            out, entered = builder.move(node, entrant, [OUT, "In"], infoset=infoset_name("entry", endings))
            answers = builder.move(entered, "incumbent", [ACQUIESCE, FIGHT], infoset=infoset_name(kind, endings))
            for ending, after in zip((OUT, ACQUIESCE, FIGHT), (out, *answers), strict=True):
                paid = {"incumbent": self.incumbent_payoffs[kind][ending], entrant: self.entrant_payoffs[ending]}
                builder.payoffs(after, paid)
                if len(endings) + 1 < self.num_markets:
                    waiting.append((after, (*endings, ending)))

    @property
    def default_concept(self) -> str:
        """``sequential``: what is believed of the incumbent matters."""
        return "sequential"

    @property
    def parameter_values(self) -> Mapping[str, Fraction]:
        """The prior and the two profits."""
        return read_only({"prior": self.prior, "monopoly": self.monopoly, "entry": self.entry})

    @property
    def game_arithmetic(self) -> str:
        """``exact``: all numbers are rational."""
        return "exact"
