"""What the charts are drawn from, on a small dataset made here, and that each draws in both languages."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from timeline import charts
from timeline.charts._momentum import quarters
from timeline.charts._presence import presences
from timeline.charts._timeline import since_coup, turning_points
from timeline.charts.data import ChartData
from timeline.charts.render import render

_EVENTS = [
    # id, day, significance, publishers, partner, orientation, bloc
    ("a", "2019-05-01", 3, 2, "FRA", "toward", "west"),
    ("b", "2023-08-03", 3, 4, "FRA", "away", "west"),
    ("c", "2023-09-24", 3, 2, "FRA", "away", "west"),
    ("d", "2024-04-10", 3, 8, "RUS", "toward", "russia-allies"),
    ("e", "2024-05-10", 1, 1, "RUS", "toward", "russia-allies"),
    ("f", "2025-05-10", 2, 1, "RUS", "neutral", "russia-allies"),
]
_NAMES = {"FRA": ("France", "France"), "RUS": ("Russia", "Russie")}
_TOWNS = {"FRA": "Paris", "RUS": "Moscow"}


@pytest.fixture
def data() -> ChartData:
    """Six events with two partners, and three presences."""
    days = pd.to_datetime([event[1] for event in _EVENTS])
    events = pd.DataFrame(
        {
            "event_id": [event[0] for event in _EVENTS], "date_start": days, "date_end": days, "date_plot": days,
            "date_plot_end": days, "date_precision": "day", "date_edtf": [event[1] for event in _EVENTS],
            "title_en": "An act <b>", "title_fr": "Un acte <b>", "event_type": "CONSULT", "plover_score": 2.5,
            "domains": [["security"]] * len(_EVENTS), "significance": [event[2] for event in _EVENTS],
            "n_publishers": [event[3] for event in _EVENTS], "corroboration": "single",
            "quad_class": "verbal-cooperation", "act": "visit", "mode": "visit", "initiator": "NER",
            "place_name": [_TOWNS[event[4]] for event in _EVENTS], "place_country": [event[4] for event in _EVENTS],
            "organisations": [["Somair"]] * len(_EVENTS),
            "related": [[], *([{"event_id": event[0], "relation": "follows"}] for event in _EVENTS[:-1])],
        }
    )  # fmt: skip
    participants = pd.DataFrame(
        {
            "event_id": events["event_id"], "partner": [event[4] for event in _EVENTS],
            "orientation": [event[5] for event in _EVENTS], "is_initiator": False,
            "partner_en": [_NAMES[event[4]][0] for event in _EVENTS],
            "partner_fr": [_NAMES[event[4]][1] for event in _EVENTS], "bloc": [event[6] for event in _EVENTS],
        }
    )  # fmt: skip
    sources = pd.DataFrame(
        {
            "event_id": events["event_id"], "url": "https://example.org/", "voice": "A paper", "voice_country": "FRA",
            "publisher_kind": "private",
        }
    )  # fmt: skip
    spells = pd.DataFrame(
        {
            "spell_id": ["x", "y", "z"], "kind": "base", "partner": ["FRA", "FRA", "RUS"],
            "name_en": ["Old base", "Other base", "New base"], "name_fr": ["Ancienne", "Autre", "Nouvelle"],
            "start": pd.to_datetime([None, "2014-07-02", "2024-04-10"]),
            "end": pd.to_datetime(["2023-12-22", "2023-12-22", None]), "start_precision": [None, "year", "day"],
            "end_precision": ["day", "day", None], "ongoing": [False, False, True],
        }
    )  # fmt: skip
    partners = pd.DataFrame(
        {
            "partner": list(_NAMES), "name_en": ["France", "Russia"], "name_fr": ["France", "Russie"],
            "bloc": ["west", "russia-allies"], "capital": list(_TOWNS.values()),
        }
    )  # fmt: skip
    places = pd.DataFrame(
        {
            "name_en": ["Paris", "Moscow"], "name_fr": ["Paris", "Moscou"], "latitude": [48.85, 55.75],
            "longitude": [2.35, 37.62],
        }
    )  # fmt: skip
    return ChartData(events, participants, sources, spells, partners, places)


def test_of_a_quarter_the_most_widely_reported_turning_point_stays(data: ChartData) -> None:
    assert turning_points(data, "en")["event_id"].tolist() == ["a", "b", "d"]


def test_turning_points_since_the_coup_are_counted_by_bloc(data: ChartData) -> None:
    table: Any = since_coup(data)
    assert table.loc["west"].tolist() == [2, 2, 0]
    assert table.loc["russia-allies"].tolist() == [1, 0, 1]


def test_quarters_hold_zeros_and_only_the_systematic_period(data: ChartData) -> None:
    rows: Any = quarters(data)
    assert set(rows["quarter"].dt.month) == {1, 4, 7, 10}
    assert rows["acts"].sum() == 4  # neither the event of 2019 nor the neutral one
    assert len(rows) == 2 * 2 * 20


def test_presences_say_what_is_unknown_open_and_uncertain(data: ChartData) -> None:
    rows: Any = presences(data, "fr").set_index("name")
    assert rows["began"].to_dict() == {"Ancienne": "unknown", "Autre": "known", "Nouvelle": "known"}
    assert rows["state"].to_dict() == {"Ancienne": "ended", "Autre": "ended", "Nouvelle": "ongoing"}
    assert rows.loc["Autre", "start"] == pd.Timestamp("2014-01-01")
    assert rows.loc["Autre", "sure_start"] == pd.Timestamp("2014-12-31")


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("name", charts.CHARTS)
def test_every_chart_draws(data: ChartData, name: str, lang: str) -> None:
    chart = getattr(charts, name)(data, lang=lang)
    assert render(chart, "svg", lang).startswith(b"<svg")
    assert chart.to_dict()["description"]
