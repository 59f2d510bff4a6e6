"""Validation of a million-row events table against ``frictionless validate`` of the same columns and schema."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.loading import MILLION, million_events
from benchmarks.measure import Row, compare
from timeline.metadata.frictionless import table_schema
from timeline.storage import parquet_bytes
from timeline.tables.schemas import MODELS

#: Frictionless checks cell by cell and would take hours over the million: it gets a part, and its time is scaled up.
PART = 10_000


def rows() -> Iterator[Row]:
    """Our schema over all rows, against Frictionless over a part of them, scaled to as many rows.

    Its start-up, some seconds of a minute or more, is scaled up with the rest."""
    events = million_events()
    start = time.perf_counter()
    MODELS["events"].validate(events, lazy=True)
    ours = time.perf_counter() - start
    theirs = _frictionless(parquet_bytes("events", events.head(PART))) * MILLION / PART
    yield compare(
        [f"validate {MILLION:,} rows (times faster)", "vérifier 1 000 000 de lignes (fois plus vite)"],
        [f"`frictionless validate`, {PART:,} rows × {MILLION // PART}",
         f"`frictionless validate`, 10 000 lignes × {MILLION // PART}"],
        ours, theirs, "≥ 20", inverse=True,
    )  # fmt: skip


def _frictionless(table: bytes) -> float:
    """Seconds of a valid answer."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "events.parquet").write_bytes(table)
        # without the references to tables that are not there
        schema = {key: value for key, value in table_schema("events").items() if key != "foreignKeys"}
        resource = {"name": "events", "path": "events.parquet", "format": "parquet", "schema": schema}
        (Path(folder) / "events.resource.json").write_text(json.dumps(resource), "utf-8")
        command = [sys.executable, "-m", "frictionless", "validate", "events.resource.json", "--type", "resource"]
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, capture_output=True, check=True)
        return time.perf_counter() - start
