"""Backward induction in a tree of perfect information on an interval, node by node: what each is worth where."""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from gametheory.core.tree_arrays import TERMINAL
from gametheory.errors import UnsupportedGameError
from gametheory.polynomials import RealRoot, between, sign_chart
from gametheory.polynomials.isolation import UnitInterval

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.polynomials import RationalFunction
    from gametheory.studies.lines.parameter_line import TracedGame

Worths: TypeAlias = "tuple[RationalFunction, ...]"
"""What each player gets, as functions of the parameter."""
Actions: TypeAlias = tuple[int, ...]
"""Actions that are best, in increasing order."""


class Part(NamedTuple):
    """An interval on which a subgame's worths are functions of the parameter."""

    low: RealRoot
    high: RealRoot
    worths: Worths


class ChoiceChange(NamedTuple):
    """A value at which other actions are best at a node.

    Parameters
    ----------
    root
        The value.
    node
        Where the choice is.
    at, after
        The best actions there and next above; where a tie below moves payoffs at the same value, ``at`` does not count.
    is_moving
        Whether the actions that tie at the value pay other players differently.
    """

    root: RealRoot
    node: int
    at: Actions
    after: Actions
    is_moving: bool


class _Segment(NamedTuple):
    """A part with the actions that are best, and whether they pay other players differently."""

    part: Part
    best: Actions
    is_moving: bool


class TreeEnvelopes:
    """The worths of all subgames on an open interval, and the choices that make them.

    Parameters
    ----------
    traced
        A tree of perfect information whose numbers are functions on the interval.
    low, high
        Ends of the interval.
    tick
        Called between steps.

    Attributes
    ----------
    parts
        For each node, in increasing order, without gaps.
    first
        For each node with a choice the best actions at the beginning.
    changes
        Of choices, in no order.
    ends
        Of the interval.
    num_polynomials
        Differences of payoffs that vary and were compared.

    Raises
    ------
    UnsupportedGameError
        If a tie that holds at all values moves the payoffs of others, so that mixtures matter.
    """

    def __init__(self, traced: TracedGame, low: RealRoot, high: RealRoot, tick: Callable[[], object]) -> None:
        self._tree = tree = cast("ExtensiveFormGame", traced.game)
        self.ends = low, high
        self._whole = UnitInterval(low.interval[0], high.interval[1])
        self.first: dict[int, Actions] = {}
        self.changes: list[ChoiceChange] = []
        self.num_polynomials = 0
        self._numbers: dict[int, int] = {}
        self._roots_in_order: list[RealRoot] = []
        paths = path_payoffs(tree, traced)
        self.parts: list[list[Part]] = [[] for _ in range(tree.num_nodes)]
        infosets, children = tree.infoset.tolist(), tree.child_lists
        for node in range(tree.num_nodes - 1, -1, -1):
            tick()
            infoset = infosets[node]
            if infoset == TERMINAL:
                self.parts[node] = [Part(low, high, paths[node])]
                continue
            strips = _overlay([self.parts[child] for child in children[node]])
            shares = traced.probabilities[infoset]
            if shares is None:
                self.parts[node] = self._chosen(node, tree.infosets[infoset].player, strips)
            else:
                self.parts[node] = [Part(start, end, _expected(shares, worths)) for start, end, worths in strips]

    def _chosen(self, node: int, player: int, strips: list[_Strip]) -> list[Part]:
        """Note the choices at a node; return its parts."""
        segments: list[_Segment] = []
        roots: list[list[RealRoot]] = []
        for strip in strips:
            found: list[RealRoot] = []
            segments += self._upper_envelope(strip, player, found)
            roots.append(found)
        if node and any(segment.is_moving for segment in segments):
            key = self._tree.infosets[int(self._tree.infoset[node])].key
            raise UnsupportedGameError(
                f"exact thresholds of subgame perfection need choices without ties that move others' payoffs, "
                f"got one at {key!r} that holds on a whole interval"
            )
        self.first[node] = segments[0].best
        if len(segments) > 1 or any(roots):
            self._note_changes(node, player, segments, _borders(strips, roots))
        return _joined([segment.part for segment in segments])

    def _upper_envelope(self, strip: _Strip, player: int, found: list[RealRoot]) -> list[_Segment]:
        """Return the segments of a strip by best action; roots of the differences that were compared go to `found`."""
        low, high, worths = strip
        segments = [_Segment(Part(low, high, worths[0]), (0,), False)]
        for action, rival in enumerate(worths[1:], 1):
            following: list[_Segment] = []
            for segment in segments:
                start, end, best = segment.part
                difference = rival[player] - best[player]
                if not difference.numerator:
                    is_moving = segment.is_moving or rival != best
                    following.append(_Segment(segment.part, (*segment.best, action), is_moving))
                    continue
                sign = self._whole.sign_inside(difference.sign_polynomial)
                self.num_polynomials += not difference.is_constant
                if sign:
                    following.append(
                        _Segment(segment.part._replace(worths=rival), (action,), False) if sign > 0 else segment
                    )
                    continue
                roots = self._roots(difference, start, end)
                found += roots
                for bottom, top in pairwise((start, *roots, end)):
                    if _sign_inside(difference, bottom, top) > 0:
                        following.append(_Segment(Part(bottom, top, rival), (action,), False))
                    else:
                        following.append(_Segment(Part(bottom, top, best), segment.best, segment.is_moving))
            segments = following
        return segments

    def _roots(self, difference: RationalFunction, low: RealRoot, high: RealRoot) -> list[RealRoot]:
        """Return where a difference is 0 inside an interval, in increasing order."""
        polynomial = difference.sign_polynomial
        if polynomial.degree > 1:
            return list(sign_chart([polynomial], low, high).roots)
        root = -polynomial.constant / polynomial.leading
        return [RealRoot.rational(root)] if low < root and high > root else []

    def _note_changes(
        self, node: int, player: int, segments: Sequence[_Segment], borders: list[tuple[RealRoot, list[Worths]]]
    ) -> None:
        """Note at which values other actions are best than on one of both sides."""
        place = 0
        for root, worths in borders:
            while place + 1 < len(segments) and segments[place].part.high < root:
                place += 1
            left = segments[place]
            right = segments[place + 1] if left.part.high == root else left
            top = left.part.worths
            at = tuple(
                action
                for action, rival in enumerate(worths)
                if rival is top or action in left.best or not sign_of_function(rival[player] - top[player], root)
            )
            if at != left.best or right.best != left.best:
                is_moving = node > 0 and _moves_others(worths, at, root)
                self.changes.append(ChoiceChange(root, node, at, right.best, is_moving))

    def groups(self) -> list[list[ChoiceChange]]:
        """Return the changes by value, in increasing order."""
        groups: list[list[ChoiceChange]] = []
        for change in sorted(self.changes, key=attrgetter("root")):
            if groups and groups[-1][0].root == change.root:
                groups[-1].append(change)
            else:
                groups.append([change])
        self._numbers = {id(change.root): number for number, group in enumerate(groups) for change in group}
        self._roots_in_order = [group[0].root for group in groups]
        return groups

    def worths_before(self, number: int, node: int) -> Worths:
        """Return what a node is worth next below a group of changes; above all of them for their number."""
        parts = self.parts[node]
        place = bisect_left(parts, number, key=self._number_of_end) if len(parts) > 1 else 0
        return parts[place].worths

    def _number_of_end(self, part: Part) -> int:
        """Return the number of groups of changes below the upper end of a part."""
        key = id(part.high)
        if key not in self._numbers:
            self._numbers[key] = bisect_left(self._roots_in_order, part.high)
        return self._numbers[key]

    def ties_at_end(self, root: RealRoot, number: int, current: Mapping[int, Actions]) -> list[ChoiceChange]:
        """Return the choices at an end of the interval that are not those next to it, which are given.

        Parameters
        ----------
        root
            The end.
        number
            Of changes below it.
        current
            The best actions next to it.
        """
        changes = []
        for node, best in current.items():
            worths = [self.worths_before(number, child) for child in self._tree.child_lists[node]]
            player, top = self._tree.infosets[int(self._tree.infoset[node])].player, worths[best[0]]
            at = tuple(
                action
                for action, rival in enumerate(worths)
                if action in best or not sign_of_function(rival[player] - top[player], root)
            )
            if at != best:
                changes.append(ChoiceChange(root, node, at, best, node > 0 and _moves_others(worths, at, root)))
        return changes


_Strip: TypeAlias = tuple[RealRoot, RealRoot, list[Worths]]
"""An interval with the worths of all children."""


def path_payoffs(tree: ExtensiveFormGame, traced: TracedGame) -> list[Worths]:
    """Return what each player has got from the root to each node."""
    sums: list[Worths] = []
    parents = tree.parent.tolist()
    for node, own in enumerate(traced.payoffs.T.tolist()):
        before = sums[parents[node]] if node else None
        sums.append(
            tuple(own)
            if before is None
            else tuple(
                earlier if not here.numerator else earlier + here if earlier.numerator else here
                for earlier, here in zip(before, own, strict=True)
            )
        )
    return sums


def _overlay(children: list[list[Part]]) -> list[_Strip]:
    """Return the intervals on which the worths of all children are functions."""
    if all(len(parts) == 1 for parts in children):
        part = children[0][0]
        return [(part.low, part.high, [parts[0].worths for parts in children])]
    borders = _in_order([part.high for parts in children for part in parts])
    places = [0] * len(children)
    strips: list[_Strip] = []
    low = children[0][0].low
    for border in borders:
        strips.append((low, border, [parts[place].worths for parts, place in zip(children, places, strict=True)]))
        places = [
            place + (place + 1 < len(parts) and parts[place].high == border)
            for parts, place in zip(children, places, strict=True)
        ]
        low = border
    return strips


def _in_order(roots: list[RealRoot]) -> list[RealRoot]:
    """Return different numbers in increasing order."""
    ordered: list[RealRoot] = []
    for root in sorted({id(root): root for root in roots}.values()):
        if not ordered or ordered[-1] != root:
            ordered.append(root)
    return ordered


def _borders(strips: list[_Strip], roots: list[list[RealRoot]]) -> list[tuple[RealRoot, list[Worths]]]:
    """Return the values at which a choice may change, in increasing order, with the worths next below them."""
    borders: list[tuple[RealRoot, list[Worths]]] = []
    for number, ((_, high, worths), inside) in enumerate(zip(strips, roots, strict=True), 1):
        borders += [(root, worths) for root in _in_order(inside)]
        if number < len(strips):
            borders.append((high, worths))
    return borders


def _joined(parts: list[Part]) -> list[Part]:
    """Return parts with neighbors put together that have the same worths."""
    joined = parts[:1]
    for part in parts[1:]:
        if part.worths is joined[-1].worths:
            joined[-1] = Part(joined[-1].low, part.high, part.worths)
        else:
            joined.append(part)
    return joined


def _expected(shares: Sequence[RationalFunction], worths: Sequence[Worths]) -> Worths:
    """Return the worths that chance gives on average."""
    totals = [share_of * shares[0] for share_of in worths[0]]
    for share, worth in zip(shares[1:], worths[1:], strict=True):
        totals = [total + share * one if one.numerator else total for total, one in zip(totals, worth, strict=True)]
    return tuple(totals)


def _moves_others(worths: Sequence[Worths], tied: Actions, root: RealRoot) -> bool:
    """Whether actions that tie at a number pay someone differently."""
    top = worths[tied[0]]
    return any(
        sign_of_function(own - other, root)
        for action in tied[1:]
        for own, other in zip(worths[action], top, strict=True)
        if own is not other
    )


def sign_of_function(difference: RationalFunction, root: RealRoot) -> int:
    """Return the sign of a function at a number."""
    polynomial = difference.sign_polynomial
    return polynomial.sign_at(Fraction(0)) if polynomial.is_constant else root.sign_of(polynomial)


def _sign_inside(difference: RationalFunction, low: RealRoot, high: RealRoot) -> int:
    """Return the sign of a function on an interval inside which it is not 0."""
    polynomial = difference.sign_polynomial
    for end in (low, high):
        if end.value is not None and (sign := polynomial.sign_at(end.value)):
            return sign
    return polynomial.sign_at(between(low, high))
