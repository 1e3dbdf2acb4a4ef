"""Pages with normal forms, given so or taken from a tree: payoff tables, diagrams, heat maps and charts."""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, cast

from gametheory.core.distributions import Distribution
from gametheory.core.equilibrium import profile_of
from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.profiles import BehaviorProfile, MixedProfile
from gametheory.core.pure_plans import num_pure_plans
from gametheory.core.rationals import to_fraction
from gametheory.core.state_graph import whole
from gametheory.core.strategic_form import to_normal_form
from gametheory.errors import UnsupportedGameError
from gametheory.rendering.pictures.canvas import FontRuler
from gametheory.rendering.pictures.captions import equilibrium_note, rounding_note, table_reading_note
from gametheory.rendering.pictures.number_labels import NumberLabels
from gametheory.rendering.pictures.page import PageTexts, compose
from gametheory.rendering.pictures.text_block import TypeSetter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gametheory.core.equilibrium import Equilibrium
    from gametheory.core.profiles import Probability
    from gametheory.core.pure_plans import PurePlan
    from gametheory.core.solution import Solution
    from gametheory.core.source import Game
    from gametheory.core.strategic_form import StrategicForm
    from gametheory.rendering.pictures.scene import Drawing, Scene

MOST_PLANS = 200
_PLANS_NOTE = "The reduced normal form of the tree: each action is a plan for all the choices that it leaves open."


class StrategicPicture:
    """What a page with a normal form is made of.

    Parameters
    ----------
    game
        A normal form, or a tree, of which the reduced normal form is drawn.
    solution, index
        The equilibrium to show, None where there is none.
    title
        Above the picture; None takes the game's.
    """

    def __init__(self, game: Game, solution: Solution | None, index: int | None, *, title: str | None = None) -> None:
        self.title = game.title if title is None else title
        self.source, self.solution, self.index = game, solution, index
        self.setter = TypeSetter(FontRuler())

    @cached_property
    def form(self) -> StrategicForm | None:
        """The reduced normal form with its plans, None where the game is given in normal form."""
        return _form(self.source) if isinstance(self.source, ExtensiveFormGame) else None

    @property
    def game(self) -> NormalFormGame:
        """The normal form."""
        return self.source if isinstance(self.source, NormalFormGame) else cast("StrategicForm", self.form).game

    @property
    def equilibrium(self) -> Equilibrium | None:
        """The equilibrium to show."""
        return None if self.solution is None or self.index is None else self.solution.equilibria[self.index]

    @cached_property
    def profile(self) -> MixedProfile | None:
        """The equilibrium to show, in mixed strategies; None for a distribution."""
        profile = None if self.equilibrium is None else profile_of(self.equilibrium)
        if isinstance(profile, BehaviorProfile):
            return mixed_over_plans(cast("StrategicForm", self.form), profile)
        return profile

    @cached_property
    def profiles(self) -> tuple[MixedProfile, ...]:
        """All equilibria that the solution lists, in mixed strategies.

        Raises
        ------
        UnsupportedGameError
            If there is no solution, or one that is told otherwise than by strategies of each player.
        """
        if self.solution is None:
            raise UnsupportedGameError("a chart of supports shows the equilibria of a solution, got none")
        found = [profile_of(equilibrium) for equilibrium in self.solution.equilibria]
        profiles = [profile for profile in found if profile is not None]
        if len(profiles) < len(found):
            raise UnsupportedGameError(
                f"a chart of supports shows strategies of each player, got concept {self.solution.concept!r}"
            )
        return tuple(
            mixed_over_plans(cast("StrategicForm", self.form), profile)
            if isinstance(profile, BehaviorProfile)
            else profile
            for profile in profiles
        )

    @property
    def distribution(self) -> Distribution | None:
        """The equilibrium to show, where actions are recommended together."""
        play = None if self.equilibrium is None else self.equilibrium.play
        return play if isinstance(play, Distribution) else None

    def page(self, drawing: Drawing, numbers: NumberLabels, notes: tuple[str, ...]) -> Scene:
        """Return the page with a drawing of one equilibrium and what has to be said below it."""
        return self.composed(drawing, numbers, (*equilibrium_note(self.solution, self.index, numbers), *notes))

    def composed(self, drawing: Drawing, numbers: NumberLabels, lines: tuple[str, ...]) -> Scene:
        """Return the page with a drawing and lines below it, plans and rounded numbers explained."""
        if self.form is not None:
            lines = (*lines, _PLANS_NOTE)
        lines = (*lines, *rounding_note(drawing, numbers, lines))
        return compose(drawing, PageTexts(self.title, (), lines), self.setter)


def strategic_game(game: Game) -> NormalFormGame:
    """Return a normal form as it is, and of a tree the reduced one.

    Raises
    ------
    UnsupportedGameError
        If a player of a tree has too many plans for any picture.
    """
    return _form(game).game if isinstance(game, ExtensiveFormGame) else whole(game)


def _form(tree: ExtensiveFormGame) -> StrategicForm:
    """Return the reduced normal form of a tree, checked to be small before it is made."""
    for player, named in enumerate(tree.players):
        plans = num_pure_plans(tree, player)
        if plans is not None and plans > MOST_PLANS:
            raise UnsupportedGameError(
                f"a picture of the reduced normal form holds at most {MOST_PLANS} plans a player, "
                f"got {plans:,} of {named.label}; choose kind 'tree'"
            )
    return to_normal_form(tree)


def mixed_over_plans(form: StrategicForm, profile: BehaviorProfile) -> MixedProfile:
    """Return the mixed profile over reduced pure plans that plays like a behavior profile.

    The tree has to have perfect recall: then the choices of one plan are independent.
    """
    strategies = [[_plan_probability(plan, profile) for plan in plans] for plans in form.plans]
    return MixedProfile(form.game, tuple(tuple(strategy) for strategy in strategies))


def _plan_probability(plan: PurePlan, profile: BehaviorProfile) -> Probability:
    """Return the product of the probabilities of a plan's choices; what the plan's own choices exclude counts 0."""
    choices = [
        (profile.strategies[infoset], action)
        for infoset, action in zip(plan.infosets, plan.actions, strict=True)
        if action is not None
    ]
    return math.prod((Fraction(0) if strategy is None else strategy[action] for strategy, action in choices), start=1)


def _payoff_numbers(game: NormalFormGame) -> NumberLabels:
    """Return the number labels for all payoffs of a game."""
    return NumberLabels.for_payoffs(to_fraction(value) for value in game.payoffs.ravel().tolist())


def _table_scene(picture: StrategicPicture) -> Scene:
    """Return the page with payoff tables."""
    from gametheory.rendering.pictures.table_picture import check_size, draw_tables

    check_size(picture.game)
    numbers = _payoff_numbers(picture.game)
    distribution = picture.distribution
    drawing = draw_tables(picture.game, picture.setter, numbers, distribution or picture.profile)
    reading = table_reading_note(
        picture.game, has_profile=picture.profile is not None, has_distribution=distribution is not None
    )
    return picture.page(drawing, numbers, (reading,))


def _best_response_scene(picture: StrategicPicture) -> Scene:
    """Return the page with a best-response diagram."""
    from gametheory.rendering.pictures.best_response_picture import diagrammed_game, draw_best_responses

    diagrammed = diagrammed_game(picture.game)
    numbers = _payoff_numbers(diagrammed.game)
    profile = None if picture.profile is None else diagrammed.restricted(picture.profile)
    plot = draw_best_responses(diagrammed.game, picture.setter, numbers, profile)
    notes = (*plot.notes, diagrammed.note) if diagrammed.note else plot.notes
    return picture.page(plot.drawing, numbers, notes)


def _heatmap_scene(picture: StrategicPicture) -> Scene:
    """Return the page with a heat map."""
    from gametheory.rendering.pictures.heatmap_picture import check_heatmap, draw_heatmap, scale_payoffs

    check_heatmap(picture.game)
    numbers = NumberLabels.for_payoffs(scale_payoffs(picture.game))
    plot = draw_heatmap(picture.game, picture.setter, numbers, picture.profile)
    return picture.page(plot.drawing, numbers, plot.notes)


def _check_table(game: NormalFormGame) -> None:
    from gametheory.rendering.pictures.table_picture import check_size

    check_size(game)


def _check_best_responses(game: NormalFormGame) -> None:
    from gametheory.rendering.pictures.best_response_picture import diagrammed_game

    diagrammed_game(game)


def _check_heatmap(game: NormalFormGame) -> None:
    from gametheory.rendering.pictures.heatmap_picture import check_heatmap

    check_heatmap(game)


def _payoff_set_scene(picture: StrategicPicture) -> Scene:
    """Return the page with the payoff set."""
    from gametheory.rendering.pictures.payoff_set_picture import check_payoff_set, draw_payoff_set

    check_payoff_set(picture.game)
    numbers = _payoff_numbers(picture.game)
    plot = draw_payoff_set(picture.game, picture.setter, numbers, picture.equilibrium)
    return picture.page(plot.drawing, numbers, plot.notes)


def _check_payoff_set(game: NormalFormGame) -> None:
    from gametheory.rendering.pictures.payoff_set_picture import check_payoff_set

    check_payoff_set(game)


def _supports_scene(picture: StrategicPicture) -> Scene:
    """Return the page with the supports of all equilibria."""
    from gametheory.rendering.pictures.supports_picture import check_supports, draw_supports

    check_supports(picture.game)
    profiles, solution, numbers = picture.profiles, cast("Solution", picture.solution), NumberLabels()
    plot = draw_supports(picture.game, profiles, picture.setter, numbers, components=solution.components)
    found = f"Concept {solution.concept}, coverage {solution.coverage}."
    return picture.composed(plot.drawing, numbers, (found, *plot.notes))


def _check_supports(game: NormalFormGame) -> None:
    from gametheory.rendering.pictures.supports_picture import check_supports

    check_supports(game)


SCENES: Mapping[str, Callable[[StrategicPicture], Scene]] = {
    "table": _table_scene,
    "best-response": _best_response_scene,
    "heatmap": _heatmap_scene,
    "payoff-set": _payoff_set_scene,
    "supports": _supports_scene,
}
CHECKS: Mapping[str, Callable[[NormalFormGame], None]] = {
    "table": _check_table,
    "best-response": _check_best_responses,
    "heatmap": _check_heatmap,
    "payoff-set": _check_payoff_set,
    "supports": _check_supports,
}
