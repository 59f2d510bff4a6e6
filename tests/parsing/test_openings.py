"""The openings that the model learns from: whole, coded as the codebook allows, and about records that exist."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from timeline.codebook import load_codebook
from timeline.dates import parse_date
from timeline.errors import DataNotFoundError
from timeline.parsing.openings import Opening, codes, of_acts, of_background, of_nothing, of_records, of_stories
from timeline.parsing.resources import reference
from timeline.paths import project_root
from timeline.records.reader import read_records

ROOT = project_root()
RECORDS = {entry.event_id: entry.record for entry in read_records([ROOT / "data" / "events"]).entries}
TOLD, ACTS, NOTHING = [*of_records(ROOT)], [*of_acts(ROOT)], [*of_nothing(ROOT)]


def test_every_opening_has_a_title_and_a_paragraph() -> None:
    for one in (*TOLD, *ACTS, *NOTHING):
        assert 1 <= len(one.title.split()) <= 30, one.title
        assert 5 <= len(one.lead.split()) <= 120, one.lead
        assert one.text == f"{one.title}\n\n{one.lead}"


def test_none_stands_twice() -> None:
    counts = Counter((one.title, one.lead) for one in (*TOLD, *ACTS, *NOTHING))
    assert [text for text, count in counts.items() if count > 1] == []


def test_records_told_anew_exist_and_use_words_of_their_own() -> None:
    for one in TOLD:
        assert one.event_id in RECORDS
        record = RECORDS[one.event_id]
        assert one.title != getattr(record.title, one.lang)
        assert one.lead != getattr(record.summary, one.lang)
        assert one.published is not None
        assert date.fromisoformat(one.published).year >= 2008
        assert one.codes == ()


def test_invented_acts_are_coded_as_the_codebook_allows() -> None:
    codebook = load_codebook()
    for one in ACTS:
        codes = dict(one.codes)
        assert codes["event_type"] in codebook["act"][codes["act"]].extra["event_types"], one.title
        assert codes["orientation"] in codebook["orientation"]
        assert codes["status"] in codebook["status"]
        assert one.event_id is None


def test_rare_acts_are_told_in_both_languages() -> None:
    pairs = {lang: {one.codes[:2] for one in ACTS if one.lang == lang} for lang in ("en", "fr")}
    assert pairs["en"] == pairs["fr"]
    assert {dict(codes)["act"] for codes in pairs["en"]} == set(load_codebook()["act"])


def test_stories_without_an_act_have_no_codes() -> None:
    assert all(one.codes == () and one.event_id is None for one in NOTHING)
    assert {one.lang for one in NOTHING} == {"en", "fr"}


def test_background_paragraphs_have_no_title() -> None:
    told = [*of_background(ROOT)]
    assert {one.lang for one in told} == {"en", "fr"}
    assert all(not one.title and one.text == one.lead and len(one.lead.split()) >= 15 for one in told)
    assert len({one.lead for one in told}) == len(told)


def test_stories_are_coded_as_the_codebook_and_the_tables_allow() -> None:
    codebook, partners = load_codebook(), reference("partners")
    stories = [*of_stories(ROOT)]
    assert len({story.name for story in stories}) == len(stories)
    assert {len(story.events) for story in stories} == {0, 1, 2, 3}
    for story in stories:
        assert date.fromisoformat(story.published).year >= 2008
        assert len(story.text.split("\n\n")) >= 4, story.text
        for event in story.events:
            allowed = {kind for act in codes(event, "act") for kind in codebook["act"][act].extra["event_types"]}
            assert set(codes(event, "event_type")) <= allowed, story.text
            assert set(codes(event, "status")) <= set(codebook["status"])
            assert event["partners"].keys() <= partners.keys(), story.text
            assert set(event["partners"].values()) <= set(codebook["orientation"])
            assert parse_date(str(event["date"])).start.year >= 2008


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataNotFoundError, match=r"records\.en\.yaml"):
        next(of_records(tmp_path))


def test_an_opening_reads_as_an_article() -> None:
    assert Opening("en", "Niger signs", "It did.").text.splitlines() == ["Niger signs", "", "It did."]
