"""A parametric game: what a game file says, and the numbers it gives at any values of its parameters."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, cast

from gametheory.core import hooks
from gametheory.core.garbage import kept
from gametheory.core.state_graph import StateGraph
from gametheory.core.tiered_game import TieredGame
from gametheory.errors import FileMistake, InconsistentGameFileError, UnsupportedGameError
from gametheory.models.bodies import Body, BuiltGame, FormulaBody
from gametheory.models.definitions import NormalFormDefinition, RepeatDefinition, StagedDefinition, TreeDefinition
from gametheory.models.formulas.tape import TooManyOperationsError
from gametheory.models.given_body import GivenBody
from gametheory.models.given_game import GivenGame
from gametheory.models.library import Library
from gametheory.models.mistakes import Mistakes
from gametheory.models.namespace import INDEX, Namespace
from gametheory.models.normal_form import NormalFormBody
from gametheory.models.parameter_values import check_parameters, checked_values
from gametheory.models.stages import StagedBody
from gametheory.models.templates import Workshop
from gametheory.models.tier_stages import has_tiers, tier_stages
from gametheory.models.tiers import TieredBody, check_tiers, tier_actions
from gametheory.models.tree import TreeBody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from fractions import Fraction

    from gametheory.core.equilibrium import Play
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.players import Player
    from gametheory.core.source import Game
    from gametheory.models.definitions import (
        Definition,
        Expectation,
        ModelDescription,
        Parameter,
        StageDefinition,
        YearMonth,
    )
    from gametheory.models.game_formulas import GameFormulas

Made = TypeVar("Made")


@dataclass(frozen=True, eq=False, repr=False)
class GameModel:
    """A game with named parameters: a source of games in numbers.

    Parameters
    ----------
    description
        What the game file says; a reader makes it.
    path
        The file's name as the user gave it, for the sentences of errors.
    parameter_values
        Values at which `to_game` gives the game; parameters that are left out have the file's.
    file_text
        The text of the game file, kept for the record; empty where the model was not read from one.

    Raises
    ------
    InvalidParameterError
        If a value is given to an unknown parameter or lies outside its range.
    InconsistentGameFileError
        If the description is not a game at any values: unknown or colliding names, circular definitions, missing
        payoffs, a parameter outside its range, nodes that are no tree. All such mistakes are told at once.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from gametheory.models.definitions import *
    >>> from gametheory.models.formulas import parse_formula
    >>> fee = Parameter("fee", Fraction(1, 10), low=Fraction(0), high=Fraction(1), assumption="a tenth")
    >>> payoffs = FormulaPayoffs({"seller": parse_formula("(1 - fee) * 30 if seller == 'List' else 20")})
    >>> actions = {"seller": (ActionDefinition("List"), ActionDefinition("Leave"))}
    >>> players = (PlayerDefinition("seller", "Seller"),)
    >>> model = GameModel(ModelDescription(players, NormalFormDefinition(actions, payoffs), parameters=(fee,)))
    >>> model.to_game().payoff(0, (0,)), model.at(fee="1/2").payoff(0, (0,))
    (Fraction(27, 1), Fraction(15, 1))
    """

    description: ModelDescription
    path: str = "<game file>"
    parameter_values: Mapping[str, Fraction] = field(default_factory=dict, kw_only=True)
    file_text: str = field(default="", kw_only=True)
    _body: Body | None = field(default=None, kw_only=True)
    _ledger: tuple[ModelDescription, GameModel] | None = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        if self._body is None:
            object.__setattr__(self, "_body", _checked_body(self.description, self.path))
        values = checked_values(self.parameters, self.parameter_values)
        object.__setattr__(self, "parameter_values", MappingProxyType(values))

    @property
    def title(self) -> str:
        """Title of the game; may be empty."""
        return self.description.title

    @property
    def source(self) -> str:
        """Where the story is from; may be empty."""
        return self.description.source

    @property
    def when(self) -> YearMonth | None:
        """When the story happened; None where the file does not say it."""
        return self.description.when

    @property
    def story(self) -> str:
        """What was observed; may be empty."""
        return self.description.story

    @property
    def reading(self) -> str:
        """What the equilibrium says beside the story; may be empty."""
        return self.description.reading

    @property
    def unit(self) -> str:
        """Unit of payoffs; may be empty."""
        return self.description.unit

    @property
    def expect(self) -> tuple[Expectation, ...]:
        """What must come out, row by row."""
        return self.description.expect

    @property
    def concept(self) -> str | None:
        """The solution concept that the file asks for, or None."""
        return self.description.concept

    @property
    def default_concept(self) -> str | None:
        """The concept that solvers ask for: `concept`, and ``subgame_perfect`` where tiers follow leaders."""
        if self.description.concept is None and isinstance(self.description.body, StagedDefinition):
            return "subgame_perfect" if has_tiers(self.description.players) else None
        return self.description.concept

    @property
    def players(self) -> tuple[Player, ...]:
        """The players in the game's order."""
        return tuple(player.player for player in self.description.players)

    @cached_property
    def parameters(self) -> Mapping[str, Parameter]:
        """The parameters by name, with the file's values."""
        return MappingProxyType({parameter.name: parameter for parameter in self.description.parameters})

    @property
    def changed_parameters(self) -> Mapping[str, Fraction]:
        """The parameters whose value is not the file's, with the value that is used."""
        used, declared = self.parameter_values, self.parameters
        return MappingProxyType({name: used[name] for name in declared if used[name] != declared[name].value})

    def at(self, **values: Any) -> NormalFormGame | ExtensiveFormGame:
        """Return the game in numbers at given values of some parameters, the others as in `parameter_values`.

        Parameters
        ----------
        values
            Integers, floats (at their exact binary value), Fractions, or texts such as ``"1/3"``.

        Raises
        ------
        InvalidParameterError
            If a name is unknown or a value is outside its range.
        InconsistentGameFileError
            If at these values a formula divides by zero or probabilities do not sum to 1.
        UnsupportedGameError
            If the tree has more than 10,000,000 nodes. ``to_game`` and ``solve`` may still answer: they merge
            histories that leave the same game.
        """
        return self.with_values(**values).whole_game()

    def with_values(self, **values: Any) -> GameModel:
        """Return the model with other values of some parameters; its formulas are not checked again.

        Parameters and errors are as for `at`. The file's own values stay in `parameters`.
        """
        return replace(self, parameter_values={**self.parameter_values, **values})

    def with_policy(self, name: str) -> GameModel:
        """Return the game under a policy of its file; what the policy sets is worked out at `parameter_values`.

        Parameters
        ----------
        name
            Key of the policy.

        Raises
        ------
        InvalidParameterError
            If the file has no such policy.
        InconsistentGameFileError
            If the policy puts a parameter outside its range, or what it leaves is no game.

        Examples
        --------
        >>> from gametheory import load
        >>> load("price_monitoring").with_policy("no_monitoring").to_game().num_actions
        (1, 3)
        """
        from gametheory.models.policies import under_policy

        return under_policy(self, name)

    def to_game(self) -> Game:
        """Return the game in numbers at `parameter_values`; built once.

        A game of stages with a large tree is a ``StateGraph`` where histories that leave the same game can be merged.
        """
        return self._built.game

    def whole_game(self) -> NormalFormGame | ExtensiveFormGame:
        """Return the game in numbers at `parameter_values` with no histories merged; for errors see `at`."""
        game = self.to_game()
        if isinstance(game, TieredGame):
            raise UnsupportedGameError(
                f"expected a game of single players, got tiers of {max(game.counts):,} sellers, whose profiles are "
                f"only counted; use 'to_game()'"
            )
        if not isinstance(game, StateGraph):
            return game
        return cast("ExtensiveFormGame", self._made(cast("StagedBody", self._body).build_tree).game)

    def formulas(self) -> GameFormulas:
        """Return the game at `parameter_values` with the formulas behind its numbers, no histories merged; made once.

        Raises
        ------
        UnsupportedGameError
            If the tree has more than 10,000,000 nodes, or the game is given by counts and not by tables or nodes.

        Examples
        --------
        >>> from gametheory import load
        >>> formulas = load("tariff_shock").formulas()
        >>> formulas.payoffs.shape == (formulas.game.num_players, formulas.game.num_nodes)
        True
        """
        return self._formulas

    @cached_property
    def _formulas(self) -> GameFormulas:
        body = self._body
        if not isinstance(body, FormulaBody):
            raise UnsupportedGameError(
                f"expected a normal form or a tree for formulas of single payoffs, got {self.title!r}; solve it at "
                f"single values"
            )
        return self._made(body.formulas)

    @property
    def welfare_ledger(self) -> GameModel | None:
        """The same game, with an observer for each formula of ``welfare:`` who is paid it; None without formulas.

        Its formulas are made ready once for all values of the parameters.
        """
        if not self.description.welfare:
            return None
        if self._ledger is None or self._ledger[0] is not self.description:
            from gametheory.models.welfare import welfare_ledger

            object.__setattr__(self, "_ledger", (self.description, welfare_ledger(self)))
        _, ledger = cast("tuple[ModelDescription, GameModel]", self._ledger)
        if ledger.parameter_values != self.parameter_values:
            ledger = replace(ledger, parameter_values=self.parameter_values)
            object.__setattr__(self, "_ledger", (self.description, ledger))
        return ledger

    def welfare(self, play: Play) -> Mapping[str, Fraction]:
        """Return the formulas of ``welfare:`` in expectation where something is played; empty without formulas.

        Parameters
        ----------
        play
            Of an equilibrium of this game at `parameter_values`.

        Raises
        ------
        UnsupportedGameError
            If what is played is told by states, or tiers of many sellers draw lots.

        Examples
        --------
        >>> from gametheory import load, solve
        >>> model = load("choose_one_of_two")
        >>> dict(model.welfare(solve(model).equilibria[0].play))
        {'consumers': Fraction(1, 2), 'sales_on_Temu': Fraction(2, 1)}
        """
        from gametheory.models.welfare import expected_welfare

        return expected_welfare(self, play)

    @property
    def arithmetic(self) -> str:
        """``exact``, or ``float`` where some formula had an irrational value and was rounded."""
        return self._built.arithmetic

    @property
    def game_arithmetic(self) -> str:
        """The same as `arithmetic`; the name that solvers ask for."""
        return self._built.arithmetic

    @property
    def unused_stages(self) -> tuple[str, ...]:
        """Stages that no path of play reaches at `parameter_values`, in the order of play."""
        return self._built.unused_stages

    @cached_property
    def _built(self) -> BuiltGame:
        return self._made(cast("Body", self._body).build)

    def _made(self, build: Callable[[Mapping[str, Fraction], str, str], Made]) -> Made:
        """Return what a body builds at `parameter_values`."""
        try:
            with kept():
                return build(self.parameter_values, self.title, self.path)
        except TooManyOperationsError as error:
            mistake = FileMistake(str(error), error.place.line, error.place.column)
            raise InconsistentGameFileError([mistake], self.path) from error

    def _repr_svg_(self) -> str:
        """Picture for notebooks."""
        return str(hooks.call("draw_svg", self.to_game()))

    def __repr__(self) -> str:
        return (
            f"<GameModel {self.title!r}: {len(self.parameters)} parameters, {', '.join(p.label for p in self.players)}>"
        )


def _checked_body(description: ModelDescription, path: str) -> Body:
    """Check a description and make its formulas ready."""
    mistakes = Mistakes()
    if not description.players:
        mistakes.add("expected at least one player, got none", description.body.place)
    _claim_names(description, Namespace(mistakes))
    check_parameters({parameter.name: parameter for parameter in description.parameters}, mistakes)
    library = Library(description.parameters, description.definitions, mistakes)
    tiers = tier_actions(description)
    check_tiers(description, mistakes)
    workshop = Workshop(library, mistakes, tiers)
    body: Body
    match description.body:
        case NormalFormDefinition() as definition if tiers:
            body = TieredBody(definition, description.players, workshop)
        case NormalFormDefinition() as definition:
            body = NormalFormBody(definition, description.players, workshop)
        case TreeDefinition() as definition:
            body = TreeBody(definition, description.players, workshop)
        case GivenGame() as given:
            body = GivenBody(given.game)
        case StagedDefinition() as definition if tiers:
            stages = tier_stages(definition, description.players, mistakes)
            body = TieredBody(stages.moves, description.players, workshop, stages=stages)
        case definition:
            body = StagedBody(definition, description.players, workshop)
    _check_remaining(description, body, workshop)
    if description.policies and not len(mistakes):
        from gametheory.models.policies import check_policies

        check_policies(description, mistakes)
    mistakes.raise_if_any(path)
    return body


def _claim_names(description: ModelDescription, namespace: Namespace) -> None:
    """Enter all names into the one namespace; a game in numbers has no formulas that could use one."""
    if isinstance(description.body, GivenGame):
        return
    for player in description.players:
        namespace.claim(player.key, "player", player.place, is_identifier=False)
    for parameter in description.parameters:
        namespace.claim(parameter.name, "parameter", parameter.place)
    for definition in description.definitions:
        namespace.claim(definition.name, "definition", definition.place)
    if isinstance(description.body, NormalFormDefinition | TreeDefinition):
        return
    for entry in description.body.stages:
        if isinstance(entry, RepeatDefinition):
            namespace.claim(entry.index, INDEX, entry.place)
        for stage in _stages_of(entry):
            namespace.claim(stage.name, "stage", stage.place, is_identifier=False)


def _stages_of(entry: StageDefinition | RepeatDefinition) -> Iterator[StageDefinition]:
    if isinstance(entry, RepeatDefinition):
        yield from entry.stages
    else:
        yield entry


def _check_remaining(description: ModelDescription, body: Body, workshop: Workshop) -> None:
    """Check the definitions that nothing uses, and the welfare formulas, wherever most is known."""
    used = workshop.used_definitions()
    unused: list[Definition] = [d for d in description.definitions if d.name not in used]
    scopes = body.widest_scopes()
    for definition in [*unused, *description.welfare]:
        workshop.check_somewhere(definition.formula, scopes)
