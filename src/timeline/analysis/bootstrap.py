"""How far a figure depends on which events were found: a seeded bootstrap over events (Efron 1979).

The event is what is drawn, with all its partners, since the partners of one event did not come independently."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def generator(seed: int, *parts: int) -> np.random.Generator:
    """The random numbers of one window: the same for the same seed and days, whatever other windows there are.

    >>> generator(1, 2).integers(100) == generator(1, 2).integers(100)
    np.True_
    """
    return np.random.default_rng([seed, *parts])


def draws(n_events: int, samples: int, random: np.random.Generator) -> NDArray[np.int64]:
    """How often each of n events is drawn in each sample of n: a matrix, samples × events.

    >>> draws(4, 2, generator(7)).sum(axis=1).tolist()
    [4, 4]
    """
    if not n_events:
        return np.zeros((samples, 0), dtype=np.int64)
    return random.multinomial(n_events, np.full(n_events, 1 / n_events), size=samples)


def percentiles(replicates: Floats, level: float) -> tuple[float, float]:
    """The middle ``level`` of the replicates, for figures that a resample does not bias (sums, shares).

    >>> percentiles(np.arange(101.0), 0.5)
    (25.0, 75.0)
    """
    known = replicates[np.isfinite(replicates)]
    if not known.size:
        return float("nan"), float("nan")
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def centred(estimate: float, replicates: Floats, level: float, *, positive: bool = True) -> tuple[float, float]:
    """The interval of a figure that resampling biases: the spread of the replicates, laid around the estimate.

    A resample holds fewer partners than its sample, so the replicates of a Hill number lie below it, and their plain
    percentiles would miss it. Chao et al. (2014) therefore take the bootstrap's spread only and lay it around the
    estimate; so does this, with percentiles of the deviations from the replicates' mean rather than ± 1.96 s.e., and
    for ``positive`` figures on the log scale, the scale of entropy. It shows sampling variation; it does not mend
    the bias of a small sample, for which the standardised figures are there.

    >>> low, high = centred(4.0, np.array([1.0, 2.0, 4.0]), 0.999999)
    >>> round(low, 3), round(high, 3)
    (2.0, 8.0)
    """
    if not np.isfinite(estimate):
        return float("nan"), float("nan")
    values = np.log(replicates) if positive else replicates
    known = values[np.isfinite(values)]
    low, high = percentiles(known - known.mean(), level) if known.size else (float("nan"), float("nan"))
    if positive:
        return estimate * math.exp(low), estimate * math.exp(high)
    return estimate + low, estimate + high
