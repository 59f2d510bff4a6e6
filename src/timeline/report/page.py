"""The page itself: template, styles, script and data in one HTML text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from timeline.about import load_about
from timeline.analysis.coverage import load_coverage
from timeline.metadata.citation import citation
from timeline.metadata.schema_org import dataset_jsonld
from timeline.report import colours
from timeline.report.data import ReportData
from timeline.report.figures import headline_figures
from timeline.report.payload import payload
from timeline.report.pictures import Picture, packed
from timeline.report.words import LANGS, WORDS, headline

# in the order in which they need each other
_MODULES = (
    "dom", "store", "words", "filters", "scale", "overview", "lanes", "blocs", "facets", "table", "panel", "csv",
    "gallery", "main",
)  # fmt: skip
_IMPORT = re.compile(r"^import\b[^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|let|function|class)\b)", re.MULTILINE)


def explorer(
    data: ReportData,
    *,
    pictures: Iterable[Picture] = (),
    figures: Mapping[str, Any] | None = None,
) -> str:
    """The explorer of a dataset as HTML: one file that asks for nothing else, the same bytes for the same input.

    ``pictures`` are the finished charts of its gallery (see ``read_pictures``), ``figures`` those of its head, by
    default those of the data (see ``headline_figures``). What the dataset is goes in as JSON-LD (schema.org), for
    search engines.

    >>> from timeline.report.figures import counts
    >>> data = ReportData.load()
    >>> "Content-Security-Policy" in explorer(data, figures=counts(data))
    True
    """
    figures = headline_figures(data) if figures is None else figures
    style, script = _asset("page.css"), inlined_script()
    environment = Environment(
        loader=PackageLoader("timeline.report", "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    palette = _palette()
    return environment.get_template("page.html.j2").render(
        lang=LANGS[0],
        title=load_about().title,
        headline=headline(figures),
        words=WORDS,
        coverage=load_coverage(),
        citation={code: citation(lang=code) for code in LANGS},
        palette=Markup(palette),
        style=Markup(style),
        script=Markup(script),
        policy=_policy(script, [palette, style]),
        data=safe_json(payload(data, figures)),
        pictures=safe_json(packed(pictures)),
        dataset=safe_json(dataset_jsonld()),
    )


def safe_json(value: Any) -> Markup:
    """JSON that cannot end the script element that holds it, nor a line of a script.

    >>> print(safe_json({"title": "</script><!-- & \\u2028"}))
    {"title":"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028"}
    """
    return htmlsafe_json_dumps(value, dumps=_compact)


def inlined_script() -> str:
    """The script's modules as one text, in the order of their needs, without their imports and exports."""
    parts = (_asset(f"{name}.js") for name in _MODULES)
    return "\n".join(_EXPORT.sub("", _IMPORT.sub("", part)) for part in parts)


def _compact(value: Any, **_: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _palette() -> str:
    """The marks' colours as custom properties, on light and on dark ground."""
    rows = (f"--{name}:light-dark({light},{dark})" for name, (light, dark) in colours.variables().items())
    return ":root{" + ";".join(rows) + "}"


def _policy(script: str, styles: Iterable[str]) -> str:
    """The Content Security Policy: this script, these styles, pictures made on the spot, and no connection at all."""
    rules = {
        "default-src": "'none'",
        "script-src": _hash(script),
        "style-src": " ".join(map(_hash, styles)),
        "img-src": "blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _asset(name: str) -> str:
    return (files("timeline.report") / "assets" / name).read_text("utf-8")
