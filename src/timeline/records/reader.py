"""From record files to records: every file gives a record or findings, never an exception."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from timeline.bilingual import Said
from timeline.dates import FORMS, EventDate, InvalidDateError, parse_date
from timeline.findings import FieldPath, Finding, shown
from timeline.records.model import Record
from timeline.records.shape import deviations
from timeline.records.yamltext import (
    MAX_BYTES,
    Problem,
    UnreadableError,
    bare_years,
    decode,
    parse,
    positions,
    too_large,
)

Progress = Callable[[Iterable[Path]], Iterable[Path]]
SUFFIX = ".yaml"
_REASONS: Mapping[type[OSError], str] = {
    FileNotFoundError: "il n'existe pas",
    PermissionError: "l'accès est refusé",
    IsADirectoryError: "c'est un dossier",
    NotADirectoryError: "son chemin passe par ce qui n'est pas un dossier",
}
_NO_FILE = Said("it is no regular file", "ce n'est pas un fichier ordinaire")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record, the file that it came from, and its date; the file's stem is the event's id."""

    event_id: str
    file: Path
    record: Record
    when: EventDate

    @classmethod
    def of(cls, file: Path, record: Record) -> Entry:
        """The entry of a file; raises InvalidDateError for a record whose date was not checked."""
        return cls(file.name.removesuffix(SUFFIX), file, record, parse_date(record.date))


@dataclass(slots=True)
class Reading:
    """What a set of files gave."""

    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def place(file: Path, problem: Problem, text: str | None = None) -> Finding:
    """A problem as a finding, with its line and column looked up in the file's text."""
    if problem.mark:
        line, column = problem.mark
    elif problem.path:
        line, column = positions(text if text is not None else _text(file), problem.path, on_key=problem.on_key)
    else:
        line, column = 1, 1
    return Finding.of(
        shown(file), (line, column), problem.path, problem.rule, problem.message, problem.remedy, problem.severity
    )


def locate(file: Path, path: FieldPath, *, on_key: bool = False) -> tuple[int, int]:
    """Line and column of a field in a record file."""
    return positions(_text(file), path, on_key=on_key)


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "replace")


def read_value(file: Path) -> tuple[Any, str]:
    """The plain value and the text of a YAML file; raises UnreadableError."""
    try:
        content, size = _content(file)
    except OSError as error:
        remedy = Said(
            "Check that it exists and its permissions", "Vérifiez qu'il existe et que vous avez le droit de le lire"
        )
        raise UnreadableError(unreadable(error, remedy)) from None
    if size > MAX_BYTES:
        raise UnreadableError(too_large(size))
    text = decode(content)
    return parse(text), text


def unreadable(error: OSError, remedy: Said) -> Problem:
    """The problem of a file that the system does not give."""
    reason = error.strerror or type(error).__name__
    french = _REASONS.get(type(error), f"le système le refuse (code {error.errno})")
    told = Said(f"the file cannot be read: {reason}", f"le fichier n'a pas pu être lu : {french}")
    return Problem("file-unreadable", told, remedy)


def _content(file: Path) -> tuple[bytes, int]:
    """A file's bytes, of a file that is too large not all of them, and its size."""
    # without Python's own buffers, which cost a small file more than reading it
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        size = os.fstat(descriptor).st_size
        content = os.read(descriptor, MAX_BYTES + 1)
        while len(content) < size <= MAX_BYTES and (more := os.read(descriptor, MAX_BYTES + 1)):
            content += more
        return content, max(size, len(content))
    finally:
        os.close(descriptor)


def read_record(file: Path) -> tuple[Record | None, list[Finding]]:
    """One file's record, or what is wrong with it."""
    try:
        value, text = read_value(file)
    except UnreadableError as error:
        return None, [place(file, problem) for problem in error.problems]
    return as_record(file, value, text)


def as_record(file: Path, value: Any, text: str) -> tuple[Record | None, list[Finding]]:
    """The record that a file's plain value is, or what is wrong with it; ``text`` is where lines are looked up."""
    if isinstance(value, dict):
        bare_years(value, "date")
        if isinstance(sources := value.get("sources"), list):
            for source in sources:
                bare_years(source, "published")
    try:
        record, problems = msgspec.convert(value, Record), []
    except msgspec.ValidationError:
        record, problems = None, deviations(value)
    if isinstance(value, dict):
        problems += date_problems(value)
    if problems:
        return None, [place(file, problem, text) for problem in problems]
    return record, []


def date_problems(value: Mapping[str, Any]) -> Iterator[Problem]:
    """Dates of a record's plain value that are no EDTF; without them it cannot become a row."""
    sources, reviewed = value.get("sources"), value.get("reviewed")
    dates: list[tuple[FieldPath, Any]] = [(("date",), value.get("date"))]
    if isinstance(sources, list):
        dates += [(("sources", i, "published"), s.get("published")) for i, s in enumerate(sources) if type(s) is dict]
    if isinstance(reviewed, dict):
        dates.append((("reviewed", "on"), reviewed.get("on")))
    for path, text in dates:
        # what is no text, or an empty one, is named already
        if isinstance(text, str) and text:
            try:
                parse_date(text)
            except InvalidDateError as error:
                forms = Said(f"Write it like {FORMS.en}", f"Écrivez-la comme {FORMS.fr}")
                yield Problem("date-form", error.said, forms, path)


def read_records(paths: Iterable[Path], progress: Progress = lambda files: files) -> Reading:
    """All records below the given files and folders, sorted by id."""
    reading = Reading()
    files: dict[str, Path] = {}
    for path in paths:
        for found in discover(path):
            if isinstance(found, Finding):
                reading.findings.append(found)
            else:
                files[str(found)] = found
    for file in progress([files[name] for name in sorted(files)]):
        record, findings = read_record(file)
        reading.findings += findings
        if record is not None:
            reading.entries.append(Entry.of(file, record))
    reading.entries.sort(key=lambda entry: (entry.event_id, entry.file))
    return reading


def discover(path: Path) -> Iterator[Path | Finding]:
    """The record files at or below a path; whatever else lies there is a finding."""
    if path.is_dir():
        yield from _below(path, path.resolve())
    elif path.is_file() or not path.exists():
        yield path
    else:
        yield _odd_file(path, _NO_FILE)


def _below(folder: Path, root: Path) -> Iterator[Path | Finding]:
    for item in sorted(os.scandir(folder), key=lambda entry: entry.name):
        file = folder / item.name
        if item.is_dir():
            if item.name.endswith((SUFFIX, ".yml")):
                yield _odd_file(file, Said("a folder is named like a record", "un dossier porte le nom d'une fiche"))
            elif item.is_symlink():
                yield _odd_file(
                    file, Said("a link to a folder is not followed", "un lien vers un dossier n'est pas suivi")
                )
            else:
                yield from _below(file, root)
        elif item.name.startswith("."):
            continue
        elif not item.name.endswith(SUFFIX):
            yield _odd_file(file, Said(f"record files end in {SUFFIX}", f"le nom d'une fiche finit par {SUFFIX}"))
        elif item.is_symlink() and not file.resolve().is_relative_to(root):
            yield _odd_file(
                file, Said("the link leads out of the folder of records", "le lien mène hors du dossier des fiches")
            )
        elif not item.is_file():
            yield _odd_file(file, _NO_FILE)
        else:
            yield file


def _odd_file(file: Path, why: Said) -> Finding:
    remedy = Said("Rename, move or delete it", "Renommez-le, déplacez-le ou supprimez-le")
    return Finding.of(shown(file), (1, 1), (), "file-kind", why, remedy)
