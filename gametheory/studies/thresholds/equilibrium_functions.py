"""Equilibria as functions of a parameter: strategies and payoffs near a value, exactly."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple, cast

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.tree_arrays import TERMINAL
from gametheory.errors import UnsupportedGameError
from gametheory.kernels.bordered_minors import bits, bordered_minors
from gametheory.polynomials import Polynomial, RationalFunction
from gametheory.studies.lines.extreme_pairs import ExtremePairs
from gametheory.studies.lines.labelled_vertices import LabelledVertices
from gametheory.studies.lines.two_player_line import opponent_payoffs, ordering_polynomials

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from gametheory.studies.lines.labelled_vertices import Vertex
    from gametheory.studies.lines.parameter_line import TracedGame
    from gametheory.studies.regimes import Regime, Support

ZERO = RationalFunction(Polynomial())
ONE = RationalFunction(Polynomial([1]))


class EquilibriumFunctions(NamedTuple):
    """An extreme equilibrium near a value.

    Parameters
    ----------
    support
        What is played with positive probability.
    strategies
        Probabilities that vary, by the player's key and the action; empty where all are 0 or 1.
    payoffs
        By player.
    """

    support: Support
    strategies: dict[tuple[str, str], RationalFunction]
    payoffs: tuple[RationalFunction, ...]


class FunctionsNear(NamedTuple):
    """The extreme equilibria near a value.

    Parameters
    ----------
    equilibria
        In the order of their supports.
    decided
        Polynomials between whose roots the functions are these, as long as the regime lasts.
    """

    equilibria: list[EquilibriumFunctions]
    decided: set[Polynomial]


def equilibrium_functions(
    traced: TracedGame, regime: Regime, near: Fraction, *, tick: Callable[[], object]
) -> FunctionsNear:
    """Return the extreme equilibria of a regime as functions of the parameter.

    Parameters
    ----------
    traced
        The game near a value.
    regime
        Its regime there.
    near
        The value, at which no sign changes that decides the regime.
    tick
        Called between steps.

    Raises
    ------
    UnsupportedGameError
        If someone mixes in a tree, or among three players and more.
    """
    supports = [support for component in regime for support in component]
    game = traced.game
    if all(len(actions) <= 1 for support in supports for _, _, actions in support):
        value_of = _tree_payoffs if isinstance(game, ExtensiveFormGame) else _profile_payoffs
        return FunctionsNear(
            [EquilibriumFunctions(support, {}, value_of(traced, support)) for support in sorted(supports)], set()
        )
    if not (isinstance(game, NormalFormGame) and game.num_players == 2):
        raise UnsupportedGameError(
            "derivatives of mixed equilibria need a normal form of two players, got another game"
        )
    return _mixed(traced, near, tick)


def _profile_payoffs(traced: TracedGame, support: Support) -> tuple[RationalFunction, ...]:
    """Return the payoffs of a pure profile."""
    game = cast("NormalFormGame", traced.game)
    profile = tuple(names.index(actions[0]) for names, (_, _, actions) in zip(game.actions, support, strict=True))
    return tuple(traced.payoffs[player, *profile] for player in range(game.num_players))


def _tree_payoffs(traced: TracedGame, support: Support) -> tuple[RationalFunction, ...]:
    """Return what pure behavior pays: the payoffs on the way, weighted by chance."""
    tree = cast("ExtensiveFormGame", traced.game)
    chosen = {(key, infoset): actions for key, infoset, actions in support}
    totals = [ZERO] * tree.num_players
    waiting = [(0, ONE)]
    while waiting:
        node, weight = waiting.pop()
        totals = [
            total + weight * here if here.numerator else total
            for total, here in zip(totals, traced.payoffs[:, node].tolist(), strict=True)
        ]
        number = int(tree.infoset[node])
        if number == TERMINAL:
            continue
        infoset, children = tree.infosets[number], tree.child_lists[node]
        shares = traced.probabilities[number]
        if shares is not None:
            waiting += [(child, weight * share) for child, share in zip(children, shares, strict=True)]
        else:
            (action,) = chosen[tree.players[infoset.player].key, infoset.key]
            waiting.append((children[infoset.actions.index(action)], weight))
    return tuple(totals)


def _mixed(traced: TracedGame, near: Fraction, tick: Callable[[], object]) -> FunctionsNear:
    """Return the extreme equilibria of two players, by the minors of their supports."""
    game = cast("NormalFormGame", traced.game)
    sides, points, tables = [], [], []
    for player in range(2):
        minors = bordered_minors(
            ordering_polynomials(opponent_payoffs(player, traced), near), Polynomial([1]), tick=tick
        )
        vertices = LabelledVertices(
            game.num_actions[player],
            game.num_actions[1 - player],
            {key: minor.sign_at(near) for key, minor in minors.items()},
        )
        tables.append(minors)
        sides.append(vertices)
        points.append({vertex: _mixture(vertices, vertex, minors) for vertex in vertices.vertices})
    pairs = ExtremePairs(*sides)
    found, decided = [], set()
    for first, partners in pairs.partners.items():
        for second in partners:
            found.append(_of_pair(traced, (points[0][first], points[1][second])))
            for vertices, vertex, minors in zip(sides, (first, second), tables, strict=True):
                decided |= {minors[key] for key in vertices.minors_of(vertex)}
    return FunctionsNear(sorted(found, key=lambda one: one.support), decided)


def _mixture(
    vertices: LabelledVertices, vertex: Vertex, minors: dict[tuple[int, int], Polynomial]
) -> dict[int, RationalFunction]:
    """Return the probabilities of a vertex by action: minors without one row, with alternating signs."""
    support, columns = vertices.basis(vertex)
    weights, turn = {}, Polynomial([1])
    for row in bits(support):
        weights[row] = turn * minors[support ^ (1 << row), columns]
        turn = -turn
    total = Polynomial()
    for weight in weights.values():
        total = total + weight
    return {row: RationalFunction(weight, total) for row, weight in weights.items()}


def _of_pair(traced: TracedGame, mixtures: tuple[dict[int, RationalFunction], ...]) -> EquilibriumFunctions:
    """Return an equilibrium with its payoffs."""
    game = cast("NormalFormGame", traced.game)
    payoffs = []
    for table in traced.payoffs:
        total = ZERO
        for (row, share), (column, other) in product(*(mixture.items() for mixture in mixtures)):
            total = total + share * other * table[row, column]
        payoffs.append(total)
    named = list(zip(game.players, game.actions, mixtures, strict=True))
    return EquilibriumFunctions(
        tuple((player.key, "", tuple(names[place] for place in mixture)) for player, names, mixture in named),
        {
            (player.key, names[place]): share
            for player, names, mixture in named
            for place, share in mixture.items()
            if len(mixture) > 1
        },
        tuple(payoffs),
    )
