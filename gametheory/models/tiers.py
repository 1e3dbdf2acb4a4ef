"""Games of tiers from formulas: identical sellers who each choose, known by how many choose what."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from gametheory.core.led_tiered_game import NO_MOVE, LedTieredGame
from gametheory.core.names import nearest
from gametheory.core.tiered_game import TieredGame
from gametheory.core.unsettled_payoffs import UnsettledPayoffs
from gametheory.models.bodies import BuiltGame
from gametheory.models.definitions import FormulaPayoffs, NormalFormDefinition, StagedDefinition
from gametheory.models.due_payoffs import DuePayoff, SummedTemplate, TemplateAfter
from gametheory.models.formulas.syntax import leaves
from gametheory.models.formulas.tape import MAX_EMITTED, TooManyOperationsError
from gametheory.models.places import NOWHERE
from gametheory.models.positions import moves_position
from gametheory.models.scopes import Reference, Scope
from gametheory.models.tier_course import TierCourse, refuse_shares
from gametheory.models.tier_payoffs import FormulaTier, TierFormulas
from gametheory.models.tier_stages import has_tiers, tier_stages
from gametheory.models.unseen_chance import UnseenChance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from gametheory.models.definitions import ModelDescription, PlayerDefinition, StageDefinition
    from gametheory.models.formulas.syntax import Formula
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
        named = () if stages is None else (stage.name for stage in stages.played if stage.chance)
        names = [*(player.key for player in players), *named]
        constants = Scope(workshop.library, absent=dict.fromkeys(names, _NOT_IN_ATTRIBUTES))
        for player, actions in zip(players, self._actions, strict=True):
            workshop.add_position(moves_position(player.key, actions, constants, workshop.mistakes))
        self._course: TierCourse | None = None
        seen: Mapping[str, int] = {}
        if stages is not None:
            keys = [player.key for player in players]
            self._course = TierCourse(stages, keys, workshop, scope_before=self._scope_before, constants=constants)
            seen = self._course.references
        self._chance = UnseenChance(
            () if stages is None else stages.chance,
            workshop,
            constants,
            lambda stage, known: self._scope_before(stage, {**seen, **known}),
        )
        self._known = {**seen, **self._chance.references}
        self._scopes = tuple(self._scope_of(player.key, self._known) for player in players)
        self._templates: tuple[MeanTemplate, ...] = ()
        payoffs = definition.payoffs
        if isinstance(payoffs, FormulaPayoffs):
            self._templates = self._payoff_templates(payoffs)
        else:
            sentence = "expected payoffs of tiers as formulas by player, got a table; write them with share(...)"
            workshop.mistakes.add(sentence, payoffs.place)

    def build(self, parameters: Mapping[str, Fraction], title: str, path: str) -> BuiltGame:
        """Return the game at given values."""
        course = None
        if self._course is not None and not self._course.is_plain:
            course = self._course.at(
                parameters, lambda drawn, skipped: self._payoffs(parameters, path, drawn, skipped), path
            )
            self._chance.check(parameters, [end.known for end in course.ends.values()], path)
        else:
            singles = (
                range(1 if player.count else len(own)) for player, own in zip(self._players, self._actions, strict=True)
            )
            self._chance.check(parameters, product(*singles), path)
        players = tuple(player.player for player in self._players)
        counts = tuple(player.count or 1 for player in self._players)
        names = self._names
        if self._stages is None:
            payoffs = self._payoffs(parameters, path)
            game = TieredGame(players=players, counts=counts, actions=names, payoffs=payoffs, title=title)
            return BuiltGame(game, "float" if payoffs.may_round else "exact")
        keys = [player.key for player in self._players]
        plain = self._payoffs(parameters, path)
        everywhere = [plain] if course is None else [course.payoffs(history) for history in course.ends]
        led = LedTieredGame(
            players=players,
            counts=counts,
            actions=names,
            payoffs=plain if course is None else UnsettledPayoffs(),
            title=title,
            leaders=tuple(map(keys.index, self._stages.leaders)),
            course=course,
            unseen=tuple(stage.name for stage in self._stages.chance),
        )
        return BuiltGame(led, "float" if any(own.may_round for own in everywhere) else "exact")

    @property
    def _names(self) -> tuple[tuple[str, ...], ...]:
        """Names of everybody's actions; where a stage can be skipped, there is no move then."""
        return tuple(
            tuple(action.name for action in own) + ((NO_MOVE,) if self._is_skippable(player.key) else ())
            for player, own in zip(self._players, self._actions, strict=True)
        )

    def _is_skippable(self, key: str) -> bool:
        return self._course is not None and self._course.is_skippable(key)

    def _payoffs(
        self,
        parameters: Mapping[str, Fraction],
        path: str,
        drawn: tuple[int, ...] = (),
        skipped: frozenset[int] = frozenset(),
    ) -> TierFormulas:
        """Return payoffs where chance that all see did this, and the stages of some tiers are skipped."""
        num_moves = [len(own) for own in self._actions]
        return TierFormulas(
            self._workshop.tape,
            [TemplateAfter(template, num_moves, drawn) for template in self._templates],
            parameters,
            tiers=tuple(
                None
                if player.count is None
                else FormulaTier(
                    player.key, player.count, tuple(action.name for action in own), index, is_skipped=index in skipped
                )
                for index, (player, own) in enumerate(zip(self._players, self._actions, strict=True))
            ),
            num_actions=tuple(map(len, self._names)),
            path=path,
        )

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

    def _scope_before(self, stage: StageDefinition, chance: Mapping[str, int]) -> Scope:
        """Return what names mean in a condition or probability at a stage."""
        return self._scope_of(None, chance, [] if self._stages is None else self._stages.before(stage))

    def _scope_of(
        self, own: str | None, chance: Mapping[str, int], moved: Sequence[StageDefinition] | None = None
    ) -> Scope:
        """Return what names mean in the payoff of a player: of tiers only its own move is one seller's.

        In a probability, which is nobody's, no move of a tier is known; of chance the stages by name and position are.
        Moves at other stages than those that have moved are not known; None is all of them.
        """
        stages = () if self._stages is None else self._stages.played
        known = {stage.name for stage in (stages if moved is None else moved)}
        references: dict[tuple[str, str | None], Reference] = {
            (name, None): (at,) for name, at in chance.items() if name in known
        }
        absent = {stage.name: _NOT_KNOWN if stage.chance or stage.player else _ONLY_PAYS for stage in stages}
        of_player = {} if self._stages is None else self._stages.of_player
        for index, player in enumerate(self._players):
            stage = of_player.get(player.key)
            for name in [player.key] if stage is None else [player.key, stage.name]:
                if player.count is not None and player.key != own:
                    absent[name] = (
                        f"is a tier of {player.count:,} sellers who each choose; "
                        f'write share({player.key}, "Action") for the share of them'
                    )
                elif stage is None or stage.name in known:
                    references[name, None] = (index,)
                else:
                    absent[name] = _NOT_KNOWN
        return Scope(self._workshop.library, references, absent)

    def _payoff_templates(self, payoffs: FormulaPayoffs) -> tuple[MeanTemplate, ...]:
        """Return one template for each player; note players that don't exist and those who are left out."""
        workshop, keys = self._workshop, [player.key for player in self._players]
        paying = [] if self._stages is None else [stage for stage in self._stages.played if stage.payoffs is not None]
        for given in [payoffs, *(stage.payoffs for stage in paying if stage.payoffs is not None)]:
            for key, formula in given.by_player.items():
                if key not in keys:
                    sentence = f"unknown player {key!r}; the players are {', '.join(keys)}"
                    workshop.mistakes.add(sentence, formula.place)
        parts = [self._parts(key, scope, payoffs, paying) for key, scope in zip(keys, self._scopes, strict=True)]
        missing = [key for key, own in zip(keys, parts, strict=True) if not own]
        if missing:
            where = "at the end or at a stage" if paying else "at all counts"
            told = f"expected payoffs of all players {where}, got none of {', '.join(missing)}"
            workshop.mistakes.add(told, payoffs.place)
            return ()
        self._check_size([part.amount.formula for own in parts for part in own])
        return tuple(
            self._chance.mean(own[0].amount if own[0].when is None and len(own) == 1 else SummedTemplate(own, workshop))
            for own in parts
        )

    def _parts(
        self, key: str, scope: Scope, payoffs: FormulaPayoffs, paying: Sequence[StageDefinition]
    ) -> list[DuePayoff]:
        """Return what falls due to a player at stages and at the end."""
        parts = []
        for stage in paying:
            if stage.payoffs is None or key not in stage.payoffs.by_player:
                continue
            formula = stage.payoffs.by_player[key]
            before = [] if self._stages is None else self._stages.before(stage)
            when = None
            if stage.when is not None:
                when = self._workshop.template(stage.when, self._scope_of(None, self._known, before))
                refuse_shares(stage.when, "a condition", stage, self._workshop)
            if not any(other.player in self._workshop.tiers for other in [*before, stage]):
                refuse_shares(formula, "payoffs", stage, self._workshop)
            amount = self._workshop.template(formula, self._scope_of(key, self._known, [*before, stage]))
            parts.append(DuePayoff(when, amount))
        if key in payoffs.by_player:
            parts.append(DuePayoff(None, self._workshop.template(payoffs.by_player[key], scope)))
        return parts

    def _check_size(self, formulas: Sequence[Formula]) -> None:
        """Note where the single players have so many profiles that formulas could not be read for each."""
        single = [actions for player, actions in zip(self._players, self._actions, strict=True) if player.count is None]
        num_profiles = prod(len(actions) for actions in single) * max(map(len, self._actions), default=1)
        num_leaves = sum(len(list(leaves(formula.root))) + 1 for formula in formulas)
        if num_profiles * self._chance.num_outcomes * num_leaves > MAX_EMITTED:
            self._workshop.mistakes.add(str(TooManyOperationsError(NOWHERE)), formulas[0].place)


_NOT_IN_ATTRIBUTES = "cannot stand in an attribute, which may use parameters and definitions over parameters, not moves"
_NOT_KNOWN = "is not known here: it moves later, or nobody sees it"
_ONLY_PAYS = "is a stage that only pays; nobody moves there"
