"""Vertices of a polytope, block by block: many polytopes are products of small ones.

Rows that restrict nothing are found first. What is left of the equations, as a graph between rows and columns, falls
apart into blocks; the vertices of each are listed by the double description method, whose cost ties do not raise.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, inf
from operator import mul
from typing import TYPE_CHECKING, TypeAlias, cast

from gametheory.kernels.double_description import TooManyRaysError, extreme_rays
from gametheory.kernels.integer_tableau import CONSTANT_COLUMN, IntegerTableau
from gametheory.kernels.loaded import is_loaded
from gametheory.kernels.plan_faces import positive_somewhere, restricted
from gametheory.kernels.redundant_rows import without_redundant_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterator, Sequence

    from gametheory.kernels.cone_vertices import ConeVertices, Vertex

    KnownBlocks: TypeAlias = "dict[Hashable, VertexBlock]"
    """Blocks by their equations, and by what is told of them."""

COMPILED_CONES = "gametheory.kernels.words.cone_rays"
"""Module of the compiled code for cones."""
LOADED_RAYS = 300
"""Rays on the way up to which a cone is not worth compiled code, even if it is loaded already."""
FEW_RAYS = 3_000
"""The same while it is not: to load it takes a second."""
MANY_RAYS = 20_000
"""Rays from which it is worth compiling that code first."""


@dataclass(frozen=True, slots=True)
class VertexBlock:
    """Variables that vary independently of all others.

    Parameters
    ----------
    variables
        The variables.
    vertices
        Their values at each vertex: integers, and their positive denominator, in lowest terms. Where there are very
        many, `ConeVertices`.
    """

    variables: tuple[int, ...]
    vertices: Sequence[Vertex]


@dataclass(frozen=True, slots=True)
class BlockVertices:
    """All vertices of a polytope.

    Parameters
    ----------
    constants
        The values of told variables that are the same everywhere.
    blocks
        The others.
    """

    constants: dict[int, Fraction]
    blocks: tuple[VertexBlock, ...]


def block_vertices(
    tableau: IntegerTableau, told: Collection[int], heartbeat: Callable[[], None], known: KnownBlocks | None = None
) -> BlockVertices:
    """All vertices of a polytope as a product.

    Parameters
    ----------
    tableau
        Feasible equations in nonnegative variables, whose solutions are bounded.
    told
        Variables whose values are told; the others are slacks.
    heartbeat
        Called for each pivot; what it raises passes through.
    known
        Blocks found before, to which new ones are added: equal ones are not taken apart again.

    Returns
    -------
    BlockVertices
        Values of told variables. Where some variables are not functions of the told ones, several vertices can have
        the same, and some can lie between others.

    Examples
    --------
    A rectangle, ``x + s = 2`` and ``3 y + t = 1``, with variables x, y, s, t from 0:

    >>> from gametheory.kernels.integer_tableau import NO_VARIABLE, IntegerTableau
    >>> rectangle = IntegerTableau([[2, 1, 0], [1, 0, 3]], [2, 3], [NO_VARIABLE, 0, 1], 1)
    >>> for block in block_vertices(rectangle, (0, 1), lambda: None).blocks:
    ...     print(block.variables, block.vertices)
    (0,) (((2,), 1), ((0,), 1))
    (1,) (((1,), 3), ((0,), 1))
    """
    variables = [*tableau.basic, *tableau.nonbasic[1:]]
    every = sum(1 << variable for variable in variables)
    positive, tableau = positive_somewhere(tableau, every, heartbeat)
    face = cast("IntegerTableau", restricted(tableau, every & ~positive, heartbeat))
    face, free = without_redundant_rows(face, set(told), heartbeat)
    constants = {variable: Fraction(0) for variable in told if not positive >> variable & 1}
    blocks, known = [], {} if known is None else known
    for part in _parts(face):
        wanted = tuple(sorted(set(told).intersection((*part.basic, *part.nonbasic[1:]))))
        if len(part.nonbasic) == 1:
            constants |= {
                variable: Fraction(row[CONSTANT_COLUMN], part.denominator)
                for variable, row in zip(part.basic, part.rows, strict=True)
                if variable in wanted
            }
        elif wanted:
            needed = tuple(variable not in free for variable in part.basic)
            key = (tuple(map(tuple, part.rows)), *part.basic, -1, *part.nonbasic, part.denominator, needed, wanted)
            if key not in known:
                known[key] = VertexBlock(wanted, _vertices(part, wanted, free, heartbeat))
            blocks.append(known[key])
    return BlockVertices(constants, tuple(sorted(blocks, key=lambda block: block.variables)))


def _parts(tableau: IntegerTableau) -> Iterator[IntegerTableau]:
    """Yield the equations in parts that share no variable; rows that are constant are parts of their own."""
    waiting = set(range(len(tableau.rows)))
    unseen = set(range(1, len(tableau.nonbasic)))
    while waiting:
        fresh = {waiting.pop()}
        rows, columns = set(fresh), set()
        while fresh:
            touched = {column for column in unseen if any(tableau.rows[row][column] for row in fresh)}
            unseen -= touched
            columns |= touched
            fresh = {row for row in waiting if any(tableau.rows[row][column] for column in touched)}
            waiting -= fresh
            rows |= fresh
        kept = [CONSTANT_COLUMN, *sorted(columns)]
        yield IntegerTableau(
            [[tableau.rows[row][column] for column in kept] for row in sorted(rows)],
            [tableau.basic[row] for row in sorted(rows)],
            [tableau.nonbasic[column] for column in kept],
            tableau.denominator,
        )


def _vertices(
    tableau: IntegerTableau, wanted: Collection[int], free: set[int], heartbeat: Callable[[], None]
) -> Sequence[Vertex]:
    """Return the values of some variables at each vertex: the rays of the cone over the polytope."""
    rows = [[row[CONSTANT_COLUMN], *(-entry for entry in row[1:])] for row in tableau.rows]
    needed = [row for variable, row in zip(tableau.basic, rows, strict=True) if variable not in free]
    place_of = {variable: place for place, variable in enumerate(tableau.nonbasic)}
    row_of = dict(zip(tableau.basic, rows, strict=True))
    functions = [
        row_of[variable]
        if variable in row_of
        else [tableau.denominator * int(place == place_of[variable]) for place in range(len(place_of))]
        for variable in wanted
    ]
    few = LOADED_RAYS if is_loaded(COMPILED_CONES, "link_neighbors") else FEW_RAYS
    for most in (few, MANY_RAYS, inf):
        try:
            rays = extreme_rays(needed, heartbeat, most)
            break
        except TooManyRaysError:
            many = _many_vertices(needed, (functions, tableau.denominator), most, heartbeat)
            if many is not None:
                return many
    points: dict[Vertex, None] = {}
    for ray in rays:
        values = [sum(map(mul, function, ray)) for function in functions]
        denominator = ray[CONSTANT_COLUMN] * tableau.denominator
        factor = gcd(denominator, *values)
        points[tuple(value // factor for value in values), denominator // factor] = None
    return tuple(points)


def _many_vertices(
    rows: Sequence[Sequence[int]],
    told: tuple[Sequence[Sequence[int]], int],
    num_rays: float,
    heartbeat: Callable[[], None],
) -> ConeVertices | None:
    """Return many vertices by compiled code; None if it is not worth compiling, or numbers are not for floats."""
    from gametheory.kernels.cone_vertices import ConeVertices
    from gametheory.kernels.tight_points import Inequalities
    from gametheory.kernels.words.cone_rays import is_ready, tight_sets

    if num_rays < MANY_RAYS and not is_ready():
        return None
    try:
        found = tight_sets(rows, heartbeat)
    except OverflowError:
        return None
    return ConeVertices(Inequalities(rows), found, *told)
