"""The explorer in a browser: filters, permalinks, languages, keys, downloads, hostile input, accessibility."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from explorer_data import MANY, repeated, rows
from playwright.sync_api import Browser, Page, expect, sync_playwright

from timeline.export.to_csv import neutralised
from timeline.report import Picture, ReportData, explorer
from timeline.report.figures import counts
from timeline.report.words import LANGS, WORDS

Open = Callable[..., Page]
CALL = "2024-03-rus-tiani-putin-call"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="module")
def data() -> ReportData:
    """The built dataset."""
    return ReportData.load()


@pytest.fixture(scope="module")
def page_text(data: ReportData) -> str:
    """The explorer of the built dataset, with one small picture in each language."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
    pictures = [
        Picture("momentum", "en", svg, "A chart", "Bars."), Picture("momentum", "fr", svg, "Un graphique", "Barres."),
    ]  # fmt: skip
    return explorer(data, pictures=pictures)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, as the system has it."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; `apt-get install chromium` brings one")
    with sync_playwright() as playwright:
        # a pause after each step, as people make: the page draws when the browser next paints
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, slow_mo=30)
        yield running
        running.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page's text from disk and waits until it is ready.

    At the end of each test: nothing was asked of any host, nothing was written to the console, no script failed."""
    context = None
    complaints: list[str] = []
    requests: list[str] = []

    def opened(text: str, fragment: str = "", *, lang: str = "en", width: int = 1300, **options: Any) -> Page:
        nonlocal context
        file = tmp_path / "index.html"
        file.write_text(text, "utf-8")
        context = browser.new_context(
            locale=lang, viewport={"width": width, "height": 900}, accept_downloads=True, **options
        )
        context.on("request", lambda request: requests.append(request.url))
        context.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        page = context.new_page()
        page.goto(file.as_uri() + fragment)
        page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield opened
    assert context is not None
    context.close()
    own = (tmp_path / "index.html").as_uri()
    assert [url for url in requests if not url.startswith((own, "blob:null/"))] == []
    assert complaints == []


def results(page: Page) -> int:
    """How many events the page says it shows."""
    page.wait_for_timeout(350)  # the pause of the search, and a frame
    return int(re.sub(r"\D", "", re.findall(r"[\d,\u202f]+", page.inner_text("#result"))[0]))


def choose(page: Page, facet: str, code: str) -> None:
    page.locator(f'#facet-{facet} input[value="{code}"]').check()


# filters


def test_filters_are_linked_and_count_what_they_show(show: Open, page_text: str, data: ReportData) -> None:
    page = show(page_text)
    pairs: Any = data.participants
    assert results(page) == len(data.events)
    choose(page, "partner", "RUS")
    russian = set(pairs.loc[pairs["partner"] == "RUS", "event_id"])
    assert results(page) == len(russian)
    choose(page, "orientation", "away")
    away = set(pairs.loc[(pairs["partner"] == "RUS") & (pairs["orientation"] == "away"), "event_id"])
    assert results(page) == len(away)  # the pair with Russia moves away, not any other of the event
    choose(page, "orientation", "toward")
    page.locator("#facet-orientation input[value=away]").uncheck()
    toward = set(pairs.loc[(pairs["partner"] == "RUS") & (pairs["orientation"] == "toward"), "event_id"])
    page.locator("details.facet", has=page.locator("#facet-domain")).locator("summary").click()
    choose(page, "domain", "security")
    events: Any = data.events[data.events["event_id"].isin(toward)]
    secure = events[events["domains"].map(lambda domains: "security" in domains)]
    assert results(page) == len(secure)
    choice = page.locator('#facet-type label:has(input[value="CONSULT"]) .count')
    assert int(choice.text_content() or "") == (secure["event_type"] == "CONSULT").sum()
    assert page.locator("#chips button").count() == 3
    assert page.locator("#lane-names li").count() >= 1
    page.locator("#clear").click()
    assert results(page) == len(data.events)
    assert page.locator("#chips button").count() == 0


def test_bloc_and_type_filters_and_buttons_of_the_charts(show: Open, page_text: str, data: ReportData) -> None:
    page = show(page_text)
    west = set(data.participants.loc[data.participants["bloc"] == "west", "event_id"])
    page.locator('#blocs button[data-code="west"]').click()
    assert results(page) == len(west)
    assert page.locator('#blocs button[data-code="west"]').get_attribute("aria-pressed") == "true"
    page.locator('#blocs button[data-code="west"]').click()
    page.locator('#lane-names button[data-code="FRA"]').click()
    assert results(page) == data.participants.loc[data.participants["partner"] == "FRA", "event_id"].nunique()
    assert page.locator("#lane-names li").count() == 1


def test_search_finds_without_accents_and_in_both_languages(show: Open, page_text: str, data: ReportData) -> None:
    page = show(page_text)
    page.fill("#search", "téléphonique poutine")
    french = results(page)
    page.fill("#search", "TELEPHONIQUE Poutine")
    assert results(page) == french >= 1
    page.fill("#search", "no such words anywhere")
    assert results(page) == 0
    expect(page.locator("#none")).to_be_visible()
    expect(page.locator("#table-frame")).to_be_hidden()
    page.fill("#search", "")
    assert results(page) == len(data.events)


def test_the_span_by_preset_by_pointer_and_by_keys(show: Open, page_text: str, data: ReportData) -> None:
    page = show(page_text)
    since = int((data.events["date_end"] >= "2023-07-26").sum())
    page.locator("#span-since").click()
    assert results(page) == since
    page.locator("#span-all").click()
    box = page.locator("#overview").bounding_box()
    assert box
    page.locator("#overview").scroll_into_view_if_needed()
    box = page.locator("#overview").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 80)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 80, steps=4)
    page.mouse.up()
    few = results(page)
    assert 0 < few < len(data.events)
    page.locator("#span-all").click()
    slider = page.locator("#brush-from")
    slider.focus()
    # the page draws when the browser next paints: expect() waits for it
    expect(slider).to_have_attribute("aria-valuetext", "January 2008")
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "February 2008")
    page.keyboard.press("PageUp")
    expect(slider).to_have_attribute("aria-valuetext", "February 2009")
    page.keyboard.press("End")
    expect(slider).to_have_attribute("aria-valuetext", page.locator("#brush-to").get_attribute("aria-valuetext") or "")
    assert 0 < results(page) < few


def test_handles_stand_under_the_span(show: Open, page_text: str) -> None:
    page = show(page_text, "#?from=2012-03-01&to=2023-07-31")
    results(page)
    brush = page.locator("#overview rect.brush").bounding_box()
    track = page.locator("#brush-from").bounding_box()
    assert brush
    assert track
    for slider, edge in (("#brush-from", brush["x"]), ("#brush-to", brush["x"] + brush["width"])):
        value = int(page.locator(slider).input_value()) / 10_000
        assert track["x"] + 12 + value * (track["width"] - 24) == pytest.approx(edge, abs=2)
    # taking a handle where it stands moves nothing
    before = page.url
    page.locator("#brush-from").dispatch_event("input")
    page.locator("#brush-to").dispatch_event("input")
    results(page)
    assert page.url == before


def test_a_filtered_view_has_an_address(show: Open, page_text: str, data: ReportData) -> None:
    page = show(page_text, "#?partner=RUS,FRA&from=2023-07-26&q=niger")
    count = results(page)
    assert 0 < count < len(data.events)
    assert page.locator("#chips button").count() == 4
    page.locator("#chips button").first.click()
    assert results(page) > count
    assert "#?" in page.url
    assert "q=" not in page.url


def test_table_sorts_and_turns_its_pages(show: Open, page_text: str, data: ReportData) -> None:
    page = show(page_text)
    assert page.locator("#rows tr").count() == 50
    newest = data.events.sort_values(["date_start", "date_end", "event_id"]).iloc[-1]
    assert page.locator("#rows a").first.get_attribute("href") == f"#{newest['event_id']}"
    page.locator("#sort-date").click()
    assert page.locator("#rows a").first.get_attribute("href") == f"#{data.events['event_id'].iloc[0]}"
    assert page.locator('th[aria-sort="ascending"]').count() == 1
    page.locator("#page-after").click()
    assert page.inner_text("#page-text").startswith("Page 2 of ")
    page.locator("#sort-significance").click()
    assert page.locator("#rows td.weight").first.inner_text() == "turning point"


# one event


def test_permalink_opens_the_event_with_all_that_is_known(show: Open, page_text: str, data: ReportData) -> None:
    page = show(page_text, f"#{CALL}")
    event: Any = data.events.set_index("event_id").loc[CALL]
    panel = page.locator("#panel")
    expect(panel).to_be_visible()
    text = panel.inner_text().replace("\u00a0", " ")
    for part in (event["title_en"], event["summary_en"], event["title_fr"], event["summary_fr"], "Consult", "phone"):
        assert part in text
    sources = data.sources[data.sources["event_id"] == CALL]
    links = panel.locator(".sources a").all()
    assert [link.get_attribute("href") for link in links] == sources["url"].tolist()
    for link in links:
        assert {"noopener", "noreferrer"} <= set((link.get_attribute("rel") or "").split())
        assert link.get_attribute("target") == "_blank"
    assert page.evaluate("document.activeElement.id") == "panel-title"
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert "#" not in page.url


def test_related_events_lead_both_ways(show: Open, page_text: str, data: ReportData) -> None:
    source = next(row for row in data.events.itertuples() if len(row.related))
    target = source.related[0]["event_id"]
    page = show(page_text, f"#{target}")
    back = page.locator(f'#panel .links a[href="#{source.event_id}"]')
    assert back.count() == 1
    back.click()
    expect(page.locator("#panel-title")).to_have_text(source.title_en)
    assert page.url.endswith(f"#{source.event_id}")
    assert page.locator(f'#panel .links a[href="#{target}"]').count() == 1
    page.go_back()
    expect(page.locator("#panel-link")).to_have_text(target)


def test_presences_that_begin_or_end(show: Open, page_text: str, data: ReportData) -> None:
    event = next(row for row in data.events.itertuples() if len(row.starts))
    spell: Any = data.spells.set_index("spell_id").loc[event.starts[0]]
    page = show(page_text, f"#{event.event_id}")
    assert spell["name_en"] in page.inner_text("#panel")


def test_former_and_unknown_ids(show: Open, data: ReportData) -> None:
    some = rows(data, [CALL])
    events = some.events.assign(former_ids=[["2024-03-rus-old-name"]])
    page = show(explorer(replace(some, events=events)), "#2024-03-rus-old-name")
    expect(page.locator("#panel-link")).to_have_text(CALL)
    assert page.url.endswith(f"#{CALL}")
    page.keyboard.press("Escape")
    page.evaluate("location.hash = 'never-was'")
    expect(page.locator("#unknown")).to_contain_text("never-was")
    expect(page.locator("#panel")).to_be_hidden()


# language


_STRINGS = """() => {
  const found = [];
  const data = '[dir=auto], bdi, code, figure, script, style, title, noscript, #panel-link, [data-lang], [data-choose]';
  const skip = (element) => element.closest(data)
    || element.closest('[lang]').lang !== document.documentElement.lang;
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    if (text && !skip(walker.currentNode.parentElement)) found.push(text);
  }
  for (const element of document.querySelectorAll('*'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext', 'content'])
      if (element.hasAttribute(name) && !skip(element) && !element.matches('meta:not([name=description])'))
        found.push(element.getAttribute(name));
  return [...found, document.title];
}"""


def everything_said(page: Page) -> set[str]:
    """All words that the page shows in its states, in its attributes too; the records' own text left out."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    said = set(page.evaluate(_STRINGS))
    choose(page, "partner", "FRA")
    page.locator("#span-since").click()
    page.fill("#search", "uranium")
    results(page)
    page.locator("#lanes").focus()
    page.keyboard.press("ArrowLeft")
    said |= set(page.evaluate(_STRINGS))
    for fragment in ("#2023-12-fra-troop-withdrawal-completed", f"#{CALL}", "#never-was"):
        page.evaluate(f"location.hash = {json.dumps(fragment)}")
        page.wait_for_timeout(100)
        said |= set(page.evaluate(_STRINGS))
    page.fill("#search", "zzzz")
    results(page)
    return said | set(page.evaluate(_STRINGS))


def _pattern(text: str) -> str:
    return re.sub(r"\\\{\w+\\\}", "(.+)", re.escape(text))


@pytest.mark.parametrize("lang", LANGS)
def test_no_word_of_the_other_language_stays(show: Open, page_text: str, lang: str) -> None:
    other = LANGS[1 - LANGS.index(lang)]
    page = show(page_text, lang=other)
    assert page.evaluate("document.documentElement.lang") == other
    page.locator(f'[data-choose="{lang}"]').click()
    assert page.evaluate("document.documentElement.lang") == lang
    assert page.title() == WORDS["title"][lang]
    vocabulary = _embedded(page_text)["vocabulary"]
    terms = [term[kind] for values in vocabulary.values() for term in values.values() for kind in term]
    pairs = [(words["en"], words["fr"]) for words in WORDS.values()] + [tuple(term) for term in terms]
    mine = {pair[LANGS.index(lang)] for pair in pairs}
    foreign = {pair[LANGS.index(other)] for pair in pairs} - mine
    forms = [form for text in foreign for form in text.split("|")]
    wrong = re.compile(
        "|".join(_pattern(form) for form in forms if re.search(r"[^\W\d_]{2}", re.sub(r"\{\w+\}|to|de|of", "", form)))
    )
    left = [text for text in everything_said(page) if wrong.fullmatch(text)]
    assert left == []


def test_an_address_can_ask_for_a_language(show: Open, page_text: str) -> None:
    page = show(page_text, f"?lang=fr#{CALL}")
    assert page.title() == WORDS["title"]["fr"]
    expect(page.locator("#panel-close")).to_have_text(WORDS["close"]["fr"])
    page.keyboard.press("Escape")
    page.locator('[data-choose="en"]').click()
    assert page.title() == WORDS["title"]["en"]


def test_every_word_comes_from_a_list(show: Open, page_text: str) -> None:
    """In a made-up language whose words, labels and dates stand in brackets, nothing stands outside brackets."""
    data = _embedded(page_text)

    def bracketed(value: Any) -> Any:
        if isinstance(value, list) and len(value) == 2 and all(isinstance(text, str) for text in value):
            return [value[0], "|".join(f"⟦{form}⟧" for form in value[1].split("|"))]
        if isinstance(value, dict):
            return {key: bracketed(inner) for key, inner in value.items()}
        return value

    for part in ("words", "vocabulary", "partners", "people", "figures"):
        data[part] = bracketed(data[part])
    for event in data["events"]:
        event |= {"date": bracketed(event["date"])} | ({"place": bracketed(event["place"])} if "place" in event else {})
    names = data["locale"]["fr"]
    data["locale"]["fr"] = {key: [f"⟦{month}⟧" for month in months] for key, months in names.items()}
    page = show(_with_data(page_text, data), lang="fr")
    said = everything_said(page)
    assert {text for text in said if re.search(r"[^\W\d_]{2}", _outside(text))} <= {"uranium", "zzzz"}


def _outside(text: str) -> str:
    """What of a text stands outside brackets."""
    before = None
    while before != text:
        before, text = text, re.sub(r"⟦[^⟦⟧]*⟧", "", text)
    return text


def _embedded(text: str) -> Any:
    [found] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    return json.loads(found)


def _with_data(text: str, data: Any) -> str:
    from timeline.report.page import safe_json

    head, rest = text.split('<script type="application/json" id="data">')
    return f'{head}<script type="application/json" id="data">{safe_json(data)}{rest[rest.index("</script>") :]}'


# keys


def test_a_walk_by_keyboard_alone(show: Open, page_text: str, data: ReportData) -> None:
    page = show(page_text)
    press = page.keyboard.press
    focused = "document.activeElement"
    press("Tab")
    assert page.evaluate(f"{focused}.className") == "skip"
    press("Enter")
    assert page.evaluate(f"{focused}.id") == "events"
    page.evaluate("history.replaceState(null, '', location.pathname)")
    page.locator("#search").focus()
    page.keyboard.type("putin")
    found = results(page)
    assert 0 < found < len(data.events)
    page.locator("#facet-orientation input").first.focus()
    press("Space")
    assert results(page) < found
    page.locator("#lanes").focus()
    press("ArrowLeft")
    expect(page.locator("#tip")).to_be_visible()
    first = page.inner_text("#tip strong")
    assert page.locator("#said strong").text_content() == first
    press("ArrowLeft")
    assert page.inner_text("#tip strong") != first
    press("Enter")
    expect(page.locator("#panel")).to_be_visible()
    for _ in range(60):  # the panel keeps the focus
        press("Tab")
        assert page.evaluate(f"{focused} === document.body || Boolean({focused}.closest('#panel'))")
    press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    assert page.evaluate(f"{focused}.id") == "lanes"
    page.locator("#rows a").first.focus()
    press("Enter")
    expect(page.locator("#panel")).to_be_visible()


# files


def downloaded(page: Page) -> list[dict[str, str]]:
    with page.expect_download() as info:
        page.locator("#csv").click()
    content = Path(info.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert info.value.suggested_filename.endswith(".csv")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_holds_the_filtered_rows(show: Open, page_text: str, data: ReportData) -> None:
    page = show(page_text)
    choose(page, "partner", "IRN")
    results(page)
    found = downloaded(page)
    events: Any = data.events.set_index("event_id")
    iran = data.participants.loc[data.participants["partner"] == "IRN", "event_id"]
    assert {row["event_id"] for row in found} == set(iran)
    for row in found:
        event = events.loc[row["event_id"]]
        assert row["title_fr"] == event["title_fr"]
        assert float(row["plover_score"]) == event["plover_score"]
        assert row["domains"].split(";") == list(event["domains"])
        assert any(pair.startswith("IRN:") for pair in row["partners"].split(";"))


def test_picture_is_shown_and_saved(show: Open, page_text: str) -> None:
    page = show(page_text, lang="fr")
    page.locator("#gallery").scroll_into_view_if_needed()
    expect(page.locator("#gallery img")).to_have_js_property("naturalWidth", 40)
    assert page.locator("#gallery img").get_attribute("alt") == "Barres."
    with page.expect_download() as info:
        page.locator("#gallery button").click()
    assert info.value.suggested_filename == "momentum.fr.svg"
    assert Path(info.value.path()).read_bytes().startswith(b"<svg")


# hostile input

HOSTILE = [
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 1</script>",
    "<!--<script>window.hacked = 1",
    "<img src=x onerror='window.hacked = 1'>",
    "\"'><svg onload=window.hacked=1>",
    "{{ 7 * 7 }} ${window.hacked = 1} &lt;b&gt;",
    "\u202eتطلب النيجر\u202c شراكة جديدة",
    '=HYPERLINK("http://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "'=1+1",
    "－2+3",
    "\t=1+1",
    "\u2028line\u2029ends",
]
ADDRESSES = [
    "javascript:window.hacked=1", "JaVaScRiPt:window.hacked=1", "\tjavascript:window.hacked=1",
    "data:text/html,<script>window.hacked=1</script>", 'https://example.org/"onmouseover="window.hacked=1',
    "vbscript:x", "file:///etc/passwd", "//example.org/x", "not an address", "https://example.org/a?b=<c>&d='e'",
    "https://example.org/ok",
    "https://example.org/'", "http:\n//example.org", "blob:https://example.org/x",
]  # fmt: skip


@pytest.fixture(scope="module")
def hostile(data: ReportData) -> ReportData:
    """As many events as there are hostile texts, each full of its own."""
    ids = data.events["event_id"].head(len(HOSTILE)).tolist()
    some = rows(data, ids)
    texts = pd.Series(HOSTILE)
    events = some.events.assign(
        **dict.fromkeys(("title_en", "title_fr", "summary_en", "summary_fr", "note"), texts),
        people=[[text] for text in HOSTILE],
        organisations=[[text] for text in HOSTILE],
        former_ids=[[text] for text in HOSTILE],
    )
    sources = some.sources.drop_duplicates("event_id").reset_index(drop=True)
    sources = sources.assign(
        url=ADDRESSES, publisher=texts, title=texts, agency=texts, archive_url=ADDRESSES, published_edtf=texts
    )
    partners = some.partners.assign(name_en=some.partners["name_en"] + HOSTILE[0])
    return replace(some, events=events, sources=sources, partners=partners)


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_records_stay_text(show: Open, hostile: ReportData, lang: str) -> None:
    page = show(explorer(hostile, figures=counts(hostile)), lang=lang)
    titles = page.locator("#rows a").all_text_contents()
    assert sorted(titles) == sorted(HOSTILE)
    for event_id, text, address in zip(hostile.events["event_id"], HOSTILE, ADDRESSES, strict=True):
        page.evaluate(f"location.hash = {json.dumps(event_id)}")
        expect(page.locator("#panel-link")).to_have_text(event_id)
        assert page.locator("#panel-title").text_content() == text
        assert page.locator("#panel .summary").text_content() == text
        links = page.locator("#panel .sources a").evaluate_all("all => all.map(one => one.href)")
        assert all(re.match(r"https?://example\.org/", link) for link in links)
        assert bool(links) == bool(re.match("https?:", address))
        page.mouse.move(900, 500)
    assert page.evaluate("window.hacked") is None
    assert page.locator("script").count() == 4
    assert page.locator("#rows svg, #rows img, #panel svg, #panel img").count() == 0
    assert page.evaluate(
        "[...document.querySelectorAll('*')].every(e => [...e.attributes].every(a => !/^on/.test(a.name)))"
    )


def test_hostile_cells_are_no_formulas(show: Open, hostile: ReportData) -> None:
    page = show(explorer(hostile, figures=counts(hostile)))
    found = {row["event_id"]: row for row in downloaded(page)}
    for event_id, text in zip(hostile.events["event_id"], HOSTILE, strict=True):
        assert found[event_id]["title_en"] == neutralised(text)  # as `timeline export csv` writes it


def test_hostile_addresses_of_the_page(show: Open, page_text: str) -> None:
    page = show(page_text, "#?partner=%3Cscript%3E&q=%3Cimg%20src%3Dx%3E&from=nonsense&bloc=__proto__")
    assert results(page) == 0
    for fragment in ("#%", "#%3Cscript%3Ewindow.hacked=1%3C/script%3E", "#?q=%E0%A4%A", "#constructor", "#?"):
        page.evaluate(f"location.hash = {json.dumps(fragment)}")
        page.wait_for_timeout(60)
    assert page.evaluate("window.hacked") is None


def test_the_page_can_reach_nothing(browser: Browser, page_text: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(page_text, "utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    blocked = page.evaluate(
        "async () => { const seen = [];"
        "addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));"
        "await fetch('https://example.org/').catch(() => {}); new Image().src = 'https://example.org/a.png';"
        "try { document.body.insertAdjacentHTML('beforeend', '<b>x</b>') } catch {}"
        "await new Promise((done) => setTimeout(done, 200)); return seen; }"
    )
    page.close()
    assert {"connect-src", "img-src", "require-trusted-types-for"} <= set(blocked)


# size, paper, accessibility


def test_ten_thousand_events_remain_usable(show: Open, data: ReportData) -> None:
    many = repeated(data, MANY)
    page = show(explorer(many, figures=counts(many)))
    assert results(page) == MANY
    assert page.locator("#rows tr").count() == 50
    page.fill("#search", "putin")
    assert 0 < results(page) < MANY
    page.fill("#search", "")
    choose(page, "partner", "RUS")
    russian = many.participants.loc[many.participants["partner"] == "RUS", "event_id"].nunique()
    assert results(page) == russian
    page.locator("#rows a").first.click()
    expect(page.locator("#panel")).to_be_visible()


def test_paper_gets_all_rows_and_no_controls(show: Open, page_text: str) -> None:
    page = show(page_text, "#?partner=CHN")
    count = results(page)
    assert count > 50
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#rows tr").count() == count
    expect(page.locator("aside.side")).to_be_hidden()
    expect(page.locator("#csv")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#rows tr").count() == 50


@pytest.mark.parametrize("width", [1400, 800, 390])
def test_nothing_sticks_out(show: Open, page_text: str, width: int) -> None:
    page = show(page_text, lang="fr", width=width)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_nothing_serious(show: Open, page_text: str, lang: str, scheme: Any) -> None:
    page = show(page_text, lang=lang, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    choose(page, "partner", "FRA")
    page.locator("#span-since").click()
    results(page)
    assert serious(page) == []
    page.evaluate(f"location.hash = {json.dumps(CALL)}")
    expect(page.locator("#panel")).to_be_visible()
    assert serious(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_switch_turns_the_theme(show: Open, page_text: str, scheme: Any) -> None:
    page = show(page_text, color_scheme=scheme)
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    assert page.locator("#theme").get_attribute("aria-pressed") == str(scheme == "dark").lower()
    page.locator("#theme").click()
    assert page.evaluate(ground) != before
    assert serious(page) == []
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.evaluate(ground) != before


def serious(page: Page) -> list[str]:
    """What axe-core calls serious or critical, with where it is."""
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
