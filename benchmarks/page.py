"""The explorer in Chromium: weight, time until it can be used, time of a filter, against a bare page of its data."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from playwright.sync_api import Browser, sync_playwright

from benchmarks.measure import Row, compare
from timeline.pages.measured import Text
from timeline.paths import project_root
from timeline.report import ReportData, explorer
from timeline.report.figures import counts
from timeline.report.page import safe_json
from timeline.report.payload import payload
from timeline.report.pictures import read_pictures

MANY = 10_000
_ROUNDS = 5
_SAME: Text = ["the same", "de même"]
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
# what anybody would write first: the data, and a table of all titles
_BARE = """<!doctype html><meta charset="utf-8"><table id="rows"></table>
<script type="application/json" id="data">{data}</script>
<script>
for (const event of JSON.parse(document.getElementById("data").textContent).events)
  document.getElementById("rows").insertRow().insertCell().textContent = event.title[0];
performance.mark("ready");
</script>"""
_FILTER = """async () => {
  const box = document.querySelector("#facet-partner input");
  const start = performance.now();
  box.click();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return (performance.now() - start) / 1000;
}"""
_HIDE = """async () => {
  const start = performance.now();
  for (const row of document.querySelectorAll("#rows tr")) row.hidden = !row.textContent.includes("France");
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return (performance.now() - start) / 1000;
}"""


def many_events(data: ReportData, count: int = MANY) -> ReportData:
    """The dataset's own events over and over, under ids of their own."""
    copies = range(count // len(data.events) + 1)

    def copied(table: pd.DataFrame) -> pd.DataFrame:
        return pd.concat([table.assign(event_id=table["event_id"] + f"-{n}") for n in copies], ignore_index=True)

    events = copied(data.events).head(count).sort_values(["date_start", "event_id"], ignore_index=True)
    parts = {name: copied(getattr(data, name)) for name in ("participants", "sources")}
    kept = {name: table[table["event_id"].isin(set(events["event_id"]))] for name, table in parts.items()}
    return replace(data, events=events, **{name: table.reset_index(drop=True) for name, table in kept.items()})


def rows() -> Iterator[Row]:
    """At the dataset's size and at 10,000 events."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("page: no Chromium on this machine, not measured", file=sys.stderr)
        return
    data = ReportData.load()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        for some, weight in ((data, "≤ 4 MB"), (many_events(data), "")):
            pictures = list(read_pictures(project_root() / "reports"))
            ours, bare = Path(folder) / "index.html", Path(folder) / "bare.html"
            ours.write_text(explorer(some, pictures=pictures, figures=counts(some)), "utf-8")
            bare.write_text(_BARE.format(data=safe_json(payload(some, {}))), "utf-8")
            what = f"{len(some.events):,}"
            sizes = [file.stat().st_size / 1e6 for file in (ours, bare)]
            yield compare(
                [f"weight of the explorer, {what} events", f"poids de l'explorateur, {what} événements"],
                ["a bare page of the data", "une page nue des données"], *sizes, weight, unit="MB",
            )  # fmt: skip
            times = [best(browser, file) for file in (ours, bare)]
            usable, filtered = zip(*times, strict=True)
            yield compare(["until it can be used", "avant de pouvoir s'en servir"], _SAME, *usable, "≤ 2 s")
            yield compare(["a partner filtered for", "filtrer un partenaire"], _SAME, *filtered, "≤ 0.2 s")
        browser.close()


def best(browser: Browser, file: Path) -> tuple[float, float]:
    """The best seconds of several rounds: from the address to a page that can be used, and of a filter on it."""
    opened: list[float] = []
    chosen: list[float] = []
    for _ in range(_ROUNDS):
        page: Any = browser.new_page()
        page.goto(file.as_uri())
        ready = "() => performance.getEntriesByName('ready')[0]?.startTime"
        while (milliseconds := page.evaluate(ready)) is None:
            page.wait_for_timeout(20)
        opened.append(milliseconds / 1000)
        chosen.append(page.evaluate(_FILTER if file.name == "index.html" else _HIDE))
        page.close()
    return min(opened), min(chosen)
