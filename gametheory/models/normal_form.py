"""Games in normal form from formulas or tables."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from itertools import product
from math import prod
from typing import TYPE_CHECKING, cast

import numpy as np

from gametheory.core.names import nearest
from gametheory.core.normal_form import NormalFormGame
from gametheory.models.bodies import BuiltGame, note_missing_payoffs, payoff_array, payoff_templates
from gametheory.models.definitions import FormulaPayoffs, TablePayoffs
from gametheory.models.formulas.syntax import Formula, Number, leaves
from gametheory.models.formulas.tape import MAX_EMITTED, TooManyOperationsError
from gametheory.models.game_formulas import GameFormulas
from gametheory.models.mistakes import Mistakes
from gametheory.models.places import NOWHERE
from gametheory.models.positions import moves_position
from gametheory.models.scopes import Reference, Scope
from gametheory.models.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gametheory.models.definitions import NormalFormDefinition, PlayerDefinition
    from gametheory.models.places import Place
    from gametheory.models.templates import Template, Workshop

MAX_PAYOFFS = 10_000_000

_Entry = Fraction | int | tuple[int, "Place"]
"""A number, or a register and the place of its formula."""


class NormalFormBody:
    """A normal form whose formulas are checked; instantiated on the tape at the first build.

    Parameters
    ----------
    definition
        What the file says.
    players
        In the game's order.
    workshop
        Takes the formulas; mistakes are noted in its collection.
    """

    def __init__(
        self, definition: NormalFormDefinition, players: Sequence[PlayerDefinition], workshop: Workshop
    ) -> None:
        self._players = players
        self._workshop = workshop
        self._actions = tuple(definition.actions.get(player.key, ()) for player in players)
        self._entries: list[list[_Entry]] = []
        self._check_actions(definition)
        constants = Scope(workshop.library, absent={player.key: _NOT_IN_ATTRIBUTES for player in players})
        for player, actions in zip(players, self._actions, strict=True):
            workshop.add_position(moves_position(player.key, actions, constants, workshop.mistakes))
        references: dict[tuple[str, str | None], Reference] = {
            (player.key, None): (index,) for index, player in enumerate(players)
        }
        self._scope = Scope(workshop.library, references)
        self._num_profiles = prod(len(actions) for actions in self._actions)
        self._check_size(definition)
        self._columns: tuple[Template | None, ...] = ()
        self._rows: tuple[tuple[Template | Fraction | int, ...], ...] = ()
        if isinstance(definition.payoffs, TablePayoffs):
            self._rows = self._table(definition.payoffs)
        else:
            self._columns = payoff_templates(definition.payoffs, players, workshop, self._scope)
            note_missing_payoffs(definition.payoffs, players, "in every profile", workshop.mistakes)

    def build(self, parameters: Mapping[str, Fraction], title: str, path: str) -> BuiltGame:
        """Return the game at given values."""
        if not self._entries:
            self._entries = [self._instantiated(player) for player in range(len(self._players))]
        mistakes = Mistakes()
        values = Values(self._workshop.tape, parameters, mistakes)
        payoffs = [self._read(entries, values) for entries in self._entries]
        mistakes.raise_if_any(path)
        shape = (len(self._players), *(len(actions) for actions in self._actions))
        game = NormalFormGame(
            payoff_array(payoffs).reshape(shape),
            players=[player.player for player in self._players],
            actions=[[action.name for action in actions] for actions in self._actions],
            title=title,
        )
        return BuiltGame(game, values.arithmetic)

    def formulas(self, parameters: Mapping[str, Fraction], title: str, path: str) -> GameFormulas:
        """Return the game at given values with the formulas behind its payoffs."""
        game = cast("NormalFormGame", self.build(parameters, title, path).game)
        tape = self._workshop.tape
        registers = [
            entry[0] if isinstance(entry, tuple) else tape.constant(Fraction(entry))
            for entries in self._entries
            for entry in entries
        ]
        return GameFormulas(game, tape, np.array(registers, dtype=np.int32).reshape(game.payoffs.shape))

    def widest_scopes(self) -> list[Scope]:
        """Return the one scope of the payoffs."""
        return [self._scope]

    def _check_actions(self, definition: NormalFormDefinition) -> None:
        mistakes, keys = self._workshop.mistakes, [player.key for player in self._players]
        for key, actions in definition.actions.items():
            if key not in keys:
                place = actions[0].place if actions else definition.place
                mistakes.add(f"actions of an unknown player {key!r}{nearest(key, keys)}", place)
        for player, actions in zip(self._players, self._actions, strict=True):
            if not actions:
                mistakes.add(f"expected at least one action of player {player.key!r}, got none", player.place)

    def _check_size(self, definition: NormalFormDefinition) -> None:
        count = self._num_profiles * len(self._players)
        if count > MAX_PAYOFFS:
            sentence = f"expected at most {MAX_PAYOFFS:,} payoffs, got {count:,} ({self._num_profiles:,} profiles)"
            self._workshop.mistakes.add(sentence, definition.place)
        if isinstance(definition.payoffs, FormulaPayoffs):
            formulas = definition.payoffs.by_player.values()
            if self._num_profiles * sum(len(list(leaves(formula.root))) for formula in formulas) > MAX_EMITTED:
                self._workshop.mistakes.add(str(TooManyOperationsError(NOWHERE)), definition.payoffs.place)

    def _table(self, payoffs: TablePayoffs) -> tuple[tuple[Template | Fraction | int, ...], ...]:
        """Return the table with its formulas made ready; note a wrong shape."""
        mistakes = self._workshop.mistakes
        if len(payoffs.rows) != self._num_profiles:
            mistakes.add(
                f"expected payoffs for {self._num_profiles:,} profiles, got {len(payoffs.rows):,}", payoffs.place
            )
            return ()
        wrong = [row for row in payoffs.rows if len(row) != len(self._players)]
        if wrong:
            entry = wrong[0][0] if wrong[0] else None
            place = entry.place if isinstance(entry, Formula) else payoffs.place
            mistakes.add(f"expected one payoff for each of {len(self._players)} players, got {len(wrong[0])}", place)
            return ()
        return tuple(tuple(self._table_entry(entry) for entry in row) for row in payoffs.rows)

    def _table_entry(self, entry: Formula | Fraction | int) -> Template | Fraction | int:
        if not isinstance(entry, Formula):
            return entry
        if isinstance(entry.root, Number):
            return entry.root.value
        return self._workshop.template(entry, self._scope)

    def _profiles(self) -> Iterator[tuple[int, ...]]:
        return product(*(range(len(actions)) for actions in self._actions))

    def _instantiated(self, player: int) -> list[_Entry]:
        """Return a player's payoff for every profile, as a number or a register."""
        if self._rows:
            pairs = zip(self._profiles(), (row[player] for row in self._rows), strict=True)
            return [
                entry if isinstance(entry, Fraction | int) else (entry.register(profile), entry.formula.place)
                for profile, entry in pairs
            ]
        template = self._columns[player]
        if template is None:
            return []
        place = template.formula.place
        return [(template.register(profile), place) for profile in self._profiles()]

    def _read(self, entries: list[_Entry], values: Values) -> list[Fraction | int]:
        """Return the numbers of one player; failures are noted with their profile."""
        numbers: list[Fraction | int] = []
        for cell, entry in enumerate(entries):
            if isinstance(entry, tuple):
                value = values.value(entry[0], partial(self._profile_text, cell), entry[1])
                numbers.append(0 if value is None else value)
            else:
                numbers.append(entry)
        return numbers

    def _profile_text(self, cell: int) -> str:
        profile = np.unravel_index(cell, [len(actions) for actions in self._actions])
        names = [actions[int(index)].name for actions, index in zip(self._actions, profile, strict=True)]
        return f"at profile ({', '.join(names)})"


_NOT_IN_ATTRIBUTES = "cannot stand in an attribute, which may use parameters and definitions over parameters, not moves"
