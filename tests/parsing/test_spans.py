"""First and last day of what lasted, told apart or with how long it was."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.parsing import parse
from timeline.parsing.day import Day, Done
from timeline.parsing.days import days_of
from timeline.parsing.document import build_document
from timeline.parsing.spans import MOST, days_told, spans_of

VISIT = (
    "Fin de visite à Niamey pour le chef de la diplomatie omanaise\n\nArrivé lundi à Niamey, le ministre omanais des "
    "Affaires étrangères, Badr Al Busaidi, a regagné Mascate mercredi au terme d'une visite officielle au Niger.\n\n"
    "Il a été reçu par le général Abdourahamane Tiani."
)


def spans(text: str, lang: str, beside: str = "") -> dict[str, Day]:
    """The spans of a text published on Friday, 7 March 2025."""
    document = build_document(text, lang, date(2025, 3, 7))
    return {one.edtf: one for one in spans_of(document, days_of(document, Done("visit", announced=False)), beside)}


def test_a_visit_lasts_from_the_arrival_to_the_departure() -> None:
    record = parse(VISIT, lang="fr", published="2025-03-07").drafts[0].record
    assert (record["act"], record["date"]) == ("visit", "2025-03-03/2025-03-05")


def test_a_span_says_of_both_its_days_what_is_said_of_them() -> None:
    [span] = spans(VISIT, "fr").values()
    assert span.edtf == "2025-03-03/2025-03-05"
    assert {
        "span, first: arriving near",
        "span, last: kind weekday",
        "span, of 3",
        "span, days in one sentence",
    } <= span.features
    assert span.found is not None
    assert (span.found.first, span.found.last) == (date(2025, 3, 3), date(2025, 3, 5))


def test_how_long_something_lasted_gives_the_day_that_is_not_named() -> None:
    found = spans("Omani minister\n\nThe Omani minister ended a three-day visit to Niger on Thursday.", "en")
    assert set(found) == {"2025-03-04/2025-03-06", "2025-03-06/2025-03-08"}
    assert "span, counted from its last day" in found["2025-03-04/2025-03-06"].features


def test_days_too_far_apart_make_no_span() -> None:
    assert spans("Oman\n\nThe talks of 3 February went on in Niamey on Thursday.", "en") == {}


def test_of_many_days_only_the_first_make_spans() -> None:
    days = " ".join(f"Le {day} mars 2024, il pleuvait." for day in range(1, 29))
    found = spans(f"Une chronologie\n\n{days}", "fr")
    assert {edtf[-2:] for edtf in found} == {f"{day:02}" for day in range(2, MOST + 1)}


def test_of_an_event_beside_the_main_one_it_is_said_how_it_stands_to_that() -> None:
    said = spans(VISIT, "fr", beside="2025-03-05")["2025-03-03/2025-03-05"].features
    assert {"span, with main", "span, beside: with main"} <= said
    assert "span, that of main" in spans(VISIT, "fr", beside="2025-03-03/2025-03-05")["2025-03-03/2025-03-05"].features


@pytest.mark.parametrize(
    ("text", "lang", "days"),
    [
        ("He ended a two-day visit.", "en", 2),
        ("He came two days ago.", "en", 0),
        ("Après trois jours de travaux, ils ont signé.", "fr", 3),
        ("Il est venu il y a deux jours.", "fr", 0),
        ("A visit of 48 hours ended.", "en", 2),
    ],
)
def test_it_is_told_how_long_something_lasted(text: str, lang: str, days: int) -> None:
    document = build_document(text, lang, None)
    assert days_told(document, document.sentences[0]) == days
