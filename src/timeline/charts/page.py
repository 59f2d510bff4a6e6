"""A chart as a page: one file that asks for nothing else, its headline as text, its drawing as wide as the page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import vl_convert as vlc

from timeline.charts.theme import FONT, INK, LOCALES, MUTED

# what Vega-Embed's menu says, which comes in English only
_MENU: Mapping[str, dict[str, str]] = {
    "en": {"CLICK_TO_VIEW_ACTIONS": "Save", "PNG_ACTION": "Save as PNG", "SVG_ACTION": "Save as SVG"},
    "fr": {"CLICK_TO_VIEW_ACTIONS": "Enregistrer", "PNG_ACTION": "Enregistrer en PNG",
           "SVG_ACTION": "Enregistrer en SVG"},
}  # fmt: skip
_FULL_SIZE = {"en": "Full size", "fr": "Taille réelle"}
_MARKER = "/* Vega, Vega-Lite and Vega-Embed */"
_WIDTH = 1300


def page(spec: Mapping[str, Any], lang: str) -> str:
    """The page of a chart that ``theme.framed`` made, in its language, without the libraries: see ``completed``.

    On a telephone the headline wraps and the drawing is fitted to the width; a tap or a button gives its own size, at
    which it scrolls and every word is legible."""
    chart, caption = spec["vconcat"]
    head = spec["title"]
    drawing = {key: value for key, value in spec.items() if key not in ("vconcat", "title")} | {"vconcat": [chart]}
    options = {
        "renderer": "svg",
        "actions": {"export": True, "source": False, "compiled": False, "editor": False},
        "i18n": _MENU[lang],
        "formatLocale": LOCALES[lang]["number"],
        "timeFormatLocale": LOCALES[lang]["time"],
        "loader": {"target": "_blank", "rel": "noopener noreferrer"},
    }
    return _template().render(
        lang=lang, title=head["text"], subtitle=head["subtitle"], description=spec["description"],
        source=caption["mark"]["text"], spec=_script(drawing), options=_script(options),
        full_size=_FULL_SIZE[lang], bundle=_MARKER, font=FONT, ink=INK, muted=MUTED, width=_WIDTH,
    )  # fmt: skip


def completed(text: str) -> str:
    """A page with the libraries in their place."""
    return text.replace(_MARKER, _libraries(), 1)


@cache
def _libraries() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script; putting it together takes seconds, so it is done once."""
    return vlc.javascript_bundle("window.vegaEmbed = vegaEmbed;")


def _script(value: Any) -> str:
    """A value as JSON that no text inside it can break out of the script element of a page."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def _template() -> jinja2.Template:
    source = Path(__file__).with_name("page.html.jinja").read_text("utf-8")
    return jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(source)
