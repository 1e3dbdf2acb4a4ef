"""A model as the game that is written in another format, and what that format does not keep of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.state_graph import whole
from gametheory.errors import UnsupportedGameError
from gametheory.io.formats import Format
from gametheory.io.game_file_writer import write_game_file
from gametheory.io.given_writer import write_given
from gametheory.models.given_game import GivenGame

if TYPE_CHECKING:
    from gametheory.models.model import GameModel


@dataclass(frozen=True, slots=True)
class Conversion:
    """A game on the way from one format to another.

    Parameters
    ----------
    game
        What is written; the story of a model is its comment.
    given
        What was read, where the game comes from a file of another program.
    has_formulas
        Whether parameters and formulas are left behind.
    """

    game: NormalFormGame | ExtensiveFormGame
    given: GivenGame | None
    has_formulas: bool

    def text(self, kind: Format) -> str:
        """Return the text in a format.

        Raises
        ------
        UnsupportedGameError
            If the format cannot hold the game.
        """
        if kind is Format.GAME_FILE:
            return write_game_file(self.game)
        return write_given(self.game, kind, given=self.given)

    def losses(self, kind: Format) -> list[str]:
        """Return sentences on what a format does not keep."""
        losses = []
        if self.has_formulas:
            losses.append("formulas are not kept: the numbers at these values of the parameters are written")
        if not kind.has_labels:
            losses.append(f"labels are not kept: {kind.suffix} files hold numbers only")
        elif kind is Format.GAME_FILE and self._has_original_labels:
            losses.append("labels that were empty or stood twice are not kept: names have replaced them")
        has_outcomes = self.given is not None and self.given.outcomes is not None
        if has_outcomes and kind not in {Format.NFG, Format.GBT}:
            losses.append("outcomes are not kept: their payoffs are written")
        return losses

    @property
    def _has_original_labels(self) -> bool:
        """Whether the file that was read called something otherwise than the game does."""
        infosets = self.game.infosets if isinstance(self.game, ExtensiveFormGame) else ()
        return (
            any(player.original_label is not None for player in self.game.players)
            or any(infoset.original_actions is not None for infoset in infosets)
            or (self.given is not None and self.given.original_actions is not None)
        )


def conversion_of(model: GameModel, *, is_reduced: bool = False) -> Conversion:
    """Return the game of a model, ready to be written in another format.

    Parameters
    ----------
    model
        The model at its parameter values.
    is_reduced
        Whether a tree is written as its reduced normal form.

    Raises
    ------
    UnsupportedGameError
        If its numbers are irrational, or its tree is too large to be built.

    Examples
    --------
    >>> from gametheory import load
    >>> conversion = conversion_of(load("trust_game"), is_reduced=True)
    >>> print(conversion.text(Format.LRS))
    2 2
    <BLANKLINE>
    1 -1
    0 0
    <BLANKLINE>
    1 2
    0 0
    <BLANKLINE>
    >>> conversion.losses(Format.LRS)
    ['labels are not kept: .lrs files hold numbers only']
    """
    game = whole(model.to_game())
    if model.game_arithmetic != "exact":
        raise UnsupportedGameError("expected a game with rational payoffs, got irrational ones; no format holds them")
    body = model.description.body
    given = body if isinstance(body, GivenGame) else None
    if is_reduced and isinstance(game, ExtensiveFormGame):
        from gametheory.core.strategic_form import to_normal_form

        tree, given = game, None
        game = _with_comment(to_normal_form(tree).game, tree.comment)
    return Conversion(_with_comment(game, model.story), given, bool(model.parameters))


def _with_comment(game: NormalFormGame | ExtensiveFormGame, comment: str) -> NormalFormGame | ExtensiveFormGame:
    """Return a game with this comment where it has none of its own."""
    if game.comment or not comment:
        return game
    if isinstance(game, ExtensiveFormGame):
        return replace(game, comment=comment)
    return NormalFormGame(game.payoffs, players=game.players, actions=game.actions, title=game.title, comment=comment)
