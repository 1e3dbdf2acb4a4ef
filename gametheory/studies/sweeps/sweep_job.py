"""What a sweep is asked, and what its answer consists of."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

import numpy as np

from gametheory.analysis.trees.perfect_information import is_everything_seen
from gametheory.core.batch_solution import COVERAGES
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.names import nearest
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.solution import Coverage
from gametheory.core.tiered_game import TieredGame
from gametheory.errors import InvalidParameterError, UnsupportedGameError
from gametheory.kernels.batch.tables import has_tables
from gametheory.models.game_formulas import GameFormulas
from gametheory.studies.given_model import check_model
from gametheory.studies.sweeps.grid import read_grid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from gametheory.models.model import GameModel
    from gametheory.studies.sweeps.grid import AxisValues, Block, Grid

OUTPUTS = ("probability", "payoff", "welfare")
"""What can be left out of the answer; regimes, numbers, coverage and how a point was decided never are."""

RULES = ("first", "payoff_dominant", "risk_dominant")
"""Rules that select one equilibrium, beside the key of a player, whose best it is."""

DECISIONS = ("floats", "rationals", "within_margin", "unverified", "no_game")
"""How a point was decided, by code: in floats with every sign beyond doubt; in rationals; in floats with signs in doubt
but as its neighbors; the same, other than a neighbor; not at all, as a formula has no value or probabilities are
wrong there."""
BY_FLOATS, BY_RATIONALS, WITHIN_MARGIN, UNVERIFIED, NO_GAME = range(len(DECISIONS))

NO_COVERAGE = COVERAGES.index(Coverage.NONE)
MARGIN = 1e-10
"""Relative to the range of payoffs: signs that are nearer to 0 are in doubt."""
MOST_EXACT_POINTS = 10_000
"""Points in doubt that are solved in rationals, spread evenly over the chunks."""
MOST_LISTED = 16
"""Equilibria of a point that are listed."""
LARGEST_CHUNK, LARGEST_TREE_CHUNK, SMALLEST_TREE_CHUNK, SLOW_CHUNK = 1 << 17, 1 << 15, 1 << 10, 64
"""Points of a chunk: of games that kernels solve, of trees, and where each point is solved by itself."""
MOST_NODE_VALUES = 1 << 23
"""Values of nodes at all points of a chunk."""


NAMES_OF_THE_ANSWER = frozenset(
    {"regime", "num_equilibria", "num_components", "coverage", "decided", *OUTPUTS}
    | {"equilibrium", "player", "formula", "choice", "choice_player", "choice_infoset", "choice_action"}
    | {"regime_key", "regime_words", "regime_text"}
)
"""Names in the dataset, which no axis can have."""


class SweepQuestion(TypedDict, total=False):
    """What can be asked of a sweep.

    Attributes
    ----------
    concept
        As for `solve`; None is the file's, else ``nash``.
    outputs
        Which of ``OUTPUTS``; None for all that the model has.
    select
        One of ``RULES`` or the key of a player, whose best equilibrium it is; a rule of the name of a player comes
        first. None lists all equilibria.
    """

    concept: str | None
    outputs: Sequence[str] | None
    select: str | None


class Choice(NamedTuple):
    """A column of the probabilities."""

    player: str
    infoset: str
    action: str


class Variable(NamedTuple):
    """An array of the answer: its axes after those of the grid, and its numbers."""

    dims: tuple[str, ...]
    shape: tuple[int, ...]
    kind: str
    empty: float


@dataclass(frozen=True, eq=False)
class SweepJob:
    """A sweep: a model, a grid of its parameters, and a question.

    Each chunk of the grid is answered by itself, the same wherever and whenever that is done; `sweep_job` makes one.

    Parameters
    ----------
    model
        Its `parameter_values` are those of the parameters that do not vary.
    grid
        The points.
    concept
        The solution concept.
    outputs
        Which of ``OUTPUTS`` are wanted.
    select
        As in `SweepQuestion`.
    """

    model: GameModel
    grid: Grid
    concept: str
    outputs: tuple[str, ...]
    select: str | None

    @cached_property
    def formulas(self) -> GameFormulas | None:
        """The formulas behind the game; None where the game is too large to be written out, or has none."""
        try:
            return self.model.formulas()
        except UnsupportedGameError:
            return None

    @cached_property
    def welfare_formulas(self) -> GameFormulas | None:
        """The formulas behind what the observers of ``welfare:`` are paid; None where the model has none.

        Raises
        ------
        UnsupportedGameError
            If the game is too large to be written out.
        """
        ledger = self.model.welfare_ledger
        return None if ledger is None else ledger.formulas()

    @cached_property
    def is_small_normal_form(self) -> bool:
        """Whether the kernels for many small games answer."""
        game = None if self.formulas is None else self.formulas.game
        return (
            self.concept == "nash"
            and isinstance(game, NormalFormGame)
            and game.num_players == 2
            and has_tables(*game.num_actions)
        )

    @cached_property
    def is_seen_tree(self) -> bool:
        """Whether backward induction on arrays answers: everything is seen and the shape does not vary."""
        formulas = self.formulas
        if self.concept != "subgame_perfect" or formulas is None or not isinstance(formulas.game, ExtensiveFormGame):
            return False
        varying = (formulas.tape.parameters_of(register) for register in formulas.conditions)
        return is_everything_seen(formulas.game) and set(self.grid.names).isdisjoint(chain.from_iterable(varying))

    @cached_property
    def chunk_points(self) -> int:
        """Points of a chunk at most."""
        if self.is_small_normal_form:
            return LARGEST_CHUNK
        if self.is_seen_tree and self.formulas is not None:
            fitting = MOST_NODE_VALUES // self.formulas.payoffs.size
            return min(LARGEST_TREE_CHUNK, max(SMALLEST_TREE_CHUNK, fitting))
        return SLOW_CHUNK

    @cached_property
    def num_chunks(self) -> int:
        """Number of chunks."""
        return self.grid.num_blocks(self.chunk_points)

    @property
    def chunk_shape(self) -> tuple[int, ...]:
        """Shape of a chunk that does not lie at the end of an axis."""
        return self.grid.block_shape(self.chunk_points)

    def exact_points(self, block: Block) -> int:
        """Return how many points in doubt of a chunk are solved in rationals at most."""
        rank = self.grid.rank(self.chunk_points, block)
        before, upto = (MOST_EXACT_POINTS * number // self.num_chunks for number in (rank, rank + 1))
        return upto - before

    def block(self, chunk: int) -> Block:
        """Return where a chunk lies."""
        return self.grid.block(self.chunk_points, chunk)

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """Columns of the probabilities: the actions of each player, in trees at each information set.

        They are those of the game at the values of the model; of a tier's action it is the share of its sellers.
        """
        game = self.model.to_game()
        if isinstance(game, NormalFormGame | TieredGame):
            named = zip(game.players, game.actions, strict=True)
            return tuple(Choice(player.key, "", action) for player, actions in named for action in actions)
        return tuple(
            Choice(game.players[infoset.player].key, infoset.key, action)
            for infoset in game.infosets
            if not infoset.is_chance
            for action in infoset.actions
        )

    @cached_property
    def num_listed(self) -> int:
        """Equilibria that are listed of each point: one where a rule selects it."""
        if self.select is not None:
            return 1
        game = None if self.formulas is None else self.formulas.game
        return min(MOST_LISTED, 2 ** min(game.num_actions)) if isinstance(game, NormalFormGame) else 4

    @cached_property
    def variables(self) -> Mapping[str, Variable]:
        """The arrays of the answer, by name; each begins with the axes of the grid."""
        known = {
            "regime": Variable((), (), "uint64", 0),
            "num_equilibria": Variable((), (), "int32", 0),
            "num_components": Variable((), (), "int32", 0),
            "coverage": Variable((), (), "uint8", NO_COVERAGE),
            "decided": Variable((), (), "uint8", BY_FLOATS),
        }
        inner = ((), ()) if self.select is not None else (("equilibrium",), (self.num_listed,))
        widths = {
            "probability": ("choice", len(self.choices)),
            "payoff": ("player", len(self.model.players)),
            "welfare": ("formula", len(self.model.description.welfare)),
        }
        for name in self.outputs:
            dim, width = widths[name]
            known[name] = Variable((*inner[0], dim), (*inner[1], width), "float64", np.nan)
        return known

    def empty(self, num_points: int) -> dict[str, NDArray[Any]]:
        """Return arrays for so many points in a row, filled as for points without a game."""
        return {
            name: np.full((num_points, *variable.shape), variable.empty, dtype=variable.kind)
            for name, variable in self.variables.items()
        }

    def __getstate__(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)


def sweep_job(model: GameModel, axes: Mapping[str, AxisValues], question: SweepQuestion) -> SweepJob:
    """Return the sweep of a model over a grid.

    Parameters
    ----------
    model
        Parameters that do not vary have its `parameter_values`.
    axes
        As for `read_grid`.
    question
        What is asked.

    Raises
    ------
    InvalidParameterError
        If the axes are no grid or one is named like a part of the answer, or the question names an output or a rule
        that does not exist.
    UnsupportedGameError
        If the rule does not apply to the game, or welfare is asked of a model that has none.
    """
    check_model(model)
    grid = read_grid(model, axes)
    for name in grid.names:
        if name in NAMES_OF_THE_ANSWER:
            raise InvalidParameterError(
                f"expected an axis that is named otherwise than a part of the answer, got {name!r}; rename the "
                f"parameter in the file"
            )
    concept = question.get("concept") or model.default_concept or "nash"
    kept = _kept(model, question.get("outputs"))
    select = question.get("select")
    keys = [player.key for player in model.players]
    if select is not None and select not in (*RULES, *keys):
        raise InvalidParameterError(
            f"expected select as one of {', '.join(map(repr, (*RULES, *keys)))}, got {select!r}"
            f"{nearest(select, [*RULES, *keys])}"
        )
    job = SweepJob(model, grid, concept, kept, select)
    if select == "risk_dominant" and not _is_two_by_two(job):
        raise UnsupportedGameError(
            "select='risk_dominant' needs a normal form of two players with two actions each; select a player's best"
        )
    return job


def _kept(model: GameModel, outputs: Sequence[str] | None) -> tuple[str, ...]:
    """Return the outputs that are wanted, in order."""
    has_welfare = bool(model.description.welfare)
    if outputs is None:
        return tuple(name for name in OUTPUTS if name != "welfare" or has_welfare)
    if isinstance(outputs, str):
        raise InvalidParameterError(f"expected a list of outputs, got {outputs!r}; write [{outputs!r}]")
    for name in outputs:
        if name not in OUTPUTS:
            raise InvalidParameterError(
                f"expected outputs among {', '.join(map(repr, OUTPUTS))}, got {name!r}{nearest(name, OUTPUTS)}"
            )
    if "welfare" in outputs and not has_welfare:
        raise UnsupportedGameError("welfare needs formulas under 'welfare' in the file, got none; ask for payoff")
    return tuple(name for name in OUTPUTS if name in outputs)


def _is_two_by_two(job: SweepJob) -> bool:
    return job.is_small_normal_form and len(job.choices) == 4 and job.num_listed == 1
