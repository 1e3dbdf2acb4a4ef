"""What a policy makes of the description of a game: other actions, other stages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING

from gametheory.errors import UnsupportedGameError
from gametheory.models.definitions import (
    ActionDefinition,
    FormulaPayoffs,
    NormalFormDefinition,
    RepeatDefinition,
    StagedDefinition,
    StageDefinition,
    TablePayoffs,
)
from gametheory.models.formulas.rewriting import rewritten
from gametheory.models.formulas.syntax import LabelTest, Number, Share

if TYPE_CHECKING:
    from gametheory.models.definitions import ChanceBranch, Definition, ModelDescription
    from gametheory.models.formulas.syntax import Formula, Node
    from gametheory.models.policy_definitions import PolicyDefinition

_Attributes = Mapping[str, "Formula"]


def stages_of(definition: StagedDefinition) -> Iterator[StageDefinition]:
    """Yield the stages of a game, those of repeated blocks once."""
    for entry in definition.stages:
        if isinstance(entry, RepeatDefinition):
            yield from entry.stages
        else:
            yield entry


def action_lists(description: ModelDescription) -> tuple[dict[str, tuple[ActionDefinition, ...]], str]:
    """Return the actions that a policy can change, by player or stage, and what such a key is called."""
    body = description.body
    if isinstance(body, NormalFormDefinition):
        return dict(body.actions), "the key of a player"
    if isinstance(body, StagedDefinition):
        return {stage.name: stage.actions for stage in stages_of(body) if stage.actions}, "the name of a player's stage"
    return {}, "a game of form normal or of stages"


def changed_description(description: ModelDescription, policy: PolicyDefinition) -> ModelDescription:
    """Return what a game file would say under a policy, but for the values of parameters.

    A comparison with an action that nobody has any more is never true, the share of a tier that chooses it is 0.

    Parameters
    ----------
    description
        The game without the policy, in which all that the policy names exists.
    policy
        The changes.

    Raises
    ------
    UnsupportedGameError
        If actions are added to a table of payoffs.
    """
    body = description.body
    if isinstance(body, NormalFormDefinition):
        body = _changed_normal_form(body, policy)
    elif isinstance(body, StagedDefinition):
        body = _changed_stages(body, policy)
    changed = replace(description, body=body)
    gone = _gone_labels(description, changed, policy)
    return _rewritten_description(changed, _Rewriter(gone)) if gone else changed


def _changed_actions(
    key: str, actions: tuple[ActionDefinition, ...], policy: PolicyDefinition
) -> tuple[ActionDefinition, ...]:
    """Return the actions that a policy leaves and adds."""
    removed = {action.name for action in policy.removed.get(key, ())}
    return (*(action for action in actions if action.name not in removed), *policy.added.get(key, ()))


def _changed_normal_form(body: NormalFormDefinition, policy: PolicyDefinition) -> NormalFormDefinition:
    """Return a normal form with other actions."""
    actions = {key: _changed_actions(key, own, policy) for key, own in body.actions.items()}
    payoffs = body.payoffs
    if isinstance(payoffs, TablePayoffs):
        if policy.added:
            raise UnsupportedGameError(
                f"expected payoffs as formulas where policy {policy.name!r} adds actions, got a table; "
                f"write formulas, or list the actions in the game and let a policy remove them"
            )
        removed = {key: {action.name for action in gone} for key, gone in policy.removed.items()}
        profiles = product(*([(key, action.name) for action in own] for key, own in body.actions.items()))
        rows = tuple(
            row
            for row, profile in zip(payoffs.rows, profiles, strict=True)
            if not any(name in removed.get(key, ()) for key, name in profile)
        )
        payoffs = replace(payoffs, rows=rows)
    return replace(body, actions=MappingProxyType(actions), payoffs=payoffs)


def _changed_stages(body: StagedDefinition, policy: PolicyDefinition) -> StagedDefinition:
    """Return the stages with other actions, conditions and payoffs."""

    def changed(stage: StageDefinition) -> StageDefinition:
        change = policy.stages.get(stage.name)
        if change is not None:
            when = stage.when if change.when is None else change.when
            payoffs = stage.payoffs if change.payoffs is None else change.payoffs
            stage = replace(stage, when=when, payoffs=payoffs)
        return replace(stage, actions=_changed_actions(stage.name, stage.actions, policy))

    return replace(body, stages=_each_stage(body, changed))


def _each_stage(
    body: StagedDefinition, change: Callable[[StageDefinition], StageDefinition]
) -> tuple[StageDefinition | RepeatDefinition, ...]:
    """Return the stages, those of blocks too, as a change leaves them."""
    return tuple(
        replace(entry, stages=tuple(map(change, entry.stages)))
        if isinstance(entry, RepeatDefinition)
        else change(entry)
        for entry in body.stages
    )


def _gone_labels(
    before: ModelDescription, after: ModelDescription, policy: PolicyDefinition
) -> frozenset[tuple[str, str]]:
    """Return the pairs of a player or stage and an action that it no longer has."""
    if not policy.removed:
        return frozenset()
    return frozenset(_labels(before) - _labels(after))


def _labels(description: ModelDescription) -> set[tuple[str, str]]:
    """Return all pairs of a player or stage and one of its actions."""
    lists, _ = action_lists(description)
    found = {(key, action.name) for key, actions in lists.items() for action in actions}
    if isinstance(description.body, StagedDefinition):
        for stage in stages_of(description.body):
            found |= {(stage.player, action.name) for action in stage.actions if stage.player is not None}
    return found


@dataclass(frozen=True, slots=True)
class _Rewriter:
    """Formulas without actions that are gone."""

    gone: frozenset[tuple[str, str]]

    def formula(self, formula: Formula) -> Formula:
        """Return a formula in which what asks for an action that is gone is a number."""
        return rewritten(formula, self._replacement)

    def attributes(self, attributes: _Attributes) -> _Attributes:
        """Return formulas by name."""
        return MappingProxyType({name: self.formula(formula) for name, formula in attributes.items()})

    def payoffs(self, payoffs: FormulaPayoffs | None) -> FormulaPayoffs | None:
        """Return payoffs by player."""
        return None if payoffs is None else replace(payoffs, by_player=self.attributes(payoffs.by_player))

    def branch(self, branch: ChanceBranch) -> ChanceBranch:
        """Return a branch of chance."""
        probability = None if branch.probability is None else self.formula(branch.probability)
        return replace(branch, probability=probability)

    def stage(self, stage: StageDefinition) -> StageDefinition:
        """Return a stage."""
        return replace(
            stage,
            when=None if stage.when is None else self.formula(stage.when),
            chance=tuple(map(self.branch, stage.chance)),
            payoffs=self.payoffs(stage.payoffs),
        )

    def definitions(self, definitions: Sequence[Definition]) -> tuple[Definition, ...]:
        """Return named formulas."""
        return tuple(replace(definition, formula=self.formula(definition.formula)) for definition in definitions)

    def _replacement(self, node: Node) -> Node | None:
        if isinstance(node, LabelTest) and (node.owner.name, node.label) in self.gone:
            return Number(Fraction(not node.is_equal), node.place)
        if isinstance(node, Share) and (node.owner.name, node.label) in self.gone:
            return Number(Fraction(0), node.place)
        return None


def _rewritten_description(description: ModelDescription, rewriter: _Rewriter) -> ModelDescription:
    """Return a description all of whose formulas are rewritten."""
    body = description.body
    if isinstance(body, NormalFormDefinition) and isinstance(body.payoffs, FormulaPayoffs):
        body = replace(body, payoffs=replace(body.payoffs, by_player=rewriter.attributes(body.payoffs.by_player)))
    elif isinstance(body, StagedDefinition):
        body = replace(body, stages=_each_stage(body, rewriter.stage), payoffs=rewriter.payoffs(body.payoffs))
    return replace(
        description,
        body=body,
        definitions=rewriter.definitions(description.definitions),
        welfare=rewriter.definitions(description.welfare),
    )
