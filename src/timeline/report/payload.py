"""The tables as one JSON value that the page's script reads; what is empty is left out, which halves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from timeline.analysis.coverage import load_coverage
from timeline.charts import theme
from timeline.charts.words import dates, short_name
from timeline.codebook import load_codebook
from timeline.report.data import ReportData
from timeline.report.words import LANGS, words_for_script

# the vocabularies whose labels and definitions the page shows
_VOCABULARIES = (
    "act", "bloc", "corroboration", "date_precision", "domain", "event_type", "initiator", "language", "orientation",
    "origin", "partner_kind", "publisher_kind", "quad_class", "relation", "review_outcome", "significance",
    "spell_kind", "status", "support", "unit",
)  # fmt: skip


def payload(data: ReportData, figures: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that the script needs, as plain values for JSON.

    A text in both languages is a pair, in the order of ``langs``. ``figures`` are the headline figures
    (see ``timeline.report.figures``). Keys of an event: see ``_event``; days are ISO 8601."""
    coverage = load_coverage()
    return {
        "langs": list(LANGS),
        "words": words_for_script(),
        "locale": {
            lang: {key: theme.LOCALES[lang]["time"][key] for key in ("months", "shortMonths")} for lang in LANGS
        },
        "vocabulary": _vocabularies(),
        "partners": _partners(data.partners),
        "people": _people(data),
        "spells": _spells(data.spells),
        "systematic": [coverage.systematic.start, coverage.systematic.end],
        "coup": theme.COUP,
        "figures": dict(figures),
        "events": _events(data),
    }


def _vocabularies() -> dict[str, Any]:
    book = load_codebook()
    terms = {name: book[name] for name in _VOCABULARIES}
    # a mode's meaning hangs on its type
    terms["mode"] = {
        f"{event_type}/{code}": term for event_type, modes in book.modes.items() for code, term in modes.items()
    }
    return {
        name: {
            code: {"label": _pair(term.label)} | ({"definition": _pair(term.definition)} if term.definition else {})
            for code, term in values.items()
        }
        for name, values in terms.items()
    }


def _partners(partners: pd.DataFrame) -> dict[str, Any]:
    return {
        row["partner"]: _filled(
            {
                "name": [row["name_en"], row["name_fr"]],
                "short": [short_name(row["partner"], row[f"name_{lang}"], lang) for lang in LANGS],
                "bloc": row["bloc"],
                "kind": row["kind"],
            }
        )
        for row in _rows(partners)
    }


def _people(data: ReportData) -> dict[str, Any]:
    """The roles of the persons that events name."""
    named = {person for people in data.events["people"] for person in people}
    return {
        row["person"]: [row["role_en"], row["role_fr"]]
        for row in _rows(data.people)
        if row["person"] in named and row["role_en"] and row["role_fr"]
    }


def _spells(spells: pd.DataFrame) -> dict[str, Any]:
    return {
        row["spell_id"]: _filled(
            {
                "name": [row["name_en"], row["name_fr"]],
                "kind": row["kind"],
                "partner": row["partner"],
                "first": row["first_event"],
                "last": row["last_event"],
                "ongoing": row["ongoing"],
            }
        )
        for row in _rows(spells)
    }


def _events(data: ReportData) -> list[dict[str, Any]]:
    participants, sources = _by_event(data.participants), _by_event(data.sources)
    place_names = {(row["name_en"], row["country"]): row["name_fr"] for row in _rows(data.places)}
    written = [dates(data.events, lang) for lang in LANGS]
    return [
        _event(row, list(date), participants.get(row["event_id"], []), sources.get(row["event_id"], []), place_names)
        for row, *date in zip(_rows(data.events), *written, strict=True)
    ]


def _event(
    row: Mapping[str, Any],
    date: list[str],
    participants: Iterable[Mapping[str, Any]],
    sources: Iterable[Mapping[str, Any]],
    place_names: Mapping[tuple[str, str], str],
) -> dict[str, Any]:
    """One event: its row, its partners as (code, orientation, initiator or not), and its pages."""
    place = row["place_name"]
    return _filled(
        {
            "id": row["event_id"],
            "start": row["date_start"],
            "end": row["date_end"],
            "plot": row["date_plot"],
            "until": row["date_plot_end"] if row["date_plot_end"] != row["date_plot"] else None,
            "date": date,
            "edtf": row["date_edtf"],
            "precision": row["date_precision"],
            "approximate": row["date_approximate"],
            "uncertain": row["date_uncertain"],
            "title": [row["title_en"], row["title_fr"]],
            "summary": [row["summary_en"], row["summary_fr"]],
            "partners": [[p["partner"], p["orientation"], int(p["is_initiator"])] for p in participants],
            "initiator": row["initiator"],
            "type": row["event_type"],
            "mode": row["mode"],
            "act": row["act"],
            "quad": row["quad_class"],
            "score": row["plover_score"],
            "domains": row["domains"],
            "status": row["status"],
            "significance": row["significance"],
            "people": row["people"],
            "organisations": row["organisations"],
            "place": [place, place_names.get((place, row["place_country"]), place)] if place else None,
            "country": row["place_country"],
            "amounts": [[amount["value"], amount["unit"]] for amount in row["amounts"]],
            "related": [[link["event_id"], link["relation"]] for link in row["related"]],
            "starts": row["starts"],
            "ends": row["ends"],
            "distinct": row["distinct_from"],
            "former": row["former_ids"],
            "origin": row["origin"],
            "voices": row["n_publishers"],
            "corroboration": row["corroboration"],
            "note": row["note"],
            "reviewed": [row["reviewed_on"], row["review_outcome"]] if row["reviewed_on"] else None,
            "sources": [_source(source) for source in sources],
        }
    )


def _source(row: Mapping[str, Any]) -> dict[str, Any]:
    return _filled(
        {
            "url": row["url"],
            "publisher": row["publisher"],
            "country": row["publisher_country"],
            "kind": row["publisher_kind"],
            "agency": row["agency"],
            "title": row["title"],
            "published": row["published_edtf"],
            "language": row["language"],
            "supports": row["supports"],
            "archive": row["archive_url"],
        }
    )


def _pair(text: Mapping[str, str]) -> list[str]:
    return [text[lang] for lang in LANGS]


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """What says something: neither None, nor False, nor an empty list."""
    return {key: value for key, value in values.items() if value is not None and value is not False and value != []}


def _by_event(table: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(table):
        found.setdefault(row["event_id"], []).append(row)
    return found


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows with plain Python values: days as ISO 8601, None for what is missing, lists for arrays."""
    columns = {str(name): [_plain(value) for value in table[name].tolist()] for name in table.columns}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _plain(value: Any) -> Any:
    if isinstance(value, str | bool | int):
        return value
    if hasattr(value, "tolist"):
        return value.tolist()
    if isinstance(value, list | dict):
        return value
    if pd.isna(value):
        return None
    return value.strftime("%Y-%m-%d") if isinstance(value, pd.Timestamp) else value
