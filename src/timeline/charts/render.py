"""Charts as files: self-contained HTML, SVG, PNG at twice the size, Vega-Lite JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import vl_convert as vlc

from timeline import charts
from timeline.charts.data import ChartData
from timeline.charts.theme import LOCALES
from timeline.storage import write_atomic

FORMATS = ("html", "svg", "png", "json")
LANGS = ("en", "fr")
_SCALE = 2


def render(chart: Any, form: str, lang: str) -> bytes:
    """One chart in one format, the same bytes for the same chart."""
    spec: dict[str, Any] = chart.to_dict()
    locale = {"format_locale": LOCALES[lang]["number"], "time_format_locale": LOCALES[lang]["time"]}
    match form:
        case "json":
            return (json.dumps(spec, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
        case "svg":
            return vlc.vegalite_to_svg(spec, **locale).encode()
        case "png":
            return vlc.vegalite_to_png(spec, scale=_SCALE, **locale)
        case "html":
            page = vlc.vegalite_to_html(spec, bundle=True, **locale)
            return page.replace("<html>", f'<html lang="{lang}">', 1).encode()
        case _:
            raise ValueError(f"no such format: {form}")


def draw(
    folder: Path,
    *,
    names: Iterable[str] = charts.CHARTS,
    langs: Iterable[str] = LANGS,
    formats: Iterable[str] = FORMATS,
    data: ChartData | None = None,
) -> Iterator[tuple[Path, bool]]:
    """Draw charts into a folder; yields each file and whether its content changed."""
    tables = data or ChartData.load()
    for name in names:
        for lang in langs:
            chart = getattr(charts, name)(tables, lang=lang)
            for form in formats:
                path = folder / f"{name}.{lang}.{form}"
                yield path, write_atomic(path, render(chart, form, lang))
