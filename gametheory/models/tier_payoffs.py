"""Payoffs of tiers from formulas: exact at single counts, bounded over boxes of counts."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from gametheory.core.tiered_game import Enclosure, Slopes
from gametheory.errors import FileMistake, InconsistentGameFileError
from gametheory.models.formulas.exact import ExactReader, FormulaValueError
from gametheory.models.formulas.intervals import IntervalReader
from gametheory.models.formulas.normal_polynomials import Normalizer
from gametheory.models.formulas.operations import ONE, Operation
from gametheory.models.formulas.substitution import substituted
from gametheory.models.formulas.tape import Tape
from gametheory.models.scopes import NOT_PLAYED
from gametheory.models.templates import share_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.array_types import FloatArray
    from gametheory.core.tiered_game import Deviation
    from gametheory.models.formulas.normal_polynomials import Polynomial
    from gametheory.models.templates import Template

Profile: TypeAlias = "tuple[int | None, ...]"
"""Action of each single player; None for tiers."""


_IRRATIONAL = frozenset({Operation.SQUARE_ROOT, Operation.EXPONENTIAL, Operation.LOGARITHM})


class TierFormulas:
    """Payoffs by own action and counts, from formulas at fixed values of the parameters.

    Parameters
    ----------
    tape
        The model's instructions; shares of tiers are inputs.
    templates
        For each player its payoff.
    parameters
        Values by name.
    tiers
        For each player the key, the number of sellers and the names of the actions; None for single players.
    path
        The file's name, for the sentences of errors.
    """

    def __init__(
        self,
        tape: Tape,
        templates: Sequence[Template],
        parameters: Mapping[str, Fraction],
        *,
        tiers: Sequence[tuple[str, int, tuple[str, ...]] | None],
        num_actions: Sequence[int],
        path: str,
    ) -> None:
        self._tape = tape
        self._templates = tuple(templates)
        self._parameters = dict(parameters)
        self._tiers = tuple(tiers)
        self._num_actions = tuple(num_actions)
        self._path = path
        self._counted = Tape([f"{player}.{action}" for player, action in self._places])
        self._registers: dict[tuple[int, int, Profile], int] = {}

    @property
    def may_round(self) -> bool:
        """Whether a payoff at some counts and single players' actions can be irrational, and is then rounded."""
        choices = [
            [None] if tier else range(number) for tier, number in zip(self._tiers, self._num_actions, strict=True)
        ]
        for profile in product(*choices):
            for player, action in self._places:
                self._exact_register(player, action, profile)
        return any(operation in _IRRATIONAL for operation, _ in self._counted.instructions)

    @property
    def _places(self) -> list[tuple[int, int]]:
        return [(player, action) for player, number in enumerate(self._num_actions) for action in range(number)]

    def payoff(self, player: int, action: int, counts: Sequence[Sequence[int | Fraction]]) -> Fraction:
        """Return the payoff of one who chooses an action, itself counted there; of tiers at any real counts."""
        profile = tuple(
            None if tier else next(index for index, count in enumerate(own) if count)
            for tier, own in zip(self._tiers, counts, strict=True)
        )
        register = self._exact_register(player, action, profile)
        reader = ExactReader(self._counted, [Fraction(count) for own in counts for count in own])
        try:
            return reader.value(register)
        except FormulaValueError as error:
            raise self._failure(error, player, counts) from error

    def gain_bounds(
        self, profile: Sequence[int | None], deviations: Sequence[Deviation], *, is_limit: bool = False
    ) -> TapeBounds:
        """Return what bounds the gains of deviations while the single players keep to their actions."""
        target = Tape(list(self._counted.parameters))
        wanted = [self._gain(tuple(profile), deviation, target, is_limit=is_limit) for deviation in deviations]
        return TapeBounds(target, wanted, has_whole_counts=not is_limit)

    def payoff_bounds(self, profile: Sequence[int | None], seats: Sequence[tuple[int, int]]) -> TapeBounds:
        """Return what bounds payoffs themselves: of a player who chooses an action, itself counted there."""
        target = Tape(list(self._counted.parameters))
        reader = Normalizer(self._tape, target, self._inputs(target, {}))
        registers = (self._register(player, action, tuple(profile)) for player, action in seats)
        return TapeBounds(target, [reader.written(reader.polynomial(register)) for register in registers])

    def _gain(self, profile: Profile, deviation: Deviation, target: Tape, *, is_limit: bool) -> int:
        """Return the register of what a deviation gains, in counts before it."""
        player, current, other = deviation.player, deviation.current, deviation.other
        is_moved = self._tiers[player] is not None and not is_limit
        moved = {(player, current): -1, (player, other): 1} if is_moved else {}
        before = Normalizer(self._tape, target, self._inputs(target, {}))
        after = Normalizer(self._tape, target, self._inputs(target, moved))
        gain = before.difference(
            after.polynomial(self._register(player, other, profile)),
            before.polynomial(self._register(player, current, profile)),
        )
        return before.written(gain)

    def _inputs(self, target: Tape, moved: Mapping[tuple[int, int], int]) -> dict[str, Polynomial]:
        """Return parameters as numbers and shares as polynomials in counts, of which the last follows from the rest."""
        inputs: dict[str, Polynomial] = {name: {(): value} if value else {} for name, value in self._parameters.items()}
        for player, tier in enumerate(self._tiers):
            if tier is None:
                continue
            key, count, actions = tier
            rest: Polynomial = {(): ONE}
            for action, name in enumerate(actions[:-1]):
                register = target.parameter(f"{player}.{action}")
                weight = Fraction(1, count)
                rest[((register, 1),)] = -weight
                inputs[share_name(key, name)] = _shifted(
                    {((register, 1),): weight}, moved.get((player, action), 0), count
                )
            inputs[share_name(key, actions[-1])] = _shifted(rest, moved.get((player, len(actions) - 1), 0), count)
        return inputs

    def _register(self, player: int, action: int, profile: Profile) -> int:
        """Return the register of a payoff on the model's tape."""
        history = [NOT_PLAYED if chosen is None else chosen for chosen in profile]
        history[player] = action
        return self._templates[player].register(history)

    def _exact_register(self, player: int, action: int, profile: Profile) -> int:
        """Return the register of a payoff on the tape of counts."""
        own = (*profile[:player], action, *profile[player + 1 :])
        key = (player, action, own)
        if key not in self._registers:
            counted = self._counted
            inputs = {name: counted.constant(value) for name, value in self._parameters.items()}
            inputs |= self._share_registers()
            register = self._register(player, action, profile)
            self._registers[key] = substituted(self._tape, register, counted, inputs)
        return self._registers[key]

    def _share_registers(self) -> dict[str, int]:
        """Return the register of each share on the tape of counts."""
        counted = self._counted
        return {
            share_name(tier[0], name): counted.emit(
                Operation.DIVIDE, counted.parameter(f"{player}.{action}"), counted.constant(Fraction(tier[1]))
            )
            for player, tier in enumerate(self._tiers)
            if tier is not None
            for action, name in enumerate(tier[2])
        }

    def _failure(
        self, error: FormulaValueError, player: int, counts: Sequence[Sequence[int | Fraction]]
    ) -> InconsistentGameFileError:
        """Return the mistake of a formula that has no value at some counts."""
        own = self._counted.places[error.register]
        place = own if own.line else self._templates[player].formula.place
        at = "; ".join(
            ", ".join(f"{number} {name}" for number, name in zip(counts[index], tier[2], strict=True))
            for index, tier in enumerate(self._tiers)
            if tier is not None
        )
        mistake = FileMistake(
            f"this formula has no value: {error.message} at the counts {at}", place.line, place.column
        )
        return InconsistentGameFileError([mistake], self._path)


def _shifted(share: Polynomial, moved: int, count: int) -> Polynomial:
    """Return a share after so many sellers came."""
    total = share.get((), Fraction(0)) + Fraction(moved, count)
    return {**share, (): total} if total else {monomial: weight for monomial, weight in share.items() if monomial}


class TapeBounds:
    """Bounds on the gains of deviations over boxes of counts.

    Parameters
    ----------
    tape
        Its inputs are the counts.
    registers
        The gain of each deviation.
    has_whole_counts
        Whether boxes end at whole counts, as they do but in the limit.
    """

    def __init__(self, tape: Tape, registers: Sequence[int], *, has_whole_counts: bool = True) -> None:
        self._reader = IntervalReader(tape, registers, has_whole_inputs=has_whole_counts)

    def enclose(self, low: FloatArray, high: FloatArray) -> Enclosure:
        """Return bounds on the gains over boxes."""
        return Enclosure(*self._reader.enclose(low, high))

    def slopes(self, low: FloatArray, high: FloatArray) -> Slopes:
        """Return bounds on the derivatives of the gains over boxes."""
        return Slopes(*self._reader.slopes(low, high))
