"""What happens in an equilibrium, and what everybody gets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from gametheory.analysis.trees.play_order import in_order_of_play
from gametheory.analysis.trees.reach import reach_probabilities
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.rendering.sentences.numbers import bracketed_probability, percent_text, told_payoff
from gametheory.rendering.sentences.places import Places, rounds_text
from gametheory.rendering.sentences.wording import (
    counted,
    is_mixture,
    joined,
    mixture_text,
    quoted,
    sentence_text,
    who,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.extensive_form import ExtensiveFormGame

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
    choices: dict[tuple[str, bool], list[str]] = {}
    for index, (player, strategy) in enumerate(zip(profile.game.players, profile.strategies, strict=True)):
        told = mixture_text(profile[player.key]), is_mixture(strategy)
        choices.setdefault(told, []).append(who(profile.game, index))
    clauses = []
    for (choice, is_mixed), names in choices.items():
        several = "each choose" if is_mixed else "choose"
        clauses.append(f"{joined(names)} {several if len(names) > 1 else 'chooses'} {choice}")
    return sentence_text("; ".join(clauses))


@dataclass(frozen=True, slots=True)
class _Clause:
    """Who chooses what; chance, where nobody does."""

    chooser: str
    choice: str
    is_mixed: bool = False

    @property
    def text(self) -> str:
        """The clause in words; chance decides."""
        return f"{self.chooser} chooses {self.choice}" if self.chooser else f"chance decides: {self.choice}"


@dataclass(frozen=True, slots=True)
class _Condition:
    """When a decision is made, in words, with the moves by lot that lead there; empty where play is sure.

    ``is_probability`` says that only the probability of getting there can be told.
    """

    text: str = ""
    moves: tuple[tuple[int, int], ...] = ()
    is_probability: bool = False


@dataclass(frozen=True, slots=True)
class _Decision:
    """Who chooses what, in which stage and round, and under which condition."""

    clause: _Clause
    stage: str
    round: str
    condition: _Condition

    @property
    def is_chance(self) -> bool:
        return not self.clause.chooser


@dataclass(frozen=True, slots=True)
class _Step:
    """Decisions that one sentence tells: under which condition, in which rounds, and who chooses what."""

    condition: _Condition
    rounds: tuple[str, ...]
    clauses: tuple[_Clause, ...]


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
    decisions, places = [], Places(game)
    for index in in_order_of_play(game, reached):
        infoset, place = game.infosets[index], places[index]
        odds = sum((reach[node] for node in reached[index]), Fraction(0))
        if infoset.probabilities is not None:
            clause = _Clause("", _branches_text(dict(zip(infoset.actions, infoset.probabilities, strict=True))))
        else:
            strategy = profile.strategies[index] or ()
            choice = mixture_text(dict(zip(infoset.actions, strategy, strict=True)))
            clause = _Clause(who(game, infoset.player), choice, is_mixture(strategy))
        condition = _condition(game, profile, reached[index], odds)
        decisions.append(_Decision(clause, place.stage, place.round, condition))
    for _, group in groupby(decisions, key=lambda made: (made.clause, made.stage, made.round)):
        yield _together(profile, list(group))


def _branches_text(branches: dict[str, Fraction]) -> str:
    """Return what chance may do: ``“Tariff” (50 %) or “No tariff” (50 %)``."""
    drawn = [(name, probability) for name, probability in branches.items() if probability]
    told = [f"{quoted(name)} ({bracketed_probability(odds)})" for name, odds in drawn[:MAX_BRANCHES]]
    if len(drawn) > MAX_BRANCHES:
        told.append(counted(len(drawn) - MAX_BRANCHES, "other", "others"))
    return joined(told, "or")


def _condition(game: ExtensiveFormGame, profile: BehaviorProfile, nodes: Sequence[int], odds: Fraction) -> _Condition:
    """Return when play comes to some nodes of one information set."""
    if odds == 1:
        return _Condition()
    ways = [_moves_by_lot(game, profile, node) for node in nodes]
    common = tuple(move for move in ways[0] if all(move in way for way in ways))
    if common:
        names = [quoted(game.infosets[infoset].actions[action]) for infoset, action in common]
        return _Condition(f"if {joined(names)}", common)
    last = {_last_move(game, node) for node in nodes}
    if len(last) == 1 and (move := last.pop()):
        return _Condition(f"after {quoted(move)}")
    return _Condition(f"with probability {percent_text(odds)}", is_probability=True)


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
    conditions = [decision.condition for decision in alike]
    is_simple = all(len(condition.moves) == 1 for condition in conditions)
    moves = list(dict.fromkeys(condition.moves[0] for condition in conditions)) if is_simple else []
    names = [quoted(game.infosets[infoset].actions[action]) for infoset, action in moves]
    infosets = {infoset for infoset, _ in moves}
    if len(infosets) == 1:
        infoset = infosets.pop()
        drawn = sum(map(bool, game.infosets[infoset].probabilities or profile.strategies[infoset] or ()))
        if len(moves) < drawn:
            return replace(alike[0], condition=_Condition(f"if {joined(names, 'or')}"))
        covering = f"whether {joined(names, 'or')}" if len(names) <= MAX_BRANCHES else "whatever chance decides"
        return replace(alike[0], condition=_Condition(covering))
    texts = list(dict.fromkeys(condition.text for condition in conditions if condition.text))
    is_probability = any(condition.is_probability for condition in conditions)
    return replace(alike[0], condition=_Condition(", or ".join(texts), is_probability=is_probability))


def _steps(decisions: Sequence[_Decision]) -> list[_Step]:
    """Return the decisions as steps, those of one round and condition together, and rounds that are alike as one."""
    steps: list[_Step] = []
    for decision in decisions:
        condition, rounds = decision.condition, (decision.round,) if decision.round else ()
        before = steps[-1] if steps else None
        has_frame = bool(condition.text or rounds) and not decision.is_chance
        is_same = before is not None and (before.condition.text, before.rounds) == (condition.text, rounds)
        if before and has_frame and is_same and len(before.clauses) < 3:
            steps[-1] = replace(before, clauses=(*before.clauses, decision.clause))
        else:
            steps.append(_Step(condition, rounds, (decision.clause,)))
    merged: list[_Step] = []
    for step in steps:
        before = merged[-1] if merged else None
        is_same = before is not None and (before.condition.text, before.clauses) == (step.condition.text, step.clauses)
        if before and before.rounds and step.rounds and is_same:
            merged[-1] = replace(before, rounds=before.rounds + step.rounds)
        else:
            merged.append(step)
    return merged


def _steps_text(steps: Sequence[_Step]) -> Iterator[str]:
    """Yield a sentence for each step, and more where one would be long."""
    rounds: tuple[str, ...] = ()
    for number, (first, *alternatives) in enumerate(_with_alternatives(steps)):
        is_new_round = first.rounds and first.rounds != rounds
        frame = ", ".join(filter(None, [rounds_text(first.rounds) if is_new_round else "", first.condition.text]))
        rounds = first.rounds
        opening = f"{frame}, " if frame else "first, " if number == 0 and len(steps) > 1 else "then " if number else ""
        yield from _step_text(opening, first, alternatives)


def _step_text(opening: str, step: _Step, alternatives: Sequence[_Step]) -> Iterator[str]:
    """Yield the sentence of a step, with what its chooser does under other conditions; more where it has odds."""
    sentence, has_odds = f"{opening}{step.clauses[0].text}", step.condition.is_probability or step.clauses[0].is_mixed
    for clause in step.clauses[1:]:
        if has_odds or clause.is_mixed:
            yield sentence_text(sentence)
            sentence, has_odds = f"then {clause.text}", clause.is_mixed
        else:
            sentence += f", then {clause.chooser} {clause.choice}"
    for other in alternatives:
        (clause,), condition = other.clauses, other.condition
        if has_odds or clause.is_mixed:
            yield sentence_text(sentence)
            sentence = f"{condition.text}, {clause.text}"
        else:
            sentence += f"; {condition.text}, {clause.choice}"
        has_odds = condition.is_probability or clause.is_mixed
    yield sentence_text(sentence)


def _with_alternatives(steps: Sequence[_Step]) -> list[list[_Step]]:
    """Return the steps in groups: what one player does in the same rounds under different conditions."""
    groups: list[list[_Step]] = []
    for step in steps:
        before = groups[-1][-1] if groups else None
        texts = {before.condition.text, step.condition.text} if before else set()
        if before and _frame(before) == _frame(step) and len(texts - {""}) == 2:
            groups[-1].append(step)
        else:
            groups.append([step])
    return groups


def _frame(step: _Step) -> tuple[object, ...]:
    """Return what steps that are told together have in common: rounds, and the player of their only clause."""
    chooser = step.clauses[0].chooser
    return (step.rounds, chooser) if chooser and len(step.clauses) == 1 else (step,)
