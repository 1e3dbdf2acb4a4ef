"""The door for files: a path in, a model out."""

from __future__ import annotations

import re
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from gametheory.core.concepts import CONCEPTS, nearest_concept
from gametheory.core.garbage import kept
from gametheory.core.names import enumerate_names, nearest
from gametheory.errors import GameFileWarning, UnknownGameError
from gametheory.io.catalogue import game_path
from gametheory.io.expectations_section import read_expectations
from gametheory.io.file_bytes import read_bytes
from gametheory.io.flat_lines import read_game_nodes
from gametheory.io.formats import Format, format_of_content
from gametheory.io.keys import (
    EXTENSIVE_FORM,
    FILE,
    FORMAT_VERSION,
    FORMS,
    LATER,
    MONTH_PATTERN,
    NORMAL_FORM,
    YEAR_PATTERN,
    Key,
)
from gametheory.io.normal_form_section import read_normal_form
from gametheory.io.parameters_section import read_definitions, read_parameters
from gametheory.io.players_section import read_players
from gametheory.io.policies_section import read_policies
from gametheory.io.prescan import MAX_FLAT_FILE, Content
from gametheory.io.reading import Reading, kind_of_keys
from gametheory.io.stages_section import read_stages
from gametheory.io.tree_section import read_tree
from gametheory.io.yaml_nodes import Document, Mapping, Node, Scalar, kind_of
from gametheory.models.definitions import ModelDescription, YearMonth
from gametheory.models.model import GameModel

if TYPE_CHECKING:
    from collections.abc import Collection

    from gametheory.models.definitions import NormalFormDefinition, PlayerDefinition, StagedDefinition, TreeDefinition

    Fields = dict[str, tuple[Scalar, Node]]
    Body = NormalFormDefinition | TreeDefinition | StagedDefinition

STANDARD_INPUT = "<stdin>"
"""Path of a text that is not in a file."""

_WHEN = re.compile(f"({YEAR_PATTERN})(?:-({MONTH_PATTERN}))?")

_NUMBERS = re.compile(r"[\d\s.eE/+-]*", re.ASCII)

_TEXTS = ("title", "source", "story", "unit", "reading", "concept")


def load(source: str | Path | TextIO) -> GameModel:
    """Return the model that a game file describes, or a file of Gambit's, GAMUT's or lrsnash's.

    Parameters
    ----------
    source
        Path of a file, name of a shipped game (a file of that name comes first), or an open text file such as
        ``sys.stdin``. Files of Gambit's are known by how they begin, tables of GAMUT's and lrsnash's by their ending
        ``.gam`` or ``.lrs``.

    Raises
    ------
    UnknownGameError
        If there is neither a file nor a shipped game of this name, or the source is something else.
    MalformedGameFileError
        If the file cannot be read or is not in the format; all mistakes are told at once.
    InconsistentGameFileError
        If it is in the format but not a game.
    UnsupportedGameError
        If it is recognised and comes in a later version.

    Warns
    -----
    GameFileWarning
        If a file of another program is not quite right and was read all the same: names that stand twice,
        probabilities that are rounded.

    Examples
    --------
    >>> from io import StringIO
    >>> text = '''
    ... gametheory: 1
    ... form: normal
    ... players: [row, column]
    ... actions: {row: [Top, Bottom], column: [Left, Right]}
    ... payoffs: [[[3, 1], [0, 0]], [[1/3, 0], [2, 4]]]
    ... '''
    >>> load(StringIO(text)).to_game().payoff("row", (1, 0))
    Fraction(1, 3)
    >>> load("price_monitoring")
    <GameModel 'Price monitoring': 11 parameters, Amazon, Top seller>
    """
    if isinstance(source, str | Path):
        path = game_path(source)
        return read_game_text(read_game_bytes(path, str(source)), str(source), folder=path.parent)
    if not hasattr(source, "read"):
        raise UnknownGameError(
            f"expected the name of a shipped game, the path of a file, or an open text file, got {source!r}"
        )
    name = STANDARD_INPUT if source is sys.stdin else str(getattr(source, "name", STANDARD_INPUT))
    return read_game_text(source.read(MAX_FLAT_FILE + 1), name)


def read_game_text(
    text: str | bytes, path: str = STANDARD_INPUT, folder: Path | None = None, *, kind: Format | None = None
) -> GameModel:
    """Return the model that the text of a game file describes.

    Parameters
    ----------
    text
        The text, or its bytes in UTF-8.
    path
        Name of the file in errors.
    folder
        Where a CSV file that the text names is looked for; None refuses such files.
    kind
        Its format; None for what it begins with, or else what the ending of its name tells.

    Raises
    ------
    MalformedGameFileError, InconsistentGameFileError, UnsupportedGameError
        As for ``load``.
    """
    known = kind or format_of_content(text, path)
    with kept():
        if known is not Format.GAME_FILE:
            return _read_given(text, path, known)
        return _to_model(read_game_nodes(text, path), folder)


def read_game_bytes(path: Path, name: str, *, kind: Format | None = None) -> bytes:
    """Return the bytes of a game file, no more of them than its form allows and one, for ``read_game_text``.

    Parameters
    ----------
    path
        The file; it is opened once, so that it may be a pipe.
    name
        Name of the file in errors.
    kind
        Its format; None for what it begins with, or else what the ending of its name tells.

    Raises
    ------
    MalformedGameFileError
        If the file cannot be read.
    """
    return read_bytes(path, name, Content.GAME, kind=kind)


def _read_given(text: str | bytes, path: str, kind: Format) -> GameModel:
    """Return the model of another program's file; what is not quite right in it is told as warnings."""
    from gametheory.io.given_reader import read_given

    model, remarks = read_given(text, path, kind)
    for remark in remarks:
        # seen from the caller of load
        warnings.warn(GameFileWarning(f"{path}:{remark.line}:{remark.column}: {remark.message}"), stacklevel=4)
    return model


def _to_model(document: Document, folder: Path | None) -> GameModel:
    """Return the model of a parsed file, or raise all mistakes."""
    reading = Reading(document.source, folder, list(document.mistakes))
    root = document.root
    if not isinstance(root, Mapping):
        is_table = isinstance(root, Scalar) and _NUMBERS.fullmatch(root.text[:1000]) is not None
        hint = "; tables of numbers are read from files ending in .gam or .lrs" if is_table else ""
        reading.malformed(root, f"expected a game file, which begins with 'gametheory: 1', got {kind_of(root)}{hint}")
        reading.stop()
    _refuse_later_keys(reading, root)
    description = _read_description(reading, root)
    if description is None or reading.num_mistakes:
        reading.stop()
    return GameModel(description, document.source.path, file_text=document.source.text)


def _refuse_later_keys(reading: Reading, root: Mapping) -> None:
    for key in root.keys:
        if key.text in LATER:
            raise reading.unsupported(
                key, f"recognised {key.text!r}; continuous choices come in a later version, until then list the actions"
            )


def _read_description(reading: Reading, root: Mapping) -> ModelDescription | None:
    """Return everything that the file says."""
    fields = _read_file_keys(reading, root)
    players = _read_sound_players(reading, fields)
    parameters = read_parameters(reading, fields["parameters"][1]) if "parameters" in fields else ()
    definitions = read_definitions(reading, fields["define"][1], "define") if "define" in fields else ()
    welfare = read_definitions(reading, fields["welfare"][1], "welfare") if "welfare" in fields else ()
    expect = read_expectations(reading, fields["expect"][1]) if "expect" in fields else ()
    texts = {name: _read_text(reading, fields, name) for name in _TEXTS}
    if texts["concept"] is not None and texts["concept"] not in CONCEPTS:
        hint = nearest_concept(texts["concept"])
        what = f"expected a concept ({enumerate_names(CONCEPTS)}), got {texts['concept'][:60]!r}{hint}"
        reading.malformed(fields["concept"][1], what)
    when = _read_when(reading, fields)
    keys = dict.fromkeys(player.key for player in players)
    policies = read_policies(reading, fields["policies"][1], keys) if "policies" in fields and keys else {}
    body = _read_body(reading, root, fields, keys) if keys else None
    if body is None:
        return None
    return ModelDescription(
        players=players,
        body=body,
        parameters=parameters,
        definitions=definitions,
        title=texts["title"] or "",
        source=texts["source"] or "",
        when=when,
        story=texts["story"] or "",
        unit=texts["unit"] or "",
        reading=texts["reading"] or "",
        concept=texts["concept"],
        welfare=welfare,
        policies=policies,
        expect=expect,
    )


def _read_sound_players(reading: Reading, fields: Fields) -> tuple[PlayerDefinition, ...]:
    """Return the players; none where one of them is wrong, since all that follows would be wrong too."""
    if "players" not in fields:
        return ()
    before = reading.num_mistakes
    node = fields["players"][1]
    players = read_players(reading, node)
    has_duplicates = isinstance(node, Mapping) and node.has_duplicates
    return () if has_duplicates or reading.num_mistakes > before else players


def _read_file_keys(reading: Reading, root: Mapping) -> Fields:
    """Return the file's own keys, checked against its form."""
    form_node = root.get("form")
    form = form_node.text if isinstance(form_node, Scalar) else ""
    extra = FORMS.get(form)
    every = {key.name: key for key in (*NORMAL_FORM, *EXTENSIVE_FORM)}
    if extra is None:
        fields = reading.known_fields(root, (*FILE, *(_optional(key) for key in every.values())), "a game file")
        if form_node is not None:
            hint = nearest(form, FORMS)
            reading.malformed(form_node, f"expected 'normal' or 'extensive' as 'form', got {kind_of(form_node)}{hint}")
        fields.pop("form", None)
    else:
        foreign = [name for name in every if name not in {key.name for key in extra}]
        _tell_foreign(reading, root, foreign, form)
        own = Mapping(
            [key for key in root.keys if key.text not in foreign],
            [value for key, value in root.items() if key.text not in foreign],
            root.start,
        )
        fields = reading.known_fields(own, (*FILE, *extra), f"a game file of form {form}")
    _check_version(reading, fields)
    return fields


def _optional(key: Key) -> Key:
    """Return a key that may be left out."""
    return Key(key.name, key.shape, key.meaning)


def _tell_foreign(reading: Reading, root: Mapping, foreign: list[str], form: str) -> None:
    other = "extensive" if form == "normal" else "normal"
    for key in root.keys:
        if key.text in foreign:
            reading.malformed(
                key, f"expected no {key.text!r} in a game of form {form}, got it; it belongs to form {other}"
            )


def _check_version(reading: Reading, fields: Fields) -> None:
    if "gametheory" in fields:
        node = fields["gametheory"][1]
        if not (isinstance(node, Scalar) and node.text == str(FORMAT_VERSION)):
            reading.malformed(
                node, f"expected {FORMAT_VERSION} as 'gametheory', the version of the format, got {kind_of(node)}"
            )


def _read_text(reading: Reading, fields: Fields, name: str) -> str | None:
    """Return the text of a key of the file; None where it is left out."""
    return reading.text(fields[name][1], repr(name)) if name in fields else None


def _read_when(reading: Reading, fields: Fields) -> YearMonth | None:
    """Return when the story happened; None where the file does not say it."""
    text = _read_text(reading, fields, "when")
    if text is None:
        return None
    found = _WHEN.fullmatch(text)
    if found is None:
        what = f"expected a year or a month as 'when', such as 2023 or 2022-09, got {text[:60]!r}"
        reading.malformed(fields["when"][1], what)
        return None
    year, month = found.groups()
    return YearMonth(int(year), int(month or 0))


def _read_body(reading: Reading, root: Mapping, fields: Fields, players: Collection[str]) -> Body | None:
    """Return the game in the notation that the file uses."""
    if "form" not in fields:
        return None
    form = fields["form"][1]
    if isinstance(form, Scalar) and form.text == "normal":
        return read_normal_form(reading, fields, players)
    notations = [name for name in ("tree", "nodes", "stages") if name in fields]
    if len(notations) != 1:
        where: Node = fields[notations[1]][0] if notations else root
        got = " and ".join(repr(name) for name in notations) or kind_of_keys(root)
        reading.malformed(where, f"expected one of 'tree', 'nodes' and 'stages' in a game of form extensive, got {got}")
        return None
    if notations == ["stages"]:
        if "outcomes" in fields:
            reading.malformed(
                fields["outcomes"][0], "expected 'outcomes' beside 'tree' or 'nodes', got it beside 'stages'"
            )
        return read_stages(reading, fields, players)
    if "payoffs" in fields:
        reading.malformed(
            fields["payoffs"][0], f"expected payoffs at the nodes of {notations[0]!r}, got them beside it; move them"
        )
    return read_tree(reading, fields, players)
