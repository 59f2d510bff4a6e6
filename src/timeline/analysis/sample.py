"""A set of events as matrices, and its resamples: what the figures of a window are computed from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from timeline.analysis.bootstrap import draws

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """Events × groups (partners or blocs): how many pairs an event gives a group, and their summed value."""

    groups: list[str]
    pairs: NDArray[np.int64]
    values: Floats

    @property
    def n_events(self) -> int:
        """How many events there are."""
        return len(self.pairs)

    @property
    def counts(self) -> NDArray[np.int64]:
        """Pairs a group."""
        return self.pairs.sum(axis=0)

    @property
    def totals(self) -> Floats:
        """Summed value a group."""
        return self.values.sum(axis=0)

    def resampled(self, samples: int, random: np.random.Generator) -> tuple[NDArray[np.int64], Floats]:
        """Counts and totals of resamples over events, each samples × groups."""
        drawn = draws(self.n_events, samples, random)
        often = drawn.astype(np.float64)  # whole numbers stay exact, and are multiplied many times faster
        return (often @ self.pairs).astype(np.int64), often @ self.values


def sample(pairs: pd.DataFrame, by: str = "partner", value: str = "weight") -> Sample:
    """The matrices of a table of weighted pairs (``weighted_pairs``), events and groups sorted by their names.

    >>> pairs = pd.DataFrame({"event_id": ["a", "b", "b"], "partner": ["RUS", "RUS", "TUR"], "weight": [1.0, 3.0, 3.0]})
    >>> found = sample(pairs)
    >>> found.groups, found.counts.tolist(), found.totals.tolist()
    (['RUS', 'TUR'], [2, 1], [4.0, 3.0])
    """
    rows, events = _codes(pairs["event_id"])
    columns, groups = _codes(pairs[by])
    shape = (len(events), len(groups))
    counts, values = np.zeros(shape, dtype=np.int64), np.zeros(shape)
    np.add.at(counts, (rows, columns), 1)
    np.add.at(values, (rows, columns), pairs[value].to_numpy(dtype=np.float64))
    return Sample(groups, counts, values)


def within(pairs: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """The pairs of events from one day to another, both included; the table is sorted by ``date``.

    >>> pairs = pd.DataFrame({"date": pd.to_datetime(["2024-01-01", "2024-01-02", "2024-01-03"])})
    >>> len(within(pairs, pd.Timestamp("2024-01-02"), pd.Timestamp("2024-01-03")))
    2
    """
    dates = pairs["date"].to_numpy()
    first = np.searchsorted(dates, start.to_datetime64())
    beyond = np.searchsorted(dates, end.to_datetime64(), side="right")
    return pairs.iloc[int(first) : int(beyond)]


def _codes(column: Any) -> tuple[NDArray[np.int64], list[str]]:
    names, codes = np.unique(column.astype("str").to_numpy(dtype=object).astype(str), return_inverse=True)
    return codes, names.tolist()
