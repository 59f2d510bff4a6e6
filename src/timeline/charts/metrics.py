"""How wide texts are in the font of the charts: the widths that Vega measures, kept in a table.

The table (``liberation_sans.json``, written by ``python -m timeline.charts.metrics``) holds the advance of every
character that the charts write, regular and bold, in the units of the font; vl-convert carries the font itself, so
labels have the same places on every machine."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import vl_convert as vlc

from timeline.charts.fonts import own_fonts
from timeline.storage import write_atomic

TABLE = Path(__file__).with_name("liberation_sans.json")
_FAMILY, _UNITS = "Liberation Sans", 2048
_CHARACTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x180))))
_SIGNS = "\u202f–—―‘’‚“”„†‡•…‰‹›€№™←↑→↓−≈≠≤≥"


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of Liberation Sans is, in pixels at a font size in pixels, at most.

    Kerning, which the table leaves out, makes some lines a little narrower; a character that the table does not hold
    counts as wide as the widest.

    >>> round(text_width("Niamey", 10), 2), round(text_width("Niamey", 10, bold=True), 2)
    (33.9, 35.58)
    """
    table = widths()["bold" if bold else "regular"]
    return sum(table.get(character, _UNITS) for character in text) * size / _UNITS


@cache
def widths() -> Mapping[str, Mapping[str, int]]:
    """The table: by weight (``regular``, ``bold``) the advance of each character in 2048ths of the font size."""
    return json.loads(TABLE.read_text("utf-8"))


def measured(texts: Sequence[str], size: float, *, bold: bool = False) -> list[float]:
    """How wide Vega takes lines to be, asked of vl-convert."""
    style = {"font": _FAMILY, "fontSize": size, "fontWeight": "bold" if bold else "normal"}
    fixed = {name: {"value": value} for name, value in style.items()}
    lines: dict[str, Any] = {
        "name": "lines", "type": "text", "from": {"data": "texts"},
        "encode": {"enter": {"text": {"field": "text"}, **fixed}},
    }  # fmt: skip
    # a mark over marks sees their bounds, which are not written out themselves
    found: dict[str, Any] = {
        "type": "text", "from": {"data": "lines"},
        "encode": {"enter": {"x": {"signal": "datum.bounds.x2 - datum.bounds.x1"}}},
    }  # fmt: skip
    spec: dict[str, Any] = {
        "$schema": "https://vega.github.io/schema/vega/v6.json", "width": 1, "height": 1,
        "data": [{"name": "texts", "values": [{"text": text} for text in texts]}], "marks": [lines, found],
    }  # fmt: skip
    with own_fonts():
        scene: Any = vlc.vega_to_scenegraph(spec)
    return [float(item["x"]) for item in scene["scenegraph"]["items"][0]["items"][1]["items"]]


def fresh() -> dict[str, dict[str, int]]:
    """The table as vl-convert gives it now: each character between two letters, since outer spaces do not count."""
    characters = _CHARACTERS + _SIGNS
    table: dict[str, dict[str, int]] = {}
    for weight in ("regular", "bold"):
        pair, *found = measured(["HH", *(f"H{character}H" for character in characters)], _UNITS, bold=weight == "bold")
        table[weight] = {
            character: round(width - pair) for character, width in zip(characters, found, strict=True)
        }  # fmt: skip
    return table


def main() -> None:
    """Write the table."""
    write_atomic(TABLE, json.dumps(fresh(), ensure_ascii=False, indent=0, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
