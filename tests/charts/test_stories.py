"""Which events make a story, and how its chain is drawn, on links made by hand."""

from __future__ import annotations

import itertools
from typing import Any

import pandas as pd
import pytest

from timeline.charts._stories import chain, chosen_story, stories
from timeline.charts.data import ChartData
from timeline.errors import UnknownValueError

_NONE = pd.DataFrame({"kind": []})
_EVENTS: list[tuple[str, str, list[str], str, str, list[tuple[str, str]]]] = [
    # id, day, organisations, partner, orientation, earlier events
    ("a", "2014-05-26", ["Orano"], "FRA", "toward", []),
    ("b", "2024-06-11", ["Orano", "Imouraren"], "FRA", "away", [("a", "follows")]),
    ("c", "2024-06-19", ["Orano", "Imouraren"], "FRA", "away", [("b", "carries_out")]),
    ("d", "2024-12-20", [], "FRA", "away", [("c", "responds_to")]),
    ("e", "2025-01-20", ["Orano"], "RUS", "neutral", [("d", "follows")]),
    ("f", "2022-01-20", ["CNPC"], "CHN", "toward", []),
    ("g", "2025-01-21", ["CNPC"], "CHN", "toward", [("f", "reverses"), ("c", "follows")]),
]


@pytest.fixture
def data() -> ChartData:
    days = pd.to_datetime([event[1] for event in _EVENTS])
    events = pd.DataFrame(
        {
            "event_id": [event[0] for event in _EVENTS], "date_plot": days, "date_start": days, "date_end": days,
            "date_precision": "day", "title_en": [f"Act {event[0]} <b>" for event in _EVENTS],
            "title_fr": [f"Acte {event[0]} <b>" for event in _EVENTS], "significance": 2, "corroboration": "single",
            "organisations": [event[2] for event in _EVENTS],
            "related": [[{"event_id": id_, "relation": kind} for id_, kind in event[5]] for event in _EVENTS],
        }
    )  # fmt: skip
    names = {"FRA": "France", "RUS": "Russia", "CHN": "China"}
    participants = pd.DataFrame(
        {
            "event_id": events["event_id"], "partner": [event[3] for event in _EVENTS],
            "partner_en": [names[event[3]] for event in _EVENTS], "partner_fr": [names[event[3]] for event in _EVENTS],
            "orientation": [event[4] for event in _EVENTS],
        }
    )  # fmt: skip
    sources = pd.DataFrame({"event_id": events["event_id"], "url": "https://example.org/"})
    return ChartData(events, participants, sources, _NONE, _NONE, _NONE)


@pytest.mark.parametrize(
    ("story", "found"),
    [
        # e is Orano's too, but joined to the others through d only, which is not
        (None, ("Orano", "organisation", {"a", "b", "c"})),
        ("CNPC", ("CNPC", "organisation", {"f", "g"})),
        ("FRA", ("France", "partner", {"a", "b", "c", "d"})),
        # what it goes back to, and what goes back to it, but not the other roots of those
        ("c", ("Act c <b>", "event", {"a", "b", "c", "d", "e", "g"})),
    ],
)
def test_a_story_is_the_longest_chain_of_its_events(data: ChartData, story: str | None, found: Any) -> None:
    assert chosen_story(data, story, "en") == found


def test_an_event_s_title_is_in_the_subtitle(data: ChartData) -> None:
    title = stories(data, story="c", lang="fr").to_dict()["title"]
    assert title["text"] == (
        "Sur 6 événements liés, de 2014 à 2025, 3 éloignent le Niger du partenaire, 2 l’en rapprochent"
    )
    assert title["subtitle"][0].startswith("Ce dont «\u00a0Acte c <b>\u00a0» procède")


def test_an_unknown_story_is_refused_with_a_remedy(data: ChartData) -> None:
    with pytest.raises(UnknownValueError, match=r"'Arava' is no organisation.* Remedy: use a name"):
        stories(data, story="Arava")


def test_events_without_links_make_no_story(data: ChartData) -> None:
    alone = ChartData(
        data.events.assign(related=[[] for _ in _EVENTS]), data.participants, data.sources, _NONE, _NONE, _NONE
    )
    with pytest.raises(UnknownValueError, match="no two events"):
        stories(alone)


def test_the_chain_is_in_the_order_of_time(data: ChartData) -> None:
    rows: Any = chain(data, {"g", "c", "f"}, "fr")
    assert rows["event_id"].tolist() == ["f", "c", "g"]
    assert rows["date_text"].tolist() == ["20 janv. 2022", "19 juin 2024", "21 janv. 2025"]
    assert rows["code"].tolist() == ["toward", "away", "toward"]


@pytest.mark.parametrize(("lang", "kind"), [("en", "responds to"), ("fr", "répond à")])
def test_rows_stand_apart_and_links_say_what_they_are(data: ChartData, lang: str, kind: str) -> None:
    spec = stories(data, lang=lang, story="FRA").to_dict()
    rows = [row for table in spec["datasets"].values() for row in table]
    heights = {row["event_id"]: row["y"] for row in rows if "event_id" in row}
    assert sorted(heights, key=lambda event: heights[event]) == ["a", "b", "c", "d"]
    assert all(below - above >= 22 for above, below in itertools.pairwise(sorted(heights.values())))
    curves = [
        feature["geometry"]["coordinates"] for feature in rows if feature.get("properties", {}).get("link") == kind
    ]
    assert [[curve[0][1], curve[-1][1]] for curve in curves] == [[heights["c"], heights["d"]]]
    assert kind in spec["description"]
