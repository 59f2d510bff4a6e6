"""Before and after a date, inside the systematically researched period only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from timeline.analysis.arguments import day, fraction, one_of, whole
from timeline.analysis.bootstrap import Floats, centred, generator, percentiles
from timeline.analysis.coverage import Coverage, load_coverage
from timeline.analysis.diversity import Ints, hill_rows, rarefied_rows, shares, standardised_rows
from timeline.analysis.figures import SEED, figures, references
from timeline.analysis.orientation import GROUPINGS, signed_pairs
from timeline.analysis.sample import Sample, sample, within
from timeline.analysis.weights import weighted_pairs
from timeline.analysis.windows import length, moved
from timeline.errors import UnknownValueError

COUP = "2023-07-26"
MEASURES = (
    "n_events", "n_pairs", "n_partners", "hhi", "hill_0", "hill_1", "hill_2", "hill_1_rarefied", "sample_coverage",
    "hill_1_coverage",
)  # fmt: skip
_PERIODS = ["before_start", "before_end", "after_start", "after_end"]


@dataclass(frozen=True)
class Periods:
    """The two periods that are compared: first and last day of each, both included."""

    before: tuple[pd.Timestamp, pd.Timestamp]
    after: tuple[pd.Timestamp, pd.Timestamp]

    def columns(self) -> dict[str, pd.Timestamp]:
        """The four days by the names of their columns."""
        return dict(zip(_PERIODS, (*self.before, *self.after), strict=True))


def periods(date: object = COUP, span: str | None = None, *, coverage: Coverage | None = None) -> Periods:
    """The days before and from ``date`` on: all of the systematic period, or ``span`` on either side.

    Raises UnknownValueError for a date or span that reaches outside the systematic period.

    >>> found = periods("2023-07-26", "365D")
    >>> [str(day.date()) for day in (*found.before, *found.after)]
    ['2022-07-26', '2023-07-25', '2023-07-26', '2024-07-24']
    >>> periods("2020-01-01")
    Traceback (most recent call last):
    timeline.errors.UnknownValueError: ... is outside the systematic period. Remedy: use a date after 2021-04-01 ...
    """
    coverage = coverage or load_coverage()
    middle, one = day(date), pd.DateOffset(days=1)
    start, stop = coverage.start, moved(coverage.end, one)
    if span is not None:
        size = length(span, "span")
        start, stop = moved(middle, size * -1), moved(middle, size)
    if not (coverage.start <= start < middle < stop <= moved(coverage.end, one)):
        raise UnknownValueError(
            f"the comparison around {middle.date()} is outside the systematic period",
            remedy=f"use a date after {coverage.start.date()} and up to {coverage.end.date()}, and a span that fits",
        )
    return Periods((start, moved(middle, one * -1)), (middle, moved(stop, one * -1)))


def compare(
    date: object = COUP,
    *,
    events: pd.DataFrame | None = None,
    participants: pd.DataFrame | None = None,
    weights: str = "significance",
    span: str | None = None,
    samples: int = 500,
    seed: int = SEED,
    level: float = 0.95,
) -> pd.DataFrame:
    """The diversity of partners before and after ``date`` (default: the coup of 26 July 2023), one row a measure.

    Before is the systematic period up to the day before, after is the rest of it, the day itself included; ``span``
    (``365D``, ``12MS``) takes that much on either side instead. Measures, formulas and sources as in
    ``diversification``: ``n_events``, ``n_pairs``, ``n_partners``, ``hhi``, ``hill_0``, ``hill_1``, ``hill_2``,
    ``hill_1_rarefied``, ``sample_coverage``, ``hill_1_coverage``; the standardised ones at the size and the coverage
    of the smaller and the less covered of the two periods. The raw ones compare only where both found as much.

    Columns: ``measure``; ``before``, ``after``; ``difference``, after − before; ``low``, ``high``, the interval of
    the difference from resamples of the events of each period, laid around it (counts, ``hill_0`` and
    ``sample_coverage`` have none: resampling cannot find an unseen partner); ``ratio``, after / before; and the days
    ``before_start``, ``before_end``, ``after_start``, ``after_end``. NaN where a period has no pair. Raises
    UnknownValueError for an unknown argument, or a date or span outside the systematic period.

    >>> dates = ["2022-01-05", "2022-02-05", "2024-01-05", "2024-02-05"]
    >>> events = pd.DataFrame({"event_id": list("abcd"), "significance": 1, "plover_score": 1.0,
    ...                        "date_plot": pd.to_datetime(dates)})
    >>> participants = pd.DataFrame({"event_id": list("abcd"), "partner": ["FRA", "FRA", "RUS", "TUR"],
    ...                              "orientation": "toward", "bloc": None})
    >>> found = compare(events=events, participants=participants, samples=20).set_index("measure")
    >>> found.loc[["hhi", "hill_1"], ["before", "after", "difference", "ratio"]]
             before  after  difference  ratio
    measure
    hhi         1.0    0.5        -0.5    0.5
    hill_1      1.0    2.0         1.0    2.0
    """
    found = periods(date, span)
    whole(samples, "number of samples", 1)
    whole(seed, "seed", 0)
    fraction(level, "level of confidence")
    pairs = weighted_pairs(events, participants, weights=weights)
    sides = [sample(within(pairs, *period)) for period in (found.before, found.after)]
    size, target = _references(sides)
    randoms = [generator(seed, period[0].toordinal(), period[1].toordinal()) for period in (found.before, found.after)]
    values = [figures(one, size, target, samples=1, level=level, random=generator(seed)) for one in sides]
    drawn = [one.resampled(samples, random) for one, random in zip(sides, randoms, strict=True)]
    replicates: dict[str, Callable[[Ints, Floats], Floats]] = {
        "hhi": lambda _, totals: 1 / hill_rows(totals, 2),
        "hill_1": lambda _, totals: hill_rows(totals),
        "hill_2": lambda _, totals: hill_rows(totals, 2),
        "hill_1_rarefied": lambda counts, _: rarefied_rows(counts, size),
        "hill_1_coverage": lambda counts, _: standardised_rows(counts, target),
    }
    rows = []
    for measure in MEASURES:
        before, after = (float(side[measure]) for side in values)
        low = high = float("nan")
        if measure in replicates and np.isfinite(after - before):
            old, new = (replicates[measure](*side) for side in drawn)
            low, high = centred(after - before, new - old, level, positive=False)
        rows.append(_row({"measure": measure}, before, after, low, high) | found.columns())
    return _frame(rows, "measure")


def compare_groups(
    date: object = COUP,
    *,
    by: str = "bloc",
    events: pd.DataFrame | None = None,
    participants: pd.DataFrame | None = None,
    weights: str = "significance",
    span: str | None = None,
    samples: int = 500,
    seed: int = SEED,
    level: float = 0.95,
) -> pd.DataFrame:
    """Who gained and who lost: each partner's or bloc's share and balance before and after ``date``.

    Periods as in ``compare``. ``share``: the group's part of all weight towards, 0 to 1, as in ``analysis.shares``.
    ``balance``: (toward − away) / (toward + away), −1 to 1, NaN for a group without either. Both are free of the
    length of the periods and of how many events were found in all.

    Columns: ``measure`` (share, balance); ``partner`` or ``bloc``; ``before``, ``after``, ``difference``, ``low``,
    ``high``, ``ratio`` (of shares only) and days as in ``compare``. The interval is that of percentiles; it has no
    width where a group has no event. Raises UnknownValueError for an unknown argument.

    >>> events = pd.DataFrame({"event_id": list("abc"), "significance": [1, 1, 2], "plover_score": 1.0,
    ...                        "date_plot": pd.to_datetime(["2022-01-05", "2022-02-05", "2024-01-05"])})
    >>> participants = pd.DataFrame({"event_id": ["a", "b", "c", "c"], "partner": ["FRA", "RUS", "RUS", "FRA"],
    ...                              "orientation": ["toward", "toward", "toward", "away"],
    ...                              "bloc": ["west", "russia-allies", "russia-allies", "west"]})
    >>> found = compare_groups(events=events, participants=participants, samples=9)
    >>> found[["measure", "bloc", "before", "after", "difference"]]
       measure           bloc  before  after  difference
    0    share  russia-allies     0.5    1.0         0.5
    1    share           west     0.5    0.0        -0.5
    2  balance  russia-allies     1.0    1.0         0.0
    3  balance           west     1.0   -1.0        -2.0
    """
    one_of(by, "grouping", GROUPINGS)
    found = periods(date, span)
    whole(samples, "number of samples", 1)
    whole(seed, "seed", 0)
    fraction(level, "level of confidence")
    pairs = signed_pairs(events, participants, by=by, weights=weights)
    # shares are of the weights of diversity, where a PLOVER score below 0 counts nothing
    toward = weighted_pairs(events, participants, weights=weights)
    toward = toward.dropna(subset=[by])
    sides = [within(pairs, *period) for period in (found.before, found.after)]
    groups = sorted(set().union(*(side[by].astype(str) for side in sides)))
    randoms = [generator(seed, period[0].toordinal(), period[1].toordinal()) for period in (found.before, found.after)]
    gains = [within(toward, *period) for period in (found.before, found.after)]
    results = {
        "share": [
            _replicated(sample(side, by), groups, samples, random, shares)
            for side, random in zip(gains, randoms, strict=True)
        ],
        "balance": [
            _replicated(_both_ways(side, by), [*groups, *(f"-{g}" for g in groups)], samples, random, _balance)
            for side, random in zip(sides, randoms, strict=True)
        ],
    }
    rows = []
    for measure, ((before, old), (after, new)) in results.items():
        for index, group in enumerate(groups):
            low, high = percentiles(new[:, index] - old[:, index], level)
            row = _row({"measure": measure, by: group}, float(before[index]), float(after[index]), low, high)
            if measure == "balance":
                row["ratio"] = float("nan")  # of numbers that can be negative
            rows.append(row | found.columns())
    return _frame(rows, "measure", by)


def _references(sides: list[Sample]) -> tuple[int, float]:
    if any(not one.n_events for one in sides):
        return references([])
    size = min(int(one.counts.sum()) for one in sides)
    return references(sides, size=size)


def _both_ways(side: pd.DataFrame, by: str) -> Sample:
    """Weights towards under the group's name, weights away under it with a minus."""
    some = side.query("net != 0")
    names = [code if net > 0 else f"-{code}" for code, net in zip(some[by], some["net"], strict=True)]
    return sample(some.assign(**{by: names}), by)


def _balance(totals: Floats) -> Floats:
    toward, away = np.split(totals, 2, axis=-1)
    both = toward + away
    return np.divide(toward - away, both, out=np.full_like(both, np.nan), where=both > 0)


def _replicated(
    one: Sample,
    columns: list[str],
    samples: int,
    random: np.random.Generator,
    figure: Callable[[Floats], Floats],
) -> tuple[Floats, Floats]:
    """A figure of each group, from the sample and from its resamples; groups that the sample lacks weigh 0."""
    places = [columns.index(group) for group in one.groups]
    _, drawn = one.resampled(samples, random)
    totals = np.zeros((samples + 1, len(columns)))
    totals[0, places], totals[1:, places] = one.totals, drawn
    found = figure(totals)
    return found[0], found[1:]


def _row(keys: dict[str, str], before: float, after: float, low: float, high: float) -> dict[str, Any]:
    return {
        **keys,
        "before": before,
        "after": after,
        "difference": after - before,
        "low": low,
        "high": high,
        "ratio": after / before if before else float("nan"),
    }


def _frame(rows: list[dict[str, Any]], *keys: str) -> pd.DataFrame:
    columns = [*keys, "before", "after", "difference", "low", "high", "ratio", *_PERIODS]
    return pd.DataFrame(rows, columns=columns)
