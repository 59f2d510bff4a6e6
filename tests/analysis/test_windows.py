"""Windows: where they begin and end, and which may be compared."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.analysis import windows
from timeline.analysis.arguments import day
from timeline.errors import UnknownValueError

DAY = pd.Timedelta(days=1)
days = st.dates(min_value=date(2008, 1, 1), max_value=date(2027, 1, 1))


def test_rolling_windows_end_with_each_month() -> None:
    found = windows(day("2021-01-15"), day("2026-03-12"))
    assert all(end.is_month_end for end in found["window_end"])
    assert set(found["window_end"] - found["window_start"]) == {pd.Timedelta(days=364)}
    assert found["window_end"].dt.strftime("%Y-%m-%d").tolist()[:: len(found) - 1] == ["2021-01-31", "2026-03-31"]
    systematic = found.query("systematic")
    assert systematic["window_start"].tolist()[0] == day("2021-04-01")
    assert systematic["window_end"].tolist()[-1] == day("2026-03-31")


def test_no_window_after_the_research_is_comparable() -> None:
    found = windows(day("2026-03-01"), day("2026-05-20"), window="MS")
    assert found["systematic"].tolist() == [True, False, False]


@settings(deadline=None)
@given(days, st.integers(0, 400), st.sampled_from(["MS", "QS", "YS", "W", "10D"]))
def test_calendar_windows_hold_every_day_once(first: date, length: int, step: str) -> None:
    start = day(first)
    end = day(start + pd.Timedelta(days=length))
    found = windows(start, end, window=step, step=step)
    assert found["window_start"].iloc[0] <= start
    assert end <= found["window_end"].iloc[-1]
    assert (found["window_start"].iloc[1:].to_numpy() == (found["window_end"].iloc[:-1] + DAY).to_numpy()).all()


@settings(deadline=None)
@given(days, st.integers(0, 400), st.sampled_from(["30D", "365D", "12MS", "3QS"]), st.sampled_from(["MS", "W", "YS"]))
def test_rolling_windows_reach_the_last_day(first: date, length: int, window: str, step: str) -> None:
    start = day(first)
    end = day(start + pd.Timedelta(days=length))
    found = windows(start, end, window=window, step=step)
    assert found["window_end"].iloc[-1] >= end
    assert pd.Index(found["window_end"]).is_monotonic_increasing
    assert not found.query("window_start > window_end").size


@pytest.mark.parametrize("wrong", ["", "0D", "1h", "365", "-5D", "year", "1.5D", "99999YS", "٣D", "200YS", None, 365])
def test_no_length_of_time(wrong: Any) -> None:
    with pytest.raises(UnknownValueError, match="365D"):
        windows(day("2024-01-01"), day("2024-02-01"), window=wrong)
