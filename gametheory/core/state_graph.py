"""Games whose tree is never built: states that many histories share, with payoffs that add up."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from gametheory.core.infosets import infosets_by_player
from gametheory.core.players import Player, player_index
from gametheory.core.source import GameOfNumbers
from gametheory.core.tiered_game import TieredGame
from gametheory.errors import InvalidGameError, UnsupportedGameError

if TYPE_CHECKING:
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.infosets import Infoset
    from gametheory.core.normal_form import NormalFormGame

Form = TypeVar("Form", bound="NormalFormGame | ExtensiveFormGame")

END = -1
"""In ``State.successors``: play ends there."""


def whole(game: Form | StateGraph | TieredGame) -> Form:
    """Return a game that is no graph of states and has no tiers, for what needs the whole tree or table.

    Raises
    ------
    UnsupportedGameError
        If it is a graph of states or a game of tiers.
    """
    if isinstance(game, TieredGame):
        raise UnsupportedGameError(
            f"expected a game of single players, got tiers of {max(game.counts):,} sellers, whose profiles are only "
            f"counted; use concept 'pure', 'symmetric' or 'large_population'"
        )
    if isinstance(game, StateGraph):
        raise UnsupportedGameError(
            f"expected a game whose tree can be built, got one of {game.num_nodes:,} nodes, of which only the "
            f"{len(game.states):,} states are known: only its subgame-perfect equilibria are solved and explained so; "
            f"for all else repeat its stages less often, or take some out"
        )
    return game


@dataclass(frozen=True, slots=True)
class State:
    """All histories after which the same game remains, known to everybody who moves from there on.

    Parameters
    ----------
    name
        Unique in the graph.
    stage
        What is played until the next states: a tree whose payoffs fall due on the way. Everybody who moves in a later
        state sees all of it.
    successors
        For each terminal of the stage the index of the next state, or ``END``.
    """

    name: str
    stage: ExtensiveFormGame
    successors: tuple[int, ...]


@dataclass(frozen=True, repr=False, kw_only=True)
class StateGraph(GameOfNumbers):
    """A game in extensive form in which histories that leave the same remaining game are one state.

    What was played before a state matters neither for what can be done from there on, nor for what is known, nor for
    payoffs beyond those that have fallen due. So a strategy may be given by state, and every subgame-perfect
    equilibrium that is so given is one of the whole tree; where there are ties the tree can have others, in which
    players choose differently after histories that leave the same game.

    Parameters
    ----------
    players
        In the order of payoffs.
    states
        In the order of play: the first one is the start, successors come later.
    title
        Free text; not part of equality.

    Raises
    ------
    InvalidGameError
        If the states are not such a graph.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> def market(name, *, last):
    ...     builder = TreeBuilder(["entrant", "store"])
    ...     out, enter = builder.move(0, "entrant", ["Out", "In"], infoset=name)
    ...     builder.payoffs(out, [1, 5])
    ...     builder.payoffs(enter, [2, 2])
    ...     return State(name, builder.build(), (END, END) if last else (1, 1))
    >>> states = (market("north", last=False), market("south", last=True))
    >>> graph = StateGraph(players=states[0].stage.players, states=states)
    >>> graph, graph.num_nodes, graph.num_ends
    (<StateGraph '': 2 states of a tree of 7 nodes, entrant, store>, 7, 4)
    """

    players: tuple[Player, ...]
    states: tuple[State, ...]
    title: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.states:
            raise InvalidGameError("expected at least one state, got none")
        entered = {0}
        keys: set[tuple[int, str]] = set()
        for index, state in enumerate(self.states):
            self._check(index, state)
            entered.update(state.successors)
            for infoset in state.stage.infosets:
                if (infoset.player, infoset.key) in keys:
                    raise InvalidGameError(
                        f"expected different keys of information sets of one player, got {infoset.key!r} twice"
                    )
                keys.add((infoset.player, infoset.key))
        for index, state in enumerate(self.states):
            if index not in entered:
                raise InvalidGameError(f"expected a way to state {state.name!r}, got none; remove it")

    def _check(self, index: int, state: State) -> None:
        """Raise InvalidGameError if a state does not fit into the graph."""
        if state.stage.players != self.players:
            raise InvalidGameError(f"expected the players of the graph in state {state.name!r}, got others")
        if len(state.successors) != len(state.stage.terminals):
            raise InvalidGameError(
                f"expected a successor for each of {len(state.stage.terminals)} ends of state {state.name!r}, "
                f"got {len(state.successors)}"
            )
        for successor in state.successors:
            if successor != END and not index < successor < len(self.states):
                raise InvalidGameError(
                    f"expected a later state, or {END} for the end of play, after state {state.name!r} (number {index} "
                    f"of {len(self.states)}), got {successor}"
                )

    @property
    def num_players(self) -> int:
        """Number of players, chance not counted."""
        return len(self.players)

    def player_index(self, key: str | int) -> int:
        """Return the index of the player with this key."""
        return player_index(self.players, key)

    @cached_property
    def infosets(self) -> tuple[Infoset, ...]:
        """The information sets of all states, chance's among them, state by state."""
        return tuple(infoset for state in self.states for infoset in state.stage.infosets)

    @cached_property
    def first_infosets(self) -> tuple[int, ...]:
        """For each state the index of its first information set in ``infosets``."""
        first, found = 0, []
        for state in self.states:
            found.append(first)
            first += len(state.stage.infosets)
        return tuple(found)

    @cached_property
    def _player_infosets(self) -> dict[int, tuple[int, ...]]:
        return infosets_by_player(self.infosets, self.num_players)

    def player_infosets(self, player: int) -> tuple[int, ...]:
        """Return the indices of the information sets of a player (or of ``CHANCE``), state by state."""
        return self._player_infosets[player]

    @cached_property
    def _tree_counts(self) -> tuple[int, int]:
        """Number of nodes and of ends of the whole tree."""
        nodes: list[int] = [0] * len(self.states)
        ends: list[int] = [0] * len(self.states)
        for index in range(len(self.states) - 1, -1, -1):
            state = self.states[index]
            nodes[index] = state.stage.num_nodes - len(state.successors)
            for successor in state.successors:
                nodes[index] += 1 if successor == END else nodes[successor]
                ends[index] += 1 if successor == END else ends[successor]
        return nodes[0], ends[0]

    @property
    def num_nodes(self) -> int:
        """Number of nodes of the whole tree, in which every history is a node of its own."""
        return self._tree_counts[0]

    @property
    def num_ends(self) -> int:
        """Number of ends of play of the whole tree."""
        return self._tree_counts[1]

    def to_game(self) -> StateGraph:
        """Return this game (a game is its own source)."""
        return self

    def __repr__(self) -> str:
        players = ", ".join(player.label for player in self.players)
        return (
            f"<StateGraph {self.title!r}: {len(self.states)} states of a tree of {self.num_nodes:,} nodes, {players}>"
        )
