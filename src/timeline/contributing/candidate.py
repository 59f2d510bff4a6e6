"""A record that is not in the dataset yet: its id, its file, what is wrong with it, what it may repeat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from timeline.dates import InvalidDateError, parse_date
from timeline.findings import Finding
from timeline.parsing.linking import Known, known_events
from timeline.parsing.linking import score as likeness
from timeline.parsing.text import fold
from timeline.records.layout import dumps
from timeline.records.model import Record, or_none
from timeline.records.reader import Entry, Progress, as_record, place, read_records
from timeline.records.shape import deviations
from timeline.records.yamltext import UnreadableError, decode, parse, positions
from timeline.reference import Reference, read_reference
from timeline.rules import RULES, Context
from timeline.rules.duplicates import look_alikes

LIKELY = 0.7
"""Share of date, partners, act, type and people that two events must have in common to be shown as one."""
_FILLERS: Mapping[str, Any] = {
    "date": "2024-01-01", "title": {"en": "Filler", "fr": "Texte provisoire"},
    "summary": {"en": "Filler.", "fr": "Texte provisoire."}, "partners": {"FRA": "neutral"}, "initiator": "joint",
    "event_type": "CONSULT", "act": "meeting", "domains": ["diplomacy"], "status": "completed", "significance": 1,
    "origin": "curated", "sources": [{"url": "https://example.org/", "publisher": "Filler"}],
}  # fmt: skip
_ID_WORDS = 4
_EMPTY_WORDS = frozenset(
    {
        "about", "after", "an", "and", "as", "at", "by", "for", "from", "in", "into", "its", "niger", "nigerien", "of",
        "on", "or", "over", "the", "to", "with",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dataset:
    """The records and reference rows that a candidate would join, read once."""

    entries: Sequence[Entry]
    reference: Reference
    today: date

    @classmethod
    def read(cls, root: Path, *, today: date | None = None, progress: Progress = lambda files: files) -> Dataset:
        """The dataset of a checkout; records that cannot be read are left out, since they are named elsewhere."""
        reference, _ = read_reference(root / "data" / "reference")
        return cls(read_records([root / "data" / "events"], progress).entries, reference, today or date.today())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record as it would be written, and what is wrong with it; ``entry`` is None where it is no record at all."""

    event_id: str
    text: str
    findings: Sequence[Finding]
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class LookAlike:
    """An event that may be the candidate's own: its id, its titles, and how alike they are, from 0 to 100."""

    event_id: str
    title: Mapping[str, str]
    percent: int


def file_of(event_id: str) -> Path:
    """Where an event's file lies, from the root of the checkout.

    >>> file_of("2024-03-rus-tiani-putin-call").as_posix()
    'data/events/2024/2024-03-rus-tiani-putin-call.yaml'
    """
    return Path("data", "events", event_id[:4], f"{event_id}.yaml")


def suggest_id(value: Mapping[str, Any], taken: Iterable[str] = ()) -> str:
    """An id that no event has: year and month, the first partner, the telling words of the English title.

    >>> suggest_id({"date": "2024-03-26", "partners": {"RUS": "toward"}, "title": {"en": "Tiani and Putin speak"}})
    '2024-03-rus-tiani-putin-speak'
    """
    try:
        when = parse_date(str(value.get("date", "")))
        lead = f"{when.start:%Y}" if when.precision == "year" else f"{when.start:%Y-%m}"
    except InvalidDateError:
        lead = "0000"
    partners, title = value.get("partners"), value.get("title")
    partner = next(iter(partners), "") if isinstance(partners, Mapping) else ""
    words = re.findall(r"[a-z0-9]+", fold(str(title.get("en", "")) if isinstance(title, Mapping) else ""))
    telling = [word for word in words if len(word) > 1 and word not in _EMPTY_WORDS][:_ID_WORDS] or ["event"]
    stem = "-".join([lead, re.sub("[^a-z0-9]", "", str(partner).lower()) or "xxx", *telling])
    known, number, answer = {one.casefold() for one in taken}, 2, stem
    while answer in known:
        answer, number = f"{stem}-{number}", number + 1
    return answer


def examine(value: Any, event_id: str, dataset: Dataset) -> Candidate:
    """A plain value as a record of the dataset: the text of its file, and every finding about it.

    The same decoder and rules as for a file that lies there; nothing is written."""
    file = file_of(event_id)
    if shape := deviations(value):
        return Candidate(event_id, "", [place(file, replace(problem, mark=(1, 1))) for problem in shape])
    text = dumps(value)
    return examine_text(text, event_id, dataset)


def examine_text(text: str, event_id: str, dataset: Dataset) -> Candidate:
    """The text of a record's file, as `examine` judges a value."""
    file = file_of(event_id)
    try:
        plain = parse(decode(text.encode("utf-8", "surrogatepass")))
    except UnreadableError as error:
        return Candidate(event_id, text, [place(file, problem, text) for problem in error.problems])
    record, findings = as_record(file, plain, text)
    if record is None:
        return Candidate(event_id, text, findings)
    entry = Entry(event_id, file, record, parse_date(record.date))
    return Candidate(event_id, text, broken_rules(entry, dataset, text), entry)


def examine_so_far(value: Mapping[str, Any], dataset: Dataset) -> list[Finding]:
    """What is wrong with the fields that a value has, whatever it still lacks.

    The lacking fields are filled in with text that no rule minds; findings about those are left out."""
    whole = {key: filler for key, filler in _FILLERS.items() if value.get(key) in (None, "", [], {})}
    filled = {(key,) for key in whole}
    whole |= value
    for key in ("title", "summary"):
        given = whole[key]
        if isinstance(given, Mapping):
            filled |= {(key, lang) for lang in ("en", "fr") if lang not in given}
            whole[key] = {**_FILLERS[key], **given}
    found: list[Finding] = []
    taken = [entry.event_id for entry in dataset.entries]
    while True:
        candidate = examine(whole, suggest_id(whole, taken), dataset)
        told = [
            finding
            for finding in candidate.findings
            if not {tuple(finding.field.split(".")[:depth]) for depth in (1, 2)} & filled
        ]
        found += told
        if candidate.entry is not None or not told:
            return found
        # a fault of form hides what the dates and rules would say of the other fields
        for head in {finding.field.split(".")[0] for finding in told}:
            filled.add((head,))
            whole.pop(head, None)
            whole |= {head: _FILLERS[head]} if head in _FILLERS else {}


def broken_rules(entry: Entry, dataset: Dataset, text: str) -> list[Finding]:
    """What the rules say of one more record."""
    context = Context([*dataset.entries, entry], dataset.reference, dataset.today)
    findings = []
    for rule in RULES.values():
        for hit in rule.function(context):
            if hit.entry is entry:
                where = positions(text, hit.path, on_key=hit.on_key) if hit.path else (1, 1)
                file = entry.file.as_posix()
                findings.append(Finding.of(file, where, hit.path, rule.id, hit.message, hit.remedy, rule.severity))
    return sorted(findings)


def similar(entry: Entry, dataset: Dataset) -> list[LookAlike]:
    """Events of the dataset that may be the same, the likeliest first: by title and date, or by the whole coding.

    Those that the record names in ``distinct_from``, or that name it, are left out."""
    apart = {entry.event_id, *entry.record.distinct_from}
    known = {
        other.event_id: other
        for other in dataset.entries
        if other.event_id not in apart and entry.event_id not in other.record.distinct_from
    }
    found: dict[str, float] = {}
    for first, second, alike in look_alikes(Context([*known.values(), entry], dataset.reference, dataset.today)):
        if entry in (first, second):
            other = second if first is entry else first
            found[other.event_id] = alike
    mine = coding_of(entry.record)
    for event in _known(known.values()):
        share = likeness(mine, event)
        if share >= LIKELY:
            found[event.id] = max(found.get(event.id, 0.0), 100 * share)
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [
        LookAlike(key, {"en": known[key].record.title.en, "fr": known[key].record.title.fr}, round(percent))
        for key, percent in ranked
    ]


def coding_of(record: Record) -> dict[str, Any]:
    """The fields of a record by which events are compared."""
    return {
        "date": record.date, "partners": record.partners, "act": record.act, "event_type": record.event_type,
        "people": record.people, "title": {"en": record.title.en}, "mode": or_none(record.mode),
    }  # fmt: skip


def _known(entries: Iterable[Entry]) -> list[Known]:
    return known_events((entry.event_id, coding_of(entry.record)) for entry in entries)
