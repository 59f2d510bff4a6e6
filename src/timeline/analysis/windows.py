"""The windows that figures are computed over: rolling and calendar, each flagged if it may be compared."""

from __future__ import annotations

import re
from typing import cast

import pandas as pd

from timeline.analysis.coverage import Coverage, load_coverage
from timeline.errors import UnknownValueError

_FORM = re.compile(r"(\d{0,5})(D|W|MS|QS|YS)", re.ASCII)
_DAYS = {"D": 1, "W": 7}
_MONTHS = {"MS": 1, "QS": 3, "YS": 12}
_CENTURY = {"days": 36_525, "months": 1_200}


def length(text: str, what: str = "window") -> pd.DateOffset:
    """A length of time: so many days (``365D``), weeks (``W``), months (``MS``), quarters (``QS``), years (``YS``).

    The codes are those of pandas; months, quarters and years are calendar ones. Raises UnknownValueError for other
    forms, for none, and for more than a century.

    >>> pd.Timestamp("2024-03-01") - length("12MS"), pd.Timestamp("2024-03-01") - length("365D")
    (Timestamp('2023-03-01 00:00:00'), Timestamp('2023-03-02 00:00:00'))
    >>> length("1h")
    Traceback (most recent call last):
    timeline.errors.UnknownValueError: '1h' is no window. Remedy: use days (365D), weeks (4W), calendar ...
    """
    match = _FORM.fullmatch(text) if isinstance(text, str) else None
    if match:
        count, unit = int(match[1] or 1), match[2]
        kind, size = ("days", count * _DAYS[unit]) if unit in _DAYS else ("months", count * _MONTHS[unit])
        if 0 < size <= _CENTURY[kind]:
            return pd.DateOffset(days=size) if kind == "days" else pd.DateOffset(months=size)
    raise UnknownValueError(
        f"{text!r} is no {what}",
        remedy="use days (365D), weeks (4W), calendar months (12MS), quarters (QS) or years (YS), at most a century",
    )


def moved(day: pd.Timestamp, by: pd.DateOffset) -> pd.Timestamp:
    """A day moved by a length of time.

    >>> moved(pd.Timestamp("2024-03-01"), pd.DateOffset(days=-1))
    Timestamp('2024-02-29 00:00:00')
    """
    return cast("pd.Timestamp", day + by)


def windows(
    first: pd.Timestamp,
    last: pd.Timestamp,
    *,
    window: str = "365D",
    step: str = "MS",
    coverage: Coverage | None = None,
) -> pd.DataFrame:
    """The windows of one length that end at every step, from the first that reaches ``first`` to one past ``last``.

    A window ends on the day before a step: with the default step, on the last day of each month. Steps of months,
    quarters and years are counted from 1 January of the first year, weeks from a Monday, days from ``first``.
    Rolling windows overlap (``window="365D", step="MS"``), calendar ones do not (``window="QS", step="QS"``).

    Columns: ``window_start``, ``window_end`` (days, both inside the window), ``systematic`` (whether the whole window
    was researched systematically, see ``data/coverage.yaml``; others must not be compared with those that were).
    Raises UnknownValueError for a length that is none.

    >>> windows(pd.Timestamp("2021-02-10"), pd.Timestamp("2021-09-30"), window="QS", step="QS")
      window_start window_end  systematic
    0   2021-01-01 2021-03-31       False
    1   2021-04-01 2021-06-30        True
    2   2021-07-01 2021-09-30        True
    """
    size, stride = length(window), length(step, "step")
    coverage = coverage or load_coverage()
    anchor = first.normalize()
    if step.endswith("W"):
        anchor = moved(anchor, pd.DateOffset(days=-anchor.day_of_week))
    elif not step.endswith("D"):
        anchor = anchor.replace(month=1, day=1)
    stops: list[pd.Timestamp] = []
    count = 1
    while not stops or stops[-1] <= last:
        stop = moved(anchor, stride * count)  # multiplied, not repeated, so that no month end shifts the day
        count += 1
        if stop > first:
            stops.append(stop)
    starts = [moved(stop, size * -1) for stop in stops]
    ends = [moved(stop, pd.DateOffset(days=-1)) for stop in stops]
    return pd.DataFrame(
        {
            "window_start": pd.DatetimeIndex(starts).as_unit("ms"),
            "window_end": pd.DatetimeIndex(ends).as_unit("ms"),
            "systematic": [coverage.holds(start, end) for start, end in zip(starts, ends, strict=True)],
        }
    )
