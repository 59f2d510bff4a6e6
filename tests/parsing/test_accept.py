"""From draft to record: what `timeline accept` takes, what it refuses and why, and that a refusal changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import timeline
from timeline import cli
from timeline.cli import app
from timeline.findings import has_errors
from timeline.parsing import parse
from timeline.parsing.accepting import DraftError, accept_draft, add_source
from timeline.parsing.drafts import SUMMARY
from timeline.parsing.files import save
from timeline.parsing.linking import dataset_events, matches
from timeline.validation import validate

run = CliRunner(env={"NO_COLOR": "1", "COLUMNS": "200"})
ARTICLE = (
    "La Russie livre du blé au Niger\n\n"
    "La Russie a remis mardi 14 mai 2024 à Niamey 20 000 tonnes de blé au Niger, selon le ministère."
)
URL = "https://www.lesahel.org/ble-russe"
WRITTEN = {"en": "Russia handed wheat over in Niamey.", "fr": "La Russie a remis du blé à Niamey."}
CALL_ID = "2024-03-rus-tiani-putin-call"


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def draft(root: Path) -> Path:
    """A draft as `timeline parse --write` leaves it."""
    parsed = parse(ARTICLE, published="2024-05-15", url=URL, publisher="Le Sahel", lang="fr")
    return save(parsed.drafts[0].as_json(), root / "data" / "drafts")


@pytest.fixture
def finished(draft: Path) -> Path:
    """The draft after its curator wrote the summaries."""
    text = draft.read_text("utf-8")
    for lang, words in WRITTEN.items():
        text = text.replace(SUMMARY[lang], words)
    draft.write_text(text, "utf-8")
    return draft


def edit(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


def test_a_finished_draft_moves_into_the_dataset(root: Path, finished: Path) -> None:
    path = accept_draft(finished, root)
    assert path == root / "data" / "events" / "2024" / "2024-05-rus-delivery.yaml"
    assert not finished.exists()
    text = path.read_text("utf-8")
    assert "origin: parsed" in text
    assert "evidence:" in text
    assert "text_sha256:" in text
    assert "Draft made by" not in text
    assert "confidence" not in text
    assert not has_errors(validate(root=root, today=date(2026, 11, 24)))


def test_the_curator_names_the_record_and_keeps_comments(root: Path, finished: Path) -> None:
    finished.write_text(finished.read_text("utf-8") + "# seen twice\n", "utf-8")
    path = accept_draft(finished, root, "2024-05-rus-wheat-gift")
    assert path.name == "2024-05-rus-wheat-gift.yaml"
    assert "# seen twice" in path.read_text("utf-8")


def test_a_draft_without_summary_is_refused(root: Path, draft: Path) -> None:
    before = snapshot(root)
    with pytest.raises(DraftError, match=r"no summary in en and fr yet.*write it in your own words"):
        accept_draft(draft, root)
    draft.write_text(draft.read_text("utf-8").replace(SUMMARY["en"], WRITTEN["en"]), "utf-8")
    with pytest.raises(DraftError, match="no summary in fr yet"):
        accept_draft(draft, root)
    assert snapshot(root).keys() == before.keys()


@pytest.mark.parametrize(
    ("change", "rule", "field"),
    [
        (edit("partners: {RUS: toward}", "partners: {XXX: toward}"), "partner-known", "partners.XXX"),
        (edit("act: delivery", "act: gift"), "code-unknown", "act"),
        (edit("date: 2024-05-14", "date: mardi"), "date-form", "date"),
        (edit("date: 2024-05-14", "date: 2024-06-14"), "id-date", "date"),
        (edit("sources:", "souces:"), "key-unknown", "souces"),
    ],
    ids=["partner", "act", "date", "month", "key"],
)
def test_a_wrong_draft_is_refused_with_rule_and_line(
    root: Path, finished: Path, change: Callable[[str], str], rule: str, field: str
) -> None:
    finished.write_text(change(finished.read_text("utf-8")), "utf-8")
    before = snapshot(root)
    with pytest.raises(DraftError, match="does not pass validation") as refused:
        accept_draft(finished, root)
    found = next(finding for finding in refused.value.findings if finding.rule == rule)
    assert found.field == field
    assert found.file.endswith("2024-05-rus-delivery.yaml")
    line = finished.read_text("utf-8").splitlines()[found.line - 1]
    assert field.split(".")[0] in line
    assert snapshot(root) == before


@pytest.mark.parametrize(
    ("identifier", "reason"),
    [(CALL_ID, "there is an event"), ("wheat", "is no event id"), ("../../2024-05-rus-wheat", "is no event id")],
)
def test_an_id_that_is_taken_or_none_is_refused(root: Path, finished: Path, identifier: str, reason: str) -> None:
    before = snapshot(root)
    with pytest.raises(DraftError, match=reason):
        accept_draft(finished, root, identifier)
    assert snapshot(root) == before


@pytest.mark.parametrize("content", ["- a list\n", "date: [\n", "\x00", ""])
def test_what_is_no_draft_is_refused(root: Path, content: str) -> None:
    path = root / "data" / "drafts" / "broken.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, "utf-8")
    before = snapshot(root)
    for task in (lambda: accept_draft(path, root), lambda: add_source(path, root, CALL_ID)):
        with pytest.raises(DraftError):
            task()
    assert snapshot(root) == before
    with pytest.raises(DraftError, match="there is no"):
        accept_draft(path.with_name("missing.yaml"), root)


def test_an_article_becomes_a_further_source(root: Path, draft: Path, call: Path) -> None:
    before = call.read_text("utf-8")
    assert add_source(draft, root, CALL_ID) == call
    after = call.read_text("utf-8")
    assert not draft.exists()
    assert after.count("- url:") == before.count("- url:") + 1
    assert f"url: {URL}" in after
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert not has_errors(validate(root=root, today=date(2026, 11, 24)))


def test_a_source_that_is_there_is_not_added_twice(root: Path, draft: Path) -> None:
    content = draft.read_text("utf-8")
    add_source(draft, root, CALL_ID)
    draft.write_text(content, "utf-8")
    before = snapshot(root)
    with pytest.raises(DraftError, match="has this source already"):
        add_source(draft, root, CALL_ID)
    assert snapshot(root) == before


@pytest.mark.parametrize(
    ("change", "event", "reason"),
    [
        (edit("x", "x"), "2020-01-rus-nothing", "there is no event"),
        (edit(URL, "no address"), CALL_ID, "does not pass validation"),
        (edit("supports: [date, act, partners]", "supports: [all]"), CALL_ID, "does not pass validation"),
        (lambda text: re.sub(r"sources:\n(  .*\n)+", "", text), CALL_ID, "names no source"),
    ],
    ids=["event", "address", "code", "none"],
)
def test_a_source_is_refused_with_its_reason(
    root: Path, draft: Path, change: Callable[[str], str], event: str, reason: str
) -> None:
    draft.write_text(change(draft.read_text("utf-8")), "utf-8")
    before = snapshot(root)
    with pytest.raises(DraftError, match=reason):
        add_source(draft, root, event)
    assert snapshot(root) == before


def test_nothing_is_lost_when_writing_fails(root: Path, finished: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.parsing import accepting

    real = accepting.write_atomic

    def full(path: Path, content: str) -> bool:
        if path.is_relative_to(root):
            raise OSError("no space left on device")
        return real(path, content)

    monkeypatch.setattr(accepting, "write_atomic", full)
    before = snapshot(root)
    for task in (lambda: accept_draft(finished, root), lambda: add_source(finished, root, CALL_ID)):
        with pytest.raises(OSError, match="no space"):
            task()
    assert snapshot(root) == before


def test_two_drafts_of_one_name_stay_apart(root: Path, draft: Path) -> None:
    parsed = parse(ARTICLE, published="2024-05-15", url=URL, publisher="Le Sahel")
    assert save(parsed.drafts[0].as_json(), draft.parent).name == f"{draft.stem}-2.yaml"


def test_the_command_line_tells_reason_and_remedy(root: Path, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli.parse, "project_root", lambda: root)
    monkeypatch.chdir(root)
    refused = run.invoke(app, ["accept", str(draft)])
    assert refused.exit_code == 1
    assert "has no summary in en and fr yet. Remedy: write it" in refused.stderr
    text = draft.read_text("utf-8").replace("act: delivery", "act: gift")
    for lang, words in WRITTEN.items():
        text = text.replace(SUMMARY[lang], words)
    draft.write_text(text, "utf-8")
    refused = run.invoke(app, ["accept", str(draft)])
    assert refused.exit_code == 1
    assert re.search(r"^data/drafts/2024-05-rus-delivery.yaml:\d+:\d+: error \[code-unknown\] act:", refused.stderr)
    draft.write_text(text.replace("act: gift", "act: delivery"), "utf-8")
    done = run.invoke(app, ["accept", str(draft)])
    assert (done.exit_code, done.stdout) == (0, "accepted as data/events/2024/2024-05-rus-delivery.yaml\n")


def test_from_article_to_draft_to_source_by_the_command_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli.parse, "project_root", lambda: root)
    monkeypatch.chdir(root)
    article = root / "article.txt"
    article.write_text(ARTICLE, "utf-8")
    given = ["--published", "2024-05-15", "--url", URL, "--publisher", "Le Sahel", "--write"]
    written = run.invoke(app, ["parse", "article.txt", *given])
    assert written.exit_code == 0
    assert "saved data/drafts/2024-05-rus-delivery.yaml" in written.stderr
    done = run.invoke(app, ["accept", "data/drafts/2024-05-rus-delivery.yaml", "--into", CALL_ID])
    assert done.stdout == f"added to data/events/2024/{CALL_ID}.yaml\n"


def test_parse_article_is_public() -> None:
    text = "Niger et Russie\n\nLe président Tiani s'est entretenu au téléphone mardi avec Vladimir Poutine."
    [draft] = timeline.parse_article(text, published="2024-03-27", url="https://outlet.example/a")
    assert draft.record["date"] == "2024-03-26"
    assert draft.record["sources"][0]["url"] == "https://outlet.example/a"
    assert {item.field for item in draft.evidence} >= {"date", "act", "partners"}


def test_drafts_list_the_events_that_they_repeat(root: Path) -> None:
    text = "Niger et Russie\n\nLe président Tiani s'est entretenu au téléphone mardi avec Vladimir Poutine."
    [draft] = timeline.parse_article(text, published="2024-03-27")
    events = dataset_events(root / "data" / "events")
    best = matches(draft.record, events)
    assert best[0]["id"] == CALL_ID
    assert best[0]["score"] > 0.9
    elsewhere = draft.record | {"partners": {"CHN": "toward"}}
    assert matches(elsewhere, events) == []
    later = draft.record | {"date": "2024-09-01"}
    assert matches(later, events) == []
