"""All subgame-perfect regimes of a tree of perfect information on a line, by traced backward induction."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from gametheory.core.tree_arrays import TERMINAL
from gametheory.errors import UnsupportedGameError
from gametheory.polynomials import LocalSigns, RealRoot, stretches
from gametheory.solvers.continuations import NO_SUBGAME, ONE, ChanceSubgame, ChoiceSubgame, Exit
from gametheory.solvers.subgame_perfect import selections
from gametheory.studies.line_regimes import PieceRegimes, RegimeChange
from gametheory.studies.traced_number import TracedNumber

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.polynomials import RationalFunction
    from gametheory.solvers.watch import Watch
    from gametheory.studies.parameter_line import Piece, TracedGame
    from gametheory.studies.regimes import Regime, Support

MOST_EQUILIBRIA = 1_000
"""Pure subgame-perfect equilibria that a regime lists."""


class _Solved(NamedTuple):
    """The regime near a value, and information sets whose ties are continua that may matter above them."""

    regime: Regime
    moving_ties: tuple[str, ...]


class TreeLine:
    """Traced backward induction for one tree.

    Parameters
    ----------
    tree
        Gives the shape; its payoffs do not matter.
    watch
        The clock of the run.
    solved_at
        Gives the regime at a rational by the general solver, None where it is not complete. It is asked where a tie
        at one value moves the payoffs of others, so that mixtures matter.

    Raises
    ------
    UnsupportedGameError
        If some information set has several nodes.
    """

    def __init__(self, tree: ExtensiveFormGame, watch: Watch, solved_at: Callable[[Fraction], Regime | None]) -> None:
        self._watch, self._solved_at = watch, solved_at
        self._mixed_at: list[RealRoot] = []
        for number, infoset in enumerate(tree.infosets):
            if not infoset.is_chance and len(tree.infoset_nodes(number)) > 1:
                raise UnsupportedGameError(
                    f"exact thresholds of subgame perfection need perfect information, got the information set "
                    f"{infoset.key!r} with several nodes"
                )

    @property
    def notes(self) -> tuple[str, ...]:
        """Say at which values mixtures exist that the regime does not tell."""
        if not self._mixed_at:
            return ()
        values = ", ".join(str(root) for root in self._mixed_at)
        return (
            f"Pure equilibria only are told at {values}, where a tie moves the payoffs of others, so that there are "
            f"mixed ones too.",
        )

    def on_piece(self, piece: Piece, tick: Callable[[], object]) -> PieceRegimes:
        """Return all regimes on a piece: backward induction goes the same way between roots of what it compared.

        Raises
        ------
        UnsupportedGameError
            If a tie that holds at all values moves the payoffs of others, so that mixtures matter.
        """
        seen: set[Any] = set()

        def solved_near(signs: LocalSigns) -> _Solved:
            solved = self._solved(piece.content, signs)
            seen.update(signs.recorded)
            return solved

        parts = stretches(solved_near, piece.low, piece.high, tick=tick)
        for part in parts:
            if part.content.moving_ties:
                raise UnsupportedGameError(
                    f"exact thresholds of subgame perfection need choices without ties that move others' payoffs, "
                    f"got one at {part.content.moving_ties[0]!r} that holds on a whole interval"
                )
        changes = []
        for before, after in pairwise(parts):
            at = self.at_value(after.low, piece.content, tick)
            if at != before.content.regime or at != after.content.regime:
                changes.append(RegimeChange(after.low, at, after.content.regime))
        return PieceRegimes(parts[0].content.regime, tuple(changes), len(seen), len(parts) - 1)

    def at_value(self, root: RealRoot, traced: TracedGame, tick: Callable[[], object]) -> Regime:
        """Return the regime at one value.

        Where a tie there moves the payoffs of others and the general solver is not complete, or the value is
        irrational, these are the pure equilibria.
        """
        tick()
        solved = self._solved(traced, LocalSigns(root, is_point=True))
        if not solved.moving_ties:
            return solved.regime
        found = None
        if root.value is not None and traced.game.num_players == 2:
            found = self._solved_at(root.value)
        if found is None:
            self._mixed_at.append(root)
        return solved.regime if found is None else found

    def _solved(self, traced: TracedGame, signs: LocalSigns) -> _Solved:
        """Return the regime near the number at which signs are decided."""
        tree = cast("ExtensiveFormGame", traced.game)
        infosets, children = tree.infoset.tolist(), tree.child_lists
        worths = _path_payoffs(tree, traced, signs)
        inner = [node for node in range(tree.num_nodes) if infosets[node] != TERMINAL]
        number_of = {node: number for number, node in enumerate(inner)}
        solved: dict[int, Any] = {}
        moving_ties = []
        for node in reversed(inner):
            self._watch.tick()
            exits = [
                Exit(number_of[child], solved[number_of[child]].counts)
                if child in number_of
                else Exit(NO_SUBGAME, {worths[child]: ONE})
                for child in children[node]
            ]
            owner = tree.infosets[infosets[node]]
            shares = traced.probabilities[infosets[node]]
            if shares is not None:
                probabilities: Any = [TracedNumber(share, signs) for share in shares]
                solved[number_of[node]] = ChanceSubgame(probabilities, exits, self._watch.tick)
                continue
            choice = ChoiceSubgame(owner.player, infosets[node], exits)
            solved[number_of[node]] = choice
            if choice.has_moving_tie and node:
                moving_ties.append(owner.key)
        ways = selections([solved[number] for number in range(len(inner))], self._watch)
        supports = [self._support(tree, chosen) for chosen in islice(ways, MOST_EQUILIBRIA + 1)]
        if len(supports) > MOST_EQUILIBRIA:
            raise UnsupportedGameError(
                f"exact thresholds of subgame perfection list at most {MOST_EQUILIBRIA:,} equilibria at a value, "
                f"got more at {signs.near}"
            )
        return _Solved((tuple(sorted(supports)),), tuple(moving_ties))

    @staticmethod
    def _support(tree: ExtensiveFormGame, ways: Any) -> Support:
        """Return what an equilibrium plays."""
        played = {infoset: strategy for way in ways for infoset, strategy in way.choices}
        return tuple(
            (
                tree.players[infoset.player].key,
                infoset.key,
                tuple(name for name, share in zip(infoset.actions, played[number], strict=True) if share),
            )
            for number, infoset in enumerate(tree.infosets)
            if not infoset.is_chance
        )


def _path_payoffs(tree: ExtensiveFormGame, traced: TracedGame, signs: LocalSigns) -> list[tuple[Any, ...]]:
    """Return what each player has got from the root to each node."""
    sums: list[tuple[RationalFunction, ...]] = []
    parents = tree.parent.tolist()
    for node, own in enumerate(traced.payoffs.T.tolist()):
        before = sums[parents[node]] if node else None
        sums.append(
            tuple(own)
            if before is None
            else tuple(earlier + here if here.numerator else earlier for earlier, here in zip(before, own, strict=True))
        )
    return [tuple(TracedNumber(function, signs) for function in functions) for functions in sums]
