"""What players believe where play never comes, which beliefs would do, and why none does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.analysis.beliefs.belief_search import Reason
from gametheory.analysis.beliefs.credibility import judge_credibility
from gametheory.analysis.beliefs.forward_induction import d1_criterion, intuitive_criterion
from gametheory.analysis.beliefs.signaling import SignalingForm, Signals, signaling_form, signaling_game
from gametheory.analysis.beliefs.supporting_beliefs import supporting_ranges
from gametheory.analysis.structure import has_perfect_recall
from gametheory.analysis.trees.play_order import in_order_of_play
from gametheory.analysis.trees.reach import exact_choices, reached_nodes
from gametheory.core.assessments import Assessment
from gametheory.core.node_places import node_names_within
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.sentences.numbers import told_probability, told_text
from gametheory.rendering.sentences.places import Places
from gametheory.rendering.sentences.wording import counted, joined, mixture_text, quoted, sentence_text, who

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from gametheory.analysis.beliefs.belief_search import CredibilityFailure
    from gametheory.analysis.beliefs.forward_induction import CriterionFailure
    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.profiles import BehaviorProfile
    from gametheory.core.solution import Solution

MAX_TOLD = 8
"""Information sets whose beliefs are told."""
MAX_DOUBTED = 20
"""Equilibria whose beliefs are held against the criteria of forward induction."""
MOST_NODES = 2_000
"""Nodes of the largest tree in which beliefs are looked for to tell why there are none."""

UNDECIDED = "Whether D1 is met was not decided"
"""How a sentence begins that tells of no failure."""

FORMS = {
    SignalingForm.POOLING: "pooling: what is sent tells {receiver} nothing",
    SignalingForm.SEPARATING: "separating: what is sent tells {receiver} the type",
    SignalingForm.SEMI_SEPARATING: "semi-separating: what is sent tells {receiver} something of the type",
}


def failure_sentence(profile: BehaviorProfile, failure: CredibilityFailure) -> str:
    """Return where a profile is not credible and why, in a sentence; amounts are told without their unit.

    Parameters
    ----------
    profile
        Defined at every information set.
    failure
        As `credibility.judge_credibility` returns it.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> from gametheory.analysis.beliefs.credibility import judge_credibility
    >>> sensible, silly = (found.profile for found in solve(load("selten_horse"), "pure").equilibria)
    >>> failure_sentence(silly, judge_credibility(silly).failure)
    'At “back”, the second player would choose “across”, but “down” brings 3 more.'
    """
    game, places = profile.game, Places(profile.game)
    if failure.reason is Reason.TOGETHER:
        where = joined([places[infoset].text for infoset in failure.infosets])
        return sentence_text(f"{where}, each choice finds a belief, but no mistakes give all these beliefs together")
    infoset = failure.infosets[0]
    actions = game.infosets[infoset].actions
    planned = mixture_text(dict(zip(actions, profile.strategies[infoset] or (), strict=True)))
    would = "chooses" if failure.reason is Reason.REACHED else "would choose"
    chosen = f"{places[infoset].text}, {who(game, game.infosets[infoset].player)} {would} {planned}"
    better = quoted(actions[failure.better]) if failure.better >= 0 else ""
    return sentence_text(f"{chosen}, {_reason(game, failure, better)}")


def _reason(game: ExtensiveFormGame, failure: CredibilityFailure, better: str) -> str:
    """Return why a choice is supported by no belief."""
    infoset = failure.infosets[0]
    names = dict(zip(game.infoset_nodes(infoset), node_names_within(game, infoset), strict=True))
    needed = joined([quoted(names[node]) for node in failure.nodes], "or")
    odds = told_probability(failure.needed)
    match failure.reason:
        case Reason.REACHED | Reason.DETERMINED:
            is_open = failure.reason is Reason.DETERMINED and len(names) > 1
            given = "with the only belief that mistakes can give there " if is_open else ""
            wanted = f"; {needed} would have to have a chance of {odds} or more" if needed else ""
            return f"but {given}{better} brings {told_text(failure.gain)} more{wanted}"
        case Reason.ALWAYS_WORSE:
            return f"but {better} brings at least {told_text(failure.gain)} more, whatever is believed"
        case Reason.EXCLUDED_NODES:
            return (
                f"which needs the belief in {needed} with a chance of {odds} or more, although that takes more "
                f"mistakes than other ways"
            )
        case _:
            return "but no belief makes that best"


def doubt_sentence(profile: BehaviorProfile, name: str) -> str:
    """Return why a profile that is credible in every subgame is not sequential, or that this was not decided.

    Empty where it is sequential, and where the tree is too large to look for beliefs.

    Parameters
    ----------
    profile
        A subgame-perfect equilibrium, perhaps with information sets left open.
    name
        What the sentence calls it: ``Equilibrium 2``.

    Examples
    --------
    >>> from gametheory import load, solve
    >>> sensible, silly = (found.profile for found in solve(load("selten_horse"), "pure").equilibria)
    >>> doubt_sentence(sensible, "Equilibrium 1")
    ''
    >>> doubt_sentence(silly, "Equilibrium 2")
    'Equilibrium 2 is not sequential. At “back”, the second player would choose “across”, but “down” brings 3 more.'
    """
    if profile.game.num_nodes > MOST_NODES or not has_perfect_recall(profile.game):
        return ""
    found = judge_credibility(profile)
    if found.failure is None or found.profile is None:
        undecided = f"Whether {name[:1].lower()}{name[1:]} is sequential was not decided."
        return undecided if found.verdict is None else ""
    return f"{name} is not sequential. {failure_sentence(found.profile, found.failure)}"


def forward_induction_sentences(solution: Solution) -> list[str]:
    """Return which of several sequential equilibria of a signaling game fail the intuitive criterion or D1, and why."""
    plays = [equilibrium.play for equilibrium in solution.equilibria]
    assessments = [play for play in plays if isinstance(play, Assessment)]
    if len(assessments) < 2 or signaling_game(assessments[0].game) is None:
        return []
    failing: dict[str, list[str]] = {}
    for number, assessment in enumerate(assessments[:MAX_DOUBTED], 1):
        for text in _criterion_sentences(assessment):
            failing.setdefault(text, []).append(str(number))
    told = [
        text if text.startswith(UNDECIDED) else _of_several(text.removeprefix("It fails "), numbers)
        for text, numbers in failing.items()
    ]
    left_out = len(assessments) - MAX_DOUBTED
    if left_out > 0:
        more = counted(left_out, "more equilibrium was", "more equilibria were")
        told.append(sentence_text(f"{more} not held against the intuitive criterion and D1"))
    return told


def _of_several(why: str, numbers: Sequence[str]) -> str:
    """Return which equilibria fail."""
    return f"Equilibrium {numbers[0]} fails {why}" if len(numbers) == 1 else f"Equilibria {joined(numbers)} fail {why}"


def unreached_belief_sentences(assessment: Assessment) -> list[str]:
    """Return what is believed at information sets that play never comes to, and what else could be.

    Parameters
    ----------
    assessment
        A sequential equilibrium.

    Notes
    -----
    Each range is that of one information set with all else as it is. Sets at which the belief makes no difference are
    left out.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.core.assessments import Assessment
    >>> from gametheory.core.profiles import BehaviorProfile
    >>> tree = load("beer_quiche").to_game()
    >>> profile = BehaviorProfile(tree, [None, [1, 0], [0, 1], [1, 0], [1, 0]])
    >>> beer = Assessment(profile, [None, [1], ["9/10", "1/10"], ["1/4", "3/4"], [1]])
    >>> print(*unreached_belief_sentences(beer))
    At “fight” after “Quiche”, the bully chooses “Duel” if it puts the chance of “Strong” at 50 % or less (here 25 %).
    """
    told = list(_unreached(assessment))
    return told[:MAX_TOLD] + ([f"{len(told) - MAX_TOLD} more are left out here."] if len(told) > MAX_TOLD else [])


def _unreached(assessment: Assessment) -> Iterator[str]:
    game, places = assessment.game, Places(assessment.game)
    reached = reached_nodes(game, exact_choices(game, assessment.profile))
    ranges = supporting_ranges(assessment.profile)
    sets = [index for index in ranges if not any(node in reached for node in game.infoset_nodes(index))]
    for index in in_order_of_play(game, sets):
        infoset = game.infosets[index]
        planned = mixture_text(dict(zip(infoset.actions, assessment.profile.strategies[index] or (), strict=True)))
        names = node_names_within(game, index)
        held = assessment.beliefs[index] or ()
        conditions = [
            f"{quoted(name)} at {_range_text(low, high)} (here {told_probability(own)})"
            for name, (low, high), own in zip(names, ranges[index], held, strict=True)
            if low > 0 or high < 1
        ]
        shown = conditions[:1] if len(names) == 2 else conditions
        if shown:
            player = who(game, infoset.player)
            clause = f"{places[index].text}, {player} chooses {planned} if it puts the chance of {joined(shown)}"
            yield sentence_text(clause)


def _range_text(low: Fraction, high: Fraction) -> str:
    """Return a range of probabilities in words."""
    if low == high:
        return f"exactly {told_probability(low)}"
    if high == 1:
        return f"{told_probability(low)} or more"
    if low == 0:
        return f"{told_probability(high)} or less"
    return f"{told_probability(low)} to {told_probability(high)}"


def signaling_sentences(assessment: Assessment) -> list[str]:
    """Return what messages tell in a sequential equilibrium of a signaling game, and whether its beliefs make sense.

    Parameters
    ----------
    assessment
        A sequential equilibrium; of other trees there is nothing to tell.

    Examples
    --------
    >>> from gametheory import load
    >>> from gametheory.core.assessments import Assessment
    >>> from gametheory.core.profiles import BehaviorProfile
    >>> tree = load("beer_quiche").to_game()
    >>> profile = BehaviorProfile(tree, [None, [0, 1], [1, 0], [0, 1], [0, 1]])
    >>> for sentence in signaling_sentences(Assessment(profile, [None, [1], ["1/4", "3/4"], ["9/10", "1/10"], [1]])):
    ...     print(sentence)
    The equilibrium is pooling: what is sent tells the bully nothing.
    It fails the intuitive criterion: “Weak” cannot gain by “Beer”, and “Strong” then would.
    """
    game = signaling_game(assessment.game)
    if game is None:
        return []
    form = FORMS[signaling_form(assessment)].format(receiver=who(assessment.game, game.receiver))
    return [sentence_text(f"the equilibrium is {form}"), *_criterion_sentences(assessment)]


def _criterion_sentences(assessment: Assessment) -> list[str]:
    """Return which messages break an equilibrium of a signaling game by the intuitive criterion, else by D1."""
    names = Signals(assessment).game.names
    intuitive = intuitive_criterion(assessment)
    if intuitive.failures:
        return [_criterion_sentence("the intuitive criterion", names, found) for found in intuitive.failures]
    try:
        verdict = d1_criterion(assessment)
    except UnsupportedGameError as refusal:
        return [f"{UNDECIDED}: {sentence_text(str(refusal))}"]
    return [_criterion_sentence("D1", names, found) for found in verdict.failures]


def _criterion_sentence(criterion: str, names: Sequence[str], failure: CriterionFailure) -> str:
    """Return which message breaks an equilibrium, and who would send it."""
    excluded = joined([quoted(names[kind]) for kind in failure.excluded])
    deviators = joined([quoted(names[kind]) for kind in failure.deviators])
    message = quoted(failure.message)
    if "intuitive" in criterion:
        then = f"and {deviators} then would" if deviators else "and no answer to them keeps everybody from it"
        return sentence_text(f"it fails {criterion}: {excluded} cannot gain by {message}, {then}")
    others = [quoted(name) for kind, name in enumerate(names) if kind not in failure.excluded]
    other = others[0] if len(others) == 1 else "somebody else"
    then = f"{deviators} would send it" if deviators else "somebody would send it"
    return sentence_text(
        f"it fails {criterion}: any answer to {message} that does {excluded} no harm is a gain to {other}, so nobody "
        f"should take it to come from {excluded}; answered accordingly, {then}"
    )
