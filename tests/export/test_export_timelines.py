"""Timelines, maps and calendars: the real programs show them, the standards hold, nothing breaks out of a text."""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from icalendar import Calendar

import timeline
from conftest import TODAY
from timeline.build import build
from timeline.export import exported, render
from timeline.export.selection import Selection

CALL = "2024-03-rus-tiani-putin-call"
EVIL = '<img src=x onerror=window.broken=1> & "a"; b, c\\n'
PACKAGES = {"@knight-lab/timelinejs": "3.9.11", "vis-timeline": "8.5.4"}


@pytest.fixture
def hostile(root: Path) -> Selection:
    """The fixture's dataset with a title, an outlet and an address that would run or break out of their place."""
    tables = dict(build(root, today=TODAY).tables.items())
    events, sources = tables["events"].copy(), tables["sources"].copy()
    events.loc[0, ["title_en", "summary_en"]] = [EVIL, EVIL]
    sources.loc[0, ["publisher", "url"]] = [EVIL, 'https://example.org/"><script>window.broken=1</script>']
    return Selection({**tables, "events": events, "sources": sources})


# --- calendars


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_calendar_applications_read_every_event(lang: Any) -> None:
    calendar = Calendar.from_ical(exported("ics", lang=lang))
    events = timeline.load_events(lang=lang).set_index("event_id")
    entries = {str(entry["UID"]).partition("@")[0]: entry for entry in calendar.walk("VEVENT")}
    assert set(entries) == set(events.index)
    for key, entry in entries.items():
        event = events.loc[key]
        start, end = entry["DTSTART"].dt, entry["DTEND"].dt
        assert type(start) is type(end) is date  # all day, no hour
        assert (start, end) == (event["date_start"].date(), event["date_end"].date() + timedelta(days=1))
        assert str(entry["UID"]).endswith("@niger-partner-timeline")
        assert str(entry["URL"]).startswith("http")


def test_calendar_texts_come_back_escaped(hostile: Selection) -> None:
    content = render(hostile, "ics")
    [entry] = [e for e in Calendar.from_ical(content).walk("VEVENT") if str(e["UID"]).startswith(CALL)]
    assert str(entry["SUMMARY"]).replace("“", '"').replace("”", '"') == EVIL
    assert EVIL.replace('"a"', "“a”") in str(entry["DESCRIPTION"])


def test_calendar_lines_are_folded_and_end_as_the_standard_says() -> None:
    content = exported("ics", lang="fr")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    content.decode("utf-8")
    for line in content.split(b"\r\n"):
        line.decode("utf-8")  # no fold inside a character


def test_calendar_is_the_same_every_time_and_ids_are_stable() -> None:
    assert exported("ics", partner="RUS") == exported("ics", partner="RUS")
    french, english = (Calendar.from_ical(exported("ics", partner="RUS", lang=lang)) for lang in ("fr", "en"))
    assert [e["UID"] for e in french.walk("VEVENT")] == [e["UID"] for e in english.walk("VEVENT")]


# --- maps


def test_geojson_holds_every_event_where_it_happened() -> None:
    document = json.loads(exported("geojson"))
    events = timeline.load_events().set_index("event_id")
    assert document["type"] == "FeatureCollection"
    assert [feature["id"] for feature in document["features"]] == events.index.tolist()
    for feature in document["features"]:
        event = events.loc[feature["id"]]
        if feature["geometry"] is None:
            assert pd.isna(event["latitude"])
        else:
            assert feature["geometry"] == {"type": "Point", "coordinates": [event["longitude"], event["latitude"]]}
        assert feature["properties"]["partners"]
    assert {f["id"]: f for f in document["features"]}[CALL]["properties"]["partners"] == {"RUS": "toward"}


def test_geojson_places_count_the_selected_events() -> None:
    document = json.loads(exported("geojson", table="places", partner="RUS", lang="fr"))
    counts = {feature["id"]: feature["properties"]["n_events"] for feature in document["features"]}
    events = timeline.load_events(partner="RUS")
    assert sum(counts.values()) == events["place_name"].notna().sum()
    assert counts["Niamey, NER"] == (events["place_name"] == "Niamey").sum()
    assert len(counts) == len(timeline.load_places())


# --- timelines, as JSON


def test_timelinejs_dates_say_no_more_than_is_known(root: Path) -> None:
    tables = dict(build(root, today=TODAY).tables.items())
    slides = {slide["unique_id"]: slide for slide in json.loads(render(Selection(tables), "timelinejs"))["events"]}
    assert slides[CALL]["start_date"] == {"year": 2024, "month": 3, "day": 26}
    assert slides["2024-05-fra-orano-complaint"]["start_date"] == {"year": 2024, "month": 5}
    assert "end_date" not in slides[CALL]


def test_timelines_escape_what_records_say(hostile: Selection) -> None:
    for form in ("timelinejs", "vis"):
        text = render(hostile, form).decode()
        assert "<img" not in text
        assert "<script" not in text


def test_vis_items_lie_in_groups_and_end_after_their_last_day() -> None:
    document = json.loads(exported("vis", lang="fr"))
    groups = {group["id"]: group for group in document["groups"]}
    nested = [code for group in groups.values() for code in group.get("nestedGroups", [])]
    assert len(nested) == len(set(nested))
    pairs = timeline.load_participants()
    assert [(item["event_id"], item["group"]) for item in document["items"]] == list(
        zip(pairs["event_id"], pairs["partner"], strict=True)
    )
    assert {item["group"] for item in document["items"]} <= set(groups)
    assert all(item["start"] < item["end"] for item in document["items"] if item["type"] == "range")
    assert {item["className"] for item in document["items"]} == {"toward", "away", "neutral"}


# --- timelines, in a browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder with the programs from npm, and its address on this machine."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("chromium") is None:
        pytest.skip("npm and chromium are not both installed")
    folder = tmp_path_factory.mktemp("site")
    (folder / "package.json").write_text("{}", "utf-8")
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    command = [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", *wanted]
    if subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode:
        pytest.skip("npm did not get the packages")
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


def looked_at(site: tuple[Path, str], page: str, look: str) -> tuple[Any, list[str]]:
    """What a script sees on a page once it says that it is ready, and every error on the way."""
    from playwright.sync_api import sync_playwright

    folder, address = site
    (folder / "index.html").write_text(page, "utf-8")
    (folder / "favicon.ico").touch()
    wrong: list[str] = []
    with sync_playwright() as play:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        tab = browser.new_page(viewport={"width": 1200, "height": 700})
        tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.on("requestfailed", lambda request: wrong.append(request.url))
        tab.goto(address)
        tab.wait_for_function("window.ready === true", timeout=90_000)
        seen = tab.evaluate(look)
        assert tab.evaluate("window.broken") is None
        browser.close()
    return seen, wrong


TIMELINEJS = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8">
<link rel="stylesheet" href="node_modules/@knight-lab/timelinejs/dist/css/timeline.css">
<script src="node_modules/@knight-lab/timelinejs/dist/js/timeline.js"></script></head>
<body><div id="here" style="width: 1200px; height: 700px"></div><script>
const options = {{language: "{lang}", script_path: "node_modules/@knight-lab/timelinejs/dist/js/", font: null}};
fetch("timeline.json").then(answer => answer.json()).then(document_ => {{
  const shown = new TL.Timeline("here", document_, options);
  shown.on("ready", () => {{ window.shown = shown; window.ready = true; }});
}});
</script></body></html>"""


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_timelinejs_shows_the_turning_points(site: tuple[Path, str], lang: Any) -> None:
    (site[0] / "timeline.json").write_bytes(exported("timelinejs", significance=3, lang=lang))
    look = """() => [shown.config.events.length, shown.messages ? Object.keys(shown.config.messages.errors).length : 0,
      document.querySelectorAll(".tl-timemarker").length, document.querySelectorAll(".tl-slide").length,
      document.querySelector(".tl-headline-title, .tl-headline").innerText]"""
    (events, errors, markers, slides, headline), wrong = looked_at(site, TIMELINEJS.format(lang=lang), look)
    expected = len(timeline.load_events(significance=3))
    assert (events, errors, markers, slides) == (expected, 0, expected, expected + 1)
    assert headline
    assert wrong == []


def test_timelinejs_runs_nothing_of_a_record(site: tuple[Path, str], hostile: Selection) -> None:
    (site[0] / "timeline.json").write_bytes(render(hostile, "timelinejs"))
    look = "() => [...document.querySelectorAll('.tl-slide img, .tl-slide script')].length"
    assert looked_at(site, TIMELINEJS.format(lang="en"), look) == (0, [])


def test_vis_timeline_shows_every_item(site: tuple[Path, str]) -> None:
    (site[0] / "items.json").write_bytes(exported("vis", lang="fr"))
    page = """<!doctype html><html lang="fr"><head><meta charset="utf-8">
<link rel="stylesheet" href="node_modules/vis-timeline/styles/vis-timeline-graph2d.min.css">
<script src="node_modules/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script></head>
<body><div id="here"></div><script>
fetch("items.json").then(answer => answer.json()).then(data => {
  window.shown = new vis.Timeline(here, new vis.DataSet(data.items), new vis.DataSet(data.groups), {maxHeight: 700});
  shown.on("changed", () => { window.ready = true; });
});
</script></body></html>"""
    look = "() => [shown.itemsData.length, document.querySelectorAll('.vis-label').length]"
    (items, lanes), wrong = looked_at(site, page, look)
    document = json.loads(exported("vis"))
    assert (items, lanes) == (len(document["items"]), len(document["groups"]))
    assert wrong == []
