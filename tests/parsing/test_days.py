"""Which of the days that an article names is that of its main event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from timeline.parsing import parse
from timeline.parsing.day_training import LESSON, dataset_examples
from timeline.parsing.days import Done, dating_by, days_of, shipped
from timeline.parsing.document import build_document
from timeline.parsing.linear import Linear, Seen, dumps, loads
from timeline.paths import project_root
from timeline.storage import write_atomic

CONTRACT = (
    "Niamey : le chantier de la gare confié à un groupe marocain\n\n"
    "Dans deux ans, les voyageurs devraient partir d'ici : la halle ouvrira en mars 2027.\n\n"
    "Mardi, le ministre nigérien des Transports et le patron du groupe marocain ont signé le contrat à Niamey.\n\n"
    "En 2019, un premier projet avait été abandonné faute d'argent."
)
TALKS = (
    "Niger and Oman: the two ministers talk\n\n"
    "The foreign minister of Niger received his Omani counterpart in Niamey on Thursday.\n\n"
    "The previous meeting had been held on 3 March, when trade was on the table.\n\n"
    "On Friday the visitor is to see a farm."
)
UNDATED = (
    "Le Niger et le Ghana signent un accord sur l'élevage\n\n"
    "Le Niger et le Ghana ont signé un accord sur l'élevage à Accra, ont annoncé les deux ministères."
)


@pytest.mark.parametrize(
    ("text", "lang", "published", "expected"),
    [
        (CONTRACT, "fr", "2025-03-13", "2025-03-11"),
        (TALKS, "en", "2025-05-30", "2025-05-29"),
        (UNDATED, "fr", "2025-06-10", "2025-06-10"),
    ],
)
def test_the_day_of_the_act_is_taken(text: str, lang: str, published: str, expected: str) -> None:
    record = parse(text, lang=lang, published=published).drafts[0].record
    assert record["date"] == expected


def test_the_words_of_the_day_are_its_evidence_and_no_words_are_none() -> None:
    parsed = parse(TALKS, lang="en", published="2025-05-30")
    [words] = [item for item in parsed.drafts[0].record["evidence"] if item["field"] == "date"]
    assert parsed.text[words["start"] : words["end"]] == "Thursday"
    parsed = parse(UNDATED, lang="fr", published="2025-06-10")
    assert [item for item in parsed.drafts[0].record["evidence"] if item["field"] == "date"] == []


def test_a_day_that_is_named_is_surer_than_that_of_the_paper() -> None:
    named = parse(TALKS, lang="en", published="2025-05-30").drafts[0]
    not_named = parse(UNDATED, lang="fr", published="2025-06-10").drafts[0]
    assert 0.5 < not_named.confidence["date"] <= named.confidence["date"] < 1


def test_without_weights_no_day_is_given() -> None:
    with dating_by(None):
        [draft] = parse(TALKS, lang="en", published="2025-05-30").drafts
    assert "date" not in draft.record
    assert "date" in draft.unread


def test_without_any_day_the_date_stays_empty() -> None:
    [draft] = parse(UNDATED, lang="fr").drafts
    assert "date" not in draft.record or draft.record["date"] is None


def test_each_day_is_a_choice_with_what_is_said_of_it() -> None:
    document = build_document(TALKS, "en", None)
    assert [day.edtf for day in days_of(document, Done("meeting", announced=False))] == []  # no paper, no weekday
    document = build_document(TALKS, "en", date(2025, 5, 30))
    days = days_of(document, Done("meeting", announced=False, where=document.sentences[1]))
    said = {day.edtf: day.features for day in days if day.found is not None}
    assert {"with act", "day before", "niger"} <= said["2025-05-29"]
    assert {"after past perfect", "long before"} <= said["2025-03-03"]
    [paper] = [day.features for day in days if day.found is None]
    assert "published" in paper


def test_a_day_told_from_the_main_act_may_be_that_of_an_act_beside_it() -> None:
    text = "Le Niger et le Ghana signent un accord\n\nLe lendemain, le ministre a inauguré un pont à Accra."
    document = build_document(text, "fr", date(2025, 6, 12))
    where = document.sentences[1]
    assert "2025-06-11" not in {day.edtf for day in days_of(document, Done("inauguration", False, where))}
    days = days_of(document, Done("inauguration", False, where, beside="2025-06-09/2025-06-10"))
    said = {day.edtf: day.features for day in days}
    assert {"kind event", "beside: with act", "other"} <= said["2025-06-11"]
    assert "day of main" in said["2025-06-10"]


def test_the_place_beside_a_day_says_whose_it_is() -> None:
    text = "Le président à Niamey\n\nParti dimanche à Conakry, lundi à Accra et mardi à Niamey, il rentrera."
    document = build_document(text, "fr", date(2025, 3, 6))
    days = days_of(document, Done("visit", announced=False, parties=frozenset({"GHA"})))
    said = [next((f for f in day.features if f.startswith("with a place")), "") for day in days if day.found]
    assert said == ["with a place of another", "with a place of a party", "with a place of Niger"]


def examples() -> list[Seen]:
    """Days that are right where the act's words stand, and wrong elsewhere."""
    return [Seen(frozenset({"with act" if right else "apart from act", "day"}), right) for right in [True, False] * 20]


@pytest.fixture(scope="module")
def weights() -> Linear:
    return LESSON.train(examples())


def test_training_learns_what_speaks_for_a_day_and_gives_the_same_twice(weights: Linear) -> None:
    assert weights.value({"with act"}) > 0 > weights.value({"apart from act"})
    assert LESSON.train(examples()) == weights == loads(dumps(weights))


def test_drift_sees_weights_of_other_examples(tmp_path: Path, weights: Linear) -> None:
    lesson = replace(LESSON, examples=lambda _: examples())
    assert not lesson.up_to_date(tmp_path)
    write_atomic(lesson.path(tmp_path), dumps(weights))
    assert lesson.up_to_date(tmp_path)
    assert lesson.write(tmp_path) == ""
    turned = replace(lesson, examples=lambda _: [replace(one, right=not one.right) for one in examples()])
    assert not turned.up_to_date(tmp_path)
    assert "examples" in turned.write(tmp_path)
    assert turned.up_to_date(tmp_path)


def test_shipped_weights_name_nobody_and_were_learned_from_many_days() -> None:
    found = shipped()
    assert found is not None
    learned = dataset_examples(project_root())
    assert len(learned) > 10_000
    assert sum(one.right for one in learned) > 4_000
    said = " ".join(found.weights).lower()
    assert not any(name in said for name in ("tiani", "issoufou", "bazoum", "niamey", "moscou", "moscow", "paris"))
