"""The rolling diversity behind the chart, by each weight, on a dataset made here."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from timeline import analysis
from timeline.charts._diversification import before_and_after, diversification, effective_partners
from timeline.charts.data import ChartData

_NONE = pd.DataFrame({"kind": []})


@pytest.fixture
def data() -> ChartData:
    """Each month from 2018 to 2025 an act of significance 1 with X, and one of significance 3 with Y."""
    days = pd.date_range("2018-01-10", "2025-12-10", freq="MS") + pd.Timedelta(days=9)
    events = pd.DataFrame(
        {
            "event_id": [f"{partner}{day:%Y%m}" for day in days for partner in "xy"],
            "date_plot": [day for day in days for _ in "xy"],
            "date_end": [day for day in days for _ in "xy"],
            "significance": [weight for _ in days for weight in (1, 3)],
            "plover_score": [score for _ in days for score in (-5.0, 2.5)],
        }
    )
    participants = pd.DataFrame(
        {
            "event_id": events["event_id"], "partner": events["event_id"].str[0].str.upper(),
            "orientation": "toward", "bloc": None,
        }
    )  # fmt: skip
    return ChartData(events, participants, _NONE, _NONE, _NONE)


def test_every_weight_has_its_own_figures(data: ChartData) -> None:
    rows = effective_partners(data)
    last: Any = rows[rows["window_end"] == "2025-11-30"].set_index("weights")
    assert set(last.index) == set(analysis.WEIGHTS)
    # shares 1/4 and 3/4; 1/2 each; only Y; only Y, since X's acts have a negative score
    assert last["raw"].round(3).to_dict() == {"significance": 1.755, "equal": 2.0, "turning-points": 1.0, "plover": 1.0}
    assert last["acts"].to_dict() == {"significance": 24, "equal": 24, "turning-points": 12, "plover": 12}


def test_windows_are_whole_and_those_that_reach_before_the_research_are_marked(data: ChartData) -> None:
    rows: Any = effective_partners(data)
    rows = rows[rows["weights"] == "equal"]
    assert rows["window_end"].min() == pd.Timestamp("2019-12-31")
    assert set(rows["acts"]) == {24}
    assert rows.loc[rows["systematic"], "window_end"].min() == pd.Timestamp("2022-03-31")


def test_the_figures_are_those_of_the_analysis_over_all_events(data: ChartData) -> None:
    table = analysis.diversification(events=data.events, participants=data.participants)
    rows: Any = effective_partners(data)
    ours = rows[rows["weights"] == "significance"].set_index("window_end")
    whole = table.set_index("window_end").loc[ours.index]
    assert ours["low"].tolist() == pytest.approx(whole["hill_1_rarefied_low"].tolist())


def test_the_pair_of_the_title_stands_on_either_side_of_the_coup(data: ChartData) -> None:
    rows: Any = effective_partners(data)
    pair = before_and_after(rows[rows["weights"] == "equal"])
    assert pair
    assert [str(row["window_end"].date()) for row in pair] == ["2023-06-30", "2025-12-31"]


@pytest.mark.parametrize(("lang", "name"), [("en", "every act alike"), ("fr", "tous les actes à égalité")])
def test_the_reader_picks_the_weight(data: ChartData, lang: str, name: str) -> None:
    spec = diversification(data, lang=lang).to_dict()
    [choice] = [param for param in spec["params"] if "bind" in param]
    assert choice["value"] == "significance"
    assert choice["bind"]["options"] == list(analysis.WEIGHTS)
    assert name in choice["bind"]["labels"]
