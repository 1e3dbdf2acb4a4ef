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
from gametheory.polynomials.value_bounds import ValueBounds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.polynomials import RationalFunction
    from gametheory.polynomials.value_bounds import Bounds
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


class _Envelope(NamedTuple):
    """The segments of a strip, roots of what was compared inside, and actions that may tie there or at its end."""

    segments: list[_Segment]
    roots: list[RealRoot]
    rivals: set[int]


class _Border(NamedTuple):
    """A value at which a choice may change, the worths next below it, and the actions that may tie there."""

    root: RealRoot
    worths: list[Worths]
    rivals: set[int]


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
        self._bounds = ValueBounds(low.interval[0], high.interval[1])
        self.first: dict[int, Actions] = {}
        self.changes: list[ChoiceChange] = []
        self.num_polynomials = 0
        self._numbers: dict[int, int] = {}
        self._roots_in_order: list[RealRoot] = []
        paths = path_payoffs(tree, traced)
        self.parts: list[list[Part]] = [[] for _ in range(tree.num_nodes)]
        self._degrees = [0] * tree.num_nodes
        infosets, children = tree.infoset.tolist(), tree.child_lists
        for node in range(tree.num_nodes - 1, -1, -1):
            tick()
            infoset = infosets[node]
            if infoset == TERMINAL:
                self.parts[node] = [Part(low, high, paths[node])]
                self._degrees[node] = _degree(paths[node])
                continue
            strips = _overlay([self.parts[child] for child in children[node]])
            shares = traced.probabilities[infoset]
            self._degrees[node] = max(self._degrees[child] for child in children[node])
            if shares is None:
                self.parts[node] = self._chosen(node, tree.infosets[infoset].player, strips)
            else:
                self._degrees[node] += _degree(shares)
                self.parts[node] = [Part(start, end, _expected(shares, worths)) for start, end, worths in strips]

    def _chosen(self, node: int, player: int, strips: list[_Strip]) -> list[Part]:
        """Note the choices at a node; return its parts."""
        envelopes = [self._upper_envelope(strip, player, self._degrees[node]) for strip in strips]
        segments = [segment for envelope in envelopes for segment in envelope.segments]
        if node and any(segment.is_moving for segment in segments):
            key = self._tree.infosets[int(self._tree.infoset[node])].key
            raise UnsupportedGameError(
                f"exact thresholds of subgame perfection need choices without ties that move others' payoffs, "
                f"got one at {key!r} that holds on a whole interval"
            )
        self.first[node] = segments[0].best
        if len(segments) > 1 or any(envelope.roots for envelope in envelopes):
            self._note_changes(node, player, segments, _borders(strips, envelopes))
        return _joined([segment.part for segment in segments])

    def _upper_envelope(self, strip: _Strip, player: int, degree: int) -> _Envelope:
        """Return the segments of a strip by best action; actions that floats show to be high come first."""
        low, high, worths = strip
        bounds = [self._bounds.of(worth[player], degree) for worth in worths]
        leader, *others = _by_height(bounds)
        segments = [_Segment(Part(low, high, worths[leader]), (leader,), False)]
        envelope = _Envelope(segments, [], set())
        for action in others:
            following: list[_Segment] = []
            for segment in envelope.segments:
                sign = self._clear_sign(bounds[action], bounds[segment.best[0]], segment.part)
                self.num_polynomials += sign != 0
                if sign < 0:
                    following.append(segment)
                elif sign > 0:
                    following.append(_Segment(segment.part._replace(worths=worths[action]), (action,), False))
                else:
                    following += self._cut(envelope, segment, (action, worths[action]), player)
            envelope = envelope._replace(segments=following)
        return envelope

    def _clear_sign(self, one: Bounds | None, other: Bounds | None, part: Part) -> int:
        """Return the sign that floats show a function less another one to have on a part; 0 where none."""
        if one is None or other is None:
            return 0
        sign = one.sign_of_difference(other)
        if sign or (part.low is self.ends[0] and part.high is self.ends[1]):
            return sign
        return one.sign_of_difference(other, self._bounds.part(part.low.interval[0], part.high.interval[1]))

    def _cut(self, envelope: _Envelope, segment: _Segment, rival: tuple[int, Worths], player: int) -> list[_Segment]:
        """Return what a segment becomes beside another action; note in the envelope what may tie where."""
        (start, end, best), (action, worths) = segment.part, rival
        difference = worths[player] - best[player]
        if not difference.numerator:
            envelope.rivals.update((action, *segment.best))
            is_moving = segment.is_moving or worths != best
            return [_Segment(segment.part, tuple(sorted((*segment.best, action))), is_moving)]
        self.num_polynomials += not difference.is_constant
        sign = self._whole.sign_inside(difference.sign_polynomial)
        if sign < 0:
            return [segment]
        if sign > 0:
            return [_Segment(segment.part._replace(worths=worths), (action,), False)]
        roots = self._roots(difference, start, end)
        envelope.rivals.update((action, *segment.best))
        envelope.roots.extend(roots)
        return [
            _Segment(Part(bottom, top, worths), (action,), False)
            if _sign_inside(difference, bottom, top) > 0
            else segment._replace(part=Part(bottom, top, best))
            for bottom, top in pairwise((start, *roots, end))
        ]

    def _roots(self, difference: RationalFunction, low: RealRoot, high: RealRoot) -> list[RealRoot]:
        """Return where a difference is 0 inside an interval, in increasing order."""
        polynomial = difference.sign_polynomial
        if polynomial.degree > 1:
            return list(sign_chart([polynomial], low, high).roots)
        root = -polynomial.constant / polynomial.leading
        return [RealRoot.rational(root)] if low < root and high > root else []

    def _note_changes(self, node: int, player: int, segments: Sequence[_Segment], borders: list[_Border]) -> None:
        """Note at which values other actions are best than on one of both sides."""
        place = 0
        for root, worths, rivals in borders:
            while place + 1 < len(segments) and segments[place].part.high < root:
                place += 1
            left = segments[place]
            right = segments[place + 1] if left.part.high == root else left
            top = left.part.worths
            at = tuple(
                action
                for action in sorted({*left.best, *rivals})
                if action in left.best
                or worths[action] is top
                or not sign_of_function(worths[action][player] - top[player], root)
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


def _borders(strips: list[_Strip], envelopes: list[_Envelope]) -> list[_Border]:
    """Return the values at which a choice may change, in increasing order."""
    borders: list[_Border] = []
    for number, ((_, high, worths), envelope) in enumerate(zip(strips, envelopes, strict=True), 1):
        borders += [_Border(root, worths, envelope.rivals) for root in _in_order(envelope.roots)]
        if number < len(strips):
            borders.append(_Border(high, worths, envelope.rivals))
    return borders


def _degree(functions: Worths) -> int:
    """Return the largest degree of numerators."""
    return max(function.numerator.degree for function in functions)


def _by_height(bounds: Sequence[Bounds | None]) -> list[int]:
    """Return the places of functions, the largest on average first as far as floats tell."""
    heights = [-sum(known.values) if known is not None else 0.0 for known in bounds]
    return sorted(range(len(bounds)), key=heights.__getitem__)


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
