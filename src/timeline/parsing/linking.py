"""Step 10, linking: the events of the dataset that a draft may repeat.

Events share a bucket with the draft by partner and month; the score weighs nearness of dates, partners, act,
type and people, the names compared with rapidfuzz.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from timeline.dates import InvalidDateError, parse_date
from timeline.parsing.drafts import Draft
from timeline.paths import data_dir

MIN_SCORE = 0.45
MAX_MATCHES = 5
WINDOW_DAYS = 12
_WEIGHTS = {"date": 0.35, "partners": 0.25, "act": 0.2, "type": 0.1, "people": 0.1}


@dataclass(frozen=True, slots=True)
class Known:
    """An event of the dataset, as far as linking needs it."""

    id: str
    first: date
    last: date
    partners: frozenset[str]
    act: str
    type: str
    people: tuple[str, ...]
    title: str


def known_events(records: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Known]:
    """Records as far as linking needs them; those without a date are left out."""
    events: list[Known] = []
    for identifier, record in records:
        try:
            when = parse_date(str(record["date"]))
        except (InvalidDateError, KeyError):
            continue
        events.append(
            Known(
                identifier,
                when.start,
                when.end,
                frozenset(record.get("partners") or ()),
                str(record.get("act")),
                str(record.get("event_type")),
                tuple(record.get("people") or ()),
                str((record.get("title") or {}).get("en", "")),
            )
        )
    return events


@cache
def dataset_events(folder: Path | None = None) -> list[Known]:
    """The dataset's events, read once from its records."""
    import yaml_rs

    files = sorted((folder or data_dir() / "events").glob("*/*.yaml"))
    records: list[tuple[str, Mapping[str, Any]]] = []
    for file in files:
        try:
            value = yaml_rs.loads(file.read_text(encoding="utf-8"))
        except ValueError:
            continue
        if isinstance(value, dict):
            records.append((file.stem, value))
    return known_events(records)


def score(record: Mapping[str, Any], event: Known) -> float:
    """How likely a draft and an event are the same, from 0 to 1."""
    try:
        when = parse_date(str(record.get("date", "")))
    except InvalidDateError:
        return 0.0
    partners = frozenset(record["partners"])
    shared = partners & event.partners
    if not shared:
        return 0.0
    gap = max(0, (event.first - when.end).days, (when.start - event.last).days)
    if gap > WINDOW_DAYS:
        return 0.0
    near = 1.0 - gap / WINDOW_DAYS
    wide = (event.last - event.first).days
    if wide > 27:
        near *= 0.6
    parts = {
        "date": near,
        "partners": len(shared) / len(partners | event.partners),
        "act": float(record["act"] == event.act),
        "type": float(record["event_type"] == event.type),
        "people": _people(tuple(record.get("people") or ()), event.people),
    }
    return sum(_WEIGHTS[name] * value for name, value in parts.items())


def _people(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    if not mine or not theirs:
        return 0.0
    from rapidfuzz.fuzz import token_set_ratio

    found = sum(1 for name in theirs if any(token_set_ratio(name, other) >= 88 for other in mine))
    return found / len(theirs)


def matches(record: Mapping[str, Any], events: Iterable[Known]) -> list[dict[str, Any]]:
    """The likeliest matches of a draft's record, best first."""
    scored = ((score(record, event), event) for event in events)
    best = sorted(
        ((value, event) for value, event in scored if value >= MIN_SCORE), key=lambda item: (-item[0], item[1].id)
    )
    return [{"id": event.id, "score": round(value, 2), "title": event.title} for value, event in best[:MAX_MATCHES]]


def add_matches(drafts: Iterable[Draft], folder: Path | None = None) -> None:
    """Lists for each draft the events of the dataset that it may repeat."""
    events = dataset_events(folder)
    for draft in drafts:
        draft.matches = matches(draft.record, events)
