"""Payoffs of tiers from formulas: exact at single counts, bounded over boxes of counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Protocol, TypeAlias

from gametheory.core.tiered_game import Enclosure, Slopes
from gametheory.errors import FileMistake, InconsistentGameFileError
from gametheory.models.count_polynomials import CountNormalizer
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
    from gametheory.models.formulas.rational_functions import FunctionTape
    from gametheory.models.formulas.syntax import Formula
    from gametheory.models.templates import History

Profile: TypeAlias = "tuple[int | None, ...]"
"""Action of each single player; None for tiers."""


MOST_PROFILES = 1_000
"""Combinations of the single players' actions up to which tiers that are alike are looked for."""

_IRRATIONAL = frozenset({Operation.SQUARE_ROOT, Operation.EXPONENTIAL, Operation.LOGARITHM})


@dataclass(frozen=True, slots=True)
class FormulaTier:
    """A tier as formulas name it.

    Parameters
    ----------
    key
        By which formulas read its shares.
    count
        Number of its sellers; with those of tiers that are alike where it is pooled with them.
    actions
        Names of its actions.
    home
        Index of the player at whose actions its sellers are counted.
    is_skipped
        Whether its stage is skipped, so that its shares are 0.
    """

    key: str
    count: int
    actions: tuple[str, ...]
    home: int
    is_skipped: bool = False


class PaidTemplate(Protocol):
    """A payoff that becomes a register once everybody's moves are known."""

    @property
    def formula(self) -> Formula:
        """What it is told by where it has no value."""
        ...

    def register(self, history: History) -> int:
        """Return its register where players have made these moves."""
        ...


class TierFormulas:
    """Payoffs by own action and counts, from formulas at fixed values of the parameters.

    Parameters
    ----------
    tape
        The model's instructions; shares of tiers are inputs.
    templates
        For each player its payoff.
    parameters
        Values by name; None for one that varies, which is then an input of all bounds, after the counts.
    tiers
        For each player what formulas know of it as a tier; None for single players.
    path
        The file's name, for the sentences of errors.
    """

    def __init__(
        self,
        tape: Tape,
        templates: Sequence[PaidTemplate],
        parameters: Mapping[str, Fraction | None],
        *,
        tiers: Sequence[FormulaTier | None],
        num_actions: Sequence[int],
        path: str,
    ) -> None:
        self._tape = tape
        self._templates = tuple(templates)
        self._parameters = dict(parameters)
        self._tiers = tuple(tiers)
        self._num_actions = tuple(num_actions)
        self._path = path
        self._varying = [name for name, value in parameters.items() if value is None]
        self._counted = Tape([*(f"{player}.{action}" for player, action in self._places), *self._varying])
        self._registers: dict[tuple[int, int, Profile], int] = {}
        self._alike: tuple[tuple[int, ...], ...] | None = None

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
        register = self._exact_register(player, action, self._profile(counts))
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
        return TapeBounds(target, wanted, has_whole_counts=not (is_limit or self._varying))

    def swap_bounds(self, profile: Sequence[int | None], deviations: Sequence[Deviation]) -> TapeBounds:
        """Return what bounds the gain of each deviation and of its opposite in all, both from the same counts."""
        target = Tape(list(self._counted.parameters))
        writer = self._normalizer(target, {})
        wanted = []
        for deviation in deviations:
            opposite = replace(deviation, current=deviation.other, other=deviation.current)
            gains = [self._gained(tuple(profile), one, target, is_limit=False) for one in (deviation, opposite)]
            wanted.append(writer.written(writer.difference(gains[0], writer.difference({}, gains[1]))))
        return TapeBounds(target, wanted, has_whole_counts=not self._varying)

    def payoff_bounds(self, profile: Sequence[int | None], seats: Sequence[tuple[int, int]]) -> TapeBounds:
        """Return what bounds payoffs themselves: of a player who chooses an action, itself counted there."""
        target = Tape(list(self._counted.parameters))
        reader = self._normalizer(target, {})
        registers = (self._register(player, action, tuple(profile)) for player, action in seats)
        wanted = [reader.written(reader.polynomial(register)) for register in registers]
        return TapeBounds(target, wanted, has_whole_counts=not self._varying)

    def along(self, parameter: str) -> TierFormulas:
        """Return the same payoffs in which a parameter varies: known as functions of it, and bounded over ranges."""
        return TierFormulas(
            self._tape,
            self._templates,
            {**self._parameters, parameter: None},
            tiers=self._tiers,
            num_actions=self._num_actions,
            path=self._path,
        )

    def functions(self, counts: Sequence[Sequence[int]]) -> FunctionTape:
        """Return payoffs at fixed counts as functions of the one parameter that varies."""
        from gametheory.models.formulas.rational_functions import FunctionTape

        names = iter(self._counted.parameters)
        inputs = {next(names): Fraction(count) for own in counts for count in own}
        (varying,) = self._varying
        return FunctionTape(self._counted, {**inputs, varying: Fraction(0)}, varying)

    def payoff_register(self, player: int, action: int, counts: Sequence[Sequence[int]]) -> int:
        """Return where `functions` holds the payoff of one who chooses an action, itself counted there."""
        return self._exact_register(player, action, self._profile(counts))

    def alike_tiers(self) -> tuple[tuple[int, ...], ...]:
        """Return groups of tiers whose sellers are paid alike, and of whom everybody feels the totals alone.

        Empty where single players have more than ``MOST_PROFILES`` combinations of actions.
        """
        if self._alike is None:
            singles = (n for tier, n in zip(self._tiers, self._num_actions, strict=True) if tier is None)
            self._alike = self._groups() if prod(singles) <= MOST_PROFILES else ()
        return self._alike

    def _groups(self) -> tuple[tuple[int, ...], ...]:
        """Return groups of tiers that are alike, by comparing each with the first one of a group."""
        groups: list[list[int]] = []
        for index, tier in enumerate(self._tiers):
            if tier is None or tier.count < 2 or tier.home != index or tier.is_skipped:
                continue
            own = next((group for group in groups if self._are_alike(group[0], index)), None)
            if own is None:
                groups.append([index])
            else:
                own.append(index)
        return tuple(tuple(group) for group in groups if len(group) > 1)

    def pooled(self, groups: Sequence[Sequence[int]]) -> TierFormulas:
        """Return payoffs in which the sellers of tiers that are alike stand together at the first tier of a group."""
        tiers = list(self._tiers)
        for group in groups:
            members = [(index, tier) for index in group if (tier := tiers[index]) is not None]
            total = sum(tier.count for _, tier in members)
            for index, tier in members:
                tiers[index] = replace(tier, count=total, home=group[0])
        return TierFormulas(
            self._tape,
            self._templates,
            self._parameters,
            tiers=tiers,
            num_actions=self._num_actions,
            path=self._path,
        )

    def _are_alike(self, first: int, second: int) -> bool:
        """Whether two tiers have one payoff and everybody's payoff depends on their totals alone, as formulas."""
        one, other = self._tiers[first], self._tiers[second]
        if one is None or other is None or one.actions != other.actions:
            return False
        target = Tape([*self._counted.parameters, *(f"total.{action}" for action in range(len(one.actions)))])
        inputs = self._inputs(target, {})
        for action in range(len(one.actions)):
            split = inputs[share_name(other.key, one.actions[action])]
            total: Polynomial = {((target.parameter(f"total.{action}"), 1),): Fraction(1, one.count)}
            scaled = {monomial: -weight * other.count / one.count for monomial, weight in split.items()}
            inputs[share_name(one.key, one.actions[action])] = {**scaled, **total}
        reader = Normalizer(self._tape, target, inputs)
        splits = {f"{second}.{action}" for action in range(len(one.actions))}
        choices = [[None] if tier else range(n) for tier, n in zip(self._tiers, self._num_actions, strict=True)]
        for profile in product(*choices):
            for player, action in self._places:
                register = reader.written(reader.polynomial(self._register(player, action, profile)))
                if splits & set(target.parameters_of(register)):
                    return False
                if player == first and register != reader.written(
                    reader.polynomial(self._register(second, action, profile))
                ):
                    return False
        return not any(operation in _IRRATIONAL for operation, _ in target.instructions)

    def _gain(self, profile: Profile, deviation: Deviation, target: Tape, *, is_limit: bool) -> int:
        """Return the register of what a deviation gains, in counts before it."""
        return self._normalizer(target, {}).written(self._gained(profile, deviation, target, is_limit=is_limit))

    def _gained(self, profile: Profile, deviation: Deviation, target: Tape, *, is_limit: bool) -> Polynomial:
        """Return what a deviation gains as a polynomial, in counts before it."""
        player, current, other = deviation.player, deviation.current, deviation.other
        is_moved = self._tiers[player] is not None and not is_limit
        moved = {(player, current): -1, (player, other): 1} if is_moved else {}
        before, after = self._normalizer(target, {}), self._normalizer(target, moved)
        return before.difference(
            after.polynomial(self._register(player, other, profile)),
            before.polynomial(self._register(player, current, profile)),
        )

    def _normalizer(self, target: Tape, moved: Mapping[tuple[int, int], int]) -> CountNormalizer:
        """Return what writes payoffs as polynomials in counts, after so many sellers came to some actions."""
        sums = [
            (tuple(target.parameter(f"{index}.{action}") for action in range(len(tier.actions))), tier.count)
            for index, tier in enumerate(self._tiers)
            if tier is not None and tier.home == index and not tier.is_skipped
        ]
        return CountNormalizer(self._tape, target, self._inputs(target, moved), sums)

    def _inputs(self, target: Tape, moved: Mapping[tuple[int, int], int]) -> dict[str, Polynomial]:
        """Return parameters as numbers and shares as polynomials in counts, of which the last follows from the rest."""
        inputs: dict[str, Polynomial] = {
            name: {((target.parameter(name), 1),): ONE} if value is None else {(): value} if value else {}
            for name, value in self._parameters.items()
        }
        for tier in self._tiers:
            if tier is None or tier.is_skipped:
                inputs |= {share_name(tier.key, name): {} for name in tier.actions} if tier else {}
                continue
            rest: Polynomial = {(): ONE}
            weight = Fraction(1, tier.count)
            for action, name in enumerate(tier.actions[:-1]):
                register = target.parameter(f"{tier.home}.{action}")
                rest[((register, 1),)] = -weight
                inputs[share_name(tier.key, name)] = _shifted(
                    {((register, 1),): weight}, moved.get((tier.home, action), 0), tier.count
                )
            last = moved.get((tier.home, len(tier.actions) - 1), 0)
            inputs[share_name(tier.key, tier.actions[-1])] = _shifted(rest, last, tier.count)
        return inputs

    def _profile(self, counts: Sequence[Sequence[int | Fraction]]) -> Profile:
        """Return the actions of the single players at some counts."""
        return tuple(
            None if tier else next(index for index, count in enumerate(own) if count)
            for tier, own in zip(self._tiers, counts, strict=True)
        )

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
            inputs = {
                name: counted.parameter(name) if value is None else counted.constant(value)
                for name, value in self._parameters.items()
            }
            inputs |= self._share_registers()
            register = self._register(player, action, profile)
            self._registers[key] = substituted(self._tape, register, counted, inputs)
        return self._registers[key]

    def _share_registers(self) -> dict[str, int]:
        """Return the register of each share on the tape of counts."""
        counted = self._counted
        return {
            share_name(tier.key, name): counted.emit(
                Operation.DIVIDE, counted.parameter(f"{tier.home}.{action}"), counted.constant(Fraction(tier.count))
            )
            for tier in self._tiers
            if tier is not None
            for action, name in enumerate(tier.actions)
        }

    def _failure(
        self, error: FormulaValueError, player: int, counts: Sequence[Sequence[int | Fraction]]
    ) -> InconsistentGameFileError:
        """Return the mistake of a formula that has no value at some counts."""
        own = self._counted.places[error.register]
        place = own if own.line else self._templates[player].formula.place
        at = "; ".join(
            ", ".join(f"{number} {name}" for number, name in zip(counts[index], tier.actions, strict=True))
            for index, tier in enumerate(self._tiers)
            if tier is not None and tier.home == index
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
