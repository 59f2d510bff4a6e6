"""The committed dataset: sound, complete, bilingual, and traceable to the research that it came from."""

from __future__ import annotations

import csv
from pathlib import Path

import timeline
from timeline.paths import project_root
from timeline.validation import validate

DATA = project_root() / "data"
EVIDENCE = {
    "aes_ecowas.yaml": 114, "china_asia.yaml": 81, "eu_multilateral.yaml": 103, "france.yaml": 95,
    "maghreb_africa_mining.yaml": 100, "precoup_south.yaml": 59, "precoup_west.yaml": 83, "russia.yaml": 78,
    "smaller_and_2026.yaml": 72, "turkey_iran_gulf.yaml": 87, "usa_uk_canada.yaml": 77,
}  # fmt: skip


def test_no_record_has_an_error() -> None:
    assert [finding.as_text() for finding in validate() if finding.severity == "error"] == []


def test_every_researched_event_is_accounted_for() -> None:
    with (DATA / "curation.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    counted = {name: [int(row["index"]) for row in rows if row["file"] == name] for name in EVIDENCE}
    assert counted == {name: list(range(count)) for name, count in EVIDENCE.items()}
    ids = {path.stem for path in (DATA / "events").rglob("*.yaml")}
    for row in rows:
        if row["decision"] == "rejected":
            assert row["record"] == ""
            assert row["reason"]
        else:
            assert row["record"] in ids, row
            assert row["decision"] in ("kept", "merged")


def test_every_researched_record_was_read_twice() -> None:
    """What is contributed later may await its reading; data/expectations.yaml says how much of it at most."""
    with (DATA / "curation.csv").open(encoding="utf-8", newline="") as stream:
        researched = {row["record"] for row in csv.DictReader(stream)} - {""}
    events = timeline.load_events().set_index("event_id")
    assert events.loc[sorted(researched), "reviewed_on"].notna().all()


def test_every_value_has_its_row() -> None:
    events = timeline.load_events()
    assert {p for people in events["people"] for p in people} <= set(timeline.load_people()["person"])
    named = {o for organisations in events["organisations"] for o in organisations}
    assert named <= set(timeline.load_organisations()["organisation"])
    assert set(timeline.load_sources()["publisher"]) <= set(timeline.load_publishers()["publisher"])
    assert set(timeline.load_sources()["voice"].dropna()) <= set(timeline.load_publishers()["publisher"])
    assert events.loc[events["place_name"].notna(), "latitude"].notna().all()


def test_stories_can_be_followed() -> None:
    events = timeline.load_events()
    assert events["related"].map(len).sum() >= 200
    spells = timeline.load_spells()
    assert len(spells) >= 30
    assert spells[["start", "end"]].notna().any(axis=1).all()


def test_no_page_of_this_dataset_is_a_local_path() -> None:
    assert not [path for path in Path(DATA).rglob("*.yaml") if "file://" in path.read_text("utf-8")]
