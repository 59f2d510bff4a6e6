"""Hill numbers, rarefaction and coverage: by hand, against other implementations, and by their properties."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.analysis import herfindahl, hill, rarefied, sample_coverage, shares, standardised
from timeline.analysis.diversity import hill_rows, rarefied_rows, standardised_rows
from timeline.errors import UnknownValueError

ORDERS = (0, 1, 2)
counts = st.lists(st.integers(1, 12), min_size=1, max_size=8)
samples = counts.filter(lambda found: sum(found) > 1)
weights = st.lists(st.floats(0.01, 100), min_size=1, max_size=12)

# Spiders of a girdled and a logged hemlock stand (Sackett et al. 2011), the example of Chao et al. 2014 and of the
# R package iNEXT, whose published figures the tests below repeat.
GIRDLED = [46, 22, 17, 15, 15, 9, 8, 6, 6, 4, *[2] * 4, *[1] * 12]
LOGGED = [88, 22, 16, 15, 13, 10, 8, 8, 7, 7, 7, 5, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2, *[1] * 14]


def test_by_hand() -> None:
    assert shares([3, 1]).tolist() == [0.75, 0.25]
    assert herfindahl([3, 1]) == 0.5625 + 0.0625
    assert hill([3, 1], 0) == 2
    assert hill([3, 1], 1) == pytest.approx(4 / 3**0.75)  # exp(ln 4 - 3/4 ln 3)
    assert hill([3, 1], 2) == pytest.approx(1.6)
    assert rarefied([2, 1], 2, 0) == pytest.approx(5 / 3)
    # of three equally likely pairs one is of one partner: mean entropy 2/3 ln 2, mean Simpson sum 1/3 + 2/3 * 1/2
    assert rarefied([2, 1], 2, 1) == pytest.approx(2 ** (2 / 3))
    assert rarefied([2, 1], 2, 2) == pytest.approx(1.5)
    assert sample_coverage([2, 1, 1]) == pytest.approx(1 - 2 / 4 * (3 * 2) / (3 * 2 + 2))
    assert sample_coverage([3, 1, 1]) == pytest.approx(1 - 2 / 5 * (4 * 1) / (4 * 1 + 2))  # no partner seen twice
    assert [sample_coverage([2, 1, 1], m) for m in (1, 2, 3)] == pytest.approx([1 / 6, 1 / 3, 1 / 2])
    assert sample_coverage([3, 3]) == 1


@pytest.mark.parametrize(
    ("stand", "richness", "shannon", "simpson", "coverage"),
    [(GIRDLED, 26, 12.060, 7.840, 0.929), (LOGGED, 37, 14.421, 6.761, None)],
)
def test_published_figures_of_inext(
    stand: list[int], richness: int, shannon: float, simpson: float, coverage: float | None
) -> None:
    assert hill(stand, 0) == richness
    assert hill(stand, 1) == pytest.approx(shannon, abs=5e-4)
    assert hill(stand, 2) == pytest.approx(simpson, abs=5e-4)
    if coverage:
        assert sample_coverage(stand) == pytest.approx(coverage, abs=5e-4)


@pytest.mark.parametrize(("size", "richness", "coverage"), [(1, 1.0, 0.122), (10, 6.479, 0.597), (19, 9.450, 0.738)])
def test_published_rarefaction_of_inext(size: int, richness: float, coverage: float) -> None:
    assert rarefied(GIRDLED, size, 0) == pytest.approx(richness, abs=5e-4)
    assert sample_coverage(GIRDLED, size) == pytest.approx(coverage, abs=5e-4)
    assert standardised(GIRDLED, sample_coverage(GIRDLED, size), 0) == pytest.approx(richness, abs=5e-4)


@settings(deadline=None)
@given(weights)
def test_entropy_agrees_with_scipy(found: list[float]) -> None:
    stats = pytest.importorskip("scipy.stats")
    assert hill(found, 1) == pytest.approx(math.exp(stats.entropy(found)))


@settings(deadline=None)
@given(st.lists(st.integers(1, 4), min_size=2, max_size=4), st.data())
def test_rarefaction_is_the_mean_over_all_subsamples(found: list[int], data: st.DataObject) -> None:
    """The definition, told over every subsample one by one instead of by formula."""
    individuals = [partner for partner, count in enumerate(found) for _ in range(count)]
    size = data.draw(st.integers(1, min(len(individuals), 7)))
    drawn = [np.bincount(np.array(some)) for some in combinations(individuals, size)]
    parts = [some[some > 0] / size for some in drawn]
    assert rarefied(found, size, 0) == pytest.approx(np.mean([len(part) for part in parts]))
    assert rarefied(found, size, 1) == pytest.approx(math.exp(np.mean([-(p * np.log(p)).sum() for p in parts])))
    assert rarefied(found, size, 2) == pytest.approx(1 / np.mean([(p**2).sum() for p in parts]))


@settings(deadline=None)
@given(samples)
def test_coverage_is_what_a_further_draw_finds(found: list[int]) -> None:
    """Leave one out: the coverage of n − 1 is the chance that the one left out is of a partner seen in the rest."""
    seen_again = sum(count for count in found if count > 1) / sum(found)
    assert sample_coverage(found, sum(found) - 1) == pytest.approx(seen_again)


@settings(deadline=None)
@given(weights, st.integers(1, 5), st.sampled_from(ORDERS))
def test_replication_principle(found: list[float], copies: int, q: int) -> None:
    assert hill(found * copies, q) == pytest.approx(copies * hill(found, q))


@settings(deadline=None)
@given(weights)
def test_orders_and_bounds(found: list[float]) -> None:
    zero, one, two = (hill(found, q) for q in ORDERS)
    assert len(found) == zero
    assert zero + 1e-9 >= one >= two - 1e-9
    assert two >= 1 - 1e-9
    assert herfindahl(found) == pytest.approx(1 / two)


@settings(deadline=None)
@given(weights, st.sampled_from(ORDERS), st.randoms(use_true_random=False), st.floats(0.1, 10))
def test_order_scale_and_absent_partners_do_not_matter(found: list[float], q: int, random, factor: float) -> None:
    mixed = [*found, 0.0]
    random.shuffle(mixed)
    assert hill([weight * factor for weight in mixed], q) == pytest.approx(hill(found, q))


@settings(deadline=None)
@given(counts, st.sampled_from(ORDERS))
def test_the_full_sample_is_the_raw_figure(found: list[int], q: int) -> None:
    total = sum(found)
    assert rarefied(found, total, q) == pytest.approx(hill(found, q))
    if total > 1:
        assert standardised(found, sample_coverage(found), q) == pytest.approx(hill(found, q))


@settings(deadline=None)
@given(samples, st.sampled_from(ORDERS))
def test_more_observations_never_lower_the_figure(found: list[int], q: int) -> None:
    curve = [rarefied(found, size, q) for size in range(1, sum(found) + 1)]
    assert curve[0] == pytest.approx(1)
    assert (np.diff(curve) >= -1e-9).all()
    coverages = [sample_coverage(found, size) for size in range(1, sum(found) + 1)]
    assert (np.diff(coverages) >= -1e-9).all()
    assert all(0 <= coverage <= 1 + 1e-12 for coverage in coverages)


@settings(deadline=None)
@given(samples, st.floats(0, 1), st.floats(0, 1), st.sampled_from(ORDERS), st.randoms(use_true_random=False))
def test_monotone_in_coverage_whatever_the_order(found: list[int], one: float, other: float, q: int, random) -> None:
    low, high = sorted((one, other))
    mixed = random.sample(found, len(found))
    below, above = standardised(found, low, q), standardised(mixed, high, q)
    if math.isfinite(above):
        assert below <= above + 1e-9
    else:
        assert high > sample_coverage(found)


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3), min_size=1, max_size=5), st.integers(1, 6))
def test_rows_are_what_single_samples_are(table: list[list[int]], size: int) -> None:
    rows = np.array(table)
    for q in ORDERS:
        assert rarefied_rows(rows, size, q) == pytest.approx([rarefied(row, size, q) for row in rows], nan_ok=True)
        assert hill_rows(rows.astype(float), q) == pytest.approx([hill(row, q) for row in rows], nan_ok=True)


def rarefied_by_definition(found: list[int], size: int, q: int) -> float:
    """Chao et al. 2014, eq. 4, term by term with the hypergeometric distribution of scipy."""
    hypergeom = pytest.importorskip("scipy.stats").hypergeom
    k = np.arange(1, size + 1)
    seen = sum(hypergeom.pmf(k, sum(found), count, size) for count in found)  # how many partners are seen k times
    part = k / size
    return math.exp(-(part * np.log(part) * seen).sum()) if q == 1 else float(((part**q) * seen).sum() ** (1 / (1 - q)))


def standardised_by_walking(found: list[int], coverage: float, q: int) -> float:
    """Every size in turn, until one covers more."""
    total = sum(found)
    curve = [sample_coverage(found, size) for size in range(1, total + 1)]
    if coverage > curve[-1]:
        return math.nan
    upper = next((size for size, covered in enumerate(curve, 1) if covered > coverage), total + 1)
    if upper in (1, total + 1):
        return rarefied_by_definition(found, min(upper, total), q)
    low, high = curve[upper - 2], curve[upper - 1]
    below, above = (rarefied_by_definition(found, size, q) for size in (upper - 1, upper))
    return below + (above - below) * (coverage - low) / (high - low)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 90), min_size=4, max_size=4), min_size=1, max_size=4),
    st.floats(0, 1),
    st.sampled_from(ORDERS),
)
def test_rows_are_what_the_definitions_give(table: list[list[int]], part: float, q: int) -> None:
    """Rows of other sizes at once, computed by halving and over possible draws only, against every size and draw."""
    rows = np.array(table)
    found = [[count for count in row if count] for row in table]
    size = 1 + round(part * max(map(sum, found)))
    expected = [rarefied_by_definition(row, size, q) if sum(row) >= size else math.nan for row in found]
    assert rarefied_rows(rows, size, q) == pytest.approx(expected, rel=1e-9, nan_ok=True)
    expected = [standardised_by_walking(row, part, q) if sum(row) > 1 else math.nan for row in found]
    assert standardised_rows(rows, part, q) == pytest.approx(expected, rel=1e-7, nan_ok=True)


def test_a_long_row_is_cut_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = standardised(LOGGED, 0.9), rarefied(LOGGED, 150)
    monkeypatch.setattr("timeline.analysis.diversity._STRETCH", 5)
    assert (standardised(LOGGED, 0.9), rarefied(LOGGED, 150)) == pytest.approx(whole, rel=1e-12)


def test_large_samples_stay_exact() -> None:
    found = [400, 300, 200, 100]
    assert rarefied(found, 1000) == pytest.approx(hill(found))
    assert rarefied(found, 1) == pytest.approx(1)


def test_nothing_is_made_up_where_nothing_is_known() -> None:
    for figure in (hill([]), hill([0, 0]), herfindahl([]), rarefied([], 1), rarefied([2, 1], 4)):
        assert math.isnan(figure)
    for figure in (sample_coverage([1]), sample_coverage([]), sample_coverage([2, 1], 4), standardised([1], 0.5)):
        assert math.isnan(figure)
    assert math.isnan(standardised([1, 1, 1], 0.9))


@pytest.mark.parametrize(
    ("call", "hint"),
    [
        (lambda: hill([1, -1]), "0 or more"),
        (lambda: hill([1, float("nan")]), "0 or more"),
        (lambda: hill([1], -1), "0, 1 or 2"),
        (lambda: hill([1], float("nan")), "0, 1 or 2"),
        (lambda: rarefied([1.5, 2], 1), "weights cannot be rarefied"),
        (lambda: rarefied([-1, 2], 1), "numbers of events"),
        (lambda: rarefied([1, 2], 0), "1 or more"),
        (lambda: sample_coverage([1, 2], 0), "1 or more"),
        (lambda: standardised([1, 2], 1.1), "from 0 to 1"),
    ],
)
def test_wrong_arguments_say_what_to_use(call: Callable[[], object], hint: str) -> None:
    with pytest.raises(UnknownValueError, match=hint):
        call()
