"""Games of tiers from formulas: identical sellers who each choose, known by how many choose what."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from gametheory.core.led_tiered_game import LedTieredGame
from gametheory.core.names import nearest
from gametheory.core.tiered_game import TieredGame
from gametheory.models.bodies import BuiltGame, note_missing_payoffs
from gametheory.models.definitions import FormulaPayoffs, NormalFormDefinition, StagedDefinition
from gametheory.models.formulas.syntax import leaves
from gametheory.models.formulas.tape import MAX_EMITTED, TooManyOperationsError
from gametheory.models.places import NOWHERE
from gametheory.models.positions import moves_position
from gametheory.models.scopes import Reference, Scope
from gametheory.models.tier_payoffs import FormulaTier, TierFormulas
from gametheory.models.tier_stages import has_tiers, tier_stages
from gametheory.models.unseen_chance import UnseenChance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from gametheory.models.definitions import ModelDescription, PlayerDefinition
    from gametheory.models.mistakes import Mistakes
    from gametheory.models.templates import Workshop
    from gametheory.models.tier_stages import TierStages
    from gametheory.models.unseen_chance import MeanTemplate


def tier_actions(description: ModelDescription) -> dict[str, tuple[str, ...]]:
    """Return the names of the actions of each player that has a count; empty where the form has no tiers."""
    definition = description.body
    if isinstance(definition, StagedDefinition) and has_tiers(description.players):
        definition = tier_stages(definition, description.players).moves
    if not isinstance(definition, NormalFormDefinition):
        return {}
    return {
        player.key: tuple(action.name for action in definition.actions.get(player.key, ()))
        for player in description.players
        if player.count is not None
    }


def check_tiers(description: ModelDescription, mistakes: Mistakes) -> None:
    """Note tiers in a form that has none."""
    if isinstance(description.body, NormalFormDefinition | StagedDefinition):
        return
    for player in description.players:
        if player.count is not None:
            sentence = f"expected tiers in form normal or in stages, got the tier {player.key!r} in another form"
            mistakes.add(f"{sentence}; leave out its 'count'", player.place)


class TieredBody:
    """A game of tiers whose formulas are checked.

    Parameters
    ----------
    definition
        What the file says.
    players
        In the game's order; some have a count.
    workshop
        Takes the formulas; mistakes are noted in its collection.
    stages
        Who moves before the tiers; None where all choose at once.
    """

    def __init__(
        self,
        definition: NormalFormDefinition,
        players: Sequence[PlayerDefinition],
        workshop: Workshop,
        *,
        stages: TierStages | None = None,
    ) -> None:
        self._players = tuple(players)
        self._stages = stages
        self._workshop = workshop
        self._actions = tuple(definition.actions.get(player.key, ()) for player in players)
        self._check_actions(definition)
        chance = () if stages is None else stages.chance
        names = [*(player.key for player in players), *(stage.name for stage in chance)]
        constants = Scope(workshop.library, absent=dict.fromkeys(names, _NOT_IN_ATTRIBUTES))
        for player, actions in zip(players, self._actions, strict=True):
            workshop.add_position(moves_position(player.key, actions, constants, workshop.mistakes))
        self._chance = UnseenChance(chance, workshop, constants, lambda known: self._scope_of(None, known))
        self._scopes = tuple(self._scope_of(player.key, self._chance.references) for player in players)
        self._templates: tuple[MeanTemplate, ...] = ()
        payoffs = definition.payoffs
        if isinstance(payoffs, FormulaPayoffs):
            self._templates = self._payoff_templates(payoffs)
        else:
            sentence = "expected payoffs of tiers as formulas by player, got a table; write them with share(...)"
            workshop.mistakes.add(sentence, payoffs.place)

    def build(self, parameters: Mapping[str, Fraction], title: str, path: str) -> BuiltGame:
        """Return the game at given values."""
        singles = [
            1 if player.count else len(actions) for player, actions in zip(self._players, self._actions, strict=True)
        ]
        self._chance.check(parameters, singles, path)
        payoffs = TierFormulas(
            self._workshop.tape,
            self._templates,
            parameters,
            tiers=tuple(
                None
                if player.count is None
                else FormulaTier(player.key, player.count, tuple(action.name for action in actions), index)
                for index, (player, actions) in enumerate(zip(self._players, self._actions, strict=True))
            ),
            num_actions=tuple(len(actions) for actions in self._actions),
            path=path,
        )
        names = tuple(tuple(action.name for action in actions) for actions in self._actions)
        counts = tuple(player.count or 1 for player in self._players)
        players = tuple(player.player for player in self._players)
        arithmetic = "float" if payoffs.may_round else "exact"
        if self._stages is None:
            game = TieredGame(players=players, counts=counts, actions=names, payoffs=payoffs, title=title)
            return BuiltGame(game, arithmetic)
        keys = [player.key for player in self._players]
        leaders = tuple(map(keys.index, self._stages.leaders))
        led = LedTieredGame(
            players=players, counts=counts, actions=names, payoffs=payoffs, title=title, leaders=leaders
        )
        return BuiltGame(led, arithmetic)

    def widest_scopes(self) -> list[Scope]:
        """Return the scopes of the payoffs, one for each player."""
        return list(self._scopes)

    def _check_actions(self, definition: NormalFormDefinition) -> None:
        mistakes, keys = self._workshop.mistakes, [player.key for player in self._players]
        for key, actions in definition.actions.items():
            if key not in keys:
                place = actions[0].place if actions else definition.place
                mistakes.add(f"actions of an unknown player {key!r}{nearest(key, keys)}", place)
        for player, actions in zip(self._players, self._actions, strict=True):
            if not actions:
                mistakes.add(f"expected at least one action of player {player.key!r}, got none", player.place)
            if player.count is not None and player.count < 1:
                mistakes.add(f"expected at least one seller of {player.key!r}, got {player.count}", player.place)

    def _scope_of(self, own: str | None, chance: Mapping[str, int]) -> Scope:
        """Return what names mean in the payoff of a player: of tiers only its own move is one seller's.

        In a probability, which is nobody's, no move of a tier is known; of chance the stages by name and position are.
        """
        references: dict[tuple[str, str | None], Reference] = {(name, None): (at,) for name, at in chance.items()}
        absent: dict[str, str] = {}
        for index, player in enumerate(self._players):
            names = [player.key]
            if self._stages is not None and player.key in self._stages.stage_names:
                names.append(self._stages.stage_names[player.key])
            for name in names:
                if player.count is None or player.key == own:
                    references[name, None] = (index,)
                else:
                    absent[name] = (
                        f"is a tier of {player.count:,} sellers who each choose; "
                        f'write share({player.key}, "Action") for the share of them'
                    )
        return Scope(self._workshop.library, references, absent)

    def _payoff_templates(self, payoffs: FormulaPayoffs) -> tuple[MeanTemplate, ...]:
        """Return one template for each player; note players that don't exist and those who are left out."""
        workshop, keys = self._workshop, [player.key for player in self._players]
        for key, formula in payoffs.by_player.items():
            if key not in keys:
                workshop.mistakes.add(f"unknown player {key!r}; the players are {', '.join(keys)}", formula.place)
        note_missing_payoffs(payoffs, self._players, "at all counts", workshop.mistakes)
        if not set(keys) <= set(payoffs.by_player):
            return ()
        self._check_size(payoffs)
        return tuple(
            self._chance.mean(workshop.template(payoffs.by_player[key], scope))
            for key, scope in zip(keys, self._scopes, strict=True)
        )

    def _check_size(self, payoffs: FormulaPayoffs) -> None:
        """Note where the single players have so many profiles that formulas could not be read for each."""
        single = [actions for player, actions in zip(self._players, self._actions, strict=True) if player.count is None]
        num_profiles = prod(len(actions) for actions in single) * max(map(len, self._actions), default=1)
        num_leaves = sum(len(list(leaves(formula.root))) + 1 for formula in payoffs.by_player.values())
        if num_profiles * self._chance.num_outcomes * num_leaves > MAX_EMITTED:
            self._workshop.mistakes.add(str(TooManyOperationsError(NOWHERE)), payoffs.place)


_NOT_IN_ATTRIBUTES = "cannot stand in an attribute, which may use parameters and definitions over parameters, not moves"
