"""How diverse a set of partners is: concentration, Hill numbers, and both standardisations of them.

Two kinds of numbers go in. *Weights* (significance, score) give shares, concentration and raw Hill numbers.
*Counts* (how many events name a partner) give rarefaction and coverage, which are about drawing events and
have no meaning for weights; a weight enters them only by leaving out the events that it weighs 0."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from timeline.analysis.arguments import whole
from timeline.errors import UnknownValueError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_STRETCH = 1 << 18


def shares(weights: ArrayLike) -> Floats:
    """The shares sᵢ = wᵢ / Σ w, from 0 to 1, along the last axis; NaN where all weights are 0.

    Raises UnknownValueError for negative or missing weights.

    >>> shares([3, 1]).tolist()
    [0.75, 0.25]
    """
    values = np.asarray(weights, dtype=np.float64)
    if not np.isfinite(values).all() or (values < 0).any():
        raise UnknownValueError("a weight is negative or missing", remedy="use weights of 0 or more")
    total = values.sum(axis=-1, keepdims=True)
    return np.divide(values, total, out=np.full_like(values, np.nan), where=total > 0)


def herfindahl(weights: ArrayLike) -> float:
    """The Herfindahl–Hirschman index Σ sᵢ², from 1/S (S equal partners) to 1 (a single one); no unit.

    Hirschman 1945, *National Power and the Structure of Foreign Trade*; Herfindahl 1950. Not the 0 to 10,000 scale of
    competition law. NaN without a partner.

    >>> herfindahl([3, 1])
    0.625
    """
    parts = shares(weights)
    return float(np.square(parts).sum()) if parts.size else float("nan")


def hill(weights: ArrayLike, q: float = 1) -> float:
    """The Hill number of order q: the effective number of partners, that is how many partners of equal share would
    be as diverse.

    ᵠD = (Σ sᵢ^q)^(1/(1−q)), and exp(−Σ sᵢ ln sᵢ) for q = 1 (Hill 1973, Ecology 54, 427–432). q = 0 counts partners,
    q = 1 weighs them by their share, q = 2 (1 / HHI) is about the dominant ones. From 1 to the number of partners;
    NaN without one. Raises UnknownValueError for a negative q.

    >>> round(hill([3, 1], q=0), 3), round(hill([3, 1], q=1), 3), round(hill([3, 1], q=2), 3)
    (2.0, 1.755, 1.6)
    """
    return float(hill_rows(np.atleast_2d(np.asarray(weights, dtype=np.float64)), q)[0])


def hill_rows(weights: Floats, q: float = 1) -> Floats:
    """The Hill number of each row of a matrix; see ``hill``.

    >>> hill_rows(np.array([[1.0, 1.0], [1.0, 0.0]])).round(6).tolist()
    [2.0, 1.0]
    """
    _order(q)
    if not weights.shape[-1]:
        return np.full(len(weights), np.nan)
    parts = shares(weights)
    if q == 1:
        logs = np.log(parts, out=np.zeros_like(parts), where=parts > 0)
        return np.exp(-(parts * logs).sum(axis=-1))
    powers = np.power(parts, q, out=np.zeros_like(parts), where=parts != 0)
    return powers.sum(axis=-1) ** (1 / (1 - q))


def rarefied(counts: ArrayLike, size: int, q: float = 1) -> float:
    """The Hill number of order q expected in a random subsample of ``size`` of the n observations, without return.

    ᵠD(m) = (Σₖ (k/m)^q f̂ₖ(m))^(1/(1−q)), and exp(−Σₖ (k/m) ln(k/m) f̂ₖ(m)) for q = 1, with the expected number of
    partners seen k times f̂ₖ(m) = Σᵢ C(Xᵢ, k) C(n−Xᵢ, m−k) / C(n, m) (Chao et al. 2014, Ecological Monographs 84,
    45–67, eq. 4). Two periods at the same m compare, however many events were found in each. Equals ``hill`` at
    m = n; NaN for m > n, since nothing is extrapolated here.

    ``counts``: whole numbers, how many events name each partner; never weights. Raises UnknownValueError otherwise.

    >>> round(rarefied([2, 1], 2, q=0), 4)  # of the three pairs that can be drawn, two have two partners: 1 + 2/3
    1.6667
    """
    return float(rarefied_rows(np.atleast_2d(_counts(counts)), size, q)[0])


def rarefied_rows(counts: Ints, size: int, q: float = 1) -> Floats:
    """``rarefied`` of each row of a matrix of counts.

    >>> rarefied_rows(np.array([[2, 1], [3, 0]]), 2, q=0).round(4).tolist()
    [1.6667, 1.0]
    """
    _order(q)
    whole(size, "sample size", 1)
    result = np.full(len(counts), np.nan)
    enough = counts.sum(axis=-1) >= size
    some = counts[enough]
    result[enough] = _drawn_down(some, np.full(len(some), size), float(q))
    return result


def sample_coverage(counts: ArrayLike, size: int | None = None) -> float:
    """The estimated share of all acts that go to partners seen in the sample, or in ``size`` of its observations.

    Ĉ(n) = 1 − (f₁/n) (n−1)f₁ / ((n−1)f₁ + 2f₂), with f₁ partners seen once and f₂ twice, and for f₂ = 0
    Ĉ(n) = 1 − (f₁/n) (n−1)(f₁−1) / ((n−1)(f₁−1) + 2); below n, Ĉ(m) = 1 − Σᵢ (Xᵢ/n) C(n−Xᵢ, m) / C(n−1, m)
    (Chao & Jost 2012, Ecology 93, 2533–2547, eq. 4a; Chao et al. 2014, table 2). From 0 to 1. NaN for m > n and for
    fewer than two observations, which say nothing about what was missed.

    >>> sample_coverage([2, 1, 1])  # f1 = 2, f2 = 1, n = 4: 1 - 2/4 * 6/8
    0.625
    >>> sample_coverage([2, 1, 1], 1)
    0.16666666666666663
    """
    values = _counts(counts)
    total = int(values.sum())
    wanted = total if size is None else whole(size, "sample size", 1)
    if total < 2 or wanted > total:
        return float("nan")
    return float(_covered(values[None, :], np.array([wanted]))[0])


def standardised(counts: ArrayLike, coverage: float, q: float = 1) -> float:
    """The Hill number of order q of a subsample so large that its estimated coverage is ``coverage``.

    Two samples of equal size are not equally complete where one has more partners; at equal coverage the unseen
    part is the same in both (Chao & Jost 2012; Chao et al. 2014). ``rarefied`` at the size m with Ĉ(m) = C; between
    two whole sizes the value is interpolated linearly in coverage. NaN where the whole sample covers less than C,
    since nothing is extrapolated. Raises UnknownValueError for counts that are none and a coverage outside 0 to 1.

    >>> round(standardised([2, 1, 1], 0.625), 4), round(hill([2, 1, 1]), 4)
    (2.8284, 2.8284)
    >>> round(standardised([2, 1, 1], 1 / 4, q=0), 4)  # half way from C(1) = 1/6 to C(2) = 1/3: (1 + 11/6) / 2
    1.4167
    """
    return float(standardised_rows(np.atleast_2d(_counts(counts)), coverage, q)[0])


def standardised_rows(counts: Ints, coverage: float, q: float = 1) -> Floats:
    """``standardised`` of each row of a matrix of counts.

    >>> standardised_rows(np.array([[2, 1, 1], [2, 1, 0]]), 1 / 4, q=0).round(4).tolist()
    [1.4167, 1.0]
    """
    _order(q)
    if not 0 <= coverage <= 1:
        raise UnknownValueError(f"{coverage!r} is no coverage", remedy="use a number from 0 to 1")
    result = np.full(len(counts), np.nan)
    known = np.flatnonzero(counts.sum(axis=-1) >= 2)
    known = known[_covered(counts[known], counts[known].sum(axis=-1)) >= coverage]
    if not known.size:
        return result
    some = counts[known]
    totals = some.sum(axis=-1)
    # coverage grows with the size: the smallest size that covers more is found by halving, n + 1 where none does
    less, more = np.zeros_like(totals), totals + 1
    while (more - less > 1).any():
        middle = (less + more) // 2
        covers = _covered(some, np.minimum(middle, totals)) > coverage
        less, more = np.where(covers, less, middle), np.where(covers, middle, more)
    upper, lower = np.minimum(more, totals), np.where(more > totals, totals, np.maximum(more - 1, 1))
    above, below = _drawn_down(some, upper, float(q)), _drawn_down(some, lower, float(q))
    high, low = _covered(some, upper), _covered(some, lower)
    part = np.divide(coverage - low, high - low, out=np.zeros(len(some)), where=upper > lower)
    result[known] = below + (above - below) * part
    return result


def _order(q: float) -> None:
    if not 0 <= q < float("inf"):
        raise UnknownValueError(f"{q!r} is no order of a Hill number", remedy="use 0, 1 or 2")


def _counts(counts: ArrayLike) -> Ints:
    values = np.asarray(counts)
    if values.ndim != 1 or (values.size and (not np.isfinite(values).all() or (values < 0).any())):
        raise UnknownValueError("a count is negative or missing", remedy="use a list of numbers of events")
    if (values != np.floor(values)).any():
        raise UnknownValueError(
            "a count is no whole number", remedy="use numbers of events; weights cannot be rarefied, see hill()"
        )
    return values[values > 0].astype(np.int64)


def _covered(counts: Ints, sizes: Ints) -> Floats:
    """Ĉ(m) of each row of counts at its own m, from 0 to its n."""
    totals = counts.sum(axis=-1)
    logs = _log_factorials(int(totals.max(initial=0)))
    others, left = totals[:, None] - counts, np.maximum(totals - 1 - sizes, 0)
    rest = others - sizes[:, None]  # what stays undrawn of the other partners
    logs_missed = logs[others] - logs[np.maximum(rest, 0)] + (logs[left] - logs[totals - 1])[:, None]
    missed = np.exp(np.where(rest >= 0, logs_missed, -np.inf))
    below = 1 - (counts / totals[:, None] * missed).sum(axis=-1)
    once, twice = (counts == 1).sum(axis=-1), (counts == 2).sum(axis=-1)
    seen = (totals - 1) * np.where(twice > 0, once, once - 1)
    unseen = np.where(twice > 0, 2 * twice, 2)
    full = 1 - once / totals * np.divide(seen, seen + unseen, out=np.zeros(len(counts)), where=once > 0)
    return np.clip(np.where(sizes < totals, below, full), 0.0, 1.0)  # rounding alone leaves these bounds


def _drawn_down(counts: Ints, sizes: Ints, q: float) -> Floats:
    """``rarefied`` of each row of counts at its own m, from 1 to its n."""
    if not counts.size:
        return np.full(len(counts), np.nan)
    # a partner with as many observations of as many adds the same in every row: computed once
    pairs, group = np.unique(np.column_stack([counts.sum(axis=-1), sizes]), axis=0, return_inverse=True)
    rows, columns = np.nonzero(counts)
    most = int(counts.max()) + 1
    keys, place = np.unique(group.ravel()[rows] * most + counts[rows, columns], return_inverse=True)
    totals, drawn = pairs[keys // most].T
    terms = _terms(keys % most, totals, drawn, q)
    summed = np.bincount(rows, terms[place.ravel()], minlength=len(counts)).astype(np.float64)
    return np.exp(summed) if q == 1 else summed ** (1 / (1 - q))


def _terms(x: Ints, totals: Ints, sizes: Ints, q: float) -> Floats:
    """What partners with x of n observations add to the sum of ``rarefied`` at m: over the k that can be drawn only.

    The k of all partners lie in one row, a stretch each, cut where it would take much memory."""
    logs = _log_factorials(int(totals.max()))
    others, undrawn = totals - x, totals - x - sizes
    first, last = np.maximum(1, -undrawn), np.minimum(x, sizes)
    lengths = last - first + 1
    ways = logs[x] + logs[others] - (logs[totals] - logs[sizes] - logs[totals - sizes])
    result = np.empty(len(x))
    ends = np.cumsum(lengths)
    for part in np.split(np.arange(len(x)), np.flatnonzero(np.diff(ends // _STRETCH)) + 1):
        many = lengths[part]
        starts = np.cumsum(many) - many
        k = np.arange(many.sum()) + np.repeat(first[part] - starts, many)
        size = np.repeat(sizes[part], many)
        log_chance = np.repeat(ways[part], many) - logs[k] - logs[np.repeat(x[part], many) - k]
        log_chance -= logs[size - k] + logs[np.repeat(undrawn[part], many) + k]
        share = k / size
        value = -share * np.log(share) if q == 1 else share**q
        result[part] = np.add.reduceat(np.exp(log_chance) * value, starts)
    return result


@lru_cache(maxsize=64)
def _log_factorials(most: int) -> Floats:
    return np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, most + 1)))))
