"""What happens in an equilibrium, and what everybody gets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from gametheory.analysis.expected_payoffs import reach_probabilities
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.rendering.sentences.numbers import bracketed_probability, percent_text, told_payoff
from gametheory.rendering.sentences.places import place_of, rounds_text
from gametheory.rendering.sentences.wording import (
    counted,
    in_order_of_play,
    joined,
    mixture_text,
    quoted,
    sentence_text,
    who,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.core.extensive_form import ExtensiveFormGame
    from gametheory.core.solution import Equilibrium

MAX_DECISIONS = 24
"""Decisions on the way that are told."""
MAX_BRANCHES = 6
"""Branches of chance that are told one by one."""


def play_sentences(equilibrium: Equilibrium, unit: str, *, known: Equilibrium | None = None) -> list[str]:
    """Return what the players do where play leads, and what they get.

    Parameters
    ----------
    equilibrium
        Any equilibrium.
    unit
        Unit of payoffs, or an empty text.
    known
        An equilibrium whose play the reader knows; what chance decides there is not told again.
    """
    profile = equilibrium.profile
    if isinstance(profile, MixedProfile):
        return [_normal_form_play(profile), _payoff_sentence(equilibrium, unit, is_certain=profile.is_pure)]
    reach = reach_probabilities(profile.game, profile)
    ends = [end for end in profile.game.terminals if reach[end]]
    totals = [profile.game.path_payoffs(player).values for player in range(profile.game.num_players)]
    is_certain = len({tuple(values.item(end) for values in totals) for end in ends}) == 1
    decisions = list(_decisions(profile, reach))
    told = list(_decisions_of(known)) if known else []
    decisions = [decision for decision in decisions if not (decision.is_chance and decision in told)]
    play = list(_steps_text(_steps(decisions[:MAX_DECISIONS])))
    if len(decisions) > MAX_DECISIONS:
        more = counted(len(decisions) - MAX_DECISIONS, "more choice follows", "more choices follow")
        play.append(sentence_text(f"{more}; `gametheory solve` lists them"))
    return [*play, _payoff_sentence(equilibrium, unit, is_certain=is_certain)]


def _payoff_sentence(equilibrium: Equilibrium, unit: str, *, is_certain: bool) -> str:
    """Say what everybody gets, on average unless play is certain; the unit stands once, at the end."""
    game, payoffs = equilibrium.profile.game, equilibrium.payoffs
    amounts = [told_payoff(payoff) for payoff in payoffs]
    if len(payoffs) > 1 and len(set(payoffs)) == 1:
        gains = f"{'both get' if len(payoffs) == 2 else 'each gets'} {amounts[0]}"
    else:
        first, *others = enumerate(amounts)
        clauses = [f"{who(game, first[0])} gets {first[1]}", *(f"{who(game, index)} {text}" for index, text in others)]
        gains = joined(clauses)
    opening = "" if is_certain else "on average, "
    return sentence_text(f"{opening}{gains} {unit}".rstrip())


def _normal_form_play(profile: MixedProfile) -> str:
    """Say what everybody chooses, those who choose alike together."""
    choices: dict[str, list[str]] = {}
    for index, player in enumerate(profile.game.players):
        choices.setdefault(mixture_text(profile[player.key]), []).append(who(profile.game, index))
    clauses = []
    for choice, names in choices.items():
        each = "each " if "probability" in choice else ""
        clauses.append(f"{joined(names)} {f'{each}choose' if len(names) > 1 else 'chooses'} {choice}")
    return sentence_text("; ".join(clauses))


@dataclass(frozen=True, slots=True)
class _Decision:
    """Who chooses what, in which stage and round, and under which conditions: moves by lot that led there."""

    chooser: str
    choice: str
    stage: str
    round: str
    conditions: tuple[tuple[int, int], ...]
    when: str = ""

    @property
    def is_chance(self) -> bool:
        return not self.chooser


@dataclass(frozen=True, slots=True)
class _Step:
    """Decisions that one sentence tells: under which condition, in which rounds, and who chooses what."""

    when: str
    rounds: tuple[str, ...]
    clauses: tuple[tuple[str, str], ...]


def _decisions_of(equilibrium: Equilibrium) -> Iterator[_Decision]:
    """Yield the decisions that play reaches in an equilibrium of a tree."""
    profile = equilibrium.profile
    if isinstance(profile, BehaviorProfile):
        yield from _decisions(profile, reach_probabilities(profile.game, profile))


def _decisions(profile: BehaviorProfile, reach: Sequence[Fraction]) -> Iterator[_Decision]:
    """Yield the decisions that play reaches, chance included, in the order of play; those made alike at once."""
    game = profile.game
    reached = {
        index: nodes
        for index in range(len(game.infosets))
        if (nodes := [int(node) for node in game.infoset_nodes(index) if reach[node]])
    }
    decisions = []
    for index in in_order_of_play(game, reached):
        infoset, place = game.infosets[index], place_of(game, index)
        odds = sum((reach[node] for node in reached[index]), Fraction(0))
        conditions, when = _condition(game, profile, reached[index], odds)
        if infoset.probabilities is not None:
            choice = _branches_text(dict(zip(infoset.actions, infoset.probabilities, strict=True)))
            decisions.append(_Decision("", choice, place.stage, place.round, conditions, when))
        else:
            choice = mixture_text(dict(zip(infoset.actions, profile.strategies[index] or (), strict=True)))
            name = who(game, infoset.player)
            decisions.append(_Decision(name, choice, place.stage, place.round, conditions, when))
    for _, group in groupby(decisions, key=lambda made: (made.chooser, made.choice, made.stage, made.round)):
        yield _together(profile, list(group))


def _branches_text(branches: dict[str, Fraction]) -> str:
    """Return what chance may do: ``“Tariff” (50 %) or “No tariff” (50 %)``."""
    drawn = [(name, probability) for name, probability in branches.items() if probability]
    told = [f"{quoted(name)} ({bracketed_probability(odds)})" for name, odds in drawn[:MAX_BRANCHES]]
    if len(drawn) > MAX_BRANCHES:
        told.append(counted(len(drawn) - MAX_BRANCHES, "other", "others"))
    return joined(told, "or")


def _condition(
    game: ExtensiveFormGame, profile: BehaviorProfile, nodes: Sequence[int], odds: Fraction
) -> tuple[tuple[tuple[int, int], ...], str]:
    """Return the moves by lot that lead to all nodes of a set, and a condition in words; nothing where play is sure."""
    if odds == 1:
        return (), ""
    ways = [_moves_by_lot(game, profile, node) for node in nodes]
    common = tuple(move for move in ways[0] if all(move in way for way in ways))
    if common:
        return common, f"if {joined([quoted(game.infosets[infoset].actions[action]) for infoset, action in common])}"
    last = {_last_move(game, node) for node in nodes}
    if len(last) == 1 and (move := last.pop()):
        return (), f"after {quoted(move)}"
    return (), f"with probability {percent_text(odds)}"


def _moves_by_lot(game: ExtensiveFormGame, profile: BehaviorProfile, node: int) -> list[tuple[int, int]]:
    """Return the moves on the way to a node that chance or a mixture leaves open, as (information set, action)."""
    moves = []
    while node:
        before, action = int(game.parent[node]), int(game.parent_action[node])
        infoset = int(game.infoset[before])
        taken = game.infosets[infoset].probabilities or profile.strategies[infoset] or ()
        if sum(map(bool, taken)) > 1:
            moves.append((infoset, action))
        node = before
    return moves[::-1]


def _last_move(game: ExtensiveFormGame, node: int) -> str:
    """Return the name of the move that leads to a node."""
    before = int(game.parent[node])
    return game.infosets[int(game.infoset[before])].actions[int(game.parent_action[node])]


def _together(profile: BehaviorProfile, alike: list[_Decision]) -> _Decision:
    """Return one decision for some that differ only in their conditions."""
    if len(alike) == 1:
        return alike[0]
    game = profile.game
    is_simple = all(len(decision.conditions) == 1 for decision in alike)
    moves = list(dict.fromkeys(decision.conditions[0] for decision in alike)) if is_simple else []
    names = [quoted(game.infosets[infoset].actions[action]) for infoset, action in moves]
    infosets = {infoset for infoset, _ in moves}
    if len(infosets) == 1:
        infoset = infosets.pop()
        drawn = sum(map(bool, game.infosets[infoset].probabilities or profile.strategies[infoset] or ()))
        if len(moves) < drawn:
            return replace(alike[0], when=f"if {joined(names, 'or')}", conditions=())
        covering = f"whether {joined(names, 'or')}" if len(names) <= MAX_BRANCHES else "whatever chance decides"
        return replace(alike[0], when=covering, conditions=())
    whens = list(dict.fromkeys(decision.when for decision in alike if decision.when))
    return replace(alike[0], when=", or ".join(whens), conditions=())


def _steps(decisions: Sequence[_Decision]) -> list[_Step]:
    """Return the decisions as steps, those of one round and condition together, and rounds that are alike as one."""
    steps: list[_Step] = []
    for decision in decisions:
        made = (decision.chooser, decision.choice)
        rounds = (decision.round,) if decision.round else ()
        before = steps[-1] if steps else None
        has_frame = bool(decision.when or decision.round) and not decision.is_chance
        if before and has_frame and (before.when, before.rounds) == (decision.when, rounds) and len(before.clauses) < 3:
            steps[-1] = replace(before, clauses=(*before.clauses, made))
        else:
            steps.append(_Step(decision.when, rounds, (made,)))
    merged: list[_Step] = []
    for step in steps:
        before = merged[-1] if merged else None
        if before and step.rounds and (before.when, before.clauses) == (step.when, step.clauses) and before.rounds:
            merged[-1] = replace(before, rounds=before.rounds + step.rounds)
        else:
            merged.append(step)
    return merged


def _steps_text(steps: Sequence[_Step]) -> Iterator[str]:
    """Yield a sentence for each step, and more where one would be long."""
    rounds: tuple[str, ...] = ()
    for number, (first, *alternatives) in enumerate(_with_alternatives(steps)):
        is_new_round = first.rounds and first.rounds != rounds
        frame = ", ".join(filter(None, [rounds_text(first.rounds) if is_new_round else "", first.when]))
        rounds = first.rounds
        opening = f"{frame}, " if frame else "first, " if number == 0 and len(steps) > 1 else "then " if number else ""
        yield from _step_text(f"{opening}{_clause(*first.clauses[0])}", first.clauses[1:], alternatives)


def _step_text(sentence: str, others: Sequence[tuple[str, str]], alternatives: Sequence[_Step]) -> Iterator[str]:
    """Yield the sentence of a step with its other clauses, and with what its chooser does under other conditions."""
    for chooser, choice in others:
        if "probability" in f"{sentence}{choice}":
            yield sentence_text(sentence)
            sentence = f"then {_clause(chooser, choice)}"
        else:
            sentence += f", then {chooser} {choice}"
    for step in alternatives:
        if "probability" in f"{sentence}{step.clauses[0][1]}":
            yield sentence_text(sentence)
            sentence = f"{step.when}, {_clause(*step.clauses[0])}"
        else:
            sentence += f"; {step.when}, {step.clauses[0][1]}"
    yield sentence_text(sentence)


def _with_alternatives(steps: Sequence[_Step]) -> list[list[_Step]]:
    """Return the steps in groups: what one player does in the same rounds under different conditions."""
    groups: list[list[_Step]] = []
    for step in steps:
        before = groups[-1][-1] if groups else None
        if before and _frame(before) == _frame(step) and before.when and step.when and before.when != step.when:
            groups[-1].append(step)
        else:
            groups.append([step])
    return groups


def _frame(step: _Step) -> tuple[object, ...]:
    """Return what steps that are told together have in common: rounds, and the player of their only clause."""
    chooser = step.clauses[0][0]
    return (step.rounds, chooser) if chooser and len(step.clauses) == 1 else (step,)


def _clause(chooser: str, choice: str) -> str:
    """Return who chooses what; chance decides."""
    return f"{chooser} chooses {choice}" if chooser else f"chance decides: {choice}"
