"""What goes into a method and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from gametheory.analysis.dominance.elimination import eliminate
from gametheory.analysis.structure import forgetful_infosets
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.solution import Termination
from gametheory.core.strategic_form import to_normal_form
from gametheory.errors import UnsupportedGameError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.analysis.dominance.elimination import Reduction
    from gametheory.core.block_products import BlockProduct
    from gametheory.core.continuum import Continuum
    from gametheory.core.equilibrium import Play
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import Strategy
    from gametheory.core.solution import Coverage, Limits, Progress
    from gametheory.core.source import Game
    from gametheory.core.strategic_form import StrategicForm
    from gametheory.solvers.watch import Watch


Options = TypeVar("Options")


class TooLargeError(UnsupportedGameError):
    """Raised by a method for a game that it answers, but not of this size: no other method is tried in its place."""


def check_recall(tree: ExtensiveFormGame, method: str) -> None:
    """Raise UnsupportedGameError, in the name of a method, if a player of a tree forgets."""
    forgetful = forgetful_infosets(tree)
    if forgetful:
        raise UnsupportedGameError(
            f"{method} needs perfect recall, but {forgetful[0].reason}; use concept 'nash' or 'pure'"
        )


class Problem:
    """A game to be solved, with what several methods need of it, made once.

    Parameters
    ----------
    game
        The game.
    concept
        What is asked.
    watch
        The clock of the run; methods tick in their loops.
    num_listed
        How many equilibria are listed at most; None for the limit of the run.
    options
        Options of the method; None for its defaults.
    """

    def __init__(
        self, game: Game, concept: str, watch: Watch, *, num_listed: int | None = None, options: object | None = None
    ) -> None:
        self.game = game
        self.concept = concept
        self.watch = watch
        self.num_listed = watch.limits.equilibria if num_listed is None else num_listed
        self._options = options

    @property
    def limits(self) -> Limits:
        """When the run stops early."""
        return self.watch.limits

    def options_as(self, kind: type[Options]) -> Options:
        """Return the options of the method, of the kind that it takes."""
        return self._options if isinstance(self._options, kind) else kind()

    def options_as_given(self) -> Mapping[str, Any]:
        """Return the options by name; empty where the method has none."""
        if self._options is None:
            return {}
        return {field.name: getattr(self._options, field.name) for field in fields(cast("Any", self._options))}

    @cached_property
    def strategic_form(self) -> StrategicForm | None:
        """The reduced normal form of a tree; None if the game is a normal form itself."""
        if not isinstance(self.game, ExtensiveFormGame):
            return None
        return to_normal_form(self.game, heartbeat=self.watch.tick)

    @property
    def normal_form(self) -> NormalFormGame:
        """The game as a normal form."""
        form = self.strategic_form
        return cast("NormalFormGame", self.game) if form is None else form.game

    @cached_property
    def reduction(self) -> Reduction:
        """What iterated strict elimination leaves of the normal form; every equilibrium survives it."""
        return eliminate(self.normal_form, progress=self._tick)

    @property
    def choosing_players(self) -> tuple[int, ...]:
        """Players to whom iterated strict elimination leaves more than one action."""
        return tuple(player for player, kept in enumerate(self.reduction.kept) if len(kept) > 1)

    def _tick(self, progress: Progress) -> None:
        """Let the clock look on during elimination."""
        self.watch.tick(progress.total)


@dataclass(frozen=True, slots=True)
class FoundSubset:
    """A maximal Nash subset, its extreme equilibria as positions in the list of profiles.

    Parameters
    ----------
    strategies
        For each player the extreme points of its polytope, or the blocks whose product they are.
    members
        Positions of its extreme equilibria, those beyond the end of the list left out.
    component
        Place of its component among ``Conclusion.components``.
    """

    strategies: tuple[tuple[Strategy, ...] | BlockProduct, ...]
    members: tuple[int, ...]
    component: int = 0


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a search that ended by itself says about its list.

    Parameters
    ----------
    coverage
        How much of what exists was found.
    profiles
        The final list, cut perhaps where no more are listed; None where it is the profiles that were yielded.
    is_in_order
        Whether that list is in the order of ``order_key`` already; one that is cut must be.
    num_found
        Length of the list before it was cut; None where nothing was cut.
    components, subsets
        As positions in that list, those beyond its end left out.
    component_indices
        Index of each component, None where it is unknown; empty where none was determined.
    continua
        Sets of infinitely many equilibria, their points as positions in that list.
    num_extreme
        Exact number, also of what is not listed; None where unknown.
    unresolved
        Sentences that name what was not decided.
    termination
        Why the search ended.
    statistics
        Counts of the run, and in words which of several ways was taken.
    arithmetic
        ``float`` where the answer is only near an equilibrium; its certificate states the regret. ``interval`` where
        some numbers are enclosed, each enclosure with an equilibrium in it.
    """

    coverage: Coverage
    profiles: Sequence[Play] | None = None
    is_in_order: bool = False
    num_found: int | None = None
    components: tuple[tuple[int, ...], ...] = ()
    subsets: tuple[FoundSubset, ...] = ()
    component_indices: tuple[int | None, ...] = ()
    continua: tuple[Continuum, ...] = ()
    num_extreme: int | None = None
    unresolved: tuple[str, ...] = ()
    termination: Termination = Termination.EXHAUSTED
    statistics: Mapping[str, int | float | str] = field(default_factory=dict)
    arithmetic: str = "exact"
