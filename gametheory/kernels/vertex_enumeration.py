"""All extreme equilibria of a two-player game: a branching tree over labels, in integers.

The best-response polyhedra are ``P = {(x, v): x >= 0, sum x = 1, s = v - B'x >= 0}`` and
``Q = {(y, u): y >= 0, sum y = 1, r = u - A y >= 0}``. Label ``k`` belongs to a slack of each: ``(x_i, r_i)`` for a
row ``i``, ``(s_j, y_j)`` for a column ``j``; an equilibrium has a zero in each pair. A node of the tree is a face of
``P`` and a face of ``Q``. Branching on a label: the point of ``P`` has it (its slack is fixed to zero in ``P``), or it
lacks it (its slack is positive, and the partner's slack is fixed to zero in ``Q``). Thus each vertex of ``P`` is
reached on one path only, that of its exact set of labels, degenerate or not; the face of ``Q`` left at that leaf is
the set of best replies that complete it, and the same tree lists its vertices. In the family of Audet et al. (2001)
and Avis, Rosenberg, Savani and von Stengel (2010).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from operator import mul
from typing import TYPE_CHECKING

from gametheory.kernels.integer_tableau import (
    CONSTANT_COLUMN,
    NO_VARIABLE,
    IntegerTableau,
    _eliminated,
    fixed_at_zero,
    without_columns,
    without_rows,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

type_Weights = tuple[int, ...]


def extreme_equilibria(
    row_payoffs: Sequence[Sequence[int]], column_payoffs: Sequence[Sequence[int]]
) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]] | None]:
    first = _Side(column_payoffs, 0, len(row_payoffs))
    transposed = [list(column) for column in zip(*row_payoffs, strict=True)]
    second = _Side(transposed, len(row_payoffs), 0)
    for x, y in _pure_equilibria(row_payoffs, column_payoffs):
        yield x, y
    m, n = len(row_payoffs), len(row_payoffs[0])
    swap = m > n
    if swap:
        first, second = second, first
    num = m + n
    root = _Node(first.tableau, second.tableau, (1 << num) - 1, 0)
    for leaf in _leaves(root, first, second):
        if leaf is None:
            yield None
            continue
        x = first.strategy(leaf.primary)
        face = leaf.partner
        sub = _Node(face, None, sum(1 << v for v in face.basic + face.nonbasic[1:]), 0)
        for other in _leaves(sub, second, None):
            if other is None:
                yield None
                continue
            y = second.strategy(other.primary)
            if sum(x) == 1 and sum(y) == 1:
                continue
            yield (y, x) if swap else (x, y)


def _pure_equilibria(A, B):
    m, n = len(A), len(A[0])
    cm = [max(c) for c in zip(*A)]
    for i in range(m):
        rm = max(B[i])
        for j in range(n):
            if A[i][j] == cm[j] and B[i][j] == rm:
                yield tuple(int(k == i) for k in range(m)), tuple(int(k == j) for k in range(n))

SCALE = 3

class _Side:
    def __init__(self, matrix, own_offset, other_offset):
        m = len(matrix); n = len(matrix[0])
        g = 0
        for row in matrix:
            for a in row:
                g = gcd(g, a - row[0])
        D = [[(a - row[0]) // (g or 1) for a in row] for row in matrix]
        self.num = m
        self.own = own_offset
        best = max(range(n), key=D[0].__getitem__)
        rows = [[1] + [1] * (m - 1) + [0]]
        basic = [own_offset]
        for l in range(n):
            if l == best: continue
            c = D[0][best] - D[0][l]
            rows.append([c] + [-((D[k][best] - D[k][l]) - c) for k in range(1, m)] + [-1])
            basic.append(other_offset + l)
        nonbasic = [NO_VARIABLE] + [own_offset + k for k in range(1, m)] + [other_offset + best]
        self.tableau = IntegerTableau(rows, basic, nonbasic, 1)
        rng = max(max(r) - min(r) for r in D)
        self.weights = [0] * (m + n)
        for k in range(m): self.weights[own_offset + k] = SCALE
        for l in range(n): self.weights[other_offset + l] = max(1, rng)

    def strategy(self, tableau):
        w = [0] * self.num
        for var, row in zip(tableau.basic, tableau.rows):
            if self.own <= var < self.own + self.num:
                w[var - self.own] = row[0]
        g = gcd(*w)
        return tuple(a // g for a in w)


@dataclass(slots=True)
class _Node:
    primary: IntegerTableau
    partner: IntegerTableau | None
    undecided: int
    lacked: int

stats = dict(nodes=0, dead=0, leaves=0)

def _leaves(root, side, partner_side):
    stack = [root]
    while stack:
        node = stack.pop()
        stats['nodes'] += 1
        yield None
        ok = yield from _propagated(node)
        if not ok:
            stats['dead'] += 1
            continue
        if len(node.primary.nonbasic) == 1:
            stats['leaves'] += 1
            yield node
            continue
        if not node.undecided:
            stats['dead'] += 1
            continue
        k = _branch(node, side, partner_side)
        bit = 1 << k
        und = node.undecided & ~bit
        if node.partner is not None:
            partner = yield from fixed_at_zero(node.partner, k)
            if partner is not None:
                stack.append(_Node(node.primary, partner, und, node.lacked | bit))
        else:
            stack.append(_Node(node.primary, None, und, node.lacked | bit))
        prim = yield from fixed_at_zero(node.primary, k)
        if prim is not None:
            stack.append(_Node(prim, node.partner, und, node.lacked))


def _zeros(t):
    """rows/cols identically zero"""
    rows = set(); cols = set()
    for i, row in enumerate(t.rows):
        if row[0] == 0 and min(row) >= 0:
            rows.add(i)
            for c in range(1, len(row)):
                if row[c]: cols.add(c)
    return rows, cols


def _reduced(t):
    mask = 0
    while True:
        rows, cols = _zeros(t)
        if not rows: return t, mask
        for i in rows: mask |= 1 << t.basic[i]
        for c in cols: mask |= 1 << t.nonbasic[c]
        t = without_rows(t, rows)
        if cols: t = without_columns(t, cols)
        else: return t, mask


def _positive(t):
    mask = 0
    for v, row in zip(t.basic, t.rows):
        if row[0] > 0 and max(row[1:], default=0) <= 0:
            mask |= 1 << v
    return mask


def _dependent(t, lacked):
    """None if lacked columns dependent; else mask of nonbasic dependent."""
    free = [row for v, row in zip(t.basic, t.rows) if not lacked >> v & 1]
    lc = [c for c in range(1, len(t.nonbasic)) if lacked >> t.nonbasic[c] & 1]
    if len(lc) > len(free):
        return None
    if lc:
        sub = IntegerTableau(free, [0] * len(free), t.nonbasic, t.denominator)
        for c in lc:
            r = next((i for i, row in enumerate(sub.rows) if row[c]), -1)
            if r < 0: return None
            rows = _eliminated(sub, r, c)
            d = abs(sub.rows[r][c])
            del rows[r]
            sub = IntegerTableau(rows, sub.basic[1:], sub.nonbasic, d)
        free = sub.rows
    mask = 0
    if not free:
        for c in range(1, len(t.nonbasic)):
            if not lacked >> t.nonbasic[c] & 1:
                mask |= 1 << t.nonbasic[c]
        return mask
    for v, col in zip(t.nonbasic, zip(*free)):
        if v >= 0 and not lacked >> v & 1 and not any(col):
            mask |= 1 << v
    return mask

def _propagated(node):
    while True:
        node.primary, zero = _reduced(node.primary)
        if zero & node.lacked:
            return False
        node.undecided &= ~zero
        dep = _dependent(node.primary, node.lacked)
        if dep is None: return False
        if dep:
            node.undecided &= ~dep
            node.primary = without_columns(node.primary, {c for c, v in enumerate(node.primary.nonbasic) if v >= 0 and dep >> v & 1})
            continue
        if node.partner is None: return True
        node.partner, _ = _reduced(node.partner)
        pos = _positive(node.primary) & node.undecided
        must = _positive(node.partner) & node.undecided
        if pos & must:
            return False
        if not (pos or must):
            return True
        node.undecided &= ~(pos | must)
        node.lacked |= pos
        while pos:
            k = pos.bit_length() - 1
            pos ^= 1 << k
            t = yield from fixed_at_zero(node.partner, k)
            if t is None: return False
            node.partner = t
        while must:
            k = must.bit_length() - 1
            must ^= 1 << k
            t = yield from fixed_at_zero(node.primary, k)
            if t is None: return False
            node.primary = t


def _ratios(t, w):
    weights = [w[v] for v in t.nonbasic[1:]]
    out = {}
    for v, row in zip(t.basic, t.rows):
        if row[0]:
            top = max(map(mul, row[1:], weights), default=0)
            if top > 0:
                out[v] = row[0] / top
            else:
                out[v] = 1e300
    return out

def _branch(node, side, partner_side):
    p = _ratios(node.primary, side.weights)
    q = _ratios(node.partner, partner_side.weights) if node.partner is not None else {}
    best = None; arg = -1
    und = node.undecided
    while und:
        k = und.bit_length() - 1
        und ^= 1 << k
        a = p.get(k, 0.0); b = q.get(k, 0.0)
        key = (a * b, a + b, -k)
        if best is None or key > best:
            best = key; arg = k
    return arg
