"""The loaders, on the committed dataset, as a notebook uses them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import timeline
from timeline import load
from timeline.errors import DataNotFoundError, UnknownValueError


def test_the_event_that_the_project_was_born_from() -> None:
    events = timeline.load_events(partner="RUS", since="2024-03-26", until="2024-03-26")
    call = events.set_index("event_id").loc["2024-03-rus-tiani-putin-call"]
    assert (call["event_type"], call["mode"], call["act"], call["status"]) == ("CONSULT", "phone", "call", "completed")
    assert {"security", "diplomacy"} <= set(call["domains"])
    assert {"Abdourahamane Tiani", "Vladimir Putin"} <= set(call["people"])


def test_filters_narrow_and_combine() -> None:
    everything = timeline.load_events()
    russia = timeline.load_events(partner="RUS")
    assert 0 < len(russia) < len(everything)
    since = timeline.load_events(partner="RUS", since="2023-07-26", domain="security")
    assert set(since["event_id"]) < set(russia["event_id"])
    assert (since["date_end"] >= pd.Timestamp("2023-07-26")).all()
    assert all("security" in domains for domains in since["domains"])
    assert (timeline.load_events(significance=3)["significance"] == 3).all()
    assert set(timeline.load_events(event_type="CONSULT")["event_type"]) == {"CONSULT"}


def test_filters_agree_with_plain_pandas() -> None:
    events, pairs = timeline.load_events(), timeline.load_participants()
    ids = set(pairs.loc[pairs["partner"] == "FRA", "event_id"])
    expected = events[events["event_id"].isin(ids) & (events["date_end"] >= "2024-01-01")]["event_id"].tolist()
    assert timeline.load_events(partner="FRA", since="2024-01-01")["event_id"].tolist() == expected


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_one_language(lang: load.Lang) -> None:
    events = timeline.load_events(lang=lang)
    assert "title" in events.columns
    assert not [column for column in events.columns if column.endswith(("_en", "_fr"))]
    assert "partner_name" in timeline.load_participants(lang=lang).columns
    assert "name" in timeline.load_partners(lang=lang).columns


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ({"partner": "RSU"}, "RUS"),
        ({"partner": "rus"}, "RUS"),
        ({"domain": "defence"}, "security"),
        ({"event_type": "consult"}, "CONSULT"),
        ({"lang": "de"}, "lang='fr'"),
    ],
)
def test_unknown_values_say_what_is_known(wrong: dict[str, str], hint: str) -> None:
    with pytest.raises(UnknownValueError, match=hint):
        timeline.load_events(**wrong)  # pyright: ignore[reportArgumentType]


def test_absent_data_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataNotFoundError, match="make data"):
        load.read_table("events", folder=tmp_path)


def test_all_tables_load_and_describe_themselves() -> None:
    for name in (
        "events",
        "participants",
        "sources",
        "spells",
        "partners",
        "places",
        "publishers",
        "people",
        "organisations",
    ):
        loaded = getattr(timeline, f"load_{name}")()
        described = timeline.describe(name)
        assert described["column"].tolist() == loaded.columns.tolist()
        assert described["meaning"].str.len().min() > 0


def test_tables_fit_together() -> None:
    events = set(timeline.load_events()["event_id"])
    partners = set(timeline.load_partners()["partner"])
    assert set(timeline.load_participants()["event_id"]) == events
    assert set(timeline.load_sources()["event_id"]) == events
    assert set(timeline.load_participants()["partner"]) <= partners
    spells = timeline.load_spells()
    assert set(spells["partner"]) <= partners
    assert set(spells["first_event"].dropna()) <= events


def test_import_brings_in_nothing_heavy() -> None:
    code = "import sys, timeline; print(sorted({'pandas', 'altair', 'pandera', 'pyarrow'} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_loading_brings_in_no_charts_and_no_schemas() -> None:
    code = (
        "import sys, timeline; timeline.load_events();"
        "print(sorted({'altair', 'pandera', 'jsonschema', 'ruamel.yaml'} & set(sys.modules)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_the_surface_is_complete_on_tab_and_wrong_names_fail() -> None:
    assert {"load_events", "charts", "validate", "labels", "describe"} <= set(dir(timeline))
    for name in dir(timeline):
        assert getattr(timeline, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'load_event'"):
        _ = timeline.load_event
