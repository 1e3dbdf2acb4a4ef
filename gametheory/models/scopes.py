"""What the names in a formula mean, depending on where in the game it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.names import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.models.formulas.syntax import Attribute, Formula, LabelTest, Name, Owner
    from gametheory.models.library import Library
    from gametheory.models.mistakes import Mistakes

NOT_PLAYED = -1
"""In a history: no move was made at this position, or not yet."""

Reference: TypeAlias = tuple[int, ...]
"""Positions in the order of play; the last one that was played is meant. Empty: a move that never exists."""


@dataclass(frozen=True, slots=True)
class Position:
    """A point of the game at which a move is made: a player of a normal form, or one round of a stage.

    Parameters
    ----------
    name
        How mistakes call it.
    labels
        Names of the moves.
    attributes
        For each move, formulas by attribute.
    constants
        What the names in those formulas mean.
    """

    name: str
    labels: tuple[str, ...]
    attributes: tuple[Mapping[str, Formula], ...]
    constants: Scope


@dataclass(frozen=True, eq=False, slots=True)
class Scope:
    """The meaning of names at one place of a game.

    Parameters
    ----------
    library
        Parameters and definitions, known everywhere.
    references
        Players and stages known here, by name and round (None without brackets).
    absent
        Why a player or stage that exists cannot be used here, by name; the sentence follows the name.
    index, index_value
        Name of the index and its value in this round; empty outside repeated blocks.
    """

    library: Library
    references: Mapping[tuple[str, str | None], Reference] = field(default_factory=lambda: MappingProxyType({}))
    absent: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    index: str = ""
    index_value: str = ""

    def index_number(self) -> Fraction | None:
        """Return the index as a number, or None where its value is text."""
        try:
            return Fraction(self.index_value) if len(self.index_value) <= 100 and "e" not in self.index_value else None
        except (ValueError, ZeroDivisionError):
            return None

    def check_name(self, leaf: Name, mistakes: Mistakes) -> bool:
        """Whether a bare name is a number here; notes the mistake where it is not."""
        name = leaf.name
        if name in self.library.parameters or name in self.library.definitions:
            return True
        if name == self.index:
            if self.index_number() is not None:
                return True
            mistakes.add(f"{name!r} is text ({self.index_value!r}), not a number; compare it: {name} == "
                         f'"{self.index_value}"', leaf.place)  # fmt: skip
        elif any(name == known for known, _ in self.references):
            mistakes.add(f'{name!r} is not a number; write {name}.attribute or {name} == "Action"', leaf.place)
        else:
            self._note_unknown(name, None, leaf, mistakes)
        return False

    def find(self, owner: Owner, mistakes: Mistakes) -> Reference | None:
        """Return the move that an owner means; where there is none, note the mistake and return None."""
        found = self.references.get((owner.name, owner.round))
        if found is None:
            self._note_unknown(owner.name, owner.round, owner, mistakes)
        return found

    def _note_unknown(self, name: str, round_name: str | None, leaf: Name | Owner, mistakes: Mistakes) -> None:
        rounds = [known_round for known, known_round in self.references if known == name]
        if name in self.absent and (round_name is None or not rounds):
            sentence = f"{name!r} {self.absent[name]}"
        elif round_name is not None and rounds:
            sentence = f"there is no {name}[{round_name}] before this" + nearest(round_name, filter(None, rounds))
        elif rounds:
            sentence = f"{name!r} is repeated; name the round: {name}[{rounds[0]}]"
        elif name in self.library.parameters or name in self.library.definitions:
            sentence = f"{name!r} is a number; it has no attributes and no actions"
        elif name == self.index:
            sentence = f"{name!r} is the index of a repeated block; it has no attributes"
        else:
            sentence = f"unknown name {name!r}" + nearest(name, self._known_names())
        mistakes.add(sentence, leaf.place)

    def _known_names(self) -> list[str]:
        owners = [name for name, _ in self.references]
        index = [self.index] if self.index else []
        return [*self.library.parameters, *self.library.definitions, *owners, *index]

    def is_index_test(self, leaf: LabelTest) -> bool:
        """Whether a comparison with a text is about the index."""
        return bool(self.index) and leaf.owner.name == self.index and leaf.owner.round is None


def check_attribute(leaf: Attribute, positions: list[Position], mistakes: Mistakes) -> bool:
    """Whether all positions that a name may mean have an attribute; notes the mistake where not.

    Parameters
    ----------
    leaf
        The attribute in a formula.
    positions
        Where the move may have been made; empty if it never exists.
    mistakes
        Where the mistake is noted.
    """
    owner, attribute = leaf.owner.name, leaf.attribute
    lacking = [position for position in positions if any(attribute not in known for known in position.attributes)]
    if not lacking:
        return True
    having = [position.name for position in positions if position not in lacking]
    if having:
        mistakes.add(
            f"{owner!r} may have moved last at {lacking[0].name!r}, which has no attribute {attribute!r}; "
            f"name the stage: {having[0]}.{attribute}",
            leaf.place,
        )
    else:
        known = dict.fromkeys(name for position in positions for move in position.attributes for name in move)
        if attribute in known:  # some actions have it: that is told where the actions stand
            return False
        mistakes.add(f"{owner!r} has no attribute {attribute!r}{_choices(attribute, known)}", leaf.place)
    return False


def check_label(leaf: LabelTest, positions: list[Position], mistakes: Mistakes) -> bool:
    """Whether some position that a name may mean has a move of this text; notes the mistake where not."""
    known = dict.fromkeys(label for position in positions for label in position.labels)
    if leaf.label in known or not positions:
        return True
    mistakes.add(f"{leaf.owner.name!r} has no action {leaf.label!r}{_choices(leaf.label, known)}", leaf.place)
    return False


def _choices(name: str, known: Mapping[str, None]) -> str:
    """Return the nearest right name, or all of them where there are few."""
    near = nearest(name, known)
    if near or not 0 < len(known) <= 8:
        return near
    return f"; it has {', '.join(map(repr, known))}"
