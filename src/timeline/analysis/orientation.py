"""Towards whom and away from whom Niger moved, by partner and by bloc."""

from __future__ import annotations

import numpy as np
import pandas as pd

from timeline.analysis.arguments import fraction, one_of, whole
from timeline.analysis.bootstrap import generator, percentiles
from timeline.analysis.figures import SEED
from timeline.analysis.sample import sample, within
from timeline.analysis.weights import weighted_pairs
from timeline.analysis.windows import length, windows

GROUPINGS = ("partner", "bloc")
SIGN = {"toward": 1.0, "away": -1.0, "neutral": 0.0}


def net_orientation(
    window: str = "365D",
    *,
    events: pd.DataFrame | None = None,
    participants: pd.DataFrame | None = None,
    by: str = "bloc",
    weights: str = "significance",
    step: str = "MS",
    samples: int = 500,
    seed: int = SEED,
    level: float = 0.95,
) -> pd.DataFrame:
    """Net orientation Σ w (toward) − Σ w (away), one row a window and partner (``by="partner"``) or bloc.

    The difference of event-data research (Goldstein 1992, Journal of Conflict Resolution 36, 369–385), over the
    pair's orientation instead of the act's score. Weights as in ``diversification``, but ``plover`` weighs by the
    score's size |score|, since acts away from a partner mostly score below 0. Every group with an event has a row
    in every window, with zeros where nothing happened; pairs without a bloc are in no bloc.

    Columns: ``window_start``, ``window_end``; ``partner`` or ``bloc``; ``n_events``, the events that count for the
    group, whatever their orientation; ``toward``, ``away``, ``neutral``, sums of weights; ``net``, toward − away,
    in units of the weight; ``net_low``, ``net_high``, its bootstrap interval; ``balance``,
    (toward − away) / (toward + away), −1 to 1 and NaN without either; ``systematic``, see ``diversification``.
    The interval resamples the window's events of all groups together, so that a group's number of events varies too;
    it says nothing where a group has no event (0 to 0). Raises UnknownValueError for an unknown argument.

    >>> events = pd.DataFrame({"event_id": ["a", "b"], "significance": [3, 1], "plover_score": [2.5, -4.0],
    ...                        "date_plot": pd.to_datetime(["2024-01-05", "2024-02-05"])})
    >>> participants = pd.DataFrame({"event_id": ["a", "b", "b"], "partner": ["RUS", "RUS", "FRA"],
    ...                              "orientation": ["toward", "neutral", "away"],
    ...                              "bloc": ["russia-allies", "russia-allies", "west"]})
    >>> found = net_orientation("QS", step="QS", by="partner", events=events, participants=participants, samples=9)
    >>> found[["partner", "n_events", "toward", "away", "neutral", "net", "balance"]]
      partner  n_events  toward  away  neutral  net  balance
    0     FRA         1     0.0   1.0      0.0 -1.0     -1.0
    1     RUS         2     3.0   0.0      1.0  3.0      1.0
    """
    one_of(by, "grouping", GROUPINGS)
    length(window)
    length(step, "step")
    whole(samples, "number of samples", 1)
    whole(seed, "seed", 0)
    fraction(level, "level of confidence")
    pairs = signed_pairs(events, participants, by=by, weights=weights)
    if pairs.empty:
        return _table([], by)
    frame = windows(pairs["date"].iloc[0], pairs["date"].iloc[-1], window=window, step=step)
    groups = sorted(pairs[by].astype(str).unique())
    tables = []
    for start, end, systematic in zip(frame["window_start"], frame["window_end"], frame["systematic"], strict=True):
        inside = within(pairs, start, end)
        random = generator(seed, start.toordinal(), end.toordinal())
        table = _figures(inside, by, samples=samples, level=level, random=random).reindex(groups, fill_value=0.0)
        total = table["toward"] + table["away"]
        table["balance"] = table["net"] / total.where(total > 0)
        table.insert(0, "window_start", start)
        table.insert(1, "window_end", end)
        table.insert(2, by, groups)
        table["systematic"] = systematic
        tables.append(table)
    return _table(tables, by)


def signed_pairs(
    events: pd.DataFrame | None, participants: pd.DataFrame | None, *, by: str, weights: str
) -> pd.DataFrame:
    """All weighted pairs that belong to a group, with ``net``: the weight towards, minus the weight away."""
    pairs = weighted_pairs(events, participants, weights=weights, toward=False)
    pairs = pairs.dropna(subset=[by]).reset_index(drop=True)
    return pairs.assign(net=pairs["weight"] * [SIGN[str(code)] for code in pairs["orientation"]])


def _figures(inside: pd.DataFrame, by: str, *, samples: int, level: float, random: np.random.Generator) -> pd.DataFrame:
    one = sample(inside, by, "net")
    weight, orientations = inside["weight"].to_numpy(), inside["orientation"].to_numpy()
    column = np.searchsorted(one.groups, inside[by].astype("str").to_numpy().astype(str)) if one.groups else []
    sums = {
        orientation: np.bincount(column, np.where(orientations == orientation, weight, 0.0), len(one.groups))
        for orientation in SIGN
    }
    table = pd.DataFrame({"n_events": (one.pairs > 0).sum(axis=0), **sums}, index=pd.Index(one.groups))
    table["net"] = table["toward"] - table["away"]
    _, drawn = one.resampled(samples, random)
    intervals = [percentiles(drawn[:, column], level) for column in range(len(one.groups))]
    table["net_low"] = [low for low, _ in intervals]
    table["net_high"] = [high for _, high in intervals]
    return table


def _table(tables: list[pd.DataFrame], by: str) -> pd.DataFrame:
    columns = ["window_start", "window_end", by, "n_events", *SIGN, "net", "net_low", "net_high", "balance"]
    columns.append("systematic")
    if not tables:
        return pd.DataFrame(columns=columns)
    return pd.concat(tables, ignore_index=True).reindex(columns=columns).astype({"n_events": "int64"})
