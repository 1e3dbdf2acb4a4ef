"""A scale of colors from light to dark in equal steps of what the eye sees.

From pale yellow to dark blue on a straight line of the Oklab color space: steps look alike, red-green blindness changes
next to nothing, and in black and white the order is that of the grays.
"""

from __future__ import annotations

from functools import cache

NUM_LEVELS = 32
_LIGHTEST = (0.975, -0.012, 0.055)
_DARKEST = (0.285, -0.005, -0.115)


@cache
def scale_color(level: int) -> str:
    """Return the color of a level from 0, the lightest, to ``NUM_LEVELS`` - 1.

    Examples
    --------
    >>> scale_color(0), scale_color(NUM_LEVELS - 1)
    ('#FEF9CE', '#122262')
    """
    share = level / (NUM_LEVELS - 1)
    lightness, green_red, blue_yellow = (
        low + share * (high - low) for low, high in zip(_LIGHTEST, _DARKEST, strict=True)
    )
    return _hexadecimal(lightness, green_red, blue_yellow)


def _hexadecimal(lightness: float, green_red: float, blue_yellow: float) -> str:
    """Return a color of Oklab in the notation of files."""
    long = (lightness + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    middle = (lightness - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (lightness - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{_channel(value):02X}" for value in linear)


def _channel(value: float) -> int:
    """Return a linear share of light as a number from 0 to 255."""
    clipped = min(max(value, 0.0), 1.0)
    encoded = 12.92 * clipped if clipped <= 0.0031308 else 1.055 * clipped ** (1 / 2.4) - 0.055
    return round(255 * encoded)
