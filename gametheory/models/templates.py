"""Formulas made ready for a place in the game: names checked, instantiated for every history on one tape."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.names import nearest
from gametheory.models.formulas.degrees import MAX_DEGREE, Degrees, degrees, largest
from gametheory.models.formulas.folding import fold
from gametheory.models.formulas.syntax import Attribute, LabelTest, Name, leaves, shares
from gametheory.models.formulas.tape import Tape
from gametheory.models.mistakes import Mistakes
from gametheory.models.scopes import NOT_PLAYED, check_attribute, check_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.models.formulas.syntax import Formula, Owner, Share
    from gametheory.models.library import Library
    from gametheory.models.scopes import Position, Reference, Scope

History: TypeAlias = "Sequence[int]"
"""For each position the move made there, or NOT_PLAYED."""

_State: TypeAlias = "tuple[int, int] | None"


def share_name(tier: str, action: str) -> str:
    """Return the name of the input of a tape that is the share of a tier at an action."""
    return f'share({tier}, "{action}")'


class Workshop:
    """Makes templates that share one tape.

    Parameters
    ----------
    library
        Parameters and definitions.
    mistakes
        Where wrong names are noted, each once.
    tiers
        Actions by the key of each tier; their shares are inputs of the tape behind the parameters.

    Attributes
    ----------
    tape
        All instructions of the model.
    positions
        Where moves are made, in the order of play.
    """

    def __init__(
        self, library: Library, mistakes: Mistakes, tiers: Mapping[str, Sequence[str]] = MappingProxyType({})
    ) -> None:
        self.library = library
        self.mistakes = mistakes
        self.tiers = tiers
        self.tape = Tape(
            [*library.parameters, *(share_name(tier, a) for tier, labels in tiers.items() for a in labels)]
        )
        self.positions: list[Position] = []
        self._definitions: dict[tuple[str, Scope], Template] = {}
        self._attributes: dict[tuple[int, int, str], Template] = {}

    def add_position(self, position: Position) -> int:
        """Add a position, check the formulas of its attributes and return its number."""
        number = len(self.positions)
        self.positions.append(position)
        for move, attributes in enumerate(position.attributes):
            for name, formula in attributes.items():
                self._attributes[number, move, name] = self.template(formula, position.constants)
        return number

    def template(self, formula: Formula, scope: Scope) -> Template:
        """Check a formula at its place and make it ready."""
        needs = [self._definition(name, scope) for name in self.library.closure([formula])]
        return Template(formula, scope, self, needs)

    def definition(self, name: str, scope: Scope) -> Template:
        """Return a definition as it reads in a scope; those it builds on were asked for before."""
        return self._definitions[name, scope]

    def attribute(self, position: int, move: int, name: str) -> Template:
        """Return an attribute of a move."""
        return self._attributes[position, move, name]

    def names_owner(self, formula: Formula, owner: str) -> bool:
        """Whether a formula, or a definition on which it builds, names a player or stage without brackets."""
        definitions = [self.library.definitions[name].formula for name in self.library.closure([formula])]
        return any(
            leaf.owner.name == owner and leaf.owner.round is None
            for part in [formula, *definitions]
            for leaf in leaves(part.root)
            if isinstance(leaf, Attribute | LabelTest)
        )

    def check_somewhere(self, formula: Formula, scopes: Sequence[Scope]) -> None:
        """Note the mistakes of a formula that nothing uses, unless it is right in one of some scopes."""
        noted = self.mistakes
        attempts = []
        for scope in scopes:
            self.mistakes = Mistakes()
            self.template(formula, scope)
            attempts.append(self.mistakes)
        self.mistakes = noted
        if attempts and all(len(attempt) for attempt in attempts):
            noted.extend(attempts[0])

    def used_definitions(self) -> set[str]:
        """Return the names of the definitions that some formula uses."""
        return {name for name, _ in self._definitions}

    def _definition(self, name: str, scope: Scope) -> Template:
        known = self._definitions.get((name, scope))
        if known is None:
            known = Template(self.library.definitions[name].formula, scope, self, [])
            self._definitions[name, scope] = known
        return known


class Template:
    """A formula in a scope; `register` instantiates it for a history.

    Parameters
    ----------
    formula, scope
        What is read where.
    workshop
        Holds the tape and the definitions.
    needs
        Definitions to instantiate beforehand, each after those it builds on.

    Attributes
    ----------
    references
        The moves on which the value depends.
    degrees
        Bounds on the degree in each parameter.
    """

    def __init__(self, formula: Formula, scope: Scope, workshop: Workshop, needs: Sequence[Template]) -> None:
        self.formula = formula
        self.scope = scope
        self._workshop = workshop
        self._needs = needs
        self._registers: dict[tuple[_State, ...], int] = {}
        self.references: tuple[Reference, ...] = ()
        self.degrees: Degrees = {}
        if self._check():
            self.degrees = self._checked_degrees()

    def register(self, history: History) -> int:
        """Return the register of the formula's value after a history."""
        found = self._registers.get(self._states(history))
        if found is not None:
            return found
        for need in self._needs:
            need.register(history)
        found = fold(self.formula.root, self._workshop.tape, _Binding(self.scope, self._workshop, history))
        self._registers[self._states(history)] = found
        return found

    @property
    def positions(self) -> frozenset[int]:
        """Positions at which a move may matter for the value."""
        return frozenset(position for reference in self.references for position in reference)

    def _states(self, history: History) -> tuple[_State, ...]:
        return tuple([last_played(reference, history) for reference in self.references])

    def _check(self) -> bool:
        """Note wrong names; collect the moves on which the value depends."""
        references: dict[Reference, None] = {}
        is_right = True
        for leaf in leaves(self.formula.root):
            if isinstance(leaf, Name):
                is_right &= self._check_name(leaf, references)
            else:
                is_right &= self._check_move(leaf, references)
        for share in shares(self.formula.root):
            is_right &= self._check_share(share)
        self.references = tuple(references)
        return is_right

    def _check_share(self, share: Share) -> bool:
        """Whether a share is one of a tier at an action of its own; notes the mistake where it is not."""
        tiers, name = self._workshop.tiers, share.owner.name
        if name not in tiers:
            there_are = f"; the tiers are {', '.join(tiers)}" if tiers else "; no player here has a 'count'"
            sentence = f"expected a tier in share(...), got {name!r}{nearest(name, tiers) or there_are}"
        elif share.label not in tiers[name]:
            hint = nearest(share.label, tiers[name]) or f"; it has {', '.join(map(repr, tiers[name]))}"
            sentence = f"{name!r} has no action {share.label!r}{hint}"
        else:
            return True
        self._workshop.mistakes.add(sentence, share.owner.place)
        return False

    def _check_name(self, leaf: Name, references: dict[Reference, None]) -> bool:
        workshop = self._workshop
        if not self.scope.check_name(leaf, workshop.mistakes) or workshop.library.is_circular(leaf.name):
            return False
        if leaf.name in workshop.library.definitions:
            references.update(dict.fromkeys(workshop.definition(leaf.name, self.scope).references))
        return True

    def _check_move(self, leaf: Attribute | LabelTest, references: dict[Reference, None]) -> bool:
        workshop = self._workshop
        if isinstance(leaf, LabelTest) and self.scope.is_index_test(leaf):
            return True
        reference = self.scope.find(leaf.owner, workshop.mistakes)
        if reference is None:
            return False
        references[reference] = None
        positions = [workshop.positions[position] for position in reference]
        if isinstance(leaf, Attribute):
            return check_attribute(leaf, positions, workshop.mistakes)
        return check_label(leaf, positions, workshop.mistakes)

    def _checked_degrees(self) -> Degrees:
        """Return bounds on the degrees; note where one is too large, and go on as if it were 0."""
        found = degrees(self.formula.root, self._leaf_degrees)
        for name, bounds in found.items():
            if max(bounds) > MAX_DEGREE:
                self._workshop.mistakes.add(
                    f"expected a formula of degree at most {MAX_DEGREE:,} in {name!r}, got {max(bounds):,}",
                    self.formula.place,
                )
                return {}
        return found

    def _leaf_degrees(self, leaf: Name | Attribute) -> Degrees:
        workshop = self._workshop
        if isinstance(leaf, Name):
            if leaf.name in workshop.library.definitions:
                return workshop.definition(leaf.name, self.scope).degrees
            return {leaf.name: (1, 0)} if leaf.name in workshop.library.parameters else {}
        reference = self.scope.references[leaf.owner.name, leaf.owner.round]
        return largest(
            workshop.attribute(position, move, leaf.attribute).degrees
            for position in reference
            for move in range(len(workshop.positions[position].labels))
        )


@dataclass(frozen=True, slots=True)
class _Binding:
    """The names of a formula in a scope after one history."""

    scope: Scope
    workshop: Workshop
    history: History

    def name_register(self, name: str) -> int:
        workshop = self.workshop
        if name in workshop.library.definitions:
            return workshop.definition(name, self.scope).register(self.history)
        if name in workshop.library.parameters:
            return workshop.tape.parameter(name)
        number = self.scope.index_number()
        return workshop.tape.zero if number is None else workshop.tape.constant(number)

    def attribute_register(self, attribute: Attribute) -> int:
        state = self._state(attribute.owner)
        if state is None:
            return self.workshop.tape.zero
        return self.workshop.attribute(*state, attribute.attribute).register(())

    def is_label(self, test: LabelTest) -> bool:
        if self.scope.is_index_test(test):
            return self.scope.index_value == test.label
        state = self._state(test.owner)
        return state is not None and self.workshop.positions[state[0]].labels[state[1]] == test.label

    def share_register(self, share: Share) -> int:
        return self.workshop.tape.parameter(share_name(share.owner.name, share.label))

    def _state(self, owner: Owner) -> _State:
        return last_played(self.scope.references[owner.name, owner.round], self.history)


def last_played(reference: Reference, history: History) -> _State:
    """Return position and move of the last move made at one of some positions, or None."""
    for position in reversed(reference):
        if history[position] != NOT_PLAYED:
            return position, history[position]
    return None
