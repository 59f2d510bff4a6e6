"""Whose voices report on a partner, and what rests on one of them, counted on rows made by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from timeline.charts._voices import single_voices, voices, voices_by_country
from timeline.charts.data import ChartData
from timeline.charts.typography import typeset

_NONE = pd.DataFrame({"kind": []})


@pytest.fixture
def data() -> ChartData:
    days = pd.to_datetime(["2022-05-01", "2023-05-01", "2024-05-01", "2019-05-01"])
    events = pd.DataFrame(
        {
            "event_id": list("abcz"), "date_plot": days, "date_end": days,
            "corroboration": ["single", "cross-country", "single", "single"],
        }
    )  # fmt: skip
    participants = pd.DataFrame(
        {
            "event_id": list("abbcz"), "partner": ["FRA", "FRA", "RUS", "RUS", "RUS"],
            "partner_en": ["France", "France", "Russia", "Russia", "Russia"],
            "partner_fr": ["France", "France", "Russie", "Russie", "Russie"],
        }
    )  # fmt: skip
    told: list[tuple[str, str | None, str | None]] = [
        ("a", "AFP", "FRA"),
        ("b", "AFP", "FRA"), ("b", "AFP", "FRA"),  # two pages with one voice
        ("b", "TASS", "RUS"), ("b", None, None),  # an aggregator
        ("b", "A blog", None),
        ("c", "TASS", "RUS"),
        ("z", "ANP", "NER"),  # before the systematic period
    ]  # fmt: skip
    sources = pd.DataFrame(told, columns=["event_id", "voice", "voice_country"])
    partners = pd.DataFrame(
        {
            "partner": ["FRA", "RUS", "NER"], "name_en": ["France", "Russia", "Niger"],
            "name_fr": ["France", "Russie", "Niger"],
        }
    )  # fmt: skip
    return ChartData(events, participants, sources, _NONE, partners, _NONE)


def test_a_voice_counts_once_an_event_and_the_partner_s_own_country_apart(data: ChartData) -> None:
    rows: Any = voices_by_country(data, "fr")
    found = {(row["partner"], row["country"]): row["voices"] for row in rows.to_dict("records")}
    assert found == {
        ("FRA", "le partenaire"): 2, ("FRA", "Russie"): 1, ("FRA", "inconnu"): 1,
        ("RUS", "le partenaire"): 2, ("RUS", "France"): 1, ("RUS", "inconnu"): 1,
    }  # fmt: skip
    assert rows.groupby("partner")["share"].sum().tolist() == [1, 1]


def test_rare_countries_are_counted_together(data: ChartData, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.charts._voices._COUNTRIES", 1)
    rows: Any = voices_by_country(data, "en")
    # two voices from France and two from Russia: the first by code stays
    assert set(rows["code"]) == {"own", "FRA", "other", "unknown"}
    assert rows.loc[rows["code"] == "other", ["partner", "voices"]].to_numpy().tolist() == [["FRA", 1]]


def test_events_with_one_voice_are_counted_by_partner(data: ChartData) -> None:
    rows: Any = single_voices(data, "en")
    assert rows[["name", "events", "single", "share"]].to_numpy().tolist() == [
        ["France", 2, 1, 0.5], ["Russia", 2, 1, 0.5],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "67% of events rest on a single voice, up to 50% (France); leading source country: France, 40% of "
               "voices"),
        ("fr", "67 % des événements reposent sur une seule voix, jusqu'à 50 % (France) ; premier pays source : France, "
               "40 % des voix"),
    ],
)  # fmt: skip
def test_the_title_is_computed(data: ChartData, lang: str, title: str) -> None:
    assert voices(data, lang=lang).to_dict()["title"]["text"] == typeset(title, lang)
