"""Who would send a message that nobody sends? The intuitive criterion and D1 for signaling games."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from gametheory.analysis.beliefs.signaling import Signals
from gametheory.analysis.trees.beliefs import has_justifying_belief
from gametheory.analysis.trees.payoff_sets import Condition, maximize
from gametheory.errors import UnsupportedGameError
from gametheory.linear_program import LinearProgramStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gametheory.analysis.beliefs.signaling import Message
    from gametheory.core.assessments import Assessment

MOST_ANSWERS = 12
"""Answers to one message whose mixtures are looked through."""
DEVIATION = 0
"""The variable of linear programs that measures by how much inequalities are strict; then come the answers."""


@dataclass(frozen=True, slots=True)
class CriterionFailure:
    """A message that breaks an equilibrium.

    Parameters
    ----------
    message
        Its name.
    infoset
        Where the receiver answers it.
    excluded
        Types, by their number, that the receiver should not believe to have sent it.
    deviators
        Types that gain from sending it whatever the receiver then answers, once it no longer believes in the excluded
        ones. D1 may fail without any: then no single answer keeps all types from sending it.
    """

    message: str
    infoset: int
    excluded: tuple[int, ...]
    deviators: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CriterionVerdict:
    """Whether an equilibrium of a signaling game meets a criterion on beliefs.

    Parameters
    ----------
    criterion
        ``intuitive criterion`` or ``D1``.
    failures
        The messages that break it.
    """

    criterion: str
    failures: tuple[CriterionFailure, ...]

    @property
    def is_met(self) -> bool:
        """Whether no message breaks the equilibrium."""
        return not self.failures


def intuitive_criterion(assessment: Assessment) -> CriterionVerdict:
    """Return whether a sequential equilibrium of a signaling game meets the intuitive criterion.

    A message that nobody sends is not believed to come from types that lose by it whatever the receiver answers, as
    long as its answer is best for some belief. If another type then gains for certain, the equilibrium fails.

    Parameters
    ----------
    assessment
        A sequential equilibrium of a signaling game.

    Raises
    ------
    UnsupportedGameError
        If the tree is no signaling game.

    References
    ----------
    cho1987.

    Examples
    --------
    In Beer and quiche the weak have nothing to gain from beer if all eat quiche, and the strong have:

    >>> from gametheory import load
    >>> from gametheory.core.assessments import Assessment
    >>> from gametheory.core.profiles import BehaviorProfile
    >>> tree = load("beer_quiche").to_game()
    >>> profile = BehaviorProfile(tree, [None, [0, 1], [1, 0], [0, 1], [0, 1]])
    >>> quiche = Assessment(profile, [None, [1], ["1/4", "3/4"], ["9/10", "1/10"], [1]])
    >>> intuitive_criterion(quiche).failures
    (CriterionFailure(message='Beer', infoset=2, excluded=(1,), deviators=(0,)),)
    """
    signals = Signals(assessment)
    failures = []
    for message in signals.unsent:
        types = tuple(message.nodes)
        answers = _best_answers(signals, message, types)
        excluded = tuple(
            kind
            for kind in types
            if signals.payoffs[kind] > max(signals.sender_payoffs(message, kind)[answer] for answer in answers)
        )
        deviators = _certain_deviators(signals, message, excluded)
        if excluded and deviators:
            failures.append(CriterionFailure(message.name, message.infoset or 0, excluded, deviators))
    return CriterionVerdict("intuitive criterion", tuple(failures))


def d1_criterion(assessment: Assessment) -> CriterionVerdict:
    """Return whether a sequential equilibrium of a signaling game meets D1.

    A message that nobody sends is not believed to come from a type if another type gains from it by all best replies,
    mixed ones too, by which the first one gains or loses nothing, and by more. If no best reply to beliefs in the other
    types keeps all types from sending it, the equilibrium fails.

    Parameters
    ----------
    assessment
        A sequential equilibrium of a signaling game.

    Raises
    ------
    UnsupportedGameError
        If the tree is no signaling game, or the receiver has more than 12 best answers to a message.

    References
    ----------
    banks1987; cho1987.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.core.assessments import Assessment
    >>> from gametheory.core.profiles import BehaviorProfile
    >>> tree = load("beer_quiche").to_game()
    >>> profile = BehaviorProfile(tree, [None, [1, 0], [0, 1], [1, 0], [1, 0]])
    >>> beer = Assessment(profile, [None, [1], ["9/10", "1/10"], ["1/4", "3/4"], [1]])
    >>> d1_criterion(beer).is_met
    True
    """
    signals = Signals(assessment)
    failures = []
    for message in signals.unsent:
        types = tuple(message.nodes)
        supports = _best_supports(signals, message, types)
        excluded = tuple(
            kind
            for kind in types
            if any(_is_keener(signals, message, (other, kind), supports) for other in types if other != kind)
        )
        remaining = [kind for kind in types if kind not in excluded]
        if excluded and remaining and not _is_deterred(signals, message, remaining):
            deviators = _certain_deviators(signals, message, excluded)
            failures.append(CriterionFailure(message.name, message.infoset or 0, excluded, deviators))
    return CriterionVerdict("D1", tuple(failures))


def _rows(signals: Signals, message: Message, types: Collection[int]) -> list[list[Fraction]]:
    """Return what the receiver's answers pay, a row for each type."""
    return [signals.receiver_payoffs(message, kind) for kind in types]


def _best_answers(signals: Signals, message: Message, types: Collection[int]) -> list[int]:
    """Return the answers that are best for some belief in some types."""
    rows = _rows(signals, message, types)
    return [answer for answer in range(len(rows[0])) if has_justifying_belief(rows, [answer])]


def _certain_deviators(signals: Signals, message: Message, excluded: Collection[int]) -> tuple[int, ...]:
    """Return the types that gain by a message whatever is best for a belief in types that are not excluded."""
    remaining = [kind for kind in message.nodes if kind not in excluded]
    if not remaining:
        return ()
    answers = _best_answers(signals, message, remaining)
    return tuple(
        kind
        for kind in remaining
        if signals.payoffs[kind] < min(signals.sender_payoffs(message, kind)[answer] for answer in answers)
    )


def _best_supports(signals: Signals, message: Message, types: Collection[int]) -> list[tuple[int, ...]]:
    """Return the largest sets of answers that are all best for one belief: their mixtures are the best replies."""
    rows, answers = _rows(signals, message, types), _best_answers(signals, message, types)
    if len(answers) > MOST_ANSWERS:
        raise UnsupportedGameError(
            f"D1 looks at mixed best replies of at most {MOST_ANSWERS} answers, got {len(answers)} to "
            f"{message.name!r}; use intuitive_criterion"
        )
    found: list[tuple[int, ...]] = []
    for size in range(len(answers), 0, -1):
        for support in combinations(answers, size):
            if not any(set(support) <= set(larger) for larger in found) and has_justifying_belief(rows, support):
                found.append(support)
    return found


def _gains(signals: Signals, message: Message, kind: int) -> list[Fraction]:
    """Return by answer what a type gains from a message over what it gets in equilibrium."""
    return [payoff - signals.payoffs[kind] for payoff in signals.sender_payoffs(message, kind)]


def _is_keener(signals: Signals, message: Message, kinds: tuple[int, int], supports: Sequence[Sequence[int]]) -> bool:
    """Whether one type gains by all best replies by which another one does not lose, and by more than those."""
    keener, other = (_gains(signals, message, kind) for kind in kinds)
    has_more = False
    for support in supports:
        # a reply by which the other type does not lose, and the keener one does not gain
        exception = [_combination(other, support), _combination([-gain for gain in keener], support)]
        if _largest_margin(exception, len(support), is_strict=False) is not None:
            return False
        both = [_combination([-gain for gain in other], support), _combination(keener, support)]
        margin = _largest_margin(both, len(support), is_strict=True)
        has_more = has_more or (margin is not None and margin > 0)
    return has_more


def _is_deterred(signals: Signals, message: Message, believed: Collection[int]) -> bool:
    """Whether some best reply to a belief in these types keeps all types from sending a message."""
    for support in _best_supports(signals, message, believed):
        losses = [_combination([-gain for gain in _gains(signals, message, kind)], support) for kind in message.nodes]
        if _largest_margin(losses, len(support), is_strict=False) is not None:
            return True
    return False


def _combination(values: Sequence[Fraction], support: Sequence[int]) -> dict[int, Fraction]:
    """Return the mean of values over a mixture of a support, linear in its probabilities."""
    return {number + 1: values[answer] for number, answer in enumerate(support)}


def _largest_margin(
    expressions: Sequence[dict[int, Fraction]], num_answers: int, *, is_strict: bool
) -> Fraction | None:
    """Return by how much expressions can all exceed 0 in a mixture; None where they cannot all be 0 or more.

    Where nothing strict is asked the margin is 0.
    """
    lessened = [Condition(terms | ({DEVIATION: Fraction(-1)} if is_strict else {})) for terms in expressions]
    total = Condition({answer + 1: Fraction(1) for answer in range(num_answers)})
    objective = {DEVIATION: Fraction(1)} if is_strict else {}
    result = maximize([*lessened, total], num_answers + 1, objective)
    return result.value if result.status is LinearProgramStatus.OPTIMAL else None
