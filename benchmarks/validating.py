"""Validation of a million-row events table against ``frictionless validate`` of the same data."""

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
from timeline.metadata import table_schema
from timeline.storage import parquet_bytes
from timeline.tables.schemas import MODELS


def rows() -> Iterator[Row]:
    """Our schema over all rows, against Frictionless over the same file with the same schema."""
    events = million_events()
    start = time.perf_counter()
    MODELS["events"].validate(events, lazy=True)
    ours = time.perf_counter() - start
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "events.parquet").write_bytes(parquet_bytes("events", events))
        resource = {"name": "events", "path": "events.parquet", "format": "parquet", "schema": table_schema("events")}
        (Path(folder) / "events.resource.json").write_text(json.dumps(resource), "utf-8")
        command = [sys.executable, "-m", "frictionless", "validate", "events.resource.json", "--type", "resource"]
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, capture_output=True, check=False)
        theirs = time.perf_counter() - start
    yield compare(
        f"validate {MILLION:,} rows (times faster)", "`frictionless validate`", ours, theirs, "≥ 20", inverse=True
    )
