"""What readers see and hear: all of it in the chart's language, typeset, computed from the data, and in the frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
import svgtext

from timeline import charts
from timeline.charts.data import ChartData
from timeline.charts.render import LANGS, render
from timeline.charts.theme import LOCALES
from timeline.charts.words import labels
from timeline.codebook import load_codebook

_EACH = [(name, lang) for name in charts.CHARTS for lang in LANGS]
# words that a text of some length in the one language holds, and none in the other; names of partners hold none
_ONLY = {
    "en": {"the", "of", "and", "with", "towards", "away", "acts", "events", "year", "month", "until", "from", "partner",
           "before", "after", "share", "not", "has", "are", "were", "which"},
    "fr": {"le", "la", "les", "de", "des", "du", "et", "avec", "rapprochements", "éloignements", "actes", "événements",
           "année", "mois", "jusqu", "partenaire", "avant", "après", "intervalle", "par", "sont", "dont", "une"},
}  # fmt: skip
_GENERATED = re.compile(r"(data|source|view|concat|layer|param)[-_0-9][-_0-9a-z]*")  # names that nobody reads
_SLACK = 1.5  # pixels: the picture's edge is rounded, and letters have side bearings


def _drawn(data: ChartData, name: str, lang: str) -> tuple[dict[str, Any], bytes]:
    chart = getattr(charts, name)(data, lang=lang)
    return chart.to_dict(), render(chart, "svg", lang)


@pytest.fixture(scope="module")
def drawn(small: ChartData) -> dict[tuple[str, str], tuple[dict[str, Any], bytes]]:
    """Specification and SVG of every chart in both languages."""
    return {(name, lang): _drawn(small, name, lang) for name, lang in _EACH}


def _titles(value: Any) -> Iterator[str]:
    """The titles of tooltips, axes and legends, and the names of what readers choose."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("title", "name", "labels") and isinstance(item, str | list):
                texts = [item] if isinstance(item, str) else map(str, item)
                yield from (text for text in texts if not _GENERATED.fullmatch(text))
            elif key != "datasets":
                yield from _titles(item)
    elif isinstance(value, list):
        for item in value:
            yield from _titles(item)


def _texts(spec: dict[str, Any], svg: bytes) -> list[str]:
    head = spec["title"]
    seen = [line.text for line in svgtext.lines(svg)]
    return [head["text"], *head["subtitle"], spec["description"], *seen, *_titles(spec)]


@pytest.mark.parametrize(("name", "lang"), _EACH)
def test_no_word_of_the_other_language(drawn: Any, name: str, lang: str) -> None:
    other = _ONLY["fr" if lang == "en" else "en"]
    for text in _texts(*drawn[name, lang]):
        words = set(re.findall(r"[^\W\d_]+", text.lower()))
        assert not words & other, text


@pytest.mark.parametrize("name", charts.CHARTS)
def test_french_spaces_and_apostrophes(drawn: Any, name: str) -> None:
    for text in _texts(*drawn[name, "fr"]):
        assert not re.search(r"['\"]|(?<=\w) ?(?<![\u00a0\u202f])[;!?»%]|(?<=\w)(?:| )[:](?=\s|$)|« ", text), text


@pytest.mark.parametrize("name", charts.CHARTS)
def test_english_apostrophes_and_no_french_spaces(drawn: Any, name: str) -> None:
    for text in _texts(*drawn[name, "en"]):
        assert not re.search(r"['\"]|\s[;:!?]|\d\s%", text), text


@pytest.mark.parametrize("name", charts.CHARTS)
def test_english_and_french_differ_where_they_speak(drawn: Any, name: str) -> None:
    (english, _), (french, _) = drawn[name, "en"], drawn[name, "fr"]
    assert english["title"]["text"] != french["title"]["text"]
    assert english["title"]["subtitle"] != french["title"]["subtitle"]
    assert english["description"] != french["description"]


@pytest.mark.parametrize(("name", "lang"), _EACH)
def test_screen_readers_are_told(drawn: Any, name: str, lang: str) -> None:
    spec, svg = drawn[name, lang]
    text = svg.decode()
    assert len(spec["description"]) > 60
    assert text.startswith(f'<svg role="img" lang="{lang}" aria-label="')
    assert "<title>" in text
    assert "<desc>" in text
    assert "aria-roledescription" not in text  # Vega's own words, which are English only


@pytest.mark.parametrize(("name", "lang"), _EACH)
def test_every_label_is_in_the_frame(drawn: Any, name: str, lang: str) -> None:
    _, svg = drawn[name, lang]
    width, height = svgtext.size(svg)
    found = list(svgtext.lines(svg))
    assert len(found) > 5
    for line in found:
        assert line.left >= -_SLACK, line
        assert line.top >= -_SLACK, line
        assert line.right <= width + _SLACK, line
        assert line.bottom <= height + _SLACK, line


def test_months_are_named_in_the_language(drawn: Any) -> None:
    for lang in LANGS:
        seen = {line.text for line in svgtext.lines(drawn["calendar", lang][1])}
        assert set(LOCALES[lang]["time"]["shortMonths"]) <= seen


def test_legends_speak_the_language(drawn: Any) -> None:
    for lang in LANGS:
        seen = {line.text for line in svgtext.lines(drawn["partner_lanes", lang][1])}
        assert set(labels("orientation", lang).values()) | set(labels("significance", lang).values()) <= seen


_TURNED = {"toward": "away", "away": "toward", "neutral": "neutral"}


@pytest.fixture(scope="module")
def other(small: ChartData) -> ChartData:
    """The small dataset told otherwise: three events of five, orientation turned round, acts of the opposite kind,
    other outlets, and one presence that did not end."""
    kept: Any = small.events[small.events.index % 5 > 1]
    turned = {"CONSULT": "ACCUSE", "AGREE": "SANCTION", "SUPPORT": "COERCE", "SANCTION": "AGREE"}
    kept = kept.assign(event_type=kept["event_type"].replace(turned), n_publishers=1, corroboration="single")
    types = load_codebook()["event_type"]
    kept = kept.assign(quad_class=[types[code].extra["quad_class"] for code in kept["event_type"]])
    spells: Any = small.spells.assign(ongoing=True, end=pd.NaT, end_precision=None)
    pairs: Any = small.participants
    return replace(
        small,
        events=kept.reset_index(drop=True),
        participants=pairs.assign(orientation=pairs["orientation"].map(_TURNED)),
        spells=spells,
    )


@pytest.mark.parametrize(("name", "lang"), _EACH)
def test_findings_come_from_the_data(drawn: Any, other: ChartData, name: str, lang: str) -> None:
    before = drawn[name, lang][0]["title"]["text"]
    after = getattr(charts, name)(other, lang=lang).to_dict()["title"]["text"]
    assert re.search(r"\d", before), before
    assert after != before
