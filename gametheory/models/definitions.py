"""What a game file says, independent of the notation it is written in.

A reader fills these records and gives a `ModelDescription` to `GameModel`, which checks their meaning: names, ranges,
collisions, missing payoffs. A reader answers only for the shape of the text (kinds of value, unknown or duplicate
keys).

Wherever a number may depend on parameters the record holds a `Formula`; ``parse_formula("-1/3")`` is a number too.
Mappings keep the order of the file. Every record carries the place at which a mistake about it is reported. The
records of trees are in ``tree_definitions`` and can be had from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from gametheory.core.players import Player
from gametheory.models.distributions import ParameterDistribution
from gametheory.models.formulas.syntax import Formula
from gametheory.models.given_game import GivenGame
from gametheory.models.places import NOWHERE, Place
from gametheory.models.policy_definitions import PolicyDefinition, RemovedAction, StageChange
from gametheory.models.tree_definitions import BranchDefinition, NodeDefinition, OutcomeDefinition, TreeDefinition

__all__ = [
    "ActionDefinition",
    "BranchDefinition",
    "ChanceBranch",
    "Definition",
    "Expectation",
    "Formula",
    "FormulaPayoffs",
    "GivenGame",
    "ModelDescription",
    "NodeDefinition",
    "NormalFormDefinition",
    "OutcomeDefinition",
    "Parameter",
    "Place",
    "PlayerDefinition",
    "PolicyDefinition",
    "RemovedAction",
    "RepeatDefinition",
    "StageChange",
    "StageDefinition",
    "StagedDefinition",
    "TablePayoffs",
    "TreeDefinition",
    "YearMonth",
]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named number of the model, with its pedigree.

    Parameters
    ----------
    name
        Name in formulas.
    value
        The file's value.
    low, high
        Ends of the range, both included; both None where the file gives no range.
    unit, meaning
        Text, empty where the file gives none.
    source
        Where the value is from; None where it is an assumption.
    assumption
        What is assumed; None where the value has a source. One of the two must be given.
    place
        Where the value stands.
    distribution
        What the value may be where it is not known, within the range; None where the file does not say.
    """

    name: str
    value: Fraction
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str = ""
    meaning: str = ""
    source: str | None = None
    assumption: str | None = None
    place: Place = NOWHERE
    distribution: ParameterDistribution | None = None


@dataclass(frozen=True, slots=True)
class PlayerDefinition:
    """A player: its key in formulas and its label in text.

    Parameters
    ----------
    key, label
        ``amazon`` and ``Amazon``.
    place
        Where the key stands.
    in_text
        What sentences say instead of the label: ``the top seller``.
    count
        Number of identical sellers where the player is a tier; None where it is a single player.
    """

    key: str
    label: str
    place: Place = NOWHERE
    in_text: str = ""
    count: int | None = None

    @property
    def player(self) -> Player:
        """The player of a game."""
        return Player(self.key, self.label, self.in_text)


@dataclass(frozen=True, slots=True)
class ActionDefinition:
    """An action of a player, with the attributes that formulas read.

    Parameters
    ----------
    name
        The file's text.
    attributes
        Formulas over parameters (and definitions over parameters) by attribute; empty where the file lists names only.
    place
        Where the name stands.
    """

    name: str
    attributes: Mapping[str, Formula] = field(default_factory=lambda: MappingProxyType({}))
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Definition:
    """A named formula of ``define:`` or ``welfare:``.

    Parameters
    ----------
    name
        Name in other formulas.
    formula
        What it stands for; definitions may use each other in any order.
    place
        Where the name stands.
    """

    name: str
    formula: Formula
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class FormulaPayoffs:
    """Payoffs of every profile or terminal by one formula a player.

    Parameters
    ----------
    by_player
        Formula by the player's key.
    place
        Where the key ``payoffs`` or the node stands.
    """

    by_player: Mapping[str, Formula]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class TablePayoffs:
    """Payoffs of a normal form profile by profile.

    Parameters
    ----------
    rows
        One row a profile, in the order of ``itertools.product`` over the players' actions (the last player's action
        varies fastest); each row has one entry a player, in the players' order. Plain numbers save memory in large
        tables and mean the same as a constant formula.
    place
        Where the key ``payoffs`` stands.
    """

    rows: tuple[tuple[Formula | Fraction | int, ...], ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class NormalFormDefinition:
    """A game in normal form.

    Parameters
    ----------
    actions
        Actions by the player's key.
    payoffs
        By formulas over parameters, definitions and attributes, or profile by profile.
    place
        Where the key ``actions`` stands.
    """

    actions: Mapping[str, tuple[ActionDefinition, ...]]
    payoffs: FormulaPayoffs | TablePayoffs
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class ChanceBranch:
    """One outcome of a chance stage.

    Parameters
    ----------
    name
        The file's text.
    probability
        A formula over what is known by then; None is ``rest``, for at most one branch of the stage.
    attributes
        As of an action.
    place
        Where the name stands.
    """

    name: str
    probability: Formula | None
    attributes: Mapping[str, Formula] = field(default_factory=lambda: MappingProxyType({}))
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class StageDefinition:
    """One stage: who moves, what it can do, what it has seen.

    Parameters
    ----------
    name
        Name in formulas, and of its information set.
    player
        Key of the player who moves; None at a chance stage, and at a stage that only pays.
    actions
        What the player can do; empty unless `player` is given.
    chance
        What chance can do; empty unless chance moves. A stage with neither player nor chance must have payoffs.
    when
        The stage is skipped where this formula is 0; None is always.
    observes
        Earlier stages whose moves the player sees, as written: ``demand``, or of a repeated stage ``enforce``
        (this round), ``enforce[previous]``, ``enforce[US]``. None is all (the default, and the word ``all``).
    forgets
        Stages that are taken out again, own ones too (``all`` takes out every one); own earlier moves are remembered
        otherwise.
    payoffs
        What falls due when the stage is reached, by player; None is nothing. Where a formula names the stage or the
        player who moves in it, all of them fall due after its move.
    place
        Where the name stands.
    observes_places, forgets_places
        Place of each entry of the two lists, in order.
    """

    name: str
    player: str | None = None
    actions: tuple[ActionDefinition, ...] = ()
    chance: tuple[ChanceBranch, ...] = ()
    when: Formula | None = None
    observes: tuple[str, ...] | None = None
    forgets: tuple[str, ...] = ()
    payoffs: FormulaPayoffs | None = None
    place: Place = NOWHERE
    observes_places: tuple[Place, ...] = ()
    forgets_places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class RepeatDefinition:
    """A block of stages played once for every value of an index.

    Inside, a stage's name means this round; ``enforce[previous]`` the round before (in the first round it counts as
    skipped); ``enforce[US]`` a named round. Outside, rounds are always named. ``market == "US"`` compares the index;
    where its values are numbers (``over: [1, 2, 3]``) the index is a number in formulas. Blocks are not nested.

    Parameters
    ----------
    index
        Name of the index.
    values
        Text of each value, in the order of play.
    stages
        The stages of one round.
    place
        Where the key ``repeat`` stands.
    """

    index: str
    values: tuple[str, ...]
    stages: tuple[StageDefinition, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class StagedDefinition:
    """A sequential game as stages.

    Parameters
    ----------
    stages
        In the order of play.
    payoffs
        What falls due at the end; None where the stages pay everything.
    place
        Where the key ``stages`` stands.
    """

    stages: tuple[StageDefinition | RepeatDefinition, ...]
    payoffs: FormulaPayoffs | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Expectation:
    """One row of ``expect:``, as written; its meaning belongs to the studies.

    Parameters
    ----------
    values
        The row's keys and values; scalars are the file's text, lists are tuples, mappings are mappings.
    places
        Where each value stands, by its path in the row, such as ``("probability", "amazon", "Monitor")``; the empty
        path is the row.
    """

    values: Mapping[str, object]
    places: Mapping[tuple[str | int, ...], Place] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, order=True)
class YearMonth:
    """A month, or a year where nobody knows the month; a year comes before its months.

    Parameters
    ----------
    year
        Of the calendar.
    month
        From 1 to 12; 0 where only the year is known.

    Examples
    --------
    >>> sorted([YearMonth(2024, 3), YearMonth(2024), YearMonth(2022, 9)])
    [YearMonth(year=2022, month=9), YearMonth(year=2024, month=0), YearMonth(year=2024, month=3)]
    """

    year: int
    month: int = 0


@dataclass(frozen=True, slots=True)
class ModelDescription:
    """A whole game file.

    Parameters
    ----------
    players
        In the game's order.
    body
        The game in one of its three notations, or in numbers.
    parameters, definitions
        In the file's order.
    title, source, story, reading
        Text, empty where the file gives none.
    when
        When the story happened; None where the file does not say it.
    unit
        Unit of payoffs, such as ``million USD a year``; empty where the file gives none.
    concept
        What every command uses when none is asked; None is ``nash``.
    welfare
        Named formulas of what consumers, sellers or all together get at the end of play.
    policies
        Named changes of the game.
    expect
        What must come out.
    """

    players: tuple[PlayerDefinition, ...]
    body: NormalFormDefinition | TreeDefinition | StagedDefinition | GivenGame
    parameters: tuple[Parameter, ...] = ()
    definitions: tuple[Definition, ...] = ()
    title: str = ""
    source: str = ""
    when: YearMonth | None = None
    story: str = ""
    reading: str = ""
    unit: str = ""
    concept: str | None = None
    welfare: tuple[Definition, ...] = ()
    policies: Mapping[str, PolicyDefinition] = field(default_factory=lambda: MappingProxyType({}))
    expect: tuple[Expectation, ...] = ()
