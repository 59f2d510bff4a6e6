"""What a change does to the dataset, as its readers will see it: findings, events in full, counts before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from timeline.bilingual import typeset
from timeline.codebook import load_codebook
from timeline.contributing.candidate import Dataset, LookAlike, similar
from timeline.contributing.changes import Change, changes, count_records, only_contributed
from timeline.contributing.markdown import code, plain
from timeline.contributing.questions import both
from timeline.findings import SEVERITIES, Finding
from timeline.records.model import Record, or_none
from timeline.records.reader import Entry, as_record
from timeline.records.yamltext import UnreadableError, decode, parse
from timeline.reference import Reference
from timeline.rules.sources import url_fault
from timeline.tables.make import corroboration, voice
from timeline.validation import check_dataset, errors_first

MAX_EVENTS = 40
"""Events that are shown in full; a summary on the web has a size limit."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A changed record: as it was, as it is, and the events that it may repeat."""

    event_id: str
    path: str
    before: Record | None
    entry: Entry | None
    deleted: bool
    similar: Sequence[LookAlike]


@dataclass(frozen=True, slots=True)
class Review:
    """What a change does: its records, what validation says, how many events there were and are."""

    records: Sequence[Reviewed]
    findings: Sequence[Finding]
    events_before: int
    events_after: int
    reference: Reference
    only_records: bool
    titles: Mapping[str, str]


def review(root: Path, base: str, *, today: date | None = None) -> Review:
    """Compare the checkout with where it parted from ``base``, a branch, tag or commit.

    Findings are those in changed records, and the errors that the change makes elsewhere, such as a link to an
    event that is gone. Raises NoRepositoryError where git cannot tell."""
    changed = changes(root, base)
    touched = {change.path for change in changed}
    checked = check_dataset(root, [root / "data" / "events"], today=today)
    findings = [
        finding
        for finding in checked.findings
        if _below(finding.file, root) in touched or (touched and finding.severity == "error")
    ]
    by_path = {_below(str(entry.file), root): entry for entry in checked.entries}
    dataset = Dataset(checked.entries, checked.reference, today or date.today())
    records = [_reviewed(change, by_path.get(change.path), dataset) for change in changed if change.is_record]
    return Review(
        records,
        errors_first(findings),
        count_records(root, base),
        len(list((root / "data" / "events").rglob("*.yaml"))),
        checked.reference,
        only_contributed(changed),
        {entry.event_id: entry.record.title.en for entry in checked.entries},
    )


def _below(path: str, root: Path) -> str:
    resolved = Path(path).resolve()
    return resolved.relative_to(root.resolve()).as_posix() if resolved.is_relative_to(root.resolve()) else path


def _reviewed(change: Change, entry: Entry | None, dataset: Dataset) -> Reviewed:
    found: Sequence[LookAlike] = ()
    if entry is not None and change.before is None:
        found = similar(
            entry, Dataset([e for e in dataset.entries if e is not entry], dataset.reference, dataset.today)
        )
    return Reviewed(change.event_id, change.path, _record(change), entry, change.after is None, found)


def _record(change: Change) -> Record | None:
    """The record as it was, or None where there was none that can be read."""
    if change.before is None:
        return None
    try:
        text = decode(change.before)
        return as_record(Path(change.path), parse(text), text)[0]
    except UnreadableError:
        return None


def as_markdown(found: Review) -> str:
    """A review for a pull request's summary; what the records say is escaped."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Review) -> Iterator[str]:
    errors = sum(finding.severity == "error" for finding in found.findings)
    yield f"# {both({'en': 'Review of the records', 'fr': 'Relecture des fiches'})}"
    yield ""
    yield from _counts(found)
    if found.findings:
        yield ""
        yield f"## Errors · erreurs: {errors}; warnings · avertissements: {len(found.findings) - errors}"
        yield ""
        yield from (_finding(finding) for finding in found.findings)
    elif found.records:
        yield ""
        yield both({"en": "Validation has nothing to say.", "fr": "La validation n'a rien à redire."})
    for record in found.records[:MAX_EVENTS]:
        yield ""
        yield from _event(record, found)
    if len(found.records) > MAX_EVENTS:
        yield ""
        yield f"… {len(found.records) - MAX_EVENTS} more records; `make review` shows all of them in a terminal."


def _counts(found: Review) -> Iterator[str]:
    if not found.records:
        yield both({"en": "No record is changed.", "fr": "Aucune fiche n'est modifiée."})
        return
    before = [record.before for record in found.records if record.before]
    after = [record.entry.record for record in found.records if record.entry]
    yield "| | before · avant | after · après |"
    yield "|---|---:|---:|"
    yield f"| events · événements | {found.events_before} | {found.events_after} |"
    yield ""
    parts = [
        ("new · nouvelles", sum(record.before is None and not record.deleted for record in found.records)),
        ("changed · modifiées", sum(record.before is not None and not record.deleted for record in found.records)),
        ("deleted · supprimées", sum(record.deleted for record in found.records)),
    ]
    yield ", ".join(f"{count} {what}" for what, count in parts if count)
    yield ""
    yield "| in the changed records · dans les fiches modifiées | before · avant | after · après |"
    yield "|---|---:|---:|"
    for name, count in {
        "event × partner · événement × partenaire": lambda record: len(record.partners),
        "sources": lambda record: len(record.sources),
    }.items():
        yield f"| {name} | {sum(map(count, before))} | {sum(map(count, after))} |"
    then = Counter(partner for record in before for partner in record.partners)
    now = Counter(partner for record in after for partner in record.partners)
    for partner in sorted(set(then) | set(now)):
        if then[partner] != now[partner]:
            yield f"| {_partner(partner, found.reference)} | {then[partner]} | {now[partner]} |"


def _finding(finding: Finding) -> str:
    where = f"{code(f'{PurePosixPath(finding.file).name}:{finding.line}')} {code(finding.rule)}"
    field = f" {code(finding.field)}" if finding.field else ""
    grade = SEVERITIES[finding.severity].both
    mark = f"**{grade}**" if finding.severity == "error" else grade
    return f"- {mark} {where}{field} {plain(finding.told(None))}"


def _event(reviewed: Reviewed, found: Review) -> Iterator[str]:
    if reviewed.deleted:
        yield f"## {both({'en': 'Deleted', 'fr': 'Supprimée'})}: {code(reviewed.event_id)}"
        if reviewed.before:
            yield ""
            yield f"{plain(reviewed.before.title.en)} · {plain(reviewed.before.title.fr)}"
        return
    state = "New · Nouvelle" if reviewed.before is None else "Changed · Modifiée"
    yield f"## {state}: {code(reviewed.event_id)}"
    yield ""
    if reviewed.entry is None:
        yield both(
            {"en": "The file is no record; see above.", "fr": "Le fichier n'est pas une fiche ; voir ci-dessus."}
        )
        return
    record = reviewed.entry.record
    yield f"**{plain(record.title.en)}** · **{plain(record.title.fr)}**"
    yield ""
    yield f"> {plain(record.summary.en)}"
    yield ">"
    yield f"> {plain(record.summary.fr)}"
    yield ""
    yield "| | |"
    yield "|---|---|"
    for name, value in _coding(record, found):
        if value:
            yield f"| {name} | {value} |"
    yield ""
    yield "Sources:"
    yield ""
    yield from (_source(source) for source in record.sources)
    if reviewed.similar:
        yield ""
        yield both({"en": "Likely duplicates:", "fr": "Doublons probables :"})
        yield ""
        for other in reviewed.similar:
            titles = f"{plain(other.title['en'])} · {plain(other.title['fr'])}"
            yield f"- {code(other.event_id)} ({other.percent} %): {titles}"
    if reviewed.before is not None:
        yield from _differences(reviewed.before, record)


def _coding(record: Record, found: Review) -> Iterator[tuple[str, str]]:
    partners = "; ".join(
        f"{_partner(code_, found.reference)}: {_label('orientation', orientation)}"
        for code_, orientation in record.partners.items()
    )
    book, mode = load_codebook(), or_none(record.mode)
    kind = _label("event_type", record.event_type)
    if mode is not None and mode in book.modes[record.event_type]:
        kind += f" → {code(mode)} {_both(book.modes[record.event_type][mode].label)}"
    voices = [voice(source, found.reference) for source in record.sources]
    count, level = corroboration(voices)
    yield "date", code(record.date)
    yield "partners · partenaires", partners
    special = book["initiator"]
    party = record.initiator
    yield "initiator · initiateur", _label("initiator", party) if party in special else _partner(party, found.reference)
    yield "type", kind
    yield "act · acte", _label("act", record.act)
    yield "domains · domaines", ", ".join(_label("domain", domain) for domain in record.domains)
    yield "status · statut", _label("status", record.status)
    yield "significance · importance", _label("significance", str(record.significance))
    yield "people · personnes", plain(", ".join(record.people))
    yield "organisations", plain(", ".join(record.organisations))
    where = record.place or None
    yield "place · lieu", plain(f"{where.name}, {or_none(where.country) or '?'}") if where else ""
    yield "amounts · montants", ", ".join(f"{amount.value:,.0f} {amount.unit}" for amount in record.amounts)
    links = [
        f"{_label('relation', relation)} {code(key)} {plain(found.titles.get(key, ''))}"
        for key, relation in record.related.items()
    ]
    yield "related · liens", "; ".join(links)
    yield "starts · débuts", ", ".join(map(code, record.starts))
    yield "ends · fins", ", ".join(map(code, record.ends))
    yield "corroboration", f"{_label('corroboration', level)} ({count})"
    yield "note", plain(or_none(record.note) or "")


def _source(source: Any) -> str:
    title = plain(or_none(source.title) or source.url)
    shown = title if url_fault(source.url) else f"[{title}](<{source.url}>)"
    details = [
        or_none(source.published), or_none(source.language),
        f"agency {source.agency}" if or_none(source.agency) else None,
        ", ".join(_plain_label("support", support) for support in source.supports),
    ]  # fmt: skip
    return f"- {plain(source.publisher)}: {shown} ({plain('; '.join(part for part in details if part))})"


def _differences(before: Record, after: Record) -> Iterator[str]:
    """The fields whose value changed, old and new."""
    old, new = msgspec.to_builtins(before), msgspec.to_builtins(after)
    changed = [key for key in new | old if old.get(key) != new.get(key)]
    if changed:
        yield ""
        yield "| field · champ | before · avant | after · après |"
        yield "|---|---|---|"
        for key in changed:
            yield f"| {code(key)} | {_short(old.get(key))} | {_short(new.get(key))} |"


def _short(value: Any) -> str:
    text = "" if value is None else value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return plain(text if len(text) <= 400 else f"{text[:400]}…")


def _both(label: Mapping[Any, str]) -> str:
    french = typeset(label["fr"], "fr")
    return plain(label["en"] if label["en"] == french else f"{label['en']} · {french}")


def _label(vocabulary: str, value: str) -> str:
    return f"{code(value)} {_both(load_codebook()[vocabulary][value].label)}"


def _plain_label(vocabulary: str, value: str) -> str:
    return load_codebook()[vocabulary][value].label["en"]


def _partner(value: str, reference: Reference) -> str:
    row = reference.partners.get(value)
    return f"{code(value)} {_both({'en': row.name.en, 'fr': row.name.fr})}" if row else code(value)
