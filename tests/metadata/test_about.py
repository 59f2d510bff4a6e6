"""data/dataset.yaml, the one place: it agrees with the data, and everything generated agrees with it."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
import yaml_rs

import timeline
from timeline.about import load_about, read_about
from timeline.errors import TimelineError
from timeline.paths import project_root
from timeline.storage import read_metadata

ROOT = project_root()
ABOUT = load_about()
TEXT = (ROOT / "data" / "dataset.yaml").read_text("utf-8")


def test_coverage_is_that_of_the_data() -> None:
    events = timeline.load_events()
    assert ABOUT.temporal.start <= events["date_start"].min().date()
    assert events["date_start"].min().year == ABOUT.temporal.start.year
    assert events["date_end"].max().date() <= ABOUT.temporal.end
    coverage = yaml_rs.loads((ROOT / "data" / "coverage.yaml").read_text("utf-8"), parse_datetime=False)
    assert date.fromisoformat(coverage["systematic"]["end"]) == ABOUT.temporal.end


def test_the_box_holds_the_places_of_the_country() -> None:
    south, west, north, east = ABOUT.spatial.box
    places = timeline.load_places()
    inside = places[places["country"] == ABOUT.spatial.code]
    assert len(inside) > 20
    assert inside["latitude"].between(south, north).all()
    assert inside["longitude"].between(west, east).all()


def test_every_file_tells_the_same_version() -> None:
    for path in (ROOT / "data").glob("*.parquet"):
        assert read_metadata(path)["data_version"] == ABOUT.version, path.name
    for name in ("datapackage.json", "croissant.json"):
        assert json.loads((ROOT / "data" / name).read_text("utf-8"))["version"] == ABOUT.version
    assert timeline.data_version == ABOUT.version


@pytest.mark.parametrize(
    ("changelog", "version"), [("CHANGELOG.md", timeline.__version__), ("data/CHANGELOG.md", ABOUT.version)]
)
def test_changelogs_end_in_the_version_at_hand(changelog: str, version: str) -> None:
    headings = re.findall(r"^## \[(.+?)\](?: - (\d{4}-\d{2}-\d{2}))?$", (ROOT / changelog).read_text("utf-8"), re.M)
    assert headings[0] == ("Unreleased", "")
    assert headings[1][0] == version
    days = [day for _, day in headings[1:]]
    assert days == sorted(days, reverse=True)
    assert all(date.fromisoformat(day) for day in days)


def test_the_data_changelog_gives_the_day_of_the_release() -> None:
    assert f"## [{ABOUT.version}] - {ABOUT.released.isoformat()}" in (ROOT / "data/CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("version: 0.1.0", "version: 1.0", "version"),
        ("version: 0.1.0", "version: 01.0.0", "version"),
        ("doi: null", "doi: https://doi.org/10.5281/zenodo.1", "doi"),
        ("url: null", "url: http://example.org", "url"),
        ("url: null", "urls: null", "urls"),
        ("name: The timeline contributors", "given: Ada", "no name"),
        ("released: 2026-11-27", "released: soon", "released"),
    ],
)
def test_a_slip_in_it_is_named(old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(TimelineError, match=message):
        read_about(TEXT.replace(old, new))
