"""``load_events()`` against a bare Parquet read of the same file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

import timeline
from benchmarks.measure import Row, compare, side_by_side
from timeline.load import read_table
from timeline.paths import data_dir
from timeline.storage import parquet_bytes

MILLION = 1_000_000


def million_events() -> pd.DataFrame:
    """The dataset's own rows over and over, under ids of their own."""
    events = timeline.load_events()
    copies = MILLION // len(events) + 1
    many = pd.concat([events] * copies, ignore_index=True).head(MILLION)
    many["event_id"] = [f"2024-03-rus-synthetic-{number}" for number in range(MILLION)]
    return many.astype({"event_id": "str"})


def rows() -> Iterator[Row]:
    """At the dataset's size and at a million rows."""
    own = data_dir() / "events.parquet"
    ours, theirs = side_by_side(timeline.load_events, lambda: pq.read_table(own).to_pandas(), rounds=30)
    rows = f"{len(timeline.load_events()):,}"
    what = [f"`load_events()`, {rows} rows", f"`load_events()`, {rows} lignes"]
    yield compare(what, "`pyarrow.parquet.read_table().to_pandas()`", ours, theirs, "≤ 1.5")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.parquet"
        path.write_bytes(parquet_bytes("events", million_events()))
        ours, theirs = side_by_side(
            lambda: read_table("events", folder=Path(folder)), lambda: pq.read_table(path).to_pandas(), rounds=3
        )
    yield compare(
        ["the same, 1,000,000 rows", "de même, 1 000 000 de lignes"], ["the same", "de même"], ours, theirs, "≤ 1.1"
    )
