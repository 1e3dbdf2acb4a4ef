"""A model as the game that is written in another format, and what that format does not keep of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gametheory.core.extensive_form import ExtensiveFormGame
from gametheory.core.normal_form import NormalFormGame
from gametheory.core.state_graph import whole
from gametheory.errors import UnsupportedGameError
from gametheory.io.formats import Format
from gametheory.io.game_file_writer import TEXTS, write_game_file
from gametheory.io.given_writer import write_given
from gametheory.models.given_game import GivenGame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gametheory.models.definitions import ModelDescription
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
    texts
        What the file that was read says beside the game, by key: only game files have a place for it. What it reads
        from its answer holds at its own values of the parameters.
    sections
        Keys of what it says about its answers and its formulas, for which no other file has a place.
    is_changed
        Whether a parameter has another value than that of the file.
    """

    game: NormalFormGame | ExtensiveFormGame
    given: GivenGame | None
    has_formulas: bool
    texts: Mapping[str, str]
    sections: tuple[str, ...]
    is_changed: bool = False

    def text(self, kind: Format) -> str:
        """Return the text in a format.

        Raises
        ------
        UnsupportedGameError
            If the format cannot hold the game.
        """
        if kind is Format.GAME_FILE:
            return write_game_file(self.game, texts=self.texts_kept)
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
        left_out = self._left_out(kind)
        if left_out:
            is_of_the_file = kind is Format.GAME_FILE
            why = "only of the file that was read" if is_of_the_file else f"no place in {kind.suffix} files"
            losses.append(f"not kept: {', '.join(left_out)} ({why})")
        return losses

    @property
    def texts_kept(self) -> Mapping[str, str]:
        """What a game file says beside the game: no concept without an answer, no reading of other values."""
        dropped = {"reading"} if self.is_changed else set()
        if "concept" in self.texts and not self._is_answered(self.texts["concept"]):
            dropped.add("concept")
        return {key: text for key, text in self.texts.items() if key not in dropped}

    def _is_answered(self, concept: str) -> bool:
        """Whether some method answers a concept for what is written."""
        from gametheory.solvers.methods import methods_for

        try:
            return bool(methods_for(concept, "tree" if isinstance(self.game, ExtensiveFormGame) else "normal form"))
        except UnsupportedGameError:
            return False

    def _left_out(self, kind: Format) -> list[str]:
        """Return the keys of what a format has no place for."""
        said = {"title": self.game.title, "story": self.game.comment}
        own = [] if kind.has_labels else [key for key, text in said.items() if text]
        kept = self.texts_kept if kind is Format.GAME_FILE else {}
        return [*own, *(key for key in self.texts if key not in kept), *self.sections]

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
    ['labels are not kept: .lrs files hold numbers only', 'not kept: title, ..., expect (no place in .lrs files)']
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
    description = model.description
    sections = tuple(key for key in ("welfare", "policies", "expect") if getattr(description, key))
    return Conversion(
        _with_comment(game, model.story),
        given,
        bool(model.parameters),
        _texts(description),
        sections,
        bool(model.changed_parameters),
    )


def _texts(description: ModelDescription) -> dict[str, str]:
    """Return what a game file says beside the game, by key, where it says something."""
    found = {key: getattr(description, key) for key in TEXTS}
    when = description.when
    if when is not None:
        found["when"] = f"{when.year:04}-{when.month:02}" if when.month else f"{when.year:04}"
    return {key: text for key, text in found.items() if text}


def _with_comment(game: NormalFormGame | ExtensiveFormGame, comment: str) -> NormalFormGame | ExtensiveFormGame:
    """Return a game with this comment where it has none of its own."""
    if game.comment or not comment:
        return game
    if isinstance(game, ExtensiveFormGame):
        return replace(game, comment=comment)
    return NormalFormGame(game.payoffs, players=game.players, actions=game.actions, title=game.title, comment=comment)
