"""What players do in a graph of states: behavior strategies that read nothing of the past but the state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gametheory.core.profiles import BehaviorProfile, to_strategy
from gametheory.core.rationals import brief_fraction
from gametheory.core.read_only import read_by_name
from gametheory.errors import InvalidProfileError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.core.profiles import Probability, Strategy
    from gametheory.core.state_graph import StateGraph

MOST_SHOWN = 8
"""Information sets whose probabilities stand in the text of a profile."""


@dataclass(frozen=True, repr=False)
class MarkovProfile:
    """One behavior strategy for each player of a graph of states, the same after all histories of a state.

    Parameters
    ----------
    game
        The graph whose information sets the probabilities belong to.
    strategies
        One entry for each information set of ``game.infosets``: a probability for each action, None where chance moves.

    Raises
    ------
    InvalidProfileError
        If the probabilities do not fit the game.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> from gametheory.core.state_graph import END, State, StateGraph
    >>> builder = TreeBuilder(["entrant", "store"])
    >>> ends = builder.move(0, "entrant", ["Out", "In"], infoset="entry")
    >>> stage = builder.build()
    >>> graph = StateGraph(players=stage.players, states=(State("entry", stage, (END, END)),))
    >>> MarkovProfile(graph, (("1/3", "2/3"),))["entrant"]["entry"]["In"]
    Fraction(2, 3)
    """

    game: StateGraph
    strategies: tuple[Strategy | None, ...]

    def __post_init__(self) -> None:
        infosets = self.game.infosets
        if len(self.strategies) != len(infosets):
            raise InvalidProfileError(
                f"expected one entry for each of {len(infosets)} information sets, got {len(self.strategies)}"
            )
        checked: list[Strategy | None] = []
        for infoset, strategy in zip(infosets, self.strategies, strict=True):
            if infoset.is_chance:
                checked.append(None)
            elif strategy is None:
                raise InvalidProfileError(f"expected probabilities at information set {infoset.key!r}, got none")
            else:
                checked.append(to_strategy(strategy, infoset.num_actions, f"at information set {infoset.key!r}"))
        object.__setattr__(self, "strategies", tuple(checked))

    def __getitem__(self, player: str | int) -> Mapping[str, Mapping[str, Probability]]:
        """Return a player's probabilities by information set and action."""
        listed = self.game.player_infosets(self.game.player_index(player))
        by_key = {
            self.game.infosets[index].key: read_by_name(
                dict(zip(self.game.infosets[index].actions, self.strategies[index] or (), strict=True)), "action"
            )
            for index in listed
        }
        return read_by_name(by_key, "information set")

    def in_state(self, state: int) -> BehaviorProfile:
        """Return what is done in a state, as a profile of its stage."""
        stage, first = self.game.states[state].stage, self.game.first_infosets[state]
        return BehaviorProfile(stage, self.strategies[first : first + len(stage.infosets)])

    @property
    def is_pure(self) -> bool:
        """Whether one action is certain everywhere."""
        return all(strategy is None or 1 in strategy for strategy in self.strategies)

    def __repr__(self) -> str:
        shown = [", ".join(map(brief_fraction, strategy)) for strategy in self.strategies if strategy is not None]
        more = f" | and {len(shown) - MOST_SHOWN} more" if len(shown) > MOST_SHOWN else ""
        return f"<MarkovProfile {' | '.join(shown[:MOST_SHOWN])}{more}>"
