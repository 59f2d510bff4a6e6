"""An event as timelines and calendars tell it: title, date in words, partners, sources, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from timeline.charts.typography import typeset
from timeline.charts.words import date_text
from timeline.codebook import labels
from timeline.export.cells import plain
from timeline.export.selection import Selection

#: "Sources" and the colon after it, as each language sets it.
SOURCES = {"en": "Sources:", "fr": "Sources\u00a0:"}


@dataclass(frozen=True, slots=True)
class Side:
    """A partner of an event and the direction of the act."""

    code: str
    name: str
    orientation: str
    bloc: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """A source: its outlet and its address."""

    publisher: str
    url: str


@dataclass(frozen=True, slots=True)
class Story:
    """One event, told."""

    event_id: str
    title: str
    summary: str
    first: pd.Timestamp
    last: pd.Timestamp
    precision: str
    when: str
    sides: Sequence[Side]
    domains: Sequence[str]
    place: str | None
    point: tuple[float, float] | None
    pages: Sequence[Page]
    reviewed: pd.Timestamp | None


def stories(selection: Selection) -> list[Story]:
    """The selected events in the order of their dates, in the selection's language (English where it has none)."""
    lang = selection.reader
    sides: dict[str, list[Side]] = {}
    for row in selection.tables["participants"].itertuples():
        side = Side(row.partner, typeset(str(getattr(row, f"partner_{lang}")), lang), row.orientation, plain(row.bloc))  # pyright: ignore[reportArgumentType]
        sides.setdefault(str(row.event_id), []).append(side)
    pages: dict[str, list[Page]] = {}
    for row in selection.tables["sources"].itertuples():
        pages.setdefault(str(row.event_id), []).append(Page(str(row.publisher), str(row.url)))
    places = {
        (place["name_en"], place["country"]): place[f"name_{lang}"]
        for place in selection.tables["places"].to_dict("records")
    }
    names = labels("domain", lang)
    return [_story(row, sides, pages, places, names, lang) for row in selection.tables["events"].to_dict("records")]


def _story(
    row: dict[Any, Any],
    sides: dict[str, list[Side]],
    pages: dict[str, list[Page]],
    places: dict[tuple[str, str], str],
    names: dict[str, str],
    lang: str,
) -> Story:
    key = row["event_id"]
    place = plain(row["place_name"])
    latitude, longitude = plain(row["latitude"]), plain(row["longitude"])
    precision = str(row["date_precision"])
    return Story(
        event_id=key,
        title=typeset(row[f"title_{lang}"], lang),
        summary=typeset(row[f"summary_{lang}"], lang),
        first=row["date_start"],
        last=row["date_end"],
        precision=precision,
        when=date_text(row["date_start"], row["date_end"], precision, lang),
        sides=sides.get(key, []),
        domains=[typeset(names[code], lang) for code in row["domains"]],
        place=None if place is None else places.get((place, row["place_country"]), place),
        point=None if latitude is None else (latitude, longitude),
        pages=pages.get(key, []),
        reviewed=None if pd.isna(row["reviewed_on"]) else row["reviewed_on"],
    )
