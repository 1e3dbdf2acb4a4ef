"""What can be solved: the protocols that games and models share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

from gametheory.core.read_only import read_only

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gametheory.core.equilibrium import Play
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.state_graph import StateGraph
    from gametheory.core.tiered_game import TieredGame

    Game: TypeAlias = "NormalFormGame | ExtensiveFormGame | StateGraph | TieredGame"


@runtime_checkable
class GameSource(Protocol):
    """Anything that yields a game: a game itself, or a model at its parameter values."""

    def to_game(self) -> Game:
        """Return the game in numbers."""
        ...

    @property
    def default_concept(self) -> str | None:
        """The solution concept that the source asks for, or None."""
        ...

    @property
    def parameter_values(self) -> Mapping[str, Fraction]:
        """The values of the parameters that the game was made with; empty for a game of numbers."""
        ...

    @property
    def game_arithmetic(self) -> str:
        """``exact``, or ``float`` where a formula had an irrational value."""
        ...


@runtime_checkable
class GameStory(Protocol):
    """What a source may tell beside its game, for readers; models do, games of numbers do not."""

    @property
    def unit(self) -> str:
        """Unit of payoffs; may be empty."""
        ...

    @property
    def reading(self) -> str:
        """What the equilibrium at the source's own values says beside the story; may be empty."""
        ...

    @property
    def changed_parameters(self) -> Mapping[str, Fraction]:
        """The parameters whose value is not the source's own, with the value that is used."""
        ...


@runtime_checkable
class WelfareSource(Protocol):
    """What a source may say about everybody's welfare; models do, games of numbers do not."""

    def welfare(self, play: Play) -> Mapping[str, Fraction]:
        """Return each formula of welfare in expectation where something is played; empty without formulas.

        Raises
        ------
        UnsupportedGameError
            If that cannot be worked out for what is played.
        """
        ...


class GameOfNumbers:
    """What a game answers as a source of itself."""

    @property
    def default_concept(self) -> str | None:
        """None: a game of numbers asks for no concept."""
        return None

    @property
    def parameter_values(self) -> Mapping[str, Fraction]:
        """Empty: a game of numbers has no parameters."""
        return read_only({})

    @property
    def game_arithmetic(self) -> str:
        """``exact``: the given numbers are the game."""
        return "exact"
