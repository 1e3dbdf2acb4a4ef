"""What payoff tables of every shape share: names, payoffs, and the marks of best replies and equilibria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gametheory.analysis.profiles.best_replies import best_reply_table
from gametheory.core.distributions import Distribution
from gametheory.core.rationals import to_fraction
from gametheory.rendering.pictures.scene import Box, Line
from gametheory.rendering.pictures.style import (
    INK,
    LABEL_FONT,
    NAME_FONT,
    PAYOFF_FONT,
    PROBABILITY_FONT,
    QUIET_INK,
    SHADE,
    player_color,
)
from gametheory.rendering.pictures.text_block import TextBlock
from gametheory.rendering.pictures.text_wrap import wrap, wrap_plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.core.normal_form import NormalFormGame
    from gametheory.core.profiles import MixedProfile
    from gametheory.rendering.pictures.number_labels import NumberLabels
    from gametheory.rendering.pictures.scene import Sheet
    from gametheory.rendering.pictures.text_block import Run, TypeSetter

WIDEST_NAME = 130.0
PURE_LINE = 1.5


class TableCells:
    """Sets what stands in the cells and margins of one game's tables.

    Parameters
    ----------
    game
        The game.
    setter, numbers
        Measure texts and write numbers.
    shown
        A mixed profile to show, or a distribution over profiles of actions, or None.
    """

    def __init__(
        self,
        game: NormalFormGame,
        setter: TypeSetter,
        numbers: NumberLabels,
        shown: MixedProfile | Distribution | None,
    ) -> None:
        self.game, self.setter, self.numbers = game, setter, numbers
        self.distribution = shown if isinstance(shown, Distribution) else None
        self.profile = None if isinstance(shown, Distribution) else shown
        self.best = best_reply_table(game)

    def label(self, content: str, width: float) -> TextBlock:
        """Return the name of an action in lines; of a plan every choice begins a line, and none is left out."""
        return self.setter.lines(wrap_plan(content, LABEL_FONT, width, self.setter.ruler), LABEL_FONT)

    def name(self, player: int) -> TextBlock:
        """Return a player's name in its color."""
        lines = wrap(self.game.players[player].label, NAME_FONT, WIDEST_NAME, self.setter.ruler)
        return self.setter.lines(lines, NAME_FONT, player_color(player))

    def probability(self, player: int, action: int) -> TextBlock:
        """Return the probability of an action in a mixed profile, else nothing."""
        if self.profile is None or self.profile.is_pure:
            return TextBlock()
        strategy = self.profile.strategies[player]
        color = player_color(player) if strategy[action] else QUIET_INK
        return self.setter.lines([self.numbers.probability(strategy[action])], PROBABILITY_FONT, color)

    def recommended(self, profile: Sequence[int]) -> TextBlock:
        """Return the probability with which a profile is recommended; nothing if that is 0 or nothing is drawn."""
        probability = None if self.distribution is None else self.distribution.probabilities.get(tuple(profile))
        if probability is None:
            return TextBlock()
        return self.setter.lines([self.numbers.probability(probability)], PROBABILITY_FONT)

    def payoffs(self, profile: Sequence[int]) -> list[Run]:
        """Return each player's payoff."""
        return [
            self.setter.run(
                self.numbers.payoff(to_fraction(self.game.payoffs[(player, *profile)])),
                PAYOFF_FONT,
                player_color(player),
            )
            for player in range(self.game.num_players)
        ]

    def is_played(self, profile: Sequence[int]) -> bool:
        """Whether these actions are played, or recommended, with positive probability in what is shown."""
        if self.distribution is not None:
            return tuple(profile) in self.distribution.probabilities
        return self.profile is not None and all(
            strategy[action] > 0 for strategy, action in zip(self.profile.strategies, profile, strict=True)
        )

    def is_pure_equilibrium(self, profile: Sequence[int]) -> bool:
        """Whether every action is a best reply to the others."""
        return all(self.best[(player, *profile)] for player in range(self.game.num_players))

    def background(self, sheet: Sheet, profile: tuple[int, ...], box: Box) -> None:
        """Shade what is played, and outline pure equilibria."""
        if self.is_played(profile):
            sheet.add(Box(box.x, box.y, box.width, box.height, SHADE))
        if self.is_pure_equilibrium(profile):
            corners = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
            outline = tuple((box.x + right * box.width, box.y + down * box.height) for right, down in corners)
            sheet.add(Line(outline, PURE_LINE, INK))

    def underline(self, sheet: Sheet, left: float, top: float, run: Run) -> None:
        """Draw the line below a best reply."""
        under = top + run.font.ascent + 2.2
        sheet.add(Line(((left, under), (left + run.width, under)), 1.0, run.color))
