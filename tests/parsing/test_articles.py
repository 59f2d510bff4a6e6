"""Whole articles: the fields that must be right on the development articles, and what must stay silent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml_rs
from benchmarks.parsing.accuracy import measure
from benchmarks.parsing.articles import SETS, cases

from timeline.codebook import load_codebook
from timeline.parsing import parse, parse_article
from timeline.parsing.text import normalise, sha256
from timeline.records.shape import deviations

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "tests" / "articles"
FLOORS = {"events": 0.9, "date": 0.93, "partners": 0.92, "orientation": 0.92, "type": 0.88, "act": 0.85, "status": 0.85}
CASES: list[tuple[str, dict[str, Any]]] = [
    (folder, case)
    for folder in ("dev", "own", "further")
    for case in yaml_rs.loads((ARTICLES / folder / "gold.yaml").read_text("utf-8"))
]


@pytest.mark.parametrize("folder", ["dev", "own", "further"])
def test_accuracy_does_not_fall(folder: str) -> None:
    scores = measure(cases(ARTICLES / folder)).scores()
    assert {name: score for name, score in scores.items() if score < FLOORS.get(name, 0)} == {}


@pytest.mark.parametrize("folder", SETS)
def test_expected_records_use_codes_of_the_codebook(folder: str) -> None:
    book = load_codebook()
    for case in cases(ARTICLES / folder):
        for event in case.events:
            for key, vocabulary in (("event_type", "event_type"), ("act", "act"), ("status", "status")):
                codes = event[key] if isinstance(event[key], list) else [event[key]]
                assert set(codes) <= set(book.codes(vocabulary)), (case.path.name, key)
            assert set(event["partners"].values()) <= set(book.codes("orientation"))


@pytest.mark.parametrize(
    ("folder", "case"), CASES, ids=lambda value: value if isinstance(value, str) else value["file"]
)
def test_drafts_are_records_whose_evidence_stands_in_the_text(folder: str, case: dict[str, Any]) -> None:
    text = (ARTICLES / folder / case["file"]).read_text("utf-8")
    html = case["file"].endswith(".html")
    parsed = parse(text, published=str(case["published"]), url=case["url"], publisher=case["publisher"], html=html)
    for draft in parsed.drafts:
        assert deviations(draft.record) == []
        assert draft.record["text_sha256"] == sha256(parsed.text)
        for item in draft.record["evidence"]:
            assert parsed.text[item["start"] : item["end"]].strip()
        if not html:
            assert parsed.text == normalise(text)
    if not parsed.drafts:
        assert parsed.reason


@pytest.mark.parametrize(
    "text",
    [
        "Niger : rien de neuf\n\nLe Niger n'a pas rompu ses relations avec le Bénin, assure le ministre lundi.",
        "Football\n\nLe Mena du Niger affronte le Maroc au stade, match des éliminatoires de la Coupe du monde, buts.",
        "",
        "Niger State floods\n\nThe Governor of Niger State signed an agreement with China on Monday.",
    ],
)
def test_no_act_no_draft(text: str) -> None:
    parsed = parse(text, published="2024-05-07")
    assert parsed.drafts == []
    assert parsed.reason


def test_future_act_is_announced() -> None:
    [draft] = parse_article(
        "Wheat for Niger\n\nRussia will deliver 20,000 tons of wheat to Niger, Moscow said on Tuesday.",
        published="2025-05-22",
    )
    assert (draft.record["event_type"], draft.record["status"], draft.record["date"]) == (
        "AGREE",
        "announced",
        "2025-05-20",
    )


def test_a_day_is_told_from_the_date_line_where_there_is_one() -> None:
    text = (
        "Inde\n\nNiamey, le 4 juin 2024 – Le ministre a reçu ce jour les lettres de créance de l'ambassadeur de l'Inde."
    )
    assert [draft.record["date"] for draft in parse(text, published="2024-06-06", lang="fr").drafts] == ["2024-06-04"]


def test_niger_as_a_comparison_is_no_story_about_niger() -> None:
    text = (
        "Burkina Faso nationalises mines\n\nBurkina Faso on Monday seized five mines. Like Mali and Niger, it did so."
    )
    assert parse(text, published="2025-06-11", lang="en").drafts == []


def test_what_was_done_during_a_visit_outweighs_the_visit() -> None:
    text = "L'Italie remet deux hélicoptères au Niger lors de la visite du ministre italien à Niamey"
    [draft, *_] = parse(text, published="2024-06-06", lang="fr").drafts
    assert draft.record["act"] == "delivery"


def test_of_partners_named_only_in_the_lead_the_first_is_taken_on_every_run() -> None:
    text = "Niger dismisses its honorary consuls\n\nGermany, Benin and Kenya lose theirs. Niamey gave no reason."
    [draft] = parse(text, published="2024-02-23", lang="en").drafts
    assert draft.record["partners"] == {"DEU": "away"}
