"""Faces of best-reply polyhedra of realization plans: which sequences they use, and to what they all reply best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from gametheory.kernels.integer_tableau import (
    CONSTANT_COLUMN,
    IntegerTableau,
    fixed_at_zero,
    leaving_row,
    pivot,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from gametheory.kernels.face_nodes import Labels


@dataclass(frozen=True, slots=True)
class PlanFace:
    """A face of one player's best-reply polyhedron.

    Parameters
    ----------
    tableau
        Feasible equations of plan and slacks.
    support
        Bit mask of the own labels that have weight somewhere on the face.
    replies
        Bit mask of the other player's labels that are best replies to the whole face.
    """

    tableau: IntegerTableau
    support: int
    replies: int


def restricted(tableau: IntegerTableau, zero: int, heartbeat: Callable[[], None]) -> IntegerTableau | None:
    """Face on which the variables of a bit mask are zero; None if it is empty."""
    face = tableau
    for variable in [v for v in (*tableau.basic, *tableau.nonbasic[1:]) if zero >> v & 1]:
        steps = fixed_at_zero(face, variable)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                smaller: IntegerTableau | None = end.value
                break
            heartbeat()
        if smaller is None:
            return None
        face = smaller
    return face


def described(tableau: IntegerTableau, labels: Labels, side: int, heartbeat: Callable[[], None]) -> PlanFace:
    """Return a face with its support and the best replies to all of it.

    The slacks of some plan of the other player must be zero on the face: duals that nothing holds tell nothing.
    """
    own = labels.own[side]
    positive, tableau = positive_somewhere(tableau, own, heartbeat)
    replies = 0
    for infoset in labels.infosets:
        if infoset.side != side and (infoset.before < 0 or replies >> infoset.before & 1):
            found, tableau = positive_somewhere(tableau, infoset.actions, heartbeat)
            replies |= infoset.actions & ~found
    return PlanFace(tableau, positive & own, replies)


def positive_somewhere(
    tableau: IntegerTableau, wanted: int, heartbeat: Callable[[], None]
) -> tuple[int, IntegerTableau]:
    """Those of some variables that are positive somewhere on a polyhedron, and its equations at another vertex."""
    found = 0
    missing = wanted & sum(1 << v for v in (*tableau.basic, *tableau.nonbasic[1:]))
    while missing:
        for variable, row in zip(tableau.basic, tableau.rows, strict=True):
            if row[CONSTANT_COLUMN] > 0 and missing >> variable & 1:
                found |= 1 << variable
                missing ^= 1 << variable
        if not missing:
            break
        variable = missing.bit_length() - 1
        missing ^= 1 << variable
        is_positive, tableau = _raised(tableau, variable, heartbeat)
        found |= is_positive << variable
    return found, tableau


def _raised(tableau: IntegerTableau, variable: int, heartbeat: Callable[[], None]) -> tuple[bool, IntegerTableau]:
    """Whether a variable that is zero at a vertex is positive elsewhere, and the equations there (Bland's rule)."""
    if variable in tableau.nonbasic:
        column = tableau.nonbasic.index(variable)
        row_index = leaving_row(tableau, column)
        if row_index < 0:
            return True, tableau
        tableau = pivot(tableau, row_index, column)
        heartbeat()
    while True:
        row_index = tableau.basic.index(variable)
        row = tableau.rows[row_index]
        if row[CONSTANT_COLUMN] > 0:
            return True, tableau
        columns = [index for index in range(1, len(row)) if row[index] < 0]
        if not columns:
            return False, tableau
        column = min(columns, key=tableau.nonbasic.__getitem__)
        leaving = leaving_row(tableau, column)
        if leaving < 0:
            return True, tableau
        tableau = pivot(tableau, leaving, column)
        heartbeat()


def lowered(tableau: IntegerTableau, variable: int, heartbeat: Callable[[], None]) -> IntegerTableau | None:
    """Part of a polyhedron on which a variable is not positive, told with its negative; None if there is none.

    Parameters
    ----------
    tableau
        Feasible equations, among them that of the variable.
    variable
        A basic variable.
    heartbeat
        Called for each pivot.
    """
    while True:
        row_index = tableau.basic.index(variable)
        row = tableau.rows[row_index]
        if row[CONSTANT_COLUMN] == 0:
            rows = [*tableau.rows]
            rows[row_index] = [-entry for entry in row]
            return IntegerTableau(rows, tableau.basic, tableau.nonbasic, tableau.denominator)
        columns = [index for index in range(1, len(row)) if row[index] > 0]
        if not columns:
            return None
        column = min(columns, key=tableau.nonbasic.__getitem__)
        leaving = leaving_row(tableau, column, preferred=row_index)
        tableau = pivot(tableau, leaving, column)
        heartbeat()
        if leaving == row_index:
            rows = [[*entries] for entries in tableau.rows]
            for entries in rows:
                entries[column] = -entries[column]
            return IntegerTableau(rows, tableau.basic, tableau.nonbasic, tableau.denominator)


def closed_pair(
    whole: tuple[IntegerTableau, IntegerTableau],
    faces: tuple[IntegerTableau, IntegerTableau],
    labels: Labels,
    heartbeat: Callable[[], None],
) -> tuple[PlanFace, PlanFace]:
    """Return the maximal product of faces, all of whose plans are best replies to each other, that contains one.

    Parameters
    ----------
    whole
        The best-reply polyhedra.
    faces
        Faces of them, all of whose plans are best replies to each other.
    labels
        The labels.
    heartbeat
        Called for each pivot.

    Notes
    -----
    The second face becomes all plans that are in equilibrium with each of the first, then the first all that are with
    each of that: a Galois connection, which is closed after these two steps.
    """
    first, second = (described(face, labels, side, heartbeat) for side, face in enumerate(faces))

    def partner(known: PlanFace, side: int) -> PlanFace:
        face = restricted(whole[side], (labels.own[side] & ~known.replies) | known.support, heartbeat)
        return described(cast("IntegerTableau", face), labels, side, heartbeat)

    if second.support != first.replies or first.support != second.replies:
        second = partner(first, 1)
        first = partner(second, 0)
    return first, second
