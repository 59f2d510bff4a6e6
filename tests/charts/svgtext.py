"""Where the texts of an SVG stand: enough of SVG to read what Vega writes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from timeline.charts.metrics import text_width

_SVG = "{http://www.w3.org/2000/svg}"
_MOVE = re.compile(r"(translate|rotate)\(([^)]*)\)")
_BASELINE_TO_TOP, _BASELINE_TO_BOTTOM = 0.8, 0.22  # of the font size: letters with accents and with tails


@dataclass(frozen=True)
class Line:
    """One line of text and the box that it fills, in the picture's pixels."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def size(svg: bytes) -> tuple[float, float]:
    """The picture's width and height."""
    root = ET.fromstring(svg)
    return float(root.attrib["width"]), float(root.attrib["height"])


def lines(svg: bytes) -> Iterator[Line]:
    """Every line of text in the picture that is not invisible."""
    yield from _lines(ET.fromstring(svg), 0.0, 0.0)


def _lines(element: ET.Element, x: float, y: float) -> Iterator[Line]:
    moves = {name: [float(v) for v in re.split(r"[ ,]+", values)] for name, values in
             _MOVE.findall(element.attrib.get("transform", ""))}  # fmt: skip
    right, down = moves.get("translate", [0.0, 0.0])
    x, y = x + right, y + down
    if element.tag == f"{_SVG}text" and element.attrib.get("opacity") != "0":
        yield from _written(element, x, y, moves.get("rotate", [0.0])[0])
    for child in element:
        yield from _lines(child, x, y)


def _written(element: ET.Element, x: float, y: float, angle: float) -> Iterator[Line]:
    font = float(element.attrib["font-size"].removesuffix("px"))
    bold = element.attrib.get("font-weight") in ("bold", "600", "700")
    spans = element.findall(f"{_SVG}tspan")
    parts = [(span.text or "", float(span.attrib.get("dy", 0))) for span in spans] or [(element.text or "", 0.0)]
    down = 0.0
    for text, step in parts:
        down += step
        if not text.strip():
            continue
        width = text_width(text, font, bold=bold)
        start = {"middle": -width / 2, "end": -width}.get(element.attrib.get("text-anchor", "start"), 0.0)
        corners = [
            (start + across, down + above)
            for across in (0.0, width)
            for above in (-_BASELINE_TO_TOP * font, _BASELINE_TO_BOTTOM * font)
        ]
        turn = math.radians(angle)
        turned = [
            (x + a * math.cos(turn) - b * math.sin(turn), y + a * math.sin(turn) + b * math.cos(turn))
            for a, b in corners
        ]
        across, along = zip(*turned, strict=True)
        yield Line(text, min(across), min(along), max(across), max(along))
