"""What a game file says about a policy: a named change of parameters, actions or stages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from gametheory.models.places import NOWHERE, Place

if TYPE_CHECKING:
    from gametheory.models.definitions import ActionDefinition, FormulaPayoffs
    from gametheory.models.formulas.syntax import Formula


@dataclass(frozen=True, slots=True)
class StageChange:
    """What a policy changes at a stage; None is no change.

    Parameters
    ----------
    when
        The stage is skipped where this is 0.
    payoffs
        What falls due when the stage is reached.
    place
        Where the name of the stage stands.
    """

    when: Formula | None = None
    payoffs: FormulaPayoffs | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class RemovedAction:
    """An action that a policy takes away.

    Parameters
    ----------
    name
        The file's text.
    place
        Where the policy names it.
    """

    name: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class PolicyDefinition:
    """A named change of the game.

    Parameters
    ----------
    name
        The file's key.
    label
        Text for readers; empty where the file gives none.
    meaning
        What the rule is, in a sentence; empty where the file gives none.
    source, assumption
        Where the numbers of the rule are from, or what is assumed; None where the file gives none.
    values
        New values by parameter: formulas over the parameters as they were before.
    removed
        Actions that are taken away, by player in a normal form and by stage in a game of stages.
    added
        Actions that are new, by the same keys.
    stages
        Changes of stages by name.
    place
        Where the name stands.
    places
        Where each key of `values`, `removed` and `added` stands, by section and key.
    """

    name: str
    label: str = ""
    meaning: str = ""
    source: str | None = None
    assumption: str | None = None
    values: Mapping[str, Formula] = field(default_factory=lambda: MappingProxyType({}))
    removed: Mapping[str, tuple[RemovedAction, ...]] = field(default_factory=lambda: MappingProxyType({}))
    added: Mapping[str, tuple[ActionDefinition, ...]] = field(default_factory=lambda: MappingProxyType({}))
    stages: Mapping[str, StageChange] = field(default_factory=lambda: MappingProxyType({}))
    place: Place = NOWHERE
    places: Mapping[tuple[str, str], Place] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def text(self) -> str:
        """What readers are told: the label, or else the name."""
        return self.label or self.name

    @property
    def changes_form(self) -> bool:
        """Whether actions or stages change, not only numbers."""
        return bool(self.removed or self.added or self.stages)

    def place_of(self, section: str, key: str) -> Place:
        """Return where a key of a section stands."""
        return self.places.get((section, key), self.place)
