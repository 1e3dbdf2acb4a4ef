"""All subgame-perfect regimes of a tree of perfect information on a line."""

from __future__ import annotations

from functools import partial
from itertools import product
from math import prod
from typing import TYPE_CHECKING, cast

from gametheory.errors import UnsupportedGameError
from gametheory.studies.lines.line_regimes import LateRegime, PieceRegimes, RegimeChange, named_values
from gametheory.studies.lines.tree_envelopes import TreeEnvelopes, sign_of_function
from gametheory.studies.lines.tree_points import PointInduction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from fractions import Fraction

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.polynomials import RealRoot
    from gametheory.solvers.watch import Watch
    from gametheory.studies.lines.parameter_line import Piece, TracedGame
    from gametheory.studies.lines.tree_envelopes import Actions, ChoiceChange
    from gametheory.studies.lines.tree_points import Choices
    from gametheory.studies.regimes import Regime

MOST_EQUILIBRIA = 1_000
"""Pure subgame-perfect equilibria that a regime lists."""
MOST_LISTED = 100_000
"""Information sets times values up to which regimes are made at once."""
MOST_NODES_AT_ONCE = 40
"""Nodes of trees in which mixtures at ties are looked for at once."""
MOST_NODES = 200
"""Nodes of trees in which mixtures at ties are looked for at all."""


class TreeLine:
    """Backward induction on all values at once for one tree.

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
        self._pure_at: list[RealRoot] = []
        self._perhaps_pure_at: list[RealRoot] = []
        self._last: _Walk | None = None
        for number, infoset in enumerate(tree.infosets):
            if not infoset.is_chance and len(tree.infoset_nodes(number)) > 1:
                raise UnsupportedGameError(
                    f"exact thresholds of subgame perfection need perfect information, got the information set "
                    f"{infoset.key!r} with several nodes"
                )

    @property
    def notes(self) -> tuple[str, ...]:
        """Say at which values mixtures exist that the regime does not tell, or may not."""
        notes = []
        if self._pure_at:
            notes.append(
                f"Pure equilibria only are told at {named_values(self._pure_at)}, where a tie moves the payoffs of "
                f"others, so that there are mixed ones too."
            )
        if self._perhaps_pure_at:
            notes.append(
                f"At {named_values(self._perhaps_pure_at)} a tie moves the payoffs of others: mixed equilibria are "
                f"sought when what is played there is asked for, and pure ones only are told where not all are found."
            )
        return tuple(notes)

    def on_piece(self, piece: Piece, tick: Callable[[], object]) -> PieceRegimes:
        """Return all regimes on a piece: between the values at which some choice changes nothing does.

        Raises
        ------
        UnsupportedGameError
            If a tie that holds at all values moves the payoffs of others, so that mixtures matter, or if there are
            more than ``MOST_EQUILIBRIA`` equilibria somewhere.
        """
        traced = piece.content
        envelopes = TreeEnvelopes(traced, piece.low, piece.high, tick)
        groups = envelopes.groups()
        is_short = len(groups) * len(envelopes.first) <= MOST_LISTED
        walk = self._last = _Walk(traced, envelopes, groups)
        self._check_number(walk.num_equilibria, piece.low)
        changes = []
        for number, group in enumerate(groups):
            tick()
            root = group[0].root
            fixed, induction = walk.at_change(number, self._watch)
            self._check_number(prod(map(len, fixed.values())) * induction.num_equilibria, root)
            at: Callable[[], Regime] = partial(walk.regime_at, number, fixed, induction)
            is_late = not is_short
            if induction.moving_ties:
                is_late |= len(envelopes.parts) > MOST_NODES_AT_ONCE
                at = self._with_mixtures(root, traced, at, is_late=is_late)
            walk.take_over(group)
            self._check_number(walk.num_equilibria, root)
            after = partial(walk.regime, number + 1)
            changes.append(
                RegimeChange(root, LateRegime(at) if is_late else at(), after() if is_short else LateRegime(after))
            )
        first = partial(walk.regime, 0)
        return PieceRegimes(
            first() if is_short else LateRegime(first), tuple(changes), envelopes.num_polynomials, len(groups)
        )

    def at_value(self, root: RealRoot, traced: TracedGame, tick: Callable[[], object]) -> Regime:
        """Return the regime at one value.

        Where a tie there moves the payoffs of others and the general solver is not complete, or the value is
        irrational, these are the pure equilibria.
        """
        tick()
        walk = self._last
        number = None if walk is None else walk.end_at(root, traced)
        if walk is not None and number is not None:
            fixed, induction = walk.at_end(root, number, self._watch)
            self._check_number(prod(map(len, fixed.values())) * induction.num_equilibria, root)
            pure: Callable[[], Regime] = partial(walk.regime_at, number, fixed, induction)
        else:
            induction = PointInduction(traced, root, watch=self._watch)
            self._check_number(induction.num_equilibria, root)
            tree = cast("ExtensiveFormGame", traced.game)
            pure = partial(_regime, tree, induction.equilibria(MOST_EQUILIBRIA))
        return self._with_mixtures(root, traced, pure, is_late=False)() if induction.moving_ties else pure()

    def _with_mixtures(
        self, root: RealRoot, traced: TracedGame, pure: Callable[[], Regime], *, is_late: bool
    ) -> Callable[[], Regime]:
        """Return what makes the regime at a value where a tie moves the payoffs of others; note what it may leave out.

        Parameters
        ----------
        root, traced
            The value and the tree.
        pure
            Makes the regime of the pure equilibria.
        is_late
            Whether the general solver is asked only when the regime is.
        """
        value, tree = root.value, cast("ExtensiveFormGame", traced.game)
        if value is None or tree.num_players != 2 or tree.num_nodes > MOST_NODES:
            self._pure_at.append(root)
            return pure
        if is_late:
            self._perhaps_pure_at.append(root)
            return lambda: self._solved_at(value) or pure()
        found = self._solved_at(value)
        if found is None:
            self._pure_at.append(root)
            return pure
        return lambda: found

    @staticmethod
    def _check_number(num_equilibria: int, root: RealRoot) -> None:
        """Raise UnsupportedGameError if there are too many equilibria to list."""
        if num_equilibria > MOST_EQUILIBRIA:
            raise UnsupportedGameError(
                f"exact thresholds of subgame perfection list at most {MOST_EQUILIBRIA:,} equilibria at a value, "
                f"got {num_equilibria:,} at {root}"
            )


class _Walk:
    """Goes over the values at which choices change, and makes the regimes between them and there."""

    def __init__(self, traced: TracedGame, envelopes: TreeEnvelopes, groups: list[list[ChoiceChange]]) -> None:
        self._traced, self._tree = traced, cast("ExtensiveFormGame", traced.game)
        self._envelopes, self._groups = envelopes, groups
        self._infosets: list[int] = self._tree.infoset.tolist()
        self._parents: list[int] = self._tree.parent.tolist()
        self._current = dict(envelopes.first)
        self._several = {node for node, actions in self._current.items() if len(actions) > 1}
        self._made: tuple[int, dict[int, Actions]] = 0, dict(envelopes.first)
        self.num_equilibria = prod(map(len, self._current.values()))

    def take_over(self, group: list[ChoiceChange]) -> None:
        """Go to the next interval."""
        for change in group:
            self.num_equilibria = self.num_equilibria // len(self._current[change.node]) * len(change.after)
            self._current[change.node] = change.after
            (self._several.add if len(change.after) > 1 else self._several.discard)(change.node)

    def at_change(self, number: int, watch: Watch) -> tuple[dict[int, Actions], PointInduction]:
        """Return what is played at a value: choices that stand alone, and the induction above ties that move others."""
        group = self._groups[number]
        return self._induced((group[0].root, number), group, self._current, watch)

    def end_at(self, root: RealRoot, traced: TracedGame) -> int | None:
        """Return the number of changes before an end of the piece that was walked; None where this is none."""
        if traced is not self._traced:
            return None
        low, high = self._envelopes.ends
        return 0 if root is low else len(self._groups) if root is high else None

    def at_end(self, root: RealRoot, number: int, watch: Watch) -> tuple[dict[int, Actions], PointInduction]:
        """Return what is played at an end of the piece, so many changes after its beginning."""
        current = self._choices(number)
        return self._induced((root, number), self._envelopes.ties_at_end(root, number, current), current, watch)

    def _induced(
        self, place: tuple[RealRoot, int], group: list[ChoiceChange], current: Mapping[int, Actions], watch: Watch
    ) -> tuple[dict[int, Actions], PointInduction]:
        """Return the choices at a value that stand alone, and the induction above ties that move others.

        The value comes with the number of groups of changes below it.
        """
        root, number = place
        concerned: set[int] = set()
        for change in group:
            node = change.node if change.is_moving and self._matters_above(change, place, group, current) else -1
            while node >= 0 and node not in concerned:
                concerned.add(node)
                node = self._parents[node]
        induction = PointInduction(
            self._traced, root, sorted(concerned), worths_of=partial(self._envelopes.worths_before, number), watch=watch
        )
        several = self._several if current is self._current else {node for node in current if len(current[node]) > 1}
        fixed = {node: current[node] for node in several if node not in concerned}
        fixed |= {change.node: change.at for change in group if change.node not in concerned}
        return fixed, induction

    def _matters_above(
        self,
        change: ChoiceChange,
        place: tuple[RealRoot, int],
        group: list[ChoiceChange],
        current: Mapping[int, Actions],
    ) -> bool:
        """Whether the mover before a tie that moves payoffs may go there; not where another action pays it more."""
        root, number = place
        above = self._parents[change.node]
        if len(group) > 1 or above not in current:
            return True
        children = self._tree.child_lists[above]
        if children.index(change.node) in current[above]:
            return True
        player = self._tree.infosets[self._infosets[above]].player
        best = self._envelopes.worths_before(number, children[current[above][0]])[player]
        ends = self._tree.child_lists[change.node]
        tied = [self._envelopes.worths_before(number, ends[action])[player] for action in change.at]
        return any(sign_of_function(worth - best, root) >= 0 for worth in tied)

    def regime(self, number: int) -> Regime:
        """Return the regime after so many changes."""
        return _regime(self._tree, self._profiles(self._choices(number)))

    def regime_at(self, number: int, fixed: Mapping[int, Actions], induction: PointInduction) -> Regime:
        """Return the regime at a change: the choices before it, but for those that stand alone or were induced."""
        choices = {**self._choices(number), **fixed}
        return _regime(
            self._tree,
            (
                profile
                for induced in induction.equilibria(MOST_EQUILIBRIA)
                for profile in self._profiles(choices, induced)
            ),
        )

    def _choices(self, number: int) -> dict[int, Actions]:
        """Return the best actions after so many changes."""
        known, choices = self._made
        if known > number:
            known, choices = 0, dict(self._envelopes.first)
        for group in self._groups[known:number]:
            choices.update((change.node, change.after) for change in group)
        self._made = number, choices
        return choices

    def _profiles(self, choices: Mapping[int, Actions], induced: Choices | None = None) -> Iterator[Choices]:
        """Yield the combinations of best actions, by information set, of which some are given."""
        by_infoset = {self._infosets[node]: actions for node, actions in choices.items()}
        by_infoset |= {infoset: (action,) for infoset, action in (induced or {}).items()}
        for actions in product(*by_infoset.values()):
            yield dict(zip(by_infoset, actions, strict=True))


def _regime(tree: ExtensiveFormGame, profiles: Iterable[Choices]) -> Regime:
    """Return the regime of pure equilibria, which hang together."""
    names = [
        (number, tree.players[infoset.player].key, infoset.key, [(name,) for name in infoset.actions])
        for number, infoset in enumerate(tree.infosets)
        if not infoset.is_chance
    ]
    return (
        tuple(
            sorted(
                tuple((player, key, actions[choices[number]]) for number, player, key, actions in names)
                for choices in profiles
            )
        ),
    )
