"""Nash regimes on a line of games that strict dominance makes small: eliminate near a value, then walk what is left."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from gametheory.analysis.dominance.elimination import eliminate
from gametheory.core.normal_form import NormalFormGame
from gametheory.errors import UnsupportedGameError
from gametheory.polynomials import LocalSigns, RationalFunction, Stretch, stretches
from gametheory.studies.lines.line_regimes import PieceRegimes, RegimeChange, settled
from gametheory.studies.lines.parameter_line import TracedGame
from gametheory.studies.lines.two_player_line import TwoPlayerLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gametheory.analysis.dominance.elimination import Reduction
    from gametheory.polynomials import RealRoot
    from gametheory.studies.lines.line_regimes import AnyRegime
    from gametheory.studies.lines.parameter_line import FunctionArray, Piece
    from gametheory.studies.regimes import Regime

Kept: TypeAlias = "tuple[tuple[int, ...], ...]"
"""For each player the actions that remain."""
NEAR = Fraction(1, 2**40)
"""How near to an irrational value a rational is taken at which dominance is tried out."""
MOST_KNOWN = 4
"""Eliminations that are tried on a new piece before a new one is looked for."""
MOST_DIFFERENCES = 100_000
"""Differences of payoffs that are kept for neighboring pieces."""


class _Step(NamedTuple):
    """An action that a mixture of others was seen to dominate strictly."""

    player: int
    action: int
    dominator: tuple[tuple[int, Fraction], ...]


class ReducedLine:
    """Elimination and walk for one normal form of any number of players, at most two of whom keep a choice.

    Parameters
    ----------
    game
        Gives the names.

    Notes
    -----
    Every equilibrium survives strict elimination. An elimination at a sample holds as long as the differences of
    payoffs that prove it stay positive: their polynomials are recorded.
    """

    def __init__(self, game: NormalFormGame) -> None:
        self._game = game
        self._walks: dict[Kept, TwoPlayerLine] = {}
        self._known: list[tuple[list[list[_Step]], Kept]] = []
        self._differences: dict[tuple[int, int], tuple[RationalFunction, RationalFunction, RationalFunction]] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        """Nothing: every equilibrium is in the regimes."""
        return ()

    def on_piece(self, piece: Piece, tick: Callable[[], object]) -> PieceRegimes:
        """Return all regimes on a piece.

        Raises
        ------
        UnsupportedGameError
            If more than two players keep a choice, or what is left is too large.
        """
        payoffs = piece.content.payoffs

        def kept_near(signs: LocalSigns) -> Kept:
            return self._remaining(payoffs, signs.near.interval[0], signs)

        parts = stretches(kept_near, piece.low, piece.high, tick=tick)
        found: list[PieceRegimes] = []
        changes: list[RegimeChange] = []
        for part in parts:
            inner = self._walk(part.content).on_piece(
                Stretch(part.low, part.high, part.sample, _restricted(piece.content, part.content)), tick
            )
            first = self._lifted(inner.first, part.content)
            if found:
                before = changes[-1].after if changes else self._lifted(found[0].first, parts[0].content)
                at = self.at_value(part.low, piece.content, tick)
                if at != before or at != first:
                    changes.append(RegimeChange(part.low, at, first))
            found.append(inner)
            changes += [
                RegimeChange(
                    change.root, self._lifted(change.at, part.content), self._lifted(change.after, part.content)
                )
                for change in inner.changes
            ]
        return PieceRegimes(
            self._lifted(found[0].first, parts[0].content),
            tuple(changes),
            sum(inner.num_polynomials for inner in found),
            sum(inner.num_candidates for inner in found) + len(parts) - 1,
        )

    def at_value(self, root: RealRoot, traced: TracedGame, tick: Callable[[], object]) -> Regime:
        """Return the regime at one value; errors are those of `on_piece`."""
        near = root.narrowed(NEAR)[0] if root.value is None else root.value
        kept = self._remaining(traced.payoffs, near, LocalSigns(root, is_point=True))
        return self._lifted(self._walk(kept).at_value(root, _restricted(traced, kept), tick), kept)

    def _reduction(self, payoffs: FunctionArray, value: Fraction) -> Reduction:
        """Return what strict elimination leaves at a rational."""
        numbers = np.empty(payoffs.size, dtype=object)
        numbers[:] = [function(value) for function in payoffs.ravel().tolist()]
        game = self._game
        return eliminate(NormalFormGame(numbers.reshape(payoffs.shape), players=game.players, actions=game.actions))

    def _remaining(self, payoffs: FunctionArray, value: Fraction, signs: LocalSigns) -> Kept:
        """Return what strict elimination leaves near the number at which signs are decided.

        An elimination that left this little elsewhere is tried first. A new one is looked for at a rational value.
        """
        for rounds, kept in self._known:
            trial = LocalSigns(signs.near, is_point=signs.is_point)
            if self._replayed(payoffs, rounds, trial, is_whole=True) == kept:
                signs.recorded |= trial.recorded
                return kept
        rounds = _steps(self._reduction(payoffs, value))
        kept = self._replayed(payoffs, rounds, signs) or ()
        self._known = [(rounds, kept), *self._known[: MOST_KNOWN - 1]]
        return kept

    def _replayed(
        self, payoffs: FunctionArray, rounds: Sequence[Sequence[_Step]], signs: LocalSigns, *, is_whole: bool = False
    ) -> Kept | None:
        """Return what remains after those eliminations that hold; None where all are asked for and one does not."""
        kept = [set(range(size)) for size in self._game.num_actions]
        for steps in rounds:
            dominated = []
            for step in steps:
                if all(action in kept[step.player] for action, _ in step.dominator) and all(
                    signs.sign(gain) > 0 for gain in self._gains(payoffs, step, kept)
                ):
                    dominated.append(step)
                elif is_whole:
                    return None
            for step in dominated:
                kept[step.player].discard(step.action)
        return tuple(tuple(sorted(actions)) for actions in kept)

    def _gains(self, payoffs: FunctionArray, step: _Step, kept: Sequence[set[int]]) -> Iterator[RationalFunction]:
        """Yield what the dominating mixture gains over the action, for each profile of the others that remains."""
        others = [sorted(actions) for player, actions in enumerate(kept) if player != step.player]
        table = np.moveaxis(payoffs[step.player], step.player, 0)
        (first, weight), *more = step.dominator
        for profile in product(*others):
            own, best = table[step.action, *profile], table[first, *profile]
            if not more:
                yield self._difference(best, own)
                continue
            gain = best * RationalFunction.constant(weight) - own
            for action, share in more:
                gain = gain + table[action, *profile] * RationalFunction.constant(share)
            yield gain

    def _difference(self, one: RationalFunction, other: RationalFunction) -> RationalFunction:
        """Return one function less another, the same as last time: neighboring pieces share most of their payoffs."""
        known = self._differences.get((id(one), id(other)))
        if known is None:
            if len(self._differences) > MOST_DIFFERENCES:
                self._differences.clear()
            known = self._differences[id(one), id(other)] = one, other, one - other
        return known[2]

    def _walk(self, kept: Kept) -> TwoPlayerLine:
        """Return the walk over what remains."""
        if kept not in self._walks:
            players = _choosing(kept)
            game = self._game
            self._walks[kept] = TwoPlayerLine(
                [game.players[player] for player in players],
                [[game.actions[player][action] for action in kept[player]] for player in players],
            )
        return self._walks[kept]

    def _lifted(self, regime: AnyRegime, kept: Kept) -> Regime:
        """Return a regime of the two players who choose with the actions of all others."""
        first, second = _choosing(kept)
        fixed = [
            (player.key, "", tuple(names[action] for action in actions))
            for player, names, actions in zip(self._game.players, self._game.actions, kept, strict=True)
        ]
        lifted = []
        for component in settled(regime) or ():
            supports = []
            for support in component:
                played = list(fixed)
                played[first], played[second] = support
                supports.append(tuple(played))
            lifted.append(tuple(supports))
        return tuple(lifted)


def _steps(reduction: Reduction) -> list[list[_Step]]:
    """Return the eliminations round by round."""
    return [
        [
            _Step(
                elimination.player,
                elimination.action,
                tuple((action, weight) for action, weight in enumerate(elimination.dominator) if weight),
            )
            for elimination in listed.eliminated
        ]
        for listed in reduction.rounds
    ]


def _choosing(kept: Kept) -> tuple[int, int]:
    """Return the two players who may have a choice left.

    Raises
    ------
    UnsupportedGameError
        If more than two have.
    """
    choosing = [player for player, actions in enumerate(kept) if len(actions) > 1]
    if len(choosing) > 2:
        raise UnsupportedGameError(
            f"exact thresholds need games in which strict dominance leaves at most two players with a choice, "
            f"got {len(choosing)}"
        )
    others = [player for player in range(len(kept)) if player not in choosing]
    first, second = sorted([*choosing, *others][:2])
    return first, second


def _restricted(traced: TracedGame, kept: Kept) -> TracedGame:
    """Return the two players' game of the actions that remain."""
    players = _choosing(kept)
    payoffs = traced.payoffs[np.ix_(players, *kept)]
    shape = (2, *(len(kept[player]) for player in players))
    return TracedGame(traced.game, payoffs.reshape(shape))
