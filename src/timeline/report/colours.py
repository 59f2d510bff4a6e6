"""The page's colours: those of the charts, and for the dark theme the same hues, made lighter."""

from __future__ import annotations

from collections.abc import Mapping

from timeline.charts import theme

_LIGHTER = 0.38  # how far a mark's colour goes towards white on the dark ground
_NEUTRAL_LIGHTER = 0.15


def variables() -> Mapping[str, tuple[str, str]]:
    """CSS custom properties of the marks: name to the colour on light and on dark ground.

    >>> variables()["toward"][0] == theme.ORIENTATION_COLOURS["toward"]
    True
    """
    marks = theme.ORIENTATION_COLOURS
    return {
        code: (colour, mixed(colour, "#FFFFFF", _NEUTRAL_LIGHTER if code == "neutral" else _LIGHTER))
        for code, colour in marks.items()
    } | {"ink": (theme.INK, "#ECEAE6"), "muted": (theme.MUTED, "#A9A7A2"), "rule": (theme.RULE, "#3A3B3E")}


def mixed(colour: str, other: str, part: float) -> str:
    """A colour with a part of another, both ``#RRGGBB``.

    >>> mixed("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance of sRGB).

    >>> round(contrast("#FFFFFF", "#000000"), 1)
    21.0
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
