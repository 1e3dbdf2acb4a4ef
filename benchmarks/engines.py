"""How each engine is asked. A task prepares outside the clock and returns what is timed; that returns a count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.problems import SEEDS, bimatrix, flat_tree_file, perfect_information_moves, table

Task = Callable[[], int]


def ours_bimatrix(size: int, largest: int) -> Task:
    """Return all extreme equilibria, exact, with certificates."""
    from gametheory import Limits, NormalFormGame, solve

    games = [NormalFormGame.from_bimatrix(*bimatrix(size, largest, seed)) for seed in SEEDS]
    limits = Limits(equilibria=1_000_000)
    return lambda: sum(len(solve(game, limits=limits).equilibria) for game in games)


def nashpy_bimatrix(size: int, largest: int) -> Task:
    """Return nashpy's vertex enumeration, floats."""
    import warnings

    import nashpy
    import numpy as np

    games = [nashpy.Game(*(np.array(matrix) for matrix in bimatrix(size, largest, seed))) for seed in SEEDS]
    warnings.simplefilter("ignore")
    return lambda: sum(len(list(game.vertex_enumeration())) for game in games)


def quantecon_bimatrix(size: int, largest: int) -> Task:
    """Return QuantEcon's vertex enumeration, floats."""
    import numpy as np
    from quantecon import game_theory

    games = []
    for seed in SEEDS:
        row, column = (np.array(matrix, dtype=float) for matrix in bimatrix(size, largest, seed))
        games.append(game_theory.NormalFormGame([game_theory.Player(row), game_theory.Player(column.T.copy())]))
    game_theory.vertex_enumeration(games[0])  # compiles
    return lambda: sum(len(game_theory.vertex_enumeration(game)) for game in games)


def pygambit_bimatrix(size: int, largest: int) -> Task:
    """Return pygambit's enummixed in rationals."""
    import pygambit

    games = []
    for seed in SEEDS:
        row, column = bimatrix(size, largest, seed)
        games.append(pygambit.Game.from_arrays(row, column))
    return lambda: sum(len(pygambit.nash.enummixed_solve(game, rational=True).equilibria) for game in games)


def ours_pure(*shape: int) -> Task:
    """Return all pure equilibria, exact."""
    from gametheory import NormalFormGame, solve

    game = NormalFormGame(table(shape, 1))
    return lambda: len(solve(game, "pure").equilibria)


def pygambit_pure(*shape: int) -> Task:
    """Return pygambit's enumpure."""
    import pygambit

    game = pygambit.Game.from_arrays(*table(shape, 1))
    return lambda: len(pygambit.nash.enumpure_solve(game).equilibria)


def _our_tree(num_nodes: int) -> Any:
    from gametheory import TreeBuilder

    builder = TreeBuilder(["one", "two"])
    for node, player in perfect_information_moves(num_nodes):
        builder.move(node, player, ["left", "middle", "right"])
    moves = (num_nodes - 1) // 3
    for node in range(moves, 3 * moves + 1):
        builder.payoffs(node, [node * 7919 % 1009, node * 104729 % 1013])
    return builder.build()


def ours_build(num_nodes: int) -> Task:
    """Return the number of nodes of a tree built in Python."""
    _our_tree(4)  # imports outside the clock
    return lambda: int(_our_tree(num_nodes).num_nodes)


def pygambit_build(num_nodes: int) -> Task:
    """Return the number of nodes of the same tree built with pygambit."""
    import pygambit

    def build() -> int:
        game = pygambit.Game.new_tree(players=["one", "two"])
        queue = [game.root]
        players = list(game.players)
        moves = perfect_information_moves(num_nodes)
        for node, player in moves:
            current = queue[node]
            game.append_move(current, players[player], ["left", "middle", "right"])
            queue.extend(current.children)
        for node in range(len(moves), len(queue)):
            game.set_outcome(
                queue[node], game.add_outcome(f"o{node}", payoffs=[node * 7919 % 1009, node * 104729 % 1013])
            )
        return len(queue)

    return build


def ours_subgame_perfect(num_nodes: int) -> Task:
    """Return the number of subgame-perfect equilibria of a tree of perfect information."""
    from gametheory import solve

    tree = _our_tree(num_nodes)
    return lambda: int(solve(tree, "subgame_perfect").num_extreme or 0)


def ours_read(num_moves: int) -> Task:
    """Return the number of nodes of a centipede game read from a flat game file."""
    from gametheory.io.game_file import read_game_text

    text = flat_tree_file(num_moves)
    return lambda: int(read_game_text(text).to_game().num_nodes)
