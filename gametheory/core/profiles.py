"""What players do: mixed strategies of a normal form, behavior strategies of a tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from gametheory.core.rationals import brief_fraction, over_common_denominator, to_fraction
from gametheory.core.read_only import read_by_name
from gametheory.errors import InvalidProfileError
from gametheory.tolerances import PROBABILITY_SUM

if TYPE_CHECKING:
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.normal_form import NormalFormGame

Probability: TypeAlias = Fraction | float
Strategy: TypeAlias = "tuple[Probability, ...]"


def to_strategy(probabilities: Sequence[Any], num_actions: int, place: str) -> Strategy:
    """Return probabilities, floats kept as floats and all else exact.

    Raises
    ------
    InvalidProfileError
        If their number is wrong, one is negative, or they do not sum to 1.
    """
    strategy = tuple(probabilities)
    if not all(isinstance(value, Fraction | float) for value in strategy):
        strategy = tuple(_to_probability(value) for value in strategy)
    if len(strategy) != num_actions:
        raise InvalidProfileError(f"expected {num_actions} probabilities {place}, got {len(strategy)}")
    if not (_is_exact_distribution(strategy) or _is_rounded_distribution(strategy)):
        raise InvalidProfileError(_mistake(strategy, place))
    return strategy


def _is_exact_distribution(strategy: Strategy) -> bool:
    """Whether numbers are all exact, none is negative, and they sum to 1."""
    exact = [value for value in strategy if isinstance(value, Fraction)]
    if len(exact) < len(strategy):
        return False
    integers, denominator = over_common_denominator(exact)
    return min(integers, default=0) >= 0 and sum(integers) == denominator


def _is_rounded_distribution(strategy: Strategy) -> bool:
    """Whether some numbers are floats, none is negative, and they sum to 1 but for rounding."""
    if not any(isinstance(value, float) for value in strategy):
        return False
    rounded = [float(value) for value in strategy]
    return all(value >= 0 for value in rounded) and abs(sum(rounded) - 1) <= PROBABILITY_SUM


def _mistake(strategy: Strategy, place: str) -> str:
    """Return why numbers are no probabilities."""
    negative = [value for value in strategy if not value >= 0]
    if negative:
        return f"expected probabilities of at least 0 {place}, got {brief_fraction(negative[0])}"
    return f"expected probabilities {place} to sum to 1, got {brief_fraction(sum(strategy, Fraction(0)))}"


def _to_probability(value: Any) -> Probability:
    """Return a float as it is and anything else exact."""
    return value if isinstance(value, float) else to_fraction(value)


@cache
def certain(action: int, num_actions: int) -> Strategy:
    """Return the strategy that takes one action for certain."""
    return tuple(Fraction(index == action) for index in range(num_actions))


def strategy_from_mapping(probabilities: Mapping[str, Any], actions: Sequence[str], place: str) -> Strategy:
    """Return probabilities in the order of the actions; actions left out get 0.

    Raises
    ------
    InvalidProfileError
        If an action is unknown or the probabilities are not.
    """
    unknown = [name for name in probabilities if name not in actions]
    if unknown:
        raise InvalidProfileError(f"expected actions among {list(actions)} {place}, got {unknown[0]!r}")
    return to_strategy([probabilities.get(name, Fraction(0)) for name in actions], len(actions), place)


@dataclass(frozen=True, repr=False)
class MixedProfile:
    """One mixed strategy for each player of a normal form.

    Parameters
    ----------
    game
        The game whose actions the probabilities belong to.
    strategies
        For each player one probability for each action: Fractions, or floats.

    Raises
    ------
    InvalidProfileError
        If the probabilities do not fit the game.

    Examples
    --------
    >>> from gametheory import NormalFormGame
    >>> game = NormalFormGame.zero_sum([[1, 2], [3, 0]], players=["row", "column"], actions=[["T", "B"], ["L", "R"]])
    >>> profile = MixedProfile(game, [["3/4", "1/4"], ["1/2", "1/2"]])
    >>> profile["row"]["T"]
    Fraction(3, 4)
    """

    game: NormalFormGame
    strategies: tuple[Strategy, ...]

    def __post_init__(self) -> None:
        if len(self.strategies) != self.game.num_players:
            raise InvalidProfileError(f"expected {self.game.num_players} strategies, got {len(self.strategies)}")
        checked = tuple(
            to_strategy(strategy, size, f"for {player.label}")
            for strategy, size, player in zip(self.strategies, self.game.num_actions, self.game.players, strict=True)
        )
        object.__setattr__(self, "strategies", checked)

    @classmethod
    def from_mapping(cls, game: NormalFormGame, strategies: Mapping[str, Mapping[str, Any]]) -> MixedProfile:
        """Return the profile from ``{player: {action: probability}}``; actions left out get 0."""
        check_player_keys(game, strategies)
        return cls(
            game,
            tuple(
                strategy_from_mapping(strategies[player.key], names, f"for {player.label}")
                for player, names in zip(game.players, game.actions, strict=True)
            ),
        )

    def __getitem__(self, player: str | int) -> Mapping[str, Probability]:
        """Return a player's probabilities by action."""
        index = self.game.player_index(player)
        return read_by_name(dict(zip(self.game.actions[index], self.strategies[index], strict=True)), "action")

    @property
    def is_pure(self) -> bool:
        """Whether every player has one action for certain."""
        return all(1 in strategy for strategy in self.strategies)

    def __repr__(self) -> str:
        return f"<MixedProfile {_strategies_text(self.strategies)}>"


@dataclass(frozen=True, repr=False)
class BehaviorProfile:
    """One behavior strategy for each player of a tree.

    Parameters
    ----------
    game
        The tree whose information sets the probabilities belong to.
    strategies
        One entry for each information set of ``game.infosets``: a probability for each action, or None where the
        profile says nothing (the player's own earlier choice excludes the set) and where chance moves.

    Raises
    ------
    InvalidProfileError
        If the probabilities do not fit the game.

    Examples
    --------
    >>> from gametheory import TreeBuilder
    >>> builder = TreeBuilder(["buyer", "seller"])
    >>> trust, refuse = builder.move(0, "buyer", ["Trust", "Not"], infoset="trust")
    >>> leaves = builder.move(trust, "seller", ["Honor", "Abuse"], infoset="trusted")
    >>> profile = BehaviorProfile(builder.build(), [[0, 1], ["1/3", "2/3"]])
    >>> profile["seller"]["trusted"]["Abuse"]
    Fraction(2, 3)
    """

    game: ExtensiveFormGame
    strategies: tuple[Strategy | None, ...]

    def __post_init__(self) -> None:
        if len(self.strategies) != len(self.game.infosets):
            raise InvalidProfileError(
                f"expected one entry for each of {len(self.game.infosets)} information sets, got {len(self.strategies)}"
            )
        checked = tuple(
            None
            if strategy is None or infoset.is_chance
            else to_strategy(strategy, infoset.num_actions, f"at information set {infoset.key!r}")
            for infoset, strategy in zip(self.game.infosets, self.strategies, strict=True)
        )
        object.__setattr__(self, "strategies", checked)

    @classmethod
    def from_mapping(
        cls, game: ExtensiveFormGame, strategies: Mapping[str, Mapping[str, Mapping[str, Any] | None]]
    ) -> BehaviorProfile:
        """Return the profile from ``{player: {information set: {action: probability}}}``.

        Information sets left out, or given as None, stay undefined; actions left out get 0.
        """
        check_player_keys(game, strategies)
        listed: list[Strategy | None] = [None] * len(game.infosets)
        for player, sets in strategies.items():
            for key, probabilities in sets.items():
                try:
                    index = game.infoset_index(player, key)
                except KeyError as error:
                    raise InvalidProfileError(f"{error.args[0]} (player {player!r})") from error
                if probabilities is not None:
                    actions = game.infosets[index].actions
                    listed[index] = strategy_from_mapping(probabilities, actions, f"at information set {key!r}")
        return cls(game, tuple(listed))

    def __getitem__(self, player: str | int) -> Mapping[str, Mapping[str, Probability] | None]:
        """Return a player's probabilities by information set and action; None where undefined."""
        index = self.game.player_index(player)
        result: dict[str, Mapping[str, Probability] | None] = {}
        for position in self.game.player_infosets(index):
            infoset, strategy = self.game.infosets[position], self.strategies[position]
            result[infoset.key] = (
                None if strategy is None else read_by_name(dict(zip(infoset.actions, strategy, strict=True)), "action")
            )
        return read_by_name(result, "information set")

    @property
    def is_pure(self) -> bool:
        """Whether one action is certain wherever the profile is defined."""
        return all(strategy is None or 1 in strategy for strategy in self.strategies)

    @property
    def is_complete(self) -> bool:
        """Whether every information set of a player is defined."""
        return all(
            infoset.is_chance or strategy is not None
            for infoset, strategy in zip(self.game.infosets, self.strategies, strict=True)
        )

    def __repr__(self) -> str:
        return f"<BehaviorProfile {_strategies_text(self.strategies)}>"


Profile: TypeAlias = MixedProfile | BehaviorProfile


def check_player_keys(game: NormalFormGame | ExtensiveFormGame, strategies: Mapping[str, object]) -> None:
    """Raise InvalidProfileError unless the keys are those of the players."""
    keys = [player.key for player in game.players]
    unknown = [key for key in strategies if key not in keys]
    missing = [key for key in keys if key not in strategies]
    if unknown:
        raise InvalidProfileError(f"expected players {keys}, got {unknown[0]!r}")
    if missing:
        raise InvalidProfileError(f"expected a strategy for every player, got none for {missing[0]!r}")


def _strategies_text(strategies: Sequence[Strategy | None]) -> str:
    return " | ".join("-" if strategy is None else ", ".join(map(brief_fraction, strategy)) for strategy in strategies)
