"""EDTF dates: the forms, the bounds, the plot position, and agreement with the ``edtf`` package."""

from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import InvalidDateError, parse_date


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2024-03-26", date(2024, 3, 26), date(2024, 3, 26), "day"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "year"),
        ("2024-01-16/2024-01-19", date(2024, 1, 16), date(2024, 1, 19), "interval"),
        ("2024-01/2024-03", date(2024, 1, 1), date(2024, 3, 31), "interval"),
        ("[2024-03-01..2024-03-04]", date(2024, 3, 1), date(2024, 3, 4), "one-of"),
        ("2024-03~", date(2024, 3, 1), date(2024, 3, 31), "month"),
        ("2024-03-26?", date(2024, 3, 26), date(2024, 3, 26), "day"),
        ("2024-03-26~/2024-04", date(2024, 3, 26), date(2024, 4, 30), "interval"),
    ],
)
def test_forms(text: str, start: date, end: date, precision: str) -> None:
    when = parse_date(text)
    assert (when.start, when.end, when.precision) == (start, end, precision)


def test_marks() -> None:
    assert parse_date("2024-03~").approximate
    assert not parse_date("2024-03~").uncertain
    assert parse_date("2024-03?").uncertain
    both = parse_date("2024-03%")
    assert both.approximate
    assert both.uncertain


def test_plot_position_is_honest() -> None:
    """Only an act that lasted is a span; an unknown day stands in the middle of its range."""
    lasted = parse_date("2024-03-01/2024-03-05")
    assert (lasted.plot_start, lasted.plot_end) == (date(2024, 3, 1), date(2024, 3, 5))
    for text in ("2024-03", "[2024-03-01..2024-03-31]"):
        unknown = parse_date(text)
        assert unknown.plot_start == unknown.plot_end == date(2024, 3, 16)


@given(st.dates(date(1000, 1, 1), date(9999, 12, 30)), st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]))
def test_plain_forms_agree_with_the_edtf_package(day: date, form: str) -> None:
    text = day.strftime(form)
    ours, theirs = parse_date(text), parse_edtf(text)
    assert ours.start == date(*theirs.lower_strict()[:3])
    assert ours.end == date(*theirs.upper_strict()[:3])


@given(st.text(max_size=30) | st.from_regex(r"[0-9\[\]./~?%-]{1,25}", fullmatch=True))
def test_any_text_gives_a_date_or_its_own_error(text: str) -> None:
    try:
        when = parse_date(text)
    except InvalidDateError:
        return
    assert when.start <= when.plot_start <= when.plot_end <= when.end
    assert when.edtf == text
