"""The dataset's promises: kept by the committed tables, and broken loudly where something is lost."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from conftest import TODAY
from timeline.build import build
from timeline.errors import BrokenExpectationsError
from timeline.expectations import broken, hold, read_expectations
from timeline.paths import project_root
from timeline.records.reader import read_records
from timeline.reference import read_reference
from timeline.tables.make import Tables, make_tables


@pytest.fixture(scope="module")
def tables() -> Tables:
    """The real dataset's tables."""
    data = project_root() / "data"
    reference, findings = read_reference(data / "reference")
    assert findings == []
    return make_tables(read_records([data / "events"]).entries, reference)


def test_the_dataset_keeps_its_promises(tables: Tables) -> None:
    assert list(broken(tables, read_expectations(project_root() / "data" / "expectations.yaml"))) == []


def test_lost_events_are_noticed(tables: Tables) -> None:
    file = project_root() / "data" / "expectations.yaml"
    halved = dataclasses.replace(tables, events=tables.events.iloc[::2], participants=tables.participants.iloc[::2])
    with pytest.raises(BrokenExpectationsError, match="at least"):
        hold(halved, file)


def test_a_build_that_breaks_a_promise_writes_nothing(root: Path) -> None:
    (root / "data" / "expectations.yaml").write_text(
        "events: 4\nevents_per_year: {'2024': 1}\nevents_per_partner: {RUS: 1}\nspells: 1\nlinks: 1\n"
        "share_two_or_more_publishers: 0.1\nshare_day_or_interval: 0.5\nshare_reviewed: 0.1\n"
    )
    with pytest.raises(BrokenExpectationsError, match="3 events, at least 4 expected"):
        build(root, today=TODAY)
    assert not (root / "data" / "events.parquet").exists()
