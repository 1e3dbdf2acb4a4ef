"""How pictures look: colors that color-blind readers can tell apart, marker shapes, fonts and distances.

All lengths are in points (1/72 inch).
"""

from __future__ import annotations

from dataclasses import dataclass

INK = "#1A1A1A"
QUIET_INK = "#5F5F5F"
RULE = "#BDBDBD"
PALE_RULE = "#B4B4B4"
PAPER = "#FFFFFF"
SHADE = "#E9EEF3"
ALARM = "#B00020"
"""Of rings around what is not credible."""
EQUILIBRIUM_COLOR = "#E69F00"
"""Of all marks of equilibria: outlined it stands out from every color of heat maps and from white paper."""

PLAYER_COLORS = ("#0072B2", "#C24E00", "#007F5F", "#A8467E", "#7A5C00", "#3B3B98", "#5A5A5A")
"""The palette of Okabe and Ito, darkened where its colors are too light for text on white paper."""

PLAYER_SHAPES = ("circle", "square", "triangle", "pentagon", "plus", "star", "hexagon")
CHANCE_SHAPE = "diamond"

MARGIN = 14.0
LINE_WIDTH = 0.8
PATH_WIDTH = 2.6
CHOSEN_WIDTH = 1.5
INFOSET_WIDTH = 1.1
DASHES = (4.0, 2.4)
PLAYER_DASHES = ((4.0, 2.4), (2.0, 1.8), (7.0, 2.2, 1.4, 2.2), (8.0, 3.0), (5.0, 1.8, 1.4, 1.8, 1.4, 1.8), (1.2, 2.4))
MARKER_SIZE = 7.5
TERMINAL_SIZE = 3.0
PALE_TEXT = 0.3
PALE_MARK = 0.45
"""Share of white in texts, and in lines and markers, where play does not come."""


@dataclass(frozen=True, slots=True)
class Font:
    """Size and face of a text.

    Parameters
    ----------
    size
        In points.
    is_bold, is_italic
        The face.
    """

    size: float
    is_bold: bool = False
    is_italic: bool = False

    @property
    def ascent(self) -> float:
        """Height of a line above its baseline."""
        return 0.86 * self.size

    @property
    def line_height(self) -> float:
        """Distance of two baselines."""
        return 1.14 * self.size


TITLE_FONT = Font(13, is_bold=True)
NAME_FONT = Font(9.5, is_bold=True)
LABEL_FONT = Font(9.5)
PROBABILITY_FONT = Font(8.5, is_italic=True)
PAYOFF_FONT = Font(10)
NOTE_FONT = Font(8.5)


def player_color(player: int) -> str:
    """Return the color of a player; from the eighth player on colors repeat."""
    return PLAYER_COLORS[player % len(PLAYER_COLORS)]


def player_shape(player: int) -> str:
    """Return the marker of a player; shapes repeat in step with colors, shifted by one each round."""
    rounds, index = divmod(player, len(PLAYER_SHAPES))
    return PLAYER_SHAPES[(index + rounds) % len(PLAYER_SHAPES)]


def player_dashes(player: int) -> tuple[float, ...]:
    """Return the lengths of ink and paper in the lines of a player's information sets."""
    return PLAYER_DASHES[player % len(PLAYER_DASHES)]


def gray(color: str) -> str:
    """Return the gray that is as bright as a color (ITU-R BT.709 luminance).

    Examples
    --------
    >>> gray("#0072B2")
    '#6D6D6D'
    """
    channels = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    light = sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    level = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return f"#{round(255 * level):02X}" + 2 * f"{round(255 * level):02X}"


def pale(color: str, share: float = 0.5) -> str:
    """Return a color mixed with that share of white paper.

    Examples
    --------
    >>> pale("#000000", 0.25)
    '#404040'
    """
    channels = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(channel + share * (255 - channel)):02X}" for channel in channels)
