"""A small dataset that all charts can be drawn from: made here, the same every time, in both languages."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from timeline.charts.data import ChartData
from timeline.codebook import load_codebook

# code, names, bloc, capital, its name in French, its place, and what became of relations at the coup
_PARTNERS = [
    ("FRA", "France", "France", "west", "Paris", "Paris", 48.85, 2.35, ("toward", "away")),
    ("USA", "United States", "États-Unis", "west", "Washington", "Washington", 38.9, -77.04, ("toward", "away")),
    ("RUS", "Russia", "Russie", "russia-allies", "Moscow", "Moscou", 55.75, 37.62, ("neutral", "toward")),
    ("MLI", "Mali", "Mali", "aes", "Bamako", "Bamako", 12.65, -8.0, ("away", "toward")),
    ("CHN", "China", "Chine", "china-asia", "Beijing", "Pékin", 39.9, 116.4, ("toward", "toward")),
]  # fmt: skip
_TYPES = ("CONSULT", "SANCTION", "AGREE", "ACCUSE", "COOPERATE", "SUPPORT", "COERCE", "AID")
_DOMAINS = (["security"], ["diplomacy", "trade"], ["mining"], ["energy", "security"])


@pytest.fixture(scope="session")
def small() -> ChartData:
    """Sixty-four events with five partners from 2016 to 2026, and six presences."""
    days = pd.DatetimeIndex(
        [
            *pd.date_range("2016-03-05", "2020-11-05", periods=8),
            *pd.date_range("2021-05-11", "2023-07-20", periods=24),
            *pd.date_range("2023-07-28", "2023-08-30", periods=8),
            *pd.date_range("2023-09-11", "2026-03-20", periods=24),
        ]
    ).normalize()  # fmt: skip
    rows: list[dict[str, Any]] = []
    types, partners = load_codebook()["event_type"], []
    for number, day in enumerate(days):
        code, *_, since = partner = _PARTNERS[number * 3 % len(_PARTNERS)]
        kind = _TYPES[(number * 5 + number // 8) % len(_TYPES)]
        partners.append((partner, since[int(day >= pd.Timestamp("2023-07-26"))]))
        rows.append(
            {
                "event_id": f"e{number:02}", "date_start": day, "date_end": day + pd.Timedelta(days=number % 3),
                "date_plot": day, "date_plot_end": day + pd.Timedelta(days=number % 3),
                "date_precision": "interval" if number % 3 else "day", "date_edtf": f"{day:%Y-%m-%d}",
                "title_en": f"Talks number {number} on the mine of Arlit",
                "title_fr": f"Pourparlers n° {number} : la mine d'Arlit",
                "summary_en": "They met.", "summary_fr": "Rencontre.",
                "event_type": kind, "mode": "visit" if kind == "CONSULT" else None,
                "act": "visit" if kind == "CONSULT" else "statement",
                "quad_class": types[kind].extra["quad_class"], "plover_score": float(types[kind].extra["score"]),
                "domains": _DOMAINS[number % len(_DOMAINS)], "significance": 1 + number % 3,
                "n_sources": 2, "n_publishers": 1 + number % 4,
                "corroboration": ("single", "multiple", "cross-country")[number % 3],
                "initiator": "NER" if number % 2 else code, "place_name": partner[4] if number % 2 else "Niamey",
                "place_country": code if number % 2 else "NER", "organisations": ["Somair"] if number % 4 == 0 else [],
                "people": [], "status": "completed", "starts": [], "ends": [],
                "related": [{"event_id": f"e{number - 4:02}", "relation": "follows"}] if number > 3 else [],
            }
        )  # fmt: skip
    events = pd.DataFrame(rows)
    participants = pd.DataFrame(
        {
            "event_id": events["event_id"],
            "partner": [partner[0] for partner, _ in partners],
            "orientation": [orientation for _, orientation in partners],
            "is_initiator": [initiator != "NER" for initiator in events["initiator"]],
            "partner_en": [partner[1] for partner, _ in partners],
            "partner_fr": [partner[2] for partner, _ in partners],
            "partner_kind": "state",
            "bloc": [partner[3] for partner, _ in partners],
        }
    )
    sources = pd.DataFrame(
        {
            "event_id": events["event_id"], "url": [f"https://example.org/{name}" for name in events["event_id"]],
            "publisher": "A paper", "voice": [f"Paper {number % 5}" for number in range(len(events))],
            "voice_country": [_PARTNERS[number % 5][0] for number in range(len(events))], "publisher_kind": "private",
        }
    )  # fmt: skip
    spells = pd.DataFrame(
        {
            "spell_id": list("uvwxyz"),
            "kind": ["military-presence", "base", "base", "embassy", "concession", "membership"],
            "partner": ["FRA", "USA", "RUS", "RUS", "CHN", "MLI"],
            "name_en": ["French forces", "Air base", "Instructors", "Embassy", "Oil field", "Alliance of Sahel States"],
            "name_fr": ["Forces françaises", "Base aérienne", "Instructeurs", "Ambassade", "Gisement d'Agadem",
                        "Alliance des États du Sahel"],
            "start": pd.to_datetime(["2002-01-01", "2014-07-02", "2024-04-10", None, "2008-06-02", "2023-09-16"]),
            "end": pd.to_datetime(["2023-12-22", "2024-08-05", None, "2022-03-01", None, None]),
            "start_precision": ["year", "month", "day", None, "day", "day"],
            "end_precision": ["day", "day", None, "month", None, None],
            "ongoing": [False, False, True, False, True, True],
        }
    )  # fmt: skip
    names = ["partner", "name_en", "name_fr", "bloc", "capital"]
    return ChartData(
        events, participants, sources, spells,
        pd.DataFrame([dict(zip(names, partner, strict=False)) for partner in _PARTNERS]),
        pd.DataFrame(
            [{"name_en": p[4], "name_fr": p[5], "latitude": p[6], "longitude": p[7]} for p in _PARTNERS]
        ),
    ).printed()  # fmt: skip
