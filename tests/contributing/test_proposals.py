"""The form "Propose an event": what it says becomes a record, or a list of what is missing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.contributing import proposals
from timeline.contributing.candidate import Dataset
from timeline.contributing.proposals import judge, read, reply
from timeline.contributing.questions import QUESTIONS, choices
from timeline.records.yamltext import parse
from timeline.reference import Reference

Form = Callable[..., str]


def test_a_filled_in_form_is_a_record(form: Form, dataset: Dataset) -> None:
    reading = judge(form(), dataset)
    assert reading.complete
    assert reading.candidate.event_id == "2024-05-nor-norway-open-talks-fish"
    assert parse(reading.candidate.text) == {
        "date": "2024-05-14",
        "title": {"en": "Niger and Norway open talks on fish", "fr": "Le Niger et la Norvège parlent de poisson"},
        "summary": {
            "en": "Both sides met in Niamey. They will meet again.",
            "fr": "Les deux parties se sont rencontrées à Niamey.",
        },
        "partners": {"NOR": "toward"},
        "initiator": "joint",
        "event_type": "CONSULT",
        "act": "meeting",
        "domains": ["trade", "diplomacy"],
        "status": "completed",
        "significance": 1,
        "place": {"name": "Niamey", "country": "NER"},
        "origin": "curated",
        "sources": [
            {
                "url": "https://www.lesahel.org/poisson", "publisher": "Le Sahel", "title": "Du poisson",
                "published": "2024-05-15", "language": "fr",
            }
        ],
    }  # fmt: skip


def test_the_answer_to_a_record_is_its_file_and_a_link(form: Form, dataset: Dataset) -> None:
    answer = reply(judge(form(), dataset), "https://github.com/someone/timeline")
    assert answer.startswith("**The record is ready. La fiche est prête.**")
    assert "(https://github.com/someone/timeline/new/main?filename=data%2Fevents%2F2024%2F2024-05-nor-" in answer
    assert "```yaml\ndate: 2024-05-14\n" in answer
    alone = reply(judge(form(), dataset))
    assert "](" not in alone
    assert "`data/events/2024/2024-05-nor-norway-open-talks-fish.yaml`" in alone


@pytest.mark.parametrize(("key", "question"), [(k, q) for k, q in QUESTIONS.items() if q.required])
def test_each_required_answer_is_missed_by_name(key: str, question: object, form: Form, dataset: Dataset) -> None:
    reading = judge(form(**{key: None}), dataset)
    assert not reading.complete
    assert [lack.question for lack in reading.proposal.lacks] == [key]
    assert "no answer · pas de réponse" in reply(reading)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"date": "yesterday"}, "is not an EDTF date"),
        ({"act": "phoning"}, "'phoning' is none of the choices"),
        ({"act": "call,visit"}, "more than one is chosen"),
        ({"act": "loan"}, "does not go with the type CONSULT"),
        ({"toward": None}, "no partner is chosen"),
        ({"toward": "RUS", "away": "RUS"}, "RUS stands in two answers"),
        ({"toward": "ATLANTIS"}, "'ATLANTIS' is none of the choices"),
        ({"mode": "RETREAT withdraw"}, "is chosen as a mode of RETREAT"),
        ({"sources": "see the newspaper"}, "is no web address"),
        ({"sources": "javascript:alert(1)"}, "is no web address"),
        ({"sources": "https://a.example/" + "a" * 3000}, "longer than 2,000 characters"),
        ({"sources": "https://unknown.example.com/1"}, "write its name after the address"),
        ({"amounts": "a lot of money"}, "write a number in digits"),
        ({"title_en": "A title with a stop."}, "the title ends with a full stop"),
        ({"title_en": "A" * 91}, "the text has 91 characters, at most 90"),
        ({"summary_fr": "Both sides met in Niamey. They will meet again."}, "French and English are identical"),
        ({"summary_en": "See <b>this</b>"}, "is markup or an address"),
    ],
)
def test_what_is_wrong_is_said(changed: dict[str, str], said: str, form: Form, dataset: Dataset) -> None:
    reading = judge(form(**changed), dataset)
    assert not reading.complete
    assert said in reply(reading).replace("\\", "")


def test_all_faults_are_said_at_once(form: Form, dataset: Dataset) -> None:
    answer = reply(judge(form(date="yesterday", title_en="Stop.", sources="none", status=None), dataset))
    for said in ("is not an EDTF date", "full stop", "no web address", "no answer"):
        assert said in answer.replace("\\", "")


def test_a_likely_duplicate_is_shown(form: Form, dataset: Dataset) -> None:
    answer = reply(judge(form(date="2024-03-26", toward="RUS", act="call", mode="CONSULT phone"), dataset))
    assert "`2024-03-rus-tiani-putin-call` (90 %)" in answer


def test_answers_are_read_as_people_write_them(form: Form, dataset: Dataset) -> None:
    body = form(
        toward="RUS, NOR", people="- Abdourahamane Tiani\n* Vladimir Putin\n\n", amounts="400 000 000 usd\n12.5 EUR",
        sources="<https://tass.com/1> | en\n[Le Sahel](https://www.lesahel.org/2) |  | fr\n"
        "https://blog.example.com/x | My blog | A title | 2024-05",
    )  # fmt: skip
    value = read(body.replace("\n", "\r\n"), dataset.reference).value
    assert value["partners"] == {"RUS": "toward", "NOR": "toward"}
    assert value["people"] == ["Abdourahamane Tiani", "Vladimir Putin"]
    assert value["amounts"] == [{"value": 400_000_000, "unit": "USD"}, {"value": 12.5, "unit": "EUR"}]
    assert value["sources"] == [
        {"url": "https://tass.com/1", "publisher": "TASS", "language": "en"},
        {"url": "https://www.lesahel.org/2", "publisher": "Le Sahel", "language": "fr"},
        {"url": "https://blog.example.com/x", "publisher": "My blog", "title": "A title", "published": "2024-05"},
    ]


def test_every_option_of_the_form_is_read_back(dataset: Dataset) -> None:
    for key, question in QUESTIONS.items():
        if question.kind in ("one", "several") and key != "mode":
            offered = choices(key, dataset.reference)
            joined = ", ".join(choice.option for choice in offered)
            lacks: list[proposals.Lack] = []
            found = proposals._chosen(key, {key: joined}, dataset.reference, lacks)
            assert found == [choice.code for choice in offered]
            assert [lack.en for lack in lacks] == ["more than one is chosen"] * (question.kind == "one")
    for choice in choices("mode", dataset.reference):
        kind, mode = choice.code.split()
        assert proposals._mode({"mode": choice.option}, kind, dataset.reference, []) == mode


def test_headings_of_others_are_text(form: Form, dataset: Dataset) -> None:
    value = read(form(note="### My heading\nand more"), dataset.reference).value
    assert value["note"] == "### My heading and more"
    twice = form(note=f"### {QUESTIONS['act'].label}\n\nvisit")
    assert [(lack.question, lack.en) for lack in read(twice, dataset.reference).lacks] == [
        ("act", "this heading stands here twice")
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        "`$(id)`", "${{ github.token }}", "'; rm -rf / #", "```\n@everyone\n```", "<img src=x onerror=alert(1)>",
        "![x](https://evil.example/y.png)", "@someone", "|a|b|", "\u202eabc", "\x00", "x: &a [*a]", "!!python/object:x",
    ],
)  # fmt: skip
def test_hostile_text_stays_text(hostile: str, form: Form, dataset: Dataset) -> None:
    for key in QUESTIONS:
        reading = judge(form(**{key: hostile}), dataset)
        answer = reply(reading, "https://github.com/o/r")
        head, fence, block = answer.partition("```")
        outside = head if fence else answer
        for bad in ("@someone", "@everyone", "<img", "![", "](https://evil", "\u202e", "\x00"):
            assert not re.search(r"(?<!\\)" + re.escape(bad), outside)
        if reading.complete:
            # what is shown in the block is the record, wholly, and the block does not end before it
            ticks = fence + block[: len(block) - len(block.lstrip("`"))]
            inner = block.lstrip("`").removeprefix("yaml\n").rpartition("\n" + ticks)[0]
            assert yaml.safe_load(inner) == yaml.safe_load(reading.candidate.text)
            assert ticks not in inner


@settings(deadline=None, max_examples=50)
@given(st.text())
def test_any_text_is_answered(body: str) -> None:
    reading = judge(body, Dataset([], Reference(), proposals.parse_date("2026-11-24").end))
    assert not reading.complete
    assert reply(reading).startswith("**Not a record yet")


def test_a_flood_is_cut(form: Form, dataset: Dataset) -> None:
    flood = form(
        act="x " * 30_000, people="y\n" * 30_000, sources="z\n" * 20_000, note="### " + " " * 60_000,
    )  # fmt: skip
    assert len(reply(judge(flood, dataset))) <= proposals.MAX_REPLY
    long = form(note="word " * 12_500)
    assert len(reply(judge(long, dataset))) <= proposals.MAX_REPLY
