"""Charts as files: self-contained HTML, SVG, PNG at twice the size, Vega-Lite JSON."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

import vl_convert as vlc

from timeline.charts.fonts import own_fonts
from timeline.charts.page import completed, page
from timeline.charts.png import smaller
from timeline.charts.theme import LOCALES

FORMATS = ("html", "svg", "png", "json")
LANGS = ("en", "fr")
_SCALE = 2
_TAG, _SPOKEN = re.compile(r"<[^>]+>"), re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_NAMED = re.compile(r'\bid="([^"]+)"')


def render(chart: Any, form: str, lang: str) -> bytes:
    """One chart in one format, the same bytes for the same chart."""
    return next(content for _, content in rendered(chart.to_dict(), (form,), lang))


def rendered(spec: Mapping[str, Any], formats: Iterable[str], lang: str) -> Iterator[tuple[str, bytes]]:
    """A chart's Vega-Lite in each format, drawn once: the PNG is made from the SVG."""
    svg = None
    for form in formats:
        match form:
            case "json":
                text = json.dumps(spec, ensure_ascii=False, indent=1, sort_keys=True)
                yield form, f"{text}\n".encode()
            case "html":
                yield form, completed(page(spec, lang)).encode()
            case "svg" | "png":
                svg = svg or _svg(spec, lang)
                yield form, svg.encode() if form == "svg" else smaller(_png(svg))
            case _:
                raise ValueError(f"no such format: {form}")


def _svg(spec: Mapping[str, Any], lang: str) -> str:
    with own_fonts():
        svg = vlc.vegalite_to_svg(
            dict(spec), format_locale=LOCALES[lang]["number"], time_format_locale=LOCALES[lang]["time"]
        )
    return _described(_numbered(svg), spec, lang)


def _png(svg: str) -> bytes:
    with own_fonts():
        return vlc.svg_to_png(svg, scale=_SCALE)


def _numbered(svg: str) -> str:
    """The SVG with its clips and gradients named after its content: vl-convert counts them through a process."""
    names = {name: f"\0{number}" for number, name in enumerate(dict.fromkeys(_NAMED.findall(svg)))}
    if not names:
        return svg
    known = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    reference = re.compile(rf'(\bid="|url\(#|href="#)({known})(?=["\)])')
    svg = reference.sub(lambda match: match[1] + names[match[2]], svg)
    return svg.replace("\0", f"c{zlib.crc32(svg.encode()):08x}-")


def _described(svg: str, spec: Mapping[str, Any], lang: str) -> str:
    """The SVG as one image to screen readers, with the chart's headline as its name and its description.

    What Vega says of single marks and axes goes: it is English in every language, and an image has no parts."""
    title = spec["title"]["text"] if isinstance(spec.get("title"), dict) else ""
    description = spec.get("description", "")
    label = escape(f"{title}. {description}".removeprefix(". "))
    head = f'<svg role="img" lang="{lang}" aria-label="{label}"'
    named = f"<title>{escape(title, quote=False)}</title><desc>{escape(description, quote=False)}</desc>"
    opening, rest = _TAG.sub(lambda tag: _SPOKEN.sub("", tag[0]), svg).split(">", 1)
    return f"{head}{opening.removeprefix('<svg')}>{named}{rest}"
