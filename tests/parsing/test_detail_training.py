"""What is said of towns, people and amounts, and what stories teach of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from timeline.parsing import figures, parse, persons, place
from timeline.parsing.assemble import find_events
from timeline.parsing.detail_training import DETAILS, FIGURES, PERSONS, PLACES, taught_by
from timeline.parsing.document import Document, build_document
from timeline.parsing.event import Event
from timeline.parsing.event_training import events_read
from timeline.parsing.figures import counting, figures_of, is_among
from timeline.parsing.lesson import Lesson
from timeline.parsing.linear import Linear, Seen, dumps
from timeline.parsing.openings import Story
from timeline.parsing.persons import naming, people_in, persons_of
from timeline.parsing.place import home_of, placing, spots_of
from timeline.paths import project_root
from timeline.storage import write_atomic

TEXT = (
    "A new day for Niger\n\nACCRA, March 5 - Ghana and Niger signed in Accra on Tuesday a loan of 40 million "
    "dollars for 300 trucks, said the Ghanaian minister, Kwame Mensah.\n\nThe ousted president, Mohamed Bazoum, is "
    "held in Niamey. A litre costs 2 dollars a litre."
)


@pytest.fixture(scope="module")
def told() -> tuple[Document, Event]:
    document = build_document(TEXT, "en", date(2025, 3, 6))
    [event, *_], _ = find_events(document)
    return document, event


def test_towns_that_may_be_the_place_are_those_named_and_those_of_the_parties(told: tuple[Document, Event]) -> None:
    spots = {spot.name: spot for spot in spots_of(*told)}
    assert set(spots) == {"", "Niamey", "Accra"}
    assert {"with act inside", "capital", "capital: dateline", "beside the day"} <= spots["Accra"].features
    assert {"Niamey", "background"} <= spots["Niamey"].features | {"background"}
    assert "nowhere" in spots[""].features
    assert spots["Accra"].span == (TEXT.index("Accra on"), TEXT.index("Accra on") + 5)


@pytest.mark.parametrize(
    ("code", "home"),
    [("BEN", ("Cotonou", "BEN")), ("ICC", ("The Hague", "NLD")), ("RUS", ("Moscow", "RUS")), ("XXX", None)],
)
def test_a_partner_is_at_home_where_its_government_or_its_seat_is(code: str, home: tuple[str, str] | None) -> None:
    assert home_of(code) == home


def test_the_seat_of_a_body_that_is_named_with_the_act_may_be_its_place() -> None:
    text = "Before the world\n\nNiger on Monday accused Ghana, before the United Nations General Assembly, of a plot."
    document = build_document(text, "en", date(2025, 3, 6))
    [event, *_], _ = find_events(document)
    [seat] = [spot for spot in spots_of(document, event) if spot.name == "New York"]
    assert "seat of a body named" in seat.features


def test_of_people_it_is_said_how_and_on_whose_side_they_are_named(told: tuple[Document, Event]) -> None:
    document, event = told
    found = {one.name: one.features for one in persons_of(document, event, people_in(document))}
    assert {"with act", "speaking"} <= found["Kwame Mensah"]
    assert {"former", "act by Niger", "Niger: former"} <= found["Mohamed Bazoum"]


def test_of_amounts_it_is_said_what_they_count_and_a_price_is_none(told: tuple[Document, Event]) -> None:
    found = [(one.record["value"], one.record["unit"], one.features) for one in figures_of(*told)]
    assert [(value, unit) for value, unit, _ in found] == [(40e6, "USD"), (300, "vehicles")]
    assert {"money", "money loan", "one of 1", "greatest"} <= found[0][2]
    assert {"vehicles", "with act", "vehicles: with act"} <= found[1][2]


def test_an_amount_is_expected_whatever_the_people_are_called() -> None:
    assert is_among({"value": 5, "unit": "persons"}, [{"value": 5, "unit": "soldiers"}])
    assert not is_among({"value": 5, "unit": "USD"}, [{"value": 5, "unit": "soldiers"}])


def test_without_weights_no_place_person_or_amount_is_given() -> None:
    with placing(None), naming(None), counting(None):
        [draft, *_] = parse(TEXT, published="2025-03-06", lang="en").drafts
    assert not {"place", "people", "amounts"} & set(draft.record)
    assert {"place", "people", "amounts"} <= set(draft.unread)


def test_a_place_is_surer_the_plainer_it_is_told() -> None:
    plain = Linear({"with act inside": 900}, 0)
    with placing(plain):
        sure = parse(TEXT, published="2025-03-06", lang="en").drafts[0]
    with placing(Linear({"nowhere": -20}, 0)):
        vague = parse(TEXT, published="2025-03-06", lang="en").drafts[0]
    assert sure.record["place"]["name"] == "Accra"
    assert vague.confidence["place"] < 0.6 < sure.confidence["place"]


STORY = Story(
    "story 0",
    "en",
    "2025-03-06",
    TEXT,
    (
        {
            "date": "2025-03-04",
            "partners": {"GHA": "toward"},
            "event_type": "SUPPORT",
            "act": "loan",
            "status": "signed",
            "people": ["Kwame Mensah"],
            "place": {"name": "Accra", "country": "GHA"},
            "amounts": [{"value": 40000000, "unit": "USD"}],
        },
    ),
)


def test_a_story_says_of_each_town_person_and_amount_whether_the_record_has_it() -> None:
    [read] = events_read([], [], [STORY])
    right = {file: [one.right for one in said(read)] for file, (said, _) in DETAILS.items()}
    assert right == {
        place.PLACES_FILE: [False, False, True],
        figures.FIGURES_FILE: [True, False],
        persons.PERSONS_FILE: [True, False],
    }


def test_weights_are_learned_for_each_detail() -> None:
    weights = taught_by(events_read([], [], [STORY] * 6))
    assert set(weights) == set(DETAILS)
    where = weights[place.PLACES_FILE]
    assert where.value({"inside", "inside loan"}) > where.value({"nowhere"})


@pytest.mark.parametrize("lesson", [PLACES, FIGURES, PERSONS], ids=lambda lesson: lesson.file)
def test_drift_sees_weights_of_other_examples(tmp_path: Path, lesson: Lesson[Seen, Linear]) -> None:
    seen = [Seen(frozenset({"near" if right else "far"}), right) for right in (True, False) * 20]
    given = replace(lesson, examples=lambda _: seen)
    assert not given.up_to_date(tmp_path)
    write_atomic(given.path(tmp_path), dumps(given.train(seen)))
    assert given.up_to_date(tmp_path)
    turned = replace(given, examples=lambda _: [replace(one, right=not one.right) for one in seen])
    assert not turned.up_to_date(tmp_path)


@pytest.mark.parametrize("lesson", [PLACES, FIGURES, PERSONS], ids=lambda lesson: lesson.file)
def test_shipped_weights_are_small(lesson: Lesson[Seen, Linear]) -> None:
    assert lesson.path(project_root()).stat().st_size < 450_000
