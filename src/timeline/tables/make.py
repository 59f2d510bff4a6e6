"""From records and reference rows to the tidy tables: pure functions, one a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any

import pandas as pd
from msgspec import UNSET, UnsetType

from timeline.codebook import load_codebook
from timeline.dates import EventDate, parse_date
from timeline.records.model import BilingualText, Record, Source, or_none
from timeline.records.reader import Entry
from timeline.reference import Partner, Reference
from timeline.tables.arrow import frame


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of the dataset, as pandas DataFrames."""

    events: pd.DataFrame
    participants: pd.DataFrame
    sources: pd.DataFrame
    spells: pd.DataFrame
    partners: pd.DataFrame
    places: pd.DataFrame
    publishers: pd.DataFrame
    people: pd.DataFrame
    organisations: pd.DataFrame

    def items(self) -> Iterable[tuple[str, pd.DataFrame]]:
        """Name and table, in a fixed order."""
        return ((name, getattr(self, name)) for name in self.__dataclass_fields__)


def make_tables(entries: Sequence[Entry], reference: Reference) -> Tables:
    """The tables of a set of records, sorted by date and id; derived columns filled in."""
    dated = sorted(((e.when, e) for e in entries), key=lambda d: (d[0].start, d[0].end, d[1].event_id))
    voices = _voices(entries, reference)
    return Tables(
        events=_events(dated, voices, reference),
        participants=_participants(dated, reference),
        sources=_sources(dated, voices, reference),
        spells=_spells(dated, reference),
        partners=_partners(reference),
        places=_places(reference),
        publishers=_publishers(reference),
        people=_people(reference),
        organisations=_organisations(reference),
    )


Dated = Sequence[tuple[EventDate, Entry]]
Voice = tuple[str | None, str | None]


def _voices(entries: Sequence[Entry], reference: Reference) -> dict[str, list[Voice]]:
    """Each event's voices, source by source; an outlet is looked up once, however often it is cited."""
    known: dict[tuple[str, str | UnsetType], Voice] = {}
    voices: dict[str, list[Voice]] = {}
    for entry in entries:
        own = voices[entry.event_id] = []
        for source in entry.record.sources:
            key = (source.publisher, source.agency)
            if key not in known:
                known[key] = voice(source, reference)
            own.append(known[key])
    return voices


def _each(items: Iterable[Any], path: str) -> list[Any]:
    """An attribute of every item."""
    return list(map(attrgetter(path), items))


def _given(items: Iterable[Any], path: str) -> list[Any]:
    """An optional attribute of every item, None where it is not given."""
    return [None if value is UNSET else value for value in map(attrgetter(path), items)]


def voice(source: Source, reference: Reference) -> Voice:
    """Whose word a page is, and that voice's country: the agency that it reprints, else its publisher.

    An aggregator that names no agency speaks for nobody: ``(None, None)``."""
    agency = or_none(source.agency)
    publisher = reference.publishers.get(source.publisher)
    if agency is None and publisher is not None and publisher.kind == "aggregator":
        return None, None
    name = agency or source.publisher
    row = reference.publishers.get(name)
    return name, or_none(row.country) if row else None


def corroboration(voices: Iterable[Voice]) -> tuple[int, str]:
    """How many independent voices there are, and the codebook's level for them.

    >>> corroboration([("AFP", "FRA"), ("AFP", "FRA"), ("TASS", "RUS"), (None, None)])
    (2, 'cross-country')
    """
    known = {name: country for name, country in voices if name is not None}
    countries = {country for country in known.values() if country is not None}
    if len(known) < 2:
        return len(known), "single"
    return len(known), "cross-country" if len(countries) > 1 else "multiple"


def _events(dated: Dated, voices: Mapping[str, list[Voice]], reference: Reference) -> pd.DataFrame:
    book = load_codebook()
    levels = [corroboration(voices[entry.event_id]) for _, entry in dated]
    places = [_place_of(entry.record, reference) for _, entry in dated]

    records = [entry.record for _, entry in dated]

    of, given = partial(_each, records), partial(_given, records)
    scores = {pair: _score(*pair) for pair in {(r.event_type, r.mode) for r in records}}
    return frame(
        "events",
        {
            "event_id": [entry.event_id for _, entry in dated],
            "date_start": [when.start for when, _ in dated],
            "date_end": [when.end for when, _ in dated],
            "date_plot": [when.plot_start for when, _ in dated],
            "date_plot_end": [when.plot_end for when, _ in dated],
            "date_precision": [when.precision for when, _ in dated],
            "date_approximate": [when.approximate for when, _ in dated],
            "date_uncertain": [when.uncertain for when, _ in dated],
            "date_edtf": of("date"),
            "title_en": of("title.en"),
            "title_fr": of("title.fr"),
            "summary_en": of("summary.en"),
            "summary_fr": of("summary.fr"),
            "initiator": of("initiator"),
            "event_type": of("event_type"),
            "mode": given("mode"),
            "act": of("act"),
            "quad_class": [book["event_type"][r.event_type].extra["quad_class"] for r in records],
            "plover_score": [scores[r.event_type, r.mode] for r in records],
            "domains": of("domains"),
            "status": of("status"),
            "significance": of("significance"),
            "people": of("people"),
            "organisations": of("organisations"),
            "place_name": [r.place.name if r.place else None for r in records],
            "place_country": [or_none(r.place.country) if r.place else None for r in records],
            "latitude": [row.latitude if row else None for row in places],
            "longitude": [row.longitude if row else None for row in places],
            "amounts": [[{"value": a.value, "unit": a.unit} for a in r.amounts] for r in records],
            "related": [[{"event_id": i, "relation": k} for i, k in r.related.items()] for r in records],
            "starts": of("starts"),
            "ends": of("ends"),
            "origin": of("origin"),
            "n_sources": [len(r.sources) for r in records],
            "n_publishers": [count for count, _ in levels],
            "corroboration": [level for _, level in levels],
            "note": given("note"),
            "reviewed_on": [parse_date(r.reviewed.on).start if r.reviewed else None for r in records],
            "review_outcome": [r.reviewed.outcome if r.reviewed else None for r in records],
            "distinct_from": of("distinct_from"),
            "former_ids": of("former_ids"),
            "evidence": [[{"field": e.field, "start": e.start, "end": e.end} for e in r.evidence] for r in records],
            "text_sha256": given("text_sha256"),
        },
    )


def _score(event_type: str, mode: str | UnsetType) -> float:
    book = load_codebook()
    # a mode of another type is a finding, not a crash
    return book.score(event_type, mode if isinstance(mode, str) and mode in book.modes[event_type] else None)


def _place_of(record: Record, reference: Reference) -> Any:
    return reference.places.get((record.place.name, or_none(record.place.country))) if record.place else None


def _participants(dated: Dated, reference: Reference) -> pd.DataFrame:
    rows = [(e.event_id, code, o, e.record.initiator) for _, e in dated for code, o in e.record.partners.items()]
    # an unknown code is a finding of its own; here it stands for itself, so that all findings come at once
    unknown = {code for _, code, _, _ in rows} - reference.partners.keys()
    partners = {**reference.partners, **{code: Partner(BilingualText(code, code), "state") for code in unknown}}
    return frame(
        "participants",
        {
            "event_id": [row[0] for row in rows],
            "partner": [row[1] for row in rows],
            "orientation": [row[2] for row in rows],
            "is_initiator": [row[3] in (row[1], "joint") for row in rows],
            "partner_en": [partners[row[1]].name.en for row in rows],
            "partner_fr": [partners[row[1]].name.fr for row in rows],
            "partner_kind": [partners[row[1]].kind for row in rows],
            "bloc": [or_none(partners[row[1]].bloc) for row in rows],
        },
    )


def _sources(dated: Dated, voices: Mapping[str, list[Voice]], reference: Reference) -> pd.DataFrame:
    sources = [source for _, entry in dated for source in entry.record.sources]
    heard = [voice for _, entry in dated for voice in voices[entry.event_id]]
    outlets = [reference.publishers.get(source.publisher) for source in sources]
    of, given = partial(_each, sources), partial(_given, sources)
    published = given("published")
    return frame(
        "sources",
        {
            "event_id": [entry.event_id for _, entry in dated for _ in entry.record.sources],
            "position": [position for _, entry in dated for position in range(len(entry.record.sources))],
            "url": of("url"),
            "publisher": of("publisher"),
            "publisher_country": [or_none(outlet.country) if outlet else None for outlet in outlets],
            "publisher_kind": [outlet.kind if outlet else None for outlet in outlets],
            "agency": given("agency"),
            "voice": [name for name, _ in heard],
            "voice_country": [country for _, country in heard],
            "title": given("title"),
            "published_edtf": published,
            "published": [parse_date(text).start if text else None for text in published],
            "language": given("language"),
            "supports": of("supports"),
            "archive_url": given("archive_url"),
        },
    )


def _spells(dated: Dated, reference: Reference) -> pd.DataFrame:
    first = {spell: (when, entry.event_id) for when, entry in reversed(dated) for spell in entry.record.starts}
    last = {spell: (when, entry.event_id) for when, entry in dated for spell in entry.record.ends}
    stated = {
        key: tuple(parse_date(text) if (text := or_none(value)) else None for value in (row.started, row.ended))
        for key, row in reference.spells.items()
    }
    starts = {key: first[key][0] if key in first else stated[key][0] for key in stated}
    ends = {key: last[key][0] if key in last else stated[key][1] for key in stated}

    def rank(key: str) -> tuple[date, str]:
        start = starts[key]
        return (start.plot_start if start else date.min, key)

    order = sorted(reference.spells, key=rank)
    rows = [(key, reference.spells[key], starts[key], ends[key]) for key in order]
    return frame(
        "spells",
        {
            "spell_id": order,
            "kind": [row.kind for _, row, _, _ in rows],
            "partner": [row.partner for _, row, _, _ in rows],
            "name_en": [row.name.en for _, row, _, _ in rows],
            "name_fr": [row.name.fr for _, row, _, _ in rows],
            "first_event": [first[key][1] if key in first else None for key in order],
            "last_event": [last[key][1] if key in last else None for key in order],
            "start": [start.plot_start if start else None for _, _, start, _ in rows],
            "end": [end.plot_end if end else None for _, _, _, end in rows],
            "start_precision": [start.precision if start else None for _, _, start, _ in rows],
            "end_precision": [end.precision if end else None for _, _, _, end in rows],
            "ongoing": [end is None for _, _, _, end in rows],
            "note": [or_none(row.note) for _, row, _, _ in rows],
        },
    )


def _partners(reference: Reference) -> pd.DataFrame:
    rows = sorted(reference.partners.items())
    return frame(
        "partners",
        {
            "partner": [code for code, _ in rows],
            "name_en": [row.name.en for _, row in rows],
            "name_fr": [row.name.fr for _, row in rows],
            "kind": [row.kind for _, row in rows],
            "bloc": [or_none(row.bloc) for _, row in rows],
            "region": [or_none(row.region) for _, row in rows],
            "capital": [or_none(row.capital) or or_none(row.seat) for _, row in rows],
            "demonyms_en": [row.demonyms.en for _, row in rows],
            "demonyms_fr": [row.demonyms.fr for _, row in rows],
            "wikidata": [or_none(row.wikidata) for _, row in rows],
        },
    )


def _places(reference: Reference) -> pd.DataFrame:
    rows = [row for _, row in sorted(reference.places.items(), key=lambda item: (item[0][1] or "", item[0][0]))]
    return frame(
        "places",
        {
            "name_en": [row.name.en for row in rows],
            "name_fr": [row.name.fr for row in rows],
            "country": [row.country for row in rows],
            "latitude": [row.latitude for row in rows],
            "longitude": [row.longitude for row in rows],
            "geonames": [or_none(row.geonames) for row in rows],
            "approximate": [row.approximate for row in rows],
        },
    )


def _publishers(reference: Reference) -> pd.DataFrame:
    rows = sorted(reference.publishers.items())
    return frame(
        "publishers",
        {
            "publisher": [name for name, _ in rows],
            "country": [or_none(row.country) for _, row in rows],
            "kind": [row.kind for _, row in rows],
            "domains": [row.domains for _, row in rows],
            "certain": [row.certain for _, row in rows],
        },
    )


def _people(reference: Reference) -> pd.DataFrame:
    rows = sorted(reference.people.items())
    return frame(
        "people",
        {
            "person": [name for name, _ in rows],
            "country": [or_none(row.country) for _, row in rows],
            "role_en": [row.role.en if row.role else None for _, row in rows],
            "role_fr": [row.role.fr if row.role else None for _, row in rows],
            "aliases": [row.aliases for _, row in rows],
            "wikidata": [or_none(row.wikidata) for _, row in rows],
        },
    )


def _organisations(reference: Reference) -> pd.DataFrame:
    rows = sorted(reference.organisations.items())
    return frame(
        "organisations",
        {
            "organisation": [name for name, _ in rows],
            "country": [or_none(row.country) for _, row in rows],
            "sector": [or_none(row.sector) for _, row in rows],
            "aliases": [row.aliases for _, row in rows],
            "wikidata": [or_none(row.wikidata) for _, row in rows],
        },
    )
