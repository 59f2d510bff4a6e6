"""The page's text: whole, small, the same each time, closed to scripts from outside; its words complete."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from timeline import charts
from timeline.charts.theme import ORIENTATION_COLOURS
from timeline.cli import app
from timeline.metadata.schema_org import dataset_jsonld
from timeline.pages import BLOCKS, Facts
from timeline.paths import project_root
from timeline.report import Picture, ReportData, explorer
from timeline.report.colours import contrast, mixed, variables
from timeline.report.figures import headline_figures
from timeline.report.page import _MODULES, inlined_script, safe_json
from timeline.report.payload import payload
from timeline.report.pictures import read_pictures
from timeline.report.words import WORDS

ASSETS = files("timeline.report") / "assets"
CALL = "2024-03-rus-tiani-putin-call"


@pytest.fixture(scope="module")
def data() -> ReportData:
    """The built dataset."""
    return ReportData.load()


@pytest.fixture(scope="module")
def page_text(data: ReportData) -> str:
    """The explorer of the built dataset."""
    return explorer(data)


def embedded(page: str, name: str) -> Any:
    [text] = re.findall(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    return json.loads(text)


def test_same_tables_same_bytes(data: ReportData, page_text: str) -> None:
    pictures = [Picture("a", "en", b"<svg/>", "A", "B")]
    assert explorer(data, pictures=pictures) == explorer(ReportData.load(), pictures=pictures)
    assert len(page_text.encode()) < 3_300_000  # of 4 MB, so that the charts have room


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_effective_number_stands_with_its_caveat_in_the_words_of_readme(page_text: str, lang: str) -> None:
    figures = embedded(page_text, "data")["figures"]
    sentence = figures["caveat"][["en", "fr"].index(lang)].translate({0xA0: " ", 0x202F: " "})
    readme = BLOCKS["finding"](Facts.load(project_root()), lang).replace("\u00a0", " ")
    assert readme.endswith(f"; {sentence[0].lower()}{sentence[1:]}")


def test_without_partners_beside_the_sahel_alliance_there_is_no_caveat(data: ReportData) -> None:
    alone = data.participants[data.participants["bloc"] == "aes"]
    figures = headline_figures(replace(data, participants=alone))
    assert "diversity" in figures
    assert "caveat" not in figures


def test_every_event_and_source_is_on_the_page(data: ReportData, page_text: str) -> None:
    events = embedded(page_text, "data")["events"]
    assert [event["id"] for event in events] == data.events["event_id"].tolist()
    assert sum(len(event["sources"]) for event in events) == len(data.sources)
    assert sum(len(event["partners"]) for event in events) == len(data.participants)


def test_one_event_in_full(data: ReportData) -> None:
    [event] = [event for event in payload(data, {})["events"] if event["id"] == CALL]
    row = data.events.set_index("event_id").loc[CALL]
    assert event["start"] == event["plot"] == "2024-03-26"
    assert "until" not in event
    assert event["date"] == ["26 Mar 2024", "26 mars 2024"]
    assert event["title"] == [row["title_en"], row["title_fr"]]
    assert event["partners"] == [["RUS", "toward", 1]]
    assert (event["type"], event["mode"], event["act"]) == ("CONSULT", "phone", "call")
    first = data.sources[data.sources["event_id"] == CALL].iloc[0]
    assert event["sources"][0]["url"] == first["url"]


def test_policy_names_exactly_what_the_page_carries(page_text: str) -> None:
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]+)"', page_text)
    policy = policy.replace("&#39;", "'")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert not {"connect-src", "frame-src", "object-src"} & set(rules)
    assert "unsafe" not in policy
    for rule, tag in (("script-src", '<script type="module">'), ("style-src", "<style>")):
        texts = re.findall(rf"{tag}(.*?)</(?:script|style)>", page_text, re.DOTALL)
        hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for t in texts]
        assert rules[rule].split() == hashes


def test_data_cannot_end_its_element() -> None:
    text = str(safe_json(["</script>", "<!--", "&", "\u2028\u2029", "'\""]))
    assert not re.search(r"[<>&\u2028\u2029]", text)
    assert json.loads(text) == ["</script>", "<!--", "&", "\u2028\u2029", "'\""]


def test_nothing_in_the_page_leads_out(page_text: str) -> None:
    shell = re.sub(r'<script type="application/json".*?</script>', "", page_text, flags=re.DOTALL)
    assert re.findall(r"""(?:src|href)=["'](?!#)[^"']*""", shell) == []


def test_modules_stand_in_the_order_of_their_needs() -> None:
    before: set[str] = set()
    names: Counter[str] = Counter()
    for module in _MODULES:
        text = (ASSETS / f"{module}.js").read_text("utf-8")
        assert set(re.findall(r'from "\./(\w+)\.js"', text)) <= before, module
        before.add(module)
        names.update(re.findall(r"^(?:export )?(?:async )?(?:function|const|let) (\w+)", text, re.MULTILINE))
    assert [name for name, count in names.items() if count > 1] == []
    assert not re.search(r"^(import|export)\b|</script|innerHTML|eval\(", inlined_script(), re.MULTILINE)


def test_no_word_is_missing_or_idle() -> None:
    everything = "\n".join((ASSETS / name).read_text("utf-8") for name in _asset_names())
    asked = set(re.findall(r"""\bt\(\s*"(\w+)""", everything)) | set(re.findall(r"""data-t="(\w+)\"""", everything))
    assert asked <= set(WORDS)
    # what is asked for by a name that is put together
    made = {f"back_{code}" for code in ("follows", "carries_out", "responds_to", "reverses")}
    made |= {f"preset_{name}" for name in ("all", "systematic", "before", "since")}
    idle = {key for key in WORDS if key not in made and not re.search(rf"""["'/ ]{key}["'|]""", everything)}
    assert idle == set()


def _asset_names() -> list[str]:
    return [f"{module}.js" for module in _MODULES] + ["page.html.j2"]


@pytest.mark.parametrize("key", WORDS)
def test_words_are_whole_in_both_languages(key: str) -> None:
    english, french = WORDS[key]["en"], WORDS[key]["fr"]
    assert english.strip()
    assert french.strip()
    assert set(re.findall(r"\{\w+\}", english)) == set(re.findall(r"\{\w+\}", french))
    assert english.count("|") == french.count("|")
    assert not re.search(r"(?<![\u00a0\u202f])[:;?!»%]|« ", french.replace("95\u00a0%", "")), french


@pytest.mark.parametrize("ground", [0, 1])
def test_colours_stand_out_on_both_grounds(ground: int) -> None:
    papers = (("#FFFDF9", "#F1EEE6"), ("#15171A", "#1D2024"))[ground]
    css = (ASSETS / "page.css").read_text("utf-8").upper()
    for paper in papers:
        assert paper in css
        for name, colours in variables().items():
            least = {"ink": 7, "muted": 4.5, "rule": 1}.get(name, 3 if name != "neutral" else 2.8)
            assert contrast(colours[ground], paper) >= least, (name, paper)
    assert variables()["away"][0] == ORIENTATION_COLOURS["away"]
    assert mixed("#102030", "#FFFFFF", 0) == "#102030"


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    """A folder in which every chart is drawn already."""
    for name in charts.CHARTS:
        for lang in ("en", "fr"):
            (tmp_path / f"{name}.{lang}.svg").write_text("<svg/>")
            spec = {"title": {"text": f"Title {lang}"}, "description": f"Text {lang}"}
            (tmp_path / f"{name}.{lang}.json").write_text(json.dumps(spec))
    return tmp_path


def test_pictures_are_read_as_they_were_drawn(drawn: Path) -> None:
    found = list(read_pictures(drawn, ["momentum"]))
    assert [(one.lang, one.title, one.description) for one in found] == [
        ("en", "Title en", "Text en"), ("fr", "Title fr", "Text fr"),
    ]  # fmt: skip


def test_a_picture_that_is_missing_is_drawn(drawn: Path) -> None:
    (drawn / "calendar.fr.svg").unlink()
    (drawn / "calendar.fr.json").unlink()
    found = list(read_pictures(drawn, ["momentum", "calendar"]))
    assert [one.name for one in found] == ["momentum", "momentum", "calendar", "calendar"]
    assert found[3].svg.startswith(b"<svg role=")
    assert found[3].description != "Text fr"


def test_command_writes_the_page_and_then_has_nothing_to_do(drawn: Path) -> None:
    run = CliRunner(env={"NO_COLOR": "1", "COLUMNS": "200"})
    first = run.invoke(app, ["report", "-o", str(drawn)])
    assert first.exit_code == 0
    assert "index.html" in first.stdout
    page = (drawn / "index.html").read_text("utf-8")
    assert len(embedded(page, "pictures")) == 2 * len(charts.CHARTS)
    assert "nothing: the explorer was up to date" in run.invoke(app, ["report", "-o", str(drawn)]).stdout


def test_description_for_search_engines_is_embedded(page_text: str) -> None:
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page_text)
    assert json.loads(text) == dataset_jsonld()
