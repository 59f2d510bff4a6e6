"""The build: records in, validated Parquet tables and their description out."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandera.errors

from timeline.bilingual import Said
from timeline.errors import InvalidRecordsError
from timeline.expectations import hold
from timeline.findings import Finding, has_errors
from timeline.metadata.croissant import croissant
from timeline.metadata.frictionless import datapackage
from timeline.records.reader import Progress
from timeline.storage import parquet_bytes, write_atomic
from timeline.tables.make import Tables, make_tables
from timeline.tables.schemas import MODELS
from timeline.validation import check_dataset


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the tables, the files whose content changed, and the warnings met."""

    tables: Tables
    written: Sequence[Path]
    warnings: Sequence[Finding]


def build(
    root: Path,
    *,
    today: date | None = None,
    out: Path | None = None,
    progress: Progress = lambda files: files,
) -> Built:
    """Read, check and write everything; nothing is written unless all of it is sound.

    Raises InvalidRecordsError, with the findings, where records have errors, and BrokenExpectationsError where
    the whole is less than it promises; the last good files stay."""
    with _no_collection():
        return _build(root, today, out, progress)


def _build(root: Path, today: date | None, out: Path | None, progress: Progress) -> Built:
    checked = check_dataset(root, [root / "data" / "events"], today=today, progress=progress)
    if has_errors(checked.findings):
        raise InvalidRecordsError(
            Said(
                "the records have errors, and nothing was written",
                "les fiches comportent des erreurs, et rien n'a été écrit",
            ),
            remedy=Said(
                "run `timeline validate` and mend what it names",
                "lancez `timeline validate` et corrigez ce qu'il nomme",
            ),
            findings=checked.findings,
        )
    tables = make_tables(checked.entries, checked.reference)
    # encoding and disks leave Python free for the checks
    with ThreadPoolExecutor() as threads:
        encoded = {name: threads.submit(parquet_bytes, name, table) for name, table in tables.items()}
        check_tables(tables)
        hold(tables, root / "data" / "expectations.yaml")
        contents = {name: future.result() for name, future in encoded.items()}
        folder = out or root / "data"
        files = {folder / f"{name}.parquet": content for name, content in contents.items()}
        files[folder / "datapackage.json"] = datapackage(tables, contents).encode()
        files[folder / "croissant.json"] = croissant(contents).encode()
        changed = threads.map(write_atomic, files.keys(), files.values())
        written = [path for path, new in zip(files, changed, strict=True) if new]
    return Built(tables, written, checked.findings)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the search for reference cycles: a build makes many objects and no cycles worth the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def check_tables(tables: Tables) -> None:
    """Hold every table against its pandera model: all columns, all rows, all failures at once.

    Raises pandera's SchemaErrors, which would be a fault of this package and not of a record."""
    failures = []
    for name, table in tables.items():
        try:
            MODELS[name].validate(table, lazy=True)
        except pandera.errors.SchemaErrors as error:
            failures.append(f"{name}: {error.failure_cases.to_string()}")
    if failures:
        raise AssertionError("tables do not fit their schemas:\n" + "\n".join(failures))
