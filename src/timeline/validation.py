"""Validation: records, reference files and rules, gathered into findings with file and line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from timeline.findings import Finding, shown
from timeline.paths import project_root
from timeline.records.reader import Entry, Progress, locate, read_records
from timeline.reference import Reference, read_reference
from timeline.rules import RULES, Context
from timeline.rules.core import Hit, Rule


@dataclass(slots=True)
class Checked:
    """What validation saw: the readable records, the reference rows, and all findings."""

    entries: list[Entry] = field(default_factory=list)
    reference: Reference = field(default_factory=Reference)
    findings: list[Finding] = field(default_factory=list)


def validate(
    paths: str | Path | Iterable[str | Path] | None = None,
    *,
    root: Path | None = None,
    today: date | None = None,
) -> list[Finding]:
    """Findings about records: every fault of form, and every rule broken.

    ``paths`` are files or folders of records, by default the checkout's ``data/events``. Records outside it
    are checked as if they were added to the dataset; only findings about ``paths`` are returned. ``today``
    is the day after which no event can lie.

    >>> validate("data/events/2024")  # doctest: +SKIP
    []
    """
    base = root or project_root()
    events = base / "data" / "events"
    if paths is None:
        asked = [events]
    else:
        asked = [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]
    return check_dataset(base, asked, today=today).findings


def check_dataset(
    root: Path, asked: Sequence[Path], *, today: date | None = None, progress: Progress = lambda files: files
) -> Checked:
    """Read and check; the records read are returned beside the findings, so that a build reads once."""
    events = root / "data" / "events"
    reference, findings = read_reference(root / "data" / "reference")
    whole = [path.resolve() for path in asked] == [events.resolve()]
    reading = read_records(asked, progress)
    entries, findings = reading.entries, findings + reading.findings
    universe = entries if whole else _with_rest(entries, events)
    wanted = {id(entry) for entry in entries}
    context = Context(universe, reference, today or date.today())
    hits = [(rule, hit) for rule in RULES.values() for hit in rule.function(context) if id(hit.entry) in wanted]
    # file by file, since looking up positions composes the file
    findings += [finding(rule, hit) for rule, hit in sorted(hits, key=lambda pair: pair[1].entry.file)]
    return Checked(entries, reference, sorted(set(findings)))


def _with_rest(entries: Sequence[Entry], events: Path) -> list[Entry]:
    """The given records, and those of the dataset that they do not stand for."""
    given = {entry.file.resolve() for entry in entries}
    inside = {path for path in given if path.is_relative_to(events.resolve())}
    names = {entry.file.name for entry in entries if entry.file.resolve() not in inside}
    rest = [
        entry
        for entry in read_records([events]).entries
        if entry.file.resolve() not in given and entry.file.name not in names
    ]
    return [*entries, *rest]


def finding(rule: Rule, hit: Hit) -> Finding:
    """A broken rule as a finding, placed in the record's file."""
    where = locate(hit.entry.file, hit.path, on_key=hit.on_key) if hit.path else (1, 1)
    return Finding.of(shown(hit.entry.file), where, hit.path, rule.id, hit.message, hit.remedy, rule.severity)


def errors_first(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in the order in which a person mends them: errors, then warnings, by file and line."""
    return sorted(findings, key=lambda f: (f.severity != "error", f.file, f.line, f.column, f.rule))
