"""Parts of the dataset, and the dataset made large, for tests of the explorer."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from timeline.report import ReportData

MANY = 10_000


def rows(data: ReportData, ids: list[str]) -> ReportData:
    """The part of a dataset that some events make up."""
    part = {
        name: table[table["event_id"].isin(ids)].reset_index(drop=True)
        for name, table in (("events", data.events), ("participants", data.participants), ("sources", data.sources))
    }
    return replace(data, **part)


def repeated(data: ReportData, count: int) -> ReportData:
    """The dataset's own events over and over, under ids of their own."""
    copies = count // len(data.events) + 1
    tables: dict[str, pd.DataFrame] = {}
    for name in ("events", "participants", "sources"):
        table = getattr(data, name)
        parts = [table.assign(event_id=table["event_id"] + f"-{copy}") for copy in range(copies)]
        tables[name] = pd.concat(parts, ignore_index=True)
    events = tables["events"].head(count)
    events = events.sort_values(["date_start", "event_id"], ignore_index=True)
    kept = set(events["event_id"])
    others = {
        name: tables[name][tables[name]["event_id"].isin(kept)].reset_index(drop=True)
        for name in ("participants", "sources")
    }
    return replace(data, events=events, **others)
