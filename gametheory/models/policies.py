"""Policies: games under a rule, made from the game without it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from gametheory.core.names import nearest
from gametheory.errors import InvalidParameterError
from gametheory.models.definitions import StagedDefinition
from gametheory.models.library import Library
from gametheory.models.mistakes import Mistakes
from gametheory.models.parameter_values import range_complaint
from gametheory.models.policy_changes import action_lists, changed_description, stages_of
from gametheory.models.scopes import Scope
from gametheory.models.templates import Workshop
from gametheory.models.values import Values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from gametheory.models.definitions import ActionDefinition, ModelDescription, Parameter
    from gametheory.models.model import GameModel
    from gametheory.models.policy_definitions import PolicyDefinition


def policy_named(model: GameModel, name: str) -> PolicyDefinition:
    """Return a policy of a model.

    Raises
    ------
    InvalidParameterError
        If the model has none of this name.
    """
    policies = model.description.policies
    if name not in policies:
        known = f"; the policies are {', '.join(policies)}" if policies else "; this file has none"
        raise InvalidParameterError(f"unknown policy {name!r}{nearest(name, policies) or known}")
    return policies[name]


def under_policy(model: GameModel, name: str) -> GameModel:
    """Return the game as it is under a policy, at the parameters' present values; `GameModel.with_policy` asks for it.

    Parameters
    ----------
    model
        The game without the policy.
    name
        Of a policy of its file.

    Raises
    ------
    InvalidParameterError
        If there is no such policy.
    InconsistentGameFileError
        If the policy puts a parameter outside its range, or what it leaves is no game.

    Examples
    --------
    >>> from io import StringIO
    >>> from gametheory import load
    >>> model = load(StringIO('''
    ... gametheory: 1
    ... form: normal
    ... parameters: {fee: {value: 1/4, range: [0, 1], assumption: a quarter}}
    ... players: {shop: Shop}
    ... actions: {shop: {Sell: {sold: 1}, Close: {sold: 0}}}
    ... payoffs: {shop: (1 - fee) * 12 * shop.sold}
    ... policies: {cap: {set: {fee: "min(fee, 1/6)"}, assumption: a sixth}}
    ... '''))
    >>> model.with_policy("cap").to_game().payoff("shop", (0,)), model.to_game().payoff("shop", (0,))
    (Fraction(10, 1), Fraction(9, 1))
    """
    return at_policy_values(changed_model(model, name), model, name)


def changed_model(model: GameModel, name: str) -> GameModel:
    """Return the game with the actions and stages that a policy leaves, its numbers as they were, without policies.

    Parameters and errors are those of `under_policy`.
    """
    policy = policy_named(model, name)
    title = f"{model.title}: {policy.text}"
    description = replace(model.description, title=title, policies=MappingProxyType({}), expect=())
    if not policy.changes_form:
        return replace(model, description=description, file_text="")
    return replace(model, description=changed_description(description, policy), file_text="", _body=None)


def at_policy_values(changed: GameModel, model: GameModel, name: str) -> GameModel:
    """Return a game that a policy has changed with the numbers that the policy sets.

    Parameters
    ----------
    changed
        What `changed_model` gives; one serves all values of the parameters.
    model
        The game without the policy, whose values those of the policy are made from.
    name
        Of the policy.
    """
    policy, mistakes = policy_named(model, name), Mistakes()
    values = _new_values(policy, model.parameters, model.parameter_values, mistakes)
    mistakes.raise_if_any(model.path)
    return replace(changed, parameter_values={**model.parameter_values, **values})


def check_policies(description: ModelDescription, mistakes: Mistakes) -> None:
    """Note policies without a pedigree, names that the game does not have, and values outside their range."""
    parameters = {parameter.name: parameter for parameter in description.parameters}
    values = {parameter.name: parameter.value for parameter in description.parameters}
    for policy in description.policies.values():
        if (policy.values or policy.added) and policy.source is None and policy.assumption is None:
            mistakes.add(
                f"expected 'source' or 'assumption' at policy {policy.name!r}, which brings new numbers, got neither; "
                "say where they are from or what is assumed",
                policy.place,
            )
        _new_values(policy, parameters, values, mistakes)
        _check_actions(policy, description, mistakes)
        _check_stages(policy, description, mistakes)


def _new_values(
    policy: PolicyDefinition,
    parameters: Mapping[str, Parameter],
    values: Mapping[str, Fraction],
    mistakes: Mistakes,
) -> dict[str, Fraction]:
    """Return the values that a policy sets; note wrong names and values outside their range."""
    library = Library(tuple(parameters.values()), (), mistakes)
    workshop = Workshop(library, mistakes)
    scope = Scope(library)
    known: list[str] = []
    for name in policy.values:
        if name in parameters:
            known.append(name)
            continue
        hint = nearest(name, parameters) or f"; the parameters are {', '.join(parameters)}"
        mistakes.add(f"unknown parameter {name!r} in policy {policy.name!r}{hint}", policy.place_of("set", name))
    templates = {name: workshop.template(policy.values[name], scope) for name in known}
    if len(mistakes):
        return {}
    reader = Values(workshop.tape, values, mistakes)
    found: dict[str, Fraction] = {}
    for name, template in templates.items():
        value = reader.value(template.register(()), lambda: f"in policy {policy.name!r}", template.formula.place)
        if value is not None:
            found[name] = value
            complaint = range_complaint(parameters[name], value)
            if complaint:
                mistakes.add(f"{complaint} in policy {policy.name!r}; change it or the range", template.formula.place)
    return found


def _check_actions(policy: PolicyDefinition, description: ModelDescription, mistakes: Mistakes) -> None:
    """Note actions that cannot be taken away or added."""
    lists, what = action_lists(description)
    for section, changes in (("remove", policy.removed), ("add", policy.added)):
        for key in changes:
            if key in lists:
                continue
            hint = nearest(key, lists) or (f"; there are {', '.join(lists)}" if lists else "")
            sentence = f"expected {what} under {section!r} of policy {policy.name!r}, got {key!r}{hint}"
            mistakes.add(sentence, policy.place_of(section, key))
    for key, actions in lists.items():
        _check_list(policy, key, actions, mistakes)


def _check_list(policy: PolicyDefinition, key: str, actions: Sequence[ActionDefinition], mistakes: Mistakes) -> None:
    """Note what is wrong with the changes of one list of actions."""
    names = [action.name for action in actions]
    removed = [action.name for action in policy.removed.get(key, ())]
    for gone in policy.removed.get(key, ()):
        if gone.name not in names:
            hint = nearest(gone.name, names) or f"; it has {', '.join(map(repr, names))}"
            mistakes.add(
                f"{key!r} has no action {gone.name!r} that policy {policy.name!r} could remove{hint}", gone.place
            )
    added = policy.added.get(key, ())
    for new in added:
        if new.name in names and new.name not in removed:
            sentence = f"{key!r} already has the action {new.name!r} that policy {policy.name!r} adds; rename it"
            mistakes.add(sentence, new.place)
    if removed and not added and set(removed) >= set(names):
        mistakes.add(
            f"expected policy {policy.name!r} to leave {key!r} at least one action, got none; leave one out",
            policy.place_of("remove", key),
        )


def _check_stages(policy: PolicyDefinition, description: ModelDescription, mistakes: Mistakes) -> None:
    """Note changes of stages that the game does not have."""
    if not policy.stages:
        return
    names = _stage_names(description)
    for name, change in policy.stages.items():
        if name not in names:
            hint = nearest(name, names) or (f"; the stages are {', '.join(names)}" if names else "; this game has none")
            mistakes.add(f"unknown stage {name!r} in policy {policy.name!r}{hint}", change.place)


def _stage_names(description: ModelDescription) -> list[str]:
    if not isinstance(description.body, StagedDefinition):
        return []
    return [stage.name for stage in stages_of(description.body)]
