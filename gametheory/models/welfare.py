"""What the formulas of ``welfare:`` come to where a game is played: expectations over what happens."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import prod
from types import MappingProxyType
from typing import TYPE_CHECKING

from gametheory.analysis.profile_payoffs import expected_payoffs
from gametheory.core.count_profile import CountProfile
from gametheory.core.distributions import Distribution
from gametheory.core.equilibrium import played_profile
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.led_plan import LedPlan
from gametheory.core.led_tiered_game import LedTieredGame
from gametheory.core.markov_profile import MarkovProfile
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.core.symmetric_profile import SymmetricProfile
from gametheory.core.tiered_game import TieredGame
from gametheory.errors import UnsupportedGameError
from gametheory.models.definitions import (
    ActionDefinition,
    FormulaPayoffs,
    NormalFormDefinition,
    PlayerDefinition,
    RepeatDefinition,
    StagedDefinition,
    StageDefinition,
)
from gametheory.models.formulas.syntax import constant
from gametheory.models.places import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gametheory.core.equilibrium import Play
    from gametheory.core.profiles import Strategy
    from gametheory.core.source import Game
    from gametheory.models.definitions import ModelDescription
    from gametheory.models.model import GameModel

_NOTHING = constant(Fraction(0), NOWHERE)


def welfare_ledger(model: GameModel) -> GameModel:
    """Return the game with an observer for each formula of ``welfare:``, who is paid what the formula says.

    The players and their choices are the same, at the same information sets in the same order; they are paid nothing.
    In trees, whose formulas cannot name moves, the formulas are paid at the end of a game without choices.

    Parameters
    ----------
    model
        A game with such formulas; its values are those of the ledger.

    Raises
    ------
    InconsistentGameFileError
        If a formula names what is not known at the end of play.
    """
    description = model.description
    body, players = description.body, description.players
    observers = tuple(PlayerDefinition(f"welfare {one.name}", one.name, one.place) for one in description.welfare)
    paid = {player.key: _NOTHING for player in players}
    paid |= {observer.key: one.formula for observer, one in zip(observers, description.welfare, strict=True)}
    payoffs = FormulaPayoffs(MappingProxyType(paid))
    idle = {observer.key: (ActionDefinition("observe"),) for observer in observers}
    if isinstance(body, NormalFormDefinition):
        ledger = NormalFormDefinition(MappingProxyType({**body.actions, **idle}), payoffs, body.place)
        return _with_body(model, ledger, (*players, *observers))
    if isinstance(body, StagedDefinition):
        return _with_body(model, _unpaid(body, payoffs), (*players, *observers))
    alone = FormulaPayoffs(MappingProxyType({observer.key: paid[observer.key] for observer in observers}))
    return _with_body(model, NormalFormDefinition(MappingProxyType(idle), alone, body.place), observers)


def expected_welfare(model: GameModel, play: Play) -> Mapping[str, Fraction]:
    """Return each formula of ``welfare:`` in expectation where something is played; `GameModel.welfare` asks for it."""
    ledger = model.welfare_ledger
    if ledger is None:
        return MappingProxyType({})
    names = [one.name for one in model.description.welfare]
    game = ledger.to_game()
    if isinstance(game, TieredGame):
        values = _of_tiers(game, play, len(names))
    elif isinstance(game, NormalFormGame) and game.num_players == len(names):  # nothing that is played matters
        values = tuple(game.payoff(observer, (0,) * len(names)) for observer in range(len(names)))
    else:
        values = _paid(ledger.whole_game(), play, len(names))[-len(names) :]
    return MappingProxyType(dict(zip(names, values, strict=True)))


def _with_body(
    model: GameModel, body: NormalFormDefinition | StagedDefinition, players: tuple[PlayerDefinition, ...]
) -> GameModel:
    """Return a game of another body with the numbers of a model."""
    description: ModelDescription = replace(
        model.description, body=body, players=players, welfare=(), policies=MappingProxyType({}), expect=()
    )
    return replace(model, description=description, file_text="", _body=None, _ledger=None)


def _unpaid(body: StagedDefinition, payoffs: FormulaPayoffs) -> StagedDefinition:
    """Return the stages of a game with payoffs at the end only; a stage that only pays stays where it is."""
    nothing = FormulaPayoffs(MappingProxyType(dict.fromkeys(list(payoffs.by_player)[:1], _NOTHING)))

    def unpaid(stage: StageDefinition) -> StageDefinition:
        return stage if stage.payoffs is None else replace(stage, payoffs=nothing)

    entries = (
        replace(entry, stages=tuple(map(unpaid, entry.stages)))
        if isinstance(entry, RepeatDefinition)
        else unpaid(entry)
        for entry in body.stages
    )
    return replace(body, stages=tuple(entries), payoffs=payoffs)


def _paid(game: Game, play: Play, num_observers: int) -> tuple[Fraction, ...]:
    """Return what the ledger pays where something is played.

    Raises
    ------
    UnsupportedGameError
        If play is told by states, or in plans of a tree that no choice at single information sets expresses.
    """
    idle = [[Fraction(1)]] * num_observers
    if isinstance(play, Distribution) and isinstance(game, NormalFormGame):
        total = [Fraction(0)] * game.num_players
        for actions, probability in play.probabilities.items():
            paid = (game.payoff(player, (*actions, *[0] * num_observers)) for player in range(game.num_players))
            total = [sum_ + probability * value for sum_, value in zip(total, paid, strict=True)]
        return tuple(total)
    if not isinstance(play, Distribution | MarkovProfile | CountProfile | SymmetricProfile):
        profile = played_profile(play)
        if isinstance(profile, MixedProfile) and isinstance(game, NormalFormGame):
            return _mean(game, [*map(_exact, profile.strategies), *idle])
        if isinstance(profile, BehaviorProfile) and isinstance(game, ExtensiveFormGame):
            return expected_payoffs(game, BehaviorProfile(game, profile.strategies))
    raise UnsupportedGameError(
        "welfare is worked out where players choose actions or at information sets, got choices by state or plan; "
        "ask for concept 'nash' or 'subgame_perfect' of a tree of at most 100,000 nodes"
    )


def _exact(strategy: Strategy) -> list[Fraction]:
    """Return exact probabilities that sum to 1."""
    shares = [Fraction(share) for share in strategy]
    total = sum(shares)
    return [share / total for share in shares]


def _mean(game: NormalFormGame, strategies: Sequence[Sequence[Fraction]]) -> tuple[Fraction, ...]:
    """Return what everybody is paid in expectation over the profiles that are played."""
    played = [[(action, share) for action, share in enumerate(own) if share] for own in strategies]
    total = [Fraction(0)] * game.num_players
    for choices in product(*played):
        actions = tuple(action for action, _ in choices)
        weight = prod((share for _, share in choices), start=Fraction(1))
        total = [paid + weight * game.payoff(player, actions) for player, paid in enumerate(total)]
    return tuple(total)


def _of_tiers(game: TieredGame, play: Play, num_observers: int) -> tuple[Fraction, ...]:
    """Return what the observers of a game of tiers are paid; of a box of counts at the leading ones.

    Raises
    ------
    UnsupportedGameError
        If the sellers of a tier draw lots.
    """
    if isinstance(play, LedPlan) and isinstance(game, LedTieredGame):
        total = [Fraction(0)] * num_observers
        for end, probability in play.ends(()):
            values = _of_tiers(game.after(end), play.branch(end), num_observers)
            total = [sum_ + probability * value for sum_, value in zip(total, values, strict=True)]
        return tuple(total)
    first = game.num_players - num_observers
    if isinstance(play, CountProfile):
        counts = [tuple(map(Fraction, own)) for own in play.lead]
    elif isinstance(play, SymmetricProfile) and (play.is_limit or _is_pure(play)) and _is_exact(play):
        counts = [
            tuple(count * low for low, _ in own) for own, count in zip(play.strategies, game.counts, strict=False)
        ]
    else:
        raise UnsupportedGameError(
            "welfare of tiers is worked out at counts, got sellers who draw lots; ask for concept 'pure'"
        )
    everybody = [*counts, *[(Fraction(1),)] * num_observers]
    return tuple(game.payoffs.payoff(player, 0, everybody) for player in range(first, game.num_players))


def _is_pure(play: SymmetricProfile) -> bool:
    return all(low in {0, 1} for own in play.strategies for low, _ in own)


def _is_exact(play: SymmetricProfile) -> bool:
    return all(low == high for own in play.strategies for low, high in own)
