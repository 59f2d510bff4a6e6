"""Hypothesis strategies: records that the model allows, as plain values."""

from __future__ import annotations

import unicodedata
from typing import Any

from hypothesis import strategies as st

from timeline.codebook import load_codebook
from timeline.records.yamltext import INVISIBLE

_book = load_codebook()


def _sound(text: str) -> bool:
    # NEL and the Unicode line separators are line breaks to some YAML readers and not to others
    return bool(text.strip()) and not INVISIBLE.search(text) and not any(c in "\r\u0085\u2028\u2029" for c in text)


def texts(most: int = 80) -> st.SearchStrategy[str]:
    letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
    prose = st.text(letters | st.sampled_from("\"'#:-&*!|>%@`{}[],?\n\t «»é…"), min_size=1, max_size=most)
    return prose.filter(_sound).filter(lambda t: unicodedata.normalize("NFC", t).strip() != "")


def codes(vocabulary: str) -> st.SearchStrategy[str]:
    return st.sampled_from(_book.codes(vocabulary))


ids = st.from_regex(r"20[0-2][0-9]-0[1-9]-[a-z]{3}-[a-z0-9]{1,8}", fullmatch=True)
days = st.dates().filter(lambda d: d.year >= 1961).map(str)
dates = days | st.sampled_from(["2024-03", "2023", "2024-03-01/2024-03-04", "[2024-03-01..2024-03-04]", "2024-03~"])
bilingual = st.fixed_dictionaries({"en": texts(), "fr": texts()})
sources = st.fixed_dictionaries(
    {"url": st.just("https://example.org/a"), "publisher": texts(20)},
    optional={
        "title": texts(), "published": dates, "language": codes("language"), "agency": texts(10),
        "supports": st.lists(codes("support"), unique=True, min_size=1), "archive_url": st.just("https://a.example/b"),
    },
)  # fmt: skip
partner_codes = st.sampled_from(["RUS", "FRA", "NOR", "MLI", "ECOWAS"])
amounts = st.fixed_dictionaries({"value": st.integers(1, 10**15) | st.floats(1e-3, 1e12), "unit": codes("unit")})


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """A record as its file gives it: required keys, some of the optional ones."""
    kind = draw(codes("event_type"))
    required = {
        "date": dates, "title": bilingual, "summary": bilingual,
        "partners": st.dictionaries(partner_codes, codes("orientation"), min_size=1),
        "initiator": st.sampled_from(["NER", "joint", "RUS"]), "event_type": st.just(kind), "act": codes("act"),
        "domains": st.lists(codes("domain"), min_size=1, unique=True), "status": codes("status"),
        "significance": st.integers(1, 3), "origin": codes("origin"),
        "sources": st.lists(sources, min_size=1, max_size=3),
    }  # fmt: skip
    optional: dict[str, st.SearchStrategy[Any]] = {
        "people": st.lists(texts(20), min_size=1, max_size=3),
        "organisations": st.lists(texts(20), min_size=1, max_size=3),
        "place": st.fixed_dictionaries({"name": texts(20)}, optional={"country": st.sampled_from(["NER", "NOR"])}),
        "amounts": st.lists(amounts, min_size=1, max_size=3),
        "related": st.dictionaries(ids, codes("relation"), min_size=1, max_size=3),
        "note": texts(300),
        "reviewed": st.fixed_dictionaries({"on": days, "outcome": codes("review_outcome")}),
        "distinct_from": st.lists(ids, min_size=1, max_size=2),
    }
    if _book.modes[kind]:
        optional["mode"] = st.sampled_from(tuple(_book.modes[kind]))
    return draw(st.fixed_dictionaries(required, optional=optional))
