"""A chart's page in a browser: on a telephone the drawing is as wide as the page, and full size when asked."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from timeline import charts
from timeline.charts.page import completed, page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
TELEPHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
BOX = "() => { const box = document.querySelector('svg.marks').getBoundingClientRect(); return [box.left, box.width]; }"
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, as the system has it."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; `apt-get install chromium` brings one")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture
def show(browser: Browser, small: charts.ChartData, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of a chart; at the end of each test nothing stands in the console."""
    file = tmp_path / "calendar.html"
    file.write_text(completed(page(charts.calendar(small, lang="fr").to_dict(), "fr")), "utf-8")
    complaints: list[str] = []

    def opened(**options: Any) -> Page:
        found = browser.new_context(**options).new_page()
        found.on("console", lambda message: complaints.append(message.text))
        found.on("pageerror", lambda error: complaints.append(str(error)))
        found.goto(file.as_uri())
        found.wait_for_selector("svg.marks")
        return found

    yield opened
    assert complaints == []


def test_a_telephone_shows_the_whole_drawing_and_no_page_scrolls_sideways(show: Open) -> None:
    found = show(**TELEPHONE)
    expect(found.locator("#size")).to_have_text("Taille réelle")
    left, width = found.evaluate(BOX)
    assert left >= 0
    assert left + width <= 390
    assert found.evaluate("document.documentElement.scrollWidth") == 390
    assert found.evaluate("getComputedStyle(document.querySelector('figure + footer p')).fontSize") == "12.8px"


def test_a_tap_enlarges_what_it_points_at_and_the_button_turns_back(show: Open) -> None:
    found = show(**TELEPHONE)
    full = float(found.get_attribute("svg.marks", "width") or 0)
    left, fitted = found.evaluate(BOX)
    at = left + fitted * 0.6
    found.touchscreen.tap(at, found.locator("svg.marks").bounding_box()["y"] + 60)
    expect(found.locator("#size")).to_have_attribute("aria-pressed", "true")
    left, width = found.evaluate(BOX)
    assert width == pytest.approx(full, abs=1)
    assert left + width * 0.6 == pytest.approx(at, abs=2)
    assert found.evaluate("document.documentElement.scrollWidth") == 390
    found.evaluate("scrollTo(0, 0)")
    found.tap("#size")
    expect(found.locator("#size")).to_have_attribute("aria-pressed", "false")
    assert found.evaluate(BOX)[1] == pytest.approx(fitted, abs=1)


def test_a_wide_window_shows_the_full_size_and_no_button(show: Open) -> None:
    found = show(viewport={"width": 1400, "height": 900})
    expect(found.locator("#size")).to_be_hidden()
    assert found.evaluate(BOX)[1] == pytest.approx(float(found.get_attribute("svg.marks", "width") or 0), abs=1)
