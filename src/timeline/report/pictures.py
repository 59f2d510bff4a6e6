"""The story charts on the page: drawn files, packed small enough to travel inside it."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline import charts
from timeline.charts.drawing import draw
from timeline.report.words import LANGS

_FORMATS = ("svg", "json")


@dataclass(frozen=True)
class Picture:
    """A chart in one language: its SVG, its headline, and what it says to those who do not see it."""

    name: str
    lang: str
    svg: bytes
    title: str
    description: str


def read_pictures(folder: Path, names: Iterable[str] = charts.CHARTS) -> Iterator[Picture]:
    """The charts as ``timeline charts`` left them in a folder; those that are not there are drawn first."""
    asked = list(names)
    files = {(name, lang): [folder / f"{name}.{lang}.{form}" for form in _FORMATS] for name in asked for lang in LANGS}
    missing = dict.fromkeys(name for (name, _), paths in files.items() if not all(path.is_file() for path in paths))
    if missing:
        for _ in draw(folder, names=missing, langs=LANGS, formats=_FORMATS):
            pass
    for (name, lang), paths in files.items():
        svg, spec = (path.read_bytes() for path in paths)
        yield picture(name, lang, svg, json.loads(spec))


def picture(name: str, lang: str, svg: bytes, spec: dict[str, Any]) -> Picture:
    """A picture of a chart's SVG and its Vega-Lite specification.

    >>> spec = {"title": {"text": ["Two", "lines"]}, "description": "Bars."}
    >>> picture("momentum", "en", b"<svg/>", spec).title
    'Two lines'
    """
    title = spec["title"]["text"]
    return Picture(name, lang, svg, title if isinstance(title, str) else " ".join(title), spec["description"])


def packed(pictures: Iterable[Picture]) -> list[dict[str, Any]]:
    """Pictures for the page's script: name, language, title, description, and the SVG deflated (zlib) in Base64.

    >>> [one] = packed([Picture("a", "en", b"<svg></svg>", "Title", "Text")])
    >>> zlib.decompress(base64.b64decode(one["svg"]))
    b'<svg></svg>'
    """
    return [
        {
            "name": one.name,
            "lang": one.lang,
            "title": one.title,
            "description": one.description,
            "svg": base64.b64encode(zlib.compress(one.svg, 9)).decode(),
        }
        for one in pictures
    ]
