"""How diverse Niger's partners were, window by window: the project's headline figure."""

from __future__ import annotations

import numpy as np
import pandas as pd

from timeline.analysis.arguments import fraction, whole
from timeline.analysis.bootstrap import centred, generator
from timeline.analysis.diversity import (
    herfindahl,
    hill,
    hill_rows,
    rarefied,
    rarefied_rows,
    sample_coverage,
    standardised,
)
from timeline.analysis.sample import Sample, sample, within
from timeline.analysis.weights import weighted_pairs
from timeline.analysis.windows import length, windows

SEED = 20260326
LEAST_SIZE = 5
_NAN = float("nan")


def diversification(
    window: str = "365D",
    *,
    events: pd.DataFrame | None = None,
    participants: pd.DataFrame | None = None,
    weights: str = "significance",
    step: str = "MS",
    samples: int = 500,
    seed: int = SEED,
    level: float = 0.95,
    size: int | None = None,
    coverage: float | None = None,
) -> pd.DataFrame:
    """The diversity of the partners that Niger moved towards, one row a window.

    Counted are event × partner pairs with orientation ``toward``; a partner's share is its summed ``weights``
    (``significance``, ``equal``, ``turning-points``, ``plover``; see ``analysis.weigh``). ``events`` and
    ``participants`` default to the built dataset; a filtered ``events`` is enough. ``window`` and ``step`` are
    lengths like ``365D``, ``12MS``, ``QS``, ``YS`` (see ``analysis.windows``); windows end on the day before a step.

    The raw figures grow with the number of events found. Compare windows by the standardised ones: they use counts
    of pairs, not weights, and draw every window down to one ``size`` m (by default that of the smallest window in
    the systematic period, at least 5) or one sample ``coverage`` C (by default the lowest among those). A window
    that holds less has NaN; nothing is extrapolated.

    | column | meaning |
    |---|---|
    | ``window_start``, ``window_end`` | first and last day, both inside |
    | ``n_events``, ``n_pairs``, ``n_partners`` | events with a pair that counts, pairs, different partners |
    | ``hhi`` | Herfindahl–Hirschman index Σ s² of the weighted shares, 1/S to 1 |
    | ``hill_0``, ``hill_1``, ``hill_2`` | Hill numbers of the weighted shares, in effective partners (Hill 1973) |
    | ``hill_1_low``, ``hill_1_high`` | interval of ``hill_1`` |
    | ``size``, ``hill_1_rarefied`` | m, and the Hill number q = 1 of the counts at m (Chao et al. 2014) |
    | ``hill_1_rarefied_low``, ``hill_1_rarefied_high`` | its interval |
    | ``sample_coverage`` | estimated share of acts that go to partners seen (Chao & Jost 2012), 0 to 1 |
    | ``coverage``, ``hill_1_coverage`` | C, and the Hill number q = 1 of the counts at C |
    | ``systematic`` | the whole window was researched systematically; never compare one that was not |

    Intervals hold ``level`` of ``samples`` resamples over the window's events, seeded with ``seed`` and the window's
    days, laid around the estimate (see ``analysis.bootstrap``). A window without a pair has NaN and 0 counts.
    Raises UnknownValueError for an argument that is not of the kinds named, and DataNotFoundError without a dataset.

    >>> events = pd.DataFrame({"event_id": list("abcd"), "significance": [3, 1, 1, 1], "plover_score": 1.0,
    ...                        "date_plot": pd.to_datetime(["2024-01-05", "2024-02-05", "2024-03-05", "2024-05-05"])})
    >>> participants = pd.DataFrame({"event_id": list("abcd"), "partner": ["RUS", "TUR", "TUR", "CHN"],
    ...                              "orientation": "toward", "bloc": None})
    >>> found = diversification("QS", step="QS", events=events, participants=participants, samples=20, size=2)
    >>> found[["n_events", "hhi", "hill_0", "hill_1", "hill_1_rarefied", "systematic"]].round(3)
       n_events   hhi  hill_0  hill_1  hill_1_rarefied  systematic
    0         3  0.52     2.0    1.96            1.587        True
    1         1  1.00     1.0    1.00              NaN        True
    >>> found["window_end"].dt.strftime("%Y-%m-%d").tolist()
    ['2024-03-31', '2024-06-30']
    """
    length(window)
    length(step, "step")
    whole(samples, "number of samples", 1)
    whole(seed, "seed", 0)
    fraction(level, "level of confidence")
    references([], size, coverage)
    pairs = weighted_pairs(events, participants, weights=weights)
    if pairs.empty:
        return _table([], [])
    frame = windows(pairs["date"].iloc[0], pairs["date"].iloc[-1], window=window, step=step)
    spans = list(zip(frame["window_start"], frame["window_end"], frame["systematic"], strict=True))
    taken = [sample(within(pairs, start, end)) for start, end, _ in spans]
    systematic = [one for one, span in zip(taken, spans, strict=True) if span[2] and one.n_events]
    m, c = references(systematic or [one for one in taken if one.n_events], size, coverage)
    rows = [
        figures(one, m, c, samples=samples, level=level, random=generator(seed, start.toordinal(), end.toordinal()))
        for one, (start, end, _) in zip(taken, spans, strict=True)
    ]
    return _table(spans, rows)


def references(samples: list[Sample], size: int | None = None, coverage: float | None = None) -> tuple[int, float]:
    """The size and the coverage that samples are drawn down to: the smallest and the lowest among them.

    Samples of fewer than ``LEAST_SIZE`` pairs do not set them, lest one empty month make all figures 1.

    >>> pairs = pd.DataFrame({"event_id": list("abcdef"), "partner": list("XXXYYZ"), "weight": 1.0})
    >>> m, c = references([sample(pairs), sample(pairs.head(5))])
    >>> m, round(c, 3)  # the coverage of the first: 1 - 1/6 * 5/7
    (5, 0.881)
    """
    if size is not None:
        whole(size, "sample size", 1)
    if coverage is not None:
        fraction(coverage, "coverage")
    counts = [one.counts for one in samples]
    large = [count for count in counts if count.sum() >= LEAST_SIZE]
    m = size if size is not None else min((int(count.sum()) for count in large), default=LEAST_SIZE)
    c = coverage if coverage is not None else min((sample_coverage(count) for count in large), default=_NAN)
    return m, c


def figures(
    one: Sample, size: int, coverage: float, *, samples: int, level: float, random: np.random.Generator
) -> dict[str, float]:
    """The figures of one sample, by column of ``diversification``.

    >>> pairs = pd.DataFrame({"event_id": list("abc"), "partner": list("XXY"), "weight": [1.0, 1.0, 2.0]})
    >>> found = figures(sample(pairs), 2, 0.5, samples=9, level=0.9, random=generator(1))
    >>> found["n_pairs"], found["hhi"], round(found["hill_1"], 6)
    (3, 0.5, 2.0)
    """
    counts, totals = one.counts, one.totals
    n_pairs = int(counts.sum())
    raw, equal_size = hill(totals), rarefied(counts, size)
    raw_interval = size_interval = (_NAN, _NAN)
    if n_pairs:
        drawn_counts, drawn_totals = one.resampled(samples, random)
        raw_interval = centred(raw, hill_rows(drawn_totals), level)
        if np.isfinite(equal_size):
            size_interval = centred(equal_size, rarefied_rows(drawn_counts, size), level)
    return {
        "n_events": one.n_events,
        "n_pairs": n_pairs,
        "n_partners": len(one.groups),
        "hhi": herfindahl(totals),
        "hill_0": hill(totals, 0),
        "hill_1": raw,
        "hill_1_low": raw_interval[0],
        "hill_1_high": raw_interval[1],
        "hill_2": hill(totals, 2),
        "size": size,
        "hill_1_rarefied": equal_size,
        "hill_1_rarefied_low": size_interval[0],
        "hill_1_rarefied_high": size_interval[1],
        "sample_coverage": sample_coverage(counts),
        "coverage": coverage,
        "hill_1_coverage": standardised(counts, coverage) if np.isfinite(coverage) else _NAN,
    }


_COUNTS = ("n_events", "n_pairs", "n_partners", "size")
_FLOATS = (
    "hhi", "hill_0", "hill_1", "hill_1_low", "hill_1_high", "hill_2", "hill_1_rarefied", "hill_1_rarefied_low",
    "hill_1_rarefied_high", "sample_coverage", "coverage", "hill_1_coverage",
)  # fmt: skip
COLUMNS = (
    "window_start", "window_end", "n_events", "n_pairs", "n_partners", "hhi", "hill_0", "hill_1", "hill_1_low",
    "hill_1_high", "hill_2", "size", "hill_1_rarefied", "hill_1_rarefied_low", "hill_1_rarefied_high",
    "sample_coverage", "coverage", "hill_1_coverage", "systematic",
)  # fmt: skip


def _table(
    spans: list[tuple[pd.Timestamp, pd.Timestamp, bool]],
    rows: list[dict[str, float]],
) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    table["window_start"] = pd.DatetimeIndex([span[0] for span in spans]).as_unit("ms")
    table["window_end"] = pd.DatetimeIndex([span[1] for span in spans]).as_unit("ms")
    table["systematic"] = [span[2] for span in spans]
    types = dict.fromkeys(_COUNTS, "int64") | dict.fromkeys(_FLOATS, "float64") | {"systematic": "bool"}
    return table.astype(types)
