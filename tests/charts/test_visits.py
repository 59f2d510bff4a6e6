"""Which events are visits, which way they went and how they are counted, on rows made by hand; and the basemap."""

from __future__ import annotations

import hashlib
import math
from importlib import resources
from typing import Any

import pandas as pd
import pytest

from timeline.analysis import load_coverage
from timeline.charts._basemap import Frame, countries, equal_earth
from timeline.charts._visits import _FRAME, journeys, places, visits
from timeline.charts.data import ChartData
from timeline.charts.typography import typeset

_NONE = pd.DataFrame({"kind": []})
_ROWS: list[tuple[str, str, str, str | None, str, str | None, str | None, list[tuple[str, bool]]]] = [
    # id, day, act, mode, initiator, place, its country, partners and whether they acted
    ("received", "2022-05-01", "visit", "visit", "FRA", "Niamey", "NER", [("FRA", True)]),
    ("again", "2022-06-01", "audience", "visit", "FRA", "Niamey", "NER", [("FRA", True)]),
    ("sent", "2022-07-01", "visit", "visit", "NER", "Paris", "FRA", [("FRA", False)]),
    ("seaside", "2024-11-10", "visit", "visit", "NER", "Sochi", "RUS", [("RUS", False)]),
    ("hosted", "2024-09-01", "visit", "visit", "FRA", "Paris", "FRA", [("FRA", True)]),
    ("nowhere", "2024-02-01", "visit", "visit", "RUS", None, None, [("FRA", False), ("RUS", True)]),
    ("undated", "2024-03-01", "visit", "visit", "NER", None, None, [("RUS", False)]),
    ("call", "2024-03-26", "call", "phone", "joint", "Niamey", "NER", [("RUS", True)]),
    ("before", "2019-05-01", "visit", "visit", "FRA", "Niamey", "NER", [("FRA", True)]),
]


@pytest.fixture
def data() -> ChartData:
    days = pd.to_datetime([row[1] for row in _ROWS])
    events = pd.DataFrame(
        {
            "event_id": [row[0] for row in _ROWS], "date_plot": days, "date_start": days, "date_end": days,
            "date_precision": "day", "act": [row[2] for row in _ROWS], "mode": [row[3] for row in _ROWS],
            "initiator": [row[4] for row in _ROWS], "place_name": [row[5] for row in _ROWS],
            "place_country": [row[6] for row in _ROWS], "title_en": "A visit <b>", "title_fr": "Une visite <b>",
        }
    )  # fmt: skip
    pairs = [(row[0], *partner) for row in _ROWS for partner in row[7]]
    participants = pd.DataFrame(pairs, columns=["event_id", "partner", "is_initiator"])
    partners = pd.DataFrame(
        {
            "partner": ["FRA", "RUS"], "name_en": ["France", "Russia"], "name_fr": ["France", "Russie"],
            "bloc": ["west", "russia-allies"], "capital": ["Paris", "Moscow"],
        }
    )  # fmt: skip
    towns = pd.DataFrame(
        {
            "name_en": ["Paris", "Moscow", "Sochi"], "name_fr": ["Paris", "Moscou", "Sotchi"],
            "latitude": [48.85, 55.75, 43.6], "longitude": [2.35, 37.62, 39.73],
        }
    )  # fmt: skip
    return ChartData(events, participants, _NONE, _NONE, partners, towns)


def test_the_place_decides_which_way_a_visit_went(data: ChartData) -> None:
    rows: Any = journeys(data, "fr").set_index("event_id")
    assert rows["direction"].to_dict() == {
        "received": "received", "again": "received", "sent": "sent", "seaside": "sent", "hosted": "sent",
        "nowhere": "received", "undated": "sent",
    }  # fmt: skip
    assert rows.loc["seaside", ["partner", "place"]].tolist() == ["RUS", "Sotchi"]
    assert rows.loc["nowhere", ["partner", "place"]].tolist() == ["RUS", "Moscou"]
    assert rows.loc["undated", "place"] == "Moscou"
    assert rows["since_coup"].sum() == 4


def test_no_visit_of_the_dataset_is_left_off_the_map() -> None:
    data, coverage = ChartData.load(), load_coverage()
    events: Any = data.events[data.events["date_plot"].between(coverage.start, coverage.end)]
    assert set(journeys(data, "fr")["event_id"]) == set(
        events[(events["act"] == "visit") | (events["mode"] == "visit")]["event_id"]
    )


def test_received_visits_are_counted_by_partner_and_sent_ones_by_place(data: ChartData) -> None:
    rows = journeys(data, "en")
    received: Any = places(rows[rows["direction"] == "received"])
    assert received[["name", "visits"]].to_numpy().tolist() == [["France", 2], ["Russia", 1]]
    assert received.loc[0, "last"] == "A visit <b> (1 Jun 2022)"
    sent: Any = places(rows[rows["direction"] == "sent"])
    assert sent[["name", "visits"]].to_numpy().tolist() == [["Paris", 2], ["Moscow", 1], ["Sochi", 1]]


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "Niger's visits abroad before and since the coup: West 1 of 1, then 1 of 3; Russia and allies 0, then "
               "2"),
        ("fr", "Visites du Niger à l'étranger avant et depuis le coup d'État : Occident 1 sur 1, puis 1 sur 3 ; Russie "
               "et alliés 0, puis 2"),
    ],
)  # fmt: skip
def test_the_title_names_who_lost_and_who_gained(data: ChartData, lang: str, title: str) -> None:
    assert visits(data, lang=lang).to_dict()["title"]["text"] == typeset(title, lang)


def test_nothing_on_the_map_comes_from_a_network(data: ChartData) -> None:
    def urls(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [str(value["url"])] if "url" in value else []
            return own + [url for item in value.values() for url in urls(item)]
        return [url for item in value for url in urls(item)] if isinstance(value, list) else []

    assert not urls(visits(data).to_dict())


def test_the_basemap_is_the_package_s_file() -> None:
    text = resources.files("timeline.charts").joinpath("basemap/countries-110m.json").read_bytes()
    assert hashlib.sha256(text).hexdigest() == "2516c915867c7baf18ddec727aec46c315541a07cfb3d79a6559b05d5e94eee8"


def test_equal_earth_keeps_areas() -> None:
    # the whole globe has the area 4 pi; the map's outline is symmetric, its half width at a latitude is x(180)
    step = 0.1
    strips = [
        2 * equal_earth(180, south + step / 2)[0] * (equal_earth(0, south + step)[1] - equal_earth(0, south)[1])
        for south in (index * step for index in range(900))
    ]
    assert 2 * sum(strips) == pytest.approx(4 * math.pi, rel=1e-4)


def test_niger_lies_where_its_towns_are() -> None:
    [niger] = [feature for feature in countries(_FRAME) if feature["id"] == "562"]
    ring = niger["geometry"]["coordinates"][0][0]
    west, south = _FRAME.pixels(0.2, 11.7)
    east, north = _FRAME.pixels(16, 23.5)
    assert min(x for x, _ in ring) == pytest.approx(west, abs=4)
    assert max(x for x, _ in ring) == pytest.approx(east, abs=4)
    assert max(y for _, y in ring) == pytest.approx(south, abs=4)
    assert min(y for _, y in ring) == pytest.approx(north, abs=4)


@pytest.mark.parametrize("place", [(116.4, 39.9), (-77.0, 38.9), (30.0, -60.0), (20.0, 80.0)])
def test_what_is_beyond_the_map_is_marked_at_its_edge(place: tuple[float, float]) -> None:
    frame = Frame(-20, 60, -10, 60, 500)
    home, there = frame.pixels(2.1, 13.5), frame.pixels(*place)
    x, y = frame.edge(home, there, 5)
    assert frame.inside((x, y), 4.999)
    assert not frame.inside((x, y), 5.001)
    assert (x - home[0]) * (there[1] - home[1]) == pytest.approx((y - home[1]) * (there[0] - home[0]))
