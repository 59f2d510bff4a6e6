"""Read, validate and write 10,000 record files against bare parsing of the same files."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import tracemalloc
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import yaml_rs

from benchmarks.measure import Row, compare, side_by_side
from timeline.build import build
from timeline.paths import project_root
from timeline.records.reader import read_records

FILES = 10_000


def synthetic(root: Path, files: int = FILES) -> Path:
    """A dataset of the real records over and over, on other days and with titles of their own."""
    real = project_root() / "data"
    shutil.copytree(real / "reference", root / "data" / "reference", dirs_exist_ok=True)
    originals = [
        entry
        for entry in read_records([real / "events"]).entries
        if not (entry.record.related or entry.record.starts or entry.record.ends or entry.record.former_ids)
        and not entry.record.distinct_from
        and len(entry.record.date) == 10
        and not any(source.published for source in entry.record.sources)
    ] or read_records([real / "events"]).entries
    first = date(2008, 1, 1)
    for number in range(files):
        entry = originals[number % len(originals)]
        day = first + timedelta(days=number * 6000 // files)
        text = entry.file.read_text("utf-8")
        _head, _, tail = text.partition("\n")
        title = entry.record.title.en
        # a title like no other, or the search for look-alikes would find what no dataset has
        own = hashlib.sha256(str(number).encode()).hexdigest()[: max(len(title), 20)]
        text = f"date: {day}\n{tail}".replace(title, " ".join(own[i : i + 6] for i in range(0, len(own), 6)), 1)
        path = root / "data" / "events" / str(day.year) / f"{day:%Y-%m}-rus-synthetic-{number}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root / "data" / "events"


def _bare(files: list[Path]) -> None:
    for file in files:
        yaml_rs.loads(file.read_text("utf-8"))


def rows() -> Iterator[Row]:
    """Wall time, and the reader's peak memory per file at two sizes."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        events = synthetic(root)
        files = sorted(events.rglob("*.yaml"))

        def whole() -> None:
            shutil.rmtree(root / "out", ignore_errors=True)
            build(root, out=root / "out")

        ours, theirs = side_by_side(whole, lambda: _bare(files), rounds=3)
        yield compare(
            [f"read, validate, write {FILES:,} records", "lire, vérifier, écrire 10 000 fiches"],
            ["`yaml_rs.loads`, parsing alone", "`yaml_rs.loads`, lecture seule"],
            ours, theirs, "≤ 4",
        )  # fmt: skip
        some, most = _peak(files[: FILES // 10]) / (FILES // 10), _peak(files) / FILES
        yield compare(
            ["peak memory a record, 10,000 records", "mémoire de pointe par fiche, 10 000 fiches"],
            ["the same, 1,000 records", "de même, 1 000 fiches"],
            most / 1e3, some / 1e3, "≤ 1.1", unit="kB",
        )  # fmt: skip


def _peak(files: list[Path]) -> float:
    tracemalloc.start()
    reading = read_records(files)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return float(peak) if reading.entries else 0.0
