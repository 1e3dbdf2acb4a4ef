"""A report as data: sections of paragraphs, lists, tables, pictures and commands, for any writer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from gametheory.core.solution import Solution
    from gametheory.dynamics.trajectory import Trajectory
    from gametheory.models.model import GameModel
    from gametheory.rendering.draw import Picture
    from gametheory.rendering.tables.text_table import Table
    from gametheory.studies.parameter_ends import ParameterEnds
    from gametheory.studies.regime_map import RegimeMap
    from gametheory.studies.thresholds.threshold_records import Thresholds


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together."""

    text: str


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list below its opening words, which may be empty."""

    opening: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaptionedTable:
    """A table whose first column names its rows."""

    caption: str
    table: Table


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with words for those who do not see it.

    Parameters
    ----------
    name
        Short and unique on a page: part of a file name.
    picture
        The picture.
    title
        What it is: the caption.
    description
        What it shows, in sentences.
    """

    name: str
    picture: Picture
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Commands:
    """Lines to type."""

    lines: tuple[str, ...]


Block: TypeAlias = Paragraph | ItemList | CaptionedTable | Figure | Commands


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under its own heading.

    Parameters
    ----------
    name
        Short and unique on a page: part of an address.
    title
        The heading.
    blocks
        What stands under it.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A page.

    Parameters
    ----------
    title
        The heading of the page.
    sections
        In order.
    closing
        The last line: the program and its version.
    """

    title: str
    sections: tuple[Section, ...]
    closing: str

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The pictures of all sections, in order."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Figure))


@dataclass(frozen=True, slots=True)
class ReportOrigin:
    """What the reader of a report types to get the same answers.

    Parameters
    ----------
    file_name
        The name of a shipped game, the path of a file, or ``-`` for standard input.
    sha256
        Hash of the file's bytes; empty where it is not known.
    options
        Options of the command that change the answer, such as ``--set fee=1/5``, word by word.
    """

    file_name: str
    sha256: str = ""
    options: tuple[str, ...] = ()

    @property
    def is_standard_input(self) -> bool:
        """Whether the game was not read from a file."""
        return self.file_name == "-"

    @property
    def file_word(self) -> str:
        """The file as a word of a command; one that begins with a dash would be taken for an option."""
        is_like_option = self.file_name.startswith("-") and not self.is_standard_input
        return f"./{self.file_name}" if is_like_option else self.file_name


@dataclass(frozen=True)
class ReportMaterial:
    """All that the sections of a report are written from; ``report_material`` makes it.

    Parameters
    ----------
    model
        The model at the values that are reported.
    solution
        Its solution.
    effects
        What ``parameter_ends`` found for it.
    trajectory
        A course of play; None where the game is not played.
    origin
        What to type for it.
    thresholds
        Of each parameter that was looked at, proved.
    regimes
        A map over two parameters; None where there is none.
    """

    model: GameModel
    solution: Solution
    effects: tuple[ParameterEnds, ...]
    trajectory: Trajectory | None
    origin: ReportOrigin
    thresholds: tuple[Thresholds, ...] = ()
    regimes: RegimeMap | None = None
